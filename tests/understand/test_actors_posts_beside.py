"""Whose office it is, told by what stands beside it: short, self-written articles."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons
from tests.understand.test_actors_offices import offices

_FRENCH, _UNION, _INDIAN = ("head_of_government", "FRA"), ("head_of_igo", "AU"), ("foreign_minister", "IND")
_PERUVIAN, _HUNGARIAN = ("foreign_minister", "PER"), ("deputy", "HUN")


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Ambassador Extraordinary and Plenipotentiary of Oman, Ali Saif, left.", "Ali Saif", ("ambassador", "OMN")),
        ("The chargé d'affaires of Peru, Ana Soto, was handed a note.", "Ana Soto", ("ambassador", "PER")),
        ("U.S. Embassy Bogota Chargé d’Affaires Ana Soto spoke.", "Ana Soto", ("ambassador", "USA")),
        ("Ana Soto, Peru's permanent representative to the EU, spoke.", "Ana Soto", ("ambassador", "PER")),
        ("State Secretary at the Hungarian Ministry of Trade Zsolt Bodnar spoke.", "Zsolt Bodnar", _HUNGARIAN),
        ("Latvian State Secretary Ana Ozola spoke.", "Ana Ozola", ("other", "LVA")),
        ("Ana Soto, minister of state for foreign affairs of Uganda, spoke.", "Ana Soto", ("minister", "UGA")),
        ("Ana Soto, the EU's top diplomat, spoke.", "Ana Soto", ("other", "EU")),
        ("Ontario Premier Ana Soto spoke in Paris.", "Ana Soto", ("other", "CAN")),
        ("Scottish First Minister Ana Soto spoke in Paris.", "Ana Soto", ("other", "GBR")),
        ("The governor of Texas, Ana Soto, spoke in Paris.", "Ana Soto", ("other", "USA")),
        ("Representative Ana Soto of Texas visited Taipei.", "Ana Soto", ("legislator", "USA")),
        ("Senator Ana Soto, a Republican from Ohio, visited Taipei.", "Ana Soto", ("legislator", "USA")),
        ("The minister of foreign affairs and worship of Peru, Ana Soto, spoke.", "Ana Soto", _PERUVIAN),
        ("Polish President Jan Kowal's chief of staff, Ana Nowak, spoke.", "Ana Nowak", ("other", "POL")),
        ("UN Secretary-General Ana Ortiz's spokesperson, Dan Lim, spoke.", "Dan Lim", ("spokesperson", "UN")),
        ("The speaker of Honduras' parliament, Ana Soto, spoke.", "Ana Soto", ("speaker", "HND")),
        ("French President Luc Roy and Prime Minister Ana Soto met the Peruvian envoy.", "Ana Soto", _FRENCH),
        ("The African Union met. The chairperson of its commission, Ana Soto, spoke.", "Ana Soto", _UNION),
        ("External Affairs Minister (EAM) Shri Raj Nair of India visited Malta.", "Raj Nair", _INDIAN),
    ],
)  # fmt: skip
def test_what_stands_beside_an_office_tells_what_it_is_and_whose(
    text: str, name: str, office: tuple[str, str | None]
) -> None:
    assert office in offices(persons(text)[name])


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        # greetings go from one side to the other
        (
            "Mongolian Foreign Minister Ana Oyun conveyed greetings from President Bat Tsend to Prime Minister Ken "
            "Sato. Japan will pay.",
            "Ken Sato",
            "JPN",
        ),
        # an invitation is accepted by the other side
        (
            "Malta hosts the summit. Indian Prime Minister Raj Nair accepted the invitation of President Pia Borg.",
            "Pia Borg",
            "MLT",
        ),
        # who meets an ambassador of a state is of another
        (
            "“Yes,” said Foreign Minister Ana Rai after meeting Indian ambassador Raj Nair. Nepal wants a deal.",
            "Ana Rai",
            "NPL",
        ),
        # the subject behind a fronted clause is not the counterpart
        (
            "Speaking in Islamabad after meeting his Turkish counterpart, Foreign Minister Ali Anwar said trade grew.",
            "Ali Anwar",
            "PAK",
        ),
    ],
)
def test_two_sides_are_kept_apart(text: str, name: str, state: str) -> None:
    assert persons(text)[name].state == state


def test_the_letters_of_an_office_stand_for_its_bearer() -> None:
    text = "External Affairs Minister (EAM) Raj Nair of India visited Malta. EAM met the President of Malta."
    mentions = persons(text)["Raj Nair"].mentions
    assert "EAM" in [text[m.start : m.end] for m in mentions][1:]


def test_a_rank_behind_an_office_opens_the_name() -> None:
    text = "Chief of the General Staff of the Polish Armed Forces General Wieslaw Nowik signed the plan."
    assert ("military", "POL") in offices(persons(text)["Wieslaw Nowik"])


def test_ambassador_is_a_rank_beside_the_office_of_a_minister() -> None:
    text = "The Minister of Foreign Affairs of Nigeria, Ambassador Ibrahim Musa, spoke."
    assert offices(persons(text)["Ibrahim Musa"]) == [("foreign_minister", "NGA")]
