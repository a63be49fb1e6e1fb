"""Words of binding by which nobody is bound: in a condition, a question, or behind "no sign that"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.record.language import Analysis
from communique.understand.grammar import clauses

_CLAUSES = ("advcl", "ccomp", "acl", "xcomp", "pcomp")
_CLIMB = 6


def is_supposed(analysis: Analysis, words: Mapping[str, frozenset[str]], cue: int) -> bool:
    """ "If Norway agrees to leave", "asked whether it plans to leave", "no sign that it is ready to leave"."""
    tokens, here = analysis.tokens, cue
    for _ in range(_CLIMB):
        top = clauses.first_conjunct(analysis, here)
        token, head = tokens[top], tokens[top].head
        if head == top or token.dep == "relcl":
            return False
        if token.dep in _CLAUSES and any(_opens_question(analysis, words, k, head) for k in (here, top)):
            return True
        if token.dep in ("acl", "ccomp") and tokens[head].pos == "NOUN" and _is_lacking(analysis, words, head):
            return True
        here = head
    return False


def _opens_question(analysis: Analysis, words: Mapping[str, frozenset[str]], clause: int, head: int) -> bool:
    """Whether a clause begins with "if", "unless", "whether", or with "how far" behind a word."""
    tokens = analysis.tokens
    if any(tokens[k].text.lower() in words["supposing"] for k in analysis.children(clause, "mark")):
        return True
    asked = tokens[clause].dep in ("ccomp", "pcomp") and clause > head
    return asked and tokens[analysis.edges(clause)[0]].text.lower() in words["asking"]


def _is_lacking(analysis: Analysis, words: Mapping[str, frozenset[str]], noun: int) -> bool:
    """ "No sign", "any hint", "little evidence", "doubts"."""
    tokens = analysis.tokens
    if tokens[noun].lemma.lower() in words["doubting"]:
        return True
    return any(tokens[k].text.lower() in words["lacking"] for k in analysis.children(noun, "det", "amod", "advmod"))
