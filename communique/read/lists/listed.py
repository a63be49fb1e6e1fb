"""Listed: an article's address as a list tells it, and the checks that every list has in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urljoin

from communique.read.normalise import one_line
from communique.read.web.addresses import MOST_CHARACTERS, tidy

ListKind = Literal["feed", "sitemap", "index"]
MOST_ITEMS = 1000
_MOST_NOTES = 20
_MOST_TITLE = 500
# Clocks and time zones of servers differ; a day ahead is still today somewhere.
_AHEAD = timedelta(days=1)
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_TAG = re.compile(r"<[^<>]{0,1000}>")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's address with what its list says of it; `published_at` is None when not told or not possible."""

    url: str
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A list's entry as it stands there, not checked yet. `published_at` is aware, UTC."""

    link: str
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a list's bytes hold. `feeds`: other lists that it names (a page its feeds, an index its sitemaps)."""

    kind: ListKind
    items: tuple[Listed, ...]
    title: str | None = None
    notes: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def check_entries(entries: Iterable[Entry], url: str, now: datetime) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
    """Each address once, in order, with possible dates only; and notes on what was dropped or doubted."""
    items: dict[str, Listed] = {}
    notes: list[str] = []
    here = absolute(url, url)
    for number, entry in enumerate(entries, start=1):
        address = absolute(url, entry.link) if entry.link.strip() else None
        if address is None or address == here:
            notes.append(f"entry {number} is left out: {entry.link[:80]!r} is no article's address")
            continue
        published_at = entry.published_at
        if published_at is not None and not _OLDEST <= published_at <= now + _AHEAD:
            notes.append(f"entry {number}: its date {published_at:%Y-%m-%d} cannot be, so it has none")
            published_at = None
        title = plain_title(entry.title)
        known = items.get(address)
        if known is not None:
            title, published_at = known.title or title, known.published_at or published_at
        elif len(items) >= MOST_ITEMS:
            notes.append(f"more than {MOST_ITEMS} entries: the rest is left out")
            break
        items[address] = Listed(address, title, published_at)
    if len(notes) > _MOST_NOTES:
        notes[_MOST_NOTES:] = [f"and {len(notes) - _MOST_NOTES} notes more"]
    return tuple(items.values()), tuple(notes)


def absolute(base: str, link: str) -> str | None:
    """The tidy http address of a link on a page at `base`; None when it is none."""
    try:
        address = tidy(urljoin(base, link.strip().replace(" ", "%20")))
    except ValueError:
        return None
    if not address.startswith(("http://", "https://")) or len(address) > MOST_CHARACTERS or not address.isprintable():
        return None
    return address


def plain_title(text: str | None) -> str | None:
    """A title on one line, without markup."""
    return (one_line(_TAG.sub("", text))[:_MOST_TITLE].strip() or None) if text else None
