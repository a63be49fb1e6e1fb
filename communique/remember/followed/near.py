"""The few articles that a new one may concern: those that share parties and words with it, within a span of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date
from typing import Final

from sqlalchemy import BigInteger, Connection, Integer, bindparam, delete, func, select, text

from communique.remember import tables
from communique.remember.database.connect import insert_rows, is_sqlite

# Source: the sagas of bench/quality/ledger.py: articles of one saga share 6 traits at least, of two nearly always less.
LINKED: Final = 5
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
    strength: Counter[int] = Counter()
    distance: dict[int, int] = {}
    for other, its_day in _sharing(connection, keys, low, high):
        strength[other] += 1
        distance[other] = abs(its_day - day)
    linked = [(other, count) for other, count in strength.items() if count >= LINKED]
    nearest = sorted(linked, key=lambda one: (-one[1], distance[one[0]], one[0]))
    return nearest[:NEAREST] + [one for one in nearest[NEAREST:] if one[0] in before]


def _sharing(connection: Connection, keys: Iterable[int], low: int, high: int) -> list[tuple[int, int]]:
    values = {"low": low, "high": high, "most": _MOST}
    if is_sqlite(connection):
        rows: list[tuple[int, int]] = []
        for key in keys:
            rows += [(r, d) for r, d in connection.execute(_OF_KEY, values | {"key": key})]
        return rows
    return [(r, d) for r, d in connection.execute(_OF_KEYS, values | {"keys": list(keys)})]


_DATED = (
    "SELECT reading_id, day FROM trait WHERE key = {key} AND day BETWEEN :low AND :high ORDER BY day DESC LIMIT :most"
)
_UNDATED = "SELECT reading_id, day FROM trait WHERE key = {key} AND day = 0 AND :low > 0 LIMIT :most"
_BOUND = (bindparam("low", type_=Integer), bindparam("high", type_=Integer), bindparam("most", type_=Integer))
_OF_KEY: Final = text(
    f"SELECT * FROM ({_DATED.format(key=':key')}) UNION ALL SELECT * FROM ({_UNDATED.format(key=':key')})"
).bindparams(*_BOUND, bindparam("key", type_=BigInteger))
_OF_KEYS: Final = text(
    "SELECT near.reading_id, near.day FROM unnest(CAST(:keys AS bigint[])) AS wanted (key),"
    f" LATERAL (({_DATED.format(key='wanted.key')}) UNION ALL ({_UNDATED.format(key='wanted.key')})) AS near"
).bindparams(*_BOUND)
