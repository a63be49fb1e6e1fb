"""What articles say of one actor over time: its offices, as each article gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

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
        # An expression, so that no database walks along all articles instead of the subject's.
        .where(about.c.subject_id == subject_id, about.c.role == "any", func.coalesce(entry.c.kind, "") == "article")
        .where(reading.c.is_current)
        .order_by(about.c.key.desc())
        .limit(most)
    )
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted).all()
    is_mine: Callable[[Mapping[str, Any]], bool] = lambda one: (  # noqa: E731
        one["kind"] != "group" and key in (one["code"], make_slug(one["name"]))
    )
    found = []
    for place, article_id, sha, body in rows:
        mine = pick_actors(open_body(body, sha, f"reading of {article_id}"), is_mine)
        found += [Told(article_id, day_of_key(place), actor) for actor in mine]
    return found
