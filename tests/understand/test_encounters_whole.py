"""Encounters and what they are as events, on whole pages of our own: actors, occasions and events together."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.finding import Event, Occasion
from communique.record.outcome import Reading


def read(text: str) -> Reading:
    reading = read_page(Page("a.txt", text.encode()))
    assert isinstance(reading, Reading)
    return reading


def sides(reading: Reading, ids: tuple[str, ...]) -> str:
    actors = {a.id: a for a in reading.actors}
    return " ".join(sorted({actors[i].state or actors[i].code or actors[i].name for i in ids}))


def told(reading: Reading, o: Occasion) -> str:
    """ "visit planned: NOR/guest FIN/host @ Helsinki"."""
    who = " ".join(dict.fromkeys(f"{sides(reading, (p.actor,))}/{p.role}" for p in o.participants))
    return f"{o.kind} {o.status}: {who.replace('/participant', '')}" + (f" @ {o.place}" if o.place else "")


def done(reading: Reading, e: Event) -> str:
    """ "AGREE NOR > FIN future"."""
    return f"{e.type} {sides(reading, e.actors)} > {sides(reading, e.recipients)} {e.modality}"


VISITS = [
    # the state whose capital is visited is the host, also where nothing else names it
    ("Foreign Minister Kari Lund of Norway visited Helsinki.", ["visit held: NOR/guest FIN/host @ Helsinki"]),
    (
        "Norwegian President Ada Berg arrived in Tokyo on Monday for a two-day state visit.",
        ["visit held: NOR/guest JPN/host @ Tokyo"],
    ),
    # what is due is to come
    ("Norwegian President Ada Berg is due in Tokyo on Friday.", ["visit planned: NOR/guest JPN/host @ Tokyo"]),
    (
        "Norwegian President Ada Berg, who is due in Tokyo on Friday, said trade would grow.",
        ["visit planned: NOR/guest JPN/host @ Tokyo"],
    ),
    # an invitation that was accepted is a plan
    (
        "Norwegian President Ada Berg accepted an invitation to visit Tokyo.",
        ["visit planned: NOR/guest JPN/host @ Tokyo"],
    ),
    # nobody is a guest of the own state
    ("Norwegian President Ada Berg visited Oslo on Monday.", ["visit held: NOR/guest @ Oslo"]),
]


@pytest.mark.parametrize(("text", "wanted"), VISITS)
def test_visits(text: str, wanted: list[str]) -> None:
    reading = read(text)
    assert [told(reading, o) for o in reading.occasions] == wanted


EVENTS = [
    ("Norwegian President Ada Berg is due in Tokyo on Friday.", ["AGREE NOR > JPN future"]),
    ("Norwegian President Ada Berg accepted an invitation to visit Tokyo.", ["AGREE NOR > JPN future"]),
    # no state deals with itself
    ("Norwegian President Ada Berg declined an invitation to attend the summit in Tokyo.", ["REJECT NOR >  actual"]),
    ("Norway withdrew its invitation to the Finnish president.", ["REJECT NOR > FIN actual"]),
]


@pytest.mark.parametrize(("text", "wanted"), EVENTS)
def test_events(text: str, wanted: list[str]) -> None:
    reading = read(text)
    assert [done(reading, e) for e in reading.events] == wanted


COMPANIES = [
    # each of the states whose leaders or ministers are named together
    (
        "The foreign ministers of Norway, Finland and Japan will meet in Oslo on 12 May.",
        "AGREE FIN JPN NOR >  future",
    ),
    ("The heads of government of Norway and Finland met in Oslo.", "CONSULT FIN NOR >  actual"),
    ("Norwegian Prime Minister Kari Lund met the heads of state of Chile and Peru.", "CONSULT NOR > CHL PER actual"),
    # the next person of a list, behind a word on the one before
    (
        "Norwegian Prime Minister Kari Lund met with Anna Salo, her Finnish counterpart, and Luca Rossi of Italy.",
        "CONSULT NOR > FIN ITA actual",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), COMPANIES)
def test_everybody_of_a_company(text: str, wanted: str) -> None:
    reading = read(text)
    assert [done(reading, e) for e in reading.events] == [wanted]
    (encounter,) = reading.occasions
    sides_met = {sides(reading, (p.actor,)) for p in encounter.participants}
    assert sides_met == set(wanted.split()[1:-1]) - {">"}


CALLS = [
    "Norwegian Premier Kari Lund discussed trade with Finnish President Erik Salo in a telephone call.",
    "Norwegian Premier Kari Lund and Finnish President Erik Salo discussed trade in a phone call.",
    "Norwegian Premier Kari Lund called Finnish President Erik Salo on Monday to discuss trade.",
    "Norwegian Premier Kari Lund spoke by phone with Finnish President Erik Salo.",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_call_is_told_once(text: str) -> None:
    reading = read(text)
    assert [told(reading, o) for o in reading.occasions] == ["call held: NOR FIN"]
    assert [(e.type, e.mode) for e in reading.events] == [("CONSULT", "phone")]


def test_what_was_agreed_in_a_call() -> None:
    reading = read("Norwegian Premier Kari Lund and Finnish President Erik Salo agreed in a call to hold talks soon.")
    assert [o.kind for o in reading.occasions][:1] == ["call"]


GATHERINGS = [
    ("Leaders of the G7 gathered in Kyoto on Friday.", ["summit held: G7 @ Kyoto"]),
    ("BRICS leaders will convene in Kazan in October.", ["summit planned: BRICS leaders @ Kazan"]),
    ("Envoys of Norway, Finland and Japan assembled in Oslo.", ["meeting held: FIN JPN NOR @ Oslo"]),
    ("The leaders of Norway and Finland gathered in Oslo for a summit.", ["summit held: NOR FIN @ Oslo"]),
    ("Protesters gathered in Oslo on Monday.", []),
]


@pytest.mark.parametrize(("text", "wanted"), GATHERINGS)
def test_several_gather(text: str, wanted: list[str]) -> None:
    reading = read(text)
    assert [told(reading, o) for o in reading.occasions] == wanted


MEDIATED = [
    ("Japan will mediate talks between Norway and Finland.", "planned", ["AGREE JPN > FIN NOR future"]),
    (
        "Japan facilitated talks between Norway and Finland.",
        "held",
        ["CONSULT JPN > FIN NOR actual", "CONSULT FIN NOR >  actual"],
    ),
]


@pytest.mark.parametrize(("text", "status", "events"), MEDIATED)
def test_who_mediates_stands_between_the_sides(text: str, status: str, events: list[str]) -> None:
    reading = read(text)
    assert [told(reading, o) for o in reading.occasions] == [f"talks {status}: NOR FIN JPN/mediator"]
    assert [done(reading, e) for e in reading.events] == events


def test_talks_that_a_journey_is_for_are_to_come() -> None:
    reading = read("Norwegian President Ada Berg will travel to Tokyo for talks with Japanese Premier Kenji Mori.")
    assert {e.modality for e in reading.events} == {"future"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Norwegian ambassador was summoned to the foreign ministry in Tokyo.", "JPN"),
        ("Japan summoned the Norwegian ambassador to the foreign ministry.", "JPN"),
        ("The Norwegian ambassador was summoned to the foreign ministry on Monday.", None),
    ],
)
def test_nobody_is_summoned_to_the_own_ministry(text: str, state: str | None) -> None:
    assert [a.state for a in read(text).actors if a.name.endswith("ministry")] == [state]


def test_a_namesake_of_somebody_known_is_another() -> None:
    reading = read("Vice-President Anna Costa represented Brazil at the inauguration in Montevideo.")
    assert [a.state for a in reading.actors if a.name == "Anna Costa"] == ["BRA"]


STANDINGS = [
    ("Talks between Norway and Finland scheduled for Monday in Geneva will not take place.", "talks cancelled"),
    ("Norway's Lund to visit Japan next week", "visit planned"),
    ("Norway and Finland met in Geneva for talks on fisheries.", "meeting held"),
]


@pytest.mark.parametrize(("text", "wanted"), STANDINGS)
def test_standing(text: str, wanted: str) -> None:
    reading = read(text)
    assert [told(reading, o).split(":")[0] for o in reading.occasions] == [wanted]
    held = wanted.endswith("held")
    assert {e.type == "CONSULT" for e in reading.events} == {held}


def test_under_whose_mediation_and_where() -> None:
    reading = read("Talks between Norway and Finland are under way in Geneva under Japanese mediation.")
    assert [told(reading, o) for o in reading.occasions] == ["talks under_way: NOR FIN JPN/mediator @ Geneva"]
    reading = read("Norwegian envoys met with Chilean and Peruvian negotiators in Tokyo for two hours.")
    assert [told(reading, o) for o in reading.occasions] == ["meeting held: NOR CHL PER @ Tokyo"]


@pytest.mark.parametrize("what", ["met her counterpart Erik Salo", "was welcomed by her counterpart Erik Salo"])
def test_a_counterpart_is_of_another_state(what: str) -> None:
    (told_of,) = read(f"Norwegian Foreign Minister Kari Lund {what} in Helsinki.").occasions[:1]
    reading = read(f"Norwegian Foreign Minister Kari Lund {what} in Helsinki, Finland.")
    assert told_of.place == "Helsinki"
    assert [a.state for a in reading.actors if a.name == "Erik Salo"] == ["FIN"]


def test_where_soldiers_serve_is_not_whose_they_are() -> None:
    reading = read("Norwegian Prime Minister Kari Lund met Finnish soldiers stationed in Latvia.")
    assert {a.state for a in reading.actors if a.kind == "group"} == {"FIN"}


def test_ministers_who_are_named_sign() -> None:
    text = (
        "Norwegian Premier Kari Lund met Finnish Premier Erik Salo in Oslo. The ministers of both countries, Norwegian"
        " Minister Ada Berg and Finnish Minister Tom Niemi, signed a treaty."
    )
    reading = read(text)
    signing = next(e for e in reading.events if e.type == "SUPPORT")
    assert {a.name for a in reading.actors if a.id in signing.actors} == {"Ada Berg", "Tom Niemi"}
