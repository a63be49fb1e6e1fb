"""How the fetching stands: counts for `communique status`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, text

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.jobs.queue import stamp


@dataclass(frozen=True, slots=True)
class Jobs:
    """Articles by where they stand. `due`: could be fetched now; `later`: put off or their host rests."""

    due: int
    later: int
    under_way: int
    read: int
    same: int
    refused: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Addresses that were refused (`is_final`), or have failed and will be tried again, with one of them to look at."""

    reason: str
    count: int
    is_final: bool
    example: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Resting:
    """A host that is left alone until a moment."""

    host: str
    until: str
    failures: int


def count_jobs(archive: Archive, now: datetime) -> Jobs:
    job, host = tables.job, tables.host
    with connect.reading(archive.engine) as connection:
        done = select(job.c.outcome, func.count()).where(job.c.kind == "page", job.c.state == "done")
        by_outcome = {row[0]: int(row[1]) for row in connection.execute(done.group_by(job.c.outcome))}
        under_way = connection.execute(
            select(func.count()).where(job.c.kind == "page", job.c.state == "leased")
        ).scalar_one()
        waiting = select(func.count()).select_from(job).outerjoin(host, host.c.name == job.c.host)
        waiting = waiting.where(job.c.kind == "page", job.c.state == "waiting")
        free = or_(host.c.name.is_(None), host.c.next_at <= stamp(now))
        due = connection.execute(waiting.where(job.c.due_at <= stamp(now), free)).scalar_one()
        every = connection.execute(waiting).scalar_one()
    counts = {name: by_outcome.get(name, 0) for name in ("read", "same", "refused")}
    return Jobs(due=due, later=every - due, under_way=under_way, **counts)


def count_troubles(archive: Archive) -> list[Trouble]:
    """By reason, most frequent first."""
    job = tables.job
    is_final = job.c.state == "done"
    counts = (
        select(job.c.reason, is_final.label("is_final"), func.count().label("count"), func.min(job.c.id).label("one"))
        .where(job.c.kind == "page", job.c.reason.is_not(None))
        .group_by(job.c.reason, is_final)
        .subquery()
    )
    wanted = select(counts.c.reason, counts.c.count, counts.c.is_final, job.c.address, job.c.detail)
    wanted = wanted.join(job, job.c.id == counts.c.one).order_by(counts.c.count.desc(), counts.c.reason)
    with connect.reading(archive.engine) as connection:
        return [Trouble(r[0], r[1], bool(r[2]), r[3], r[4]) for r in connection.execute(wanted)]


def list_resting(archive: Archive, now: datetime) -> list[Resting]:
    """Hosts that have failed, or said when to come back, and are left alone; longest first."""
    host = tables.host
    wanted = select(host.c.name, host.c.next_at, host.c.failures).where(host.c.next_at > stamp(now))
    with connect.reading(archive.engine) as connection:
        return [Resting(*row) for row in connection.execute(wanted.order_by(host.c.next_at.desc()))]


def bytes_on_disk(archive: Archive) -> int:
    """The size of the archive: its file and write-ahead log, or its PostgreSQL database."""
    with connect.reading(archive.engine) as connection:
        if connect.is_sqlite(connection):
            pages = connection.execute(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
            return int(pages.scalar_one())
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
