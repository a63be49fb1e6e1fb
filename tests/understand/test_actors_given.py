"""To whom an office is given, and of which side it is then: short, self-written articles."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons
from tests.understand.test_actors_offices import offices

_FACED = (
    "Prime Minister Tran Van Hung and his Danish counterpart Mette Holm met in Hanoi as part of the Danish PM's visit "
    "to Vietnam."
)
_LISTED = "They met their fellow foreign ministers -- China's Liu Bing, Russia's Oleg Fomin, and the UK's Dan Carver."
_ADVISING = "He has been a counsellor to President Karim Saleh of Tunisia. A spokesman for President Saleh declined."
_AGO = "Ukraine's outgoing prime minister, Arsen Tkach, resigned. Yulia Marchuk, a former prime minister, left Russia."


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (_FACED, "Tran Van Hung", ("head_of_government", "VNM")),
        (_FACED, "Mette Holm", ("head_of_government", "DNK")),
        (_LISTED, "Liu Bing", ("foreign_minister", "CHN")),
        (_LISTED, "Dan Carver", ("foreign_minister", "GBR")),
        (_ADVISING, "Karim Saleh", ("head_of_state", "TUN")),
        (_AGO, "Yulia Marchuk", ("head_of_government", "UKR")),
        ("U.N. Libya envoy Tomas Keller spoke.", "Tomas Keller", ("envoy", "UN")),
        ("The US Iran envoy, Rob Carter, agreed.", "Rob Carter", ("envoy", "USA")),
        ("Ukraine voted. U.S.-born Finance Minister Ana Yurchak left.", "Ana Yurchak", ("minister", "UKR")),
        ("Dan Marek, Karl Brandt's chief of staff, left. Chancellor Karl Brandt of Germany left.", "Dan Marek",
         ("other", "DEU")),
        ("Prime Minister Dan Marek, who concurrently serves as finance minister of Fiji, left.", "Dan Marek",
         ("minister", "FJI")),
        ("The Vatican's Secretary of State, Cardinal Paolo Ferrara, left.", "Paolo Ferrara",
         ("head_of_government", "VAT")),
        ("Turkey hosted them. On the Russian side, negotiator Ivan Samarin agreed.", "Ivan Samarin", ("envoy", "RUS")),
        ("India said so. Greenpeace spokesman Jan Visser agreed.", "Jan Visser", ("spokesperson", None)),
        ("Republican Senator Jack Morrow told reporters in Japan.", "Jack Morrow", ("legislator", "USA")),
        ("The Brazilian foreign ministry, led by Paulo Serrano, denied it.", "Paulo Serrano",
         ("foreign_minister", "BRA")),
        ("The First President of Kazakhstan – Elbasy Nurlan Akhmetov – left.", "Nurlan Akhmetov",
         ("head_of_state", "KAZ")),
    ],
)  # fmt: skip
def test_an_office_is_given_to_its_bearer(text: str, name: str, office: tuple[str, str | None]) -> None:
    assert offices(persons(text)[name])[-1] == office


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At the meeting with King Faris of Jordan, the Kazakh Foreign Minister told the King of late news.", "Faris"),
        ("King Faris of Jordan left. The aide to King Faris, Omar Said, stayed.", "Faris"),
    ],
)  # fmt: skip
def test_a_neighbours_office_is_not_given(text: str, name: str) -> None:
    assert offices(persons(text)[name]) == [("monarch", "JOR")]


def test_whom_another_of_the_sentence_serves_is_not_ones_own_side() -> None:
    text = "The Dutch minister came to Denmark. Prime Minister Jens Falk greeted the Dutch prime minister."
    assert ("head_of_government", "NLD") not in offices(persons(text)["Jens Falk"])


def test_letters_of_a_body_are_not_its_spokesman() -> None:
    text = "Salim Haddad, a spokesman for the High Negotiation Committee (HNC), left. HNC agreed with Syria."
    assert persons(text)["Salim Haddad"].aliases == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Oslo Institute's Dino Ferhat wrote that Peru was right.", "Dino Ferhat"),
        ("Thandiwe Mokoena attended the talks in Peru.", "Thandiwe Mokoena"),
        ("Minister Dawda A Sillah left for Peru.", "Dawda A Sillah"),
    ],
)
def test_a_humans_name_is_known_by_what_stands_with_it(text: str, name: str) -> None:
    assert name in persons(text)


def test_a_newspapers_name_is_no_humans() -> None:
    assert list(persons("Ana Lima wrote so in the Diario do S. Pedro newspaper of Brazil.")) == ["Ana Lima"]
