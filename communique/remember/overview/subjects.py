"""Whom and what the archive knows, by how often it occurs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.judged.spellings import Namesake, listed_once
from communique.remember.walk import find_people
from communique.remember.words import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A person, state, body, dyad or outlet, with the articles that it occurs in and the statements that it made.

    `others`: the other spellings of a person's name, which a list does not list again.
    """

    id: int
    kind: str
    key: str
    name: str
    state: str | None
    articles: int
    statements: int
    others: tuple[Namesake, ...] = ()


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
    """Those in most articles first, a person once.

    `words`: all in the name, or in another spelling of it; `after`: (articles, id) of the last one seen.
    """
    table, word = tables.subject, tables.subject_word
    wanted = _columns().where(table.c.kind == kind, table.c.articles > 0)
    if state is not None:
        wanted = wanted.where(table.c.state == state)
    if words and kind == "person" and fold(words):
        with connect.reading(archive.engine) as connection:
            wanted = wanted.where(table.c.id.in_(find_people(connection, words, is_list=True)))
    for one in fold(words) if words and kind != "person" else ():
        wanted = wanted.where(table.c.id.in_(select(word.c.subject_id).where(word.c.word == one)))
    wanted = wanted.order_by(table.c.articles.desc(), table.c.id.desc()).limit(limit)
    out: list[Known] = []
    with connect.reading(archive.engine) as connection:
        while len(out) < limit:
            found = [Known(*row) for row in connection.execute(_behind(wanted, after))]
            if kind == "person":
                once = listed_once(connection, [one.id for one in found], state)
                out += [replace(one, others=once[one.id]) for one in found if one.id in once]
            else:
                out += found
            if len(found) < limit:
                break
            after = (found[-1].articles, found[-1].id)
    return out[:limit]


def _behind(wanted: Select[Any], after: tuple[int, int] | None) -> Select[Any]:
    if after is None:
        return wanted
    table = tables.subject
    same = and_(table.c.articles == after[0], table.c.id < after[1])
    return wanted.where(or_(table.c.articles < after[0], same))


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
