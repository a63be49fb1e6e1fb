"""Encounters as agencies, ministries and presidents' offices tell them, on sentences of our own."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading

HEAD = '---\ntitle: "Briefing"\noutlet: "The Example Times"\npublished: "2026-03-11"\n---\n\n'


def encounters(text: str) -> list[tuple[str, str, frozenset[str]]]:
    """(kind, status, names of those there) of every encounter told."""
    reading = read_page(Page("briefing.md", f"{HEAD}{text}\n".encode()))
    assert isinstance(reading, Reading)
    names = {a.id: a.code or a.name for a in reading.actors}
    return [(o.kind, o.status, frozenset(names[p.actor] for p in o.participants)) for o in reading.occasions]


CASES = [
    # who closes with what she did before
    (
        "Latvian Foreign Minister Ilze Kalnina said on Tuesday that Riga would open an embassy in Tashkent by June, "
        "after meeting her Uzbek counterpart Rustam Saidov.",
        ("meeting", "held", {"Ilze Kalnina", "Rustam Saidov"}),
    ),
    (
        "Estonia's Prime Minister Liis Tamm said the border would stay closed, speaking after talks with her Finnish "
        "counterpart Antti Salo in Tallinn on Monday.",
        ("talks", "held", {"Liis Tamm", "Antti Salo"}),
    ),
    (
        "Prime Minister Amina Sall said Senegal would raise the issue at the African Union, after a phone call with "
        "Gambian President Lamin Touray.",
        ("call", "held", {"Amina Sall", "Lamin Touray"}),
    ),
    # names swallowed by what stands in front of them
    (
        "Speaking during a visit to Kyiv, Canadian Defence Minister Claire Tremblay pledged new artillery shells.",
        ("visit", "held", {"Claire Tremblay", "UKR"}),
    ),
    (
        "The meeting was attended by Georgian President Nino Lomidze and EU Ambassador Herbert Kraus.",
        ("meeting", "held", {"Nino Lomidze", "Herbert Kraus"}),
    ),
    (
        "Prime Minister Jonas Berg of Sweden and Prime Minister Maria Silva of Portugal signed a memorandum of "
        "understanding in Lisbon on Tuesday.",
        ("signing", "held", {"Jonas Berg", "Maria Silva"}),
    ),
    # whose "I" it is
    (
        '"I met President Kari Lund yesterday," Finnish Prime Minister Antti Salo wrote on X.',
        ("meeting", "held", {"Antti Salo", "Kari Lund"}),
    ),
    (
        '"We had a productive meeting with President Kari Lund," Finnish Prime Minister Antti Salo said.',
        ("meeting", "held", {"Antti Salo", "Kari Lund"}),
    ),
    # parts of an encounter
    (
        '"We are closer than ever," Foreign Minister Yusuf Karimi said at the end of two days of talks with Pakistani '
        "officials in Doha.",
        ("talks", "held", {"Yusuf Karimi", "Pakistani officials"}),
    ),
    (
        "Spanish Foreign Minister Lucia Ortega, currently on an official visit to Morocco, was received on Wednesday "
        "by King Hassan.",
        ("visit", "under_way", {"Lucia Ortega", "MAR"}),
    ),
    (
        "Marco Ferri, Italy's foreign minister, wrapped up a four-day visit to Vietnam that included talks with Prime "
        "Minister Tran Quoc Minh.",
        ("talks", "held", {"Marco Ferri", "Tran Quoc Minh"}),
    ),
    (
        "Singapore's foreign minister Tan Wei Ming ended his visit to Brunei with a courtesy call on Sultan Hassan.",
        ("meeting", "held", {"Tan Wei Ming", "Hassan"}),
    ),
    (
        "Negotiators from Washington and Tehran wrapped up a fifth round of indirect talks mediated by Oman in Rome.",
        ("talks", "held", {"OMN", "Iran negotiators", "United States of America negotiators"}),
    ),
    # journeys
    (
        "The Mongolian president is in Seoul for a summit with his South Korean counterpart, Park Ji-won.",
        ("visit", "under_way", {"Mongolian president", "KOR"}),
    ),
    (
        "Togo's foreign minister, Komi Agbeko, was in Niamey on Saturday carrying a message.",
        ("visit", "held", {"Komi Agbeko", "NER"}),
    ),
    (
        "Japan's foreign minister Yuki Tanabe flew to Manila on Sunday and is expected to meet President Ramon Cruz "
        "before heading to Jakarta.",
        ("visit", "planned", {"Yuki Tanabe", "IDN"}),
    ),
    (
        "Japan's foreign minister Yuki Tanabe flew to Manila on Sunday and is expected to meet President Ramon Cruz.",
        ("meeting", "planned", {"Yuki Tanabe", "Ramon Cruz"}),
    ),
    # bodies and groups
    (
        "The UN Security Council held an emergency session on Tuesday at the request of Somalia.",
        ("session", "held", {"UNSC"}),
    ),
    (
        "Cambodia and Laos will convene their joint border committee in Vientiane on April 14.",
        ("session", "planned", {"KHM", "LAO"}),
    ),
    (
        "The ministers of foreign affairs of Finland, Sweden and Norway convened in Reykjavik on Thursday.",
        ("meeting", "held", {"FIN", "SWE", "NOR"}),
    ),
    (
        "In a rare telephone call, the defence ministers of Greece and Turkey agreed to open a hotline.",
        ("call", "held", {"Greece ministers", "Turkey ministers"}),
    ),
    (
        "South Africa's president and his Namibian and Botswanan counterparts are to meet in Windhoek on 20 March.",
        ("meeting", "planned", {"South Africa's president", "NAM", "BWA"}),
    ),
    (
        "The summit brought together leaders from 14 African states, including Senegal's Amina Sall and Ghana's Kwame "
        "Asante.",
        ("summit", "held", {"Amina Sall", "Kwame Asante"}),
    ),
    (
        "Officials from Benin, Togo and Ghana met in Cotonou on Tuesday.",
        ("meeting", "held", {"Benin officials", "Togo officials", "Ghana officials"}),
    ),
    ("Leaders of Kenya, Uganda and Tanzania met in Arusha on Monday.", ("meeting", "held", {"KEN", "UGA", "TZA"})),
    (
        "The talks between Foreign Minister Dahl and her Russian counterpart were the first at that level since 2022.",
        ("talks", "held", {"Dahl", "Russian counterpart"}),
    ),
    (
        "Iranian Foreign Minister Reza Ahmadi arrived in Muscat on Friday with a delegation for talks with the United "
        "States. A second round will be held in Rome next week.",
        ("talks", "planned", {"Reza Ahmadi", "USA"}),
    ),
    # other words for it
    (
        "Slovak Prime Minister Martin Hruska laid a wreath at the memorial in Vilnius on Monday.",
        ("ceremony", "held", {"Martin Hruska"}),
    ),
    (
        "Worku Bele, Ethiopia's foreign minister, inaugurated the embassy in Oslo with Norwegian Foreign Minister Liv "
        "Dahl.",
        ("ceremony", "held", {"Worku Bele", "Liv Dahl"}),
    ),
    (
        "Japanese Foreign Minister Yuki Tanabe held a working dinner with her Philippine counterpart, Liza Santos.",
        ("meeting", "held", {"Yuki Tanabe", "Liza Santos"}),
    ),
    (
        "Speaking alongside Colombian President Andres Mejia after their meeting, Chilean President Camila Rojas said "
        "trade would double.",
        ("meeting", "held", {"Andres Mejia", "Camila Rojas"}),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_encounter_is_told_with_all_its_company(text: str, expected: tuple[str, str, set[str]]) -> None:
    kind, status, names = expected
    assert (kind, status, frozenset(names)) in encounters(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Egyptian foreign minister had phone calls with his counterparts from Jordan and Qatar on Saturday.",
        "Amara Diallo met separately with Cypriot President Nikos Stavrou and Cypriot Foreign Minister Eleni Loizou.",
        "Norwegian Prime Minister Kari Lund will hold bilateral meetings with President Lucia Mena of Ecuador and "
        "Chancellor Anna Vogel of Germany.",
    ],
)
def test_several_calls_and_meetings_are_one_for_each(text: str) -> None:
    assert [len(names) for _, _, names in encounters(text)] == [2, 2]


def test_the_third_trip_this_year_is_the_one_just_told() -> None:
    text = (
        "Hungary's foreign minister, Balint Kovacs, travelled to Moscow on Tuesday, his third trip to Russia this year."
    )
    assert [kind for kind, _, _ in encounters(text)] == ["visit"]


@pytest.mark.parametrize(
    "text",
    [
        "Marco Ferri, Italy's foreign minister, was in Hanoi for medical treatment.",
        "Kenyan President Daniel Mutua said the road would reopen, after closing it for three years.",
        "Romanian Prime Minister Radu Ionescu hosted the council.",
        "Prime Minister Antti Salo said the refinery would reopen, following talks between the owners and the unions.",
        "The factory received a visit from inspectors, and the company met its targets for the year.",
    ],
)
def test_what_only_looks_like_an_encounter(text: str) -> None:
    assert encounters(text) == []


def test_a_talk_set_for_another_day_before_has_no_such_day() -> None:
    text = "The meeting between Egypt and Jordan, originally planned for February, will now take place in Baghdad."
    reading = read_page(Page("briefing.md", f"{HEAD}{text}\n".encode()))
    assert isinstance(reading, Reading)
    assert [o.when for o in reading.occasions] == [None]


def test_ministers_of_a_body_do_not_meet_the_town_they_sit_in() -> None:
    text = "The foreign ministers of the European Union met in Luxembourg on Monday."
    assert [names for _, _, names in encounters(text)] == [frozenset({"EU"})]
