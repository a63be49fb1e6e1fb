"""What a line is by its own looks, wherever it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.headers import is_date_line, is_section, match_byline, sections_of, split_items
from communique.read.normalise import to_lower

LineKind = Literal[
    "body", "heading", "headline", "section", "date", "byline", "related_header", "related", "navigation", "share",
    "marker", "label", "caption", "cookie", "job", "newsletter", "copyright", "comment", "credit",
]  # fmt: skip
FURNITURE_PROSE = ("cookie", "job", "newsletter", "copyright", "comment")

_QUOTED = re.compile(r'"[^"\n]{0,600}"|“[^”\n]{0,600}”|«[^»\n]{0,600}»')
# Notices of more words than this are hardly met; one point more for each so many words beyond. Source: our own pages.
_LONG, _WORDS_A_POINT = 100, 20
WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_URL = re.compile(r"https?://\S+|www\.\S+")
_PHONE = re.compile(r"(?:tel|phone|fax)[.:]?\s*\+?[\d ()-]{7,}|\+\d[\d ()-]{8,}", re.I)
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b.{0,40}(?:19|20)\d\d)|©\s*(?:19|20)\d\d", re.I)
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")
_PAUSES = re.compile(r"[.!?…,:;。、，]")
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts that do not part their words, two signs to a word
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
_LABELLED_CREDIT = re.compile(
    r"(?:\((?:image|photo|picture|pic|credit)s?\s?:[^()]{2,60}\)|credit:\s?[^.:]{2,50})\s*$", re.I
)
_CREDITWORDS = re.compile(r"(?:file |ap |photo|image|getty|courtesy|handout|screenshot|illustrat)", re.I)
_DISCLAIMER = re.compile(
    r"\bdo(?:es)? not necessarily (?:reflect|coincide|represent|express)\b"
    r"|\bcontributed (?:reporting\b|to this (?:report|story|article)\b)",
    re.I,
)
BULLET = re.compile(r"^(?:[-*+•·▪●–—]|\d{1,2}[.)])\s+\S")
_PROSEWORDS, _LONGEST_TITLE = 12, 40
_LONGEST_MENU, _LONGEST_CREDIT = 300, 120  # signs


def is_prose(text: str) -> bool:
    """A sentence or more: long enough and ended like one, or so long that its stops within will do."""
    count = count_words(text)
    return (count >= _PROSEWORDS and is_ended(text)) or (count >= _LONGEST_TITLE and has_pauses(text))


def is_sentence(text: str) -> bool:
    return is_ended(text) and count_words(text) >= 3


def is_ended(text: str) -> bool:
    """Whether a line closes like a sentence."""
    return bool(_ENDS.search(text))


def has_pauses(text: str) -> bool:
    """Whether a line has stops at all, as prose has and a cloud of keywords has not."""
    return bool(_PAUSES.search(text))


def count_words(text: str) -> int:
    """Words; of a script that does not part them, two signs are one.

    >>> count_words("The border opened."), count_words("国境が開いた。")
    (3, 4)
    """
    count = len(WORDS.findall(text))
    return count if text.isascii() else count + len(_UNPARTED.findall(text)) // 2


def kind_of_short(text: str, lexicon: Lexicon) -> LineKind | None:
    """What a line is by its own looks, wherever it stands; None when its looks do not tell."""
    words = lexicon.page
    low = to_lower(text.strip(" :.…>»›|-–—•*#[]()↓→"))
    if low in words.related and (len(low) > 6 or text.rstrip().endswith(":") or text[:1].isupper()):
        return "related_header"
    if words.related_with_subject.match(text) and len(text.split()) <= 7 and not _ENDS.search(text):
        return "related_header"
    if low in words.markers:
        return "marker"
    if (kind := _kind_of_menu(text, lexicon)) is not None:
        return kind
    if low in words.navigation and not is_section(text.strip(), lexicon):
        return "navigation"
    if words.labels.match(text) and len(text) < 300 and not is_prose(text):
        return "label"
    if _COPYRIGHT.search(text) and len(WORDS.findall(text)) < 60:
        return "copyright"
    if is_caption(text, words):
        return "caption"
    if _is_credit(text, words):
        return "credit"
    if is_date_line(text, lexicon):
        return "date"
    return "byline" if match_byline(text, words) else None


def _kind_of_menu(text: str, lexicon: Lexicon) -> LineKind | None:
    """What a line is of which every entry is known, whether they are parted by separators or by spaces alone."""
    if len(text) > _LONGEST_MENU:
        return None
    words, items = lexicon.page, split_items(text)
    bare = [to_lower(re.sub(r"^\W+|\W+$|\s*\d+$", "", i) if len(i) > 2 else i) for i in items]
    entries = [i for i in bare if i]
    if not entries:
        return None
    tokens = [to_lower(t) for t in WORDS.findall(text)]

    def is_of(known: frozenset[str]) -> bool:
        return all(entry in known for entry in entries) or _consists_of(tokens, known)

    if is_of(words.markers):
        return "marker"
    if is_of(words.share):
        return "share"
    if len(items) > 1 and is_of(words.menus):
        return "navigation" if len(items) > 6 or not sections_of(text, lexicon) else "section"
    return None


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
    count = len(WORDS.findall(text))
    if count > 70 or _SPEECH.search(_QUOTED.sub("", text)):
        return False
    if count <= 25 and words.caption_endings.search(text):
        return True
    opener = words.caption_openers.match(text) or words.caption_labels.match(text)
    if opener is not None:
        return count <= 40
    if count > 45:
        return False
    if ("/" in text and words.agency_credits.search(text)) or _LABELLED_CREDIT.search(text):
        return True
    tail = _CREDIT_AT_END.search(text, max(0, len(text) - _LONGEST_CREDIT))
    if tail is None:
        return False
    credit = next(g for g in tail.groups() if g is not None)
    named = words.agencies.search(credit) is not None
    if tail.group(1) is not None:
        return named and (_CREDITWORDS.match(credit) is not None or not is_prose(text))
    return named or tail.group(3) is not None or tail.group(4) is not None


def _is_credit(text: str, words: PageWords) -> bool:
    start = text.lstrip(" ([*_")
    match = words.credits.match(start) or _DISCLAIMER.search(text)
    return match is not None and len(WORDS.findall(text)) <= 60 and not _SPEECH.search(text)


def without_credit(text: str, words: PageWords) -> str:
    """A paragraph without the bracketed credit that closes it: "... (Reporting by Ann Lee; Editing by Jo Poe)"."""
    start = text.rfind("(")
    closed = start >= 0 and text.rstrip().endswith(")") and text.count(")", start) == 1
    return text[:start].rstrip() if closed and words.credits.match(text, start + 1) else text


@dataclass(frozen=True, slots=True)
class Topical:
    """How far a paragraph is furniture of one topic: it is when its points reach what is needed, and `more`."""

    name: LineKind
    points: int
    more: int

    def is_furniture(self, needed: int) -> bool:
        return self.points >= needed + self.more


def topic_of_prose(text: str, words: PageWords) -> Topical | None:
    """The topic on which a paragraph speaks to the reader; None when it does not or has no topic.

    Words in quotation marks do not count: an official may talk of cookies. A reported speech is no furniture. A long
    paragraph needs more points: a page's whole text may come as one.
    """
    plain = _QUOTED.sub(" ", text)
    if _SPEECH.search(plain):
        return None
    voices = [words.imperatives, words.reader_voice, words.site_voice]
    addresses, speaks, presents = (pattern.search(plain) is not None for pattern in voices)
    contact = ("@" in plain and _EMAIL.search(plain)) or _URL.search(plain) or _PHONE.search(plain)
    count = addresses + speaks + presents + bool(contact)
    if count == 0 or (count == 1 and speaks and len(plain) > 200):
        return None
    points, best = max(((t.points(plain), t) for t in words.topics), key=lambda found: found[0])
    if points < 2:
        return None
    more = max(0, len(WORDS.findall(plain)) - _LONG) // _WORDS_A_POINT
    return Topical(best.name, points + count, more)  # type: ignore[arg-type]


def furniture_of_prose(text: str, words: PageWords, needed: int) -> LineKind | None:
    """Which furniture a paragraph is when it gets `needed` points on a topic and speaks to the reader; else None."""
    topic = topic_of_prose(text, words)
    return topic.name if topic is not None and topic.is_furniture(needed) else None


def is_scrap(text: str) -> bool:
    """A line after the article that is neither sentence nor list item: contact data, a name, a number."""
    if BULLET.match(text):
        return False
    words = WORDS.findall(text)
    return not _ENDS.search(text) and (
        len(words) <= 6 or (len(words) <= 15 and bool(_EMAIL.search(text) or _URL.search(text) or _PHONE.search(text)))
    )
