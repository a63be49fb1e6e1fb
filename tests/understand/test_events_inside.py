"""Events on short sentences of our own: what stands inside another's words, and who acts or gets in set phrases."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.events import find_events
from tests.understand.event_texts import one, read_cast, told

Event = tuple[str, frozenset[str], frozenset[str]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # At whose request something is done.
        ("At the request of Norway, Finland informed the court.", one("REQUEST", "NOR", "FIN")),
        # Whose deed stands behind "whose".
        ("Berg thanked Finland, whose embassy delivered medicine to Chile.", one("AID", "FIN", "CHL")),
        # Who brings others to a table.
        ("Norway and Finland met in April. Rojas, who chaired the talks, left.", one("CONSULT", "CHL", "NOR FIN")),
        ("Norway and Finland met. Chile brokered the ceasefire.", one("CONSULT", "CHL", "NOR FIN")),
        ("Norway and Finland met. Chile offered to host the next round.", one("AGREE", "CHL", "NOR FIN")),
        # A bad name is an accusation.
        ("Berg described the launch by Chile as a provocation.", one("ACCUSE", "NOR", "CHL")),
        ("Norway and Chile met. Berg called the allegation a tired joke.", one("ACCUSE", "NOR", "CHL")),
        ("Berg and Virtanen met. They discussed their concern about Chile's coercive actions.",
         one("ACCUSE", "NOR FIN", "CHL")),
        # Who decides to do harm does it.
        ("Norway decided to expel the Chilean ambassador.", one("SANCTION", "NOR", "CHL")),
        ("Norway banned Chilean lorries from its roads.", one("SANCTION", "NOR", "CHL")),
        # Who gets help.
        ("Chile received two million crowns in Norwegian aid.", one("AID", "NOR", "CHL")),
        ("Finland closed the road in support of Chile.", one("SUPPORT", "FIN", "CHL")),
        ("Berg met Rojas. Rojas said: Chile needs the help of Norway.", one("REQUEST", "CHL", "NOR")),
    ],
)  # fmt: skip
def test_told(text: str, event: Event) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway decided to expel the Chilean ambassador.", "AGREE"),
        ("Norway met Chile. Norway denied that its troops had attacked Chile.", "ASSAULT"),
        ("Berg met Rojas. Berg voiced deep concern at the health of the captain.", "ACCUSE"),
        ("Norway and Finland met. Norway will never support fraud.", "REJECT"),
        ("Norway and Finland met. It wants pledges of countries that are ready to help.", "AGREE"),
    ],
)
def test_not_told(text: str, type_: str) -> None:
    assert type_ not in {event[0] for event in told(text)}


def test_nobody_acts_at_their_own_request() -> None:
    text = "Polish President Jan Nowak briefed Peruvian President Ana Lima, at her request, on the fires."
    assert [e for e in read_cast(text) if e[0] == "REQUEST"] == [("REQUEST", ("PER",), ("POL",))]


def test_what_is_denied_beside_a_demand_does_not_take_the_demand_away() -> None:
    assert one("REQUEST", "NOR", "CHL") in told("Norway denied the report and demanded an answer of Chile.")


def test_a_deed_that_an_accuser_claims_is_an_event() -> None:
    text = "Polish President Jan Nowak accused Peru of detaining two Polish sailors."
    assert {e[0] for e in read_cast(text)} == {"ACCUSE", "COERCE"}


def test_what_a_speaker_tells_others_to_do_nobody_has_done() -> None:
    text = 'Polish President Jan Nowak met Peruvian President Ana Lima. "Give us food and tents," Nowak said.'
    assert "AID" not in {e[0] for e in read_cast(text)}
    assert "SUPPORT" in {e[0] for e in read_cast('Jan Nowak of Poland told Ana Lima of Peru: "Thank you for this."')}


def test_on_a_page_of_a_government_we_is_that_government() -> None:
    text = "Poland and Peru met in Lima. Peru praised the talks. We will continue to provide Chile with food."

    def promised(outlet: str | None) -> set[str]:
        lexicon, article = load_lexicon(), Article("t", text, outlet=outlet)
        analysis = analyse(article)
        cast = find_cast(article, analysis, lexicon)
        events = find_events(article, analysis, lexicon, cast, (), ())
        return {cast.side(cast[i]) for e in events if e.type == "AGREE" for i in e.actors}

    assert promised("Ministry of Foreign Affairs of Poland") == {"POL"}
    assert promised(None) == {"PER"}


def test_a_planned_encounter_is_an_agreement_to_meet() -> None:
    text = "A meeting between Polish President Jan Nowak and Peruvian President Ana Lima is planned for Monday."
    found = read_cast(text, occasions=True)
    assert {side for t, a, r in found if t == "AGREE" for side in (*a, *r)} == {"POL", "PER"}
    assert "CONSULT" not in {e[0] for e in found}
