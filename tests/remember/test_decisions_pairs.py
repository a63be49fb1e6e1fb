"""Who is who, by persons: verdicts that follow their findings through newer readings, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from communique.desk.review import ReviewDesk
from communique.record.followup import FindingKey, Verdict
from communique.record.outcome import Reading
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.judged.verdicts import personal_verdicts, record_verdicts, verdicts_about

Add = Callable[..., Reading]


@pytest.fixture
def add(archive: Archive, make_reading: Callable[..., Reading], make_page: Callable[..., Any]) -> Add:
    def add(**words: Any) -> Reading:
        reading = make_reading(**words)
        archive.add(make_page(reading), reading)
        return reading

    return add


def standing(archive: Archive) -> list[tuple[str, str, str]]:
    with connect.reading(archive.engine) as connection:
        return [(v.sameness, v.a.finding, v.b.finding) for v in personal_verdicts(connection)]


def test_a_persons_verdict_follows_its_findings(archive, add, make_page) -> None:
    one, two = add(), add(url="https://herald.example/7", topic="the ferry")
    desk = ReviewDesk(archive)
    a, b = (FindingKey(reading.article.id, "c-1") for reading in (one, two))
    made = desk.decide("same", a, by="Ann", reason="one promise, told twice", other=b)
    with connect.reading(archive.engine) as connection:
        (verdict,) = verdicts_about(connection, [b])
    assert (verdict.by, verdict.reason, verdict.score) == ("person:Ann", "one promise, told twice", 1.0)
    assert verdict.is_personal
    renamed = replace(
        one, commitments=tuple(replace(c, id="c-77") for c in one.commitments), made=replace(one.made, model="m 2")
    )
    archive.add(make_page(renamed), renamed)
    assert standing(archive)[-1] == ("same", "c-77", "c-1")
    desk.undo(made.id, "Ben")
    assert standing(archive) == []


def test_the_last_word_on_a_pair_stands(archive, add) -> None:
    one, two = add(), add(url="https://herald.example/7")
    desk = ReviewDesk(archive)
    a, b = (FindingKey(reading.article.id, "mari-tamm") for reading in (one, two))
    desk.decide("same", a, by="Ann", other=b)
    second = desk.decide("different", b, by="Ann", other=a)
    with connect.reading(archive.engine) as connection:
        assert [v.sameness for v in verdicts_about(connection, [a], "actor")] == ["different"]
    desk.undo(second.id, "Ann")
    with connect.reading(archive.engine) as connection:
        assert [v.sameness for v in verdicts_about(connection, [a], "actor")] == ["same"]
        assert verdicts_about(connection, [a], "occasion") == ()


def test_a_pair_whose_article_says_it_no_more_is_an_orphan(archive, add, make_page) -> None:
    one, two = add(), add(url="https://herald.example/7")
    desk = ReviewDesk(archive)
    a, b = (FindingKey(reading.article.id, "o-1") for reading in (one, two))
    desk.decide("same", a, by="Ann", other=b)
    bare = replace(two, occasions=(), made=replace(two.made, model="m 2"))
    archive.add(make_page(bare), bare)
    assert [o.why for o in desk.orphans()] == ["one of the two findings is there no more"]
    archive.add(make_page(two), two)
    assert list(desk.orphans()) == []


def test_rules_say_a_thing_once_and_keep_what_they_said_before(archive) -> None:
    a, b, c = (FindingKey(f"a-{n}", "p") for n in "123")
    first = Verdict("actor", a, b, "same", 0.91, "spellings of one name", "rule:names")
    other = Verdict("actor", a, c, "unsure", 0.7, "a family name alone", "rule:names")
    with connect.writing(archive.engine) as connection:
        assert record_verdicts(connection, [first, other]) == 2
        assert record_verdicts(connection, [first, replace(first, a=b, b=a), other]) == 0
        newer = replace(first, sameness="different", score=0.2, reason="different offices")
        assert record_verdicts(connection, [newer]) == 1
        assert verdicts_about(connection, [b]) == (newer,)
        assert verdicts_about(connection, [a], "actor") == (other, newer)
        assert personal_verdicts(connection) == ()
