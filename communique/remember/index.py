"""The index of a reading written, and its counts kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from communique.errors import ArchiveError
from communique.remember import tables
from communique.remember.database.connect import insert_rows, upsert
from communique.remember.entries import MOST_POSITIONS, MOST_READINGS, Entry, Subject, make_key
from communique.remember.overview.months import count_months
from communique.remember.words import add_words, drop_words, fold


def index_reading(connection: Connection, reading_id: int, entries: Sequence[Entry]) -> None:
    """Writes everything that can be asked of a reading.

    Raises: ArchiveError when the reading has more findings, or the archive more readings, than a key can hold.
    """
    if len(entries) > MOST_POSITIONS or reading_id > MOST_READINGS:
        raise ArchiveError(f"reading {reading_id} with {len(entries)} findings: more than an archive can hold")
    ids = _subject_ids(connection, entries)
    keys = [make_key(entry.on, reading_id, position) for position, entry in enumerate(entries)]
    keyed = list(zip(keys, entries, strict=True))
    insert_rows(connection, tables.entry, [_entry_row(key, reading_id, entry) for key, entry in keyed])
    insert_rows(
        connection,
        tables.about,
        sorted(
            (
                {"subject_id": ids[subject], "role": role, "key": key}
                for key, entry in keyed
                for subject, roles in entry.roles.items()
                for role in roles
            ),
            key=lambda row: (row["subject_id"], row["role"], row["key"]),
        ),
    )
    insert_rows(connection, tables.deadline, [row for key, entry in keyed for row in _deadlines(key, entry, ids)])
    _add_words(connection, keyed, ids)


def unindex_reading(connection: Connection, reading_id: int, entries: Sequence[Entry]) -> None:
    """Takes a reading out of the index again; `entries` are those that it was indexed with."""
    ids = _subject_ids(connection, entries)
    keyed = [(make_key(entry.on, reading_id, position), entry) for position, entry in enumerate(entries)]
    about, deadline, entry_ = tables.about, tables.deadline, tables.entry
    roles = [(ids[s], role, key) for key, one in keyed for s, roles in one.roles.items() for role in roles]
    _delete(connection, about, [dict(zip(("subject_id", "role", "key"), row, strict=True)) for row in roles])
    _delete(connection, deadline, [row for key, one in keyed for row in _deadlines(key, one, ids)])
    drop_words(connection, [(key, one.words, make_marks(one.kind, map(ids.get, one.roles))) for key, one in keyed])
    connection.execute(delete(entry_).where(entry_.c.reading_id == reading_id))


def _delete(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Deletes the rows that have these values."""
    if rows:
        same = [table.c[name] == bindparam(f"the_{name}") for name in rows[0]]
        named = [{f"the_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(delete(table).where(*same), named)


def add_reading_words(connection: Connection, reading_id: int, entries: Sequence[Entry]) -> None:
    """Makes the full-text index of a reading whose other rows are there."""
    keyed = [(make_key(entry.on, reading_id, position), entry) for position, entry in enumerate(entries)]
    _add_words(connection, keyed, _subject_ids(connection, entries))


def _add_words(connection: Connection, keyed: Sequence[tuple[int, Entry]], ids: dict[Subject, int]) -> None:
    add_words(connection, [(key, one.words, make_marks(one.kind, map(ids.get, one.roles))) for key, one in keyed])


def count_reading(connection: Connection, entries: Sequence[Entry], sign: int) -> None:
    """Adds a reading to the counts of its subjects (`sign` 1) or takes it away (-1)."""
    ids = _subject_ids(connection, entries)
    spoken = Counter(subject for entry in entries for subject, roles in entry.roles.items() if "speaker" in roles)
    rows = [
        {"subject": id_, "by": sign, "spoken": sign * spoken[subject]}
        for subject, id_ in sorted(ids.items(), key=lambda item: item[1])
    ]
    if rows:
        subject = tables.subject
        statement = update(subject).where(subject.c.id == bindparam("subject"))
        connection.execute(
            statement.values(
                articles=subject.c.articles + bindparam("by"),
                statements=subject.c.statements + bindparam("spoken"),
            ),
            rows,
        )
        count_months(connection, entries, ids, sign)


def make_marks(kind: str | None, subject_ids: Iterable[int | None]) -> list[str]:
    """The marks of an entry in the full-text index.

    >>> make_marks("event", [7, 9])
    ['kevent', 's7', 's9']
    """
    return ([f"k{kind}"] if kind else []) + [f"s{id_}" for id_ in subject_ids]


def _subject_ids(connection: Connection, entries: Iterable[Entry]) -> dict[Subject, int]:
    """The ids of all subjects of the entries; new subjects are added, in one order so that writers cannot deadlock."""
    subjects = _named(subject for entry in entries for subject in entry.roles)
    known = _known(connection, subjects)
    new = [one for one in subjects if (one.kind, one.key) not in known]
    if new:
        rows = [
            {"kind": s.kind, "key": s.key, "name": s.name, "state": s.state, "articles": 0, "statements": 0}
            for s in new
        ]  # fmt: skip
        connection.execute(upsert(connection, tables.subject).on_conflict_do_nothing(), rows)
        known = _known(connection, subjects)
    # A state that was first met as somebody's nationality gets its name when an article names it.
    better = [one for one in subjects if one.name != one.key and known[one.kind, one.key][1] == one.key]
    for one in better:
        _rename(connection, known[one.kind, one.key][0], one.name)
    words = [
        {"word": word, "subject_id": known[one.kind, one.key][0]}
        for one in sorted({*new, *better})
        for word in sorted(set(fold(one.name)))
    ]
    if words:
        connection.execute(upsert(connection, tables.subject_word).on_conflict_do_nothing(), words)
    return {one: known[one.kind, one.key][0] for one in subjects}


def _named(subjects: Iterable[Subject]) -> list[Subject]:
    """Each subject once, in order, with a name rather than a bare code where one is given."""
    found: dict[Subject, Subject] = {}
    for one in subjects:
        if one not in found or found[one].name == one.key:
            found[one] = one
    return sorted(found.values())


def _rename(connection: Connection, subject_id: int, name: str) -> None:
    connection.execute(update(tables.subject).where(tables.subject.c.id == subject_id).values(name=name))


def _known(connection: Connection, subjects: Sequence[Subject]) -> dict[tuple[str, str], tuple[int, str]]:
    """(kind, key) -> (id, name) of the subjects that are there."""
    subject = tables.subject
    wanted = select(subject.c.kind, subject.c.key, subject.c.id, subject.c.name).where(
        subject.c.kind.in_({one.kind for one in subjects}), subject.c.key.in_({one.key for one in subjects})
    )
    return {(kind, key): (id_, name) for kind, key, id_, name in connection.execute(wanted)}


def _entry_row(key: int, reading_id: int, entry: Entry) -> dict[str, Any]:
    return {
        "key": key, "reading_id": reading_id, "kind": entry.kind, "place": entry.place, "finding_id": entry.finding_id,
        "subkind": entry.subkind, "status": entry.status, "from_on": entry.from_on, "to_on": entry.to_on,
        "score": entry.score,
    }  # fmt: skip


def _deadlines(key: int, entry: Entry, ids: dict[Subject, int]) -> list[dict[str, Any]]:
    if entry.kind != "commitment" or entry.to_on is None:
        return []
    bound = [ids[subject] for subject, roles in entry.roles.items() if "by" in roles]
    return [{"subject_id": id_, "due_on": entry.to_on, "key": key} for id_ in (tables.ANYBODY, *bound)]
