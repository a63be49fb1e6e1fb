"""Outlet -> addresses of articles: a feed (RSS, Atom, JSON), a sitemap, or an index page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from communique.read.fetch import Fetcher, NotModified
from communique.record.outcome import Refusal

ListKind = Literal["feed", "sitemap", "index"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's address with what its list says of it; `published_at` is None when not told or not possible."""

    url: str
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds, each address once, in the list's order. `notes` say what was dropped or doubted, and why."""

    url: str
    kind: ListKind
    items: tuple[Listed, ...]
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    notes: tuple[str, ...] = ()


def list_new(
    url: str, fetcher: Fetcher, *, etag: str | None = None, modified: str | None = None
) -> Listing | NotModified | Refusal:
    """The articles that the feed, sitemap or index page at `url` lists. What the list is, is told by its bytes."""
    raise NotImplementedError
