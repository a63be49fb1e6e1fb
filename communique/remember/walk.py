"""Entries of the archive in the order of time, a batch at a time: what questions are made of.

A walk goes along one ordered index (a subject's entries, the entries of a kind) and tests the rest of the question on
each entry. Batches go on from the last key, so that a long answer holds neither memory nor a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select, true

from communique.lexicon.states import load_states
from communique.record.codec import pick_json
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.entries import Role, day_of_key, make_dyad, make_key
from communique.remember.found import Filter, Found, Kind, Source
from communique.remember.judged.revisions import with_bodies
from communique.remember.judged.spellings import spelled_alike
from communique.remember.vault import open_body
from communique.remember.words import fold

BATCH = 100
# A first batch as small as most readers want; the next ones are larger.
FIRST_BATCH = 25
# Whoever asks for "Ivan" wants one of them, not thousands.
MOST_NAMESAKES = 50
# A list of people is read page by page; databases take some 30,000 values with a question.
MOST_LISTED = 10_000
# Entries of a kind that are looked at one by one. Source: bench/web/run.py, pages of states and dyads.
RARE = 500

Place = tuple[int, int, Kind, int]
"""key, reading id, kind, number within the kind"""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries about any of these subjects, in one role."""

    subjects: tuple[int, ...]
    role: Role = "any"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question about entries. `groups` must all hold; `keys` is half-open."""

    groups: tuple[Group, ...]
    keys: tuple[int, int]
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[str, ...] = ()
    subkinds: tuple[str, ...] = ()
    is_forward: bool = False


def resolve(archive: Archive, filter_: Filter, role: Role = "any") -> Wanted | None:
    """The filter with its names looked up, or None when the archive knows no such person, state, dyad or outlet.

    `role` is that of the person or the subject.
    """
    groups: list[Group] = []
    with connect.reading(archive.engine) as connection:
        if filter_.person is not None:
            groups.append(Group(find_people(connection, filter_.person), role))
        if filter_.subject is not None:
            groups.append(Group(_by_key(connection, filter_.subject[0], filter_.subject[1:]), role))
        if filter_.state is not None:
            # A state takes part in all that is told of an encounter and it: the same entries, in a far shorter list.
            part: Role = "attendee" if filter_.kinds == ("occasion",) else "any"
            groups.append(Group(_states(connection, filter_.state), part))
        if filter_.dyad is not None:
            groups.append(Group(_dyads(connection, filter_.dyad)))
        if filter_.outlet is not None:
            groups.append(Group(_by_words(connection, "outlet", filter_.outlet, MOST_NAMESAKES)))
        if any(not group.subjects for group in groups):
            return None
        ordered = _rarest_first(connection, groups)
    low, high = key_range(filter_.since, filter_.until)
    return Wanted(ordered, (low, high if filter_.before is None else min(high, filter_.before)), filter_.kinds)


def key_range(since: date | None, until: date | None) -> tuple[int, int]:
    """The half-open range of keys for days, both included; without days, all keys."""
    low = make_key(since, 0, 0)
    high = make_key(date.max, 0, 0) if until is None or until == date.max else make_key(until + timedelta(1), 0, 0)
    return low, high


def walk(archive: Archive, wanted: Wanted | None) -> Iterator[Found]:
    """All entries wanted, latest first, or earliest first when `is_forward`."""
    if wanted is None:
        return
    drivers: Sequence[tuple[int | None, Kind | None]] = (
        [(subject, None) for subject in wanted.groups[0].subjects]
        if wanted.groups and not _are_rare(archive, wanted.kinds)
        else [(None, kind) for kind in wanted.kinds] or [(None, None)]
    )
    sign = 1 if wanted.is_forward else -1
    streams = [_stream(archive, wanted, subject, kind) for subject, kind in drivers]
    merged = merge(*streams, key=lambda place: sign * place[0])
    yield from load(archive, _once(merged))


def _are_rare(archive: Archive, kinds: Sequence[Kind]) -> bool:
    """Whether so few entries are of these kinds that it is quicker to look at each than at all that a subject has."""
    some = select(tables.entry.c.key).where(tables.entry.c.kind.in_(kinds)).limit(RARE + 1)
    with connect.reading(archive.engine) as connection:
        return (
            bool(kinds) and connection.execute(select(func.count()).select_from(some.subquery())).scalar_one() <= RARE
        )


def load(archive: Archive, places: Iterator[Place]) -> Iterator[Found]:
    """The findings at these places, in their order."""
    size = FIRST_BATCH
    while batch := list(islice(places, size)):
        size = BATCH
        with connect.reading(archive.engine) as connection:
            rows = _readings(connection, {reading_id for _, reading_id, _, _ in batch})
        yield from _open(batch, rows)


def _open(batch: Sequence[Place], rows: dict[int, Any]) -> Iterator[Found]:
    of_reading: dict[int, list[Place]] = {}
    for place in batch:
        of_reading.setdefault(place[1], []).append(place)
    found: dict[int, Found] = {}
    for reading_id, places in of_reading.items():
        row = rows[reading_id]
        source = Source(row.article_id, row.url, row.outlet, row.title, row.published_on)
        wanted = [place for place in places if place[2] != "article"]
        data = open_body(row.body, row.sha256, f"reading of {row.article_id}")
        findings, names, kinds = pick_json(data, [(kind, number) for _, _, kind, number in wanted])
        by_key = {place[0]: finding for place, finding in zip(wanted, findings, strict=True)}
        for key, _, kind, _ in places:
            found[key] = Found(kind, day_of_key(key), source, by_key.get(key), names, kinds, key)
    yield from (found[place[0]] for place in batch)


def _readings(connection: Connection, ids: set[int]) -> dict[int, Any]:
    reading = tables.reading
    source = (reading.c[name] for name in ("id", "article_id", "url", "outlet", "title", "published_on"))
    return {row.id: row for row in connection.execute(with_bodies(*source).where(reading.c.id.in_(ids)))}


def _once(places: Iterator[Place]) -> Iterator[Place]:
    """Each place once: an entry about two people of one name comes out of two streams, one after the other."""
    last = None
    for place in places:
        if place != last:
            yield place
        last = place


def _stream(archive: Archive, wanted: Wanted, subject: int | None, kind: Kind | None) -> Iterator[Place]:
    size, is_lite = FIRST_BATCH, connect.is_sqlite(archive.engine)
    while True:
        with connect.reading(archive.engine) as connection:
            statement = _select(wanted, subject, kind, is_lite=is_lite).limit(size)
            batch = [tuple(row) for row in connection.execute(statement)]
        yield from batch
        if len(batch) < size:
            return
        last = batch[-1][0]
        wanted = replace(wanted, keys=(last + 1, wanted.keys[1]) if wanted.is_forward else (wanted.keys[0], last))
        size = BATCH


def _select(wanted: Wanted, subject: int | None, kind: Kind | None, *, is_lite: bool) -> Select[Any]:
    entry, reading, about = tables.entry, tables.reading, tables.about
    tests = _tests(wanted, kind)
    key: ColumnElement[int]
    columns: FromClause
    if subject is None:
        key, columns = entry.c.key, entry
        statement = select(key, entry.c.reading_id, entry.c.kind, entry.c.place).where(*tests)
    else:
        key = about.c.key
        own = (about.c.subject_id == subject, about.c.role == wanted.groups[0].role)
        if is_lite:
            columns = entry
            statement = select(key, entry.c.reading_id, entry.c.kind, entry.c.place)
            statement = statement.select_from(about.join(entry, entry.c.key == key)).where(*own, *tests)
        else:
            # PostgreSQL takes the tests for rarer than they are and would look through all entries; with an offset it
            # looks each entry up.
            looked_up = select(entry.c.reading_id, entry.c.kind, entry.c.place).where(entry.c.key == key, *tests)
            columns = looked_up.offset(0).correlate(about).lateral("looked_up")
            statement = select(key, columns.c.reading_id, columns.c.kind, columns.c.place)
            statement = statement.select_from(about.join(columns, true())).where(*own)
    statement = statement.join(reading, reading.c.id == columns.c.reading_id).where(reading.c.is_current)
    for group in wanted.groups if subject is None else wanted.groups[1:]:
        other = about.alias()
        statement = statement.where(
            exists().where(other.c.subject_id.in_(group.subjects), other.c.role == group.role, other.c.key == key)
        )
    low, high = wanted.keys
    return statement.where(key >= low, key < high).order_by(key if wanted.is_forward else key.desc())


def _tests(wanted: Wanted, kind: Kind | None) -> list[ColumnElement[bool]]:
    """What an entry itself must be."""
    entry, tests = tables.entry, list[ColumnElement[bool]]()
    if kind is not None:
        tests.append(entry.c.kind == kind)
    elif wanted.kinds:
        # An expression, so that no database walks along all entries of the kind instead of the subject's.
        tests.append(func.coalesce(entry.c.kind, "").in_(wanted.kinds))
    if wanted.statuses:
        tests.append(entry.c.status.in_(wanted.statuses))
    if wanted.subkinds:
        tests.append(entry.c.subkind.in_(wanted.subkinds))
    return tests


def find_people(connection: Connection, name: str, *, is_list: bool = False) -> tuple[int, ...]:
    """The subjects whose names hold all words of `name`, most mentioned first, then other spellings of theirs.

    For a list of people `MOST_LISTED` of them; for what they said and did, the most mentioned ones.
    """
    return spelled_alike(connection, _by_words(connection, "person", name, MOST_LISTED if is_list else MOST_NAMESAKES))


def _states(connection: Connection, name: str) -> tuple[int, ...]:
    """By code, by the whole of a usual name ("Latvia" where an article says "Latvian" alone), by words of the name."""
    plain = name.strip()
    hit = load_states().match_at(plain, 0)
    keys = (plain.upper(), *((hit.code,) if hit is not None and len(hit.words) == len(plain) else ()))
    return _by_key(connection, "state", keys) or _by_words(connection, "state", name, MOST_NAMESAKES)


def state_codes(connection: Connection, name: str) -> set[str]:
    """The codes of the states that a code, or words of a name, mean."""
    subject = tables.subject
    return set(connection.execute(select(subject.c.key).where(subject.c.id.in_(_states(connection, name)))).scalars())


def _dyads(connection: Connection, pair: tuple[str, str]) -> tuple[int, ...]:
    sides = [state_codes(connection, name) for name in pair]
    keys = {make_dyad(a, b) for a in sides[0] for b in sides[1] if a != b}
    return _by_key(connection, "dyad", sorted(keys))


def _by_key(connection: Connection, kind: str, keys: Sequence[str]) -> tuple[int, ...]:
    subject = tables.subject
    return tuple(
        connection.execute(select(subject.c.id).where(subject.c.kind == kind, subject.c.key.in_(keys))).scalars()
    )


def _by_words(connection: Connection, kind: str, name: str, most: int) -> tuple[int, ...]:
    subject, word = tables.subject, tables.subject_word
    words = fold(name)
    if not words:
        return ()
    statement = select(subject.c.id).where(subject.c.kind == kind)
    for one in words:
        statement = statement.where(subject.c.id.in_(select(word.c.subject_id).where(word.c.word == one)))
    return tuple(connection.execute(statement.order_by(subject.c.articles.desc()).limit(most)).scalars())


def _rarest_first(connection: Connection, groups: Sequence[Group]) -> tuple[Group, ...]:
    """The group with the fewest articles leads the walk."""
    subject = tables.subject
    ids = {id_ for group in groups for id_ in group.subjects}
    wanted = select(subject.c.id, subject.c.articles).where(subject.c.id.in_(ids))
    counts = dict(tuple(row) for row in connection.execute(wanted)) if len(groups) > 1 else {}
    weigh: Callable[[Group], int] = lambda group: sum(counts.get(id_, 0) for id_ in group.subjects)  # noqa: E731
    return tuple(sorted(groups, key=weigh))
