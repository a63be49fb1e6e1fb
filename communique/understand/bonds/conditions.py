"""On what condition a commitment stands ("if", "in return for"), and where binding words are only supposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.bonds.deeds import Undertaking
from communique.understand.grammar import clauses

_CLAUSES = ("advcl", "ccomp", "acl", "xcomp", "pcomp")
_CLIMB = 6
_REACH = 3  # verbs above a deed whose condition is the deed's, too ("if they ask, we are ready to help")


def find_condition(analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking) -> Evidence | None:
    """The words of the condition, its "if" included; None when the commitment stands without one."""
    tokens = analysis.tokens
    for first, last in _candidates(analysis, words, found):
        if not (first <= found.cue < last):
            return cite(analysis.text, tokens[first].start, tokens[last - 1].end)
    return None


def _candidates(
    analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking
) -> Iterator[tuple[int, int]]:
    """[first, last) tokens of clauses and phrases below the deed, its cue and the verbs that carry them."""
    tokens = analysis.tokens
    carriers = [found.act, found.cue]
    for above in analysis.ancestors(found.cue)[:_REACH]:
        if tokens[above].pos not in ("VERB", "AUX", "ADJ"):
            break
        carriers.append(above)
    for verb in dict.fromkeys(carriers):
        for clause in analysis.children(verb, "advcl", "prep", "conj", "dep", "ccomp", "parataxis", "amod", "acomp"):
            first, last = clauses.extent(analysis, clause)
            if _opens(analysis, words, clause, first):
                yield first, last
            elif tokens[clause].lower in words["provisos"] and clause > found.cue:
                yield clause, clauses.extent(analysis, clause)[1]


def _opens(analysis: Analysis, words: Mapping[str, frozenset[str]], clause: int, first: int) -> bool:
    """Whether a clause or phrase begins as conditions do."""
    tokens = analysis.tokens
    first += first < clause and tokens[first].lower == "only"  # "only if"
    opener = tokens[first].lower
    beginning = " ".join(tokens[i].lower for i in range(first, min(first + 3, len(tokens))))
    if any(beginning.startswith(phrase) for phrase in words["condition_phrases"]):
        return not any(tokens[i].lemma.lower() == "anonymity" for i in analysis.subtree(clause))
    if tokens[clause].dep in ("advcl", "prep") and opener in words["conditions"]:
        return True
    return opener == "should" and tokens[first].dep == "aux" and tokens[first].head == clause


def is_supposed(analysis: Analysis, words: Mapping[str, frozenset[str]], cue: int) -> bool:
    """ "If Norway agrees to leave", "asked whether it plans to leave", "no sign that it is ready to leave"."""
    tokens, here = analysis.tokens, cue
    if _is_wanted(analysis, words, cue):
        return True
    for _ in range(_CLIMB):
        top = clauses.first_conjunct(analysis, here)
        token, head = tokens[top], tokens[top].head
        marked = bool(analysis.children(top, "mark"))  # "an assurance that they would be freed", taken for a relative
        if head == top or (token.dep == "relcl" and not marked):
            return False
        if token.dep in _CLAUSES and any(_opens_question(analysis, words, k, head) for k in (here, top)):
            return True
        behind_noun = token.dep in ("acl", "ccomp", "relcl") and tokens[head].pos == "NOUN"
        if behind_noun and (_is_lacking(analysis, words, head) or _is_wanted(analysis, words, head)):
            return True
        here = head
    return False


def _opens_question(analysis: Analysis, words: Mapping[str, frozenset[str]], clause: int, head: int) -> bool:
    """Whether a clause begins with "if", "unless", "whether", or with "how far" behind a word."""
    tokens = analysis.tokens
    openers = {tokens[k].lower for k in analysis.children(clause, "mark", "advmod") if k < clause}
    if not openers.isdisjoint(words["supposing"]):
        return True
    if not openers.isdisjoint(words["awaiting"]) and clauses.verbal(analysis, clause).tense == "present":
        return True
    asked = tokens[clause].dep in ("ccomp", "pcomp") and clause > head
    return asked and tokens[analysis.edges(clause)[0]].lower in words["asking"]


def _is_lacking(analysis: Analysis, words: Mapping[str, frozenset[str]], noun: int) -> bool:
    """ "No sign", "any hint", "little evidence", "doubts"."""
    tokens = analysis.tokens
    if tokens[noun].lemma.lower() in words["doubting"]:
        return True
    return any(tokens[k].lower in words["lacking"] for k in analysis.children(noun, "det", "amod", "advmod"))


def _is_wanted(analysis: Analysis, words: Mapping[str, frozenset[str]], noun: int) -> bool:
    """ "Sought assurances that", "called for an agreement to", "discussed a plan to": nobody has given his word yet."""
    tokens = analysis.tokens
    head = tokens[tokens[noun].head]
    if tokens[noun].pos != "NOUN" or tokens[noun].lemma.lower() in words["keeping"]:
        return False  # "called for the implementation of the accord": it is agreed
    if tokens[noun].dep == "pobj" and head.lower in ("for", "on", "toward", "towards"):
        return tokens[head.head].lemma.lower() in words["wanting_for"] | words["wanting"]
    if tokens[noun].dep not in ("dobj", "nsubjpass"):
        return False
    wanted = head.lemma.lower() in words["wanting"]
    return wanted or (head.lemma.lower() in words["debating"] and clauses.owner(analysis, noun) is None)
