"""Where in a copied page the article stands: the run of lines that holds most prose for its furniture.

Source: a maximal-sum run over line scores; the scores were chosen on half of the pages of scrapinghub's
article-extraction-benchmark given as text, and held on the other half (F1 .92 and .90; without the run .77).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from communique.lexicon.page import PageWords
from communique.read.boilerplate import Line
from communique.read.looks import FURNITURE_PROSE, WORDS, is_prose, is_sentence

FEWEST_SCRAPS: Final = 25  # lines that are no sentences; with fewer the text is hardly a whole copied page
MOST_WORDS: Final = 60  # of a paragraph that count: the blocks of a terms page are long
SENTENCE: Final = 0.6  # of the words of a short sentence
COSTS: Final = {"date": 40.0, "byline": 40.0, "related_header": 30.0}  # another story begins
SCRAP, FURNITURE, TALK = 11.0, 10.0, 60.0
TALK_WORDS: Final = 8


def keep_densest(lines: Sequence[Line], words: PageWords) -> list[Line]:
    """The lines; in a whole copied page what stands outside the article's run is navigation, its headline excepted."""
    scraps = sum(not is_sentence(line.text) for line in lines)
    prose = sum(is_prose(line.text) for line in lines)
    if scraps < max(FEWEST_SCRAPS, prose):
        return list(lines)
    first, last = find_densest([_worth(line, words) for line in lines])
    return [
        replace(line, kind="navigation") if line.kind in ("body", "heading") and not first <= i < last else line
        for i, line in enumerate(lines)
    ]


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
    count = len(WORDS.findall(line.text))
    if line.kind in FURNITURE_PROSE:
        return -FURNITURE
    if line.kind in COSTS:
        return -COSTS[line.kind]
    if count <= TALK_WORDS and words.talk.search(line.text):
        return -TALK
    if line.kind not in ("body", "heading"):
        return -SCRAP
    if is_prose(line.text):
        return min(count, MOST_WORDS)
    return SENTENCE * count if is_sentence(line.text) else -SCRAP
