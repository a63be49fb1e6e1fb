"""Commitments on short texts of our own: what binds nobody, of which kind they are, whose they are, and when due."""

from __future__ import annotations

import pytest

from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    "text",
    [
        # what others are hoped or expected to do, and threats
        "Berg hopes that Finland will build two ferries.",
        "Berg is confident that Finland will build two ferries.",
        "Berg warned that Norway would close its ports.",
        # who refuses to come, or to have a thing done to him
        "Berg said that she would not attend the forum in Oslo.",
        "President Berg will not be pushed around by Finland.",
        # what was to be done and is past
        "Berg had been due in Helsinki on Thursday to sign a treaty on ferries.",
        "Norway and Finland agreed on the importance of aid to build ferries.",
        "Norway and Finland signed an agreement in Oslo in February.",
        "Finland hopes that Norway will respond positively to the offers.",
        "Norway stressed its preparedness for floods.",
        "Most voters of Norway will go to the polls on Sunday.",
        "Norway hopes to build two ferries.",
    ],
)
def test_hopes_threats_and_refusals_bind_nobody(text: str) -> None:
    assert read(text) == []


def test_a_hope_with_a_term_is_an_aim() -> None:
    plan = one("Norway hopes to build two ferries by June 30.")
    assert (plan.kind, plan.strength) == ("plan", "aspirational")


@pytest.mark.parametrize(
    "text",
    [
        "Berg thanked Finland for its decision to build two ferries.",
        "Berg expressed gratitude to Finland for the pledge to build two ferries.",
    ],
)
def test_who_is_thanked_for_a_promise_made_it(text: str) -> None:
    assert one(text).by == ("FIN",)


def test_a_decision_is_a_promise_only_where_its_owner_is_named() -> None:
    assert one("Berg welcomed Finland's decision to build two ferries.").by == ("FIN",)
    assert read("Berg spoke about the decision to build two ferries.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # without a day an intention is a pledge, with one a plan; so is what will happen to a thing
        ("Norway reaffirmed its intention to build two ferries.", "pledge"),
        ("Norway intends to build two ferries by June 30.", "plan"),
        ("The ferries will be repaired on April 2, Berg said.", "plan"),
        # of one paper, what it proposes and what it settles
        ("Under the proposal, Norway would build two ferries.", "offer"),
        ("Under the treaty, Norway would build two ferries.", "agreement"),
        # two that commit themselves in one breath have agreed
        ("Norway and Finland committed to build two ferries.", "agreement"),
        ("Norway and Finland are committed to free trade.", "pledge"),
        # a state's leading and addressing are no journeys
        ("Norway will lead the effort.", "pledge"),
        ("Berg will lead the delegation to Chile.", "plan"),
        ("Norway will invite experts to the port.", "pledge"),
        ("Norway announced a grant for ferries in Chile.", "pledge"),
    ],
)
def test_kinds_by_day_and_by_who_acts(text: str, kind: str) -> None:
    assert one(text).kind == kind


def test_what_is_done_on_a_visit_is_due_on_its_days() -> None:
    visit, meeting = read("President Berg will visit Chile on April 20. Berg will also meet with Rojas.")
    assert visit.due == meeting.due is not None


def test_what_an_invitation_asks_for_stands_behind_its_sender_and_guest() -> None:
    for text in (
        "Virtanen turned down an invitation from Berg to attend a forum in Oslo on April 14.",
        "Berg renewed an invitation to Virtanen to attend a forum in Oslo on April 14.",
    ):
        invitation = one(text)
        assert invitation.kind == "invitation"
        assert "attend" in invitation.action.quote
        assert invitation.due is not None


def test_an_acceptance_said_twice_in_a_breath_is_one() -> None:
    text = (
        'Berg invited Virtanen to visit Oslo. Virtanen accepted the invitation. "I will come with joy," Virtanen said.'
    )
    assert [c.kind for c in read(text)] == ["invitation", "acceptance"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Berg will hold talks with Rojas.", "plan"),
        ("Berg will consult with Rojas.", "plan"),
        ("Norway will hold talks with Chile.", "pledge"),
    ],
)
def test_to_hold_talks_is_to_meet(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize(
    "text", ["Berg offered condolences to Finland.", "Berg will affirm the ties of Norway and Finland."]
)
def test_courtesies_are_no_promises(text: str) -> None:
    assert read(text) == []


def test_a_shared_commitment_is_of_all_sides() -> None:
    commitment = one("Berg met with Virtanen. Berg praised the shared commitment to free trade.")
    assert set(commitment.by) >= {"berg", "virtanen"} or set(commitment.by) == {"NOR", "FIN"}


def test_the_year_of_a_thing_is_no_term() -> None:
    assert one("Norway pledged to support the recovery from the 2025 floods.").due is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway usually offers ferries to its visitors.",
        "Norway usually offers help to Chile.",
        "Norway offers great beaches.",
        "Berg spoke in Oslo. Her presence offers comfort to Chile, Berg said.",
    ],
)
def test_what_is_offered_day_by_day_is_no_offer(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"Otherwise we will only eat cake," Berg said.',
        "Chile may open its ports. Otherwise, Norway will close its market, Berg said.",
        '"Open the port, or else we will leave Oslo," Berg said.',
    ],
)
def test_what_follows_if_a_condition_is_not_met_binds_nobody(text: str) -> None:
    assert read(text) == []


def test_otherwise_inside_a_promise_is_no_fallback() -> None:
    assert one("Unless otherwise agreed, Norway will repair the pier, Berg said.").by == ("NOR",)


def test_to_keep_one_s_own_things_from_harm_is_promised_and_not_to_suffer_is_not() -> None:
    assert len(read('"Our ports will not be used against Chile," Berg said.')) == 1
    assert read('"Norway will not be intimidated," Berg said.') == []


def test_a_state_that_offers_something_offers_it() -> None:
    assert one("Norway offers mediation to Chile.").kind == "offer"


@pytest.mark.parametrize("text", ["Norway took the decision to {0}.", "Norway adopted a plan to {0}."])
def test_a_decision_that_is_taken_is_whose_who_takes_it(text: str) -> None:
    assert one(text.format("train 500 Chilean doctors")).by == ("NOR",)


def test_experts_of_a_state_do_its_work_and_experts_alone_foretell() -> None:
    assert len(read("Experts of Norway will inspect the dam in Chile on April 20.")) == 1
    assert read("Experts will watch the vote in Chile.") == []


def test_who_expects_the_own_minister_to_come_promises_it() -> None:
    assert len(read('"I expect that my minister will visit Chile in April," Berg said.')) == 1
    assert read('"I am confident that our trade will be doubled by ferries," Berg said.') == []


def test_the_year_of_a_thing_to_come_is_a_term() -> None:
    assert one("Norway pledged to reach its 2030 climate target.").due is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway and Finland will begin talks on fish next month, Berg said.", "agreement"),
        ("Norway and Finland will support the ferries, Berg said.", "pledge"),
        ("Norway will begin to build the ferries next month, Berg said.", "pledge"),
        ("Finland, for its part, agreed to take back the ferries.", "agreement"),
    ],
)
def test_two_sides_with_a_term_have_agreed_and_so_has_who_agrees(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize("way", ["proceed to Oslo", "leave for Oslo on Monday", "head to Oslo next week"])
def test_to_set_out_is_a_plan(way: str) -> None:
    assert one(f"President Virtanen will {way} to attend a forum.").kind == "plan"
    assert one("President Virtanen will leave the fishing pact.").kind == "pledge"
