"""The day on which an HTML page says it was published; a page that does not say has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.forms.webhead import Head, having, text_of, url_of
from communique.read.headers import find_date_abroad, find_dates, is_date_line, published_of
from communique.read.normalise import one_line
from communique.record.document import Published

_STATED = (
    "og:article:published_time", "article.published", "datepublished", "pubdate", "publishdate", "publish_date",
    "publication_date", "dc.date.issued", "sailthru.date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_STATED_OF_FILE = ("date", "dc.date", "dcterms.created", "dcterms.date")  # often the file's day, not the article's
_DATED = "//time | " + having("date", "time", "publish", "meta", "posted")
_TOLD = re.compile("description|title|keyword|abstract|modif|updat")
_MOST_NODES, _MOST_LEAVES = 40, 600
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sign>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d|(?<=/\d)-|(?<=/\d\d)-)"
)
_EARLIEST, _LATEST, _APART, _SHORT, _LONG, _NOON = 1990, 2100, 2, 100, 120, 12
_UNSEEN = frozenset({"script", "style", "noscript", "template"})
_FIRST_STATED = "article:published_time"
_LINKED = frozenset({"WebPage", "Recipe", "HowTo", "VideoObject", "CreativeWork", "Event"})
_IN_COMMENTS = (
    "ancestor-or-self::*[not(self::html or self::body or self::main)]"
    "[contains(concat(' ', @class), ' comment') or contains(@itemtype,'Comment')]"
)
_COMMENT, _ELSEWHERE = (
    XPath(_IN_COMMENTS),
    XPath(f"ancestor-or-self::footer|ancestor::aside|ancestor::nav|{_IN_COMMENTS}"),
)
_IN_UTC = re.compile(r"T(?P<hour>\d\d):[\d:.]+(?:Z|[+-]00:?00)\s*$")
_HOUR = re.compile(r"\d:\d")


def published_in(head: Head, lexicon: Lexicon, url: str | None = None) -> Published | None:
    """The day that the page states, by what is surest: its address, an element marked as the day of publication,
    metadata, a date line, else what htmldate finds and the page bears out.

    An address with a day long after the metadata's is that of a coming event. Metadata in UTC give way to the day at
    the outlet where the page states it. `url`: where the page was fetched.
    """
    address = next((p for a in (url, url_of(head)) if a and (p := published_by_address(a))), None)
    lines = tuple(_date_lines(head, lexicon))
    stated = _marked(head, lexicon.page) or _stated(head, lexicon.page, lines)
    if address is not None and (stated is None or _apart(stated, address) <= _APART):
        return address
    return (
        stated
        or next(iter(lines), None)
        or _metadata((head.meta.get(key) for key in _STATED_OF_FILE), lexicon.page)
        or _by_htmldate(head, lexicon.page)
    )


def _metadata(values: Iterable[str | None], words: PageWords) -> Published | None:
    """The first day among values of metadata."""
    found = (Published(day.isoformat(), "metadata", words=v) for v in values if v and (day := _day(v, words)))
    return next(found, None)


def _apart(early: Published, late: Published) -> int:
    """Days from one to the other."""
    return (date.fromisoformat(late.value) - date.fromisoformat(early.value)).days


def _marked(head: Head, words: PageWords) -> Published | None:
    """The element that its page marks as the day of publication; metadata and comments are none."""
    for node in head.tree.xpath("//*[@itemprop='datePublished'][not(self::meta or self::link)]")[:_MOST_NODES]:
        if _ELSEWHERE(node):
            continue
        for value in (node.get("content"), node.get("datetime"), one_line(node.text_content())):
            if value and (day := _day(value, words)):
                return Published(day.isoformat(), "metadata", words=value)
    return None


def _stated(head: Head, words: PageWords, lines: tuple[Published, ...]) -> Published | None:
    """The day of the metadata: where they differ, the one that a date line repeats, else the first; where its hour is
    in UTC, the day before or after that the page states as well.
    """
    article = text_of(head.linked_article().get("datePublished"))
    other = (text_of(t.get("datePublished")) for t in head.linked if str(t.get("@type")) in _LINKED)
    values = [head.meta.get(_FIRST_STATED), article, *(head.meta.get(key) for key in _STATED), *other]
    found = _metadata(values, words)
    shown = {line.value for line in lines}
    if found is not None and found.value not in shown:
        found = next((p for v in values if (p := _metadata([v], words)) is not None and p.value in shown), found)
    utc = _IN_UTC.search(found.words or "") if found is not None else None
    if found is None or utc is None:
        return found
    local = (_metadata([v], words) for v in (*values, *(head.meta.get(key) for key in _STATED_OF_FILE)) if _is_local(v))
    shift = (-1, 0) if int(utc["hour"]) < _NOON else (0, 1)
    fits = (p for p in (*local, *lines) if p is not None and _apart(found, p) in shift)
    return next(fits, found)


def _is_local(value: str | None) -> bool:
    """Whether a stamp has an hour that is not in UTC."""
    return bool(value) and _HOUR.search(value or "") is not None and _IN_UTC.search(value or "") is None


def _date_lines(head: Head, lexicon: Lexicon) -> Iterator[Published]:
    """What the page's own date lines say, in order; dates of comments and of lists of other articles are none."""
    days: dict[str, set[str]] = {}
    found: list[tuple[str, bool, Published]] = []
    at_head = _head_of(head)
    for node in head.tree.xpath(_DATED)[:_MOST_NODES]:
        line = None if _ELSEWHERE(node) else _line_of(node, lexicon, is_head=node in at_head)
        if line is not None:
            kind = f"{node.tag} {node.get('class')}"
            days.setdefault(kind, set()).add(line.value)
            found.append((kind, node in at_head, line))
    yield from (line for kind, is_head, line in found if is_head or len(days[kind]) == 1)
    for node in islice(at_head, _MOST_LEAVES):
        if node.text and len(node) == 0 and len(node.text) <= _SHORT and not _ELSEWHERE(node):
            line = _line_of(node, lexicon, is_head=False)
            if line is not None:
                yield line


def _line_of(node: HtmlElement, lexicon: Lexicon, *, is_head: bool) -> Published | None:
    """The day of a line that is a date line; months in other languages count below the headline alone."""
    line = one_line(" ".join(node.itertext()))
    stamp = node.get("datetime") if node.tag == "time" else None
    if stamp and (day := _day(stamp, lexicon.page)) and not lexicon.page.updated_openers.match(line):
        return Published(day.isoformat(), "metadata", words=stamp)
    if is_date_line(line, lexicon):
        found = published_of(line, lexicon.page)
        return found if found is not None and found.value >= str(_EARLIEST) else None
    day = find_date_abroad(line, lexicon.page) if is_head and len(line) <= _SHORT else None
    return None if day is None or day.year < _EARLIEST else Published(day.isoformat(), "dateline", words=line)


def _head_of(head: Head) -> dict[HtmlElement, None]:
    """What stands between the headline and the second long paragraph; where there is no headline, before the latter."""
    out: dict[HtmlElement, None] = {}
    long, begun = 0, not head.tree.xpath("//h1")
    for node in head.tree.iter():
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            continue
        begun = begun or node.tag == "h1"
        long += node.tag == "p" and len(node.text_content()) > _LONG
        if long > 1:
            break
        if begun:
            out[node] = None
    return out


def published_by_address(url: str) -> Published | None:
    """The day in an address.

    >>> published_by_address("https://example.org/2025/06/12/talks").value
    '2025-06-12'
    >>> [published_by_address(f"https://example.org/{x}") for x in ("2025/13/talks", "20280641", "120250612")]
    [None, None, None]
    """
    match = _IN_ADDRESS.search(url.rpartition("/http")[2])
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"] or match["mm"]), int(match["day"] or match["dd"]))
    except ValueError:
        return None
    return Published(day.isoformat(), "metadata", words=url) if _EARLIEST <= day.year <= _LATEST else None


def _day(value: str, words: PageWords) -> date | None:
    try:
        day = datetime.fromisoformat(value.strip()).date()
    except ValueError:
        dates = find_dates(value, words)
        day = dates[0].on if dates else None  # type: ignore[assignment]
    return day if day is not None and _EARLIEST <= day.year <= _LATEST else None


_FIGURES = re.compile(r"\d{1,2}\s?[-/]\s?\d{1,2}\s?[-/]\s?(?:\d{4}|\d{2})")  # with points the day comes first
# Where the month may come first, or a domain that says nothing of a country. Source: Unicode CLDR, short dates.
_AMERICAN = frozenset({"en", "en-us", "en-ph", "en-ca"})
_ANYWHERE = frozenset({"us", "ph", "ca", "io", "tv", "co", "me", "ai"})


def _by_htmldate(head: Head, words: PageWords) -> Published | None:
    """htmldate's finding, if the page writes that very day outside its prose: no bare year, no copyright line."""
    from htmldate import find_date

    found = find_date(
        deepcopy(head.tree),
        extensive_search=True,
        original_date=True,
        min_date=f"{_EARLIEST}-01-01",
        max_date=f"{_LATEST}-12-31",
    )
    if not found:
        return None
    day = date.fromisoformat(found)
    for text in _furniture_texts(head):
        if any(d.on == day for d in find_dates(text, words)):
            return Published(found, "metadata", words=text)
    pattern = _written(day)
    may_be_american = _may_be_american(head)
    bearing = (
        t
        for t in _short_texts(head)
        if (found_at := pattern.search(t))
        and not t.endswith((".", "!", "?"))
        and not (may_be_american and _is_either(day, found_at[0]))
    )
    return next((Published(found, "inferred", words=t) for t in bearing), None)


def _may_be_american(head: Head) -> bool:
    """Whether the page may put the month first: neither its language nor its domain is of where the day comes first."""
    language = (head.tree.get("lang") or head.meta.get("og:locale") or "").lower().replace("_", "-")
    if language and language not in _AMERICAN:
        return False
    host = urlsplit(url_of(head) or "").hostname or ""
    domain = host.rpartition(".")[2]
    return len(domain) != 2 or domain in _ANYWHERE


def _is_either(day: date, words: str) -> bool:
    """ "03/04/2024": the third of April to some and the fourth of March to others."""
    return day.day <= 12 and day.day != day.month and bool(_FIGURES.fullmatch(words))


def _written(day: date) -> re.Pattern[str]:
    """A day as people write it, in figures or with a month's name in whatever language."""
    year, month, number = f"(?:{day:%Y}|{day:%y})", f"0?{day.month}", f"0?{day.day}"
    sign, named = r"\s?[-/._年月\s]\s?", r"[^\W\d]{3,}\.?"
    return re.compile(
        rf"(?<!\d)(?:{day:%Y}{sign}{month}{sign}{number}|{number}{sign}{month}{sign}{year}|{month}{sign}{number}{sign}{year}"
        rf"|{day:%Y%m%d}|{number}(?:st|nd|rd|th|[.º])?\s+(?:de\s+)?{named},?\s+(?:del?\s+)?{day:%Y})(?!\d)"
        rf"|{named}\s+{number}(?:st|nd|rd|th)?,?\s+{day:%Y}(?!\d)"
    )


def _short_texts(head: Head) -> Iterator[str]:
    """Metadata, attributes and short lines of the whole page; paragraphs of prose are not asked."""
    yield from (value for key, value in head.meta.items() if not _TOLD.search(key))
    for node in head.tree.iter():
        if isinstance(node.tag, str) and not _COMMENT(node):
            yield from (v for k, v in node.attrib.items() if len(v) <= _SHORT and k not in ("href", "src", "class"))
            yield from (one_line(t) for t in (node.text, node.tail) if t and len(t) <= _SHORT)


def _furniture_texts(head: Head) -> Iterator[str]:
    """Addresses, metadata and short lines before the article's second long paragraph: where a page dates itself."""
    yield from (v.replace("/", "-") for v in (url_of(head),) if v)
    yield from (value for key, value in head.meta.items() if not _TOLD.search(key))
    long = 0
    for node in head.tree.iter("p", "div", "span", "time", "li", "td", "small", "em", "h2", "h3", "h4", "h5"):
        text = one_line(node.text or "")
        long += node.tag == "p" and len(text) > 200
        if long > 1:
            return
        if 6 <= len(text) <= 80 and not text.endswith((".", "!", "?")) and not _ELSEWHERE(node):
            yield text
