"""Encounters on short texts of our own: kind, company, status, time, place, and one encounter told twice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understand.occasion_texts import company, days_of, one, read


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("President Berg met with President Virtanen on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg and Virtanen held talks in Tokyo on Monday.", "talks", {"berg", "virtanen"}),
        ("Berg spoke by phone with Virtanen.", "call", {"berg", "virtanen"}),
        ("Berg spoke today by phone with the president, Virtanen.", "call", {"berg", "virtanen"}),
        ("Berg spoke on Monday by telephone with Virtanen, the president.", "call", {"berg", "virtanen"}),
        ("Berg had a telephone conversation with Virtanen.", "call", {"berg", "virtanen"}),
        ("Berg received Virtanen for an hour.", "meeting", {"berg", "virtanen"}),
        ("Virtanen was received by Berg.", "meeting", {"berg", "virtanen"}),
        ("Norway and Finland signed an agreement on ferries.", "signing", {"NOR", "FIN"}),
        ("Chilean-Japanese talks on copper began.", "talks", {"CHL", "JPN"}),
        ("Berg visited Chile.", "visit", {"berg", "CHL"}),
        ("Berg travelled to Santiago last week.", "visit", {"berg", "CHL"}),
        ("The mayor praised Berg's visit to Japan.", "visit", {"berg", "JPN"}),
    ],
)
def test_kind_and_company(text: str, kind: str, who: set[str]) -> None:
    occasion = one(text)
    assert occasion.kind == kind
    assert company(occasion) == who
    assert all(text[e.start : e.end] == e.quote for e in occasion.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Berg held a press conference with reporters.",
        "Berg talked with reporters after lunch.",
        "Berg met her targets.",
        "Berg signed a decree on forests.",
        "Berg called for restraint.",
        "Berg did not meet Virtanen.",
        "A round of applause followed.",
    ],
)
def test_what_is_no_encounter(text: str) -> None:
    assert read(text) == []


def test_host_and_guest() -> None:
    roles = {p.actor: p.role for p in one("Berg received Virtanen for an hour.").participants}
    assert roles == {"berg": "host", "virtanen": "guest"}
    roles = {p.actor: p.role for p in one("Virtanen was received by Berg.").participants}
    assert roles == {"berg": "host", "virtanen": "guest"}
    roles = {p.actor: p.role for p in one("Berg travelled to Santiago last week.").participants}
    assert roles == {"berg": "guest", "CHL": "host"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Berg met with Virtanen.", "held"),
        ("Berg will meet with Virtanen.", "planned"),
        ("Berg could meet with Virtanen.", "proposed"),
        ("Berg proposed a meeting with Virtanen.", "proposed"),
        ("Berg called off a meeting with Virtanen.", "cancelled"),
        ("Berg postponed a visit to Japan.", "postponed"),
        ("The meeting between Berg and Virtanen was put off.", "postponed"),
        ("Berg is meeting Virtanen.", "under_way"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert one(text).status == status


def test_time_and_place() -> None:
    occasion = one("Berg met with Virtanen in Tokyo on March 10.")
    assert occasion.place == "Tokyo"
    assert occasion.when is not None
    assert (occasion.when.from_on, occasion.when.to_on) == (date(2026, 3, 10), date(2026, 3, 10))
    assert one("Berg met with Virtanen.").when is None


def test_rank_of_a_visit() -> None:
    assert one("Berg paid a state visit to Japan.").rank == "state"
    assert one("Berg paid a visit to Japan.").rank is None


def test_the_same_encounter_is_one_with_all_its_words() -> None:
    occasion = one("Berg met with Virtanen on Monday. During the meeting, the two ministers spoke about ferries.")
    assert len(occasion.evidence) == 2
    assert company(occasion) == {"berg", "virtanen"}


def test_other_days_other_persons_other_meetings() -> None:
    assert len(read("Berg met with Virtanen on March 10. Berg met with Virtanen on March 2.")) == 2
    assert len(read("Rojas met with Berg. Rojas also met with Lund.")) == 2


def test_one_visit_to_each_country() -> None:
    found = read("Berg travelled to Chile, Japan and Finland.")
    assert [company(o) - {"berg"} for o in found] == [{"CHL"}, {"JPN"}, {"FIN"}]


def test_two_ministers_are_those_named_before() -> None:
    found = read("Berg met with Virtanen on Monday. The two ministers signed a memorandum on ferries.")
    assert [o.kind for o in found] == ["meeting", "signing"]
    assert company(found[1]) == {"berg", "virtanen"}


def test_headline_names_the_encounter() -> None:
    occasion = one(
        "Berg congratulated Virtanen on her election.", title="Telephone conversation with President Virtanen"
    )
    assert occasion.kind == "call"
    assert company(occasion) == {"berg", "virtanen"}
    assert read("Berg congratulated Virtanen on her election.", title="Berg wins praise from Virtanen") == []


def test_who_met_at_a_summit_are_the_summit_s_company() -> None:
    found = read("Berg met with Virtanen and Mori in Oslo on Tuesday for the northern summit.")
    summit = next(o for o in found if o.kind == "summit")
    assert company(summit) >= {"berg", "virtanen", "mori"}


def test_government_outlet_is_a_side() -> None:
    text = "Norway follows events. A meeting with Virtanen took place in Tokyo."
    assert company(one(text, outlet="Government of Norway")) == {"virtanen", "NOR"}
    assert company(one(text, outlet="Daily Mirror")) == {"virtanen"}


def test_dateline_is_no_side() -> None:
    occasion = one("TOKYO, March 12 (Wire) - Norway and Finland held talks on ferries.")
    assert company(occasion) == {"NOR", "FIN"}


def test_paragraph_in_front_changes_nothing_but_spans() -> None:
    text = "Berg met with Virtanen in Tokyo on March 10. She will visit Chile."
    before, after = read(text), read("The weather was mild.\n\n" + text)
    assert [o.id for o in before] == [o.id for o in after]
    assert [[e.quote for e in o.evidence] for o in before] == [[e.quote for e in o.evidence] for o in after]


def test_an_invitation_is_no_visit_held() -> None:
    assert one("Berg invited Virtanen to Oslo.").status == "proposed"


@pytest.mark.parametrize(
    ("text", "told", "who", "days"),
    [
        ("The Norwegian-Finnish Fisheries Commission met in Oslo in May 2025.", "session held", "NOR FIN", "2025-05"),
        (
            "Berg invited Virtanen to the Arctic Forum to be held in Bergen on June 4.",
            "conference planned",
            "berg virtanen",
            "2026-06-04",
        ),
        (
            "Berg has accepted an invitation to the Japanese National Day parade on December 1.",
            "ceremony planned",
            "berg JPN",
            "2026-12-01",
        ),
        ("Berg is expected in Chile in May.", "visit planned", "berg CHL", "2026-05"),
        ("Berg will not travel to Japan in May.", "visit cancelled", "berg JPN", "2026-05"),
        ("Berg no longer plans to travel to Japan.", "visit cancelled", "berg JPN", None),
        ("Berg's visit to Japan did not take place.", "visit postponed", "berg JPN", None),
        (
            "The Chilean-Japanese talks, planned for April, have been moved to June.",
            "talks postponed",
            "CHL JPN",
            "2026-06",
        ),
    ],
)
def test_what_becomes_of_encounters(text: str, told: str, who: str, days: str | None) -> None:
    """`told`: kind and status; `days`: the month or day told."""
    occasion = one(text)
    assert (f"{occasion.kind} {occasion.status}", company(occasion)) == (told, set(who.split()))
    assert (occasion.when is None) == (days is None)
    if occasion.when is not None and days is not None:
        first, last = days_of(days)
        assert (occasion.when.from_on, occasion.when.to_on) == (first, last)
