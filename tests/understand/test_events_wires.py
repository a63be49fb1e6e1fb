"""Events and encounters in constructions that wires use daily: short articles of our own, read whole."""

from __future__ import annotations

import pytest

from tests.understand import test_encounters_whole as whole
from tests.understand.test_events_whole import reading, told

Event = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # each towards the other
        ("Norway and Finland accused each other of spying.", [("ACCUSE", "FIN", "NOR"), ("ACCUSE", "NOR", "FIN")]),
        (
            "Norway and Finland traded accusations over the border.",
            [("ACCUSE", "FIN", "NOR"), ("ACCUSE", "NOR", "FIN")],
        ),
        ("Norway and Finland traded threats.", [("THREATEN", "FIN", "NOR"), ("THREATEN", "NOR", "FIN")]),
        (
            "Norway and Finland met. Each side accused the other of spying.",
            [("ACCUSE", "FIN", "NOR"), ("ACCUSE", "NOR", "FIN"), ("CONSULT", "FIN NOR", "")],
        ),
        # to promise to yield is to agree
        ("Norway promised to lift its sanctions on Finland.", [("AGREE", "NOR", "FIN")]),
        ("Norway will withdraw its troops from Finland.", [("AGREE", "NOR", "FIN")]),
        ("Norway pledged to release the Finnish sailors.", [("AGREE", "NOR", "FIN")]),
        ("Norway will withdraw from UNESCO.", [("AGREE", "NOR", "UNESCO")]),
        # aid that is to come is agreed, aid that is refused is rejected
        ("Norway's parliament approved a loan for Finland.", [("AGREE", "NOR", "FIN")]),
        ("Norway offered Finland a loan of 40 million euros.", [("AGREE", "NOR", "FIN")]),
        ("Norway donated 5 million euros to Finland.", [("AID", "NOR", "FIN")]),
        ("Norway delivered four fighter jets to Finland.", [("AID", "NOR", "FIN")]),
        # charges
        (
            "Norway said that the Finnish army had shelled a Norwegian village.",
            [("ACCUSE", "NOR", "FIN"), ("ASSAULT", "FIN", "NOR")],
        ),
        ("Norway said Finland had broken the truce with Oslo.", [("ACCUSE", "NOR", "FIN"), ("ASSAULT", "FIN", "NOR")]),
        ("Norway rejected claims that it had jammed Finnish radars.", [("REJECT", "NOR", "FIN")]),
        ("Norway slammed the Finnish president's remarks.", [("ACCUSE", "NOR", "FIN")]),
        ("Norway called Finland's plan a prize for smugglers.", []),
        ("Norway called Sunday for calm in Finland.", [("REQUEST", "NOR", "FIN")]),
        # who acts though nobody says so
        ("A Finnish diplomat was expelled from Norway.", [("SANCTION", "NOR", "FIN")]),
        ("Finland's ambassador to Norway was summoned on Monday.", [("CONSULT", "NOR", "FIN")]),
        ("Two Finnish citizens were detained in Norway.", [("COERCE", "NOR", "FIN")]),
        ("Norway trained Finnish soldiers.", [("AID", "NOR", "FIN")]),
        # places
        ("Norway massed tanks along its border with Finland.", [("MOBILIZE", "NOR", "FIN")]),
        ("Norwegian drones struck a Finnish port.", [("ASSAULT", "NOR", "FIN")]),
        ("Norway pulled its troops out of Finland.", [("RETREAT", "NOR", "FIN")]),
        ("Norway voted against Finland's accession to NATO.", [("REJECT", "NOR", "FIN")]),
        ("Finland lives under Norwegian sanctions.", [("SANCTION", "NOR", "FIN")]),
    ],
)
def test_all_that_is_told(text: str, events: list[Event]) -> None:
    assert sorted(told(text)) == events


@pytest.mark.parametrize(
    "text",
    [
        "Norway said that Finland had killed a commander of the rebels and thanked Finland.",
        "Norway's police said Finland had arrested two Chilean smugglers, and praised Helsinki.",
    ],
)
def test_a_deed_towards_others_is_no_charge(text: str) -> None:
    assert "ACCUSE" not in {type_ for type_, _, _ in told(text)}


def test_partners_of_a_state_are_not_the_state() -> None:
    assert ("ACCUSE", "NOR", "FIN") not in told("Norway's partners condemned Finland.")


@pytest.mark.parametrize(
    ("text", "occasions"),
    [
        (
            "Foreign Minister Kari Lund of Norway held separate calls with Foreign Minister Erik Salo of Finland "
            "and Foreign Minister Ana Rojas of Chile.",
            ["call held: FIN NOR", "call held: CHL NOR"],
        ),
        (
            "Kari Lund of Norway met Erik Salo of Finland and Ana Rojas of Chile and separately toured a museum.",
            ["meeting held: NOR FIN CHL"],
        ),
        (
            "The new ambassador of Norway, Ole Dahl, presented his letters of credence to President Erik Salo of "
            "Finland on Monday.",
            ["ceremony held: NOR FIN"],
        ),
        ("President Erik Salo of Finland presented his climate credentials to Norway.", []),
        ("Norwegian President Ada Berg spent two days in Tokyo.", ["visit held: NOR/guest JPN/host @ Tokyo"]),
        ("Norwegian hostage Ada Berg spent 471 days in Japan.", []),
        ("Norwegian President Ada Berg made a stopover in Tokyo.", ["visit held: NOR/guest @ Tokyo"]),
        (
            "After Helsinki, Norwegian President Ada Berg will travel on to Tokyo.",
            ["visit planned: NOR/guest JPN/host @ Tokyo"],
        ),
        ("The UN Security Council will hold a meeting on Sudan on Friday.", ["session planned: UNSC"]),
        ("Norway recalled its ambassador to Finland for consultations.", []),
        ("Norway mediated talks between Finland and Chile.", ["talks held: FIN CHL NOR/mediator"]),
    ],
)
def test_encounters(text: str, occasions: list[str]) -> None:
    reading = whole.read(text)
    assert [whole.told(reading, o) for o in reading.occasions] == occasions


def test_what_a_document_demands_nobody_asks() -> None:
    text = "Norway and Finland met. Under the document, Norway must open the port to Finland by 1 June 2027."
    assert "REQUEST" not in {type_ for type_, _, _ in told(text)}


def test_the_words_of_an_event_stand_once() -> None:
    events = reading(
        "Norway's foreign minister, Kari Lund, said after meeting her Finnish counterpart, Erik Salo, that the two "
        "countries would resume talks on a ferry line by the end of March 2027."
    ).events
    assert all(len(set(event.evidence)) == len(event.evidence) for event in events)
