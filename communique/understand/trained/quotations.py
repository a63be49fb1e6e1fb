"""What quotation marks say of the trained reader's attributions: how far a quotation goes, and which it goes on from.

Source: with both, direct speech and its source on PolNeAR dev: 90.5, without 89.7; see training/README.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from communique.understand.quotes import find_quotes
from communique.understand.speech.transcripts import opens_line
from communique.understand.trained.tagging import Linked, Run
from communique.understand.trained.windows import CLOSING

Words = Sequence[tuple[int, int]]
PART = 0.3
"""Share of a quotation that must be read as content for all of it to be."""


def follow_marks(text: str, words: Words, linked: Sequence[Linked], *, joins: bool) -> list[Linked]:
    """The attributions with whole quotations; with `joins` the ones for which nobody is named join others or go."""
    quotations = find_quotations(text, words)
    out = _fill(quotations, linked)
    return [item for item in _carry_on(text, words, quotations, out) if item.cue or item.source] if joins else out


def find_quotations(text: str, words: Words) -> list[Run]:
    """[first, last) words of each quotation that stands in no other, one for each paragraph of it.

    >>> from communique.understand.trained.windows import find_words
    >>> find_quotations(said := '"No," she said.', find_words(said))
    [(1, 3)]
    """
    starts = [start for start, _ in words]
    spans = (part for quote in find_quotes(text) if quote.parent is None for part in quote.parts)
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]


def _fill(quotations: Sequence[Run], linked: Sequence[Linked]) -> list[Linked]:
    """A quotation of which a part is one attribution's content, and nothing its source or cue, is its content as a
    whole.
    """
    out = list(linked)
    runs = sorted((run, number) for number, item in enumerate(linked) for run in item.content)
    ends = [run[1] for run, _ in runs]
    for quotation in quotations:
        parts = [(run, number) for run, number in _touching(runs, ends, quotation)]
        if len({number for _, number in parts}) != 1:
            continue
        item = out[parts[0][1]]
        if any(_shared(run, quotation) for run in (item.source, item.cue) if run):
            continue
        size, read = quotation[1] - quotation[0], sum(_shared(run, quotation) for run, _ in parts)
        if PART * size < read < size:
            whole = (min(quotation[0], parts[0][0][0]), max(quotation[1], parts[-1][0][1]))
            rest = [run for run in item.content if not _shared(run, whole)]
            out[parts[0][1]] = replace(item, content=tuple(sorted([*rest, whole])))
    return out


def _carry_on(text: str, words: Words, quotations: Sequence[Run], linked: Sequence[Linked]) -> list[Linked]:
    """A quotation that is a paragraph, for which nobody is named, joins the one that ends the attribution before it."""
    out: list[Linked] = []
    latest: int | None = None
    for item in linked:
        whole = None if item.cue or item.source else _find(quotations, item.content[0])
        if latest is not None and whole and _is_paragraph(text, words, whole):
            before = out[latest]
            if before.content[-1][1] <= whole[0] and _find(quotations, before.content[-1]):
                out[latest] = replace(before, content=(*before.content, *item.content))
                continue
        out.append(item)
        if latest is None or item.content[-1][1] > out[latest].content[-1][1]:
            latest = len(out) - 1
    return out


def _touching(runs: Sequence[tuple[Run, int]], ends: Sequence[int], quotation: Run) -> list[tuple[Run, int]]:
    out = []
    for run, number in runs[bisect_right(ends, quotation[0]) :]:
        if run[0] >= quotation[1]:
            break
        out.append((run, number))
    return out


def _find(quotations: Sequence[Run], run: Run) -> Run | None:
    """The first quotation that shares a word with the run."""
    at = bisect_left(quotations, run[0] + 1, key=lambda q: q[1])
    return quotations[at] if at < len(quotations) and quotations[at][0] < run[1] else None


def _is_paragraph(text: str, words: Words, quotation: Run) -> bool:
    first, last = quotation[0] - 1, quotation[1]
    last += last < len(words) and text[words[last][0]] in CLOSING
    return (first == 0 or opens_line(text, words, first)) and (last >= len(words) or opens_line(text, words, last))


def _shared(a: Run, b: Run) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
