"""Offices in the letterheads and first sentences of a government's own papers: short, self-written articles."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons
from tests.understand.page_texts import name, read
from tests.understand.test_actors_offices import offices

_OURS = "Australian Minister for Foreign Affairs"
_FOREIGN, _LEADING = ("foreign_minister", "AUS"), ("head_of_government", "AUS")


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("MEDIA RELEASE MINISTER FOR FOREIGN AFFAIRS GORDON BLACK\n\nI will visit Samoa.", "GORDON BLACK", _FOREIGN),
        ("MINISTER FOR FOREIGN AFFAIRS\n\nThe Hon Carla Whitby MP\n\nI met Chile.", "Carla Whitby", _FOREIGN),
        ("The Hon Martin Ellery MP Minister for Foreign Affairs\n\nI met Peru.", "Martin Ellery", _FOREIGN),
        ("The Hon Julia Bishop MP\n\nToday I met Peru's envoy.", "Julia Bishop", ("legislator", "AUS")),
        ("The Minister for Foreign Affairs, Senator Graham Hale, today thanked Peru.", "Graham Hale", _FOREIGN),
        ("Prime Minister Carla Whitby yesterday met Prime Minister Ola Berg in Oslo.", "Carla Whitby", _LEADING),
        (
            "Prime Minister Carla Whitby met President Joko Amin in Jakarta. Ms Whitby also met with the Speaker of "
            "the People's Assembly, Mr Rizal Hadi.",
            "Rizal Hadi",
            ("speaker", "IDN"),
        ),
        (
            "Today I announce the appointment of Mr Glenn Porter as Australia's Ambassador to Peru.",
            "Glenn Porter",
            ("ambassador", "AUS"),
        ),
    ],
)
def test_a_governments_own_paper_means_its_own(text: str, name: str, office: tuple[str, str]) -> None:
    assert office in offices(persons(text, _OURS)[name])


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("In Jordan I met King Hamdan and Prime Minister Hamdan Zaidan.", "Hamdan", ("monarch", "JOR")),
        ("In Jordan I met King Hamdan and Prime Minister Hamdan Zaid.", "Hamdan Zaid", ("head_of_government", "JOR")),
        ("I will visit Samoa. I will meet Prime Minister Leota.", "Leota", ("head_of_government", "WSM")),
        ("President Harris of Nauru met me. President Harris left.", "Harris", ("head_of_state", "NRU")),
    ],
)  # fmt: skip
def test_whom_its_writer_meets_abroad_is_of_that_state(text: str, name: str, office: tuple[str, str]) -> None:
    assert offices(persons(text, _OURS)[name]) == [office]


def test_words_of_a_letterhead_are_no_part_of_names() -> None:
    text = "TRANSCRIPT OF THE PRIME MINISTER THE HON JOHN WARREN MP DOORSTOP INTERVIEW, DARWIN"
    assert list(persons(text, _OURS)) == ["JOHN WARREN"]
    career = "Mr Tom Doyle was Director, Refugees and Director of the Department's Pakistan Section."
    assert list(persons(career, _OURS)) == ["Tom Doyle"]


def test_a_ministers_release_says_i_of_the_minister() -> None:
    text = (
        "MINISTER FOR FOREIGN AFFAIRS ALAN WARD\n\nDr Reza Karimi, the Foreign Minister of Iran, visited Australia. "
        'I expressed Australia\'s thanks for his help.\n\n"I am glad," Dr Karimi said.'
    )
    reading = read(text, "Australian Minister for Foreign Affairs")
    said = [(name(reading, s.speaker), s.cue.quote if s.cue else None) for s in reading.statements]
    assert said == [("ALAN WARD", "expressed"), ("Reza Karimi", "said")]
    assert {name(reading, s.speaker) for s in read(text, "The Wire").statements} == {None, "Reza Karimi"}
