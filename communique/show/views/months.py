"""Counts by month, without gaps, for pictures of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communique.desk.overview import Tally


@dataclass(frozen=True, slots=True)
class Month:
    """A month ("2024-10") and the number of entries by kind."""

    month: str
    counts: dict[str, int]


def by_month(tallies: Iterable[Tally], *, most: int, until: date | None = None) -> tuple[Month, ...]:
    """The last `most` months up to the latest with an entry (not after `until`), those without any included."""
    counts: dict[str, Counter[str]] = {}
    for tally in tallies:
        if until is None or tally.on <= until:
            counts.setdefault(tally.on.strftime("%Y-%m"), Counter())[tally.kind] += tally.number
    if not counts:
        return ()
    names = list(months(min(counts), max(counts)))[-most:]
    return tuple(Month(name, dict(counts.get(name, {}))) for name in names)


def months(first: str, last: str) -> Iterator[str]:
    """All months from `first` to `last`.

    >>> list(months("2024-11", "2025-01"))
    ['2024-11', '2024-12', '2025-01']
    """
    year, number = int(first[:4]), int(first[5:])
    while (name := f"{year:04}-{number:02}") <= last:
        yield name
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
