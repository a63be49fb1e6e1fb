"""Offices and sides that no title tells: short articles of our own in the manner of other outlets."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons, read


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        # who speaks for a capital serves there
        (
            "EU ministers argued about Belarus sanctions.\n\nPrime Minister Jan Novotny stayed late, insisting "
            "that Prague needed more time.",
            "Jan Novotny",
            "CZE",
        ),
        # what is asked of a capital is asked by others
        (
            "Japan protested to China.\n\nVice Minister Ken Ito met Ambassador Lin Bo and demanded that Beijing stop.",
            "Ken Ito",
            "JPN",
        ),
        # a state's bare name before a common noun is a matter
        (
            "Norway blocked new Iran sanctions on Friday.\n\nFinance Minister Anna Berg spoke last.",
            "Anna Berg",
            "NOR",
        ),
        # where the sentence plays, not whose embassy it is about
        (
            "Peru and Chile agreed on a dam.\n\nIn Lima, students marched past the Chilean Embassy, demanding that "
            "President Luis Vargas resign.",
            "Luis Vargas",
            "PER",
        ),
        # on behalf of one's own
        (
            "Brazil hosted the summit. Chile and Peru came.\n\nPeruvian Foreign Minister Ana Diaz, attending on behalf "
            "of President Luis Vargas, thanked the hosts.",
            "Luis Vargas",
            "PER",
        ),
        # a state as owner of a name
        ("Chile and Peru met Brazil.\n\nBolivia’s Maria Quispe left early.", "Maria Quispe", "BOL"),
        # on whom one calls abroad
        (
            "Norwegian minister Anna Berg toured Oman, Iran and Iraq. While in Muscat, Berg paid a courtesy call on "
            "Crown Prince Faris bin Said.",
            "Faris bin Said",
            "OMN",
        ),
    ],
)
def test_side(text: str, name: str, state: str) -> None:
    assert persons(text)[name].state == state


@pytest.mark.parametrize(
    ("text", "name", "role", "of"),
    [
        # a peer holds the office of who was named before
        (
            "Chilean President Ana Diaz handed the chair to her Brazilian peer, Jorge Lima. The Brazilian leader "
            "smiled. President Luis Vargas of Peru stayed away.",
            "Jorge Lima",
            "head_of_state",
            "BRA",
        ),
        # the Commission of an article about the EU
        (
            "The EU will pay, the European Commission said.\n\nCommission President Eva Lind was firm.",
            "Eva Lind",
            "head_of_igo",
            "EU",
        ),
        # her spokesperson serves where she does
        (
            "The EU talked to Norway.\n\nCommission President Eva Lind was firm. Talks go on, her chief spokesperson, "
            "Marco Bruni, said.",
            "Marco Bruni",
            "spokesperson",
            "EU",
        ),
        # a lede's office and the name that follows
        (
            "Britain has expelled two Norwegian diplomats, the foreign secretary has announced.\n\nMary Stone told MPs "
            "that there was no choice.",
            "Mary Stone",
            "foreign_minister",
            "GBR",
        ),
        # the parliament of China is no congress of America
        ("Tan Wei, chairman of the National People's Congress Standing Committee, came.", "Tan Wei", "speaker", "CHN"),
        ("The UN sent the Commissioner-General of UNRWA, Lars Holm.", "Lars Holm", "head_of_igo", "UNRWA"),
        # the name behind a portfolio that the tagger does not know for a person's
        (
            "Kazakhstan grew. Deputy Prime Minister and Minister of National Economy Aigerim Zhumash said so.",
            "Aigerim Zhumash",
            "minister",
            "KAZ",
        ),
    ],
)
def test_office(text: str, name: str, role: str, of: str) -> None:
    assert (role, of) in {(o.role, o.of) for o in persons(text)[name].offices}


def test_a_place_and_its_country_are_a_dateline() -> None:
    text = "Muscat, Oman – The Minister for Foreign Affairs of the Republic of Chile, Ana Diaz, met Omani officials."
    assert [(o.role, o.of) for o in persons(text)["Ana Diaz"].offices] == [("foreign_minister", "CHL")]


def test_dollars_are_no_state() -> None:
    assert {a.code for a in read("Chile will pay Peru US$ 20 million.") if a.kind == "state"} == {"CHL", "PER"}


def test_the_ministry_is_of_the_side_whose_deed_it_tells() -> None:
    text = "Japan protested on Tuesday after a Chilean ship had begun to drill, the Foreign Ministry said."
    assert [a.state for a in read(text) if a.kind == "government"] == ["JPN"]
