"""Commitments on short texts of our own: lists behind a colon, whose government it is, and what binds nobody."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.pipeline import understand
from communique.record.document import Article, Published
from tests.understand.commitment_texts import one, read

MET = "President Berg of Norway met President Rojas of Chile. "


def test_a_list_behind_a_colon() -> None:
    text = (
        f"{MET}They affirmed their intention to work together:\n\n- to reopen the ferry line;\n\n"
        "- to actively support schools; and\n\n- to share maps of the coast.\n\nThe weather was fine."
    )
    found = read(text)
    assert [c.action.quote for c in found] == [
        "reopen the ferry line",
        "actively support schools",
        "share maps of the coast",
    ]
    assert {(c.kind, frozenset(c.by)) for c in found} == {("agreement", frozenset({"NOR", "CHL"}))}
    assert all(text[e.start : e.end] == e.quote for c in found for e in c.evidence)


def test_a_list_of_bare_verbs() -> None:
    found = read("Norway and Chile agreed to:\n\n1. reopen the ferry line;\n2. build a school.\n\nBoth were pleased.")
    assert [c.action.quote for c in found] == ["reopen the ferry line", "build a school"]


def test_a_colon_without_a_list() -> None:
    assert read("Norway and Chile agreed on the following:\n\nThe ferry line is old.") == []


@pytest.mark.parametrize(
    "text",
    [
        '"Monday will bring Norway a chance," Berg said.',
        "Berg voiced her conviction that Rojas would reopen the line by May.",
        "The sides expressed hope Chile would reopen the line.",
        "Berg praised a forum, whose first session is to be held in Oslo in May.",
        "Free-trade agreements provide for lower tariffs, Berg said.",
        "Berg reviewed the implementation of the Ferry Agreement between Norway and Finland.",
        "Many will watch Norway, Berg said.",
    ],
)
def test_what_binds_nobody(text: str) -> None:
    assert read(text) == []


def test_agreements_that_are_carried_out_still_count() -> None:
    kept = one("Berg stressed the implementation of the agreements between Norway and Finland.")
    assert (kept.kind, kept.status) == ("agreement", "in_progress")


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "Norwegian Foreign Minister Ada Berg spoke in Oslo. Ferries matter, and her government hopes to reopen the "
            "line by May 2027.",
            "reopen the line by May 2027",
        ),
        (
            "Norwegian Foreign Minister Ada Berg was in Oslo. A spokesman for Berg said on Tuesday that the minister "
            "had no plans to resign but would raise the case in Helsinki.",
            "raise the case in Helsinki",
        ),
    ],
)
def test_who_is_meant_binds_the_state(text: str, deed: str) -> None:
    """ "Her government", "a spokesman for the minister said that she would": with the people the reader finds."""
    reading = understand(Article("a", text, published=Published("2026-03-12", "metadata")), load_lexicon())
    names = {a.id: a.name for a in reading.actors}
    assert {c.action.quote: [names[i] for i in c.by] for c in reading.commitments} == {deed: ["Norway"]}
