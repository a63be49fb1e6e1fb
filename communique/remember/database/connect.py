"""A path or URL -> an engine that behaves the same on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection as Connection
from sqlalchemy import Engine, Table, create_engine, event, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from communique.errors import ArchiveError

BUSY_S: Final = 30
CACHE_KIB: Final = 65_536
# Connections that are kept, and more for a crowd: a site answers from 40 threads at once.
POOL: Final = {"pool_size": 8, "max_overflow": 40}
WRITES: Final = "communique_writes"


def connect(place: str | Path) -> Engine:
    """An engine for an SQLite file (a path or sqlite:///...) or a PostgreSQL URL.

    Raises: ArchiveError when the URL makes no sense or its driver is not installed.
    """
    word = str(place)
    try:
        url = make_url(word if "://" in word else f"sqlite:///{word}")
        if url.get_backend_name() == "postgresql":
            engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, **POOL)
            event.listen(engine, "connect", _set_up_postgresql)
            return engine
        if url.get_backend_name() != "sqlite":
            raise ArchiveError(f"{url.get_backend_name()}: an archive is an SQLite file or a postgresql:// URL")
        engine = create_engine(url, connect_args={"timeout": BUSY_S}, **POOL)
    except ModuleNotFoundError as error:
        raise ArchiveError("PostgreSQL needs the extra 'team': pip install 'communique[team]'") from error
    except (SQLAlchemyError, NoSuchModuleError) as error:
        raise ArchiveError(f"{word!r} is neither a path nor a database URL: {error}") from error
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(connection: Connection | Engine) -> bool:
    return connection.dialect.name == "sqlite"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the archive. Raises: ArchiveError."""
    with translated(engine), engine.connect() as connection:
        if not is_sqlite(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept whole or not at all. On SQLite it waits for other writers before it begins.

    Raises: ArchiveError.
    """
    with translated(engine), engine.execution_options(**{WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Errors of the database as ArchiveError, in words that say what to do."""
    # COPY goes past SQLAlchemy, so that the driver's own errors come out as well.
    driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error
    try:
        yield
    except (DBAPIError, driver_error) as error:
        raise ArchiveError(f"{engine.url.render_as_string()}: {_advice(error)}") from error


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Adds the rows, which all have the same columns. On PostgreSQL by COPY: one message instead of one a row."""
    if not rows:
        return
    if is_sqlite(connection):
        connection.execute(insert(table), rows)
        return
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy begins transactions itself (below): the driver would begin them late, and never before DDL.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_S * 1000}",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_postgresql(connection: Any, _record: object) -> None:
    # Our questions take milliseconds: to compile them, or to start workers for them, takes longer than it saves. Pages
    # that a search reads from disk are asked for together; the default suits a single turning disk.
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION jit = off")
        cursor.execute("SET SESSION max_parallel_workers_per_gather = 0")
        cursor.execute("SET SESSION effective_io_concurrency = 64")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock at once: one that starts by reading cannot always get it later.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _advice(error: Exception) -> str:
    said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    if "database is locked" in said:
        return f"another program has been writing for more than {BUSY_S} s; try again"
    if "full" in said or "No space left" in said:
        return f"the disk is full ({said}); nothing of this page was kept"
    if "file is not a database" in said or "malformed" in said:
        return f"damaged, or no archive ({said}); restore a backup with `communique db restore`"
    if "unable to open" in said:
        return "cannot be opened; does the folder exist, and may you write there?"
    return said
