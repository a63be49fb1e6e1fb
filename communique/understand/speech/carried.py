"""Quotations without a cue: they belong to the speaker who carries on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.understand.attribution.candidate import Attribution
from communique.understand.attribution.passage import ENDS, VERBAL, Passage, Quoted

_SCARE = 3


def attach_carried(passage: Passage, found: Sequence[Attribution]) -> list[Attribution]:
    """`found` in order, with quotations that stand alone joined to the speech they go on with, or as attributions of
    their own (no source, no cue)."""
    covered = {i for a in found for i in a.tokens()}
    out = sorted(found, key=lambda a: (a.first, -a.last))
    spoken: dict[int, list[int]] = {}
    for number, attribution in enumerate(out):
        if attribution.head is None or passage.region[attribution.head] != -1:
            continue
        if attribution.origin == "quoted" or _is_partly_quoted(passage, attribution):
            spoken.setdefault(passage.paragraph(attribution.last - 1), []).append(number)
    for quote in passage.quotes:
        if quote.parent != -1 or quote.first in covered or not stands_alone(passage, quote):
            continue
        before = _speech_before(passage, out, spoken.get(passage.paragraph(quote.first), ()), quote)
        if before is not None:
            out[before] = replace(out[before], content=(*out[before].content, *quote.parts))
        else:
            out.append(Attribution(None, None, quote.parts, "carried"))
    return sorted(out, key=lambda a: (a.first, -a.last))


def _is_partly_quoted(passage: Passage, found: Attribution) -> bool:
    """Whether words that their cue follows are a quotation in part: It was "a shame" for both, he said."""
    before = found.origin == "reported" and found.head is not None and found.last <= found.head
    return before and any(passage.region[i] != -1 for i in found.tokens())


def stands_alone(passage: Passage, quote: Quoted) -> bool:
    """Whether a quotation is a sentence or more by itself, with no words of the outlet in its sentence."""
    tokens = passage.tokens
    if quote.last - quote.first <= _SCARE:
        return False
    if tokens[quote.last - 1].text[-1] not in ".?!…," and not _at_end(passage, quote):
        return False
    if _is_heading(passage, quote):
        return False
    if not any(tokens[i].pos in VERBAL for i in range(quote.first, quote.last)):
        return _carries_on(passage, quote)
    before = quote.opened - 1
    starts = quote.opened == 0 or passage.paragraph(before) != passage.paragraph(quote.first)
    return starts or tokens[before].text in ENDS or before in passage.mark_tokens


def _is_heading(passage: Passage, quote: Quoted) -> bool:
    """Whether a quotation without a sign at its end is a line of its own between others: 'Nobody wants this war'."""
    tokens, after = passage.tokens, quote.closed
    if tokens[quote.last - 1].text[-1] in ".?!…," or after >= len(tokens):
        return False
    own = quote.opened == 0 or passage.paragraph(quote.opened - 1) != passage.paragraph(quote.first)
    return own and passage.paragraph(after) != passage.paragraph(quote.first)


def _carries_on(passage: Passage, quote: Quoted) -> bool:
    """Whether words without a verb are a paragraph by themselves after one that ends with a quotation: "And soon." """
    tokens, before = passage.tokens, quote.opened - 1
    if before < 0 or passage.paragraph(before) == passage.paragraph(quote.first) or not _at_end(passage, quote):
        return False
    own = quote.closed >= len(tokens) or passage.paragraph(quote.closed) != passage.paragraph(quote.first)
    first = passage.analysis.sentence_of(before).paragraph
    spoken = any(passage.paragraph(q.first) == first for q in passage.quotes[max(0, quote.index - 3) : quote.index])
    return own and spoken and tokens[quote.first].text[0].isupper() and tokens[quote.last - 1].text[-1] in ".?!"


def _at_end(passage: Passage, quote: Quoted) -> bool:
    after = quote.closed
    tokens = passage.tokens
    return (
        after >= len(tokens) or passage.paragraph(after) != passage.paragraph(quote.first) or tokens[after].text in ENDS
    )


def _speech_before(passage: Passage, found: Sequence[Attribution], numbers: Sequence[int], quote: Quoted) -> int | None:
    """Number of the quotation directly before in the same paragraph, only its cue's clause between, to which this adds;
    `numbers` are the quoted attributions of the paragraph."""
    ending = [n for n in numbers if found[n].last <= quote.opened]
    if not ending:
        return None
    best = found[ending[-1]]
    between = range(best.last, quote.opened)
    ends = sum(passage.tokens[i].text in ENDS and i not in passage.mark_tokens for i in between)
    return ending[-1] if ends <= 1 and (best.head in between or len(between) <= 2) else None
