"""A state, and two states together: timeline, tone, promises, who met whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Known, Overview
from communique.errors import NotFoundError
from communique.record.finding import Occasion
from communique.remember.entries import make_dyad
from communique.remember.found import Filter
from communique.show.views.actors.directory import KnownRow, state_party
from communique.show.views.actors.sections import Section, Show, sections
from communique.show.views.asking import asked, cursor, limit, part
from communique.show.views.home import DyadRow, dyad_row
from communique.show.views.ledger import PromiseRow, promises
from communique.show.views.months import Month, by_month
from communique.show.views.rows import Party, party
from communique.show.views.tone import Tone, tone_by_month

OF_STATE: tuple[Show, ...] = ("promises_by", "promises_to", "encounters", "events", "ties", "articles")
OF_DYAD: tuple[Show, ...] = ("encounters", "events", "statements", "ties", "articles")
PARTNERS, PEOPLE, PROMISES, MEETINGS, PAIRS, MONTHS = 15, 12, 12, 60, 12, 36


@dataclass(frozen=True, slots=True)
class StateAsk:
    """Which state, and what of it."""

    state: str = part("The code of the state: `BLR`.")
    show: Show | None = asked(None, "Only this section, whole.")
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    after: int | None = cursor()
    limit: int = limit()


@dataclass(frozen=True, slots=True)
class DyadAsk:
    """Which two states, and what of them."""

    a: str = part("The code of one state: `AZE`.")
    b: str = part("The code of the other: `BLR`.")
    show: Show | None = asked(None, "Only this section, whole.")
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")
    as_of: date | None = asked(None, "The day by which promises are overdue; default today.")
    after: int | None = cursor()
    limit: int = limit()


@dataclass(frozen=True, slots=True)
class StateView:
    """A state: whom it deals with, who acts for it, and what was reported of it."""

    state: Party
    code: str
    articles: int
    partners: tuple[DyadRow, ...]
    people: tuple[KnownRow, ...]
    tone: tuple[Tone, ...]
    sections: tuple[Section, ...]
    show: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who met: how often it was reported, last on which day."""

    one: Party
    other: Party
    times: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class DyadView:
    """Two states."""

    states: tuple[Party, Party]
    key: str
    as_of: date
    articles: int
    activity: tuple[Month, ...]
    tone: tuple[Tone, ...]
    promises: tuple[PromiseRow, ...]
    met: tuple[Pair, ...]
    sections: tuple[Section, ...]
    show: str | None


def state(desk: ArchiveDesk, ask: StateAsk) -> StateView:
    """Raises: NotFoundError."""
    overview = Overview(desk)
    known = _known(overview, "state", ask.state.upper())
    wanted = Filter(subject=("state", known.key), since=ask.since, until=ask.until, before=ask.after)
    whole = ask.show is None
    return StateView(
        state_party(known.key), known.key, known.articles,
        tuple(dyad_row(one) for one in overview.partners(known.key, PARTNERS)) if whole else (),
        _people(overview, known.key) if whole else (),
        tone_by_month(overview.activity(("event",), known), MONTHS) if whole else (),
        sections(desk, wanted, OF_STATE, ask.show, ask.limit), ask.show,
    )  # fmt: skip


def dyad(desk: ArchiveDesk, ask: DyadAsk) -> DyadView:
    """Raises: NotFoundError."""
    overview = Overview(desk)
    key = make_dyad(ask.a.upper(), ask.b.upper())
    known = _known(overview, "dyad", key)
    wanted = Filter(subject=("dyad", key), since=ask.since, until=ask.until, before=ask.after)
    a, _, b = key.partition("-")
    as_of = ask.as_of or date.today()
    whole = ask.show is None
    return DyadView(
        (state_party(a), state_party(b)), key, as_of, known.articles,
        by_month(overview.activity(("article", "occasion", "commitment"), known), most=MONTHS) if whole else (),
        tone_by_month(overview.activity(("event",), known), MONTHS) if whole else (),
        promises(desk, (a, b), as_of, PROMISES) if whole else (),
        _met(overview, wanted) if whole else (),
        sections(desk, wanted, OF_DYAD, ask.show, ask.limit), ask.show,
    )  # fmt: skip


def _known(overview: Overview, kind: str, key: str) -> Known:
    known = overview.subject(kind, key)
    if known is None:
        raise NotFoundError(f"{key}: no such {kind} in the archive")
    return known


def _people(overview: Overview, code: str) -> tuple[KnownRow, ...]:
    found = overview.subjects("person", state=code, limit=PEOPLE)
    return tuple(KnownRow(party("person", one.name, one.key), None, one.articles, one.statements) for one in found)


def _met(overview: Overview, wanted: Filter) -> tuple[Pair, ...]:
    """Pairs of persons at the latest encounters, the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], date | None] = {}
    for found in islice(overview.latest(Filter(subject=wanted.subject, kinds=("occasion",))), MEETINGS):
        if not isinstance(found.finding, Occasion) or found.finding.status not in ("held", "under_way"):
            continue
        ids = (p.actor for p in found.finding.participants if found.kinds.get(p.actor) == "person")
        names = sorted({found.names[id_] for id_ in ids})
        if len(names) <= 6:
            for pair in ((x, y) for n, x in enumerate(names) for y in names[n + 1 :]):
                times[pair] += 1
                last.setdefault(pair, found.on)
    return tuple(
        Pair(party("person", x), party("person", y), number, last[x, y]) for (x, y), number in times.most_common(PAIRS)
    )
