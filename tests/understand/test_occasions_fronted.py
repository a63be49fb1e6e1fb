"""Encounters on short texts of our own: fronted phrases, the table, the sidelines, readiness."""

from __future__ import annotations

import pytest

from tests.understand.occasion_texts import company, one, read


@pytest.mark.parametrize(
    ("text", "kind", "status", "who"),
    [
        (
            "During talks in Oslo, President Berg and President Virtanen discussed trade.",
            "talks",
            "held",
            "berg virtanen",
        ),
        ("Finland and Chile are ready to return to the negotiating table.", "talks", "proposed", "FIN CHL"),
        ("Norway is ready for talks with Chile to end the dispute.", "talks", "proposed", "NOR CHL"),
        ("Norway is ready for urgent talks to end the dispute.", "talks", "proposed", "NOR"),
        (
            "Berg praised the steps taken to broaden ties following the visit of Rojas to Norway in May.",
            "visit",
            "held",
            "rojas NOR",
        ),
        ("Berg met Rojas on the margins of the General Assembly in May.", "meeting", "held", "berg rojas"),
    ],
)
def test_one_encounter(text: str, kind: str, status: str, who: str) -> None:
    found = one(text)
    assert (found.kind, found.status, company(found)) == (kind, status, set(who.split()))


def test_the_sides_return_to_the_table() -> None:
    met, talks = read("Berg and Virtanen met on Monday. They will return to the table on April 9.")
    assert (talks.kind, talks.status, company(talks)) == ("talks", "planned", company(met))
    assert talks.when is not None
    assert talks.when.value == "2026-04-09"


def test_a_case_on_the_table_is_no_talks() -> None:
    assert read("Berg put the case on the table.") == []


def test_the_second_with_is_a_second_meeting() -> None:
    first, second = read("Berg met with Virtanen to discuss trade and with Rojas to sign a treaty.")
    assert (company(first), company(second)) == ({"berg", "virtanen"}, {"berg", "rojas"})


def test_the_media_are_no_side_before_following() -> None:
    found = read("Berg spoke during a conversation with the media following talks with Virtanen in Oslo.")
    assert [e.quote for o in found for e in o.evidence] == ["talks with Virtanen in Oslo"]


def test_where_a_summit_was_is_no_company() -> None:
    assert read("Ties grew after the June summit in Oslo.") == []
    _, summit = read("Berg and Rojas met at the summit in Santiago.")
    assert company(summit) == {"berg", "rojas", "CHL"}
