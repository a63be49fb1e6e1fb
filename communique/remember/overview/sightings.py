"""Where pages came from and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from communique.errors import NotFoundError
from communique.record.codec import from_json
from communique.record.outcome import Refusal
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.found import Source
from communique.remember.vault import get_page, open_body


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as it was seen once. `why` says why it was refused; `seen_at` is UTC, ISO 8601."""

    id: int
    name: str
    address: str
    seen_at: str
    article_id: str | None
    title: str | None
    why: str | None


def sightings(archive: Archive, *, before: int | None = None, refused: bool = False, limit: int = 50) -> list[Sighting]:
    """The pages seen, latest first; only those refused when `refused`."""
    sighting, reading, refusal, document = tables.sighting, tables.reading, tables.refusal, tables.document
    joined = sighting.join(document, document.c.id == sighting.c.document_id)
    joined = joined.outerjoin(reading, reading.c.id == sighting.c.reading_id)
    joined = joined.outerjoin(refusal, refusal.c.id == sighting.c.refusal_id)
    wanted = select(
        sighting.c.id, sighting.c.name, document.c.address, sighting.c.seen_at, reading.c.article_id, reading.c.title,
        refusal.c.sha256, refusal.c.body,
    ).select_from(joined)  # fmt: skip
    if before is not None:
        wanted = wanted.where(sighting.c.id < before)
    if refused:
        wanted = wanted.where(sighting.c.refusal_id.is_not(None))
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(wanted.order_by(sighting.c.id.desc()).limit(limit)).all()
    return [Sighting(*row[:6], _why(row.sha256, row.body)) for row in rows]


def sources_of(archive: Archive, article_ids: Sequence[str]) -> dict[str, Source]:
    """Current articles by their ids."""
    reading = tables.reading
    columns = (reading.c.article_id, reading.c.url, reading.c.outlet, reading.c.title, reading.c.published_on)
    wanted = select(*columns).where(reading.c.article_id.in_(article_ids), reading.c.is_current)
    with connect.reading(archive.engine) as connection:
        return {row.article_id: Source(*row) for row in connection.execute(wanted)}


def kept_page(archive: Archive, article_id: str) -> tuple[bytes, str]:
    """The bytes of the page that the current reading of an article was made from, and when it was first seen.

    Raises: NotFoundError when there is no such article; ArchiveError when the page is damaged.
    """
    sighting, reading = tables.sighting, tables.reading
    wanted = (
        select(sighting.c.page_sha256, sighting.c.seen_at)
        .join(reading, reading.c.id == sighting.c.reading_id)
        .where(reading.c.article_id == article_id, sighting.c.page_sha256.is_not(None))
        .order_by(reading.c.is_current.desc(), sighting.c.id)
        .limit(1)
    )
    with connect.reading(archive.engine) as connection:
        row = connection.execute(wanted).first()
        if row is None:
            raise NotFoundError(f"{article_id}: no page of such an article is kept")
        return get_page(connection, row.page_sha256), row.seen_at


def _why(sha: str | None, body: bytes | None) -> str | None:
    if sha is None or body is None:
        return None
    outcome = from_json(open_body(body, sha, "refusal"))
    assert isinstance(outcome, Refusal)
    return f"{outcome.reason}: {outcome.detail}"
