"""The date lines that an HTML page shows: those beside its headline first, then those that stand alone on the page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.forms.webhead import Head, having, title_of
from communique.read.headers import (
    EARLIEST,
    find_dates,
    find_dates_abroad,
    is_date_line,
    is_range,
    opens_update,
    published_of,
)
from communique.read.normalise import fold, one_line
from communique.record.document import Published

LATEST = 2100
SHORT = 100  # code points of a line that may be a date line
_LONG, _ABOVE, _BESIDE, _WORD_LENGTH = 100, 12, 3, 15
_MOST_NODES, _MOST_NEAR, _MOST_SPACED, _DAYS_ABOVE = 40, 600, 400, 2
_DATED = "//time | " + having("date", "time", "publish", "meta", "posted")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_HEADINGS = ("h1", "h2", "h3", "h4")
_STOPS = ("。", "！", "？", "!", "?")
_WORD = re.compile(r"[^\W\d_]+")
_IN_COMMENTS = (
    "ancestor-or-self::*[not(self::html or self::body or self::main)]"
    "[contains(concat(' ', @class), ' comment') or contains(@itemtype,'Comment')]"
)
_IN_LISTS = (
    "ancestor-or-self::*[not(self::html or self::body or self::main or self::article)]"
    "[contains(concat(' ', @class), ' related') or contains(@class,'-related') or contains(@class,'recommend')]"
)
_IN_COMMENT, _IN_LIST, _ELSEWHERE = (
    XPath(_IN_COMMENTS),
    XPath(f"ancestor-or-self::figcaption|{_IN_COMMENTS}|{_IN_LISTS}"),
    XPath(
        "ancestor-or-self::footer|ancestor::aside[not(contains(@class,'meta') or contains(@class,'date'))]"
        f"|ancestor::nav|ancestor-or-self::figure|ancestor-or-self::figcaption|{_IN_COMMENTS}|{_IN_LISTS}"
    ),
)


def stands_elsewhere(node: HtmlElement) -> bool:
    """Whether an element belongs to a comment, a caption, a menu, a list of other articles, or the page's foot."""
    return bool(_ELSEWHERE(node))


def stands_in_list(node: HtmlElement) -> bool:
    """Whether an element belongs to a comment, a caption or a list of other articles."""
    return bool(_IN_LIST(node))


def date_lines(head: Head, lexicon: Lexicon) -> Iterator[Published]:
    """What the page's own date lines say, in the order of trust."""
    headline, is_sure = _headline(head)
    near, above = beside_headline(head, headline)
    yield from _no_lists(islice(near, _MOST_NEAR), lexicon, is_near=is_sure, most=_MOST_NEAR)
    yield from _no_lists(above, lexicon, is_near=is_sure, most=_DAYS_ABOVE)
    yield from _no_lists(head.tree.xpath(_DATED)[:_MOST_NODES], lexicon, is_near=False, most=1)


def _no_lists(nodes: Iterable[HtmlElement], lexicon: Lexicon, *, is_near: bool, most: int) -> Iterator[Published]:
    """The date lines among elements, without the kinds of element that tell more days than `most`."""
    days: dict[str, set[str]] = {}
    found: list[tuple[str, Published]] = []
    for node in nodes:
        line = _line_of(node, lexicon, is_near=is_near)
        if line is not None:
            kind = f"{node.tag} {node.get('class')}"
            days.setdefault(kind, set()).add(line.value)
            found.append((kind, line))
    yield from (line for kind, line in found if len(days[kind]) <= most)


def beside_headline(head: Head, headline: HtmlElement | None) -> tuple[dict[HtmlElement, None], list[HtmlElement]]:
    """What stands between the headline and the second long paragraph, and the few elements right above the headline."""
    out: dict[HtmlElement, None] = {}
    above: deque[HtmlElement] = deque(maxlen=_ABOVE)
    long, begun = 0, headline is None
    for node in head.tree.iter():
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            continue
        begun = begun or node is headline
        long += begun and node.tag == "p" and len(node.text_content()) > _LONG
        if long > 1:
            break
        if begun:
            out[node] = None
        else:
            above.append(node)
    return out, list(above)


def _headline(head: Head) -> tuple[HtmlElement | None, bool]:
    """The heading that says the title, and that it does; else the page's first."""
    title = fold(title_of(head) or "")
    first = None
    for node in head.tree.iter(*_HEADINGS):
        if title and fold(one_line(node.text_content())) == title:
            return node, True
        first = node if first is None and node.tag == "h1" else first
    return first, False


def _line_of(node: HtmlElement, lexicon: Lexicon, *, is_near: bool) -> Published | None:
    """The day of a line that is a date line; beside the headline a few words more may stand with the date."""
    line = _short_text(node)
    if line is None or node.tag in _HEADINGS or stands_elsewhere(node):
        return None
    words = lexicon.page
    stamp = node.get("datetime") if node.tag == "time" else None
    if opens_update(_before(node), words):
        return None
    if words.updated_openers.match(line):
        return published_of(line, words)
    shown = _day_among(line, words, is_opened=False) if is_near or stamp else None
    if stamp and (on := day_of(stamp, words)):
        if shown is not None and abs((on - shown).days) == 1:
            return Published(shown.isoformat(), "dateline", words=line)
        return Published(on.isoformat(), "metadata", words=stamp)
    if is_date_line(line, lexicon) and (found := published_of(line, words)) is not None:
        return found if found.value >= str(EARLIEST) else None
    if words.published_openers.match(line):
        shown = _day_among(line, words, is_opened=True)
    if shown is None or stands_in_link(node) or _holds_link_alone(node):
        return None
    return Published(shown.isoformat(), "dateline", words=line)


def stands_in_link(node: HtmlElement) -> bool:
    """Whether an element leads to another page, as the entries of menus and lists do."""
    return any(a.tag == "a" for a in (node, *islice(node.iterancestors(), _BESIDE)))


def _holds_link_alone(node: HtmlElement) -> bool:
    """Whether a short element is a link and nothing else."""
    return any(one_line(a.text_content()) == one_line(node.text_content()) for a in node.iter("a"))


def _day_among(line: str, words: PageWords, *, is_opened: bool) -> date | None:
    """The line's first day, if it is no update's, no part of a span of days and has hardly anything beside it."""
    found = min((*find_dates(line, words), *find_dates_abroad(line, words)), key=lambda d: d.start, default=None)
    if (
        found is None
        or line.endswith(_STOPS)
        or found.on.year < EARLIEST
        or is_range(line, found)
        or opens_update(line[: found.start], words)
    ):
        return None
    beside = line[: found.start] if is_opened else f"{line[: found.start]} {line[found.end :]}"
    count = len(_WORD.findall(beside))
    return found.on if count <= _BESIDE + is_opened and len(beside) <= _BESIDE * _WORD_LENGTH else None


def day_of(value: str, words: PageWords) -> date | None:
    """The day of a stamp as metadata have it."""
    try:
        day = datetime.fromisoformat(value.strip()).date()
    except ValueError:
        dates = find_dates(value, words)
        day = dates[0].on if dates else None  # type: ignore[assignment]
    return day if day is not None and EARLIEST <= day.year <= LATEST else None


def _short_text(node: HtmlElement) -> str | None:
    """The text of an element on one line; None for what holds more than a line."""
    out = ""
    for part in node.itertext():
        out += part
        if len(out) > _MOST_SPACED:
            return None
    line = one_line(out)
    return line if len(line) <= SHORT else None


def _before(node: HtmlElement) -> str:
    """The words right before an element on its own line."""
    earlier, parent = node.getprevious(), node.getparent()
    if earlier is not None:
        text = (earlier.tail or "").strip() or (earlier.text or "")
    else:
        text = (parent.text or "") if parent is not None else ""
    return one_line(text) if len(text) <= SHORT else ""
