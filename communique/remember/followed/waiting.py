"""Which readings wait to be followed up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select, text

from communique.record.codec import from_json
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.database import connect
from communique.remember.vault import open_body

if TYPE_CHECKING:
    from communique.remember.archive import Archive

# Any number that only we use: on PostgreSQL those who follow up take turns, as on SQLite all writers do.
_LOCK: Final = 4_100_319


@dataclass(frozen=True, slots=True)
class Outline:
    """What is told of a reading without opening it. `on`: its day of publication; `sha`: of its JSON."""

    id: int
    article: str
    is_current: bool
    on: date | None
    sha: str

    @property
    def state(self) -> tuple[int, str, bool]:
        """What tells it from the same reading as it was before or will be after."""
        return self.id, self.sha, self.is_current


@dataclass(frozen=True, slots=True)
class Kept(Outline):
    """A reading as the decisions of persons leave it."""

    reading: Reading


def is_any_waiting(archive: Archive) -> bool:
    with connect.reading(archive.engine) as connection:
        return connection.execute(select(tables.waiting.c.reading_id).limit(1)).first() is not None


def take_turn(connection: Connection) -> None:
    """Waits until nobody else follows up; to be called first in the transaction."""
    if not connect.is_sqlite(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def get_waiting(connection: Connection, count: int) -> list[int]:
    waiting = tables.waiting
    return list(connection.execute(select(waiting.c.reading_id).order_by(waiting.c.reading_id).limit(count)).scalars())


def put_waiting(connection: Connection, reading_ids: Iterable[int]) -> None:
    """Has these readings followed up again."""
    rows = [{"reading_id": id_} for id_ in sorted(set(reading_ids))]
    if rows:
        # On PostgreSQL an update holds the row, so that a follow-up that is about to drop it sees what we wrote first.
        insert = connect.upsert(connection, tables.waiting)
        same = {"reading_id": insert.excluded.reading_id}
        connection.execute(insert.on_conflict_do_update(index_elements=["reading_id"], set_=same), rows)


def put_waiting_article(connection: Connection, article_ids: Iterable[str]) -> None:
    """Has the current readings of these articles followed up again."""
    reading = tables.reading
    wanted = select(reading.c.id).where(reading.c.article_id.in_(sorted(set(article_ids))), reading.c.is_current)
    put_waiting(connection, connection.execute(wanted).scalars().all())


def drop_waiting(connection: Connection, reading_ids: Sequence[int]) -> None:
    connection.execute(delete(tables.waiting).where(tables.waiting.c.reading_id.in_(reading_ids)))


class Shelf:
    """Readings at hand, those loaded before without opening them again unless they have changed since."""

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, str, bool], Kept] = OrderedDict()

    def load(self, connection: Connection, reading_ids: Iterable[int]) -> list[Kept]:
        """These readings, as decisions leave them, in the order of their ids. Raises: ArchiveError at a damaged one."""
        keys = [outline.state for outline in outlines(connection, reading_ids)]
        new = {kept.id: kept for kept in _open(connection, [key[0] for key in keys if key not in self._kept])}
        out = [new[key[0]] if key[0] in new else self._kept.pop(key) for key in keys]
        self._kept.update(zip(keys, out, strict=True))
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return out


def outlines(connection: Connection, reading_ids: Iterable[int]) -> list[Outline]:
    """These readings in the order of their ids, none of them opened."""
    reading = tables.reading
    wanted = _readings(reading_ids).order_by(reading.c.id)
    return [Outline(*row) for row in connection.execute(wanted)]


def _readings(reading_ids: Iterable[int], *more: ColumnElement[Any]) -> Select[Any]:
    """The columns of an outline, and more of them, of these readings."""
    reading, revised = tables.reading, tables.revised
    return (
        select(
            reading.c.id, reading.c.article_id, reading.c.is_current, reading.c.published_on,
            func.coalesce(revised.c.sha256, reading.c.sha256), *more,
        )
        .outerjoin(revised, revised.c.reading_id == reading.c.id)
        .where(reading.c.id.in_(sorted(set(reading_ids))))
    )  # fmt: skip


def _open(connection: Connection, reading_ids: Sequence[int]) -> Iterator[Kept]:
    if not reading_ids:
        return
    reading, revised = tables.reading, tables.revised
    body = func.coalesce(revised.c.body, reading.c.body)
    for *row, packed in connection.execute(_readings(reading_ids, body)):
        outline = Outline(*row)
        outcome = from_json(open_body(packed, outline.sha, f"reading of {outline.article}"))
        assert isinstance(outcome, Reading)
        yield Kept(outline.id, outline.article, outline.is_current, outline.on, outline.sha, outcome)
