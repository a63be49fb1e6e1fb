"""What a job fetched -> the archive: once, under one address, in the transaction that ends the job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from communique.errors import NotFoundError
from communique.record.document import Page
from communique.record.outcome import Reading, Refusal
from communique.remember import tables
from communique.remember.archive import Added, Archive
from communique.remember.database import connect
from communique.remember.jobs import queue
from communique.remember.jobs.queue import Job
from communique.remember.vault import digest


@dataclass(frozen=True, slots=True)
class Same:
    """The article is in the archive already, as that of `address`."""

    address: str


def keep_reading(archive: Archive, job: Job, page: Page, reading: Reading, site: str, now: datetime) -> Added | Same:
    """Keeps an article; one whose words the site has told at another address is the same, and not kept again.

    Raises: LeaseLostError, when nothing has been kept; ArchiveError.
    """
    address = reading.article.url or job.address
    sha = digest(reading.article.text.encode("utf-8"))
    copy = {"etag": page.fetched.etag, "modified": page.fetched.modified} if page.fetched else {}
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        first = _first_address(connection, site, sha, address)
        if first != address:
            queue.finish(connection, job, now, "same", same_as=first, **copy)
            return Same(first)
        added = archive.add(page, reading, within=connection)
        if added.change == "again" and job.outcome is None:
            # Another address has led here before.
            queue.finish(connection, job, now, "same", same_as=address, **copy)
        else:
            queue.finish(connection, job, now, "read", **copy)
        return added


def keep_refusal(archive: Archive, job: Job, page: Page | None, refusal: Refusal, now: datetime) -> Added:
    """Keeps why an address gave no article. Raises: LeaseLostError, ArchiveError."""
    copy = {"etag": page.fetched.etag, "modified": page.fetched.modified} if page and page.fetched else {}
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        added = archive.add(page, refusal, within=connection)
        queue.finish(connection, job, now, "refused", reason=str(refusal.reason), detail=refusal.detail[:1000], **copy)
        return added


def keep_same(archive: Archive, job: Job, address: str, now: datetime) -> None:
    """Notes that a job's address leads to an article that is known by another one. Raises: LeaseLostError."""
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        queue.finish(connection, job, now, "same", same_as=address)


def keep_unchanged(archive: Archive, job: Job, now: datetime) -> str | None:
    """Notes that a page is what it was at the last look; what came of it then. Raises: LeaseLostError."""
    row = tables.job
    wanted = select(row.c.outcome, row.c.same_as, row.c.reason, row.c.detail).where(row.c.id == job.id)
    with connect.writing(archive.engine) as connection:
        queue.require_lease(connection, job)
        last = connection.execute(wanted).one()
        queue.finish(
            connection, job, now, last.outcome or "read", same_as=last.same_as, reason=last.reason, detail=last.detail
        )
        return str(last.outcome) if last.outcome else None


def outcome_at(archive: Archive, address: str) -> str | None:
    """What came of an address when it was fetched as an article; None when it has not been."""
    job = tables.job
    wanted = select(job.c.outcome).where(job.c.kind == "page", job.c.address == address, job.c.state == "done")
    with connect.reading(archive.engine) as connection:
        found: str | None = connection.execute(wanted).scalar()
    return found


def text_at(archive: Archive, address: str) -> str | None:
    """The text of the current reading at an address. Raises: ArchiveError when it is damaged."""
    article_id = article_at(archive, address)
    try:
        return archive.get(article_id).article.text if article_id else None
    except NotFoundError:
        return None


def article_at(archive: Archive, address: str) -> str | None:
    """The id of the article that is current at an address."""
    with connect.reading(archive.engine) as connection:
        return _current(connection, address)


def _first_address(connection: Connection, site: str, sha: str, address: str) -> str:
    """The address under which the site's text is in the archive: one told before, or now this one."""
    known = tables.known_text
    new = {"site": site, "sha256": sha, "address": address}
    connection.execute(connect.upsert(connection, known).on_conflict_do_nothing(), new)
    is_it = (known.c.site == site) & (known.c.sha256 == sha)
    first: str = connection.execute(select(known.c.address).where(is_it).with_for_update()).scalar_one()
    if first == address or _current(connection, first):
        return first
    connection.execute(update(known).where(is_it).values(address=address))
    return address


def _current(connection: Connection, address: str) -> str | None:
    reading, document = tables.reading, tables.document
    wanted = select(reading.c.article_id).join(document, document.c.id == reading.c.document_id)
    found: str | None = connection.execute(wanted.where(document.c.address == address, reading.c.is_current)).scalar()
    return found
