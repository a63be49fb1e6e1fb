"""In a whole copied page: what a line is by its company. In an article set apart the same line may be its prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.lexicon.page import PageWords
from communique.read.boilerplate import POINTS_AT_EDGE, Line
from communique.read.looks import LineKind, count_words, furniture_of_prose, is_ended, is_prose
from communique.read.normalise import fold, to_lower

TITLE_WORDS: Final = 4  # a line of fewer that comes twice may be the head of two tables
GALLERY: Final = 4  # lines between two of its counters, at most
NOTICE_WORDS: Final = 60
TEASERS: Final = 2  # and more, each above its "Read more"
_BODY: Final = ("body", "heading")


def mark_company(lines: Sequence[Line], words: PageWords) -> list[Line]:
    """The lines, with the notices, the repeated titles and the galleries among them marked as such."""
    kinds: list[LineKind] = [line.kind for line in lines]
    _mark_notices(lines, kinds, words)
    _mark_repeated_titles(lines, kinds)
    _mark_galleries(lines, kinds, words)
    _mark_teasers(lines, kinds, words)
    return [replace(line, kind=kind) for line, kind in zip(lines, kinds, strict=True)]


def _mark_notices(lines: Sequence[Line], kinds: list[LineKind], words: PageWords) -> None:
    """A notice to the reader is one within the article's run, too, but not between two of its paragraphs."""
    prose = [True, *(is_prose(line.text) for line in lines), True]
    for i, line in enumerate(lines):
        between = prose[i] and prose[i + 2]
        if kinds[i] in _BODY and not between and count_words(line.text) <= NOTICE_WORDS:
            kinds[i] = furniture_of_prose(line.text, words, POINTS_AT_EDGE) or kinds[i]


def _mark_repeated_titles(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """A title that the page has twice is its headline or leads to another story."""
    times = Counter(fold(line.text) for line in lines)
    for i, line in enumerate(lines):
        if kinds[i] in _BODY and times[fold(line.text)] > 1 and _is_title(line.text):
            kinds[i] = "navigation"


def _is_title(text: str) -> bool:
    return count_words(text) >= TITLE_WORDS and not is_ended(text) and not text.startswith(("-", "–", "—"))


def _mark_galleries(lines: Sequence[Line], kinds: list[LineKind], words: PageWords) -> None:
    """What stands between "Image 2 of 5" and the next, or its credit, is a caption; so is a paragraph set twice."""
    counted = [i for i, line in enumerate(lines) if words.counters.match(line.text)]
    captioned = -GALLERY  # the last counter with a caption: below the gallery's last picture the article goes on
    for i in counted:
        kinds[i] = "marker"
    for i in counted:
        if i + 2 >= len(lines) or kinds[i + 1] not in _BODY:
            continue
        if kinds[i + 2] == "caption" or i + 2 in counted or i - captioned < GALLERY:
            kinds[i + 1] = "caption"
            captioned = i
    for i in range(1, len(lines)):
        if lines[i].text == lines[i - 1].text and is_prose(lines[i].text):
            kinds[i - 1] = kinds[i] = "caption"


def _mark_teasers(lines: Sequence[Line], kinds: list[LineKind], words: PageWords) -> None:
    """The paragraph above a line of "Read more" begins another story, on a page that has several of these lines."""
    leading = [i for i, line in enumerate(lines) if to_lower(line.text.strip(" .:…»›>→[]()")) in words.more]
    for i in leading if len(leading) >= TEASERS else ():
        kinds[i] = "navigation"
        if i and kinds[i - 1] in _BODY:
            kinds[i - 1] = "navigation"
