"""The tables of an archive, brought up to date by Alembic migrations that run from here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from communique.errors import ArchiveError
from communique.remember.database import connect

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"
# The newest migration; a test compares it with the scripts.
HEAD: Final = "0014"
# Any number that only we use: two programs that upgrade one PostgreSQL archive wait for each other.
_LOCK: Final = 4_100_318


def version(engine: Engine) -> str | None:
    """The migration that the tables come from, or None for a database without tables.

    Raises: ArchiveError when there are tables, but not ours.
    """
    with connect.reading(engine) as connection:
        return _version(connection)


def require_head(engine: Engine, *, create: bool) -> None:
    """Makes the tables of an empty database when `create`.

    Raises: ArchiveError when they are missing, older or newer than this program.
    """
    found = version(engine)
    if found is None and create:
        upgrade(engine)
    elif found is None:
        raise ArchiveError(f"{engine.url.render_as_string()}: no archive yet; `communique add` makes one")
    elif found < HEAD:
        raise ArchiveError(f"{engine.url.render_as_string()}: made by an older version; run `communique db upgrade`")
    elif found > HEAD:
        raise ArchiveError(f"{engine.url.render_as_string()}: made by a newer version of communique")


def upgrade(engine: Engine, *, scripts: Path = MIGRATIONS, to: str = "head") -> str | None:
    """Runs the migrations that are missing, all or none; returns the version before.

    Raises: ArchiveError.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with connect.writing(engine) as connection:
        if not connect.is_sqlite(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = _version(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        return before


def _version(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise ArchiveError(f"{connection.engine.url.render_as_string()}: a database of another program")
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
