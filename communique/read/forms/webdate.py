"""The day on which an HTML page says it was published; a page that does not say has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from urllib.parse import urlsplit

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.forms.datelines import (
    LATEST,
    SHORT,
    date_lines,
    day_of,
    stands_elsewhere,
    stands_in_link,
    stands_in_list,
)
from communique.read.forms.webhead import Head, text_of, url_of
from communique.read.headers import EARLIEST, DateFound, find_dates, find_dates_abroad, is_range, opens_update
from communique.read.normalise import one_line
from communique.record.document import Published

_STATED = (
    "og:article:published_time", "article.published", "datepublished", "pubdate", "publishdate", "publish_date",
    "publication_date", "dc.date.issued", "sailthru.date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_STATED_OF_FILE = ("date", "dc.date", "dcterms.created", "dcterms.date")  # often the file's day, not the article's
_TOLD = re.compile("description|title|keyword|abstract|modif|updat")
_MOST_NODES = 40
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<sign>[/_.-])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12]\d|3[01])"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?!\d|(?<=/\d)-|(?<=/\d\d)-)"
)
_APART, _NOON = 2, 12
_CHANGED = ("article:modified_time", "datemodified")
_FIRST_STATED = "article:published_time"
_LINKED = frozenset({"WebPage", "Recipe", "HowTo", "VideoObject", "CreativeWork", "Event"})
_IN_UTC = re.compile(r"T(?P<hour>\d\d):[\d:.]+(?:Z|[+-]00:?00)\s*$")
_HAS_DAY = re.compile(r"\d")
_WORD, _BESIDE_LINK = re.compile(r"[^\W\d_]+"), 2  # a weekday and a month
_HOUR = re.compile(r"\d:\d")


def published_in(head: Head, lexicon: Lexicon, url: str | None = None) -> Published | None:
    """The day that the page states, by what is surest: its address, an element marked as the day of publication,
    metadata, a date line, else what htmldate finds and the page bears out.

    An address with a day long after the metadata's is that of a coming event. Metadata in UTC give way to the day at
    the outlet where the page states it. `url`: where the page was fetched.
    """
    address = next((p for a in (url, url_of(head)) if a and (p := published_by_address(a))), None)
    lines = tuple(date_lines(head, lexicon))
    stated = _marked(head, lexicon.page) or _stated(head, lexicon.page, lines)
    if address is not None and (stated is None or _apart(stated, address) <= _APART):
        is_shown = stated is not None and any(line.value == stated.value and line.basis == "dateline" for line in lines)
        return stated if is_shown else address
    return (
        stated
        or next(iter(lines), None)
        or _metadata((head.meta.get(key) for key in _STATED_OF_FILE), lexicon.page)
        or _by_htmldate(head, lexicon.page)
    )


def _metadata(values: Iterable[str | None], words: PageWords) -> Published | None:
    """The first day among values of metadata."""
    found = (Published(day.isoformat(), "metadata", words=v) for v in values if v and (day := day_of(v, words)))
    return next(found, None)


def _apart(early: Published, late: Published) -> int:
    """Days from one to the other."""
    return (date.fromisoformat(late.value) - date.fromisoformat(early.value)).days


def _marked(head: Head, words: PageWords) -> Published | None:
    """The element that its page marks as the day of publication; metadata and comments are none."""
    for node in head.tree.xpath("//*[@itemprop='datePublished'][not(self::meta or self::link)]")[:_MOST_NODES]:
        if stands_elsewhere(node):
            continue
        for value in (node.get("content"), node.get("datetime"), one_line(node.text_content())):
            if value and (day := day_of(value, words)):
                return Published(day.isoformat(), "metadata", words=value)
    return None


def _stated(head: Head, words: PageWords, lines: tuple[Published, ...]) -> Published | None:
    """The day of the metadata: where they differ, the one that a date line repeats, else the first; where its hour is
    in UTC, the day before or after that the page states as well.
    """
    article = head.linked_article()
    other = (text_of(t.get("datePublished")) for t in head.linked if str(t.get("@type")) in _LINKED)
    values = [
        head.meta.get(_FIRST_STATED),
        text_of(article.get("datePublished")),
        *(head.meta.get(key) for key in _STATED),
        *other,
    ]
    found = _metadata(values, words)
    changed = _metadata([*(head.meta.get(key) for key in _CHANGED), text_of(article.get("dateModified"))], words)
    shown = {line.value for line in lines} - {changed.value if changed is not None else ""}
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
    return Published(day.isoformat(), "metadata", words=url) if EARLIEST <= day.year <= LATEST else None


_FIGURES = re.compile(r"\d{1,2}\s?[-/]\s?\d{1,2}\s?[-/]\s?(?:\d{4}|\d{2})")  # with points the day comes first
# Where the month may come first, or a domain that says nothing of a country. Source: Unicode CLDR, short dates.
_AMERICAN = frozenset({"en", "en-us", "en-ph", "en-ca"})
_LOCALE = re.compile(r"^/([a-z]{2}[-_][a-z]{2})/", re.I)
_ANYWHERE = frozenset({"us", "ph", "ca", "io", "tv", "co", "me", "ai"})


def _by_htmldate(head: Head, words: PageWords) -> Published | None:
    """htmldate's finding, if the page writes that very day outside its prose: no bare year, no copyright line."""
    from htmldate import find_date

    found = find_date(
        deepcopy(head.tree),
        extensive_search=True,
        original_date=True,
        min_date=f"{EARLIEST}-01-01",
        max_date=f"{LATEST}-12-31",
    )
    if not found:
        return None
    day = date.fromisoformat(found)
    for text in _furniture_texts(head):
        if any(d.on == day and not opens_update(text[: d.start], words) for d in find_dates(text, words)):
            return Published(found, "metadata", words=text)
    pattern, may_be_american = _written(day), _may_be_american(head)
    bearing = [
        (text, opens_update(text[: at.start()], words))
        for text in _short_texts(head, words)
        if (at := pattern.search(text)) is not None
        and not text.endswith((".", "!", "?"))
        and not is_range(text, DateFound(day, *at.span()))
        and not (may_be_american and _is_either(day, at[0]))
    ]
    first = min(bearing, key=lambda pair: pair[1], default=None)  # an update's day when there is no other
    return None if first is None else Published(found, "inferred", words=first[0])


def _may_be_american(head: Head) -> bool:
    """Whether the page may put the month first: neither its language nor its domain is of where the day comes first."""
    address = urlsplit(url_of(head) or "")
    told = _LOCALE.search(address.path)
    language = (head.tree.get("lang") or head.meta.get("og:locale") or (told and told[1]) or "").lower()
    language = language.replace("_", "-")
    if language and language not in _AMERICAN:
        return False
    domain = (address.hostname or "").rpartition(".")[2]
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


def _short_texts(head: Head, words: PageWords) -> Iterator[str]:
    """Metadata, attributes and short lines of the whole page; prose and lists with several days are not asked."""
    yield from (value for key, value in head.meta.items() if not _TOLD.search(key))
    found: list[tuple[str, str]] = []
    days: dict[str, set[date]] = {}
    for node in head.tree.iter():
        if isinstance(node.tag, str) and not stands_in_list(node):
            kind = f"{node.tag} {node.get('class')}"
            texts = [v for k, v in node.attrib.items() if len(v) <= SHORT and k not in ("href", "src", "class")]
            texts += [one_line(t) for t in (node.text, node.tail) if t and len(t) <= SHORT]
            texts = [t for t in texts if _HAS_DAY.search(t)]
            if texts and stands_in_link(node):
                texts = [t for t in texts if len(_WORD.findall(t)) <= _BESIDE_LINK]
            for text in texts:
                found.append((kind, text))
                days.setdefault(kind, set()).update(
                    d.on for d in (*find_dates(text, words), *find_dates_abroad(text, words))
                )
    yield from (text for kind, text in found if len(days[kind]) < 2)


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
        if 6 <= len(text) <= 80 and not text.endswith((".", "!", "?")) and not stands_elsewhere(node):
            yield text
