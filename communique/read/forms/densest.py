"""Where in a copied page the article stands: the run of lines that holds most prose for its furniture.

Source: a maximal-sum run over line scores; the scores were chosen on half of the pages of scrapinghub's
article-extraction-benchmark given as text, and held on the other half (F1 .93 and .92; without the run .77). What a
beginning adds was chosen on all of them; both halves gained.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest
from typing import Final

from communique.lexicon.page import PageWords
from communique.read.boilerplate import Line
from communique.read.forms.copied import mark_company
from communique.read.forms.copiedhead import mark_headline
from communique.read.looks import BULLET, FURNITURE_PROSE, count_words, has_pauses, is_prose, is_sentence

FEWEST_SCRAPS: Final = 25  # lines that are no sentences; with fewer the text is hardly a whole copied page
FEWEST_PARAGRAPHS: Final = 3  # of prose before comments can begin
FEWEST_COMMENTS: Final = 3  # dated ones, or opened by a reader's name
NEAR: Final = 25  # lines below a heading of comments among which these stand
MOST_WORDS: Final = 60  # of a paragraph that count: the blocks of a terms page are long
BEGINNING: Final = 60.0  # as much as a long paragraph
NEXT: Final = 1  # line between a date and the article's first sentence: a caption without its mark, a place
NEAR_HEAD: Final = 3  # lines above a date that are still its head
SENTENCE: Final = 0.6  # of the words of a short sentence
COSTS: Final = {"date": 40.0, "byline": 40.0, "related_header": 15.0}  # another story begins
SCRAP, FURNITURE, TALK = 11.0, 15.0, 60.0
PICTURE: Final = 3.0  # pictures and advertisements stand within an article as well as around it
BETWEEN: Final = ("caption", "marker", "credit")
TALK_WORDS, SPEAKER_WORDS = 8, 14
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
    lines = mark_company(lines, words)
    upto = _find_talk(lines, words)
    first, last = find_densest([_worth(line, words) for line in lines[:upto]], _find_beginnings(lines[:upto]))
    lines = mark_headline(lines, first, last)
    return [
        replace(line, kind="navigation") if line.kind in ("body", "heading") and not first <= i < last else line
        for i, line in enumerate(lines)
    ]


def _find_talk(lines: Sequence[Line], words: PageWords) -> int:
    """The line behind the article with which its readers' comments begin, else the number of lines."""
    said = 0
    for i, line in enumerate(lines):
        said += is_prose(line.text)
        if words.talk_headings.match(line.text):
            below = lines[i + 1 : i + 1 + NEAR]
            named = sum(_names_speaker(other.text, words) for other in below) >= FEWEST_COMMENTS
            aged = sum(words.talk_ages.match(other.text) is not None for other in below) >= FEWEST_COMMENTS
            if said and (named or (aged and said >= FEWEST_PARAGRAPHS)):
                return i
    return len(lines)


def _names_speaker(text: str, words: PageWords) -> bool:
    """ "Ada on 4 March 2025 at 6:34 am said:"."""
    return text.endswith(":") and count_words(text) <= SPEAKER_WORDS and words.talk.search(text) is not None


def _find_beginnings(lines: Sequence[Line]) -> list[bool]:
    """For each line whether an article may begin with it: the first sentence below a date or an author.

    Not one below two paragraphs: they had begun before.
    """
    found: list[bool] = []
    since = NEXT + 1
    for i, line in enumerate(lines):
        begins = line.kind in ("body", "heading") and is_sentence(line.text) and count_words(line.text) >= INTRODUCTION
        found.append(begins and since <= NEXT)
        if line.kind in ("date", "byline", "headline"):
            since = 0 if sum(is_prose(other.text) for other in lines[max(i - NEAR_HEAD, 0) : i]) < 2 else NEXT + 1
        elif begins:
            since = NEXT + 1
        elif line.kind not in (*BETWEEN, "share"):
            since += 1
    return found


def find_densest(worth: Sequence[float], beginnings: Sequence[bool] = ()) -> tuple[int, int]:
    """[first, last) of the run with the greatest sum, to which a beginning adds.

    >>> find_densest([-1.0, 5.0, -2.0, 4.0, -9.0, 3.0])
    (1, 4)
    >>> find_densest([-1.0, 5.0, -2.0, 4.0, -9.0, 3.0], [False, False, False, False, False, True])
    (5, 6)
    """
    sums = [0.0, *accumulate(worth)]
    before = [total - BEGINNING * begins for total, begins in zip_longest(sums, beginnings, fillvalue=False)]
    best, low, span = 0.0, 0, (0, 0)
    for i in range(1, len(sums)):
        if before[i - 1] < before[low]:
            low = i - 1
        if sums[i] - before[low] > best:
            best, span = sums[i] - before[low], (low, i)
    return span


def _worth(line: Line, words: PageWords) -> float:
    count = count_words(line.text)
    if line.kind in FURNITURE_PROSE:
        return -FURNITURE
    if line.kind in COSTS:
        return -COSTS[line.kind]
    if (count <= TALK_WORDS and words.talk.search(line.text)) or words.author_boxes.match(line.text):
        return -TALK
    if line.kind in BETWEEN:
        return -PICTURE
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
