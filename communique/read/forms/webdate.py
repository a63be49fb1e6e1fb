"""The day on which an HTML page says it was published; a page that does not say has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.forms.webhead import Head, having, text_of, url_of
from communique.read.headers import find_dates, is_date_line, published_of
from communique.read.normalise import one_line
from communique.record.document import Published

_STATED = (
    "article:published_time", "og:article:published_time", "article.published", "datepublished", "pubdate",
    "publishdate", "publish_date", "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date",
    "date", "sailthru.date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_DATED = "//time | " + having("date", "time", "publish", "meta", "posted")
_TOLD = re.compile("description|title|keyword|abstract|modif|updat")
_MOST_NODES = 40
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sign>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d)"
)
_EARLIEST, _LATEST, _APART, _SHORT = 1990, 2100, 2, 100


def published_in(head: Head, lexicon: Lexicon, url: str | None = None) -> Published | None:
    """The day that the page states: address and metadata, a date line, else what htmldate finds and the page bears out.

    Where address and metadata are at most `_APART` days apart the address wins: it has the day at the outlet, metadata
    are often in UTC, and so a day ahead or behind. `url`: where the page was fetched.
    """
    address = next((p for a in (url, url_of(head)) if a and (p := published_by_address(a))), None)
    stated = _stated(head, lexicon) or address
    if address and stated and abs(date.fromisoformat(address.value) - date.fromisoformat(stated.value)).days <= _APART:
        return address
    return stated or _by_htmldate(head, lexicon.page)


def _stated(head: Head, lexicon: Lexicon) -> Published | None:
    for value in (text_of(head.linked_article().get("datePublished")), *(head.meta.get(key) for key in _STATED)):
        if value and (day := _day(value, lexicon.page)):
            return Published(day.isoformat(), "metadata", words=value)
    for node in head.tree.xpath(_DATED)[:_MOST_NODES]:
        if node.xpath("ancestor::footer|ancestor::aside|ancestor::nav"):
            continue
        line = one_line(node.text_content())
        stamp = node.get("datetime") if node.tag == "time" else None
        if stamp and (day := _day(stamp, lexicon.page)) and not lexicon.page.updated_openers.match(line):
            return Published(day.isoformat(), "metadata", words=stamp)
        if is_date_line(line, lexicon) and (found := published_of(line, lexicon.page)):
            return found
    return None


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
    bearing = (t for t in _short_texts(head) if pattern.search(t) and not t.endswith((".", "!", "?")))
    return next((Published(found, "inferred", words=t) for t in bearing), None)


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
        if isinstance(node.tag, str):
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
        if (
            6 <= len(text) <= 80
            and not text.endswith((".", "!", "?"))
            and not node.xpath("ancestor::aside|ancestor::footer|ancestor::nav")
        ):
            yield text
