"""Full-text search over articles and findings, latest first."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Filter, Found
from communique.remember.index import make_marks
from communique.remember.walk import BATCH, FIRST_BATCH, Place, load, resolve
from communique.remember.words import Query, match_keys, parse_query


def search(archive: Archive, query: str, filter_: Filter | None = None) -> Iterator[Found]:
    """Entries that hold the words: `peace talks`, `"peace talks"`, `negotiat*`, `talks OR summit`, `-gas`.

    Without `filter_.kinds`: articles and findings of every kind.

    Raises: SearchError when the query holds no word; at once, not at the first answer.
    """
    parsed = parse_query(query)
    return load(archive, _matches(archive, parsed, filter_ or Filter()))


def _matches(archive: Archive, query: Query, filter_: Filter) -> Iterator[Place]:
    wanted = resolve(archive, filter_)
    if wanted is None:
        return
    marks = [make_marks(None, group.subjects) for group in wanted.groups]
    if wanted.kinds:
        marks.append([f"k{kind}" for kind in wanted.kinds])
    (low, high), size = wanted.keys, FIRST_BATCH
    while True:
        with connect.reading(archive.engine) as connection:
            keys = match_keys(connection, query, marks, (low, high), size)
            batch = _current(connection, keys)
        yield from batch
        if len(keys) < size:
            return
        high, size = keys[-1], BATCH


def _current(connection: Connection, keys: list[int]) -> list[Place]:
    """The places of those keys that belong to current readings, in order."""
    entry, reading = tables.entry, tables.reading
    wanted = (
        select(entry.c.key, entry.c.reading_id, entry.c.kind, entry.c.place)
        .join(reading, reading.c.id == entry.c.reading_id)
        .where(entry.c.key.in_(keys), reading.c.is_current)
        .order_by(entry.c.key.desc())
    )
    return [(key, reading_id, kind, place) for key, reading_id, kind, place in connection.execute(wanted)]
