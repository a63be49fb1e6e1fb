"""Encounters on short texts of our own: kind, company, status, time, place, and one encounter told twice."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Actor, Mention, Occasion, Office
from communique.record.text import cite
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.dates import find_times
from communique.understand.occasions import find_occasions

STATES = {
    "NOR": ("Norway", "Oslo"),
    "FIN": ("Finland", "Helsinki"),
    "CHL": ("Chile", "Santiago"),
    "JPN": ("Japan", "Tokyo"),
}
DEMONYMS = {"Norwegian": "NOR", "Finnish": "FIN", "Chilean": "CHL", "Japanese": "JPN"}
PEOPLE = {"Berg": "NOR", "Virtanen": "FIN", "Rojas": "CHL", "Mori": "JPN", "Lund": "NOR"}
GROUPS = {"The two ministers", "the two ministers", "reporters"}


def cast_of(text: str) -> tuple[Actor, ...]:
    """Actors of a text that names only the states, people and groups above."""
    actors: list[Actor] = []
    for code, names in STATES.items():
        mentions = [Mention(m.start(), m.end()) for n in names for m in re.finditer(rf"\b{n}\b", text)]
        mentions += [
            Mention(m.start(), m.end(), "demonym")
            for word, c in DEMONYMS.items()
            if c == code
            for m in re.finditer(rf"\b{word}\b", text)
        ]
        if mentions:
            actors.append(Actor(code, "state", names[0], code=code, mentions=tuple(mentions)))
    for name, state in PEOPLE.items():
        found = [Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            at = cite(text, found[0].start, found[0].end)
            office = Office("President", "head_of_state", state, "incumbent", (at,))
            actors.append(
                Actor(
                    name.lower(),
                    "person",
                    f"Ada {name}",
                    (name,),
                    state=state,
                    offices=(office,),
                    mentions=tuple(found),
                )
            )
    for name in GROUPS:
        found = [Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            actors.append(Actor(name.lower().replace(" ", "-"), "group", name, mentions=tuple(found)))
    return tuple(actors)


def read(
    text: str, title: str | None = None, outlet: str | None = None, published: str = "2026-03-12"
) -> list[Occasion]:
    article = Article("a", text, title=title, outlet=outlet, published=Published(published, "metadata"))
    analysis, lexicon = analyse(article), load_lexicon()
    times = find_times(article, analysis, lexicon)
    return list(find_occasions(article, analysis, lexicon, Cast(cast_of(text), analysis), times))


def company(occasion: Occasion) -> set[str]:
    return {p.actor for p in occasion.participants}


def one(text: str, **more: str) -> Occasion:
    found = read(text, **more)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("President Berg met with President Virtanen on Monday.", "meeting", {"berg", "virtanen"}),
        ("Berg and Virtanen held talks in Tokyo on fishing rights.", "talks", {"berg", "virtanen"}),
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


def days_of(time: str) -> tuple[date, date]:
    """First and last day of "2026-05" or "2026-05-04"."""
    if time.count("-") == 2:
        return date.fromisoformat(time), date.fromisoformat(time)
    year, month = map(int, time.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def test_the_company_of_talks_that_came_to_nothing_met() -> None:
    for text in (
        "Nothing was signed at the talks between Norway and Finland.",
        "Nobody left the summit of Norway and Chile.",
    ):
        assert one(text).status == "held"


def test_a_journey_at_home_has_no_guest_from_another_meeting() -> None:
    for text in ("Berg visited Oslo on Tuesday.", "Berg's visit to Oslo on Tuesday was short."):
        visit = read(f"Berg met Mori in Tokyo on Monday. {text}")[1]
        assert company(visit) == {"berg", "NOR"}


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
    assert {p.actor: p.role for p in one("Berg visited Oslo in March.").participants} == {
        "berg": "guest",
        "NOR": "host",
    }


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
