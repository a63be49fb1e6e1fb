"""A state, and two states together: timeline, tone, promises, who met whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Asked, Known, Overview
from communique.errors import NotFoundError
from communique.record.followup import Identity, OccasionEntry
from communique.remember.entries import make_dyad
from communique.show.views.actors.directory import KnownRow, person_row, state_party
from communique.show.views.actors.sections import Section, SectionsAsk, Show, sections
from communique.show.views.asking import asked, part
from communique.show.views.home import DyadRow, dyad_row
from communique.show.views.ledger import PromiseRow, promises
from communique.show.views.pictures.months import Month, by_month, last_months
from communique.show.views.pictures.tone import Tone, tone_by_month
from communique.show.views.rows import Party, party

OF_STATE: tuple[Show, ...] = ("promises_by", "promises_to", "encounters", "events", "ties", "articles")
OF_DYAD: tuple[Show, ...] = ("encounters", "events", "statements", "ties", "articles")
PARTNERS, PEOPLE, PROMISES, MEETINGS, PAIRS, MONTHS = 15, 12, 12, 300, 12, 36
# A list of more people than this is no meeting of each with each.
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAsk(SectionsAsk):
    """Which state, and what of it."""

    state: str = part("The code of the state: `BLR`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadAsk(SectionsAsk):
    """Which two states, and what of them."""

    a: str = part("The code of one state: `AZE`.")
    b: str = part("The code of the other: `BLR`.")
    as_of: date | None = asked(None, "The day by which promises are overdue; default today.")


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
    """Two who met: at how many encounters, last on which day."""

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
    whole = ask.show is None
    return StateView(
        state_party(known.key), known.key, known.articles,
        tuple(dyad_row(one) for one in overview.partners(known.key, PARTNERS)) if whole else (),
        _people(overview, known.key) if whole else (),
        _sums(overview, known)[1] if whole else (),
        sections(desk, ("state", known.key), OF_STATE, ask), ask.show,
    )  # fmt: skip


def dyad(desk: ArchiveDesk, ask: DyadAsk) -> DyadView:
    """Raises: NotFoundError."""
    overview = Overview(desk)
    key = make_dyad(ask.a.upper(), ask.b.upper())
    known = _known(overview, "dyad", key)
    a, _, b = key.partition("-")
    as_of = ask.as_of or date.today()
    whole = ask.show is None
    return DyadView(
        (state_party(a), state_party(b)), key, as_of, known.articles,
        *(_sums(overview, known) if whole else ((), ())),
        promises(desk, (a, b), as_of, PROMISES) if whole else (),
        overview.remembered(("pairs", key), lambda: _met(overview, (a, b))) if whole else (),
        sections(desk, ("dyad", key), OF_DYAD, ask), ask.show,
    )  # fmt: skip


def _known(overview: Overview, kind: str, key: str) -> Known:
    known = overview.subject(kind, key)
    if known is None:
        raise NotFoundError(f"{key}: no such {kind} in the archive")
    return known


def _sums(overview: Overview, known: Known) -> tuple[tuple[Month, ...], tuple[Tone, ...]]:
    """Activity and tone."""
    tallies = overview.monthly(known, ("article", "occasion", "commitment", "event"))
    return last_months(by_month(tallies), MONTHS), tone_by_month(tallies, MONTHS)


def _people(overview: Overview, code: str) -> tuple[KnownRow, ...]:
    found = overview.subjects("person", state=code, limit=PEOPLE)
    return tuple(person_row(one, None) for one in found)


def _met(overview: Overview, dyad: tuple[str, str]) -> tuple[Pair, ...]:
    """Pairs of persons who met, by encounters (not reports), the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], date | None] = {}
    people: dict[str, Identity] = {}
    for track in islice(overview.tracks("occasion", Asked(dyad=dyad)), MEETINGS):
        entry = track.entry
        if entry.status not in ("held", "under_way") or not isinstance(entry, OccasionEntry):
            continue
        people |= {actor.id: actor for actor in track.actors if actor.kind == "person"}
        ids = sorted(id_ for id_ in entry.participants if id_ in people)
        for pair in combinations(ids, 2) if len(ids) <= MOST_PEOPLE else ():
            times[pair] += 1
            last[pair] = (entry.when.to_on if entry.when else None) or last.get(pair)
    return tuple(
        Pair(_person(people[x]), _person(people[y]), number, last[x, y]) for (x, y), number in times.most_common(PAIRS)
    )


def _person(who: Identity) -> Party:
    return party("person", who.name)
