"""What each line of a page is: the article, or the furniture around it. Rules only; no page was learned by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.headers import (
    author_beside_date,
    match_head_line,
    sections_of,
    split_items,
)
from communique.read.looks import (
    WORDS,
    LineKind,
    Topical,
    is_prose,
    is_scrap,
    is_sentence,
    kind_of_short,
    topic_of_prose,
)
from communique.read.normalise import fold, to_lower

# Furniture in sentences must be about its topic (points) and speak to the reader; inside an article, loudly so.
POINTS_AT_EDGE, _POINTS_AFTER_LIST, _POINTS_INSIDE = 4, 3, 7
# A masthead and its motto stand above the menu, a headline below; entries of menus and paths are parted by such signs.
_MENU_OPENS = re.compile(r"☰|menu\s*(?::|\Z)|skip to (?:main )?content\b", re.I)
_PARTED = re.compile(r"(?:\A|\s)[|>»›]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of a page and what it is. `origin` as in `Block`."""

    text: str
    origin: str
    kind: LineKind = "body"


def classify(
    lines: Sequence[Line], lexicon: Lexicon, *, title: str | None = None, clean_head: bool = True
) -> list[Line]:
    """The lines with their kinds. `clean_head=False` leaves everything before the first list or furniture alone.

    `title` is the headline if known. Without `clean_head` headline, section and date lines count as body: the source
    has told us its article's beginning.
    """
    kinds: list[LineKind] = [kind_of_short(line.text, lexicon) or "body" for line in lines]
    topics = [
        topic_of_prose(line.text, lexicon.page) if kind == "body" else None
        for line, kind in zip(lines, kinds, strict=True)
    ]
    first = _first_body(lines, kinds)
    last = _last_body(lines, kinds, topics)
    _mark_lists(lines, kinds, last, lexicon)
    _mark_furniture(lines, kinds, first, last, topics)
    if clean_head:
        _mark_head(lines, kinds, first, title, lexicon)
    else:
        _trust_inside(kinds, lines)
    return [Line(line.text, line.origin, kind) for line, kind in zip(lines, kinds, strict=True)]


def _first_body(lines: Sequence[Line], kinds: Sequence[LineKind]) -> int:
    for wanted in (is_prose, is_sentence):
        for i, line in enumerate(lines):
            if kinds[i] == "body" and wanted(line.text):
                return i
    return 0


def _last_body(lines: Sequence[Line], kinds: Sequence[LineKind], topics: Sequence[Topical | None]) -> int:
    """Index of the last paragraph that is surely the article's, furniture at the end left out."""
    after_list = False
    last = -1
    for i, line in enumerate(lines):
        after_list = after_list or kinds[i] == "related_header"
        needed = _POINTS_AFTER_LIST if after_list else POINTS_AT_EDGE
        topic = topics[i]
        is_furniture = topic is not None and topic.is_furniture(needed)
        if kinds[i] == "body" and not is_furniture and is_sentence(line.text):
            last = i
    return last


def _mark_lists(lines: Sequence[Line], kinds: list[LineKind], last: int, lexicon: Lexicon) -> None:
    """Titles below "See also" are other stories; so is what follows on the opener's own line."""
    i = 0
    while i < len(lines):
        if kinds[i] == "body" and _inline_related(lines[i].text, lexicon.page):
            kinds[i] = "related"
        elif kinds[i] == "related_header":
            while (
                i + 1 < len(lines) and kinds[i + 1] in ("body", "date", "section") and not is_prose(lines[i + 1].text)
            ):
                i += 1
                kinds[i] = "related" if kinds[i] == "body" else "navigation"
        i += 1
    listed = False
    for j in range(last + 1, len(lines)):
        listed = kinds[j] == "related_header" or (listed and not is_prose(lines[j].text))
        if kinds[j] == "body" and listed:
            kinds[j] = "related"


def _inline_related(text: str, words: PageWords) -> bool:
    opener, colon, rest = text.partition(":")
    return bool(colon) and to_lower(opener.strip(" *>-–—•[")) in words.related and 0 < len(rest.split()) <= 30


def _mark_furniture(
    lines: Sequence[Line], kinds: list[LineKind], first: int, last: int, topics: Sequence[Topical | None]
) -> None:
    after_list = announced = False
    for i, line in enumerate(lines):
        after_list = after_list or kinds[i] == "related_header"
        announced = line.text.endswith(":") or (announced and i > last)
        if kinds[i] not in ("body", "related"):
            continue
        edge = i > last or i < first
        needed = _POINTS_AFTER_LIST if after_list and edge else POINTS_AT_EDGE if edge else _POINTS_INSIDE
        topic = topics[i]
        if topic is not None and topic.is_furniture(needed):
            kinds[i] = topic.name
        elif i > last and last >= 0 and kinds[i] == "body" and not announced and is_scrap(line.text):
            kinds[i] = "navigation"


def _mark_head(lines: Sequence[Line], kinds: list[LineKind], first: int, title: str | None, lexicon: Lexicon) -> None:
    """Headline, sections and single words of menus before the first paragraph."""
    for i in range(first):
        if (
            kinds[i] in ("body", "navigation")
            and sections_of(lines[i].text, lexicon)
            and len(split_items(lines[i].text)) <= 6
        ):
            kinds[i] = "section"
        elif kinds[i] == "body" and (
            match_head_line(lines[i].text, lexicon.page) or author_beside_date(lines[i].text, lexicon)
        ):
            kinds[i] = "date"
    at = _headline_at(lines, kinds, first, title)
    if at is None:
        return
    key = fold(title) if title else fold(lines[at].text)
    for i, line in enumerate(lines[: first + 1]):
        if kinds[i] in ("body", "section") and fold(line.text) == key:
            kinds[i] = "headline"
        elif i < at and kinds[i] == "body":
            kinds[i] = "navigation"
        elif at < i < first and kinds[i] == "body":
            is_path = len(WORDS.findall(line.text)) <= 2 or _PARTED.search(line.text) is not None
            kinds[i] = "navigation" if is_path else "heading"


def _headline_at(lines: Sequence[Line], kinds: Sequence[LineKind], first: int, title: str | None) -> int | None:
    if title:
        same = [i for i in range(min(first + 1, len(lines))) if fold(lines[i].text) == fold(title)]
        return same[0] if same else None
    shaped = [i for i in range(first) if kinds[i] == "body" and _is_title_like(lines[i].text)]
    full = [i for i in shaped if len(WORDS.findall(lines[i].text)) >= 4]
    menu = max((i for i in range(first) if _MENU_OPENS.match(lines[i].text)), default=-1)
    below = [i for i in full if i > menu and not _PARTED.search(lines[i].text)]
    return next(iter(below or full or shaped), None)


def _is_title_like(text: str) -> bool:
    count = len(WORDS.findall(text))
    return 1 <= count <= 40 and not text.rstrip().endswith((".", ":", ",", ";"))


def _trust_inside(kinds: list[LineKind], lines: Sequence[Line]) -> None:
    """In a text that a person or program has already set apart, only what is unmistakable goes."""
    keep = {"section", "date", "byline", "label", "navigation", "credit", "marker", "caption", "headline"}
    for i, kind in enumerate(kinds):
        if kind in keep:
            kinds[i] = "body"
