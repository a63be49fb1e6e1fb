"""Where in a copied page the article stands: the run of lines that holds most prose for its furniture.

Source: a maximal-sum run over line scores; the scores were chosen on half of the pages of scrapinghub's
article-extraction-benchmark given as text, and held on the other half (F1 .93 and .92; without the run .77).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from communique.lexicon.page import PageWords
from communique.read.boilerplate import Line
from communique.read.looks import BULLET, FURNITURE_PROSE, count_words, has_pauses, is_prose, is_sentence

FEWEST_SCRAPS: Final = 25  # lines that are no sentences; with fewer the text is hardly a whole copied page
FEWEST_PARAGRAPHS: Final = 3  # of prose before comments can begin
FEWEST_COMMENTS: Final = 3  # dated ones, among this many lines below their heading
NEAR: Final = 25
MOST_WORDS: Final = 60  # of a paragraph that count: the blocks of a terms page are long
SENTENCE: Final = 0.6  # of the words of a short sentence
COSTS: Final = {"date": 40.0, "byline": 40.0, "related_header": 30.0}  # another story begins
SCRAP, FURNITURE, TALK = 11.0, 10.0, 60.0
TALK_WORDS: Final = 8
UNENDED: Final = 0.3  # of the words of a line that is no sentence and yet no scrap
LONG, INTRODUCTION, ITEM = 18, 6, 3  # words of such a line: by its length and stops, before a colon, of a list
EXCERPT: Final = 12  # words of another story's beginning, cut short
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)[\])]?\s*(?:[»›>→]|read more|more)?\s*$", re.I)


def keep_densest(lines: Sequence[Line], words: PageWords) -> list[Line]:
    """The lines; in a whole copied page what stands outside the article's run is navigation, its headline excepted."""
    scraps = sum(not is_sentence(line.text) for line in lines)
    prose = sum(is_prose(line.text) for line in lines)
    if scraps < max(FEWEST_SCRAPS, prose):
        return list(lines)
    first, last = find_densest([_worth(line, words) for line in lines[: _find_talk(lines, words)]])
    return [
        replace(line, kind="navigation") if line.kind in ("body", "heading") and not first <= i < last else line
        for i, line in enumerate(lines)
    ]


def _find_talk(lines: Sequence[Line], words: PageWords) -> int:
    """The line behind the article with which its readers' comments begin, else the number of lines."""
    said = 0
    for i, line in enumerate(lines):
        said += is_prose(line.text)
        if said >= FEWEST_PARAGRAPHS and words.talk_headings.match(line.text):
            below = lines[i + 1 : i + 1 + NEAR]
            if sum(words.talk_ages.match(other.text) is not None for other in below) >= FEWEST_COMMENTS:
                return i
    return len(lines)


def find_densest(worth: Sequence[float]) -> tuple[int, int]:
    """[first, last) of the run with the greatest sum.

    >>> find_densest([-1.0, 5.0, -2.0, 4.0, -9.0, 3.0])
    (1, 4)
    """
    sums = [0.0, *accumulate(worth)]
    best, low, span = 0.0, 0, (0, 0)
    for i in range(1, len(sums)):
        if sums[i - 1] < sums[low]:
            low = i - 1
        if sums[i] - sums[low] > best:
            best, span = sums[i] - sums[low], (low, i)
    return span


def _worth(line: Line, words: PageWords) -> float:
    count = count_words(line.text)
    if line.kind in FURNITURE_PROSE:
        return -FURNITURE
    if line.kind in COSTS:
        return -COSTS[line.kind]
    if count <= TALK_WORDS and words.talk.search(line.text):
        return -TALK
    if line.kind not in ("body", "heading"):
        return -SCRAP
    if count >= EXCERPT and _CUT_SHORT.search(line.text):
        return 0.0  # an excerpt of another story, or the last line before a wall
    if is_prose(line.text):
        return min(count, MOST_WORDS)
    if is_sentence(line.text):
        return SENTENCE * count
    return UNENDED * count if _is_unended_prose(line.text, count) else -SCRAP


def _is_unended_prose(text: str, count: int) -> bool:
    """A long line with stops, an introduction to what follows, or an item of a list."""
    return (
        (count >= LONG and has_pauses(text))
        or (count >= INTRODUCTION and text.endswith(":"))
        or (count >= ITEM and BULLET.match(text) is not None)
    )
