"""What happened when: counts of entries by day, kind and subkind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, cast, func, literal, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import day_of_key, make_key
from communique.remember.found import Kind
from communique.remember.overview.months import DAY_SHIFT, first_day, last_day


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries of a kind and subkind stand at a day (or at all days of the month that it begins), with this
    status and, where they are events, this PLOVER score.
    """

    on: date
    kind: str
    subkind: str | None
    status: str | None
    number: int
    score: float = 0.0


def activity(archive: Archive, kinds: Iterable[Kind]) -> Iterator[Tally]:
    """All entries by day and kind. Entries without a day are left out."""
    entry = tables.entry
    day = cast(entry.c.key, BigInteger).op(">>")(literal(DAY_SHIFT, Integer)).label("day")
    wanted = select(day, entry.c.kind, func.count()).where(
        entry.c.kind.in_(list(kinds)), entry.c.key >= make_key(date.min, 0, 0)
    )
    for (ordinal, kind), number in _current(archive, wanted, (day, entry.c.kind)).items():
        on = day_of_key(ordinal << DAY_SHIFT)
        if on is not None and number:
            yield Tally(on, kind, None, None, number)


def monthly(archive: Archive, subject_id: int, kinds: Iterable[Kind]) -> list[Tally]:
    """The entries of a state or dyad by month, the earliest first; those without a day are left out."""
    tally = tables.tally
    wanted = (
        select(tally.c.month, tally.c.kind, tally.c.subkind, tally.c.status, tally.c.score, tally.c.number)
        .where(tally.c.subject_id == subject_id, tally.c.kind.in_(list(kinds)), tally.c.month > 0, tally.c.number > 0)
        .order_by(tally.c.month)
    )
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted).all()
    return [
        Tally(first_day(month), kind, sub or None, how or None, number, score / 10)
        for month, kind, sub, how, score, number in rows
    ]


def latest_days(archive: Archive, subject_id: int, kind: Kind, most: int) -> tuple[date | None, date | None] | None:
    """The days within which a state or dyad has its `most` latest entries of a kind, so that nobody looks for them
    among all that it has; None without any. A day is None where entries without a day are among them.
    """
    tally, number = tables.tally, func.sum(tables.tally.c.number)
    wanted = select(tally.c.month, number).where(tally.c.subject_id == subject_id, tally.c.kind == kind)
    wanted = wanted.group_by(tally.c.month).having(number > 0).order_by(tally.c.month.desc())
    with connect.reading(archive.engine) as connection:
        rows = [(month, int(count)) for month, count in connection.execute(wanted)]
    if not rows:
        return None
    latest, earliest, found = rows[0][0], rows[-1][0], 0
    for month, count in rows:
        found += count
        if found >= most:
            earliest = month
            break
    return first_day(earliest) if earliest else None, last_day(latest) if latest else None


def totals(archive: Archive) -> dict[str, int]:
    """Entries of current readings by kind, refusals, and pages seen."""
    entry = tables.entry
    counted = _current(archive, select(entry.c.kind, func.count()), (entry.c.kind,))
    found: dict[str, int] = {key[0]: number for key, number in counted.items() if number}
    with connect.reading(archive.engine) as connection:
        for name, table in (("refusal", tables.refusal), ("sighting", tables.sighting)):
            found[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def _current(archive: Archive, wanted: Select[Any], groups: tuple[Any, ...]) -> Counter[tuple[Any, ...]]:
    """Counts of entries of current readings: all of them, from an index alone, less those that are superseded."""
    entry, reading = tables.entry, tables.reading
    old = select(reading.c.id).where(~reading.c.is_current)
    counts: Counter[tuple[Any, ...]] = Counter()
    with connect.reading(archive.engine) as connection:
        for *key, number in connection.execute(wanted.group_by(*groups)):
            counts[tuple(key)] += number
        for *key, number in connection.execute(wanted.where(entry.c.reading_id.in_(old)).group_by(*groups)):
            counts[tuple(key)] -= number
    return counts
