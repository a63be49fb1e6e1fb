"""The archive: open it, add to it, get what was added. The only writer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, insert, select, update

from communique.errors import ArchiveError, NotFoundError
from communique.record.codec import to_json
from communique.record.document import Page
from communique.record.outcome import Reading, Refusal
from communique.remember import tables
from communique.remember.database import connect, schema
from communique.remember.entries import Entry, make_entries, published_on
from communique.remember.followed.waiting import put_waiting
from communique.remember.index import count_reading, index_reading
from communique.remember.judged.revisions import open_reading, revise_document, revision, shown, with_bodies
from communique.remember.vault import digest, get_page, pack, put_page

Change = Literal["new", "version", "again", "refused"]


def open_archive(place: str | Path, *, create: bool = True) -> Archive:
    """The archive in an SQLite file or at a postgresql:// URL; made when it is not there and `create`.

    Raises: ArchiveError when it cannot be opened, or its tables are of another version of this program.
    """
    if not create and "://" not in str(place) and not Path(place).is_file():
        raise ArchiveError(f"{place}: no archive yet; `communique add` makes one")
    engine = connect.connect(place)
    try:
        schema.require_head(engine, create=create)
    except ArchiveError:
        engine.dispose()
        raise
    return Archive(engine)


@dataclass(frozen=True, slots=True)
class Added:
    """What `Archive.add` did: `new` document, new `version` of one, `again` (nothing to add), `refused`."""

    change: Change
    address: str
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of a document. `seen_at`: UTC, ISO 8601, when it was first seen."""

    article_id: str
    sha256: str
    is_current: bool
    seen_at: str
    page_sha256: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """An outcome made ready to be kept, before any lock is taken."""

    address: str
    sha: str
    body: bytes
    page_sha: str | None
    page_size: int
    page_packed: bytes
    entries: Sequence[Entry]


class Archive:
    """Readings, refusals and pages, kept. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    def add(
        self, page: Page | None, outcome: Reading | Refusal, *, seen_at: datetime | None = None,
        headers: Mapping[str, str] | None = None, within: Connection | None = None,
    ) -> Added:  # fmt: skip
        """Keeps a page and what came of it, in one transaction; what is there already is not added again.

        The same document with other words, or read by other rules, is a new version: the findings of the old one are
        kept and no longer asked. `page` is None when it could not be opened. `seen_at`: UTC; default when it was
        fetched, else now. `within`: a writing transaction of the caller's that this becomes a part of.

        Raises: ArchiveError; nothing of this page has been kept then.
        """
        row = _prepare(page, outcome)
        fetched_at = page.fetched.at if page and page.fetched else None
        seen = (seen_at or fetched_at or datetime.now(UTC)).isoformat(timespec="seconds")
        with nullcontext(within) if within else connect.writing(self.engine) as connection:
            address = row.address if "://" in row.address else _known_address(connection, row)
            document_id = _document(connection, address)
            last = _last_sighting(connection, document_id)
            if last and (last.page_sha256, last.reading_sha or last.refusal_sha) == (row.page_sha, row.sha):
                return Added("again", address, outcome.article.id if isinstance(outcome, Reading) else None)
            if row.page_sha:
                put_page(connection, row.page_sha, row.page_size, row.page_packed)
            sighting = {
                "document_id": document_id, "page_sha256": row.page_sha, "seen_at": seen,
                "name": _storable(page.name if page else row.address), "facts": _facts(page, headers),
            }  # fmt: skip
            if isinstance(outcome, Refusal):
                refusal_id = _keep(connection, tables.refusal, document_id, row, {})
                connection.execute(insert(tables.sighting), sighting | {"refusal_id": refusal_id})
                return Added("refused", address)
            change, reading_id = _keep_reading(connection, document_id, outcome, row)
            connection.execute(insert(tables.sighting), sighting | {"reading_id": reading_id})
            return Added(change, address, outcome.article.id)

    def get(self, article_id: str) -> Reading:
        """The current reading of an article, or the latest one when it was superseded, as decisions leave it.

        Raises: NotFoundError; ArchiveError when it is damaged.
        """
        reading = tables.reading
        wanted = with_bodies().where(reading.c.article_id == article_id)
        with connect.reading(self.engine) as connection:
            row = connection.execute(wanted.order_by(reading.c.is_current.desc(), reading.c.id.desc())).first()
        if row is None:
            raise NotFoundError(f"{article_id}: no such article in the archive")
        return open_reading(row.body, row.sha256, f"reading of {article_id}")

    def readings(self) -> Iterator[Reading]:
        """All current readings as decisions leave them, first added first. Raises: ArchiveError at a damaged one."""
        reading, last, batch = tables.reading, 0, 50
        wanted = with_bodies(reading.c.id, reading.c.article_id)
        wanted = wanted.where(reading.c.is_current).order_by(reading.c.id).limit(batch)
        while True:
            with connect.reading(self.engine) as connection:
                rows = connection.execute(wanted.where(reading.c.id > last)).all()
            for _, article_id, sha, body in rows:
                yield open_reading(body, sha, f"reading of {article_id}")
            if len(rows) < batch:
                return
            last = rows[-1].id

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """All readings of the document that an article belongs to, first seen first. Raises: NotFoundError."""
        reading, sighting = tables.reading, tables.sighting
        documents = select(reading.c.document_id).where(reading.c.article_id == article_id)
        wanted = (
            select(reading.c.article_id, reading.c.sha256, reading.c.is_current, sighting.c.seen_at,
                   sighting.c.page_sha256, reading.c.id)
            .join(sighting, sighting.c.reading_id == reading.c.id)
            .where(reading.c.document_id.in_(documents), sighting.c.document_id == reading.c.document_id)
            .order_by(sighting.c.id)
        )  # fmt: skip
        found: dict[int, Version] = {}
        with connect.reading(self.engine) as connection:
            for *values, reading_id in connection.execute(wanted):
                found.setdefault(reading_id, Version(*values))
        if not found:
            raise NotFoundError(f"{article_id}: no such article in the archive")
        return tuple(found.values())

    def page(self, sha256: str) -> bytes:
        """The bytes of a page as they were fetched. Raises: ArchiveError when absent or damaged."""
        with connect.reading(self.engine) as connection:
            return get_page(connection, sha256)


def _prepare(page: Page | None, outcome: Reading | Refusal) -> _Row:
    if isinstance(outcome, Refusal):
        outcome = replace(outcome, page=_storable(outcome.page))
    data = to_json(outcome).encode("utf-8")
    raw = page.data if page else b""
    page_sha = digest(raw) if page else None
    entries: Sequence[Entry] = ()
    if isinstance(outcome, Reading):
        url = outcome.article.url or (page.url if page else None)
        address = url or f"article:{outcome.article.id}"
        entries = make_entries(outcome)
    else:
        url = outcome.url or (page.url if page else None)
        address = url or (f"page:{page_sha}" if page else f"name:{outcome.page}")
    packed = pack(raw) if page else b""
    return _Row(_storable(address), digest(data), pack(data), page_sha, len(raw), packed, entries)


def _known_address(connection: Connection, row: _Row) -> str:
    """The address that a page without a URL got when its bytes were first read, else the one that it gets now."""
    if row.page_sha is None:
        return row.address
    sighting, document = tables.sighting, tables.document
    wanted = select(document.c.address).join(sighting, sighting.c.document_id == document.c.id)
    seen = wanted.where(sighting.c.page_sha256 == row.page_sha, document.c.address.like("article:%"))
    return connection.execute(seen.order_by(document.c.id)).scalars().first() or row.address


def _document(connection: Connection, address: str) -> int:
    """The id of the document at an address, locked until the transaction ends."""
    document = tables.document
    connection.execute(connect.upsert(connection, document).on_conflict_do_nothing(), {"address": address})
    found: int = connection.execute(
        select(document.c.id).where(document.c.address == address).with_for_update()
    ).scalar_one()
    return found


def _last_sighting(connection: Connection, document_id: int) -> Any:
    sighting, reading, refusal = tables.sighting, tables.reading, tables.refusal
    wanted = (
        select(sighting.c.page_sha256, reading.c.sha256.label("reading_sha"), refusal.c.sha256.label("refusal_sha"))
        .outerjoin(reading, reading.c.id == sighting.c.reading_id)
        .outerjoin(refusal, refusal.c.id == sighting.c.refusal_id)
        .where(sighting.c.document_id == document_id)
        .order_by(sighting.c.id.desc())
        .limit(1)
    )
    return connection.execute(wanted).first()


def _keep_reading(connection: Connection, document_id: int, outcome: Reading, row: _Row) -> tuple[Change, int]:
    """Keeps a reading and makes it the current one of its document."""
    reading = tables.reading
    of_document = select(reading.c.id, reading.c.sha256).where(reading.c.document_id == document_id)
    current = connection.execute(of_document.where(reading.c.is_current)).first()
    if current and current.sha256 == row.sha:
        return "again", current.id
    article = outcome.article
    values = {
        "article_id": article.id, "is_current": True, "title": _maybe(article.title), "url": _maybe(article.url),
        "outlet": _maybe(article.outlet), "published_on": published_on(outcome),
    }  # fmt: skip
    if current:
        count_reading(connection, make_entries(shown(connection, current.id)), -1)
        connection.execute(update(reading).where(reading.c.id == current.id).values(is_current=False))
    reading_id = _keep(connection, reading, document_id, row, values)
    revised = revision(connection, reading_id)
    count_reading(connection, make_entries(revised) if revised else row.entries, 1)
    revise_document(connection, document_id)
    put_waiting(connection, [reading_id, *([current.id] if current else [])])
    return ("version" if current else "new"), reading_id


def _keep(connection: Connection, table: Any, document_id: int, row: _Row, values: dict[str, Any]) -> int:
    """The id of an outcome, which is added, and a reading indexed, when it is new."""
    known: int | None = connection.execute(
        select(table.c.id).where(table.c.document_id == document_id, table.c.sha256 == row.sha)
    ).scalar()
    if known is not None:
        if "is_current" in values:
            connection.execute(update(table).where(table.c.id == known).values(is_current=True))
        return known
    new = {"document_id": document_id, "sha256": row.sha, "body": row.body} | values
    id_: int = connection.execute(insert(table).returning(table.c.id), new).scalar_one()
    if row.entries:
        index_reading(connection, id_, row.entries)
    return id_


def _facts(page: Page | None, headers: Mapping[str, str] | None) -> str:
    """What was said of the page from outside, as JSON."""
    names = ("media_type", "url", "title", "outlet", "published", "licence")
    facts = {name: getattr(page, name) for name in names if getattr(page, name, None) is not None}
    if page and page.fetched:
        facts |= {"asked": page.fetched.asked, "status": page.fetched.status, "hops": list(page.fetched.hops)}
        headers = headers or dict(page.fetched.headers)
    return json.dumps(facts | ({"headers": dict(headers)} if headers else {}))


def _storable(words: str) -> str:
    """The text without what a database cannot hold: NUL, and file names' lone surrogates."""
    return words.replace("\x00", "").encode("utf-8", "backslashreplace").decode("utf-8")


def _maybe(words: str | None) -> str | None:
    return None if words is None else _storable(words)
