"""Encounters on short texts of our own: the ways in which news and readouts tell that somebody met somebody."""

from __future__ import annotations

import pytest

from tests.understand.occasion_texts import company, one, read


@pytest.mark.parametrize(
    ("text", "kind", "there"),
    [
        ("The talks that Berg held with Virtanen in Oslo were frank.", "talks", {"berg", "virtanen"}),
        ("The discussion Berg had with Virtanen was frank.", "talks", {"berg", "virtanen"}),
        ("The meeting was attended by Berg and Virtanen.", "meeting", {"berg", "virtanen"}),
        ("Berg and Virtanen discussed trade by telephone.", "call", {"berg", "virtanen"}),
        ("Berg and Virtanen exchanged views over the phone.", "call", {"berg", "virtanen"}),
        ("Berg received a telephone call from Virtanen.", "call", {"berg", "virtanen"}),
        ("In a phone call on Monday, Berg urged Virtanen to wait.", "call", {"berg", "virtanen"}),
        ("Berg told Virtanen at a meeting in Tokyo that she would wait.", "meeting", {"berg", "virtanen"}),
        ("Berg paid a courtesy call on Virtanen.", "meeting", {"berg", "virtanen"}),
        ("Berg had a working lunch with Virtanen.", "meeting", {"berg", "virtanen"}),
        ("Berg sat down with Virtanen on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg welcomed Virtanen in Oslo on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg welcomed Virtanen to the White House.", "meeting", {"berg", "virtanen"}),
        ("Berg met with visiting President Virtanen on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg received visiting President Ada Virtanen.", "meeting", {"berg", "virtanen"}),
        ("Berg held talks with visiting President Ada Virtanen.", "talks", {"berg", "virtanen"}),
        ("The delegation led by Berg held talks with Virtanen.", "talks", {"berg", "virtanen"}),
        ("Berg met face to face with Virtanen on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg will meet one-on-one with President Virtanen in Tokyo.", "meeting", {"berg", "virtanen"}),
        ("The meeting, chaired by Berg and Virtanen, began on Monday.", "meeting", {"berg", "virtanen"}),
        ("Norway and Finland will take part in the conference on Monday.", "conference", {"NOR", "FIN"}),
        ("The next round of Norwegian-Finnish talks will be held on Monday.", "talks", {"NOR", "FIN"}),
    ],
)
def test_who_met_whom(text: str, kind: str, there: set[str]) -> None:
    found = one(text)
    assert found.kind == kind
    assert company(found) == there


@pytest.mark.parametrize(
    ("text", "guest", "host"),
    [
        ("Norway waits. Virtanen extended an invitation to Berg to visit Finland.", "berg", "FIN"),
        ("Finland waits. Virtanen extended an invitation to Berg to pay a visit to Finland.", "berg", "FIN"),
        ("Berg accepted an invitation from Virtanen to visit Finland.", "berg", "FIN"),
        ("Berg arrived in the Finnish capital on Tuesday.", "berg", "FIN"),
        ("Berg will pay in May a state visit to Finland.", "berg", "FIN"),
        ("As part of his visit to Finland, Berg saw a school.", "berg", "FIN"),
    ],
)
def test_who_goes_to_whom(text: str, guest: str, host: str) -> None:
    visit = next(o for o in read(text) if o.kind == "visit")
    roles = {p.actor: p.role for p in visit.participants}
    assert (roles[guest], roles[host]) == ("guest", "host")


def test_who_returns_home_visits_nobody() -> None:
    assert company(one("Berg will return to Finland in May.")) == {"berg", "FIN"}
    assert read("Norway waits. Berg will return to Norway in May.") == []


def test_deputies_who_visit_are_met() -> None:
    kinds = {o.kind for o in read("Chile is glad. Berg met on Monday with Virtanen visiting Santiago.")}
    assert "meeting" in kinds


def test_a_tour_of_countries_is_a_visit_to_each() -> None:
    visits = read("Berg set out. Berg embarked on a tour of Finland, Chile and Japan.")
    assert [company(v) for v in visits] == [{"berg", "FIN"}, {"berg", "CHL"}, {"berg", "JPN"}]


def test_who_arrived_came_to_those_told_of_before() -> None:
    meeting, visit = read("Berg met Virtanen. Berg, who arrived on Tuesday, will leave on Friday.")
    assert (visit.kind, company(visit)) == ("visit", company(meeting))


def test_what_was_urged_in_a_call_does_not_make_the_call_a_wish() -> None:
    assert one("During a phone call with Virtanen on Monday, Berg proposed a truce.").status == "held"


def test_what_is_no_encounter() -> None:
    for text in (
        "Berg and Virtanen will discuss the telephone network.",
        "Berg welcomed the remarks of Virtanen.",
        "Norway said it was glad, after the conference in Santiago, for Finland.",
    ):
        assert {"NOR", "FIN"} != {c for o in read(text) for c in company(o)}
        assert not [o for o in read(text) if len(company(o)) > 1]


def test_what_is_discussed_is_not_how() -> None:
    assert one("Berg and Virtanen discussed the telephone network.").kind == "talks"


def test_who_hosts_a_summit_meets_no_summit() -> None:
    assert {o.kind for o in read("Norway will host the next Arctic Summit in Oslo in May.")} == {"summit"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Berg urged Chile to free the crew during a meeting with Rojas.", "held"),
        ("Berg called on Chile to free the crew in talks with Rojas.", "held"),
        ("Berg will urge Chile to free the crew during a call with Rojas.", "planned"),
    ],
)
def test_who_asks_for_something_at_a_meeting_is_there(text: str, status: str) -> None:
    found = one(text)
    assert (company(found), found.status) == ({"berg", "rojas"}, status)
