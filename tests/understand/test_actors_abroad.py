"""Whose state a person is not: the one visited, the counterpart's; and offices that one state alone has."""

from __future__ import annotations

import pytest

import communique


def state_of(name: str, text: str) -> str | None:
    reading = communique.read(text)
    assert isinstance(reading, communique.Reading)
    return next(a.state for a in reading.actors if a.name == name)


@pytest.mark.parametrize(
    "text",
    [
        "Defence Secretary Ada Lind visited Kyiv.",
        "Senator Ada Lind, a farmer from the north, visited Kyiv.",
        "Home Secretary Ada Lind met her French counterpart.",
        "Security Adviser Ada Lind spoke with her Indian counterpart Ajit Kumar.",
    ],
)
def test_the_state_visited_or_met_is_not_hers(text: str) -> None:
    assert state_of("Ada Lind", text) is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Chancellor of the Exchequer Ada Lind met Indian Finance Minister Ajit Kumar.", "GBR"),
        ("Pope Lino received the president of Lebanon, Michel Lind.", "VAT"),
    ],
)
def test_an_office_that_one_state_alone_has(text: str, state: str) -> None:
    reading = communique.read(text)
    assert isinstance(reading, communique.Reading)
    first = next(a for a in reading.actors if a.kind == "person")
    assert (first.state, first.offices[0].of) == (state, state)


def test_an_honorific_before_an_office_is_no_part_of_it() -> None:
    reading = communique.read("The envoy met H.E. Prime Minister Hun Lind of Cambodia.")
    assert isinstance(reading, communique.Reading)
    (office,) = next(a for a in reading.actors if a.name == "Hun Lind").offices
    assert (office.role, office.of, office.title) == ("head_of_government", "KHM", "Prime Minister")


@pytest.mark.parametrize("office", ["counterpart", "peer"])
def test_whose_counterpart_is_not_told_is_not_guessed(office: str) -> None:
    text = f"Norwegian Foreign Minister Kari Lund was in Helsinki. Later her {office}, Juha Salo, said he would come."
    assert state_of("Juha Salo", text) is None


def test_her_minister_is_of_her_state() -> None:
    text = (
        "Chile's president, Ana Lind, visited Oslo and met Norway's Prime Minister, Kari Lund. "
        '"Norway stands with Chile," Lund said. Her defence minister, Tor Vik, said ships would come.'
    )
    assert state_of("Tor Vik", text) == "NOR"


@pytest.mark.parametrize("family", ["De Vries", "Mr de Vries"])
def test_a_name_with_a_particle_is_one_name(family: str) -> None:
    text = "Ada Lind received the President of the European Council, Jan de Vries. "
    reading = communique.read(text + f"{family} said enlargement was near.")
    assert isinstance(reading, communique.Reading)
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Ada Lind", "Jan de Vries"]
    assert reading.statements[0].speaker == next(a.id for a in reading.actors if a.name == "Jan de Vries")


def test_who_receives_a_president_is_not_of_that_president_s_state() -> None:
    assert state_of("Ada Lind", "Ada Lind received the President of Brazil, Maria da Silva.") is None


def test_the_city_that_speaks_is_its_municipality() -> None:
    reading = communique.read("The Municipality of Livorno filed a claim. The city said that taxes were due.")
    assert isinstance(reading, communique.Reading)
    hall = next(a for a in reading.actors if "Municipality" in a.name)
    assert [s.speaker for s in reading.statements] == [hall.id]


def test_a_family_name_that_lost_its_last_letter_is_its_bearer_s() -> None:
    reading = communique.read('Ada Waters runs the gallery. "The city loves it," Water said.')
    assert isinstance(reading, communique.Reading)
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Ada Waters"]


def test_the_minister_is_the_one_whom_the_sentence_before_is_about() -> None:
    text = (
        "French foreign minister Ada Lind was welcomed at the airport of Algiers by her counterpart, Karim Berg. "
        '"We have come to read," the minister said.'
    )
    reading = communique.read(text)
    assert isinstance(reading, communique.Reading)
    assert reading.statements[-1].speaker == next(a.id for a in reading.actors if a.name == "Ada Lind")


@pytest.mark.parametrize(
    "water", ["Gulf of Guinea", "Mozambique Channel", "Norwegian Sea", "Niger Delta", "Jordan Valley"]
)
def test_a_water_or_valley_is_not_the_state_in_its_name(water: str) -> None:
    reading = communique.read(f"Chile will send two ships to the {water}, the minister said.")
    assert isinstance(reading, communique.Reading)
    assert [a.name for a in reading.actors if a.kind == "state"] == ["Chile"]


@pytest.mark.parametrize("thing", ["Jorge Chávez airport", "Jorge Chávez International Airport", "Jorge Chávez bridge"])
def test_what_is_called_after_somebody_is_nobody(thing: str) -> None:
    reading = communique.read(f"Minister Ana Lima of Chile landed at the {thing} on Monday.")
    assert isinstance(reading, communique.Reading)
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Ana Lima"]
