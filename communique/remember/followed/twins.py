"""Near-duplicate articles: found by the bands of their signatures, kept both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, delete, or_, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.database.connect import insert_rows
from communique.remember.found import Source

# A text that is told oftener is a form, not news; the latest of its tellings are compared.
_MOST: Final = 50


def twin_candidates(connection: Connection, bands: Sequence[int]) -> list[int]:
    """Readings that share a band."""
    band = tables.band
    wanted = select(band.c.reading_id).where(band.c.key.in_(bands)).distinct().order_by(band.c.reading_id.desc())
    return list(connection.execute(wanted.limit(_MOST)).scalars())


def put_twins(connection: Connection, reading_id: int, bands: Sequence[int], twins: Mapping[int, float]) -> None:
    """Keeps a reading's bands, and those that it is a near-duplicate of, with their likeness."""
    insert_rows(connection, tables.band, [{"key": key, "reading_id": reading_id} for key in sorted(set(bands))])
    rows = [
        {"reading_id": a, "other_id": b, "likeness": likeness}
        for other, likeness in twins.items()
        for a, b in ((reading_id, other), (other, reading_id))
    ]
    insert_rows(connection, tables.twin, sorted(rows, key=lambda row: (row["reading_id"], row["other_id"])))


def drop_twins(connection: Connection, reading_id: int, bands: Sequence[int]) -> None:
    """Takes a reading out."""
    band, twin = tables.band, tables.twin
    connection.execute(delete(band).where(band.c.key.in_(bands), band.c.reading_id == reading_id))
    others = connection.execute(select(twin.c.other_id).where(twin.c.reading_id == reading_id)).scalars().all()
    if others:
        mine = (twin.c.reading_id.in_(others)) & (twin.c.other_id == reading_id)
        connection.execute(delete(twin).where(or_(twin.c.reading_id == reading_id, mine)))


def same_story(archive: Archive, article_ids: Sequence[str]) -> dict[str, list[tuple[Source, float]]]:
    """{article: the other articles that tell it in nearly the same words, with their likeness, likest first}."""
    reading, twin, own = tables.reading, tables.twin, tables.reading.alias()
    wanted = (
        select(
            own.c.article_id.label("of"), twin.c.likeness, reading.c.article_id, reading.c.url, reading.c.outlet,
            reading.c.title, reading.c.published_on,
        )
        .select_from(own)
        .join(twin, twin.c.reading_id == own.c.id)
        .join(reading, reading.c.id == twin.c.other_id)
        .where(own.c.article_id.in_(sorted(set(article_ids))), own.c.is_current, reading.c.is_current)
        .order_by(twin.c.likeness.desc(), reading.c.id)
    )  # fmt: skip
    found: dict[str, list[tuple[Source, float]]] = {}
    with connect.reading(archive.engine) as connection:
        for row in connection.execute(wanted):
            source = Source(row.article_id, row.url, row.outlet, row.title, row.published_on)
            found.setdefault(row.of, []).append((source, row.likeness))
    return found
