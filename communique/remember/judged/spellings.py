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
    spelling = tables.spelling
    own = tuple(dict.fromkeys(subject_ids))
    if not own:
        return ()
    heads = select(spelling.c.head_id).where(spelling.c.subject_id.in_(own))
    joined = set(connection.execute(select(spelling.c.subject_id).where(spelling.c.head_id.in_(heads))).scalars())
    for a, b, is_same in _decided(connection):
        other = b if a in own else a if b in own else None
        if other is not None and other not in own:
            (joined.add if is_same else joined.discard)(other)
    return (*own, *sorted(joined - set(own)))


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another spelling of somebody's name, with what is known under it."""

    subject_id: int
    name: str
    articles: int
    statements: int


def listed_once(
    connection: Connection, subject_ids: Sequence[int], state: str | None = None
) -> dict[int, tuple[Namesake, ...]]:
    """{person: the other spellings}, without those who are listed under a spelling that more articles use.

    With `state`, only spellings of persons of that state count.
    """
    subject, spelling = tables.subject, tables.spelling
    decided = _decided(connection)
    said = {id_ for a, b, _ in decided for id_ in (a, b)}
    heads = select(spelling.c.head_id).where(spelling.c.subject_id.in_(subject_ids))
    wanted = (
        select(subject.c.id, subject.c.name, subject.c.articles, subject.c.statements, spelling.c.head_id)
        .select_from(subject.outerjoin(spelling, spelling.c.subject_id == subject.c.id))
        .where(or_(spelling.c.head_id.in_(heads), subject.c.id.in_([*subject_ids, *sorted(said)])))
        .where(subject.c.articles > 0)
    )
    if state is not None:
        wanted = wanted.where(subject.c.state == state)
    rows = connection.execute(wanted).all()
    known = {row.id: Namesake(row.id, row.name, row.articles, row.statements) for row in rows}
    alike = _alike([(row.id, row.head_id) for row in rows], decided)
    rank = {id_: (one.articles, id_) for id_, one in known.items()}
    first = {id_: max((id_, *others), key=rank.__getitem__) for id_, others in alike.items()}
    return {
        id_: tuple(sorted((known[x] for x in alike[id_]), key=lambda one: (-one.articles, -one.subject_id)))
        for id_ in subject_ids
        if id_ in known and (first[id_] == id_ or first[first[id_]] != first[id_])
    }


def _alike(heads: Sequence[tuple[int, int | None]], decided: Sequence[tuple[int, int, bool]]) -> dict[int, set[int]]:
    by_head: dict[int, set[int]] = {}
    for id_, head in heads:
        by_head.setdefault(id_ if head is None else head, set()).add(id_)
    alike = {id_: by_head[id_ if head is None else head] - {id_} for id_, head in heads}
    for a, b, is_same in decided:
        for one, other in ((a, b), (b, a)):
            if one in alike and other in alike:
                (alike[one].add if is_same else alike[one].discard)(other)
    return alike


def _decided(connection: Connection) -> list[tuple[int, int, bool]]:
    """Two persons, and whether somebody said that they are one."""
    subject = tables.subject
    verdicts = [one for one in personal_verdicts(connection) if one.layer == "actor"]
    if not verdicts:
        return []
    keys = {key.finding for one in verdicts for key in (one.a, one.b)}
    wanted = select(subject.c.key, subject.c.id).where(subject.c.kind == "person", subject.c.key.in_(sorted(keys)))
    ids = dict(tuple(row) for row in connection.execute(wanted))
    pairs = ((ids.get(one.a.finding), ids.get(one.b.finding), one.sameness == "same") for one in verdicts)
    return [(a, b, is_same) for a, b, is_same in pairs if a is not None and b is not None and a != b]
