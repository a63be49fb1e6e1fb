"""Articles and encounters, latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.record.finding import OccasionKind, OccasionStatus
from communique.remember.found import Filter
from communique.show.views.asking import asked, cursor, limit
from communique.show.views.rows import ArticleRow, Listing, article_row, listing


@dataclass(frozen=True, slots=True)
class ArticlesAsk:
    """Which articles."""

    outlet: str | None = asked(None, "Words of the outlet's name.", high=200)
    person: str | None = asked(None, "Words of the name of a person who occurs.", high=200)
    state: str | None = asked(None, "A state that occurs, by code or name.", high=200)
    since: date | None = asked(None, "Published on this day or later.")
    until: date | None = asked(None, "Published on this day or earlier.")
    after: int | None = cursor()
    limit: int = limit()


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """Articles, latest first."""

    rows: tuple[ArticleRow, ...]
    next: str | None


def articles(desk: ArchiveDesk, ask: ArticlesAsk) -> ArticlesView:
    wanted = Filter(
        person=ask.person, state=ask.state, outlet=ask.outlet, kinds=("article",), since=ask.since, until=ask.until,
        before=ask.after,
    )  # fmt: skip
    shown = list(islice(Overview(desk).latest(wanted), ask.limit + 1))
    more = str(shown[ask.limit - 1].key) if len(shown) > ask.limit else None
    return ArticlesView(tuple(article_row(found.source) for found in shown[: ask.limit]), more)


@dataclass(frozen=True, slots=True)
class EncountersAsk:
    """Which encounters."""

    person: str | None = asked(None, "Words of the name of somebody who took part.", high=200)
    state: str | None = asked(None, "A state that took part, by code or name.", high=200)
    other: str | None = asked(None, "Another state that took part.", high=200)
    kind: OccasionKind | None = asked(None, "What kind of encounter.")
    status: OccasionStatus | None = asked(None, "How it stood when it was reported.")
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    after: int | None = cursor()
    limit: int = limit()


@dataclass(frozen=True, slots=True)
class EncountersView:
    """Reports of encounters, latest first."""

    found: Listing


def encounters(desk: ArchiveDesk, ask: EncountersAsk) -> EncountersView:
    dyad = (ask.state, ask.other) if ask.state and ask.other else None
    wanted = Filter(
        person=ask.person, state=None if dyad else ask.state or ask.other, dyad=dyad, kinds=("occasion",),
        since=ask.since, until=ask.until, before=ask.after,
    )  # fmt: skip
    subkinds = (ask.kind,) if ask.kind else ()
    statuses = (ask.status,) if ask.status else ()
    found = Overview(desk).latest(wanted, statuses=statuses, subkinds=subkinds)
    return EncountersView(listing(found, ask.limit))
