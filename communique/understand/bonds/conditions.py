"""On what condition a commitment stands: "if", "provided that", "in return for"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand import clauses
from communique.understand.bonds.deeds import Undertaking


def find_condition(analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking) -> Evidence | None:
    """The words of the condition, its "if" included; None when the commitment stands without one."""
    tokens = analysis.tokens
    for verb in dict.fromkeys((found.act, found.cue)):
        for clause in analysis.children(verb, "advcl", "prep"):
            first, last = clauses.extent(analysis, clause)
            text = analysis.words(first, last).lower()
            opens = tokens[first].text.lower()
            if tokens[clause].dep == "advcl" and opens in words["conditions"] and not _is_as(analysis, first):
                return cite(analysis.text, tokens[first].start, tokens[last - 1].end)
            if any(text.startswith(phrase) for phrase in words["condition_phrases"]):
                return cite(analysis.text, tokens[first].start, tokens[last - 1].end)
    return None


def _is_as(analysis: Analysis, first: int) -> bool:
    """ "as" and "when", "until", "once" open a condition only in "as long as", "as soon as"."""
    tokens = analysis.tokens
    return tokens[first].text.lower() == "as" and not (
        first + 2 < len(tokens)
        and tokens[first + 2].text.lower() == "as"
        and tokens[first + 1].text.lower() in ("long", "soon")
    )
