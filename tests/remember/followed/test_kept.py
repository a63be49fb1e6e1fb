"""The ledger's tables are verified, backed up and restored, and hold under the faults of the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from communique.desk.following import step
from communique.desk.followup import FollowUp
from communique.errors import ArchiveError
from communique.record.followup import Ledger
from communique.remember import copying, tables
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect
from communique.remember.vault import pack, unpack
from communique.remember.verify import check, verify

DAY = date(2025, 7, 15)


@pytest.fixture
def stocked(archive: Archive, matter) -> Archive:
    for reading in matter:
        archive.add(None, reading)
    FollowUp(archive).catch_up()
    return archive


def ask(archive: Archive) -> Ledger:
    return FollowUp(archive).ledger(as_of=DAY)


def mismatches(archive: Archive) -> list[str]:
    found: list[str] = []
    verify(archive, lambda one: found.append(f"{one.what}: {one.detail}"))
    return found


def test_there_and_back(stocked, make_place, tmp_path: Path) -> None:
    copying.backup(stocked, tmp_path / "backup.db")
    place = make_place()
    copying.restore(tmp_path / "backup.db", place)
    with open_archive(place) as restored:
        assert ask(restored) == ask(stocked)
        assert check(restored) == []
        assert mismatches(restored) == []


def test_a_changed_quote_and_a_lost_topic_are_told(stocked) -> None:
    track, topic = tables.track, tables.track_topic
    with connect.writing(stocked.engine) as connection:
        id_, body = connection.execute(select(track.c.id, track.c.body).where(track.c.status == "kept")).one()
        changed = unpack(body, "track").replace(b"delivered the 40", b"delivered the 50")
        connection.execute(update(track).where(track.c.id == id_).values(body=pack(changed)))
        connection.execute(delete(topic).where(topic.c.topic == "PRT"))
    told = mismatches(stocked)
    assert any("which is not the text at" in line for line in told)
    assert any("not found under 'PRT'" in line for line in told)


def test_what_is_left_over_is_told(stocked) -> None:
    with connect.writing(stocked.engine) as connection:
        connection.execute(delete(tables.track_mention))
    assert any("join no finding" in line for line in check(stocked))


def test_a_follow_up_that_fails_leaves_what_was_and_is_made_up_for(stocked, told, matter, monkeypatch) -> None:
    before = ask(stocked)
    changed = told("2025-06-25")

    def fail(*_: object) -> None:
        raise ArchiveError("no more")

    newer = replace(changed, commitments=(), made=replace(changed.made, rules="newer"))
    monkeypatch.setattr(step, "write_tracks", fail)
    assert stocked.add(None, newer).change == "version"
    with pytest.raises(ArchiveError, match="no more"):
        FollowUp(stocked).catch_up()
    monkeypatch.undo()
    with connect.reading(stocked.engine) as connection:
        assert connection.execute(select(tables.track.c.id)).all()
    assert {e.id for e in ask(stocked).commitments} <= {e.id for e in before.commitments}
    assert check(stocked) == []


def test_a_full_disk_while_following_up(tmp_path: Path, make_reading, make_page) -> None:
    with open_archive(str(tmp_path / "small.db")) as archive:
        for number in range(60):
            reading = make_reading(topic=f"bridge {number}", url=f"https://news.example/{number}")
            archive.add(make_page(reading), reading)
        with archive.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        desk = FollowUp(archive)
        with pytest.raises(ArchiveError, match="the disk is full"):
            desk.catch_up()
        assert check(archive) == []
        with archive.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert sum(len(e.mentions) for e in ask(archive).commitments) == 60
        assert check(archive) == []
        assert mismatches(archive) == []
