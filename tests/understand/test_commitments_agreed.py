"""Commitments on short texts of our own: agreements reached, sums approved, assurances, answers, announced visits."""

from __future__ import annotations

from datetime import date

import pytest

from tests.understand.commitment_texts import one, read


@pytest.mark.parametrize(
    ("text", "kind", "action"),
    [
        ("Norway and Finland reached an agreement on fisheries.", "agreement", "an agreement on fisheries"),
        ("Norway and Finland met. Agreement was reached on fisheries.", "agreement", "fisheries"),
        ("Norway and Finland struck a deal on fisheries.", "agreement", "a deal on fisheries"),
        ("Norway and Finland have agreed a ceasefire.", "agreement", "a ceasefire"),
        ("Berg gave assurances that Norway would not raise tariffs.", "pledge", "not raise tariffs"),
        ("Berg gave Norway's word that Norway would send gas.", "pledge", "send gas"),
        ("Berg assured Virtanen of Norway's support.", "pledge", "Norway's support"),
        ('Berg reaffirmed her "full commitment" to reform.', "pledge", "reform"),
        (
            "Norway approved a further 12 million crowns for schools.",
            "pledge",
            "a further 12 million crowns for schools",
        ),
    ],
)
def test_what_is_to_be_done(text: str, kind: str, action: str) -> None:
    commitment = one(text)
    assert (commitment.kind, commitment.action.quote) == (kind, action)


@pytest.mark.parametrize(
    "text",
    [
        "Two officials of Norway agreed to discuss the talks on condition of anonymity.",
        "A court in Norway struck down an accord with Finland on fisheries.",
        "Norway and Finland struck a deal on the sidelines of a forum.",
        "The invitation was accepted, Berg said.",
        "Analysts say Norway will raise its rates.",
        "Norway is set to win the cup.",
        '"We will learn from our mistakes," Berg said.',
    ],
)
def test_what_binds_nobody(text: str) -> None:
    assert read(text) == []


def test_an_invitation_that_was_accepted() -> None:
    invitation, acceptance = read("Berg invited Virtanen to visit Oslo. The invitation was gratefully accepted.")
    assert (invitation.status, acceptance.kind) == ("kept", "acceptance")
    assert (acceptance.by, acceptance.to) == (invitation.to, invitation.by)


def test_an_upcoming_visit_is_a_plan_without_a_day() -> None:
    plan = one("Berg met Rojas. They discussed Virtanen's upcoming visit to Norway.")
    assert (plan.kind, plan.by, plan.due) == ("plan", ("virtanen",), None)


def test_the_day_of_the_next_deed_is_not_the_term() -> None:
    first = read("Norway pledged to build a ferry and Finland would open a port on May 4.")[0]
    assert first.due is None or first.due.from_on != date(2026, 5, 4)


def test_the_day_of_an_agreement_is_not_when_it_is_carried_out() -> None:
    found = read("Berg and Virtanen spoke of implementing the agreements of May 9, 2024.")
    assert [c.due for c in found if c.status == "in_progress"] == [None]


def test_a_paper_that_was_signed_is_still_to_be_carried_out() -> None:
    signed = one("Norway and Finland met. An agreement on visas was signed.")
    assert (signed.kind, signed.status) == ("agreement", "open")


def test_what_the_sides_agreed_behind_their_words_is_an_agreement() -> None:
    assert one("Berg met Virtanen. Norway will open the border by May 1, the two sides agreed.").kind == "agreement"


def test_a_target_with_a_term_is_a_plan() -> None:
    assert one("Norway set a target of building ten ships by 2030.").kind == "plan"
