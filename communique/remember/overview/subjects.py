"""Whom and what the archive knows, by how often it occurs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.words import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A person, state, body, dyad or outlet, with the articles that it occurs in and the statements that it made."""

    id: int
    kind: str
    key: str
    name: str
    state: str | None
    articles: int
    statements: int


def subject(archive: Archive, kind: str, key: str) -> Known | None:
    """The subject with exactly this key."""
    table = tables.subject
    with connect.reading(archive.engine) as connection:
        row = connection.execute(_columns().where(table.c.kind == kind, table.c.key == key)).first()
    return Known(*row) if row else None


def subjects(
    archive: Archive, kind: str, *, words: str | None = None, state: str | None = None,
    after: tuple[int, int] | None = None, limit: int = 50,
) -> list[Known]:  # fmt: skip
    """Those in most articles first. `words`: all in the name; `after`: (articles, id) of the last one seen."""
    table, word = tables.subject, tables.subject_word
    wanted = _columns().where(table.c.kind == kind, table.c.articles > 0)
    if state is not None:
        wanted = wanted.where(table.c.state == state)
    for one in fold(words) if words else ():
        wanted = wanted.where(table.c.id.in_(select(word.c.subject_id).where(word.c.word == one)))
    if after is not None:
        same = and_(table.c.articles == after[0], table.c.id < after[1])
        wanted = wanted.where(or_(table.c.articles < after[0], same))
    wanted = wanted.order_by(table.c.articles.desc(), table.c.id.desc()).limit(limit)
    with connect.reading(archive.engine) as connection:
        return [Known(*row) for row in connection.execute(wanted)]


def partners(archive: Archive, state: str, limit: int = 20) -> list[Known]:
    """The dyads of a state, busiest first."""
    table = tables.subject
    mine = or_(table.c.key.like(f"{state}-%"), table.c.key.like(f"%-{state}"))
    wanted = _columns().where(table.c.kind == "dyad", table.c.articles > 0, mine)
    with connect.reading(archive.engine) as connection:
        found = connection.execute(wanted.order_by(table.c.articles.desc(), table.c.id.desc()).limit(limit))
        return [Known(*row) for row in found]


def count(archive: Archive, kind: str) -> int:
    table = tables.subject
    with connect.reading(archive.engine) as connection:
        wanted = select(func.count()).select_from(table).where(table.c.kind == kind, table.c.articles > 0)
        return int(connection.execute(wanted).scalar_one())


def _columns() -> Select[Any]:
    table = tables.subject
    return select(
        table.c.id, table.c.kind, table.c.key, table.c.name, table.c.state, table.c.articles, table.c.statements
    )
