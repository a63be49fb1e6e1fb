"""How often states met, from the encounters that were followed up: encounters, not reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.followed.tracks import NO_DAY, Track, load_tracks


def met(
    archive: Archive, *, pattern: str, statuses: Sequence[str], since: date | None, until: date | None, limit: int
) -> list[tuple[str, int]]:
    """Topics like `pattern` ("___" a state, "___-___" two) with their encounters, the most frequent first.

    Without days, those without a day count as well.
    """
    topic = tables.track_topic
    number = func.count()
    wanted = select(topic.c.topic, number).where(topic.c.layer == "occasion", topic.c.topic.like(pattern))
    if statuses:
        wanted = wanted.where(topic.c.status.in_(statuses))
    if since is not None:
        wanted = wanted.where(topic.c.due_on >= since, topic.c.due_on < NO_DAY)
    if until is not None:
        wanted = wanted.where(topic.c.due_on <= until, topic.c.due_on < NO_DAY)
    wanted = wanted.group_by(topic.c.topic).order_by(number.desc(), topic.c.topic).limit(limit)
    with connect.reading(archive.engine) as connection:
        return [(row[0], row[1]) for row in connection.execute(wanted)]


def latest_encounters(archive: Archive, since: date | None, until: date | None, limit: int) -> list[Track]:
    """Encounters with a day, latest first."""
    topic = tables.track_topic
    wanted = select(topic.c.track_id).where(topic.c.layer == "occasion", topic.c.topic == "", topic.c.due_on < NO_DAY)
    if since is not None:
        wanted = wanted.where(topic.c.due_on >= since)
    if until is not None:
        wanted = wanted.where(topic.c.due_on <= until)
    wanted = wanted.order_by(topic.c.due_on.desc(), topic.c.track_id.desc()).limit(limit)
    with connect.reading(archive.engine) as connection:
        return load_tracks(connection, connection.execute(wanted).scalars().all())
