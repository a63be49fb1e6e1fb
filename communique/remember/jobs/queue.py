"""Jobs: put in, leased, and given back or put off. Whoever leases a job leases its host with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from communique.errors import ArchiveError
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.jobs.worker import is_dead

JobKind = Literal["list", "page"]
KINDS: Final[tuple[JobKind, ...]] = ("list", "page")
# Longer than any fetch and reading takes; the lease of a worker that died here is freed at once by the next one.
LEASE_S: Final = 1800.0
# An article that its list says is newer is looked at again, but not more often than this.
REVISIT_S: Final = 6 * 3600.0
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article's address to be fetched, with what its list told."""

    address: str
    host: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job. `tries`: how often it has failed since it last went well; `etag`, `modified`: of the last copy;
    `outcome`: what came of that one.
    """

    id: int
    kind: JobKind
    address: str
    host: str
    worker: str
    tries: int
    source_id: int | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    etag: str | None = None
    modified: str | None = None
    outcome: str | None = None


class LeaseLostError(ArchiveError):
    """The lease ran out and another worker has the job now; nothing has been changed."""


def stamp(at: datetime) -> str:
    """A moment as the tables hold it.

    >>> stamp(datetime(2025, 6, 12, 9, 30, tzinfo=UTC))
    '2025-06-12T09:30:00.000+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def put_pages(
    connection: Connection, wanted: Iterable[Wanted], now: datetime, source_id: int | None = None
) -> tuple[int, int]:
    """Puts in the addresses that are not known, and those read long ago that are newer; the counts of both."""
    job = tables.job
    new = again = 0
    for part in batched(wanted, _BATCH):
        unique = {one.address: one for one in part}
        known = {
            row.address: row
            for row in connection.execute(
                select(job.c.address, job.c.state, job.c.published, job.c.done_at)
                .where(job.c.kind == "page", job.c.address.in_(list(unique)))
            )
        }  # fmt: skip
        rows = [_row("page", one, now, source_id) for one in unique.values() if one.address not in known]
        if rows:
            put = connect.upsert(connection, job).on_conflict_do_nothing().returning(job.c.id)
            new += len(connection.execute(put, rows).all())
        for address, row in known.items():
            if _is_newer(unique[address], row, now):
                connection.execute(
                    update(job).where(job.c.kind == "page", job.c.address == address)
                    .values(state="waiting", due_at=stamp(now), tries=0, published=unique[address].published)
                )  # fmt: skip
                again += 1
    return new, again


def put_page(archive: Archive, wanted: Wanted, now: datetime) -> int:
    """The id of the job of an address, put in when it is not known."""
    job = tables.job
    with connect.writing(archive.engine) as connection:
        put_pages(connection, [wanted], now)
        id_: int = connection.execute(
            select(job.c.id).where(job.c.kind == "page", job.c.address == wanted.address)
        ).scalar_one()
        return id_


def put_list(connection: Connection, address: str, host: str, source_id: int, now: datetime) -> None:
    """Puts in the job of looking at a source, due at once."""
    row = _row("list", Wanted(address, host), now, source_id)
    connection.execute(connect.upsert(connection, tables.job).on_conflict_do_nothing(), row)


def lease(
    archive: Archive, worker: str, now: datetime, kinds: Sequence[JobKind] = KINDS, *, only: int | None = None
) -> Job | None:
    """The job that has been due longest and whose host is free, now this worker's; None when there is none.

    `only`: this job or none, even when it is not due or done. Raises: ArchiveError.
    """
    job, source, host = tables.job, tables.source, tables.host
    at = stamp(now)
    has_run_out = and_(job.c.state == "leased", job.c.lease_until < at)
    is_due = or_(and_(job.c.state == "waiting", job.c.due_at <= at), has_run_out)
    is_nobodys = or_(job.c.state != "leased", has_run_out)
    is_wanted = is_due if only is None else and_(job.c.id == only, is_nobodys)
    wanted = (
        select(job, source.c.outlet)
        .outerjoin(source, source.c.id == job.c.source_id)
        .outerjoin(host, host.c.name == job.c.host)
        .where(is_wanted, job.c.kind.in_(list(kinds)), _is_free(at))
        .order_by(job.c.due_at, job.c.id)
        .limit(1)
        .with_for_update(of=job, skip_locked=True)
    )
    with connect.writing(archive.engine) as connection:
        row = connection.execute(wanted).mappings().first()
        if row is None or not _take_host(connection, row["host"], worker, now):
            return None
        until = stamp(now + timedelta(seconds=LEASE_S))
        connection.execute(
            update(job).where(job.c.id == row["id"]).values(state="leased", lease_until=until, lease_by=worker)
        )
        names = ("id", "kind", "address", "host", "tries", "source_id", "outlet", "title", "published", "etag",
                 "modified", "outcome")  # fmt: skip
        return Job(worker=worker, **{name: row[name] for name in names})


def free_host(archive: Archive, job: Job, next_at: datetime, *, failed: bool = False) -> int:
    """Ends the lease of a job's host, which is not asked again before `next_at`; how often it has failed in a row."""
    host = tables.host
    values = {"lease_until": None, "lease_by": None, "failures": host.c.failures + 1 if failed else 0}
    with connect.writing(archive.engine) as connection:
        held = and_(host.c.name == job.host, host.c.lease_by == job.worker)
        connection.execute(update(host).where(held).values(**values))
        later = and_(host.c.name == job.host, host.c.next_at < stamp(next_at))
        connection.execute(update(host).where(later).values(next_at=stamp(next_at)))
        return connection.execute(select(host.c.failures).where(host.c.name == job.host)).scalar() or 0


def rest_host(archive: Archive, name: str, until: datetime) -> None:
    """Leaves a host alone until a moment, if it is not for longer already."""
    host = tables.host
    with connect.writing(archive.engine) as connection:
        later = and_(host.c.name == name, host.c.next_at < stamp(until))
        connection.execute(update(host).where(later).values(next_at=stamp(until)))


def put_off(archive: Archive, job: Job, due_at: datetime, *, why: tuple[str, str] | None = None) -> None:
    """Gives a job back, to be done later; `why` (reason and detail) counts as a failed try."""
    with connect.writing(archive.engine) as connection:
        require_lease(connection, job)
        change: dict[str, Any] = {"state": "waiting", "due_at": stamp(due_at), "lease_until": None, "lease_by": None}
        if why:
            change |= {"tries": job.tries + 1, "reason": why[0], "detail": why[1]}
        connection.execute(update(tables.job).where(tables.job.c.id == job.id).values(**change))


def require_lease(connection: Connection, job: Job) -> None:
    """Locks the job until the transaction ends. Raises: LeaseLostError when another worker has it by now."""
    held = select(tables.job.c.id).where(tables.job.c.id == job.id, tables.job.c.lease_by == job.worker)
    if connection.execute(held.with_for_update()).first() is None:
        raise LeaseLostError(f"{job.address}: another worker has taken this job over")


def finish(connection: Connection, job: Job, now: datetime, outcome: str, **values: Any) -> None:
    """Marks a job as done, in the transaction that keeps its fruit."""
    done = {"state": "done", "outcome": outcome, "done_at": stamp(now), "lease_until": None, "lease_by": None,
            "tries": 0, "reason": None, "detail": None, "same_as": None}  # fmt: skip
    connection.execute(update(tables.job).where(tables.job.c.id == job.id).values(**done | values))


def free_dead(archive: Archive, now: datetime, pause_s: float = 0.0) -> int:
    """Frees what workers that died on this machine held; the number of jobs. Their hosts get their pause."""
    job, host = tables.job, tables.host
    with connect.writing(archive.engine) as connection:
        held_by = connection.execute(
            select(job.c.lease_by).where(job.c.lease_by.is_not(None))
            .union(select(host.c.lease_by).where(host.c.lease_by.is_not(None)))
        ).scalars()  # fmt: skip
        dead = [worker for worker in held_by if is_dead(worker)]
        freed = {"lease_until": None, "lease_by": None}
        connection.execute(
            update(host).where(host.c.lease_by.in_(dead))
            .values(**freed, next_at=stamp(now + timedelta(seconds=pause_s)))
        )  # fmt: skip
        return connection.execute(
            update(job).where(job.c.lease_by.in_(dead), job.c.state == "leased").values(**freed, state="waiting")
        ).rowcount


def next_due(archive: Archive, kinds: Sequence[JobKind] = KINDS) -> datetime | None:
    """When the next job can be leased: it is due and its host is free; None when no job waits."""
    job, host = tables.job, tables.host
    due = case((job.c.state == "leased", job.c.lease_until), else_=job.c.due_at)
    for moment in (host.c.next_at, host.c.lease_until):
        due = case((moment > due, moment), else_=due)
    wanted = select(func.min(due)).select_from(job).outerjoin(host, host.c.name == job.c.host)
    with connect.reading(archive.engine) as connection:
        found = connection.execute(wanted.where(job.c.state != "done", job.c.kind.in_(list(kinds)))).scalar()
    return datetime.fromisoformat(found) if found else None


def is_any_leased(archive: Archive) -> bool:
    """Whether any job is under way."""
    with connect.reading(archive.engine) as connection:
        return (
            connection.execute(select(tables.job.c.id).where(tables.job.c.state == "leased").limit(1)).first()
            is not None
        )


def _row(kind: JobKind, one: Wanted, now: datetime, source_id: int | None) -> dict[str, Any]:
    return {"kind": kind, "address": one.address, "host": one.host, "source_id": source_id, "state": "waiting",
            "due_at": stamp(now), "tries": 0, "title": one.title, "published": one.published,
            "added_at": stamp(now)}  # fmt: skip


def _is_newer(one: Wanted, row: Any, now: datetime) -> bool:
    if row.state != "done" or not row.published or not one.published or one.published <= row.published:
        return False
    return bool(row.done_at < stamp(now - timedelta(seconds=REVISIT_S)))


def _is_free(at: str) -> ColumnElement[bool]:
    host = tables.host
    nobody = or_(host.c.lease_until.is_(None), host.c.lease_until < at)
    return or_(host.c.name.is_(None), and_(host.c.next_at <= at, nobody))


def _take_host(connection: Connection, name: str, worker: str, now: datetime) -> bool:
    """Whether the host was free and is now this worker's: the update decides, whoever looked at the same time."""
    host = tables.host
    new = {"name": name, "next_at": stamp(now), "failures": 0}
    connection.execute(connect.upsert(connection, host).on_conflict_do_nothing(), new)
    taken = (
        update(host)
        .where(host.c.name == name, host.c.next_at <= stamp(now))
        .where(or_(host.c.lease_until.is_(None), host.c.lease_until < stamp(now)))
        .values(lease_until=stamp(now + timedelta(seconds=LEASE_S)), lease_by=worker)
    )
    return connection.execute(taken).rowcount == 1
