"""Outlet -> addresses of articles: a feed (RSS, Atom, JSON), a sitemap, or an index page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from communique.read.encoding import decode
from communique.read.fetch import Fetcher, NotModified
from communique.read.lists import feeds, indexes, sitemaps
from communique.read.lists.listed import MOST_ITEMS, Found, Listed, ListKind
from communique.read.lists.trees import root_name
from communique.read.web.addresses import host_of
from communique.read.web.bodies import BrokenError, TooLargeError, gunzip
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

__all__ = ["ListKind", "Listed", "Listing", "list_new", "read_list"]
_GZIP = b"\x1f\x8b"
_ENTITY, _PROLOG = "<!ENTITY", 100_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds, each address once, in the list's order. `notes` say what was dropped or doubted, and why.

    `feeds`: feeds that an index page names; one of them is a better list than the page.
    """

    url: str
    kind: ListKind
    items: tuple[Listed, ...]
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    notes: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def list_new(
    url: str, fetcher: Fetcher, *, etag: str | None = None, modified: str | None = None, now: datetime | None = None
) -> Listing | NotModified | Refusal:
    """The articles that the feed, sitemap or index page at `url` lists. What the list is, is told by its bytes.

    Of an index of sitemaps the newest ones are fetched, and their articles listed. `now` is the present, UTC.
    """
    page = fetcher.fetch(url, etag=etag, modified=modified, wanted="feed")
    if not isinstance(page, Page):
        return page
    now = now or datetime.now(UTC)
    found = read_list(page, now, most_bytes=fetcher.limits.feed_bytes)
    if isinstance(found, Refusal):
        return found
    if found.kind == "sitemap" and found.feeds:
        found = _children(found, page.url or url, fetcher, now)
    told = page.fetched
    return Listing(
        page.url or url, found.kind, found.items, found.title,
        told.etag if told else None, told.modified if told else None, found.notes, found.feeds,
    )  # fmt: skip


def read_list(page: Page, now: datetime, *, most_bytes: int = 8_000_000) -> Found | Refusal:
    """What a list's bytes hold. Never raises on what they are."""
    data = page.data
    try:
        if data.startswith(_GZIP):
            data = gunzip(data, most_bytes)
    except (BrokenError, TooLargeError) as error:
        reason = Reason.TOO_LARGE if isinstance(error, TooLargeError) else Reason.MALFORMED
        return _refuse(page, reason, str(error))
    if len(data) > most_bytes:
        return _refuse(page, Reason.TOO_LARGE, f"{len(data):,} bytes; the limit is {most_bytes:,}")
    if not data.strip():
        return _refuse(page, Reason.EMPTY, "an empty list")
    if 0 < data.count(0) < len(data) // 100:  # a stray byte; UTF-16 has them in every other place
        data = data.replace(b"\0", b"")
    text = decode(data, page.fetched.charset if page.fetched else None)
    if isinstance(text, tuple):
        return _refuse(page, *text)
    if _ENTITY in text[:_PROLOG]:
        return _refuse(page, Reason.MALFORMED, "it declares entities of its own, which no feed or sitemap needs")
    found = _read(text, page.url or page.name, now)
    return found or _refuse(page, Reason.MALFORMED, "neither a feed, nor a sitemap, nor a page with links")


def _read(text: str, url: str, now: datetime) -> Found | None:
    start = text[:100].lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return feeds.read_json_feed(text, url, now)
    if not start.startswith("<"):
        return sitemaps.read_text_sitemap(text, url, now)
    root = root_name(text)
    if root in feeds.ROOTS:
        return feeds.read_feed(text, url, now)
    if root in sitemaps.ROOTS:
        return sitemaps.read_sitemap(text, url, now)
    return indexes.read_index(text, url, now)


def _children(index: Found, url: str, fetcher: Fetcher, now: datetime) -> Found:
    """The index with the articles of its sitemaps, each address once."""
    items: dict[str, Listed] = {}
    notes = list(index.notes)
    for address in index.feeds:
        if host_of(address) != host_of(url):
            notes.append(f"{address} is left out: a sitemap of another host")
            continue
        page = fetcher.fetch(address, wanted="feed")
        if isinstance(page, NotModified):
            continue
        found = page if isinstance(page, Refusal) else read_list(page, now, most_bytes=fetcher.limits.feed_bytes)
        if isinstance(found, Refusal):
            notes.append(f"{address} is left out: {found.reason}: {found.detail}")
            continue
        notes += found.notes
        for item in found.items:
            items.setdefault(item.url, item)
    return replace(index, items=tuple(items.values())[:MOST_ITEMS], notes=tuple(notes), feeds=())


def _refuse(page: Page, reason: Reason, detail: str) -> Refusal:
    return Refusal(page.name, "fetch", reason, detail, page.url)
