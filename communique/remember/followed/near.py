"""The few articles that a new one may concern: those that share parties and words with it, within a span of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import BigInteger, Connection, Integer, TextClause, bindparam, delete, func, select, text

from communique.remember import tables
from communique.remember.database.connect import insert_rows, is_sqlite

# Source: articles of one saga (bench/quality/ledger.py) share 6 traits at least, but a report in one sentence of what
# became of a promise has three words in common with it and one party: "Latvia has opened its embassy in Tashkent".
LINKED: Final = 3
# As many as an article is linked to by itself; a matter that is told oftener is followed by its nearest tellings.
NEAREST: Final = 12
# A promise is followed up within three years before and after its article.
_DAYS: Final = 1100
# Of a party and word that very many articles share, the latest ones only are looked at.
_MOST: Final = 200


def is_indexed(connection: Connection, reading_id: int, on: date | None, keys: Sequence[int]) -> bool:
    """The index holds a reading under all its traits."""
    trait = tables.trait
    of_reading = (trait.c.key.in_(keys), trait.c.day == (on.toordinal() if on else 0), trait.c.reading_id == reading_id)
    return connection.execute(select(func.count()).select_from(trait).where(*of_reading)).scalar_one() == len(keys)


def index_traits(
    connection: Connection, reading_id: int, on: date | None, keys: Sequence[int], before: Set[int] = frozenset()
) -> set[int]:
    """Makes a reading findable by its traits, links it to those near it, and says which.

    Those that it was linked to `before` are so further if they still share enough with it.
    """
    day = on.toordinal() if on else 0
    near = _nearest(connection, day, keys, before)
    insert_rows(connection, tables.trait, [{"key": k, "day": day, "reading_id": reading_id} for k in sorted(keys)])
    rows = [
        {"reading_id": a, "other_id": b, "strength": strength}
        for other, strength in near
        for a, b in ((reading_id, other), (other, reading_id))
    ]
    insert_rows(connection, tables.link, sorted(rows, key=lambda row: (row["reading_id"], row["other_id"])))
    return {other for other, _ in near}


def drop_traits(connection: Connection, reading_id: int, on: date | None, keys: Sequence[int]) -> set[int]:
    """Takes a reading out of the index; the readings that it was linked to."""
    trait, link = tables.trait, tables.link
    day = on.toordinal() if on else 0
    if keys:
        of_reading = (trait.c.key.in_(keys), trait.c.day == day, trait.c.reading_id == reading_id)
        connection.execute(delete(trait).where(*of_reading))
    near = set(connection.execute(select(link.c.other_id).where(link.c.reading_id == reading_id)).scalars())
    connection.execute(delete(link).where(link.c.reading_id == reading_id))
    for other in sorted(near):
        connection.execute(delete(link).where(link.c.reading_id == other, link.c.other_id == reading_id))
    return near


def surroundings(connection: Connection, reading_id: int, most: int) -> tuple[set[int], bool]:
    """The readings linked to one, the nearest first, on to those linked to them; and whether that is all of them."""
    link = tables.link
    found, edge = {reading_id}, [reading_id]
    while edge:
        wanted = select(link.c.other_id, link.c.strength).where(link.c.reading_id.in_(edge))
        strongest: Counter[int] = Counter()
        for other, strength in connection.execute(wanted):
            if other not in found:
                strongest[other] = max(strongest[other], strength)
        ordered = sorted(strongest, key=lambda other: (-strongest[other], other))
        edge = ordered[: most - len(found)]
        found.update(edge)
        if len(edge) < len(ordered):
            return found, False
    return found, True


def _nearest(connection: Connection, day: int, keys: Sequence[int], before: Set[int]) -> list[tuple[int, int]]:
    """(reading, traits in common) of the nearest ones, and of those linked before."""
    if not keys:
        return []
    low, high = (day - _DAYS, day + _DAYS) if day else (0, date.max.toordinal())
    linked: list[tuple[int, int]] = []
    distance: dict[int, int] = {}
    for other, its_day, count in _sharing(connection, keys, low, high):
        linked.append((other, count))
        distance[other] = abs(its_day - day)
    nearest = sorted(linked, key=lambda one: (-one[1], distance[one[0]], one[0]))
    return nearest[:NEAREST] + [one for one in nearest[NEAREST:] if one[0] in before]


def _sharing(connection: Connection, keys: Sequence[int], low: int, high: int) -> list[tuple[int, int, int]]:
    """(reading, its day, traits in common) of those that share enough traits within some days."""
    values = {"low": low, "high": high, "most": _MOST, "linked": LINKED}
    if is_sqlite(connection):
        named = {f"key{number}": key for number, key in enumerate(keys)}
        return [(r, d, n) for r, d, n in connection.execute(_of_each(len(keys)), values | named)]
    return [(r, d, n) for r, d, n in connection.execute(_OF_KEYS, values | {"keys": list(keys)})]


_DATED = (
    "SELECT reading_id, day FROM trait WHERE key = {key} AND day BETWEEN :low AND :high ORDER BY day DESC LIMIT :most"
)
_UNDATED = "SELECT reading_id, day FROM trait WHERE key = {key} AND day = 0 AND :low > 0 LIMIT :most"
_BOUND = tuple(bindparam(name, type_=Integer) for name in ("low", "high", "most", "linked"))
_COUNTED: Final = (
    "SELECT near.reading_id, max(near.day), count(*) FROM {near} GROUP BY near.reading_id HAVING count(*) >= :linked"
)
_OF_KEYS: Final = text(
    _COUNTED.format(
        near="unnest(CAST(:keys AS bigint[])) AS wanted (key), LATERAL"
        f" (({_DATED.format(key='wanted.key')}) UNION ALL ({_UNDATED.format(key='wanted.key')})) AS near"
    )
).bindparams(*_BOUND)


@cache
def _of_each(count: int) -> TextClause:
    """The question for so many keys at once; SQLite has no LATERAL, and counts faster than we do."""
    parts = (f"SELECT * FROM ({part.format(key=f':key{n}')})" for n in range(count) for part in (_DATED, _UNDATED))
    keys = (bindparam(f"key{n}", type_=BigInteger) for n in range(count))
    return text(_COUNTED.format(near=f"({' UNION ALL '.join(parts)}) AS near")).bindparams(*_BOUND, *keys)
