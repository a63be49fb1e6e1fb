"""The sections that the page of anybody has: what they said, whom they met, what they owe; or one of them, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.remember.entries import Role
from communique.remember.found import Filter, Kind
from communique.show.views.asking import asked, cursor, limit
from communique.show.views.rows import ArticleRow, Listing, article_row, listing

Show = Literal["statements", "encounters", "events", "promises_by", "promises_to", "ties", "articles"]
FEW = 6

_ASKED: dict[Show, tuple[str, Kind, Role]] = {
    "statements": ("Statements", "statement", "speaker"),
    "encounters": ("Encounters", "occasion", "attendee"),
    "events": ("Events", "event", "any"),
    "promises_by": ("What they promised, as reported", "commitment", "by"),
    "promises_to": ("What they were promised, as reported", "commitment", "to"),
    "ties": ("Standing ties", "relation", "any"),
    "articles": ("Articles", "article", "any"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsAsk:
    """What of somebody, in which time."""

    show: Show | None = asked(None, "Only this section, whole.")
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    after: int | None = cursor()
    limit: int = limit()


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
    desk: ArchiveDesk, subject: tuple[str, str], names: Sequence[Show], ask: SectionsAsk
) -> tuple[Section, ...]:
    """A few of each sort, or, with `ask.show`, `ask.limit` of that sort alone; `subject` says whose."""
    wanted = Filter(subject=subject, since=ask.since, until=ask.until, before=ask.after)
    chosen = [(ask.show, ask.limit)] if ask.show else [(name, FEW) for name in names]
    made = (_section(desk, wanted, name, most) for name, most in chosen)
    return tuple(one for one in made if ask.show or one.rows.rows or one.articles)


def _section(desk: ArchiveDesk, wanted: Filter, name: Show, most: int) -> Section:
    title, kind, role = _ASKED[name]
    # The roles of a dyad are not told apart.
    role = "any" if wanted.subject and wanted.subject[0] == "dyad" else role
    near = _near(Overview(desk), wanted, kind, most + 1) if role == "any" else wanted
    found = Overview(desk).latest(replace(near, kinds=(kind,)), role=role) if near else iter(())
    if kind == "article":
        shown = list(islice(found, most + 1))
        more = str(shown[most - 1].key) if len(shown) > most else None
        return Section(name, title, Listing((), more), tuple(article_row(one.source) for one in shown[:most]))
    return Section(name, title, listing(found, most))


def _near(overview: Overview, wanted: Filter, kind: Kind, most: int) -> Filter | None:
    """The question with the days between which its answer lies, None without one: what is rare among all that a state
    has is found at once.
    """
    if wanted.subject is None or wanted.subject[0] not in ("state", "dyad"):
        return wanted
    known = overview.subject(wanted.subject[0], wanted.subject[1])
    days = overview.latest_days(known, kind, most) if known else None
    if days is None:
        return None
    if wanted.since or wanted.until or wanted.before:
        return wanted
    return replace(wanted, since=days[0], until=days[1])
