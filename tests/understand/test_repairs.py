"""The parser's tree put right where it is regularly wrong, on sentences of our own."""

from __future__ import annotations

import pytest

from communique.record.document import Article
from communique.record.language import Analysis
from communique.understand.analyse import analyse


def head_of(analysis: Analysis, word: str) -> tuple[str, str]:
    token = next(t for t in analysis.tokens if t.text == word)
    return token.dep, analysis.tokens[token.head].text


@pytest.mark.parametrize(
    ("text", "dep", "head"),
    [
        ("The king received visiting President Pablo Rojas.", "dobj", "received"),
        ("Premier Li held talks with visiting President Pablo Rojas of Chile.", "pobj", "with"),
        ("Talks between Norwegian leaders and visiting President Pablo Rojas ended.", "conj", "leaders"),
    ],
)
def test_the_visiting_president_is_who_is_met(text: str, dep: str, head: str) -> None:
    analysis = analyse(Article("a", text))
    assert head_of(analysis, "Rojas") == (dep, head)
    assert head_of(analysis, "visiting") == ("amod", "Rojas")


def test_to_visit_a_place_stays_a_verb() -> None:
    analysis = analyse(Article("a", "She spoke of visiting Santiago."))
    assert head_of(analysis, "Santiago") == ("dobj", "visiting")


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        (
            "During the talks in Oslo, President of Chile Pablo Rojas and Premier Ada Berg discussed trade.",
            "President",
            "nsubj",
            "discussed",
        ),
        ("Ada Berg spoke during a talk with the media following talks with Rojas.", "media", "pobj", "with"),
        ("Berg spoke after the vote in Oslo, the capital of Norway.", "capital", "appos", "Oslo"),
    ],
)
def test_who_stands_behind_a_fronted_phrase(text: str, word: str, dep: str, head: str) -> None:
    assert head_of(analyse(Article("a", text)), word) == (dep, head)


def test_who_agreed_are_the_leaders_not_their_meeting() -> None:
    analysis = analyse(Article("a", "Mercosur leaders meeting in Lima on Friday agreed to cut the tariff."))
    assert head_of(analysis, "leaders") == ("nsubj", "agreed")


def test_a_participle_behind_a_number_is_no_deed() -> None:
    text = "Rojas, for his part, agreed to take back up to 500 rejected Chilean asylum-seekers a month."
    assert head_of(analyse(Article("a", text)), "rejected") == ("amod", "seekers")


def test_the_secretary_and_a_named_minister_are_two() -> None:
    analysis = analyse(Article("a", "The Secretary and Foreign Secretary Macaraeg discussed the upcoming summit."))
    assert next(t.dep for t in analysis.tokens if t.text == "Secretary") == "nsubj"
    assert head_of(analysis, "Macaraeg") == ("conj", "Secretary")


def test_when_something_was_repeated_is_no_part_of_it() -> None:
    analysis = analyse(Article("a", "The minister reiterated that position on Saturday in Munich."))
    assert {analysis.tokens[t.head].text for t in analysis.tokens if t.dep == "prep"} == {"reiterated"}


def test_a_second_finite_verb_goes_on_from_the_first() -> None:
    text = "In the letter, President Rojas proposes to relaunch the joint commission and invites his guest to Lima."
    assert head_of(analyse(Article("a", text)), "invites") == ("conj", "proposes")
