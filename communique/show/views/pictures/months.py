"""Counts by month, without gaps, for pictures of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.desk.overview import Tally


@dataclass(frozen=True, slots=True)
class Month:
    """A month ("2024-10") and the number of entries by kind."""

    month: str
    counts: dict[str, int]


def by_month(tallies: Iterable[Tally]) -> tuple[Month, ...]:
    """All months from the first to the last with an entry."""
    counts: dict[tuple[int, int], Counter[str]] = {}
    for tally in tallies:
        counts.setdefault((tally.on.year, tally.on.month), Counter())[tally.kind] += tally.number
    named = {f"{year:04}-{month:02}": counter for (year, month), counter in counts.items()}
    if not named:
        return ()
    return tuple(Month(name, dict(named.get(name, {}))) for name in months(min(named), max(named)))


def last_months(every: Sequence[Month], most: int, until: date | None = None) -> tuple[Month, ...]:
    """The last `most` of them, none after `until`."""
    name = until.strftime("%Y-%m") if until else "9999-12"
    return tuple(month for month in every if month.month <= name)[-most:]


def months(first: str, last: str) -> Iterator[str]:
    """All months from `first` to `last`.

    >>> list(months("2024-11", "2025-01"))
    ['2024-11', '2024-12', '2025-01']
    """
    year, number = int(first[:4]), int(first[5:])
    while (name := f"{year:04}-{number:02}") <= last:
        yield name
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
