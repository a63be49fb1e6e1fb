"""Words of binding by which nobody is bound, whom a promise binds, several deeds behind one "will"."""

from __future__ import annotations

import pytest

from tests.understand.commitment_texts import read
from tests.understand.page_texts import read as read_page


@pytest.mark.parametrize(
    "text",
    [
        "Norway gave no sign that it was ready to leave the islands.",
        "Chile supports efforts at the forum to agree on a new treaty.",
        "Berg was asked whether Norway planned to reopen the mine.",
        "Norway has been accused of being too willing to make concessions to Chile.",
        "He was a teacher committed to the causes of his people.",
        "The aim of Norway was to bring the strike to an end.",
        "Berg will replace Virtanen, who has been ambassador since 2003.",
        "Berg will make history as the first woman to visit the mine.",
        "The school will receive $5,000 from a fund.",
        "How is Norway going to handle this? Nobody knows.",
        "Chile could offer more than the 3 billion euros pledged to Finland.",
        "Virtanen said that other countries will send ships to Chile.",
        "The Finnish president, Virtanen, said that the great powers had pledged to prevent it.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert read(text) == []


def test_what_is_told_in_a_condition_binds_nobody() -> None:
    (found,) = read("If Norway agrees to withdraw its ships, Chile will send an envoy.")
    assert (found.by, found.strength) == (("CHL",), "conditional")


@pytest.mark.parametrize(
    ("text", "by", "deed"),
    [
        ("To ease trade, Norway has decided to open the port.", ("NOR",), "open the port"),
        ("Chile was offered a loan by Norway.", ("NOR",), "a loan"),
        ("Norway proposed a truce in May to bury the dead.", ("NOR",), "a truce"),
        ("Norway has committed 550 troops to Chile.", ("NOR",), "550 troops"),
        ("Norway and Chile were committed to pursuing a treaty, Berg said.", ("NOR", "CHL"), "pursuing a treaty"),
        ("Berg, who is due to meet Virtanen on Thursday, spoke in Oslo.", ("berg",), "meet Virtanen on Thursday"),
        ("Berg of Norway agreed to take two steps.", ("NOR",), "take two steps"),
        ("Berg agreed to take part in the forum.", ("berg",), "take part in the forum"),
    ],
)
def test_who_is_bound_to_what(text: str, by: tuple[str, ...], deed: str) -> None:
    (found,) = read(text)
    assert found.by == by
    assert found.action.quote.startswith(deed)


def test_who_is_told_a_promise_is_owed_nothing() -> None:
    (found,) = read_page(
        "Norwegian Foreign Minister Nils Berg told the Harbour Gazette that Norway will reopen the mine."
    ).commitments
    assert (found.by, found.to) == (("NOR",), ())


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Norway will buy more fish and train 500 fishermen.", ["buy more fish", "train 500 fishermen"]),
        ("Norway will buy more fish and sell it.", None),
        ("Norway pledged to ensure a fair trial, and create new jobs.", ["ensure a fair trial", "create new jobs"]),
        ("Berg will visit Santiago and have talks with Rojas.", ["visit Santiago", "have talks with Rojas"]),
    ],
)
def test_each_deed_counts(text: str, deeds: list[str] | None) -> None:
    found = [c.action.quote for c in read(text)]
    assert found == deeds if deeds is not None else len(found) == 2


def test_days_of_a_traveller_s_own_programme() -> None:
    text = (
        "In Chile on 10-11 April I will hold talks with President Ana Rojas on trade with Norway. "
        "I will visit the mines to see the works."
    )
    found = read_page(text, outlet="Government of Norway").commitments
    assert [c.kind for c in found] == ["plan", "plan"]
    assert [str(c.due.from_on) if c.due else None for c in found] == ["2026-04-10", "2026-04-10"]


def test_the_government_of_a_release_is_whose_release_it_is() -> None:
    text = "Chile has closed the port. Norway regrets it. The Government will close the mine on Friday."
    found = read_page(text, outlet="Government of Norway").commitments
    assert [c.by for c in found] == [("NOR",)]


@pytest.mark.parametrize(
    "mood", ["grateful for the help of Finland", "concerned about the border", "thankful to Finland"]
)
def test_what_somebody_will_feel_is_no_pledge(mood: str) -> None:
    assert not read(f"Norway will remain {mood}, Berg said.")


def test_what_somebody_will_stay_is_one() -> None:
    assert [c.by for c in read("Norway will stay neutral, Berg said.")] == [("NOR",)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway refused to promise troops to Chile.",
        "Reports that Norway would send troops are false, Berg said.",
    ],
)
def test_what_is_refused_or_only_rumoured_is_no_pledge(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway once pledged to send troops to Chile but withdrew the pledge in May.",
        "Norway had agreed in 2024 to deliver ships to Chile, but the deal was cancelled.",
        "Norway pledged to send troops to Chile. On Monday it called off the plan.",
    ],
)
def test_what_is_told_as_taken_back_is_withdrawn(text: str) -> None:
    assert [c.status for c in read(text)] == ["withdrawn"]


def test_another_plan_that_was_scrapped_leaves_it_open() -> None:
    assert read("Norway pledged to send troops to Chile and scrapped another plan.")[0].status == "open"


def test_whose_disarmament_is_promised_is_owed_nothing() -> None:
    (pledge,) = read("Berg pledged that Norway would work for the disarmament of Chile.")
    assert pledge.to == ()
