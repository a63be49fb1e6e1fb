"""Sums over an archive, the same on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from communique.errors import NotFoundError
from communique.record.document import Page
from communique.record.outcome import Reading, Reason, Refusal
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect, schema
from communique.remember.found import Filter
from communique.remember.overview import activity, deadlines, meetings, memory, months, offices, sightings, subjects
from communique.remember.walk import resolve, walk

MakeReading = Callable[..., Reading]
MakePage = Callable[..., Page]


@pytest.fixture
def filled(archive: Archive, make_reading: MakeReading, make_page: MakePage) -> Archive:
    told = [
        make_reading(url="https://a.example/1", on="2025-06-12"),
        make_reading(url="https://a.example/2", on="2025-06-30", guest="Lela Kobakhidze", topic="the port"),
        make_reading(url="https://a.example/3", on="2025-08-01", due="2024-01-31", topic="the school"),
    ]
    for reading in told:
        archive.add(make_page(reading), reading)
    archive.add(Page("noise.bin", b"\x00"), Refusal("noise.bin", "open", Reason.BINARY, "no text"))
    return archive


def test_subjects_most_mentioned_first_and_their_cursor(filled: Archive) -> None:
    every = subjects.subjects(filled, "person")
    assert [(one.key, one.articles) for one in every] == [
        ("mari-tamm", 3), ("andris-ozols", 2), ("lela-kobakhidze", 1),
    ]  # fmt: skip
    first = subjects.subjects(filled, "person", limit=1)[0]
    assert subjects.subjects(filled, "person", after=(first.articles, first.id)) == every[1:]
    assert [one.key for one in subjects.subjects(filled, "person", words="ozols")] == ["andris-ozols"]
    assert [one.key for one in subjects.subjects(filled, "person", state="GEO")] == ["lela-kobakhidze"]
    assert subjects.subject(filled, "person", "nobody") is None
    assert {one.key for one in subjects.partners(filled, "EST")} == {"EST-LVA", "EST-GEO"}
    assert subjects.partners(filled, "ES") == []
    assert subjects.count(filled, "person") == 3


def test_activity_by_day(filled: Archive) -> None:
    tallies = list(activity.activity(filled, ("article", "event")))
    assert sorted((t.on, t.kind, t.subkind, t.number) for t in tallies if t.on < date(2025, 7, 1)) == [
        (date(2025, 6, 12), "article", None, 1), (date(2025, 6, 12), "event", None, 1),
        (date(2025, 6, 30), "article", None, 1), (date(2025, 6, 30), "event", None, 1),
    ]  # fmt: skip
    georgia = subjects.subject(filled, "state", "GEO")
    assert georgia is not None
    by_month = activity.monthly(filled, georgia.id, ("event",))
    assert [(t.on, t.subkind, t.number, t.score) for t in by_month] == [(date(2025, 6, 1), "SUPPORT", 1, 3.0)]
    totals = activity.totals(filled)
    assert (totals["article"], totals["statement"], totals["refusal"], totals["sighting"]) == (3, 3, 1, 4)


def test_superseded_readings_do_not_count(filled: Archive, make_reading: MakeReading, make_page: MakePage) -> None:
    newer = make_reading(url="https://a.example/1", on="2025-06-13", topic="the tunnel")
    filled.add(make_page(newer), newer)
    days = {t.on for t in activity.activity(filled, ("article",))}
    assert date(2025, 6, 13) in days
    assert date(2025, 6, 12) not in days
    assert activity.totals(filled)["article"] == 3


def test_promises_by_their_last_day(filled: Archive) -> None:
    due = list(deadlines.by_deadline(filled, date(2025, 1, 1), date.max))
    assert len(due) == 2
    (late,) = deadlines.by_deadline(filled, date.min, date(2024, 12, 31), latest_first=True)
    assert late.finding is not None


def test_offices_as_articles_give_them(filled: Archive) -> None:
    tamm = subjects.subject(filled, "person", "mari-tamm")
    assert tamm is not None
    told = offices.told_of(filled, tamm.id, tamm.key)
    assert [one.on for one in told] == [date(2025, 8, 1), date(2025, 6, 30), date(2025, 6, 12)]
    assert {office.role for one in told for office in one.actor.offices} == {"head_of_state"}


def test_sightings_and_kept_pages(filled: Archive) -> None:
    seen = sightings.sightings(filled)
    assert [one.why for one in seen] == ["binary: no text", None, None, None]
    assert sightings.sightings(filled, refused=True) == seen[:1]
    assert sightings.sightings(filled, before=seen[0].id, limit=1) == seen[1:2]
    id_ = seen[1].article_id
    assert id_ is not None
    data, _ = sightings.kept_page(filled, id_)
    assert b"the school" in data
    assert sightings.sources_of(filled, [id_, "a-none"])[id_].url == "https://a.example/3"
    with pytest.raises(NotFoundError):
        sightings.kept_page(filled, "a-none")


def test_sums_are_kept_until_they_are_old(
    filled: Archive, make_reading: MakeReading, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count() -> int:
        return memory.remembered(filled, ("test",), lambda: activity.totals(filled)["article"])

    assert count() == 3
    more = make_reading(url="https://a.example/4", topic="the bridge")
    filled.add(make_page(more), more)
    assert count() == 3
    assert memory.refresh(filled) == 0
    monkeypatch.setattr(memory, "FRESH_S", 0.0)
    assert memory.refresh(filled) == 1
    assert count() == 4
    other = make_reading(url="https://a.example/5", topic="the tower")
    filled.add(make_page(other), other)
    assert count() == 4
    monkeypatch.setattr(memory, "STALE_S", 0.0)
    assert count() == 5


def test_encounters_before_any_follow_up_are_none(filled: Archive) -> None:
    nothing = meetings.met(filled, pattern="___-___", statuses=("held",), since=date(2025, 1, 1), until=None, limit=9)
    assert nothing == []
    assert meetings.latest_encounters(filled, None, date(2026, 1, 1), 9) == []


def test_one_subject_and_a_cursor_in_a_filter(filled: Archive) -> None:
    wanted = Filter(subject=("person", "andris-ozols"), kinds=("statement",))
    every = list(walk(filled, resolve(filled, wanted)))
    assert [one.on for one in every] == [date(2025, 8, 1), date(2025, 6, 12)]
    rest = Filter(subject=("person", "andris-ozols"), kinds=("statement",), before=every[0].key)
    assert [one.key for one in walk(filled, resolve(filled, rest))] == [every[1].key]
    assert every[0].kinds["mari-tamm"] == "person"
    assert resolve(filled, Filter(subject=("person", "nobody"))) is None


def test_scores_come_into_archives_of_before(
    archive: Archive, make_reading: MakeReading, make_page: MakePage, downgrade: Callable[[str], None]
) -> None:
    read = make_reading()
    visit = replace(read.events[0], type="CONSULT", mode="visit", score=4.0)
    read = replace(read, events=(visit,))
    archive.add(make_page(read), read)

    def counted() -> list[tuple[object, ...]]:
        with connect.reading(archive.engine) as connection:
            scores = connection.execute(select(tables.entry.c.key, tables.entry.c.score)).all()
            return sorted(tuple(row) for row in connection.execute(select(tables.tally))) + sorted(map(tuple, scores))

    before = counted()
    assert any(row[1] == "event" and row[-2:] == (40, 1) for row in before if len(row) > 2)
    downgrade("0012")
    schema.upgrade(archive.engine)
    assert counted() == before


def test_months_are_kept_with_every_reading(filled: Archive, make_reading: MakeReading, make_page: MakePage) -> None:
    newer = make_reading(url="https://a.example/1", on="2025-07-13", topic="the tunnel")
    filled.add(make_page(newer), newer)
    with connect.reading(filled.engine) as connection:
        kept = connection.execute(select(tables.tally).where(tables.tally.c.number != 0)).all()
    with connect.writing(filled.engine) as connection:
        months.recount(connection)
        made = connection.execute(select(tables.tally)).all()
    assert sorted(kept) == sorted(made)
    assert kept
    one = subjects.subjects(filled, "state")[0]
    told = activity.monthly(filled, one.id, ("article",))
    assert sum(tally.number for tally in told) == one.articles
    days = activity.latest_days(filled, one.id, "article", 1)
    assert days is not None
    assert days[1] is not None
    assert days[1].replace(day=1) == told[-1].on
    assert activity.latest_days(filled, one.id + 1000, "article", 1) is None
