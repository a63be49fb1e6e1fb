"""Reported words as outlets put them: their own words behind it, requests beside it, verbs that report nothing."""

from __future__ import annotations

import pytest

from tests.understand.statement_texts import said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In Oslo, an official said Norway welcomes the plan, the Herald has learned.", ("Norway welcomes the plan",)),
        ("The minister reiterated that view on Saturday in Rome.", ("that view",)),
        ("The ministry apologised for the delay of the ferry.", ("for the delay of the ferry",)),
        ("Russia criticised the plans for a conference.", ("the plans for a conference",)),
        ("The traders kicked against the decision.", ("the decision",)),
        ("The ambassador extended condolences to the families.", ("condolences to the families",)),
        (
            "The minister will fly to Rome on Tuesday for a short visit with aides, a senior official told the Herald.",
            ("The minister will fly to Rome on Tuesday for a short visit with aides",),
        ),
    ],
)
def test_what_was_said(text: str, content: tuple[str, ...]) -> None:
    assert content in said(text)


def test_a_request_beside_a_rejected_claim_is_said_by_the_same() -> None:
    text = "Norway rejected the claim that it had been blocking the talks and called upon Chile to return to them."
    assert said(text)[-1] == ("to return to them",)
    assert all("called" not in words for content in said(text) for words in content)


def test_what_reflects_a_mindset_says_nothing() -> None:
    assert said("The remarks reflected “a mindset of the past”.") == []


def test_an_apology_promised_is_none() -> None:
    assert said("The agency promised to apologise for the report.") == [("to apologise for the report",)]
