"""Sitemaps and indexes of sitemaps. Source: sitemaps.org protocol 0.9; Google's news namespace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from communique.read.lists.feeds import parse_instant
from communique.read.lists.indexes import looks_like_article
from communique.read.lists.listed import Entry, Found, absolute, check_entries
from communique.read.lists.trees import local_name, parse_xml

ROOTS = ("urlset", "sitemapindex")
MOST_CHILDREN = 5
_NEVER = datetime.min.replace(tzinfo=UTC)


def read_sitemap(text: str, url: str, now: datetime) -> Found | None:
    """The articles of a sitemap, newest first, or as `feeds` the newest sitemaps of an index; None when it is none.

    Where the sitemap is not one of news alone, addresses that do not look like an article's are left out.
    """
    root = parse_xml(text)
    if root is None or local_name(root) not in ROOTS:
        return None
    entries = [entry for element in root if (entry := _entry(element)) is not None]
    if local_name(root) == "sitemapindex":
        found = (absolute(url, e.link) for e in _newest(entries, likely_last=True)[:MOST_CHILDREN])
        return Found("sitemap", (), feeds=tuple(dict.fromkeys(f for f in found if f is not None)))
    kept = [e for e in entries if e.title or looks_like_article(e.link)]
    items, notes = check_entries(_newest(kept), url, now)
    if len(kept) < len(entries):
        notes = (*notes, f"{len(entries) - len(kept)} addresses do not look like articles and are left out")
    return Found("sitemap", items, None, notes)


def read_text_sitemap(text: str, url: str, now: datetime) -> Found | None:
    """A sitemap that is one address a line; None when its first lines are none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines[:10]):
        return None
    items, notes = check_entries((Entry(line) for line in lines if looks_like_article(line)), url, now)
    return Found("sitemap", items, None, notes)


def _entry(element: Any) -> Entry | None:
    """An entry's address, day and, in a sitemap of news, its title."""
    told: dict[str, str] = {}
    for part in element.iter():
        if part.text and part.text.strip():
            told.setdefault(local_name(part), part.text.strip())
    if "loc" not in told:
        return None
    day = told.get("publication_date") or told.get("lastmod")
    return Entry(told["loc"], told.get("title"), parse_instant(day) if day else None)


def _newest(entries: list[Entry], *, likely_last: bool = False) -> list[Entry]:
    """By date, latest first; then those without one, in their order, or the last first where the last is the newest."""
    dated = sorted((e for e in entries if e.published_at), key=lambda e: e.published_at or _NEVER, reverse=True)
    rest = [e for e in entries if not e.published_at]
    return dated + (rest[::-1] if likely_last else rest)
