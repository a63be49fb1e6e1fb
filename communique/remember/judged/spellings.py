"""Names of persons that are spellings of one, by rules and by persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, exists, func, or_, select

from communique.record.followup import FindingKey
from communique.remember import tables
from communique.remember.database.connect import insert_rows
from communique.remember.judged.verdicts import personal_verdicts

# Names that sound alike, of whom a new one is compared with the most mentioned.
_MOST: Final = 200
# Writers that work at once may finish in another order than their subjects were numbered.
_LATE: Final = 5000
Name = tuple[int, str, str | None]
"""subject, name, state"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A person's name in the archive; see the table."""

    subject_id: int
    blocks: tuple[str, ...]
    head_id: int


def new_names(connection: Connection, count: int) -> list[Name]:
    """Persons whose names were not looked at yet, first added first."""
    subject, spelling = tables.subject, tables.spelling
    last = connection.execute(select(func.max(spelling.c.subject_id))).scalar() or 0
    known = exists().where(spelling.c.subject_id == subject.c.id)
    wanted = select(subject.c.id, subject.c.name, subject.c.state).where(subject.c.kind == "person", ~known)
    rows = connection.execute(wanted.where(subject.c.id > last - _LATE).order_by(subject.c.id).limit(count))
    return [(id_, name, state) for id_, name, state in rows]


def names_like(connection: Connection, blocks: Sequence[str]) -> list[tuple[Name, int]]:
    """The names of which a word sounds so, each with its head, most mentioned first."""
    subject, spelling = tables.subject, tables.spelling
    wanted = (
        select(subject.c.id, subject.c.name, subject.c.state, spelling.c.head_id)
        .join(spelling, spelling.c.subject_id == subject.c.id)
        .where(or_(spelling.c.block.in_(blocks), spelling.c.other_block.in_(blocks)))
        .order_by(subject.c.articles.desc(), subject.c.id)
        .limit(_MOST)
    )
    return [((id_, name, state), head) for id_, name, state, head in connection.execute(wanted)]


def put_spellings(connection: Connection, spellings: Sequence[Spelling]) -> None:
    rows = []
    for one in spellings:
        block, other = one.blocks if len(one.blocks) == 2 else (None, None)
        rows.append({"subject_id": one.subject_id, "block": block, "other_block": other, "head_id": one.head_id})
    insert_rows(connection, tables.spelling, rows)


def a_telling_of(connection: Connection, subject_id: int) -> tuple[FindingKey, int] | None:
    """Where somebody occurs last: the article and the key of the name, and the reading."""
    about, entry, reading, subject = tables.about, tables.entry, tables.reading, tables.subject
    wanted = (
        select(reading.c.article_id, subject.c.key, reading.c.id)
        .select_from(about.join(entry, entry.c.key == about.c.key).join(reading, reading.c.id == entry.c.reading_id))
        .join(subject, subject.c.id == about.c.subject_id)
        .where(about.c.subject_id == subject_id, about.c.role == "any")
        .order_by(about.c.key.desc())
        .limit(1)
    )
    row = connection.execute(wanted).first()
    return (FindingKey(row.article_id, row.key), row.id) if row else None


def spelled_alike(connection: Connection, subject_ids: Iterable[int]) -> tuple[int, ...]:
    """These persons and the other spellings of their names; what persons said of two names stands before any rule."""
    subject, spelling = tables.subject, tables.spelling
    own = tuple(dict.fromkeys(subject_ids))
    if not own:
        return ()
    heads = select(spelling.c.head_id).where(spelling.c.subject_id.in_(own))
    joined = set(connection.execute(select(spelling.c.subject_id).where(spelling.c.head_id.in_(heads))).scalars())
    verdicts = [one for one in personal_verdicts(connection) if one.layer == "actor"]
    if verdicts:
        keys = {key.finding for one in verdicts for key in (one.a, one.b)}
        wanted = select(subject.c.key, subject.c.id).where(subject.c.kind == "person", subject.c.key.in_(sorted(keys)))
        ids = dict(tuple(row) for row in connection.execute(wanted))
        for one in verdicts:
            a, b = ids.get(one.a.finding), ids.get(one.b.finding)
            other = b if a in own else a if b in own else None
            if a is not None and b is not None and other is not None and other not in own:
                (joined.add if one.sameness == "same" else joined.discard)(other)
    return (*own, *sorted(joined - set(own)))
