"""Offices that a verb tells, and those that are over: sentences of our own."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from tests.understand.actor_texts import persons

FORMER, NOW = "former", "incumbent"


def held(text: str, name: str = "Ana Lunde") -> list[tuple[str, str | None, str]]:
    return [(o.role, o.of, o.tenure) for o in persons(text)[name].offices]


@pytest.mark.parametrize(
    ("text", "role", "tenure"),
    [
        ("Ana Lunde, who was Norway's ambassador to France from 2010 to 2014, called.", "ambassador", FORMER),
        ("Ana Lunde, Norway's prime minister (2001-2005), called.", "head_of_government", FORMER),
        ("Ana Lunde, Norway's defence minister until last year, called.", "defence_minister", FORMER),
        ("Ana Lunde, who had been prime minister of Norway for eight years, left.", "head_of_government", FORMER),
        ("Ana Lunde served as the president of Norway between 1995 and 2007.", "head_of_state", FORMER),
        ("Ana Lunde has previously served as Norway's ambassador to Peru.", "ambassador", FORMER),
        ("Ana Lunde has served as Norway's finance minister for six years.", "minister", NOW),
        ("Ana Lunde has been Norway's ambassador to France since 2021.", "ambassador", NOW),
        ("Ana Lunde serves as Norway's finance minister.", "minister", NOW),
        ("Ana Lunde resigned as prime minister of Norway on Monday.", "head_of_government", FORMER),
        ("After stepping down as Norway's defence minister, Ana Lunde left.", "defence_minister", FORMER),
        ("Ana Lunde refused to resign as Norway's defence minister.", "defence_minister", NOW),
        ("Ana Lunde, who is stepping down as Norway's foreign minister in May, left.", "foreign_minister", NOW),
        ("Ana Lunde was the chief negotiator for Norway at the talks.", "envoy", NOW),
        ("Ana Lunde was the Norwegian foreign minister's deputy at the talks.", "deputy", FORMER),
        ("Ana Lunde was sacked as Norway's defence minister on Friday.", "defence_minister", FORMER),
        ("The king of Norway dismissed Ana Lunde as defence minister.", "defence_minister", FORMER),
        ("Ana Lunde took office as Norway's foreign minister in May.", "foreign_minister", NOW),
        ("Ana Lunde was sworn in on Monday as prime minister of Norway.", "head_of_government", NOW),
        ("Present at the ceremony was Norway's finance minister, Ana Lunde.", "minister", NOW),
        ("Nils Berg said that Ana Lunde was the foreign minister of Norway.", "foreign_minister", NOW),
    ],
)
def test_an_office_is_over_where_the_words_say_so(text: str, role: str, tenure: str) -> None:
    assert held(text) == [(role, "NOR", tenure)]


def test_one_who_follows_another_holds_the_office_that_the_other_held() -> None:
    for text in (
        "Ana Lunde succeeded Nils Berg as Norwegian foreign minister.",
        "Ana Lunde, who replaces Nils Berg as Norway's foreign minister, was sworn in.",
    ):
        assert held(text) == [("foreign_minister", "NOR", NOW)]
        assert held(text, "Nils Berg") == [("foreign_minister", "NOR", FORMER)]
    coming = "Ana Lunde will replace Nils Berg as Norway's foreign minister in May."
    assert (held(coming), held(coming, "Nils Berg")) == ([], [("foreign_minister", "NOR", NOW)])


def test_two_offices_of_one_person_and_a_style() -> None:
    both = "Ana Lunde, a former prime minister of Norway and now the UN's envoy for Sudan, arrived in Lima."
    assert held(both) == [("head_of_government", "NOR", FORMER), ("envoy", "UN", NOW)]
    styled = persons("Iran's Supreme Leader, Ayatollah Reza Karimi, spoke. Iran listened.")["Reza Karimi"]
    assert [(o.role, o.of) for o in styled.offices] == [("head_of_state", "IRN")]


def test_a_career_goes_on_with_a_pronoun_where_only_one_is_named() -> None:
    one = "Norway named Ana Lunde as its ambassador to Peru. She was deputy foreign minister from 2019 to 2024."
    assert held(one) == [("ambassador", "NOR", NOW), ("deputy", "NOR", FORMER)]
    two = "Ana Lunde met Eva Tamm in Oslo, Norway. She served as health minister from 2010 to 2014."
    assert held(two) == held(two, "Eva Tamm") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lunde will serve as Norway's ambassador to Peru.",
        "Ana Lunde is expected to be Norway's foreign minister.",
        "Ana Lunde was not the foreign minister of Norway.",
        "Chile hailed Ana Lunde as president of Norway.",
        "Ana Lunde acted as mediator for Norway.",
        "Ana Lunde was the guest of the Norwegian prime minister.",
        "Ana Lunde is a true leader, Norway said.",
    ],
)
def test_what_is_to_come_denied_or_played_for_a_day_is_no_office(text: str) -> None:
    assert held(text) == []


def test_the_places_that_an_outlet_shortens_are_passed_on_with_the_cast() -> None:
    text = "Envoys arrived in the Kingdom on Monday. Moldova welcomed it."
    article = Article("a", text, outlet="Saudi Gazette")
    analysis = analyse(article)
    cast = find_cast(article, analysis, load_lexicon())
    assert [(p.code, analysis.words(p.first, p.last)) for p in cast.places.hits] == [
        ("SAU", "Kingdom"),
        ("MDA", "Moldova"),
    ]
