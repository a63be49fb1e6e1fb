"""Deeds laid on somebody by a noun ("gave instructions to"), and what somebody will be given by another."""

from __future__ import annotations

import pytest

from tests.understand.commitment_texts import read
from tests.understand.page_texts import read as read_page


@pytest.mark.parametrize(
    ("text", "by", "deed"),
    [
        (
            "The ministers set their deputies the task of drafting a treaty by May.",
            "deputies",
            "drafting a treaty by May",
        ),
        ("The presidents gave instructions to their ministers to mark the border.", "ministers", "mark the border"),
        ("Instructions were given to the ministries to speed up the work.", "ministries", "speed up the work"),
        ("The deputies were given the task of drafting a treaty.", "deputies", "drafting a treaty"),
        ("The president issued an order to the army to leave the town.", "army", "leave the town"),
    ],
)
def test_who_is_given_a_task_must_act(text: str, by: str, deed: str) -> None:
    reading = read_page(text)
    (found,) = reading.commitments
    names = {a.id: a.name for a in reading.actors}
    assert (found.kind, [names[i].split()[-1] for i in found.by], found.action.quote) == ("assignment", [by], deed)


@pytest.mark.parametrize(
    "text",
    [
        "Norway set itself the task of ending the war.",
        "The president gave instructions on the harvest.",
        "The crew gave evacuation instructions to leave the ship.",
        "Chile will receive criticism from Norway.",
        "Chile will receive 30 million euros from a fund.",
        "Chile will not receive any aid from Norway.",
        "Chile would receive 30 million euros from Norway.",
    ],
)
def test_nobody_is_given_anything(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["Chile will receive 50 lorries from Norway by June.", "“Chile will get 30 million euros from Norway,” Berg said."],
)
def test_what_somebody_will_receive_is_promised_by_who_gives_it(text: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.by, found.to) == ("pledge", ("NOR",), ("CHL",))


@pytest.mark.parametrize(
    "text",
    [
        "“I would not go that far,” Berg said.",
        "The fighting will go on until Norway agrees to withdraw its ships.",
        "Once Norway agrees to reopen the border, trade will grow.",
        "Talks will begin when Norway is ready to negotiate.",
        "Berg went to Santiago to undertake doctoral studies.",
        "Norway noted the assurances given to it.",
        "Berg criticised the intention of Lisbon and Seoul to hold talks.",
        "The crisis will occupy Norway and Chile at their summit on Friday.",
        "Norway seeks an agreement to end the war.",
        "Norway called for a commitment to free the sailors.",
        "Chile awaits an invitation to attend the forum.",
        "Chile demanded a pledge from Norway to leave.",
        "Chile sought assurances from Norway that it would pay.",
        "Norway requested an assurance that the ships would be freed.",
        "Norway threatened Chile with sanctions.",
    ],
)
def test_nobody_gives_a_word(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "by", "deed"),
    [
        ("“President Rojas and I will meet again in May,” Berg said.", ("rojas", "berg"), "meet again in May"),
        ("Norway met Chile on Tuesday. “We agreed to open a port,” Berg said.", ("NOR", "CHL"), "open a port"),
        ("Norway will build or repair 200 schools in Chile.", ("NOR",), "build or repair 200 schools in Chile"),
        ("Norway met Chile on Tuesday. An agreement was reached on trade.", ("NOR", "CHL"), "trade"),
        ("Norway has kept the promises made in May.", ("NOR",), "the promises made in May"),
        ("Norway received assurances from Chile that the crew would be released.", ("CHL",), "released"),
        ("Norway secured a commitment from Chile to cut tariffs.", ("CHL",), "cut tariffs"),
        ("Norway won a promise from Chile to free the sailors.", ("CHL",), "free the sailors"),
        ("Berg had a guarantee from Chile that the ships would leave.", ("CHL",), "leave"),
        ("Chile reassured Norway that it would pay by May.", ("CHL",), "pay by May"),
        ("“I told them I would not leave the harbour,” Berg said.", ("berg",), "not leave the harbour"),
    ],
)
def test_who_is_bound_to_what(text: str, by: tuple[str, ...], deed: str) -> None:
    (found,) = read(text)
    assert (found.by, found.action.quote) == (by, deed)


def test_what_both_sides_will_do_is_owed_to_both() -> None:
    (found,) = read("Under the deal, Norway and Chile will expand trade.")
    assert (found.kind, found.by, found.to) == ("agreement", ("NOR", "CHL"), ("NOR", "CHL"))


def test_what_stands_beside_a_deed_is_no_part_of_it() -> None:
    (found,) = read("Norway pledged to reopen the port, which was closed in May.")
    assert found.action.quote == "reopen the port"


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Finland will resume talks on the border next month under Chilean mediation.",
        "Norway will open its border to Finland by May under the auspices of Chile.",
    ],
)
def test_who_stands_by_is_owed_nothing(text: str) -> None:
    (found,) = read_page(text).commitments
    assert "CHL" not in found.to
