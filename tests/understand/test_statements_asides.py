"""Statements whose cue stands amid or behind what was said, or has a remark of its own beside it."""

from __future__ import annotations

import pytest

from tests.understand.statement_texts import read


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        ("As Lind told the Wire, rents have dropped.", "Lind", "told", ["rents have dropped"]),
        ("Rents have dropped, as Lind told the Wire on Monday.", "Lind", "told", ["Rents have dropped"]),
        ("As Lind put it, the talks were a beginning.", "Lind", "put it", ["the talks were a beginning"]),
        ("Rents, as Lind pointed out, have dropped.", "Lind", "pointed", ["Rents", "have dropped"]),
        (
            "Small islands, said Lind, are required to pay more.",
            "Lind",
            "said",
            ["Small islands", "are required to pay more"],
        ),
        (
            "What counts, Lind said, is that the bridge stays open.",
            "Lind",
            "said",
            ["What counts", "is that the bridge stays open"],
        ),
        (
            "If the talks fail, the bridge will be closed, warned Lind.",
            "Lind",
            "warned",
            ["If the talks fail, the bridge will be closed"],
        ),
        (
            "The letter, a copy of which was seen by the Wire, states that the bridge will be closed.",
            "The letter",
            "states",
            ["the bridge will be closed"],
        ),
        (
            "The bridge will stay closed, according to two clerks familiar with the talks who asked not to be named.",
            "two clerks familiar with the talks",
            "according to",
            ["The bridge will stay closed"],
        ),
        ("In the words of Lind, the deal is a beginning.", "Lind", "In the words", ["the deal is a beginning"]),
        ("The farmers complained that rents had not.", "The farmers", "complained", ["rents had not"]),
        (
            "Freedonia has accused Sylvania of hiding grain, a charge Sylvania rejects in public.",
            "Freedonia",
            "accused",
            ["of hiding grain"],
        ),
        (
            "Rents fell, said the minister of labour, Ada Lind, at the opening of the fair.",
            "the minister of labour, Ada Lind",
            "said",
            ["Rents fell"],
        ),
    ],
)
def test_who_says_it_and_what_is_said_around_it(text: str, source: str, cue: str, words: list[str]) -> None:
    (statement,) = read(text)
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.quote, statement.cue.quote) == (source, cue)
    assert [c.quote for c in statement.content] == words


def test_a_gerund_with_its_own_object_behind_a_quotation_is_no_cue_of_it() -> None:
    said = read('The mayor notes, "Smoke kills more trees than frost", highlighting the importance of clean air.')
    quoted = [s for s in said if s.form == "direct"]
    assert [s.cue.quote for s in quoted if s.cue] == ["notes"]


@pytest.mark.parametrize(
    "text",
    [
        "The Wire, citing a source in the ministry, reported that rents fell.",
        "Rents fell, it said, citing two officials.",
    ],
)
def test_who_is_cited_says_what_is_reported(text: str) -> None:
    told = [s for s in read(text) if s.cue is not None and s.cue.quote == "citing"]
    assert [s.content[0].quote.lower() for s in told] == ["rents fell"]


def test_grounds_that_are_cited_are_no_source() -> None:
    (statement,) = read("The envoy cancelled the trip, citing reasons of health.")
    assert [c.quote for c in statement.content] == ["reasons of health"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind, asked whether talks would resume, said they would.",
        "Ada Lind, when asked whether talks would resume, said they would.",
        "Ada Lind, asked about the talks, said they would.",
    ],
)
def test_who_is_asked_has_not_asked(text: str) -> None:
    (statement,) = read(text)
    assert statement.source is not None
    assert (statement.source.quote, [c.quote for c in statement.content]) == ("Ada Lind", ["they would"])


def test_a_phrase_that_ends_the_sentence_frames_all_of_it() -> None:
    said = read("The mayor called in the envoy and demanded that the work stop, according to the ministry.")
    framed = next(s for s in said if s.cue is not None and s.cue.quote == "according to")
    assert [c.quote for c in framed.content] == ["The mayor called in the envoy and demanded that the work stop"]


def test_what_the_outlet_dates_of_a_person_is_not_said() -> None:
    (statement,) = read("Lind said the treatment of Ada Berg, who was arrested in June, had left him no choice.")
    assert [c.quote for c in statement.content] == ["the treatment of Ada Berg", "had left him no choice"]


def test_what_holds_where_it_happened_is_the_outlet_s_own_when_told_of_today() -> None:
    (statement,) = read("Lind said the talks had failed in Oslo, where the rules are strict.")
    assert [c.quote for c in statement.content] == ["the talks had failed in Oslo"]
    (statement,) = read("Lind said the talks had failed in Oslo, where others had succeeded.")
    assert [c.quote for c in statement.content] == ["the talks had failed in Oslo, where others had succeeded"]
