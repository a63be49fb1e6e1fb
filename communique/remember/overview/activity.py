"""What happened when: counts of entries by day, kind and subkind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, Select, cast, func, literal, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import day_of_key, make_key
from communique.remember.found import Kind

# The bits of a key below its day (`entries.make_key`).
_DAY_SHIFT: Final = make_key(date.min, 0, 0).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries of a kind and subkind stand at a day, with this status."""

    on: date
    kind: str
    subkind: str | None
    status: str | None
    number: int


def activity(archive: Archive, kinds: Iterable[Kind], *, subject_id: int | None = None) -> Iterator[Tally]:
    """Entries by day; of one subject (`subject.id`) when asked. Entries without a day are left out."""
    entry, about, reading = tables.entry, tables.about, tables.reading
    key = entry.c.key if subject_id is None else about.c.key
    day = cast(key, BigInteger).op(">>")(literal(_DAY_SHIFT, Integer)).label("day")
    wanted: Select[Any] = select(day, entry.c.kind, entry.c.subkind, entry.c.status, func.count())
    if subject_id is None:
        wanted = wanted.select_from(entry)
    else:
        joined = about.join(entry, entry.c.key == about.c.key)
        wanted = wanted.select_from(joined).where(about.c.subject_id == subject_id, about.c.role == "any")
    wanted = wanted.join(reading, reading.c.id == entry.c.reading_id)
    wanted = wanted.where(reading.c.is_current, entry.c.kind.in_(list(kinds)), key >= make_key(date.min, 0, 0))
    wanted = wanted.group_by(day, entry.c.kind, entry.c.subkind, entry.c.status)
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted).all()
    for ordinal, kind, subkind, status, number in rows:
        on = day_of_key(ordinal << _DAY_SHIFT)
        if on is not None:
            yield Tally(on, kind, subkind, status, number)


def totals(archive: Archive) -> dict[str, int]:
    """Entries of current readings by kind, refusals, and pages seen."""
    entry, reading = tables.entry, tables.reading
    wanted = select(entry.c.kind, func.count()).join(reading, reading.c.id == entry.c.reading_id)
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted.where(reading.c.is_current).group_by(entry.c.kind))
        found: dict[str, int] = {row[0]: row[1] for row in rows}
        for name, table in (("refusal", tables.refusal), ("sighting", tables.sighting)):
            found[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found
