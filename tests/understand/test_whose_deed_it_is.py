"""What is told beside a deed changes it only where it is told of that deed: called off, taken back, denied, posted."""

from __future__ import annotations

import pytest

from tests.understand.page_texts import name, office, read, said


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Officials told reporters in Oslo that President Rojas's visit to Ankara had been cancelled.", "cancelled"),
        ("Officials urged President Rojas to cancel her visit to Ankara next week.", "planned"),
        ("The minister said President Rojas had to cancel her visit to Ankara.", "cancelled"),
        ("The planned visit of President Rojas to Ankara almost fell through.", "planned"),
        ("The planned visit of President Rojas to Ankara fell through.", "cancelled"),
    ],
)
def test_a_visit_is_cancelled_where_somebody_cancelled_it(text: str, status: str) -> None:
    assert {o.status for o in read(text).occasions} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway pledged 50 lorries to Chile on Monday. On Tuesday it withdrew the pledge.", "withdrawn"),
        ("Norway pledged 50 lorries to Chile on Monday. Finland withdrew the offer.", "open"),
        ("Norway pledged aid to Chile on Monday after Chile had cancelled the deal with Russia.", "open"),
        ("Norway pledged aid to Chile on Monday. It cancelled the deal with Russia.", "open"),
    ],
)
def test_a_pledge_is_taken_back_by_whoever_gave_it(text: str, status: str) -> None:
    assert [c.status for c in read(text).commitments] == [status]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Norway will remain ready to send aid to Chile.", ["offer"]),
        ("Norway will remain committed to the treaty.", ["pledge"]),
        ("Norway will remain grateful to Chile.", []),
        ("Norway denied reports that it would send aid to Chile.", []),
        ("Rumours that Norway would send aid to Chile spread.", []),
        ("Norway confirmed reports that it would send aid to Chile.", ["pledge"]),
    ],
)
def test_a_mood_or_a_rumour_binds_nobody_and_a_readiness_once(text: str, kinds: list[str]) -> None:
    assert [c.kind for c in read(text).commitments] == kinds


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Norway announced a ban on TikTok.", "a ban on TikTok"),
        ("Norway confirmed the visit on Telegram.", "the visit"),
        ("Foreign Minister Ane Holm did not deny saying that the pact was dead.", "the pact was dead"),
        ("Foreign Minister Ane Holm wants to say that the pact is dead.", "the pact is dead"),
    ],
)
def test_what_was_said_keeps_its_own_words(text: str, content: str) -> None:
    assert [c for _, c in said(text)] == [content]


def test_who_was_summoned_and_told_does_not_tell_it() -> None:
    assert said("The Norwegian ambassador was summoned and told that the raid must end.") == [
        (None, "the raid must end")
    ]
    assert said("Norwegian minister Ane Holm was praised and said that the work would go on.") == [
        ("Ane Holm", "the work would go on")
    ]


def test_governments_of_one_state_with_names_of_their_own_are_two() -> None:
    reading = read("The British government and the Scottish government met in London on Monday.")
    (occasion,) = reading.occasions
    there = {name(reading, p.actor) for p in occasion.participants}
    assert there == {"British government", "Scottish government"}


def test_an_attack_that_was_the_largest_attack_was_one() -> None:
    assert [e.type for e in read("Iran's attack on Oslo was the largest attack on Norway in years.").events] == [
        "ASSAULT"
    ]


def test_members_of_a_body_are_accused_with_its_name_and_officials_without_the_deed() -> None:
    assert "members of Hamas" in {a.name for a in read("Norway accused members of Hamas of a raid.").actors}
    assert "officials" in {a.name for a in read("Norway accused officials of bribery.").actors}


def test_an_office_stands_before_the_honours_of_brunei() -> None:
    text = "Brunei's Development Minister Dato Awang Haji Juanda Rashid met the press."
    assert office(text, "Juanda Rashid") == [("minister", "BRN")]


def test_the_day_of_the_withdrawal_is_not_when_the_pledge_was_due() -> None:
    (pledge,) = read("Norway pledged 50 lorries to Chile, but withdrew the pledge on Friday.").commitments
    assert (pledge.status, pledge.due) == ("withdrawn", None)
    (kept,) = read("Norway pledged to send 50 lorries to Chile by Friday.").commitments
    assert kept.due is not None
