"""Named questions; each answer is an iterator that reads on as it is drawn on, latest first unless it says otherwise.

Only current readings answer: what was superseded is kept, and no longer asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import day_of_key
from communique.remember.found import Filter, Found, Kind, Person
from communique.remember.judged.spellings import listed_once
from communique.remember.walk import BATCH, Group, Place, Wanted, find_people, key_range, load, resolve, walk

FINDINGS: Final[tuple[Kind, ...]] = ("statement", "occasion", "event", "commitment", "relation")
OPEN: Final = ("open", "in_progress")


def people(archive: Archive, name: str | None = None, *, state: str | None = None) -> Iterator[Person]:
    """Everybody who occurs, each once under the commonest spelling, most mentioned first.

    `name`: words of the name, `state`: its code.
    """
    subject = tables.subject
    wanted = (
        select(subject)
        .where(subject.c.kind == "person", subject.c.articles > 0)
        .order_by(subject.c.articles.desc(), subject.c.id.desc())
        .limit(BATCH)
    )
    if state is not None:
        wanted = wanted.where(subject.c.state == state.upper())
    if name is not None:
        with connect.reading(archive.engine) as connection:
            wanted = wanted.where(subject.c.id.in_(find_people(connection, name, is_list=True)))
    after: ColumnElement[bool] | None = None
    while True:
        with connect.reading(archive.engine) as connection:
            rows = connection.execute(wanted if after is None else wanted.where(after)).all()
            once = listed_once(connection, [row.id for row in rows], state.upper() if state is not None else None)
            latest = _latest(connection, {id_: [id_, *(x.subject_id for x in once[id_])] for id_ in once})
        for row in rows:
            if row.id in once:
                others = once[row.id]
                yield Person(
                    row.key,
                    row.name,
                    row.state,
                    row.articles + sum(x.articles for x in others),
                    row.statements + sum(x.statements for x in others),
                    latest[row.id],
                    tuple(x.name for x in others),
                )
        if len(rows) < BATCH:
            return
        last = rows[-1]
        same = and_(subject.c.articles == last.articles, subject.c.id < last.id)
        after = or_(subject.c.articles < last.articles, same)


def _latest(connection: Connection, groups: Mapping[int, Sequence[int]]) -> dict[int, date | None]:
    """{person: the last day that any of these subjects occurs on}."""
    about = tables.about
    latest = select(func.max(about.c.key)).where(about.c.subject_id == tables.subject.c.id, about.c.role == "any")
    wanted = select(tables.subject.c.id, latest.scalar_subquery())
    ids = sorted({x for group in groups.values() for x in group})
    keys = dict(tuple(row) for row in connection.execute(wanted.where(tables.subject.c.id.in_(ids))))
    out = {}
    for id_, group in groups.items():
        last = max((keys[x] for x in group if keys.get(x)), default=None)
        out[id_] = day_of_key(last) if last else None
    return out


def dyad(archive: Archive, a: str, b: str, filter_: Filter | None = None) -> Iterator[Found]:
    """All that two states have to do with each other: statements, encounters, events, commitments, relations."""
    return _ask(archive, replace(filter_ or Filter(), dyad=(a, b)))


def timeline(archive: Archive, filter_: Filter | None = None, *, is_forward: bool = True) -> Iterator[Found]:
    """All findings with a day, earliest first."""
    wanted = resolve(archive, _findings(filter_ or Filter()))
    if wanted is None:
        return iter(())
    low = max(wanted.keys[0], key_range(date.min, None)[0])
    return walk(archive, replace(wanted, keys=(low, wanted.keys[1]), is_forward=is_forward))


def quotes(archive: Archive, filter_: Filter | None = None) -> Iterator[Found]:
    """Statements; `filter_.person` is who said it."""
    return walk(archive, resolve(archive, replace(filter_ or Filter(), kinds=("statement",)), "speaker"))


def meetings(archive: Archive, filter_: Filter | None = None, *, statuses: Iterable[str] = ()) -> Iterator[Found]:
    """Encounters; `filter_.person` is who took part. `statuses`: any of these, () = all."""
    wanted = resolve(archive, replace(filter_ or Filter(), kinds=("occasion",)), "attendee")
    return walk(archive, wanted and replace(wanted, statuses=tuple(statuses)))


def open_commitments(
    archive: Archive, *, by: str | None = None, state: str | None = None, due_before: date | None = None
) -> Iterator[Found]:
    """Commitments that their articles leave open or in progress; `by`: words of a name, `state`: who is bound.

    With `due_before`: those whose last day lies before it, earliest first; else all, latest made first.
    """
    wanted = resolve(archive, Filter(person=by, state=state, kinds=("commitment",)), "by")
    if wanted is None:
        return iter(())
    bound = tuple(replace(group, role="by") for group in wanted.groups)
    wanted = replace(wanted, groups=bound, statuses=OPEN)
    return walk(archive, wanted) if due_before is None else load(archive, _due(archive, wanted, due_before))


def candidates(
    archive: Archive, kind: Kind, subjects: Iterable[tuple[str, str]], since: date, until: date
) -> Iterator[Found]:
    """Findings of a kind about any of these subjects ((kind, key): ("state", "BLR")), within these days.

    What a follow-up looks at: it never needs to compare everything with everything.
    """
    subject = tables.subject
    pairs = [and_(subject.c.kind == kind_, subject.c.key == key) for kind_, key in subjects]
    if not pairs:
        return iter(())
    with connect.reading(archive.engine) as connection:
        ids = tuple(connection.execute(select(subject.c.id).where(or_(*pairs))).scalars())
    wanted = Wanted((Group(ids),), key_range(since, until), (kind,))
    return walk(archive, wanted) if ids else iter(())


def _ask(archive: Archive, filter_: Filter) -> Iterator[Found]:
    return walk(archive, resolve(archive, _findings(filter_)))


def _findings(filter_: Filter) -> Filter:
    """The filter, without articles when it names no kind."""
    return filter_ if filter_.kinds else replace(filter_, kinds=FINDINGS)


def _due(archive: Archive, wanted: Wanted, before: date) -> Iterator[Place]:
    """Open commitments in the order of their last day."""
    after: tuple[date, int] | None = None
    while True:
        with connect.reading(archive.engine) as connection:
            batch = connection.execute(_select_due(wanted, before, after).limit(BATCH)).all()
        yield from ((key, reading_id, "commitment", place) for _, key, reading_id, place in batch)
        if len(batch) < BATCH:
            return
        after = (batch[-1][0], batch[-1][1])


def _select_due(wanted: Wanted, before: date, after: tuple[date, int] | None) -> Select[Any]:
    entry, reading, deadline = tables.entry, tables.reading, tables.deadline
    due, key = deadline.c.due_on, deadline.c.key
    subjects = wanted.groups[0].subjects if wanted.groups else (tables.ANYBODY,)
    statement = (
        select(due, key, entry.c.reading_id, entry.c.place)
        .select_from(deadline.join(entry, entry.c.key == key).join(reading, reading.c.id == entry.c.reading_id))
        .where(deadline.c.subject_id.in_(subjects), due < before, entry.c.status.in_(OPEN), reading.c.is_current)
    )
    # One commitment may bind two namesakes; DISTINCT costs a sort, so it is asked for only then.
    statement = statement.distinct() if len(subjects) > 1 else statement
    for group in wanted.groups[1:]:
        other = deadline.alias()
        same = (other.c.due_on == due, other.c.key == key)
        statement = statement.where(exists().where(other.c.subject_id.in_(group.subjects), *same))
    if after is not None:
        statement = statement.where(or_(due > after[0], and_(due == after[0], key > after[1])))
    return statement.order_by(due, key)
