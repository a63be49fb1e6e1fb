"""Whether the words around a tie assert it: said, shared or listed, not denied or only wished for."""

from __future__ import annotations

from collections.abc import Mapping

from communique.record.language import Analysis, Token
from communique.understand.grammar import clauses

_DENIALS = frozenset(("not", "n't", "n’t", "never", "hardly", "scarcely", "neither", "nor"))
_BEING = frozenset(("be", "become", "remain"))
_HAVING = frozenset(("share", "have", "maintain", "enjoy"))


def is_listed(analysis: Analysis, token: Token) -> bool:
    """ "The old rivals [Norway and Chile]", "Norway and Chile, [allies] in the pact": who are this to each other."""
    beside = [token.head] if token.dep in ("compound", "nmod", "appos") else []
    beside += analysis.children(token.index, "appos")
    whose = analysis.children(token.index, "poss")
    return token.tag == "NNS" and not whose and any(analysis.tokens[k].pos == "PROPN" for k in beside)


def is_had(analysis: Analysis, token: Token) -> bool:
    """ "[Shares] a border with Norway"."""
    stands = clauses.verbal(analysis, token.head)
    return analysis.tokens[token.head].lemma in _HAVING and stands.tense in ("present", "past") and not stands.negated


def is_said(analysis: Analysis, token: Token) -> bool:
    """Several who "are", "have become" or "remain" partners, also further down in a list."""
    token = _first_in_list(analysis, token)
    return token.tag == "NNS" and token.dep == "attr" and analysis.tokens[token.head].lemma in _BEING


def is_denied(analysis: Analysis, words: Mapping[str, frozenset[str]], token: Token) -> bool:
    """ "Is not a partner", "are no longer allies", "seeks a partnership": no tie that stands."""
    tokens = analysis.tokens
    token = _first_in_list(analysis, token)
    verb = tokens[token.head]
    if token.dep == "dobj" and verb.lemma in words["wished"] and token.tag == "NN":
        return any(tokens[k].lower in ("a", "an") for k in analysis.children(token.index, "det"))
    if token.dep != "attr" or verb.lemma not in _BEING:
        return False
    around = (*analysis.children(verb.index), *analysis.children(token.index))
    told = [f"{tokens[c].text} {tokens[c + 1].text}".lower() for c in around if c < token.index]
    between = analysis.words(token.head, token.index).lower() if token.head < token.index else ""
    if any(w.split()[0] in _DENIALS and w != "not only" for w in told) or "no longer" in between:
        return True
    if verb.tag == "VBG" and verb.dep in ("pcomp", "acl"):
        return True  # "stands for Norway being a member"
    tense = clauses.verbal(analysis, verb.index).tense
    return tense == "possible" or (verb.lemma == "become" and tense == "infinitive")


def _first_in_list(analysis: Analysis, token: Token) -> Token:
    """The noun that the list begins with in which a word stands."""
    while token.dep == "conj" and token.head != token.index:
        token = analysis.tokens[token.head]
    return token
