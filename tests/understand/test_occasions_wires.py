"""Encounters as wires and ministers' releases tell them: which tellings are one, and who was not there."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading

HEAD = '---\ntitle: "Briefing"\noutlet: "{}"\npublished: "2026-03-11"\n---\n\n'


def encounters(text: str, outlet: str = "The Example Times") -> list[tuple[str, str, frozenset[str]]]:
    """(kind, status, names of those there) of every encounter told."""
    reading = read_page(Page("briefing.md", f"{HEAD.format(outlet)}{text}\n".encode()))
    assert isinstance(reading, Reading)
    names = {a.id: a.code or a.name for a in reading.actors}
    return [(o.kind, o.status, frozenset(names[p.actor] for p in o.participants)) for o in reading.occasions]


BERG, CAMPOS, SOTO = "Nils Berg", "Rosa Campos", "Juan Soto"
ONE = [
    (
        "Norwegian Prime Minister Nils Berg yesterday met with President Rosa Campos of Peru in Lima to hold extensive "
        "bilateral talks on trade.",
        ("meeting", "held", {BERG, CAMPOS}),
    ),
    (
        "Norwegian Foreign Minister Nils Berg spoke to reporters after he met Peruvian Foreign Minister Rosa Campos. "
        "Berg was more friendly after his first ever bilateral meeting with Campos.",
        ("meeting", "held", {BERG, CAMPOS}),
    ),
    (
        "Norwegian Foreign Minister Nils Berg, after a day of talks in Lima with his Peruvian counterpart, said more "
        "work was needed. At a news conference alongside Peruvian Foreign Minister Rosa Campos, Berg identified two "
        "problems. At the start of their talks on Friday, both Berg and Campos praised the truce.",
        ("talks", "held", {BERG, CAMPOS}),
    ),
    (
        "Norwegian Foreign Minister Nils Berg said the Berg-Campos meeting had been useful. Rosa Campos is the foreign "
        "minister of Peru.",
        ("meeting", "held", {BERG, CAMPOS}),
    ),
    (
        "Norwegian Premier Nils Berg's cancellation of a proposed meeting with Peruvian President Rosa Campos put "
        "strain on ties.",
        ("meeting", "cancelled", {BERG, CAMPOS}),
    ),
    ("The 12 African foreign ministers will meet again on Monday in Nairobi.", ("meeting", "planned", {"ministers"})),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_tellings_of_one_encounter_are_one(text: str, expected: tuple[str, str, set[str]]) -> None:
    found = encounters(text)
    assert [(kind, status) for kind, status, _ in found] == [expected[:2]]
    names = frozenset("ministers" if n.endswith("ministers") else n for n in found[0][2])
    assert names == expected[2]


def test_a_single_official_is_not_them() -> None:
    text = (
        "Norwegian Foreign Minister Nils Berg is expected to meet with Peruvian Foreign Minister Rosa Campos next week "
        "in Europe. A senior official at the Norwegian Foreign Ministry said it was unclear whether their schedules "
        "would allow them to meet next week. They last met in January in Lima."
    )
    assert [names for _, _, names in encounters(text)] == [frozenset({BERG, CAMPOS})] * 2


def test_the_talks_of_two_are_not_those_of_four() -> None:
    text = (
        "Norwegian Premier Nils Berg held separate talks with President Rosa Campos of Peru. Four-party talks between "
        "Norway, Peru, Chile and Brazil collapsed in 2008."
    )
    assert [names for _, _, names in encounters(text)] == [
        frozenset({BERG, CAMPOS}),
        frozenset({"NOR", "PER", "CHL", "BRA"}),
    ]


def test_the_meeting_is_the_one_that_was_held() -> None:
    text = (
        "Chile and Norway held a meeting in Oslo on Monday. Chile wants to restart the Chile-Mercosur trade talks. A "
        "readout of the meeting did not mention fish."
    )
    assert ("talks", "proposed", frozenset({"CHL", "MERCOSUR"})) in [
        (k, s, frozenset(n.upper() for n in names)) for k, s, names in encounters(text)
    ]


def test_meetings_with_several_are_one_for_each() -> None:
    text = (
        "Norwegian Foreign Minister Nils Berg attended the forum in Amman. Meetings were also held with the President "
        "of Armenia Armen Petrosyan and the Foreign Minister of Latvia Janis Ozols."
    )
    met = [names for kind, _, names in encounters(text) if kind == "meeting"]
    assert met == [frozenset({"Armen Petrosyan"}), frozenset({"Janis Ozols"})]


def test_a_minister_arrives_for_talks_to_come() -> None:
    text = (
        "Norwegian Premier Nils Berg arrives later in the day for talks on Friday with Rosa Campos, the president of "
        "Peru, in Lima."
    )
    assert ("talks", "planned", frozenset({BERG, CAMPOS})) in encounters(text)


def test_who_stops_in_a_capital_visits_it() -> None:
    text = "Foreign Minister Nils Berg of Norway stopped in Lima on Monday. Peru welcomed the news."
    assert ("visit", "held", frozenset({BERG, "PER"})) in encounters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Vietnam stressed the need to speed up the early signing of a trade agreement.",
        "Norway and Vietnam agreed to increase the visits of Norwegian naval ships to Vietnam.",
        "Chile has said the plan is no incentive to Peru to negotiate with Bolivia.",
        "Turkish Premier Mehmet Kaya said his country has hosted Syrian refugees since 2011.",
    ],
)
def test_what_is_only_hoped_for_is_no_encounter(text: str) -> None:
    assert encounters(text) == []


RELEASE = (
    "MEDIA RELEASE\n\nNorwegian Minister of Foreign Affairs Nils Berg announced his plans for Peru today.\n\n"
    "I will visit Peru on 14 March. I met the Peruvian President, Rosa Campos, in Oslo in January this year."
)


def test_the_minister_who_issues_a_release_says_i() -> None:
    found = encounters(RELEASE, outlet="Norwegian Minister of Foreign Affairs")
    assert ("visit", "planned", frozenset({BERG, "PER"})) in found
    assert ("meeting", "held", frozenset({BERG, CAMPOS})) in found


def test_nobody_knows_who_i_is_in_a_newspaper() -> None:
    assert not any(names & {BERG, "NOR"} and kind == "visit" for kind, _, names in encounters(RELEASE))
