"""Whose the officials are whom somebody meets abroad, and who speaks for a ministry: articles of our own."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons

MINISTRY = "Ministry for Foreign Affairs of Norway"


def sides(text: str, outlet: str | None = None) -> dict[str, str | None]:
    """{family name: whom the first office serves}"""
    return {name.split()[-1]: a.offices[0].of for name, a in persons(text, outlet).items() if a.offices}


def test_whom_one_meets_on_a_journey_serves_where_it_leads() -> None:
    text = (
        "I will visit Nauru, Fiji and Vanuatu next week.\n\nIn Nauru I will hold talks with President Amram.\n\n"
        "My visit to Fiji on 11 May will be the first since the vote. I will be meeting Prime Minister Tora and "
        "Foreign Minister Vakata.\n\nI will then travel to Vanuatu, where I will call on the Speaker, Mr Simeon."
    )
    assert sides(text, MINISTRY) == {"Amram": "NRU", "Tora": "FJI", "Vakata": "FJI", "Simeon": "VUT"}
    listed = (
        "In Jordan I met King Hamza, Foreign Minister Samir Nasser and the Director of the General Intelligence "
        "Department, General Faisal Rawi."
    )
    assert set(sides(listed, MINISTRY).values()) == {"JOR"}


@pytest.mark.parametrize(
    "text",
    [
        "State Secretary Ana Lunde met Ambassador Nils Berg in Oslo on Monday.",
        "Foreign Minister Ana Lunde received Deputy Minister Jorge Rojas of Chile. She was accompanied by Ambassador "
        "Nils Berg.",
        "The Chilean minister also discussed this with my colleague the Minister for Fisheries, Nils Berg.",
    ],
)
def test_a_ministry_s_own_people_stay_its_own(text: str) -> None:
    assert sides(text, MINISTRY)["Berg"] == "NOR"


def test_who_is_received_is_of_another_state_than_the_host() -> None:
    text = "President Jorge Rojas of Chile received Deputy National Security Advisor Ana Lunde. Norway and Chile fish."
    assert sides(text, MINISTRY) == {"Rojas": "CHL", "Lunde": "NOR"}


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The U.S. blamed the Israeli plan. Foreign Ministry spokesman Eitan Levi said no.", "Levi", "ISR"),
        ("The State Department spoke. Israel did not. Foreign Ministry spokesman Eitan Levi said.", "Levi", "ISR"),
        ("Talks between Serbia and Kosovo failed. Prime Minister Arben Hoxha blamed Belgrade.", "Hoxha", "XKX"),
        ("Talks between Serbia and Kosovo failed. Prime Minister Marko Jovic blamed Pristina.", "Jovic", "SRB"),
        ("Kenya and Fiji met. Kenya was glad. Prime Minister Tom Rao agreed.", "Rao", "FJI"),
    ],
)  # fmt: skip
def test_a_state_without_the_office_and_one_that_is_blamed_are_not_served(text: str, name: str, state: str) -> None:
    assert sides(text)[name] == state


def test_a_known_family_name_is_known_without_its_article() -> None:
    assert sides("President Assad said that the U.S. had broken the deal. Washington denied it.") == {"Assad": "SYR"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("LUXEMBOURG U.S. Secretary of State Dan Cole said so.", "U.S. Secretary of State"),
        ("TALLINN/RIGA Estonian Foreign Minister Kadri Tamm said so.", "Estonian Foreign Minister"),
        ("NATO Secretary General Dan Cole said so.", "NATO Secretary General"),
        ("UAE Foreign Minister Dan Cole said so.", "UAE Foreign Minister"),
    ],
)
def test_a_town_in_capitals_opens_no_title(text: str, title: str) -> None:
    (actor,) = persons(text).values()
    assert [o.title for o in actor.offices] == [title]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Speaker of the House, Ana Lunde on Tuesday met with the Chilean ambassador, Jorge Rojas.",
            {"Lunde": None, "Rojas": "CHL"},
        ),
        ("Deputy Minister Ana Lunde met Chilean ambassador Jorge Rojas.", {"Lunde": None, "Rojas": "CHL"}),
        (
            "Ana Lunde, Deputy Prime Minister and Minister of Foreign Affairs, received Jorge Rojas, Minister of "
            "Foreign Affairs of Chile, in Oslo. Norway and Chile are friends.",
            {"Lunde": "NOR", "Rojas": "CHL"},
        ),
    ],
)
def test_whose_envoy_one_receives_is_not_one_s_own_state(text: str, expected: dict[str, str | None]) -> None:
    assert sides(text) == expected


def test_all_offices_of_one_person_are_of_one_state() -> None:
    text = (
        "Ana Lunde, Deputy Prime Minister and Minister of Foreign Affairs, received Jorge Rojas, Minister of Foreign "
        "Affairs of Chile, in Oslo. Norway and Chile are friends."
    )
    assert {o.of for o in persons(text)["Ana Lunde"].offices} == {"NOR"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Norway's Minister of Trade, Ana Lunde told reporters that trade had grown.", "Norway's Minister of Trade"),
        ("In a statement, the Minister of Trade, Ana Lunde has urged Chile to wait.", "Minister of Trade"),
        ("Chilean Ministry of Trade spokesman Jorge Rojas spoke.", "Chilean Ministry of Trade spokesman"),
        ("Chilean Ministry of Trade spokesman, Jorge Rojas said it rained.", "Chilean Ministry of Trade spokesman"),
        ("The foreign minister of Chile, Ana Lunde said, had erred.", None),
        ("After a talk with the Minister of Trade of Chile, Ana Lunde told reporters that trade had grown.", None),
    ],
)
def test_an_office_in_front_of_a_name_without_a_second_comma(text: str, title: str | None) -> None:
    assert [o.title for a in persons(text).values() for o in a.offices] == ([title] if title else [])


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Minister of Norway, Ana Lunde, received her counterpart from Chile, Diego Rojas, in Oslo.",
        "Norway's Foreign Minister Ana Lunde will meet with her opposite number in Chile, Diego Rojas.",
    ],
)
def test_a_counterpart_from_a_state(text: str) -> None:
    assert {(o.role, o.of) for o in persons(text)["Diego Rojas"].offices} == {("foreign_minister", "CHL")}


def test_its_vice_president_is_of_the_body_just_named() -> None:
    text = "Ana Lunde, premier of Norway, met a team of the European Parliament led by its Vice-President Marie Dubois."
    assert sides(text) == {"Lunde": "NOR", "Dubois": "EU"}
