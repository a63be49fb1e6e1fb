"""The headline of a whole copied page, which stands below its menus and above the article's run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.read.boilerplate import Line
from communique.read.looks import WORDS, count_words
from communique.read.normalise import fold

ABOVE: Final = 30  # lines above the run: dates, authors, buttons and pictures stand between
SHORTEST, LONGEST = 4, 30  # words
TELLING: Final = 4  # letters of a word that tells what a story is about
# What speaks for a line, as much as its words that the article has, too.
TWICE, DATED, DISTANCE = 0.3, 0.6, 0.01
DATE_LINES: Final = 5  # below a headline
_TRAIL: Final = re.compile(r"\s[|>»/›]\s|https?://|\.\w{2,4}/")


def mark_headline(lines: Sequence[Line], first: int, last: int) -> list[Line]:
    """The lines with the likeliest headline above `first` marked; what was marked before counts no longer."""
    best = _find_headline(lines, first, last)
    if best is None:
        return list(lines)
    lines = _drop_far(lines, best, first, last)
    kept = fold(lines[best].text)
    return [
        replace(line, kind="headline")
        if i == best or (line.kind == "headline" and fold(line.text) == kept)
        else replace(line, kind="navigation")
        if line.kind == "headline"
        else line
        for i, line in enumerate(lines)
    ]


def _drop_far(lines: Sequence[Line], head: int, first: int, last: int) -> list[Line]:
    """The date and author above the article, else beside it, else the page's only one; others are other stories'."""
    above, around = range(max(0, head - DATE_LINES), first), range(head, last + DATE_LINES)
    kept: set[int] = set()
    for kind in ("date", "byline"):
        places = {i for i, line in enumerate(lines) if line.kind == kind}
        kept |= places.intersection(above) or places.intersection(around) or (places if len(places) == 1 else set())
    return [
        replace(line, kind="navigation") if line.kind in ("date", "byline") and i not in kept else line
        for i, line in enumerate(lines)
    ]


def _find_headline(lines: Sequence[Line], first: int, last: int) -> int | None:
    times = Counter(fold(line.text) for line in lines)
    told = {word for line in lines[first:last] if line.kind in ("body", "heading") for word in _telling(line.text)}
    best, most = None, 0.0
    for i in range(max(0, first - ABOVE), first):
        words = _telling(lines[i].text)
        if not words or not _is_title(lines[i]):
            continue
        dated = any(line.kind in ("date", "byline") for line in lines[i + 1 : i + 1 + DATE_LINES])
        shared = len(words & told) / len(words)
        worth = shared + TWICE * (times[fold(lines[i].text)] > 1) + DATED * dated - DISTANCE * (first - i)
        if shared and worth > most:
            best, most = i, worth
    return best


def _is_title(line: Line) -> bool:
    known = line.kind in ("headline", "heading", "body", "navigation", "related")
    fits = SHORTEST <= count_words(line.text) <= LONGEST and not line.text.endswith((".", ":", ";", ",", "…"))
    return known and fits and _TRAIL.search(line.text) is None


def _telling(text: str) -> set[str]:
    return {word.casefold() for word in WORDS.findall(text) if len(word) >= TELLING}
