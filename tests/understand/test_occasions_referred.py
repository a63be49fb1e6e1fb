"""Encounters whose company is only referred to, or not even that: nobody is put there whom the text does not."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading

HEAD = '---\ntitle: "{}"\noutlet: "The Example Times"\npublished: "2026-03-11"\n---\n\n'
PREMIER = "Norwegian Prime Minister Lars Holm"
PRESIDENT = "Kenyan President James Otieno"
MINISTER = "Peruvian Foreign Minister Ana Soto"


def encounters(text: str, title: str = "Briefing") -> list[str]:
    """ "kind status: names @ place" of every encounter told; a guest is marked with "/g", a host with "/h"."""
    reading = read_page(Page("briefing.md", f"{HEAD.format(title)}{text}\n".encode()))
    assert isinstance(reading, Reading)
    names = {a.id: a.code or a.name.split()[-1] for a in reading.actors}
    out = []
    for o in reading.occasions:
        roles = {"guest": "/g", "host": "/h"}
        there = sorted(names[p.actor] + roles.get(p.role, "") for p in o.participants)
        out.append(f"{o.kind} {o.status}: {' '.join(there)}" + (f" @ {o.place}" if o.place else ""))
    return out


TOLD = {
    # peace talks are of those who fight
    f"{PREMIER} met {PRESIDENT} in Oslo on Monday. Holm said peace talks on Ruritania must resume. The peace talks had "
    "stalled.": ["meeting held: Holm Otieno @ Oslo"],
    # talks of nobody in particular are not of those whom the opening names
    "Norway and Peru accused Kenya of trying to stop talks. Talks in Geneva will begin on Friday.": [],
    "Norway and Peru accused Kenya of trying to stop talks. Thursday's talks will be hard.": [],
    # the countries that signed are those who did
    "Norway told Peru to warn the countries that signed the accord.": [],
    # the two: not the many who met
    f"Ministers of Norway, Kenya and Peru met in Oslo on Monday. {PREMIER} then met {PRESIDENT}. Both sides signed a "
    "treaty.": [
        "meeting held: ministers ministers ministers @ Oslo",
        "meeting held: Holm Otieno",
        "signing held: Holm Otieno",
    ],
    # of the three countries
    "Chile, Peru, and Kenya have agreed on a dam. Ministers of the three countries met on Monday.": [
        "meeting held: CHL KEN PER"
    ],
    # met again: another meeting
    f"{PREMIER} held talks with {PRESIDENT}. The two leaders met again on Monday.": [
        "talks held: Holm Otieno",
        "meeting held: Holm Otieno",
    ],
    # those who met last are meant
    f"{PREMIER} met {PRESIDENT} in Oslo. Later, he met {MINISTER}. They signed a treaty on fish.": [
        "meeting held: Holm Otieno @ Oslo",
        "meeting held: Holm Soto",
        "signing held: Holm Soto",
    ],
    # what a paper is about
    f"{PREMIER} and {PRESIDENT} signed a memorandum on political consultations on Monday.": [
        "signing held: Holm Otieno"
    ],
}


@pytest.mark.parametrize("text", TOLD)
def test_a_company_that_is_only_referred_to(text: str) -> None:
    assert encounters(text) == TOLD[text]


def test_what_the_headline_says_was_discussed_took_no_part() -> None:
    text = f"{PREMIER} held talks with {PRESIDENT} in Oslo on Monday. The talks lasted an hour."
    assert encounters(text, "Holm, Kenyan president discuss Peruvian refugees") == ["talks held: Holm Otieno @ Oslo"]


def test_the_headline_is_not_completed_by_whoever_is_named_first() -> None:
    text = f"{MINISTER} said on Monday that the talks would be long. They could last a year."
    assert encounters(text, "Norway prepares for talks") == []


def test_the_capital_of_a_headline_is_where_they_met() -> None:
    text = "Norway will reopen a port that Kenya and Peru use. The two countries will sign a treaty in May."
    assert encounters(text, "Norway, Kenya to reopen port after Lima talks") == ["signing planned: KEN NOR"]


def test_a_name_of_the_headline_is_a_whole_word() -> None:
    text = "Nigeria and Kenya met in Niger. The two sides will sign a treaty in May."
    assert encounters(text, "Nigeria, Kenya agree on port")[-1] == "signing planned: KEN NGA"


def test_a_third_state_of_the_headline_did_not_meet() -> None:
    text = f"{PREMIER} held talks with {PRESIDENT} in Oslo on Monday."
    assert encounters(text, "Norway, Kenya hold talks, says Peru") == ["talks held: Holm Otieno @ Oslo"]


SEATED = {
    f"{PREMIER} met {PRESIDENT} in Oslo on Monday. The Oslo meeting was their third.": [
        "meeting held: Holm Otieno @ Oslo"
    ],
    f"At the Lima meeting, {PREMIER} proposed a fund.": ["meeting held: Holm @ Lima"],
    f"{PREMIER} met {PRESIDENT} on Monday. He said the Astana talks on Ruritania had helped.": [
        "meeting held: Holm Otieno"
    ],
    # who backs talks need not be there
    "Norway and Peru resumed U.S.-backed peace talks in Doha on Monday.": ["talks held: NOR PER @ Doha"],
    # both agreed after talks: theirs
    "Norway and Peru have agreed to open the border after two days of talks.": ["talks held: NOR PER"],
    # nobody meets a letter
    f"{PRESIDENT} received a letter from {PREMIER}.": [],
    # an ally of Norway is not Norway
    f"A close ally of Norway has hosted {PRESIDENT}.": ["meeting held: Otieno/g"],
    # who speaks was there, too
    f'"Minister Soto and I had a good meeting on Monday," {PREMIER} said.': ["meeting held: Holm Soto"],
    # the counterpart who was told
    f"In a meeting in Cusco on Monday, {MINISTER} told her Norwegian counterpart that Peru was ready.": [
        "meeting held: Soto counterpart @ Cusco"
    ],
    # a body is no encounter
    f"{MINISTER} met the Secretary-General of the Pacific Islands Forum, Henry Puna, in Suva.": [
        "meeting held: Puna Soto @ Suva"
    ],
    # nor is a government by itself
    f"{PREMIER} spoke ahead of his weekly Cabinet meeting.": [],
    "Norwegian and Kenyan ministers spoke of the need for trade.": [],
}


@pytest.mark.parametrize("text", SEATED)
def test_who_was_there_and_where(text: str) -> None:
    assert encounters(text) == SEATED[text]


STANDING = {
    f"{PREMIER} and {PRESIDENT} will sign the treaty when they meet in Oslo.": [
        "signing planned: Holm Otieno",
        "meeting planned: Holm Otieno @ Oslo",
    ],
    f"{PREMIER} is the first Norwegian leader to visit Lima since 2009.": ["visit held: Holm/g PER/h @ Lima"],
    f"{PREMIER} will be the first Norwegian leader to visit Lima.": ["visit planned: Holm/g PER/h @ Lima"],
    f"{PREMIER} looked forward to his visit to Peru.": ["visit planned: Holm/g PER/h @ Peru"],
    f"{PREMIER} looks forward to a meeting with {PRESIDENT}.": ["meeting planned: Holm Otieno"],
    f"{PREMIER} met {PRESIDENT} at a summit in Oslo on Monday. He called the summit a failure.": [
        "meeting held: Holm Otieno @ Oslo",
        "summit held: Holm NOR/h Otieno @ Oslo",
    ],
    # what they met ahead of is to come
    f"Ahead of the G20 summit in Lima next week, {PREMIER} met {PRESIDENT} in Oslo.": [
        "meeting held: Holm Otieno @ Oslo",
        "summit planned: G20 @ Lima",
    ],
    # who receives is the host, of a visit too
    f"Peru hosted a visit by {PREMIER} on Monday.": ["visit held: Holm/g PER/h"],
    f"{PRESIDENT} was received by {PREMIER} during a visit to Oslo.": [
        "meeting held: Holm/h Otieno/g",
        "visit held: Holm/h NOR/h Otieno/g @ Oslo",
    ],
    f"Peru welcomed the visit of {PRESIDENT} to Norway.": ["visit held: NOR/h Otieno/g @ Norway"],
    # another's visit
    f"{PRESIDENT} visited Oslo in March. During the visit {PREMIER} will sign a treaty.": [
        "visit held: NOR/h Otieno/g @ Oslo",
        "visit planned: Holm/g",
    ],
}


@pytest.mark.parametrize("text", STANDING)
def test_how_it_stands(text: str) -> None:
    assert encounters(text) == STANDING[text]


def test_the_day_after_talks_is_not_theirs() -> None:
    text = "The statement was released on Friday, a day after talks between Norway and Peru in Oslo."
    reading = read_page(Page("briefing.md", f"{HEAD.format('Briefing')}{text}\n".encode()))
    assert isinstance(reading, Reading)
    assert [o.when for o in reading.occasions] == [None]


UNDONE = [
    f"{PREMIER} denied that he had met {PRESIDENT}.",
    f"{PREMIER} denied meeting {PRESIDENT} in Oslo.",
    "Norway denied reports of a meeting between Lars Holm and James Otieno.",
    "Kenya denied that talks with Norway had taken place.",
    "Norway denied it was in talks with Kenya.",
    "Norway is not in talks with Kenya.",
    "Norway ruled out talks with Kenya.",
    f"{PREMIER} has no plans to meet {PRESIDENT}.",
    f"{PREMIER} failed to meet {PRESIDENT} in Oslo.",
    f"{PREMIER} was unable to meet {PRESIDENT}.",
    f"Had {PREMIER} met {PRESIDENT}, the deal would stand.",
    f"Nobody from Norway met {PRESIDENT}.",
    f"{PREMIER} was barred from visiting Kenya.",
]


@pytest.mark.parametrize("text", UNDONE)
def test_what_did_not_take_place_is_no_encounter(text: str) -> None:
    assert encounters(text) == []


DONE = {
    "Norway has no plans to cancel the visit of President James Otieno to Oslo.": [
        "visit planned: NOR/h Otieno/g @ Oslo"
    ],
    f"{PREMIER} denied the claim during a meeting with {PRESIDENT}.": ["meeting held: Holm Otieno"],
    "Talks between Norway and Kenya failed to produce a deal.": ["talks held: KEN NOR"],
    f"No deal was signed when {PREMIER} met {PRESIDENT}.": ["meeting held: Holm Otieno"],
    "Norway is in talks with Kenya over a fish deal.": ["talks under_way: KEN NOR"],
    "Norwegian officials said they were in talks with Kenya about a port.": ["talks under_way: KEN NOR"],
    f"{PREMIER} was in talks with {PRESIDENT} on Monday.": ["talks held: Holm Otieno"],
}


@pytest.mark.parametrize("text", DONE)
def test_what_only_sounds_denied_took_place(text: str) -> None:
    assert encounters(text) == DONE[text]
