"""What articles say of one actor over time: its offices, as each article gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from communique.record.codec import pick_actors
from communique.record.finding import Actor
from communique.record.ids import make_slug
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import day_of_key
from communique.remember.vault import open_body

MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Told:
    """An actor as one article knows it."""

    article_id: str
    on: date | None
    actor: Actor


def told_of(archive: Archive, subject_id: int, key: str, most: int = MOST) -> list[Told]:
    """What the latest articles (at most `most`) say of a person or body, latest first."""
    entry, about, reading = tables.entry, tables.about, tables.reading
    wanted = (
        select(about.c.key, reading.c.article_id, reading.c.sha256, reading.c.body)
        .select_from(about.join(entry, entry.c.key == about.c.key).join(reading, reading.c.id == entry.c.reading_id))
        .where(about.c.subject_id == subject_id, about.c.role == "any", entry.c.kind == "article")
        .where(reading.c.is_current)
        .order_by(about.c.key.desc())
        .limit(most)
    )
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted).all()
    found = []
    for place, article_id, sha, body in rows:
        actors = pick_actors(open_body(body, sha, f"reading of {article_id}"))
        mine = (a for a in actors if a.kind != "group" and key in (a.code, make_slug(a.name)))
        found += [Told(article_id, day_of_key(place), actor) for actor in mine]
    return found
