"""Quotations without a cue: they belong to the speaker who carries on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.understand.attribution.candidate import Attribution
from communique.understand.attribution.passage import ENDS, Passage, Quoted

_SCARE = 3
_VERBAL = frozenset(("VERB", "AUX"))


def attach_carried(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """`found` in order, with quotations that stand alone joined to the speech they go on with, or as attributions of
    their own (no source, no cue)."""
    covered = {i for a in found for i in a.tokens()}
    out = sorted(found, key=lambda a: (a.first, -a.last))
    for quote in passage.quotes:
        if quote.parent != -1 or quote.first in covered or not stands_alone(passage, quote):
            continue
        before = _speech_before(passage, out, quote)
        if before is not None:
            out[out.index(before)] = replace(before, content=(*before.content, *quote.parts))
        else:
            out.append(Attribution(None, None, quote.parts, "carried"))
    return sorted(out, key=lambda a: (a.first, -a.last))


def stands_alone(passage: Passage, quote: Quoted) -> bool:
    """Whether a quotation is a sentence or more by itself, with no words of the outlet in its sentence."""
    tokens = passage.tokens
    if quote.last - quote.first <= _SCARE:
        return False
    if tokens[quote.last - 1].text[-1] not in ".?!…," and not _at_end(passage, quote):
        return False
    if not any(tokens[i].pos in _VERBAL for i in range(quote.first, quote.last)):
        return False
    before = quote.opened - 1
    starts = quote.opened == 0 or passage.paragraph(before) != passage.paragraph(quote.first)
    return starts or tokens[before].text in ENDS or before in passage.mark_tokens


def _at_end(passage: Passage, quote: Quoted) -> bool:
    after = quote.closed
    tokens = passage.tokens
    return (
        after >= len(tokens) or passage.paragraph(after) != passage.paragraph(quote.first) or tokens[after].text in ENDS
    )


def _speech_before(passage: Passage, found: Sequence[Attribution], quote: Quoted) -> Attribution | None:
    """The quotation directly before in the same paragraph, only its cue's clause between, to which this one adds."""
    best = None
    for attribution in found:
        if attribution.cue is None or attribution.origin != "quoted" or attribution.last > quote.opened:
            continue
        if attribution.head is not None and passage.region[attribution.head] != -1:
            continue
        if passage.paragraph(attribution.last - 1) == passage.paragraph(quote.first):
            best = attribution
    if best is None or best.head is None:
        return None
    between = range(best.last, quote.opened)
    ends = sum(passage.tokens[i].text in ENDS and i not in passage.mark_tokens for i in between)
    return best if ends <= 1 and (best.head in between or len(between) <= 2) else None
