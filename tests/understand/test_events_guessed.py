"""Whom the words of a deed leave out: understood where the text tells it, and null where it would be a guess."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import told_whole as told

_FILL = "The rain went on. " * 6


def of(type_: str, text: str) -> set[tuple[str, str]]:
    return {(a, r) for t, a, r in told(text) if t == type_}


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        pytest.param(
            "SANCTION",
            "Norway accused Finland of theft. Chile, Peru and Kenya looked on. Norway imposed sanctions.",
            {("NOR", "FIN")},
            id="a quarrel just told",
        ),
        pytest.param(
            "REJECT",
            f"Norway accused Finland of theft. Chile, Peru and Kenya looked on. {_FILL}Finland refused to pay.",
            {("FIN", "")},
            id="a quarrel told long before",
        ),
        pytest.param(
            "REJECT",
            "Norway thanked Finland. Chile, Peru and Kenya looked on. Norway refused to pay.",
            {("NOR", "")},
            id="a friend",
        ),
        pytest.param(
            "REQUEST",
            "Finland, Norway and Chile are neighbours. Kenya and Peru are not. Chile asked for an explanation.",
            {("CHL", "")},
            id="of whom one asks",
        ),
        pytest.param(
            "REJECT",
            "Norway accused Finland of theft. The Chilean opposition criticised the Chilean president. "
            "The Chilean president rejected the criticism.",
            set(),
            id="a critic at home",
        ),
        pytest.param(
            "ASSAULT",
            "Norway met Chile. Finland, Peru and Kenya looked on. Chilean planes carried out air strikes.",
            {("CHL", "")},
            id="those who meet are not at war with each other",
        ),
    ],
)
def test_whom_it_is_towards(type_: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert of(type_, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway met Finland. Oslo signed a deal, allowing Chilean ships to pass.",
        "The new law allows foreigners to buy land in Chile. Norway praised Finland.",
        "Norway met Chile. The collision has cast doubt on the visit by the Chilean minister to Norway.",
        "Norway spoke of Finland. A Norwegian boat was carrying out fishing operations.",
        "Norway spoke of Finland. Norway carried out a rescue operation.",
        "Norway spoke of Finland. Finland cracked down on drug smuggling.",
        "Norway spoke of Finland. It was quiet before the Finland invasion.",
    ],
)
def test_what_is_done_to_nobody(text: str) -> None:
    assert not [e for e in told(text) if e[0] in ("CONCEDE", "ACCUSE", "ASSAULT", "COERCE")]


def test_to_fight_an_ill_threatens_nobody() -> None:
    text = "Norway spoke of Finland. Norway reaffirmed its commitment to cracking down on drug smuggling."
    assert not of("THREATEN", text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway is allowing Finnish trucks to cross at night again.",
        "Norwegian jets carried out a military operation in Finland.",
        "Norway cracked down on Finnish fishermen.",
    ],
)
def test_what_is_done_to_somebody(text: str) -> None:
    assert told(text)


def test_who_attends_a_bodys_summit_has_not_met_the_body() -> None:
    text = "Norwegian minister Anna Berg and Finnish minister Juha Laine spoke at the ASEAN summit in Santiago, Chile."
    assert {part for _, a, _ in told(text) for part in a.split()} == {"NOR", "FIN"}


def test_the_parties_are_no_more_than_are_counted() -> None:
    text = "Norway, Finland, Chile, Peru and Kenya held talks. All four parties agreed on a truce."
    assert not [a for t, a, _ in told(text) if t == "AGREE" and len(a.split()) > 4]
