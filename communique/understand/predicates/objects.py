"""What a verb acts on, and whether it is the subject that suffers."""

from __future__ import annotations

from communique.record.language import Analysis, Token

_OBJECTS = ("dobj", "nsubjpass")
_RELATIVE = frozenset(("who", "whom", "which", "that"))


def object_of(analysis: Analysis, verb: int) -> int | None:
    """Head of the object of a verb: direct object, passive subject, or the noun that its clause modifies."""
    tokens = analysis.tokens
    token = tokens[verb]
    for child in analysis.children(verb, *_OBJECTS):
        if tokens[child].lemma.lower() in _RELATIVE and token.dep == "relcl":
            return token.head
        return child
    if token.dep == "acl" and token.tag == "VBN":
        return token.head
    if token.dep == "relcl" and _lacks_object(analysis, verb):
        return token.head
    if is_hidden_verb(analysis, token):
        while token.dep in ("amod", "compound") and token.head != token.index:
            token = tokens[token.head]
        return token.index
    if (
        token.dep == "conj"
        and token.tag == "VBN"
        and tokens[token.head].tag == "VBN"
        and not analysis.children(verb, "nsubj")
    ):
        return object_of(analysis, token.head)
    return None


def _lacks_object(analysis: Analysis, verb: int) -> bool:
    """ "The tariffs it imposed": a relative clause with a subject of its own and nothing acted on."""
    subjects = analysis.children(verb, "nsubj")
    own = bool(subjects) and all(analysis.tokens[s].lower not in _RELATIVE for s in subjects)
    return own and not analysis.children(verb, "ccomp", "xcomp", "relcl", "advmod")


def is_hidden_verb(analysis: Analysis, token: Token) -> bool:
    """A past tense with a subject of its own that the parser took for an adjective ("X hosted President Y")."""
    return token.dep == "amod" and token.tag == "VBD" and bool(analysis.children(token.index, "nsubj"))


def is_turned(analysis: Analysis, verb: int) -> bool:
    """ "Should X ask for it": a condition or a question, with the subject behind its auxiliary."""
    auxiliaries, subjects = (analysis.children(verb, *deps) for deps in (("aux",), ("nsubj", "nsubjpass")))
    return bool(auxiliaries and subjects) and min(auxiliaries) < min(subjects)


def strayed_clause(analysis: Analysis, noun: int) -> int | None:
    """The clause right behind a noun that the parser hung on the verb ("stressed his readiness to meet")."""
    token = analysis.tokens[noun]
    if token.dep != "dobj":
        return None
    for child in analysis.children(token.head, "xcomp", "advcl", "prep"):
        if analysis.edges(child)[0] == noun + 1 and analysis.tokens[noun + 1].lower == "to":
            return child
    return None


def is_passive(analysis: Analysis, verb: int) -> bool:
    token = analysis.tokens[verb]
    if analysis.children(verb, "nsubjpass", "auxpass", "agent"):
        return True
    if token.dep == "conj" and token.tag == "VBN" and not analysis.children(verb, "nsubj", "aux", "dobj"):
        return is_passive(analysis, token.head)
    return token.dep in ("acl", "advcl") and token.tag == "VBN" and not analysis.children(verb, "nsubj", "aux")
