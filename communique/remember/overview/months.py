"""How many entries of which kind each state and each pair of states has in each month: kept with every reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Integer, cast, delete, func, literal, select

from communique.remember import tables
from communique.remember.database.connect import insert_rows, upsert
from communique.remember.entries import Entry, Subject, day_of_key, make_key

# The kinds of subjects that are counted by month. People are in too few articles to need it.
COUNTED: Final = ("state", "dyad")
_COLUMNS: Final = ("subject_id", "kind", "month", "subkind", "status", "score")
type _Key = tuple[int, str, int, str, str, int]
# The bits of a key below its day (`entries.make_key`).
DAY_SHIFT: Final = make_key(date.min, 0, 0).bit_length() - 1


def month_of(on: date | None) -> int:
    """The number of a month, 0 for none.

    >>> month_of(date(2024, 10, 3)), first_day(24297)
    (24297, datetime.date(2024, 10, 1))
    """
    return on.year * 12 + on.month - 1 if on else 0


def first_day(month: int) -> date:
    """The first day of the month with this number."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of the month with this number.

    >>> last_day(24297)
    datetime.date(2024, 10, 31)
    """
    return date.max if month == month_of(date.max) else first_day(month + 1) - timedelta(1)


def count_months(connection: Connection, entries: Iterable[Entry], ids: Mapping[Subject, int], sign: int) -> None:
    """Adds the entries of a reading to the counts of its states and dyads (`sign` 1) or takes them away (-1)."""
    found = Counter(
        (ids[subject], one.kind, month_of(one.on), one.subkind or "", one.status or "", one.score or 0)
        for one in entries
        for subject in one.roles
        if subject.kind in COUNTED
    )
    if not found:
        return
    table = tables.tally
    insert = upsert(connection, table)
    added = insert.on_conflict_do_update(
        index_elements=[table.c[name] for name in _COLUMNS],
        set_={"number": table.c.number + insert.excluded.number},
    )
    connection.execute(added, [_row(key, sign * number) for key, number in sorted(found.items())])


def recount(connection: Connection) -> None:
    """Makes all counts anew, from the entries of current readings."""
    about, entry, subject = tables.about, tables.entry, tables.subject
    old = select(tables.reading.c.id).where(~tables.reading.c.is_current)
    day = cast(about.c.key, BigInteger).op(">>")(literal(DAY_SHIFT, Integer)).label("day")
    what = (entry.c.subkind, entry.c.status, entry.c.score)
    wanted = (
        select(about.c.subject_id, entry.c.kind, day, *what, func.count())
        .select_from(subject.join(about, about.c.subject_id == subject.c.id).join(entry, entry.c.key == about.c.key))
        .where(subject.c.kind.in_(COUNTED), about.c.role == "any", entry.c.reading_id.not_in(old))
        .group_by(about.c.subject_id, entry.c.kind, day, *what)
    )
    found: Counter[_Key] = Counter()
    for subject_id, kind, ordinal, subkind, status, score, number in connection.execute(wanted):
        month = month_of(day_of_key(ordinal << DAY_SHIFT))
        found[subject_id, kind, month, subkind or "", status or "", score or 0] += number
    connection.execute(delete(tables.tally))
    insert_rows(connection, tables.tally, [_row(key, number) for key, number in sorted(found.items())])


def _row(key: _Key, number: int) -> dict[str, Any]:
    return dict(zip(_COLUMNS, key, strict=True)) | {"number": number}
