"""Full text: the same words find the same entries on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text

from communique.errors import SearchError
from communique.remember import search as search_room
from communique.remember import words
from communique.remember.archive import Archive
from communique.remember.database import connect, schema
from communique.remember.found import Filter
from communique.remember.search import search

ARTICLES = Filter(kinds=("article",))


@pytest.fixture
def stocked(archive: Archive, make_reading, make_page) -> Archive:
    for number, topic in enumerate(["the rail bridge", "gas and the bridge", "Erdoğan's co-operation plan"]):
        speaker = "Lela Kobakhidze" if number == 2 else "Mari Tamm"
        url, outlet = f"https://news.example/{number}", "Herald" if number else "Gazette"
        reading = make_reading(speaker, topic=topic, on=f"2025-06-1{number}", url=url, outlet=outlet)
        archive.add(make_page(reading), reading)
    return archive


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("bridge", "10"),
        ("BRIDGE rail", "0"),
        ('"rail bridge"', "0"),
        ('"bridge rail"', ""),
        ("brid*", "10"),
        ("brid", ""),
        ("bridge -gas", "0"),
        ('bridge -"rail bridge"', "1"),
        ("gas OR co-operation", "21"),
        ("erdogan", "2"),
        ("ERDOĞAN", "2"),
        ("co-operation", "2"),
        ('"co-operation pl"*', ""),
        ("tunnel", ""),
        ("kstatement", ""),
        ("s1", ""),
        ("rail' & ! | <-> ( bridge):*", "0"),
        ('text : marks NEAR("x")', ""),
    ],
)
def test_queries(stocked, query: str, numbers: str) -> None:
    assert [found.source.url[-1] for found in search(stocked, query, ARTICLES)] == list(numbers)


def test_kinds(stocked) -> None:
    found = list(search(stocked, "rail"))
    assert sorted(f.kind for f in found) == ["article", "commitment", "event", "statement"]
    statement = next(search(stocked, "rail", Filter(kinds=("statement",))))
    assert statement.finding.content[0].quote == "We will finish the rail bridge together"


@pytest.mark.parametrize(
    ("filter_", "numbers"),
    [
        (Filter(person="Tamm"), "10"),
        (Filter(state="GEO"), "2"),
        (Filter(state="EST"), "10"),
        (Filter(dyad=("GEO", "LVA")), "2"),
        (Filter(dyad=("GEO", "EST")), ""),
        (Filter(outlet="Herald"), "21"),
        (Filter(since=date(2025, 6, 11)), "21"),
        (Filter(until=date(2025, 6, 11)), "10"),
        (Filter(person="Tamm", outlet="Herald", since=date(2025, 6, 11), until=date(2025, 6, 11)), "1"),
        (Filter(person="Nobody"), ""),
    ],
)
def test_filters(stocked, filter_: Filter, numbers: str) -> None:
    found = search(stocked, "finish", filter_)
    assert "".join(f.source.url[-1] for f in found if f.kind == "statement") == numbers


def test_superseded_words_are_not_found(stocked, make_reading, make_page) -> None:
    reading = make_reading(topic="the ferry", url="https://news.example/0")
    stocked.add(make_page(reading), reading)
    assert list(search(stocked, "rail")) == []
    assert list(search(stocked, "ferry")) != []


def test_answers_go_on_past_a_batch(stocked, monkeypatch) -> None:
    whole = [(f.kind, f.source.url) for f in search(stocked, "finish")]
    monkeypatch.setattr(search_room, "FIRST_BATCH", 2)
    monkeypatch.setattr(search_room, "BATCH", 2)
    assert [(f.kind, f.source.url) for f in search(stocked, "finish")] == whole
    assert len(whole) > 6


@pytest.mark.parametrize(("latest", "few"), [(1, 0), (1, 2), (4, 5), (5000, 0)])
def test_frequent_words_find_what_rare_ones_would(stocked, monkeypatch, latest: int, few: int) -> None:
    whole = [(f.kind, f.source.url) for f in search(stocked, "finish")]
    monkeypatch.setattr(search_room, "FIRST_BATCH", 2)
    monkeypatch.setattr(search_room, "BATCH", 3)
    monkeypatch.setattr(words, "_AMONG_LATEST", words.among_latest(latest))
    monkeypatch.setattr(words, "_TSQUERY", words.all_or_latest(few))
    assert [(f.kind, f.source.url) for f in search(stocked, "finish")] == whole
    assert len(whole) > 6


@pytest.fixture
def wordy(archive: Archive, make_reading, make_page) -> Archive:
    for number, topic in enumerate(["the end of the war and what was in it", "the end of a war", "it was in the end"]):
        reading = make_reading(topic=topic, url=f"https://news.example/{number}", on=f"2025-06-1{number}")
        archive.add(make_page(reading), reading)
    return archive


PHRASES = [
    ('"end of the war"', "0"),
    ('"what was in it"', "0"),
    ('"was in"', "20"),
    ('"in was"', ""),
    ('"it was in the"', "2"),
    ('"it was in it"', ""),
    ('"was in th"*', ""),
    ('war -"was in"', "1"),
]


@pytest.mark.parametrize(("query", "numbers"), PHRASES)
def test_phrases_of_frequent_words(wordy, query: str, numbers: str) -> None:
    assert [found.source.url[-1] for found in search(wordy, query, ARTICLES)] == list(numbers)


def test_an_older_archive_gets_its_phrases_of_frequent_words(wordy, downgrade: Callable[[str], None]) -> None:
    def vectors() -> list[tuple[object, ...]]:
        with wordy.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text("SELECT * FROM words ORDER BY 1"))]

    new = vectors()
    downgrade("0013")
    assert connect.is_sqlite(wordy.engine) or vectors() != new
    schema.upgrade(wordy.engine)
    assert vectors() == new
    for query, numbers in PHRASES:
        assert [found.source.url[-1] for found in search(wordy, query, ARTICLES)] == list(numbers)


@pytest.mark.parametrize("query", ["", "  ", "-gas", "?!", '""'])
def test_a_query_without_a_word(stocked, query: str) -> None:
    with pytest.raises(SearchError, match="at least one word"):
        search(stocked, query)
