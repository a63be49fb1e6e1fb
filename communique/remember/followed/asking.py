"""Questions about tracks: which commitments, by whom, how they stand, what is due; in the order of the day due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, or_, select

from communique.errors import NotFoundError
from communique.record.followup import Matter
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import make_dyad
from communique.remember.followed.matters import load_matters
from communique.remember.followed.tracks import NO_DAY, Layer, Track, due_on, load_tracks
from communique.remember.walk import find_people, state_codes

FIRST_BATCH: Final = 25
BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the ledger; everything given must hold.

    `dyad`: two states; `state`: one; `person`: words of a name; `statuses`: any of these, () = all; `due_before` and
    `due_from`: days, the latter included.
    """

    dyad: tuple[str, str] | None = None
    person: str | None = None
    state: str | None = None
    statuses: tuple[str, ...] = ()
    due_before: date | None = None
    due_from: date | None = None


def find_tracks(archive: Archive, layer: Layer, asked: Asked, after: tuple[date, int] | None = None) -> Iterator[Track]:
    """The tracks asked for, by the day they are due, those without one last; only those behind `place_of(track)`."""
    groups = _topics(archive, asked)
    if groups is None:
        return
    size = FIRST_BATCH
    while True:
        with connect.reading(archive.engine) as connection:
            rows = connection.execute(_select(layer, groups, asked, after).limit(size)).all()
            found = load_tracks(connection, [row.track_id for row in rows])
        yield from found
        if len(rows) < size:
            return
        after, size = (rows[-1].due_on, rows[-1].track_id), BATCH


def place_of(track: Track) -> tuple[date, int]:
    """Where a track stands in the order of `find_tracks`."""
    return due_on(track.entry), track.id


def get_track(archive: Archive, name: str) -> Track:
    """The track with this id. Raises: NotFoundError."""
    with connect.reading(archive.engine) as connection:
        id_ = connection.execute(select(tables.track.c.id).where(tables.track.c.name == name)).scalar()
        if id_ is None:
            raise NotFoundError(f"{name}: no such commitment or encounter in the ledger")
        return load_tracks(connection, [id_])[0]


def tracks_of_article(archive: Archive, article_id: str) -> list[Track]:
    """The tracks that the current readings of an article take part in."""
    mention, reading = tables.track_mention, tables.reading
    wanted = (
        select(mention.c.track_id)
        .join(reading, reading.c.id == mention.c.reading_id)
        .where(reading.c.article_id == article_id)
        .distinct()
        .order_by(mention.c.track_id)
    )
    with connect.reading(archive.engine) as connection:
        return load_tracks(connection, connection.execute(wanted).scalars().all())


def get_matter(archive: Archive, name: str) -> tuple[Matter, list[Track]]:
    """A matter and its commitments, first told first. Raises: NotFoundError."""
    track = tables.track
    with connect.reading(archive.engine) as connection:
        found = load_matters(connection, [name])
        if not found:
            raise NotFoundError(f"{name}: no such matter")
        ids = connection.execute(select(track.c.id).where(track.c.matter == name)).scalars().all()
        return found[0], sorted(load_tracks(connection, ids), key=lambda one: one.place)


def matters_of(archive: Archive, tracks: Sequence[Track]) -> list[Matter]:
    """The matters that tracks belong to."""
    names = {track.matter for track in tracks if track.matter}
    with connect.reading(archive.engine) as connection:
        return load_matters(connection, names) if names else []


def _topics(archive: Archive, asked: Asked) -> list[list[str]] | None:
    """One of each list must hold; None when the archive knows no such person or state."""
    groups: list[list[str]] = []
    with connect.reading(archive.engine) as connection:
        if asked.person is not None:
            subject = tables.subject
            ids = find_people(connection, asked.person)
            keys = connection.execute(select(subject.c.key).where(subject.c.id.in_(ids))).scalars()
            groups.append([f"p:{key}" for key in keys])
        if asked.dyad is not None:
            sides = [state_codes(connection, side) for side in asked.dyad]
            groups.append([make_dyad(a, b) for a in sorted(sides[0]) for b in sorted(sides[1]) if a != b])
        if asked.state is not None:
            groups.append(sorted(state_codes(connection, asked.state)))
    return None if any(not group for group in groups) else groups or [[""]]


def _select(layer: Layer, groups: Sequence[Sequence[str]], asked: Asked, after: tuple[date, int] | None) -> Select[Any]:
    topic = tables.track_topic
    due, id_ = topic.c.due_on, topic.c.track_id
    statement = select(due, id_).where(topic.c.layer == layer, topic.c.topic.in_(groups[0]))
    for group in groups[1:]:
        other = topic.alias()
        same = (other.c.layer == layer, other.c.due_on == due, other.c.track_id == id_)
        statement = statement.where(select(other.c.track_id).where(*same, other.c.topic.in_(group)).exists())
    if asked.statuses:
        statement = statement.where(topic.c.status.in_(asked.statuses))
    if asked.due_before is not None:
        statement = statement.where(due < min(asked.due_before, NO_DAY - timedelta(1)))
    if asked.due_from is not None:
        statement = statement.where(due >= asked.due_from)
    if after is not None:
        statement = statement.where(or_(due > after[0], and_(due == after[0], id_ > after[1])))
    statement = statement.distinct() if len(groups[0]) > 1 else statement
    return statement.order_by(due, id_)
