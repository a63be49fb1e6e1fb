"""Events of whole articles of our own, with the actors, statements and encounters that the finders give."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.pipeline import understand
from communique.record.document import Article
from communique.record.outcome import Reading


def reading(text: str, title: str | None = None) -> Reading:
    return understand(Article("t", text, title=title), load_lexicon())


def told(text: str, title: str | None = None) -> set[tuple[str, str, str]]:
    """{(type, sides of the actors, sides of the recipients)} of a text."""
    read = reading(text, title)
    sides = {a.id: a.state or a.code or a.id for a in read.actors}

    def joined(ids: tuple[str, ...]) -> str:
        return " ".join(sorted({sides[i] for i in ids}))

    assert all(text[e.start : e.end] == e.quote for event in read.events for e in event.evidence)
    return {(event.type, joined(event.actors), joined(event.recipients)) for event in read.events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway and Finland spoke. Two-way trade grew by a fifth.", ("COOPERATE", "FIN NOR", "")),
        ("The Norway-Finland Fisheries Agreement entered into force on Monday.", ("COOPERATE", "FIN NOR", "")),
        ("Norway called for Finland to reopen the border.", ("REQUEST", "NOR", "FIN")),
        ("Norway forcibly returned Finnish sailors.", ("COERCE", "NOR", "FIN")),
        ("Norway announced financial support for Finland.", ("AGREE", "NOR", "FIN")),
        ("Norway's recognition of Palestine made Israel's president leave.", ("SUPPORT", "NOR", "PSE")),
        ("Norway awarded President Erik Salo of Finland the Order of the Reindeer.", ("SUPPORT", "NOR", "FIN")),
        ("Norway and Finland exchanged prisoners.", ("RETREAT", "FIN NOR", "")),
        (
            '"I would like to thank Finland for its help," said President Anna Berg of Norway.',
            ("SUPPORT", "NOR", "FIN"),
        ),
        ("Sweden was silent about the war waged against Norway by Finland.", ("ASSAULT", "FIN", "NOR")),
        ("Finland heard of the resignation on May 2 of Norwegian President Anna Berg.", ("RETREAT", "NOR", "")),
        ("Norway will continue to support Finland's efforts to join NATO.", ("AGREE", "NOR", "FIN")),
        ("Norway and Finland failed to reach an agreement.", ("REJECT", "FIN NOR", "")),
        ("Norway lifted its blockade of Finland.", ("RETREAT", "NOR", "FIN")),
        ("Norway summoned the Finnish ambassador to protest.", ("ACCUSE", "NOR", "FIN")),
        ("Norway put Finnish traders under investigation.", ("ACCUSE", "NOR", "FIN")),
        ("Norway outlawed Finnish newspapers.", ("COERCE", "NOR", "FIN")),
        ("Sweden met Norway. The Swedish president condemned the attacks on ships.", ("ACCUSE", "SWE", "")),
    ],
)
def test_told(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway and Finland can work together on fish.", "COOPERATE"),
        ("Sweden expects that Finland will pay Norway.", "AGREE"),
        ("Not all Swedes agree that Norway is right.", "AGREE"),
        ("President Anna Berg of Norway spoke to the United Nations General Assembly.", "CONSULT"),
        ("Norway and Finland met. Norway will continue to be a quiet country.", "AGREE"),
        ("Norway met Finland. Sweden defended itself.", "SUPPORT"),
        ("Norway and Finland have not exchanged ambassadors.", "REJECT"),
        ("Norway and Finland spoke. Norway welcomed the deployment of new cables.", "MOBILIZE"),
        ("Norway met Finland. Military works of Finland would block traffic.", "THREATEN"),
        ("Norway mediated regional disputes. Finland looked on.", "CONSULT"),
        ("Norway and Finland spoke. Norway should remain calm.", "REQUEST"),
        ("Norway and Finland spoke. Finland watched Norway's gas demand.", "REQUEST"),
        ("Norway lifted the sanctions on Finland.", "SANCTION"),
        ("Norway and Finland spoke. Norway welcomed the release of the sailors.", "RETREAT"),
        ("The Norwegian government discussed its budget.", "CONSULT"),
    ],
)
def test_not_told(text: str, type_: str) -> None:
    assert type_ not in {event[0] for event in told(text)}


def test_a_standard_is_not_met_as_people_are() -> None:
    text = "Norway and Finland spoke by telephone. Norway meets the standards of the day."
    assert [e for e in told(text) if e[0] == "CONSULT"] == [("CONSULT", "FIN NOR", "")]


def test_a_call_for_others_to_act_is_quoted_whole() -> None:
    read = reading("Norway and Finland spoke. Norway called for Finland to show restraint.")
    assert "Norway called for Finland to show restraint" in {e.evidence[0].quote for e in read.events}


def test_an_order_to_troops_moves_them() -> None:
    assert "MOBILIZE" in {e[0] for e in told("Norway ordered troops to enter Finland.")}


def test_one_encounter_is_one_event() -> None:
    text = "President Anna Berg of Norway met in Oslo with Erik Salo, head of cabinet of the president of Finland."
    assert len([e for e in told(text) if e[0] == "CONSULT"]) == 1


def test_a_cause_has_no_addressee() -> None:
    text = "Norway met Finland in Oslo. Norway called for restraint."
    assert ("REQUEST", "NOR", "") in told(text)


def test_leaders_of_others_are_not_the_two_who_met() -> None:
    text = "The presidents of Norway and Finland met in Oslo. European leaders condemned Sweden."
    assert not {e for e in told(text) if e[0] == "ACCUSE" and "NOR" in e[1]}


def test_all_who_attend_a_meeting_meet() -> None:
    text = "President Anna Berg of Norway held a meeting with the ambassadors of Finland, Sweden, Denmark and Iceland."
    assert {e for e in told(text) if e[0] == "CONSULT"} == {("CONSULT", "DNK FIN ISL NOR SWE", "")}


def test_a_host_who_receives_many_meets_each() -> None:
    text = "President Anna Berg of Norway met with the presidents of Finland, Sweden, Denmark and Iceland in Oslo."
    assert {e for e in told(text) if e[0] == "CONSULT"} == {("CONSULT", "NOR", "DNK FIN ISL SWE")}
