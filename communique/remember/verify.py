"""The archive held to its word: every page against its digest, every quote against its text, the index against both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from communique.errors import ArchiveError, CodecError
from communique.record.codec import check_finding, from_json
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect, schema
from communique.remember.entries import Entry, make_entries, make_key
from communique.remember.followed.held import check_tracks, verify_tracks
from communique.remember.judged.decisions import open_decision
from communique.remember.judged.revisions import open_reading, revision
from communique.remember.overview.months import COUNTED
from communique.remember.proposed.store import open_seen
from communique.remember.vault import get_page, open_body


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that is not what it was when it was kept: `what` ("page 3fa...", "article a-..."), and how."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was looked at, and how many mismatches were told."""

    pages: int = 0
    readings: int = 0
    refusals: int = 0
    quotes: int = 0
    mismatches: int = 0


def verify(archive: Archive, tell: Callable[[Mismatch], object]) -> Verified:
    """Looks at everything that is kept, and tells each mismatch as it is found.

    Raises: ArchiveError when the archive can no longer be read at all.
    """
    told = 0

    def told_one(mismatch: Mismatch) -> None:
        nonlocal told
        told += 1
        tell(mismatch)

    pages = _pages(archive, told_one)
    readings, quotes = _readings(archive, told_one)
    refusals = _refusals(archive, told_one)
    _decisions(archive, told_one)
    _proposals(archive, told_one)
    with connect.reading(archive.engine) as connection:
        for what, detail in verify_tracks(connection):
            told_one(Mismatch(what, detail))
    return Verified(pages, readings, refusals, quotes, told)


def check(archive: Archive) -> list[str]:
    """What is wrong with the database itself: its file, its references, its counts; [] when nothing is."""
    problems: list[str] = []
    found = schema.version(archive.engine)
    if found != schema.HEAD:
        problems.append(f"the tables are of version {found}, this program needs {schema.HEAD}")
        return problems
    if connect.is_sqlite(archive.engine):
        problems += _check_sqlite(archive)
    with connect.reading(archive.engine) as connection:
        problems += _check_current(connection)
        problems += _check_counts(connection)
        problems += check_tracks(connection)
    return problems


def _pages(archive: Archive, tell: Callable[[Mismatch], None]) -> int:
    count = 0
    for (sha,) in _each(archive, tables.page, "sha256"):
        count += 1
        try:
            with connect.reading(archive.engine) as connection:
                get_page(connection, sha)
        except ArchiveError as error:
            tell(Mismatch(f"page {sha}", str(error).removeprefix(f"page {sha}: ")))
    return count


def _readings(archive: Archive, tell: Callable[[Mismatch], None]) -> tuple[int, int]:
    count = quotes = 0
    for id_, article_id, sha, body in _each(archive, tables.reading, "id", "article_id", "sha256", "body"):
        count += 1
        name = f"article {article_id}"
        try:
            data = open_body(body, sha, name)
            reading = from_json(data)
            assert isinstance(reading, Reading)
        except (ArchiveError, CodecError) as error:
            tell(Mismatch(name, str(error).removeprefix(f"{name}: ")))
            continue
        quotes += data.count(b'"quote":') + len(reading.times)
        if reading.article.id != article_id:
            tell(Mismatch(name, f"its reading is of {reading.article.id}"))
        try:
            with connect.reading(archive.engine) as connection:
                for detail in _compare_index(connection, id_, make_entries(revision(connection, id_) or reading)):
                    tell(Mismatch(name, detail))
        except ArchiveError as error:
            tell(Mismatch(name, str(error)))
    return count, quotes


def _refusals(archive: Archive, tell: Callable[[Mismatch], None]) -> int:
    count = 0
    for id_, sha, body in _each(archive, tables.refusal, "id", "sha256", "body"):
        count += 1
        try:
            from_json(open_body(body, sha, f"refusal {id_}"))
        except (ArchiveError, CodecError) as error:
            tell(Mismatch(f"refusal {id_}", str(error).removeprefix(f"refusal {id_}: ")))
    return count


def _decisions(archive: Archive, tell: Callable[[Mismatch], None]) -> None:
    for id_, uid, body in _each(archive, tables.decision, "id", "uid", "body"):
        try:
            if open_decision(body).id != uid:
                tell(Mismatch(f"decision {uid}", f"row {id_} holds another decision"))
        except ArchiveError as error:
            tell(Mismatch(f"decision {uid}", str(error)))


def _proposals(archive: Archive, tell: Callable[[Mismatch], None]) -> None:
    proposal, reading = tables.proposal, tables.reading
    for uid, article_id, body in _each(archive, proposal, "uid", "article_id", "body"):
        wanted = select(reading.c.body, reading.c.sha256).where(reading.c.article_id == article_id)
        try:
            with connect.reading(archive.engine) as connection:
                row = connection.execute(wanted.order_by(reading.c.id)).first()
            seen = open_seen(body)
            if row is None:
                tell(Mismatch(f"proposal {uid}", f"its article {article_id} is missing"))
                continue
            text = open_reading(row.body, row.sha256, f"article {article_id}").article.text
            check_finding(seen.kind, seen.finding, text)
        except (ArchiveError, CodecError) as error:
            tell(Mismatch(f"proposal {uid}", str(error)))


def _each(archive: Archive, table: Table, *names: str, batch: int = 200) -> Iterator[tuple[Any, ...]]:
    """These columns of all rows, in the order of the first one, which is unique."""
    columns = [table.c[name] for name in names]
    wanted = select(*columns).order_by(columns[0]).limit(batch)
    after = None
    while True:
        with connect.reading(archive.engine) as connection:
            rows = connection.execute(wanted if after is None else wanted.where(columns[0] > after)).all()
        yield from (tuple(row) for row in rows)
        if len(rows) < batch:
            return
        after = rows[-1][0]


def _compare_index(connection: Connection, reading_id: int, entries: list[Entry]) -> Iterator[str]:
    entry, about, subject = tables.entry, tables.about, tables.subject
    keys = [make_key(one.on, reading_id, position) for position, one in enumerate(entries)]
    made = {
        key: (one.kind, one.place, one.finding_id, one.subkind, one.status, one.from_on, one.to_on, one.score)
        for key, one in zip(keys, entries, strict=True)
    }
    columns = [c for c in entry.c if c.name != "reading_id"]
    rows = connection.execute(select(*columns).where(entry.c.reading_id == reading_id))
    kept = {key: tuple(values) for key, *values in rows}
    if kept != made:
        wrong = sorted({str(v[2]) for k, v in [*made.items(), *kept.items()] if kept.get(k) != made.get(k)})
        yield f"its index differs from its reading: {', '.join(wrong)}"
    roles = {
        (key, s.kind, s.key, role)
        for key, one in zip(keys, entries, strict=True)
        for s, of in one.roles.items()
        for role in of
    }  # fmt: skip
    joined = select(about.c.key, subject.c.kind, subject.c.key, about.c.role).join(
        subject, subject.c.id == about.c.subject_id
    )
    found: set[tuple[Any, ...]] = set()
    for start in range(0, len(keys), 500):
        found |= {tuple(row) for row in connection.execute(joined.where(about.c.key.in_(keys[start : start + 500])))}
    if found != roles:
        wrong_ones = sorted({f"{kind} {name} as {role}" for _, kind, name, role in found ^ roles})
        yield f"its index names other subjects than its reading: {', '.join(wrong_ones)}"


def _check_sqlite(archive: Archive) -> Iterator[str]:
    with connect.reading(archive.engine) as connection:
        said = connection.execute(text("PRAGMA integrity_check(20)")).scalars()
        yield from (line for line in said if line != "ok")
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{table}, row {row}: what it refers to in {parent} is missing"
    try:
        with connect.writing(archive.engine) as connection:
            connection.execute(text("INSERT INTO words (words) VALUES ('integrity-check')"))
    except ArchiveError as error:
        yield f"full-text index: {error}"


def _check_current(connection: Connection) -> Iterator[str]:
    reading, document = tables.reading, tables.document
    wanted = (
        select(document.c.address, func.count())
        .join(reading, reading.c.document_id == document.c.id)
        .where(reading.c.is_current)
        .group_by(document.c.address)
        .having(func.count() != 1)
    )
    for address, count in connection.execute(wanted):
        yield f"{address}: {count} current readings"
    current = select(reading.c.document_id).where(reading.c.is_current)
    none = select(document.c.address).join(reading).where(document.c.id.not_in(current)).distinct()
    for address in connection.execute(none).scalars():
        yield f"{address}: no current reading"


def _check_counts(connection: Connection) -> Iterator[str]:
    subject, about, entry, reading = tables.subject, tables.about, tables.entry, tables.reading
    current = (
        select(about.c.subject_id, func.count().label("found"))
        .join(entry, entry.c.key == about.c.key)
        .join(reading, reading.c.id == entry.c.reading_id)
        .where(reading.c.is_current)
        .group_by(about.c.subject_id)
    )
    for column, rows in (
        (subject.c.articles, current.where(about.c.role == "any", entry.c.kind == "article")),
        (subject.c.statements, current.where(about.c.role == "speaker")),
    ):
        counted = rows.subquery()
        wrong = (
            select(subject.c.kind, subject.c.key, column, func.coalesce(counted.c.found, 0))
            .outerjoin(counted, counted.c.subject_id == subject.c.id)
            .where(column != func.coalesce(counted.c.found, 0))
        )
        for kind, key, kept, found in connection.execute(wrong):
            yield f"{kind} {key}: {column.name} is {kept}, counted {found}"
    yield from _check_months(connection)


def _check_months(connection: Connection) -> Iterator[str]:
    """The counts by month, added up, against the entries."""
    subject, about, entry, reading, tally = tables.subject, tables.about, tables.entry, tables.reading, tables.tally
    counted = (
        select(about.c.subject_id, entry.c.kind, func.count())
        .select_from(subject.join(about, about.c.subject_id == subject.c.id).join(entry, entry.c.key == about.c.key))
        .join(reading, reading.c.id == entry.c.reading_id)
        .where(subject.c.kind.in_(COUNTED), about.c.role == "any", reading.c.is_current)
        .group_by(about.c.subject_id, entry.c.kind)
    )
    kept = select(tally.c.subject_id, tally.c.kind, func.sum(tally.c.number)).group_by(tally.c.subject_id, tally.c.kind)
    found, held = ({(id_, kind): int(n) for id_, kind, n in connection.execute(rows) if n} for rows in (counted, kept))
    for id_, kind in sorted(found.keys() | held.keys()):
        if (is_kept := held.get((id_, kind), 0)) != (is_there := found.get((id_, kind), 0)):
            yield f"subject {id_}: {kind}s by month are {is_kept}, counted {is_there}"
