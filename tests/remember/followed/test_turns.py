"""The follow-up thinks without holding the archive, and thinks again when somebody wrote meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from communique.desk import followup
from communique.desk.followup import FollowUp
from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.record.codec import ledger_to_dict
from communique.remember import tables
from communique.remember.database import connect
from communique.remember.followed.waiting import put_waiting
from communique.remember.verify import check

DAY = date(2025, 7, 15)


def commitments(ledger):
    return ledger_to_dict(ledger)["commitments"]


def row_ids(archive):
    with connect.reading(archive.engine) as connection:
        return dict(tuple(row) for row in connection.execute(select(tables.track.c.name, tables.track.c.id)))


def meanwhile(monkeypatch, happen, times: int = 1) -> list[int]:
    """`happen()` takes place while the follow-up thinks; what is returned counts its thoughts."""
    thoughts: list[int] = []
    think = followup.think

    def thinking(*given):
        thoughts.append(len(thoughts))
        if len(thoughts) <= times:
            happen()
        return think(*given)

    monkeypatch.setattr(followup, "think", thinking)
    return thoughts


def test_others_write_while_it_thinks_and_it_thinks_again(archive, matter, told, monkeypatch) -> None:
    rest = [r for r in matter if r is not told("2025-03-20")]
    for reading in rest:
        archive.add(None, reading)
    FollowUp(archive).catch_up()
    changed = replace(told("2025-06-25"), commitments=(), made=replace(told("2025-06-25").made, rules="newer"))
    archive.add(None, told("2025-03-20"))
    thoughts = meanwhile(monkeypatch, lambda: archive.add(None, changed))
    desk = FollowUp(archive)
    desk.catch_up()
    assert len(thoughts) > 1
    now = [changed if r.article.id == changed.article.id else r for r in matter]
    assert commitments(desk.ledger(as_of=DAY)) == commitments(follow(now, load_lexicon(), DAY))
    assert check(archive) == []


def test_one_who_always_writes_does_not_keep_it_from_its_work(archive, matter, monkeypatch) -> None:
    for reading in matter:
        archive.add(None, reading)
    waiting = iter(range(1000))

    def rename() -> None:
        if next(waiting) < followup._TRIES:
            with connect.writing(archive.engine) as connection:
                track = tables.track
                connection.execute(track.update().values(matter=f"m-{next(waiting)}"))

    meanwhile(monkeypatch, rename, times=100)
    desk = FollowUp(archive)
    desk.catch_up()
    assert commitments(desk.ledger(as_of=DAY)) == commitments(follow(matter, load_lexicon(), DAY))


def test_what_comes_out_as_it_was_is_not_written_again(archive, matter) -> None:
    for reading in matter:
        archive.add(None, reading)
    desk = FollowUp(archive)
    before = desk.ledger(as_of=DAY)
    ids = row_ids(archive)
    with connect.writing(archive.engine) as connection:
        put_waiting(connection, connection.execute(select(tables.reading.c.id)).scalars().all())
    assert desk.catch_up() == len(matter)
    assert row_ids(archive) == ids
    assert desk.ledger(as_of=DAY) == before


def test_another_program_may_follow_up_the_same_readings(archive, matter, monkeypatch) -> None:
    for reading in matter:
        archive.add(None, reading)
    other = FollowUp(archive)
    happened: list[int] = []

    def follow_too() -> None:
        if not happened:
            happened.append(other.catch_up())

    meanwhile(monkeypatch, follow_too)
    desk = FollowUp(archive)
    desk.catch_up()
    assert happened == [len(matter)]
    assert commitments(desk.ledger(as_of=DAY)) == commitments(follow(matter, load_lexicon(), DAY))
    assert check(archive) == []
