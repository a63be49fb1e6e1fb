"""Encounters on short texts of our own: who was there, which of two tellings are one, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

import communique
from tests.understand.occasion_texts import company, one, read


def test_the_company_of_talks_that_came_to_nothing_met() -> None:
    for text in (
        "Nothing was signed at the talks between Norway and Finland.",
        "Nobody left the summit of Norway and Chile.",
    ):
        assert one(text).status == "held"


def test_a_journey_at_home_has_no_guest_from_another_meeting() -> None:
    for text in ("Berg visited Oslo on Tuesday.", "Berg's visit to Oslo on Tuesday was short."):
        visit = read(f"Berg met Mori in Tokyo on Monday. {text}")[1]
        assert company(visit) == {"berg"}


def test_who_does_not_hesitate_to_go_has_cancelled_nothing() -> None:
    assert one("Berg did not hesitate to travel to Japan.").status != "cancelled"


def test_a_session_is_of_those_named_before() -> None:
    text = "Berg spoke by phone with Virtanen. The third session of the joint commission, set for May, was put off."
    call, session = read(text)
    assert (session.kind, session.status, company(session)) == ("session", "postponed", company(call))


def test_a_body_of_others_makes_nobody_named_meet() -> None:
    for body in ("The Security Council", "The committee", "The parliamentary committee"):
        assert [o.kind for o in read(f"{body} met on Monday. Berg met Virtanen in Oslo.")] == ["meeting"]
    text = "Berg visited Chile on Monday. The session of the Security Council, set for May, was put off."
    assert [o.kind for o in read(text)] == ["visit"]


def test_arrival_and_visit_are_one() -> None:
    one("Berg arrived in Tokyo on Tuesday for a working visit.")
    one("Berg landed in Santiago on Monday on a state visit to Chile.")


def test_nobody_visits_the_own_country() -> None:
    text = "Berg received Mori in Oslo on Monday. Mori delivered an invitation to pay a visit to Tokyo in May."
    roles = {p.actor: p.role for p in read(text)[1].participants}
    assert roles["berg"] == "guest"
    assert roles["mori"] == "host"


def test_a_session_is_no_forum() -> None:
    text = "The Norwegian-Finnish Council convenes in Oslo in May. Berg invited Virtanen to the Arctic Forum in May."
    assert [o.kind for o in read(text)] == ["session", "conference"]


def test_what_nobody_asked_for_is_no_encounter() -> None:
    assert [o.kind for o in read("Berg visited Chile. We asked nobody for a summit with Finland, Berg said.")] == [
        "visit"
    ]


def test_who_declines_is_not_there() -> None:
    assert company(one("Mori declined Norway's invitation to the Arctic Forum in Oslo.")) == {"NOR"}


def test_a_visit_called_off_and_its_new_day_are_one() -> None:
    visit = one("Berg will not come to Finland in May. Her visit was moved to June.")
    assert (visit.status, company(visit), len(visit.evidence)) == ("postponed", {"berg", "FIN"}, 2)
    assert visit.when is not None
    assert visit.when.from_on == date(2026, 6, 1)


def test_invited_for_talks_is_one_encounter() -> None:
    assert one("Berg invited Virtanen to Oslo for a second round of talks in May.").kind == "talks"


def test_a_town_is_nobody() -> None:
    visit = one("Mori, the president, will travel to Hammerfestt in May.")
    assert (company(visit), visit.place) == ({"mori"}, "Hammerfestt")
    assert {p.actor: p.role for p in one("Berg visited Oslo in March.").participants} == {"berg": "guest"}


def test_their_meeting_is_of_the_subject() -> None:
    text = "Berg spoke by phone with Virtanen. Rojas and Mori will go on at their meeting in Oslo on April 2."
    meeting = next(o for o in read(text) if o.when is not None and o.when.value == "2026-04-02")
    assert {p.actor for p in meeting.participants} >= {"rojas", "mori"}
    assert not {p.actor for p in meeting.participants} & {"berg", "virtanen"}


def test_who_meets_on_the_sidelines_is_there() -> None:
    found = read("Berg met Virtanen on the margins of a conference in Santiago last month.")
    conference = next(o for o in found if o.kind == "conference")
    assert {p.actor for p in conference.participants} >= {"berg", "virtanen"}
    assert conference.when is not None
    assert conference.when.value == "2026-02"


def test_gatherings_of_other_names_are_two() -> None:
    found = read(
        "Berg attended the Arctic Summit in Oslo. Berg attended the Baltic Forum in May and the Arctic Summit."
    )
    assert sorted(o.kind for o in found) == ["conference", "summit"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Berg attended COP 31 in Chile.", ["conference"]),
        ("Berg opened a ministerial in Oslo on Monday.", ["conference"]),
        ("Berg presided over a ceremony in Oslo on Monday.", ["ceremony"]),
        ("Berg renewed her call for new ferries.", []),
        ("Norway denied Virtanen a meeting with Lund.", []),
        ("Norway and Finland agreed to establish a dialogue on ferries.", []),
        # signed papers that a day or place makes an encounter, and those that are only named
        (
            "The Treaty of Peace between Norway and Finland, which was signed in Oslo in May 2020, is in force.",
            ["signing"],
        ),
        ("Berg praised the treaties of peace that Norway signed with Finland.", []),
    ],
)
def test_what_tells_of_an_encounter(text: str, kinds: list[str]) -> None:
    assert [o.kind for o in read(text)] == kinds


def test_the_two_are_those_named_last() -> None:
    text = "Berg met Virtanen in Oslo. Rojas wrote to Mori. The two have spoken by phone, too."
    call = next(o for o in read(text) if o.kind == "call")
    assert {p.actor for p in call.participants} == {"rojas", "mori"}


def test_what_has_yet_to_take_place_is_to_come() -> None:
    (call,) = read("A telephone call between Berg and Virtanen has yet to take place.")
    assert call.status == "planned"


def test_a_meeting_that_is_over_was_held() -> None:
    (meeting,) = read("Following the meeting of Berg and Virtanen, Norway and Finland agreed to build a bridge.")
    assert meeting.status == "held"


def test_since_when_is_not_when() -> None:
    (visit,) = read("Berg paid the first visit to Chile since 2021.")
    assert visit.when is None


def test_later_that_day_is_no_day_to_come() -> None:
    text = "Berg arrived in Helsinki on March 10. She will go to Oslo on July 14. Later that day, Berg met with Rojas."
    meeting = next(o for o in read(text) if o.kind == "meeting")
    assert meeting.when is not None
    assert meeting.when.value == "2026-03-10"


def test_a_leader_meets_one_of_the_own_side() -> None:
    text = "Norway has ports. At the start of the meeting, President Berg praised the ports. Lund spoke of ferries."
    (meeting,) = read(text, title="Meeting with Governor Ada Lund", outlet="President of Norway")
    assert {p.actor for p in meeting.participants} == {"berg", "lund"}


def test_formats_have_their_sides() -> None:
    (meeting,) = read("Japan has ports. Berg opened the Quad summit in Oslo on Monday.")
    assert "JPN" in {p.actor for p in meeting.participants}


def test_who_brings_others_together_is_the_host() -> None:
    (forum,) = read("Berg thanked Rojas for Chile's leadership in hosting the forum on ferries.")
    assert {p.actor for p in forum.participants} == {"CHL"}


def test_a_journey_told_first_and_again_is_one() -> None:
    text = (
        "Berg will travel to Chile and Japan on April 2. Berg will first travel to Chile to attend a forum in Santiago."
    )
    found = read(text)
    assert [o.kind for o in found].count("visit") == 2
    assert {o.status for o in found} == {"planned"}


def test_a_call_on_somebody_is_no_call() -> None:
    assert read("Norway joined the call of Chile on Finland to open its ports.") == []
    assert [o.kind for o in read("Berg held a roundtable in Oslo with Virtanen.")] == ["meeting"]


@pytest.mark.parametrize("state", ["prepared", "ready"])
def test_talks_that_a_side_is_ready_for_are_proposed(state: str) -> None:
    (talks,) = read(f"Norway is {state} for talks with Chile.")
    assert talks.status == "proposed"
    assert {p.actor for p in talks.participants} == {"NOR", "CHL"}


def test_a_dialogue_that_was_launched_has_met() -> None:
    (talks,) = read("Norway launched a dialogue with Chile in Oslo on Monday.")
    assert talks.status == "held"
    assert read("Norway agreed to launch a dialogue with Chile.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Berg plans a trip to Tokyo in May 2199. Norway has no plan to cancel the trip.",
        "Norway will not call off its talks with Chile.",
        "Norway denied that the talks with Chile had been cancelled.",
    ],
)
def test_what_nobody_cancels_stands(text: str) -> None:
    assert {o.status for o in read(text)} == {"planned"}


def test_who_calls_on_a_president_meets_him_and_who_calls_on_him_to_go_does_not() -> None:
    met = one("Berg called on President Rojas in Santiago on Monday.")
    assert (met.kind, company(met)) == ("meeting", {"berg", "rojas"})
    assert not read("Berg called on President Rojas to resign.")


@pytest.mark.parametrize("word", ["on", "upon"])
def test_who_calls_on_a_president_for_help_does_not_meet_him(word: str) -> None:
    assert not read(f"Berg called {word} President Rojas for help.")
    assert [o.kind for o in read(f"Berg called {word} President Rojas for talks.")][:1] == ["meeting"]


def test_a_telephonic_conversation_is_a_call() -> None:
    assert one("Berg held a telephonic conversation with Virtanen on Monday.").kind == "call"


def test_talks_at_a_place_and_a_call_are_two() -> None:
    reading = communique.read(
        "Norwegian Foreign Minister Ada Lind held talks with Chilean Foreign Minister Rosa Soto in Oslo. "
        "Lind also spoke by phone with Soto on Wednesday."
    )
    assert isinstance(reading, communique.Reading)
    assert [(o.kind, o.place) for o in reading.occasions] == [("talks", "Oslo"), ("call", None)]


def test_a_meeting_that_was_promised_is_not_held_for_that() -> None:
    reading = communique.read("Norway promised Chile a meeting in July.")
    assert isinstance(reading, communique.Reading)
    assert [(o.kind, o.status) for o in reading.occasions] == [("meeting", "proposed")]
