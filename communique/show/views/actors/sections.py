"""The sections that the page of anybody has: what they said, whom they met, what they owe; or one of them, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.remember.entries import Role
from communique.remember.found import Filter, Kind
from communique.show.views.rows import ArticleRow, Listing, article_row, listing

Show = Literal["statements", "encounters", "events", "promises_by", "promises_to", "ties", "articles"]
FEW = 6

_ASKED: dict[Show, tuple[str, Kind, Role]] = {
    "statements": ("Statements", "statement", "speaker"),
    "encounters": ("Encounters", "occasion", "any"),
    "events": ("Events", "event", "any"),
    "promises_by": ("What they promised", "commitment", "by"),
    "promises_to": ("What they were promised", "commitment", "to"),
    "ties": ("Standing ties", "relation", "any"),
    "articles": ("Articles", "article", "any"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Some findings of one sort, latest first; `next` when there are more. `articles` only in the section of these."""

    name: str
    title: str
    rows: Listing
    articles: tuple[ArticleRow, ...] = ()

    @property
    def next(self) -> str | None:
        return self.rows.next


def sections(
    desk: ArchiveDesk, wanted: Filter, names: Sequence[Show], show: Show | None, limit: int
) -> tuple[Section, ...]:
    """A few of each sort, or, with `show`, `limit` of that sort alone. `wanted.subject` says whose."""
    chosen = [(show, limit)] if show else [(name, FEW) for name in names]
    made = (_section(desk, wanted, name, most) for name, most in chosen)
    return tuple(one for one in made if show or one.rows.rows or one.articles)


def _section(desk: ArchiveDesk, wanted: Filter, name: Show, most: int) -> Section:
    title, kind, role = _ASKED[name]
    of_all = wanted.subject is not None and wanted.subject[0] == "dyad"
    found = Overview(desk).latest(replace(wanted, kinds=(kind,)), role="any" if of_all else role)
    if kind == "article":
        shown = list(islice(found, most + 1))
        more = str(shown[most - 1].key) if len(shown) > most else None
        return Section(name, title, Listing((), more), tuple(article_row(one.source) for one in shown[:most]))
    return Section(name, title, listing(found, most))
