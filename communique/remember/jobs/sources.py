"""The list of sources: added, removed, looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from communique.errors import NotFoundError
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.jobs import queue
from communique.remember.jobs.queue import Job, Wanted, stamp

# A source that fails is looked at this seldom at the most.
LONGEST_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles are listed. Moments are UTC, ISO 8601; `due_at`: of the next look; `listed`: articles there last.

    `reason` and `detail`: why the last look failed; `failures`: how many did in a row.
    """

    address: str
    outlet: str | None
    title: str | None
    kind: str | None
    every_s: int
    due_at: str | None
    checked_at: str | None
    changed_at: str | None
    listed: int | None
    failures: int
    reason: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a source showed; `wanted` is None when nothing has changed."""

    wanted: tuple[Wanted, ...] | None
    kind: str | None = None
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    note: str | None = None


def add_source(
    archive: Archive, address: str, host: str, now: datetime, *, outlet: str | None = None, title: str | None = None,
    every_s: int = 3600,
) -> bool:  # fmt: skip
    """Adds a source, to be looked at at once; False when it is there already, which changes only what is stated."""
    source = tables.source
    stated = {name: value for name, value in (("outlet", outlet), ("title", title)) if value}
    with connect.writing(archive.engine) as connection:
        known = connection.execute(select(source.c.id).where(source.c.address == address)).scalar()
        if known is not None:
            connection.execute(update(source).where(source.c.id == known).values(every_s=every_s, **stated))
            return False
        row = {"address": address, "every_s": every_s, "added_at": stamp(now), "failures": 0} | stated
        id_ = connection.execute(insert(source).returning(source.c.id), row).scalar_one()
        queue.put_list(connection, address, host, id_, now)
        return True


def remove_source(archive: Archive, address: str) -> int:
    """Removes a source and its articles that wait; the number of these. What was read is kept.

    Raises: NotFoundError.
    """
    source, job = tables.source, tables.job
    with connect.writing(archive.engine) as connection:
        id_ = connection.execute(select(source.c.id).where(source.c.address == address)).scalar()
        if id_ is None:
            raise NotFoundError(f"{address}: no such source in the archive")
        waiting = delete(job).where(job.c.source_id == id_, job.c.kind == "page", job.c.state != "done")
        dropped = connection.execute(waiting).rowcount
        connection.execute(delete(job).where(job.c.source_id == id_, job.c.kind == "list"))
        connection.execute(update(job).where(job.c.source_id == id_).values(source_id=None))
        connection.execute(delete(source).where(source.c.id == id_))
        return dropped


def list_sources(archive: Archive) -> list[Source]:
    """All sources, in the order in which they were added."""
    source, job = tables.source, tables.job
    columns: list[Any] = [job.c.due_at if name == "due_at" else source.c[name] for name in Source.__dataclass_fields__]
    wanted = select(*columns).outerjoin(job, (job.c.source_id == source.c.id) & (job.c.kind == "list"))
    with connect.reading(archive.engine) as connection:
        return [Source(*row) for row in connection.execute(wanted.order_by(source.c.id))]


def make_due(archive: Archive, addresses: Iterable[str], now: datetime) -> int:
    """Makes sources due now; the number of them that are there."""
    job = tables.job
    with connect.writing(archive.engine) as connection:
        return connection.execute(
            update(job)
            .where(job.c.kind == "list", job.c.address.in_(list(addresses)), job.c.state == "waiting")
            .values(due_at=stamp(now))
        ).rowcount


def keep_look(archive: Archive, job: Job, looked: Looked, now: datetime) -> tuple[int, int]:
    """Keeps what a look showed and puts in its articles, in one transaction; the counts of new and newer ones.

    Raises: LeaseLostError.
    """
    source = tables.source
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        counts = (0, 0)
        values: dict[str, Any] = {"checked_at": stamp(now), "failures": 0, "reason": None, "detail": looked.note}
        if looked.wanted is not None:
            counts = queue.put_pages(connection, looked.wanted, now, job.source_id)
            values |= {"etag": looked.etag, "modified": looked.modified, "listed": len(looked.wanted)}
            values |= {name: value for name in ("kind",) if (value := getattr(looked, name))}
            if any(counts):
                values["changed_at"] = stamp(now)
        row = connection.execute(select(source).where(source.c.id == job.source_id)).mappings().one()
        if looked.title and not row["title"]:
            values["title"] = looked.title[:200]
        connection.execute(update(source).where(source.c.id == job.source_id).values(**values))
        _again(connection, job, now + timedelta(seconds=row["every_s"]), looked)
        return counts


def keep_failure(archive: Archive, job: Job, why: tuple[str, str], now: datetime, wait_s: float | None) -> None:
    """Notes that a source could not be looked at; the next look is `wait_s` from now, or when it would be the source's
    turn, twice as late after each failure. Raises: LeaseLostError.
    """
    source = tables.source
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        if wait_s is None:
            every_s = connection.execute(select(source.c.every_s).where(source.c.id == job.source_id)).scalar_one()
            wait_s = every_s * 2.0 ** min(job.tries, 20)
        values = {"checked_at": stamp(now), "failures": source.c.failures + 1, "reason": why[0], "detail": why[1]}
        connection.execute(update(source).where(source.c.id == job.source_id).values(**values))
        _again(connection, job, now + timedelta(seconds=min(wait_s, LONGEST_S)), None)


def _again(connection: Any, job: Job, due_at: datetime, looked: Looked | None) -> None:
    values: dict[str, Any] = {"state": "waiting", "due_at": stamp(due_at), "lease_until": None, "lease_by": None}
    values["tries"] = 0 if looked else job.tries + 1
    if looked and looked.wanted is not None:
        values |= {"etag": looked.etag, "modified": looked.modified}
    connection.execute(update(tables.job).where(tables.job.c.id == job.id).values(**values))
