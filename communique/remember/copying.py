"""Backup, restore, and moving house between SQLite and PostgreSQL. A backup is always an SQLite archive."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Connection, delete, func, select, text

from communique.errors import ArchiveError, CommuniqueError
from communique.record.codec import from_json
from communique.record.outcome import Reading
from communique.remember import tables
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect
from communique.remember.entries import make_entries
from communique.remember.index import add_reading_words
from communique.remember.judged.revisions import with_bodies
from communique.remember.vault import open_body

_BATCH: Final = 500


def backup(archive: Archive, file: Path) -> None:
    """Writes the whole archive, as it is at this moment, into an SQLite file that appears when it is complete.

    Raises: ArchiveError when it cannot be written.
    """
    with _appearing(file) as temporary:
        if connect.is_sqlite(archive.engine):
            with connect.translated(archive.engine), closing(archive.engine.raw_connection()) as raw:
                _copy_file(cast(sqlite3.Connection, raw.driver_connection), temporary)
        else:
            with open_archive(temporary) as copy:
                _copy_rows(archive, copy, replace=False)
            with closing(sqlite3.connect(temporary)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")


def restore(file: Path, place: str | Path, *, replace: bool = False) -> None:
    """Fills the archive at `place` from a backup; all or nothing.

    Raises: ArchiveError when the backup is none or is damaged, or `place` holds something and not `replace`.
    """
    with open_archive(file, create=False) as kept, _target(place, replace) as archive:
        if connect.is_sqlite(archive.engine):
            with (
                connect.translated(archive.engine),
                closing(kept.engine.raw_connection()) as source,
                closing(archive.engine.raw_connection()) as target,
            ):
                cast(sqlite3.Connection, source.driver_connection).backup(
                    cast(sqlite3.Connection, target.driver_connection)
                )
        else:
            _copy_rows(kept, archive, replace=replace)


@contextmanager
def _target(place: str | Path, replace: bool) -> Iterator[Archive]:
    with open_archive(place) as archive:
        with connect.reading(archive.engine) as connection:
            count = connection.execute(select(func.count()).select_from(tables.document)).scalar_one()
        if count and not replace:
            where = archive.engine.url.render_as_string()
            raise ArchiveError(f"{where}: holds {count} documents; say --replace to put the backup in their place")
        yield archive


def _copy_file(source: sqlite3.Connection, file: Path) -> None:
    with closing(sqlite3.connect(file)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _copy_rows(source: Archive, target: Archive, *, replace: bool) -> None:
    """Every row, in one transaction on each side; the words are made anew from the readings."""
    with connect.reading(source.engine) as old, connect.writing(target.engine) as new:
        ordered = tables.metadata.sorted_tables
        if replace:
            for table in reversed(ordered):
                new.execute(delete(table))
            new.execute(text("DELETE FROM words"))
        for table in ordered:
            rows = old.execution_options(stream_results=True).execute(select(table)).mappings()
            for part in rows.partitions(_BATCH):
                connect.insert_rows(new, table, [dict(row) for row in part])
        _copy_words(new)
        if not connect.is_sqlite(new):
            _set_sequences(new)


def _copy_words(connection: Connection) -> None:
    reading = tables.reading
    last = 0
    wanted = with_bodies(reading.c.id).order_by(reading.c.id).limit(_BATCH)
    while rows := connection.execute(wanted.where(reading.c.id > last)).all():
        for id_, sha, body in rows:
            try:
                outcome = from_json(open_body(body, sha, f"reading {id_}"))
            except CommuniqueError as error:
                raise ArchiveError(f"reading {id_} is damaged, nothing was copied: {error}") from error
            assert isinstance(outcome, Reading)
            add_reading_words(connection, id_, make_entries(outcome))
        last = rows[-1][0]


def _set_sequences(connection: Connection) -> None:
    """New rows continue after the copied ones."""
    for table in tables.metadata.sorted_tables:
        if "id" in table.c:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
                    " HAVING max(id) IS NOT NULL"
                )
            )


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """A path to write to; what is there takes the name of `file` when all went well."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name[:40]}.", dir=file.parent) as folder:
            temporary = Path(folder) / "archive.db"
            yield temporary
            with temporary.open("rb") as stream:
                os.fsync(stream.fileno())
            os.replace(temporary, file)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"{file}: cannot be written: {error}") from error
