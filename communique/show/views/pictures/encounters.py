"""Encounters on a map: which states met, how often, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from communique.desk.archive import ArchiveDesk
from communique.desk.overview import Overview
from communique.lexicon.geography.coordinates import load_coordinates
from communique.record.finding import OccasionStatus
from communique.record.followup import OccasionEntry
from communique.show.views.actors.directory import state_party
from communique.show.views.asking import asked
from communique.show.views.rows import Party, dyad_path, state_name

PAIRS, STATES, PLACES, LATEST = 80, 120, 15, 300
HELD: tuple[str, ...] = ("held", "under_way")


@dataclass(frozen=True, slots=True)
class MapAsk:
    """Which encounters."""

    status: OccasionStatus | None = asked(None, "How they stood; default held or under way.")
    since: date | None = asked(None, "On this day or later.")
    until: date | None = asked(None, "On this day or earlier.")


@dataclass(frozen=True, slots=True)
class MapState:
    """A state, where it lies (degrees north and east), and its encounters."""

    state: Party
    code: str
    north: float
    east: float
    encounters: int


@dataclass(frozen=True, slots=True)
class MapPair:
    """Two states and their encounters."""

    a: str
    b: str
    names: tuple[str, str]
    encounters: int
    path: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as articles name it, with the latest encounters there."""

    name: str
    encounters: int


@dataclass(frozen=True, slots=True)
class MapView:
    """States, pairs of them, and places. States whose place is not known are listed in `nowhere`."""

    states: tuple[MapState, ...]
    pairs: tuple[MapPair, ...]
    places: tuple[Place, ...]
    nowhere: tuple[str, ...]


def encounters(desk: ArchiveDesk, ask: MapAsk) -> MapView:
    overview, lies = Overview(desk), load_coordinates()
    statuses = (ask.status,) if ask.status else HELD
    counted = overview.met("___", statuses, ask.since, ask.until, STATES)
    met = overview.met("___-___", statuses, ask.since, ask.until, PAIRS)
    pairs = ((*key.partition("-")[::2], number) for key, number in met)
    return MapView(
        tuple(MapState(state_party(code), code, *lies[code], number) for code, number in counted if code in lies),
        tuple(
            MapPair(a, b, (state_name(a), state_name(b)), number, dyad_path(f"{a}-{b}"))
            for a, b, number in pairs if a in lies and b in lies
        ),
        overview.remembered(("places", statuses, ask.since, ask.until), lambda: _places(overview, ask, statuses)),
        tuple(code for code, _ in counted if code not in lies),
    )  # fmt: skip


def _places(overview: Overview, ask: MapAsk, statuses: tuple[str, ...]) -> tuple[Place, ...]:
    found: Counter[str] = Counter()
    for track in overview.latest_encounters(ask.since, ask.until, LATEST):
        entry = track.entry
        if isinstance(entry, OccasionEntry) and entry.place and entry.status in statuses:
            found[entry.place] += 1
    return tuple(Place(name, number) for name, number in found.most_common(PLACES))
