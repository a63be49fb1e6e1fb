"""Where a name begins and ends that the tagger or the tokenizer breaks: short, self-written articles."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse


def persons(text: str) -> list[str]:
    article = Article("a", text)
    return [a.name for a in find_actors(article, analyse(article), load_lexicon()) if a.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South Korea's unification minister Han Ji-won proposed talks.", "Han Ji-won"),
        ("Iraqi Prime Minister Mohammed Shia’ al-Omari came.", "Mohammed Shia’ al-Omari"),
        ("Vice Speaker of the State Duma Pyotr Orlov visited Havana.", "Pyotr Orlov"),
        ("CEO of the Refugee Council Enver Solomon told the committee that it was cruel.", "Enver Solomon"),
    ],
)
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert persons(text) == [name]


def test_a_hyphen_may_join_a_name_to_another_word() -> None:
    assert persons("The Joe Berg-led government fell in Oslo.") == ["Joe Berg"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The talks were led by Pham Minh Chau, deputy foreign minister of Peru.", "Pham Minh Chau"),
        ("Minister of Foreign Affairs Choe Min Hui received the guests from Qatar.", "Choe Min Hui"),
    ],
)
def test_a_title_beside_words_that_the_tagger_does_not_know_makes_them_a_name(text: str, name: str) -> None:
    assert persons(text) == [name]


def test_a_place_before_a_comma_is_no_name() -> None:
    assert persons("In Port Harold, the foreign minister of Peru, Ana Soto, spoke.") == ["Ana Soto"]


def test_a_form_of_address_makes_a_name_of_what_follows() -> None:
    assert persons("MR ZQORT: Good afternoon. Let us begin.") == ["ZQORT"]


def test_an_initial_without_its_point_begins_no_sentence() -> None:
    text = (
        "The hope was voiced at a meeting between Norway's Foreign Minister Ane Holm and Gambian Justice Minister "
        "and Attorney General Dawda A Sonko. Sonko told of the case."
    )
    assert persons(text) == ["Ane Holm", "Dawda A Sonko"]


def test_who_has_two_family_names_is_called_by_the_first() -> None:
    text = "President Álvaro Monge Salazar ruled out a new fee. Monge also said he had called the mayor."
    (salazar,) = (a for a in find_actors(Article("a", text), analyse(Article("a", text)), load_lexicon()) if a.offices)
    assert "Monge" in salazar.aliases


def test_later_is_no_part_of_a_name() -> None:
    article = Article("a", "Later Petro met the envoy. The Petro foundation paid.")
    assert not any(a.name.startswith("Later") for a in find_actors(article, analyse(article), load_lexicon()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brunei's Minister of Development Dato Seri Setia Awang Haji Juanda Rashid spoke.", "Juanda Rashid"),
        ("Haji Rahim Mohmand told the paper that it was late.", "Haji Rahim Mohmand"),
    ],
)
def test_titles_of_brunei_are_no_names(text: str, name: str) -> None:
    assert persons(text) == [name]
