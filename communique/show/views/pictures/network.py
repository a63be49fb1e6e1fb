"""Who deals with whom: states or people, tied by their encounters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.record.followup import Identity, OccasionEntry
from communique.show.views.actors.directory import state_party
from communique.show.views.asking import asked
from communique.show.views.pictures.encounters import HELD
from communique.show.views.rows import Party, party

TIES, LATEST = 400, 400
# A list of more people than this is no meeting of each with each.
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class NetworkAsk:
    """Of whom, and in which time."""

    of: Literal["states", "people"] = asked("states", "States, or people.")
    since: date | None = asked(None, "Encounters on this day or later.")
    until: date | None = asked(None, "Encounters on this day or earlier.")
    most: int = asked(40, "At most so many actors, those with most encounters.", low=2, high=120)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: `id` within this picture, and the encounters that tie it to others."""

    id: str
    party: Party
    encounters: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors (ids) and their encounters."""

    a: str
    b: str
    encounters: int


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Actors and their ties. For people: of the latest encounters (at most `LATEST`)."""

    of: str
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]


def network(desk: ArchiveDesk, ask: NetworkAsk) -> NetworkView:
    overview = Overview(desk)
    make = _people if ask.of == "people" else _states
    ties, parties = overview.remembered(("ties", ask.of, ask.since, ask.until), lambda: make(overview, ask))
    weight: Counter[str] = Counter()
    for (a, b), number in ties.items():
        weight[a] += number
        weight[b] += number
    chosen = {id_ for id_, _ in weight.most_common(ask.most)}
    kept = [Tie(a, b, n) for (a, b), n in ties.most_common() if a in chosen and b in chosen]
    nodes = tuple(Node(id_, parties[id_], weight[id_]) for id_, _ in weight.most_common(ask.most))
    return NetworkView(ask.of, nodes, tuple(kept))


def _states(overview: Overview, ask: NetworkAsk) -> tuple[Counter[tuple[str, str]], dict[str, Party]]:
    ties: Counter[tuple[str, str]] = Counter()
    for key, number in overview.met("___-___", HELD, ask.since, ask.until, TIES):
        a, _, b = key.partition("-")
        ties[a, b] += number
    return ties, {code: state_party(code) for pair in ties for code in pair}


def _people(overview: Overview, ask: NetworkAsk) -> tuple[Counter[tuple[str, str]], dict[str, Party]]:
    ties: Counter[tuple[str, str]] = Counter()
    people: dict[str, Party] = {}
    for track in overview.latest_encounters(ask.since, ask.until, LATEST):
        entry = track.entry
        if not isinstance(entry, OccasionEntry) or entry.status not in HELD:
            continue
        here = _persons(track.actors, entry)
        people |= {actor.id: party("person", actor.name) for actor in here}
        if len(here) <= MOST_PEOPLE:
            ties.update(combinations(sorted(actor.id for actor in here), 2))
    return ties, people


def _persons(actors: Iterable[Identity], entry: OccasionEntry) -> list[Identity]:
    return [actor for actor in actors if actor.kind == "person" and actor.id in entry.participants]
