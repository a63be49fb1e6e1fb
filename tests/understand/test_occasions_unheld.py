"""Encounters that nobody had: weighed, feared, avoided, called off; and what only looks called off."""

from __future__ import annotations

import pytest

from tests.understand.occasion_texts import company, one, read


@pytest.mark.parametrize(
    "text",
    [
        "Berg said curbs would follow if a meeting with Rojas failed.",
        "Berg said a meeting with Rojas would be useless.",
        "Berg said that without a meeting with Rojas there would be no deal.",
        "Berg should have met Rojas, critics said.",
        "Berg avoided a meeting with Rojas.",
    ],
)
def test_what_was_not_is_no_encounter(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "A meeting between Berg and Rojas fell through.",
        "A planned meeting between Berg and Rojas collapsed over a visa row.",
    ],
)
def test_what_came_to_nothing_was_called_off(text: str) -> None:
    found = one(text)
    assert (found.status, company(found)) == ("cancelled", {"berg", "rojas"})


def test_talks_that_collapsed_were_held() -> None:
    assert one("Talks between Norway and Chile collapsed on Monday.").status == "held"


@pytest.mark.parametrize(
    "more",
    [
        "Critics said Berg should cancel the visit.",
        "Critics urged Berg to cancel the visit.",
        "Berg may cancel the visit.",
        "Berg threatened to call off the visit.",
        "Berg had considered cancelling the visit.",
        "Berg would be wrong if she cancelled the visit.",
    ],
)
def test_a_visit_that_is_only_weighed_stands(more: str) -> None:
    assert {o.status for o in read(f"Berg will visit Chile on Friday. {more}")} == {"planned"}


def test_a_visit_that_was_cancelled_does_not() -> None:
    assert "cancelled" in {o.status for o in read("Berg will visit Chile on Friday. Berg has cancelled the visit.")}


def test_two_with_their_offices_before_them_are_two() -> None:
    found = one("A meeting between Norway's minister Ada Berg and Chile's president Ada Rojas took place in Tokyo.")
    assert company(found) == {"berg", "rojas"}


def test_an_offer_of_monday_is_no_meeting_of_monday() -> None:
    found = one("Berg offered on Monday to meet Rojas.")
    assert (found.status, found.when) == ("proposed", None)


def test_what_will_be_is_not_held_because_it_was_published_late() -> None:
    assert one("OSLO, March 9 (Wire) -- Berg will visit Chile tomorrow.").status == "planned"
