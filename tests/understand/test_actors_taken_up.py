"""Later words for persons: a description, an office, a headline's name, a family name like a common noun."""

from __future__ import annotations

from functools import cache

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse


@cache
def read(text: str, title: str | None = None, outlet: str | None = None) -> dict[str, Actor]:
    article = Article("a", text, title=title, outlet=outlet)
    return {a.name: a for a in find_actors(article, analyse(article), load_lexicon())}


def called(text: str, name: str) -> list[str]:
    return [text[m.start : m.end] for m in read(text)[name].mentions if m.kind != "pronoun"]


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("Norwegian actor Erik Dahl came to Oslo. The actor thanked the crew.", "Erik Dahl", "actor"),
        ("Erik Dahl, a lawyer from Bergen, spoke on Monday. Later the lawyer left.", "Erik Dahl", "lawyer"),
        ("The singer and dancer Rosa Lima came. The singer waved.", "Rosa Lima", "singer"),
        (
            "UN Secretary-General Ana Lima met Jan Kowal. The UN Secretary-General liked the harbour.",
            "Ana Lima",
            "UN Secretary-General",
        ),
        (
            "Advisor to the Speaker of Parliament of Norway Erik Dahl spoke. Ships sail on. "
            "The Adviser to the Speaker of Parliament believes in them.",
            "Erik Dahl",
            "Adviser to the Speaker of Parliament",
        ),
        ("Park Min-ho spoke to the press. Mr Park said that he was tired.", "Park Min-ho", "Park"),
    ],
)
def test_who_is_meant_later(text: str, name: str, word: str) -> None:
    assert word in called(text, name)


def test_a_description_of_two_persons_means_neither() -> None:
    text = "The singer Rosa Lima and the singer Erik Dahl came. The singer waved."
    assert "singer" not in called(text, "Rosa Lima") + called(text, "Erik Dahl")


def test_another_singer_is_somebody_else() -> None:
    text = "The singer Rosa Lima came. The young singer waved, and a singer fell."
    assert called(text, "Rosa Lima") == ["Rosa Lima"]


def test_the_headline_names_who_the_text_calls_by_office() -> None:
    text = "Pavel Orlov spoke about the harbour. The President of Peru thanked him. The harbour opens in May."
    found = read(text, "Telephone conversation with President of Peru Luis Quispe")
    person = found["Luis Quispe"]
    assert [(o.role, o.of) for o in person.offices] == [("head_of_state", "PER")]
    assert [text[m.start : m.end] for m in person.mentions] == ["President of Peru"]
    assert "Luis Quispe" not in read(text, "Pavel Orlov on President of Chile Luis Quispe")
    assert "Luis Quispe" not in read(text, "President of Peru Luis Quispe Thanked")


def test_the_headline_gives_an_office_to_a_person_of_the_text() -> None:
    text = "The minister met Luis Quispe. According to the Governor, trams are late. Quispe left."
    person = read(text, "Meeting with Harbour Governor Luis Quispe")["Luis Quispe"]
    assert [o.title for o in person.offices] == ["Governor"]
    assert "Governor" in [text[m.start : m.end] for m in person.mentions]


def test_a_family_is_the_group_of_its_members() -> None:
    text = "Erik Dahl and Kari Dahl came to Oslo. The Dahls thanked the crew."
    assert read(text)["Dahls"].kind == "group"
    assert "Dahl" not in called(text, "Erik Dahl")


def test_one_letter_less_is_the_same_person() -> None:
    text = "Pavel Marchvenkov spoke on Monday. Later, Marchenkov left for Oslo."
    assert called(text, "Pavel Marchvenkov") == ["Pavel Marchvenkov", "Marchenkov"]
    assert {"Aygozel Orazova", "Orazov"} <= set(read("Aygozel Orazova spoke on Monday. Then Orazov left for Oslo."))


def test_two_known_first_names_are_two_persons() -> None:
    text = "Martina Novak and Marina Novak came to Oslo. Marina Novak thanked the crew."
    assert {"Martina Novak", "Marina Novak"} <= set(read(text))


def test_initials_that_the_world_knows_stand_for_nobody_else() -> None:
    text = "The Baltic Barley Council met in Riga. The BBC reported on it."
    assert "BBC" in read(text)
    assert "BBC" not in called(text, "Baltic Barley Council")


def test_a_university_named_like_a_capital_is_in_no_such_state() -> None:
    text = "Anna Weber, a professor at Georgetown University, spoke in Oslo."
    assert "Guyana" not in read(text)
    assert read(text)["Anna Weber"].state != "GUY"
