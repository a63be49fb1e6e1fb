"""The first page: what is new, what is due, who deals with whom, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Asked, Known, Overview, Track
from communique.remember.found import Filter, Kind
from communique.show.views.asking import asked
from communique.show.views.ledger import OPEN, PromiseRow, promise_row
from communique.show.views.pictures.months import Month, by_month, last_months
from communique.show.views.rows import ArticleRow, article_row, dyad_path, state_name

NEW, DUE, DYADS, MONTHS = 8, 6, 8, 24
# Days to look back for what is overdue; further back only when there is too little.
COUNTED: tuple[Kind, ...] = ("article", "statement", "occasion", "commitment")
WINDOWS = (14, 60, 365, 3650)


@dataclass(frozen=True, slots=True)
class HomeAsk:
    """What the first page can be asked."""

    as_of: date | None = asked(None, "The day to look back from: what was new, due, overdue then; default today.")


@dataclass(frozen=True, slots=True)
class DyadRow:
    """Two states and the number of articles that tell of both."""

    key: str
    names: tuple[str, str]
    articles: int
    path: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page."""

    as_of: date
    totals: dict[str, int]
    articles: tuple[ArticleRow, ...]
    due: tuple[PromiseRow, ...]
    overdue: tuple[PromiseRow, ...]
    dyads: tuple[DyadRow, ...]
    activity: tuple[Month, ...]


def home(desk: ArchiveDesk, ask: HomeAsk) -> HomeView:
    overview = Overview(desk)
    as_of = ask.as_of or date.today()
    due, overdue = _promises(overview, as_of)
    every = overview.remembered(("months",), lambda: by_month(overview.activity(COUNTED)))
    newest = islice(overview.latest(Filter(kinds=("article",), until=ask.as_of)), NEW)
    return HomeView(
        as_of, overview.totals(), tuple(article_row(found.source) for found in newest), due, overdue,
        tuple(dyad_row(known) for known in overview.subjects("dyad", limit=DYADS)),
        last_months(every, MONTHS, as_of),
    )  # fmt: skip


def dyad_row(known: Known) -> DyadRow:
    a, _, b = known.key.partition("-")
    return DyadRow(known.key, (state_name(a), state_name(b)), known.articles, dyad_path(known.key))


def _promises(overview: Overview, as_of: date) -> tuple[tuple[PromiseRow, ...], tuple[PromiseRow, ...]]:
    """Open promises due next, and those overdue, the latest of them first."""
    due = islice(overview.tracks("commitment", Asked(statuses=OPEN, due_from=as_of, due_before=date.max)), DUE)
    overdue: list[Track] = []
    for days in WINDOWS:
        asked = Asked(statuses=OPEN, due_from=as_of - timedelta(days), due_before=as_of)
        overdue = list(overview.tracks("commitment", asked))[-DUE:]
        if len(overdue) == DUE:
            break
    rows = (tuple(promise_row(track, as_of) for track in found) for found in (due, reversed(overdue)))
    return next(rows), next(rows)
