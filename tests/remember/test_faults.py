"""What goes wrong in the world: nothing is lost, nothing half-written, and the error says what to do."""

from __future__ import annotations

import os
import pwd
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select

from communique.desk.followup import FollowUp
from communique.errors import ArchiveError
from communique.remember import archive as archive_room
from communique.remember import tables
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect, schema
from communique.remember.verify import check, verify

PROJECT = Path(__file__).resolve().parents[2]
ADD_MANY = Path(__file__).with_name("add_many.py")


def start_adding(place: str, numbers: range) -> subprocess.Popen[str]:
    command = [sys.executable, str(ADD_MANY), place, *map(str, numbers)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def addresses(archive: Archive) -> set[int]:
    wanted = select(tables.document.c.address)
    with connect.reading(archive.engine) as connection:
        return {int(address.rpartition("/")[2]) for address in connection.execute(wanted).scalars()}


def followed(archive: Archive) -> set[int]:
    """The articles whose commitments are in the ledger, each commitment once."""
    mentions = [m for e in FollowUp(archive).ledger().commitments for m in e.mentions]
    assert len(mentions) == len(set(mentions))
    return {int(str(m.article_url).rpartition("/")[2]) for m in mentions}


def is_sound(archive: Archive) -> bool:
    return check(archive) == [] and verify(archive, print).mismatches == 0


def test_killed_in_the_middle_of_fifty_adds(place: str) -> None:
    open_archive(place).close()
    with start_adding(place, range(50)) as process:
        assert process.stdout
        said = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        said += map(int, process.stdout.read().split())
    assert process.returncode == -signal.SIGKILL
    assert len(said) < 50
    with open_archive(place) as archive:
        kept = addresses(archive)
        assert kept >= set(said)
        assert len(kept) <= len(said) + 1
        assert is_sound(archive)
    with start_adding(place, range(50)) as process:
        assert process.wait(60) == 0
    with open_archive(place) as archive:
        assert addresses(archive) == set(range(50))
        assert is_sound(archive)
        assert followed(archive) == set(range(50))
        assert is_sound(archive)


def test_two_writers_at_once(place: str) -> None:
    open_archive(place).close()
    with start_adding(place, range(30)) as one, start_adding(place, range(45, 15, -1)) as other:
        assert (one.wait(120), other.wait(120)) == (0, 0)
    with open_archive(place) as archive:
        assert addresses(archive) == set(range(46))
        assert is_sound(archive)
        assert followed(archive) == set(range(46))


def test_an_add_that_fails_half_way_leaves_nothing(archive, make_reading, make_page, monkeypatch) -> None:
    first, second = make_reading(), make_reading(topic="the ferry")
    archive.add(make_page(first), first)

    def fail(*_: object) -> None:
        raise ArchiveError("no more")

    monkeypatch.setattr(archive_room, "count_reading", fail)
    with pytest.raises(ArchiveError, match="no more"):
        archive.add(make_page(second), second)
    monkeypatch.undo()
    assert [v.article_id for v in archive.versions(first.article.id)] == [first.article.id]
    assert is_sound(archive)
    assert archive.add(make_page(second), second).change == "version"


def test_a_full_disk(tmp_path: Path, make_reading, make_page) -> None:
    """SQLite's own limit of pages stands for the disk's: the same error at the same place."""
    place = str(tmp_path / "small.db")
    with open_archive(place) as archive:
        added = 0

        def add() -> None:
            nonlocal added
            reading = make_reading(topic=f"bridge {added}", url=f"https://news.example/{added}")
            archive.add(make_page(reading, os.urandom(2000).hex()), reading)
            added += 1

        add()
        with archive.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")

        def add_many() -> None:
            for _ in range(100):
                add()

        with pytest.raises(ArchiveError, match=r"the disk is full .* nothing of this page was kept"):
            add_many()
        assert addresses(archive) == set(range(added))
        assert is_sound(archive)


@pytest.fixture
def small_disk(postgres: str) -> Iterator[str]:
    """A database whose tables lie on a disk of 24 MB; only root can mount one."""
    folder = Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    mounting = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0777", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        folder.rmdir()
        pytest.skip("no small disk can be mounted here")
    place = folder / "space"
    place.mkdir()
    owner = pwd.getpwnam("postgres")
    os.chown(place, owner.pw_uid, owner.pw_gid)
    admin = create_engine(postgres.replace("://", "+psycopg://") + "/postgres", isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE TABLESPACE small LOCATION '{place}'")
            connection.exec_driver_sql("CREATE DATABASE small TABLESPACE small")
            yield f"{postgres}/small"
            connection.exec_driver_sql("DROP DATABASE small WITH (FORCE)")
            connection.exec_driver_sql("DROP TABLESPACE small")
    finally:
        admin.dispose()
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
        folder.rmdir()


def test_a_full_disk_below_postgresql(small_disk: str, make_reading, make_page) -> None:
    with open_archive(small_disk) as archive:
        added = 0

        def add_many() -> None:
            nonlocal added
            for _ in range(400):
                reading = make_reading(topic=f"bridge {added}", url=f"https://news.example/{added}")
                archive.add(make_page(reading, os.urandom(100_000).hex()), reading)
                added += 1

        with pytest.raises(ArchiveError, match=r"the disk is full .* nothing of this page was kept"):
            add_many()
        assert 0 < added < 400
        assert addresses(archive) == set(range(added))
        assert is_sound(archive)


def test_a_damaged_file_is_named(tmp_path: Path, make_reading, make_page) -> None:
    place = tmp_path / "archive.db"
    with open_archive(place) as archive:
        for number in range(20):
            reading = make_reading(topic=f"bridge {number}", url=f"https://news.example/{number}")
            archive.add(make_page(reading), reading)
    with sqlite3.connect(place) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reading'").fetchone()[0]
    connection.close()
    with place.open("r+b") as stream:
        stream.seek((root - 1) * 4096)
        stream.write(os.urandom(4096))
    with open_archive(place) as archive, pytest.raises(ArchiveError, match=r"damaged.*restore a backup"):
        verify(archive, print)


MIGRATION = """
    from alembic import op

    revision, down_revision = "9990", "{head}"


    def upgrade() -> None:
        op.execute("CREATE TABLE novelty (id integer)")
        op.execute("UPDATE document SET address = 'gone'")
        op.execute("INSERT INTO no_such_table VALUES (1)")
"""


def copy_migrations(folder: Path) -> Path:
    (folder / "versions").mkdir(parents=True)
    for file in (schema.MIGRATIONS / "env.py", *(schema.MIGRATIONS / "versions").glob("r*.py")):
        (folder / file.relative_to(schema.MIGRATIONS)).write_text(file.read_text())
    return folder


def test_a_migration_that_fails_half_way_is_undone(archive, make_reading, make_page, tmp_path: Path) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    scripts = copy_migrations(tmp_path / "migrations")
    (scripts / "versions" / "r9990_broken.py").write_text(textwrap.dedent(MIGRATION.format(head=schema.HEAD)))
    with pytest.raises(ArchiveError, match="no_such_table"):
        schema.upgrade(archive.engine, scripts=scripts)
    assert schema.version(archive.engine) == schema.HEAD
    assert "novelty" not in inspect(archive.engine).get_table_names()
    assert archive.get(reading.article.id) == reading
    assert is_sound(archive)


def test_the_tables_of_the_follow_up_appear_whole_or_not_at_all(
    archive, make_reading, make_page, downgrade: Callable[[str], None], tmp_path: Path
) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    old = tmp_path / "to_0004"
    downgrade("0004")
    scripts = copy_migrations(old)
    broken = scripts / "versions" / "r0005_followed.py"
    broken.write_text(
        broken.read_text().replace("    _tracks()\n", "    op.execute('INSERT INTO nowhere VALUES (1)')\n", 1)
    )
    with pytest.raises(ArchiveError, match="nowhere"):
        schema.upgrade(archive.engine, scripts=scripts)
    assert schema.version(archive.engine) == "0004"
    assert not {"waiting", "trait"} & set(inspect(archive.engine).get_table_names())
    schema.upgrade(archive.engine)
    assert archive.get(reading.article.id) == reading
    # What was there before is followed up by itself.
    assert [m.article for e in FollowUp(archive).ledger().commitments for m in e.mentions] == [reading.article.id]
    assert is_sound(archive)


def test_scores_come_to_every_event_or_to_none(
    archive, make_reading, make_page, downgrade: Callable[[str], None], tmp_path: Path
) -> None:
    reading = make_reading()
    archive.add(make_page(reading), reading)
    downgrade("0012")
    scripts = copy_migrations(tmp_path / "migrations")
    broken = scripts / "versions" / "r0013_scores.py"
    broken.write_text(
        broken.read_text().replace("    recount(connection)\n", "    op.execute('INSERT INTO nowhere VALUES (1)')\n", 1)
    )
    with pytest.raises(ArchiveError, match="nowhere"):
        schema.upgrade(archive.engine, scripts=scripts)
    assert schema.version(archive.engine) == "0012"
    for table in ("entry", "tally"):
        assert "score" not in {column["name"] for column in inspect(archive.engine).get_columns(table)}
    schema.upgrade(archive.engine)
    assert is_sound(archive)
