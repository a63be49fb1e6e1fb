"""Every question, on both databases: what it answers, in which order, and what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import SearchError
from communique.remember import questions, walk
from communique.remember.archive import Archive
from communique.remember.found import Filter
from communique.remember.overview import subjects

TAMM, OZOLS, LELA, RUIZ = "Mari Tamm", "Andris Ozols", "Lela Kobakhidze", "Tomás Ruiz"


@pytest.fixture
def stocked(archive: Archive, make_reading, make_page) -> Archive:
    """Four articles: Tamm receives Ozols twice and Kobakhidze once; Ruiz receives Ozols on an unknown day."""
    told = [
        (TAMM, OZOLS, "the rail bridge", "2025-06-12", "2025-12-31", "Gazette"),
        (TAMM, LELA, "the ferry", "2025-07-01", "2025-09-30", "Herald"),
        (TAMM, OZOLS, "the tunnel", "2025-05-02", None, "Herald"),
        (RUIZ, OZOLS, "the wine fair", None, "2026-03-31", None),
    ]
    for number, (speaker, guest, topic, on, due, outlet) in enumerate(told):
        url = f"https://news.example/{number}"
        reading = make_reading(speaker, guest, topic=topic, on=on, due=due, outlet=outlet, url=url)
        archive.add(make_page(reading), reading)
    return archive


def told(found) -> list[tuple[str, str]]:
    return [(one.kind, one.source.url[-1]) for one in found]


def test_people_are_counted(stocked) -> None:
    people = list(questions.people(stocked))
    assert [(p.name, p.articles, p.statements) for p in people] == [
        (TAMM, 3, 3), (OZOLS, 3, 0), (RUIZ, 1, 1), (LELA, 1, 0),
    ]  # fmt: skip
    assert people[0].last_on == date(2025, 7, 1)
    assert people[2].last_on is None
    assert [p.name for p in questions.people(stocked, "ruiz")] == [RUIZ]
    assert [p.name for p in questions.people(stocked, state="geo")] == [LELA]


def test_a_list_holds_all_namesakes(stocked, make_reading, make_page, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = make_reading("Jaan Tamm", OZOLS, url="https://news.example/9")
    stocked.add(make_page(reading), reading)
    monkeypatch.setattr(walk, "MOST_NAMESAKES", 1)
    both = ["Mari Tamm", "Jaan Tamm"]
    assert [p.name for p in questions.people(stocked, "tamm")] == both
    assert [p.name for p in subjects.subjects(stocked, "person", words="tamm")] == both
    everybody = subjects.subjects(stocked, "person")
    assert subjects.subjects(stocked, "person", words="?!") == everybody != []


def test_counts_follow_the_current_version(stocked, make_reading, make_page) -> None:
    corrected = make_reading(LELA, OZOLS, url="https://news.example/1")
    stocked.add(make_page(corrected), corrected)
    assert {p.name: (p.articles, p.statements) for p in questions.people(stocked)} == {
        OZOLS: (4, 0), TAMM: (2, 2), RUIZ: (1, 1), LELA: (1, 1),
    }  # fmt: skip


def test_quotes_of_a_speaker_latest_first(stocked) -> None:
    found = list(questions.quotes(stocked, Filter(person="tamm")))
    assert told(found) == [("statement", "1"), ("statement", "0"), ("statement", "2")]
    assert found[0].finding.content[0].quote == "We will finish the ferry together"
    assert found[0].names[found[0].finding.speaker] == TAMM
    assert (found[0].on, found[0].source.outlet) == (date(2025, 7, 1), "Herald")
    assert list(questions.quotes(stocked, Filter(person="ozols"))) == []


def test_a_person_without_diacritics_is_found(stocked) -> None:
    assert told(questions.quotes(stocked, Filter(person="Tomas Ruiz"))) == [("statement", "3")]


def test_filters_hold_together(stocked) -> None:
    assert told(questions.quotes(stocked, Filter(person="Tamm", outlet="herald"))) == [
        ("statement", "1"), ("statement", "2"),
    ]  # fmt: skip
    assert told(questions.quotes(stocked, Filter(state="LVA", since=date(2025, 6, 1)))) == [("statement", "0")]
    assert told(questions.quotes(stocked, Filter(until=date(2025, 6, 12)))) == [
        ("statement", "0"), ("statement", "2"), ("statement", "3"),
    ]  # fmt: skip
    assert list(questions.quotes(stocked, Filter(person="Nobody"))) == []


def test_dyad_whichever_comes_first(stocked) -> None:
    found = told(questions.dyad(stocked, "LVA", "EST"))
    assert sorted(found) == sorted(
        (kind, n) for kind in ("statement", "occasion", "event", "commitment", "relation") for n in "02"
    )
    assert found == told(questions.dyad(stocked, "est", "lva"))
    assert [n for _, n in found] == sorted((n for _, n in found))
    assert list(questions.dyad(stocked, "EST", "URY")) == []


def test_timeline_is_forward_and_has_days(stocked) -> None:
    days = [found.on for found in questions.timeline(stocked)]
    assert len(days) == 15
    assert days == sorted(days)
    assert {found.on for found in questions.timeline(stocked, Filter(state="GEO"))} == {date(2025, 7, 1)}


def test_meetings(stocked) -> None:
    assert told(questions.meetings(stocked, Filter(person="Ozols"))) == [
        ("occasion", "0"), ("occasion", "2"), ("occasion", "3"),
    ]  # fmt: skip
    assert list(questions.meetings(stocked, statuses=["planned"])) == []
    assert len(list(questions.meetings(stocked, statuses=["held", "planned"]))) == 4


def test_open_commitments_by_deadline(stocked) -> None:
    due = questions.open_commitments(stocked, due_before=date(2026, 1, 1))
    assert told(due) == [("commitment", "1"), ("commitment", "0")]
    assert told(questions.open_commitments(stocked, by="Tamm", due_before=date(2025, 10, 1))) == [("commitment", "1")]
    assert told(questions.open_commitments(stocked, state="URY", due_before=date(2027, 1, 1))) == [("commitment", "3")]
    assert told(questions.open_commitments(stocked, by="Ozols", due_before=date(2027, 1, 1))) == []
    assert told(questions.open_commitments(stocked, by="Tamm")) == [
        ("commitment", "1"), ("commitment", "0"), ("commitment", "2"),
    ]  # fmt: skip


def test_candidates_are_blocked_by_parties_and_days(stocked) -> None:
    days = (date(2025, 6, 1), date(2025, 7, 31))
    assert told(questions.candidates(stocked, "occasion", [("state", "LVA"), ("state", "URY")], *days)) == [
        ("occasion", "0")
    ]
    both = questions.candidates(stocked, "commitment", [("state", "LVA"), ("person", "mari-tamm")], *days)
    assert told(both) == [("commitment", "1"), ("commitment", "0")]


def test_what_was_superseded_is_not_asked(stocked, make_reading, make_page) -> None:
    for number in range(4):
        reading = make_reading(LELA, RUIZ, url=f"https://news.example/{number}")
        stocked.add(make_page(reading), reading)
    assert list(questions.dyad(stocked, "EST", "LVA")) == []
    assert [p.name for p in questions.people(stocked)] == [RUIZ, LELA]


def test_long_answers_go_on_past_a_batch(archive, make_reading, make_page, monkeypatch) -> None:
    monkeypatch.setattr(walk, "FIRST_BATCH", 2)
    monkeypatch.setattr(walk, "BATCH", 3)
    monkeypatch.setattr(questions, "BATCH", 3)
    for number in range(9):
        due = f"2025-08-0{1 + number // 2}"
        reading = make_reading(on="2025-06-12", due=due, url=f"https://news.example/{number}")
        archive.add(make_page(reading), reading)
    assert len({f.source.url for f in questions.quotes(archive, Filter(person="tamm"))}) == 9
    due = list(questions.open_commitments(archive, due_before=date(2026, 1, 1)))
    assert [f.finding.due.to_on for f in due] == sorted(f.finding.due.to_on for f in due)
    assert len({f.source.url for f in due}) == 9
    assert len(list(questions.timeline(archive))) == 45


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(SearchError, match="'quote' is none of article, statement"):
        Filter(kinds=("quote",))
