"""Open promises by their last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Found
from communique.remember.walk import Place, load

OPEN: Final = ("open", "in_progress")


def by_deadline(
    archive: Archive, since: date, until: date, *, latest_first: bool = False, limit: int = 20
) -> Iterator[Found]:
    """Commitments that their articles leave open, whose last day lies in [since, until]."""
    entry, reading, deadline = tables.entry, tables.reading, tables.deadline
    due, key = deadline.c.due_on, deadline.c.key
    wanted = (
        select(key, entry.c.reading_id, entry.c.place)
        .select_from(deadline.join(entry, entry.c.key == key).join(reading, reading.c.id == entry.c.reading_id))
        .where(deadline.c.subject_id == tables.ANYBODY, due >= since, due <= until)
        .where(entry.c.status.in_(OPEN), reading.c.is_current)
        .order_by(*((due.desc(), key.desc()) if latest_first else (due, key)))
        .limit(limit)
    )
    with connect.reading(archive.engine) as connection:
        places: list[Place] = [(k, r, "commitment", p) for k, r, p in connection.execute(wanted)]
    return load(archive, iter(places))
