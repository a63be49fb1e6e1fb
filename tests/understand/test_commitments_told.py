"""Commitments as outlets tell them: lists of deeds, deals told sentence by sentence, "it", what is no deed."""

from __future__ import annotations

import pytest

from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (
            "Norway committed to opening the bridge and to signing a treaty.",
            ["opening the bridge", "signing a treaty"],
        ),
        (
            "Norway decided to send two ferries to Helsinki, to open a bridge, and to build a school.",
            ["send two ferries to Helsinki", "open a bridge", "build a school"],
        ),
        # what is to become of a thing promised is no second promise
        ("Norway has pledged $5 million in loans to Finland, to be paid over three years.", None),
        ("Berg invited Virtanen to the summit, to be held in Oslo in May.", ["the summit"]),
        ("Norway and Finland reached an agreement to restore the railway.", ["restore the railway"]),
        ("Norway would, for the first time, take part in the mission, Berg said.", ["take part in the mission"]),
    ],
)
def test_deeds_of_one_cue(text: str, deeds: list[str] | None) -> None:
    found = [c.action.quote for c in read(text)]
    assert found == deeds if deeds is not None else len(found) == 1 and found[0].startswith("$5 million in loans")


def test_what_a_deal_told_before_provides_is_agreed() -> None:
    text = "Norway and Finland struck a deal on Monday. Norway would free the crew, and Finland would pay for the ship."
    assert [(c.kind, c.by) for c in read(text)][-2:] == [("agreement", ("NOR",)), ("agreement", ("FIN",))]


def test_without_a_deal_a_would_of_the_outlet_binds_nobody() -> None:
    assert read("Norway and Finland share a border. Norway would free the crew.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway must open the bridge by May 1 under the contract.",
        "In accordance with the treaty, Norway would open the bridge.",
        "Norway is to open the bridge as part of the deal.",
    ],
)
def test_what_a_paper_lays_down_is_agreed(text: str) -> None:
    assert (one(text).kind, one(text).by) == ("agreement", ("NOR",))


@pytest.mark.parametrize(
    "text",
    [
        "Berg asked how much water Norway will release from the dam.",
        "The summit will be in Helsinki on Thursday.",
    ],
)
def test_what_is_no_deed(text: str) -> None:
    assert read(text) == []


def test_it_is_the_body_that_says_so() -> None:
    assert one("Norway said it would take measures to protect its ships.").by == ("NOR",)
    assert one("Norway opposes the plan. It will keep its port open.").by == ("NOR",)


def test_a_stay_with_a_day_is_a_plan() -> None:
    plan = one("Berg of Norway will be in Helsinki on Thursday.")
    assert (plan.kind, plan.by) == ("plan", ("berg",))


def test_an_invitation_is_accepted_in_a_relative_clause() -> None:
    text = "Berg extended an invitation to Virtanen to visit Oslo, which was accepted with gratitude."
    assert [(c.kind, c.by, c.status) for c in read(text)] == [
        ("invitation", ("berg",), "kept"),
        ("acceptance", ("virtanen",), "open"),
    ]


def test_who_writes_invites() -> None:
    assert one("Berg wrote a letter to Virtanen inviting him to Oslo.").by == ("berg",)


def test_conditions_are_not_those_of_a_source() -> None:
    assert one("Norway pledged, subject to approval by parliament, to open the bridge.").strength == "conditional"
    text = "Norway has agreed to take the crew, an official said on condition of anonymity."
    assert one(text).strength == "firm"


def test_an_unknown_official_speaks_for_the_body_named() -> None:
    assert one("Norway will propose a treaty next month, its negotiator Clara Voss said.").by == ("NOR",)


@pytest.mark.parametrize("text", ["Berg said Norway was ready for any scenario.", "Norway is ready for war."])
def test_who_is_ready_for_the_worst_offers_nothing(text: str) -> None:
    assert read(text) == []


def test_not_to_block_is_a_promise() -> None:
    assert one("Berg said that Norway would not block the aid.").kind == "pledge"
    assert read("Berg said that Norway would block the aid.") == []


def test_what_a_paper_is_for_may_stand_behind_the_day() -> None:
    text = "Norway and Chile signed an agreement in Oslo on Wednesday for the construction of a cable."
    assert one(text).kind == "agreement"


def test_our_doors_are_open() -> None:
    assert one("“Our doors remain open to dialogue,” Berg of Norway said.").by == ("NOR",)


def test_what_would_be_granted_lies_with_who_says_so() -> None:
    assert one("Berg of Norway said that inspectors would be allowed to visit the port.").by == ("NOR",)
    assert read("Berg of Norway said that the crew would be released by Finland.") == []
    assert read("Berg of Norway said that many would be killed if the dam broke.") == []


def test_an_assurance_in_the_passive() -> None:
    assert one("Norway gave an undertaking that the crew would not be extradited.").by == ("NOR",)


def test_a_deal_covers_the_clauses_joined_to_it() -> None:
    found = read("Under the deal, Norway would pay for the ship, and Finland would hand over the crew.")
    assert [(c.kind, c.by) for c in found] == [("agreement", ("NOR",)), ("agreement", ("FIN",))]


def test_to_return_a_thing_is_no_journey() -> None:
    assert one("Berg will return the maps to Finland once a court rules.").kind == "pledge"


def test_the_day_of_what_else_is_done_is_no_term() -> None:
    assert read("Norway will host the talks and has invited Virtanen to Oslo on March 20.")[0].due is None
