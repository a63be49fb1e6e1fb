"""What each line of a page is: the article, or the furniture around it. Rules only; no page was learned by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.headers import (
    author_beside_date,
    is_date_line,
    is_section,
    match_byline,
    match_head_line,
    sections_of,
    split_items,
)
from communique.read.normalise import fold

LineKind = Literal[
    "body", "heading", "headline", "section", "date", "byline", "related_header", "related", "navigation", "share",
    "marker", "label", "caption", "cookie", "job", "newsletter", "copyright", "comment", "credit",
]  # fmt: skip
FURNITURE_PROSE = ("cookie", "job", "newsletter", "copyright", "comment")

_QUOTED = re.compile(r'"[^"\n]{0,600}"|“[^”\n]{0,600}”|«[^»\n]{0,600}»')
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_URL = re.compile(r"https?://\S+|www\.\S+")
_PHONE = re.compile(r"(?:tel|phone|fax)[.:]?\s*\+?[\d ()-]{7,}|\+\d[\d ()-]{8,}", re.I)
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b.{0,40}(?:19|20)\d\d)|©\s*(?:19|20)\d\d", re.I)
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")
_SPEECH = re.compile(
    r"(?<!\bas )\b(?:said|says|told|stated|added|noted|according to|announced|reported|stressed|emphasi[sz]ed"
    r"|warned|replied)\b",
    re.I,
)
_CREDIT_AT_END = re.compile(
    r"(?:\(([^()]{2,60})\)|[/|©]\s*([^/|©.]{2,40})|\bphoto(?:graph)?(?: by|:)\s*([^.]{2,40})"
    r"|\bcourtesy of\s+([^.]{2,40}))\.?\s*$",
    re.I,
)
_CREDIT_WORDS = re.compile(r"(?:file |ap |photo|image|getty|courtesy|handout|screenshot|illustrat)", re.I)
_DISCLAIMER = re.compile(
    r"\bdo(?:es)? not necessarily (?:reflect|coincide|represent|express)\b"
    r"|\bcontributed (?:reporting\b|to this (?:report|story|article)\b)",
    re.I,
)
_BULLET = re.compile(r"^(?:[-*+•·▪●–—]|\d{1,2}[.)])\s+\S")
_PROSE_WORDS = 12
# Furniture in sentences must be about its topic (points) and speak to the reader; inside an article, loudly so.
_POINTS_AT_EDGE, _POINTS_AFTER_LIST, _POINTS_INSIDE = 4, 3, 7


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of a page and what it is. `origin` as in `Block`."""

    text: str
    origin: str
    kind: LineKind = "body"


def is_prose(text: str) -> bool:
    """A sentence or more: long enough and ended like one."""
    count = len(_WORDS.findall(text))
    return (count >= _PROSE_WORDS and bool(_ENDS.search(text))) or count >= 40


def is_sentence(text: str) -> bool:
    return bool(_ENDS.search(text)) and len(_WORDS.findall(text)) >= 3


def kind_of_short(text: str, lexicon: Lexicon) -> LineKind | None:
    """What a line is by its own looks, wherever it stands; None when its looks do not tell."""
    words = lexicon.page
    low = text.strip(" :.…>»›|-–—•*#[]()↓→").lower()
    if low in words.related and (len(low) > 6 or text.rstrip().endswith(":") or text[:1].isupper()):
        return "related_header"
    if words.related_with_subject.match(text) and len(text.split()) <= 7 and not _ENDS.search(text):
        return "related_header"
    if low in words.markers:
        return "marker"
    if _is_menu(text, words.share, words):
        return "share"
    if _is_menu(text, words.navigation | words.sections | words.share, words) and len(split_items(text)) > 1:
        return "navigation" if not sections_of(text, lexicon) or len(split_items(text)) > 6 else "section"
    if low in words.navigation and not is_section(text.strip(), lexicon):
        return "navigation"
    if words.labels.match(text) and len(text) < 300 and not is_prose(text):
        return "label"
    if _COPYRIGHT.search(text) and len(_WORDS.findall(text)) < 60:
        return "copyright"
    if is_caption(text, words):
        return "caption"
    if _is_credit(text, words):
        return "credit"
    if is_date_line(text, lexicon):
        return "date"
    return "byline" if match_byline(text, words) else None


def _is_menu(text: str, entries: frozenset[str], words: PageWords) -> bool:
    """Every entry known, whether parted by separators or by spaces alone."""
    if len(text) > 300:
        return False
    items = [re.sub(r"^\W+|\W+$|\s*\d+$", "", i).lower() if len(i) > 2 else i.lower() for i in split_items(text)]
    items = [i for i in items if i]
    if not items:
        return False
    if all(i in entries for i in items):
        return True
    return _consists_of([t.lower() for t in _WORDS.findall(text)], entries)


def _consists_of(tokens: Sequence[str], entries: frozenset[str]) -> bool:
    """Whether three or more entries, each of up to four words, follow one another and nothing else."""
    at = count = 0
    while at < len(tokens):
        step = next((n for n in (4, 3, 2, 1) if " ".join(tokens[at : at + n]) in entries and at + n <= len(tokens)), 0)
        if not step:
            return False
        at, count = at + step, count + 1
    return count >= 3


def is_caption(text: str, words: PageWords) -> bool:
    """A picture's caption or credit: opened by "Photo:" or closed by an agency in brackets or after a slash."""
    count = len(_WORDS.findall(text))
    if count > 70 or _SPEECH.search(_QUOTED.sub("", text)):
        return False
    if count <= 25 and words.caption_endings.search(text):
        return True
    opener = words.caption_openers.match(text)
    if opener is not None:
        return count <= 40
    tail = _CREDIT_AT_END.search(text)
    if tail is None or count > 45:
        return False
    credit = next(g for g in tail.groups() if g is not None)
    named = words.agencies.search(credit) is not None
    if tail.group(1) is not None:
        return named and (_CREDIT_WORDS.match(credit) is not None or not is_prose(text))
    return named or tail.group(3) is not None or tail.group(4) is not None


def _is_credit(text: str, words: PageWords) -> bool:
    start = text.lstrip(" ([*_")
    match = words.credits.match(start) or _DISCLAIMER.search(text)
    return match is not None and len(_WORDS.findall(text)) <= 60 and not _SPEECH.search(text)


def furniture_of_prose(text: str, words: PageWords, needed: int) -> LineKind | None:
    """Which furniture a paragraph is when it gets `needed` points on a topic and speaks to the reader; else None.

    Words in quotation marks do not count: an official may talk of cookies. A reported speech is no furniture.
    """
    plain = _QUOTED.sub(" ", text)
    if _SPEECH.search(plain):
        return None
    orders = len(words.imperatives.findall(plain))
    reader = len(words.reader_voice.findall(plain))
    site = len(words.site_voice.findall(plain))
    contact = len(_EMAIL.findall(plain)) + len(_URL.findall(plain)) + len(_PHONE.findall(plain))
    voices = (orders > 0) + (reader > 0) + (site > 0) + (contact > 0)
    if voices == 0 or (voices == 1 and reader > 0 and len(plain) > 200):
        return None
    best = max(words.topics, key=lambda t: t.points(plain))
    points = best.points(plain) + voices
    return best.name if points >= needed and best.points(plain) >= 2 else None  # type: ignore[return-value]


def classify(
    lines: Sequence[Line], lexicon: Lexicon, *, title: str | None = None, clean_head: bool = True
) -> list[Line]:
    """The lines with their kinds. `clean_head=False` leaves everything before the first list or furniture alone.

    `title` is the headline if known. Without `clean_head` headline, section and date lines count as body: the source
    has told us its article's beginning.
    """
    kinds: list[LineKind] = [kind_of_short(line.text, lexicon) or "body" for line in lines]
    first = _first_body(lines, kinds)
    last = _last_body(lines, kinds, lexicon)
    _mark_lists(lines, kinds, last, lexicon)
    _mark_furniture(lines, kinds, first, last, lexicon)
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


def _last_body(lines: Sequence[Line], kinds: Sequence[LineKind], lexicon: Lexicon) -> int:
    """Index of the last paragraph that is surely the article's, furniture at the end left out."""
    after_list = False
    last = -1
    for i, line in enumerate(lines):
        after_list = after_list or kinds[i] == "related_header"
        needed = _POINTS_AFTER_LIST if after_list else _POINTS_AT_EDGE
        if kinds[i] == "body" and is_sentence(line.text) and not furniture_of_prose(line.text, lexicon.page, needed):
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
    return bool(colon) and opener.strip(" *>-–—•[").lower() in words.related and 0 < len(rest.split()) <= 30


def _mark_furniture(lines: Sequence[Line], kinds: list[LineKind], first: int, last: int, lexicon: Lexicon) -> None:
    after_list = announced = False
    for i, line in enumerate(lines):
        after_list = after_list or kinds[i] == "related_header"
        announced = line.text.endswith(":") or (announced and i > last)
        if kinds[i] not in ("body", "related"):
            continue
        edge = i > last or i < first
        needed = _POINTS_AFTER_LIST if after_list and edge else _POINTS_AT_EDGE if edge else _POINTS_INSIDE
        kind = furniture_of_prose(line.text, lexicon.page, needed)
        if kind is not None:
            kinds[i] = kind
        elif i > last and last >= 0 and kinds[i] == "body" and not announced and _is_scrap(line.text):
            kinds[i] = "navigation"


def _is_scrap(text: str) -> bool:
    """A line after the article that is neither sentence nor list item: contact data, a name, a number."""
    if _BULLET.match(text):
        return False
    words = _WORDS.findall(text)
    return not _ENDS.search(text) and (
        len(words) <= 6 or (len(words) <= 15 and bool(_EMAIL.search(text) or _URL.search(text) or _PHONE.search(text)))
    )


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
            kinds[i] = "navigation" if len(_WORDS.findall(line.text)) <= 2 else "heading"


def _headline_at(lines: Sequence[Line], kinds: Sequence[LineKind], first: int, title: str | None) -> int | None:
    if title:
        same = [i for i in range(min(first + 1, len(lines))) if fold(lines[i].text) == fold(title)]
        return same[0] if same else None
    shaped = [i for i in range(first) if kinds[i] == "body" and _is_title_like(lines[i].text)]
    full = [i for i in shaped if len(_WORDS.findall(lines[i].text)) >= 4]
    return next(iter(full or shaped), None)


def _is_title_like(text: str) -> bool:
    count = len(_WORDS.findall(text))
    return 1 <= count <= 40 and not text.rstrip().endswith((".", ":", ",", ";"))


def _trust_inside(kinds: list[LineKind], lines: Sequence[Line]) -> None:
    """In a text that a person or program has already set apart, only what is unmistakable goes."""
    keep = {"section", "date", "byline", "label", "navigation", "credit", "marker", "caption", "headline"}
    for i, kind in enumerate(kinds):
        if kind in keep:
            kinds[i] = "body"
