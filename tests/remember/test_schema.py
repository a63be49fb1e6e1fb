"""The migrations make the tables that the program uses, on both databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from communique.errors import ArchiveError
from communique.remember import tables
from communique.remember.archive import open_archive
from communique.remember.database import connect, schema


def is_ours(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or not str(name).startswith("words")


def test_migrations_make_the_tables_of_the_program(archive) -> None:
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, tables.metadata) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


@pytest.mark.parametrize(("version", "says"), [("0000", "run `communique db upgrade`"), ("9999", "newer version")])
def test_other_versions_are_refused(archive, place: str, version: str, says: str) -> None:
    with connect.writing(archive.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    with pytest.raises(ArchiveError, match=says):
        open_archive(place)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE invoice (id integer)")
    connection.close()
    with pytest.raises(ArchiveError, match="another program"):
        open_archive(tmp_path / "other.db")
