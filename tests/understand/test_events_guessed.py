"""Whom the words of a deed leave out: understood where the text tells it, and null where it would be a guess."""

from __future__ import annotations

import pytest

from tests.understand.event_texts import told_whole as told
from tests.understand.page_texts import read

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
            "Norway met Chile. Peru and Kenya looked on. Finland warned Norway. Norway dismissed the threat.",
            {("NOR", "FIN")},
            id="whose words are refused",
        ),
        pytest.param(
            "REQUEST",
            "Norway accused Finland of theft. Chile, Peru and Kenya looked on. Norway demanded an explanation.",
            {("NOR", "FIN")},
            id="of a foe",
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
        "Norway spoke of Finland. The Chilean civil war went on.",
        "The disease has killed fifty people in Chile.",
        "Norway spoke of Finland. Forty people were killed by the floods in Chile.",
        "The Norwegian envoy opened the first of three rounds of talks on Finland.",
        "Norway was uneasy about allowing Finnish ships to pass.",
    ],
)
def test_what_is_done_to_nobody(text: str) -> None:
    assert not [e for e in told(text) if e[0] in ("CONCEDE", "ACCUSE", "ASSAULT", "COERCE")]


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean gas sector offers opportunities for Norwegian companies.",
        "Norway offered no sign of a compromise with Finland.",
        "Norway and Finland spoke. The deal calls for Finland to open the border.",
        "Norway met Finland. Two diplomats spoke on condition of anonymity.",
    ],
)
def test_what_nobody_promises_or_asks(text: str) -> None:
    events = [e for e in told(text) if e[0] in ("AGREE", "REQUEST", "RETREAT")]
    assert not events


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("REJECT", "NOR", "FIN"), "Norway is not going to sign the agreement with Finland."),
        (("REJECT", "NOR", "FIN"), "Norway will no longer export copper to Finland."),
    ],
)
def test_what_is_denied_by_the_word_above_or_by_no_longer(expected: tuple[str, str, str], text: str) -> None:
    assert told(text) == {expected}


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


def test_nobody_is_grateful_to_himself() -> None:
    assert ("NOR", "NOR") not in of("SUPPORT", "The Head of State thanked the Kingdom of Norway for the wheat.")
    text = "Prime Minister Anna Berg said Norway wanted peace. The delegation thanked the prime minister for her help."
    assert ("NOR", "NOR") not in of("SUPPORT", text)


def test_what_is_not_understood_after_all_leaves_no_doubt() -> None:
    reading = read("Police arrested forty people in Oslo, and President Anna Berg of Norway promised reform.")
    (event,) = (e for e in reading.events if e.type == "AGREE")
    assert (event.recipients, [d for d in event.doubts if d.field == "recipients"]) == ((), [])


@pytest.mark.parametrize(
    ("type_", "text", "when"),
    [
        ("CONSULT", "On March 9, Anna Berg of Norway met Liv Dahl of Finland. The meeting was short.", "2026-03-09"),
        (
            "CONSULT",
            "Norway thanked Finland for what was agreed during Anna Berg's visit to Finland in May.",
            "2025-05",
        ),
        ("AGREE", "Norway will help Finland rebuild the road destroyed in May 2025.", None),
    ],
)
def test_an_event_has_the_day_of_its_encounter_and_none_that_it_cannot_have(
    type_: str, text: str, when: str | None
) -> None:
    found = {e.when for e in read(text).events if e.type == type_}
    assert found in ({when}, {when, None})
    assert when is not None or found == {None}


@pytest.mark.parametrize(
    ("blamed", "text"),
    [
        ("", "Norway condemned the attack on a Chilean ship."),
        ("", "Norway denounced the assassination of the Chilean president."),
        ("FIN", "Norway condemned Finland's attack on a Chilean ship."),
        ("FIN", "Norway condemned the Finnish bombing of a school in Chile."),
        ("FIN", "Norway deplored the seizure of a Chilean tanker by Finland."),
    ],
)
def test_who_is_struck_is_not_blamed(blamed: str, text: str) -> None:
    assert of("ACCUSE", text) == {("NOR", blamed)}


def test_the_two_countries_are_those_just_told_of() -> None:
    text = "Norway met Chile. Finland and Peru have fought three wars. The two countries signed a truce."
    assert of("SUPPORT", text) == {("FIN PER", "")}


def test_whom_one_hosts_for_talks_is_told_once() -> None:
    text = "Norway will host delegations from Chad and Niger for talks in May."
    assert of("AGREE", text) == {("NOR", "NER TCD")}


def test_a_bodys_ministers_meet_each_other() -> None:
    text = "Chile spoke. Norway thanked Chile. EU foreign ministers met in Brussels. A Chilean minister attended."
    assert not [e for e in told(text) if e[0] == "CONSULT" and "CHL" in e[2]]


@pytest.mark.parametrize(
    ("towards", "text"),
    [
        (
            "CHL",
            "Norwegian minister Anna Berg met Finland. Peru looked on. Chile invited Berg to Santiago. She accepted.",
        ),
        (
            "",
            "Norwegian minister Anna Berg met Finland. Peru and Chile looked on. Berg was asked to chair it. "
            "She accepted.",
        ),
    ],
)
def test_she_accepted_what_she_was_asked(towards: str, text: str) -> None:
    assert ("NOR", towards) in of("AGREE", text)
    assert ("NOR", "FIN") not in of("AGREE", text)


def test_a_span_is_no_day_of_an_event() -> None:
    text = "Norway denied it on Sunday, a day after Finland accused Norway of theft and recalled its ambassador."
    assert all(e.when is None or not e.when.startswith("P") for e in read(text).events)


def test_the_two_of_a_first_sentence_are_those_of_the_second() -> None:
    text = "The two countries are allies. On Monday, minister Anna Berg of Norway met minister Jorge Rojas of Chile."
    front, behind = read(text), read(f"The hall is made of stone and glass.\n\n{text}")
    assert [(r.a, r.b, r.kind) for r in front.relations] == [(r.a, r.b, r.kind) for r in behind.relations]
