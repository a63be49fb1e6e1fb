"""The tone of events over time, by PLOVER score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.desk.overview import Tally
from communique.show.views.pictures.months import months

# What did not happen has no tone.
UNREAL = ("negated", "hypothetical")


@dataclass(frozen=True, slots=True)
class Tone:
    """A month: the mean score of its events (-10 conflict to +10 cooperation), None without any. An event's score is
    that of its mode where it has one, else of its type.
    """

    month: str
    mean: float | None
    cooperative: int
    conflictual: int


def tone_by_month(tallies: Iterable[Tally], most: int) -> tuple[Tone, ...]:
    """The last `most` months up to the latest with an event."""
    sums: dict[str, list[float]] = {}
    for tally in tallies:
        if tally.kind == "event" and tally.status not in UNREAL:
            found = sums.setdefault(f"{tally.on.year:04}-{tally.on.month:02}", [0.0, 0, 0, 0])
            found[0] += tally.score * tally.number
            found[1] += tally.number
            found[2 if tally.score > 0 else 3] += tally.number if tally.score else 0
    if not sums:
        return ()
    names = list(months(min(sums), max(sums)))[-most:]
    return tuple(_tone(name, sums.get(name)) for name in names)


def _tone(name: str, found: list[float] | None) -> Tone:
    if not found:
        return Tone(name, None, 0, 0)
    return Tone(name, round(found[0] / found[1], 2), int(found[2]), int(found[3]))
