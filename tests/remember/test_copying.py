"""A backup holds everything and can be restored to either database; a failure leaves what was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from communique.errors import ArchiveError
from communique.remember import copying, tables
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect
from communique.remember.found import Filter
from communique.remember.search import search
from communique.remember.verify import check, verify


@pytest.fixture
def stocked(archive: Archive, make_reading, make_page) -> Archive:
    for number in range(5):
        reading = make_reading(topic=f"bridge {number}", url=f"https://news.example/{number % 4}")
        archive.add(make_page(reading), reading)
    return archive


def rows(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    with connect.reading(archive.engine) as connection:
        return {t.name: sorted(map(tuple, connection.execute(select(t)))) for t in tables.metadata.sorted_tables}


def test_there_and_back(stocked, make_place, tmp_path: Path, make_reading, make_page) -> None:
    file = tmp_path / "backup.db"
    copying.backup(stocked, file)
    with open_archive(file, create=False) as copy:
        assert rows(copy) == rows(stocked)
    place = make_place()
    copying.restore(file, place)
    with open_archive(place, create=False) as restored:
        assert rows(restored) == rows(stocked)
        assert len(list(search(restored, '"bridge 3"', Filter(kinds=("article",))))) == 1
        assert check(restored) == []
        assert verify(restored, print).mismatches == 0
        new = make_reading(topic="the ferry", url="https://news.example/new")
        assert restored.add(make_page(new), new).change == "new"
        assert check(restored) == []


def test_a_backup_is_one_file(stocked, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    copying.backup(stocked, folder / "backup.db")
    copying.backup(stocked, folder / "backup.db")
    assert [p.name for p in folder.iterdir()] == ["backup.db"]


def test_what_is_there_is_replaced_only_when_told(stocked, tmp_path: Path, place: str, make_reading, make_page) -> None:
    file = tmp_path / "backup.db"
    copying.backup(stocked, file)
    before = rows(stocked)
    more = make_reading(topic="the ferry", url="https://news.example/more")
    stocked.add(make_page(more), more)
    with pytest.raises(ArchiveError, match="holds 5 documents; say --replace"):
        copying.restore(file, place)
    copying.restore(file, place, replace=True)
    with open_archive(place) as restored:
        assert rows(restored) == before
        assert list(search(restored, "ferry")) == []


def test_a_damaged_backup_changes_nothing(stocked, tmp_path: Path, place: str) -> None:
    file = tmp_path / "backup.db"
    copying.backup(stocked, file)
    before = rows(stocked)
    if connect.is_sqlite(stocked.engine):
        data = bytearray(file.read_bytes())
        data[:16] = b"no such format!!"
        file.write_bytes(bytes(data))
    else:
        with open_archive(file) as copy, connect.writing(copy.engine) as connection:
            connection.execute(text("UPDATE reading SET body = :body WHERE id = 3"), {"body": b"damaged"})
    with pytest.raises(ArchiveError, match="damaged"):
        copying.restore(file, place, replace=True)
    assert rows(stocked) == before


def test_no_folder_no_backup(stocked, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be written"):
        copying.backup(stocked, tmp_path / "none" / "backup.db")
    with pytest.raises(ArchiveError, match="no archive yet"):
        copying.restore(tmp_path / "none.db", tmp_path / "other.db")
