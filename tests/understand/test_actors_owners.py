"""Offices told by their owner, and names beside places and weekdays: short, self-written articles."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import persons


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        # "its" takes up what the sentence before is about
        (
            "Finland waits. The Norwegian foreign ministry said it was late. Its minister, Ada Berg, phoned Oslo.",
            "Ada Berg",
            ("foreign_minister", "NOR"),
        ),
        # a possessor's state is not looked for behind a comma
        (
            "Norway waited at the request of the African Union (AU), the president’s spokesperson, Ada Berg, said.",
            "Ada Berg",
            ("spokesperson", "NOR"),
        ),
        # the United States' own secretaries need no country
        (
            "Chile met Norway in the United States. China sent ships. Secretary of State Ann Lee spoke today.",
            "Ann Lee",
            ("foreign_minister", "USA"),
        ),
        (
            "Norway spoke to the European Union. The money stays in Oslo, commission spokesperson Eva Dahl said. "
            "The European Commission is in Brussels.",
            "Eva Dahl",
            ("spokesperson", "EU"),
        ),
        # others have a Foreign Office, too
        (
            "Pakistan protested on Monday. Foreign Office spokesperson Asma Khan said so in Islamabad.",
            "Asma Khan",
            ("spokesperson", "PAK"),
        ),
        ("London protested. Foreign Office spokesman Tom Hill said so.", "Tom Hill", ("spokesperson", "GBR")),
    ],
)
def test_whose_the_office_is(text: str, name: str, office: tuple[str, str]) -> None:
    assert office in [(o.role, o.of) for o in persons(text)[name].offices]


def test_the_other_minister_is_the_counterpart_who_was_named() -> None:
    text = (
        "Norway and Chile will build ships. Defense Minister Ada Berg said this in Oslo after a meeting with her "
        "Chilean counterpart, Pablo Rojas. The Chilean minister praised the plan."
    )
    found = persons(text)
    assert found["Ada Berg"].state == "NOR"
    assert len(found["Pablo Rojas"].mentions) == 2


def test_the_secretary_of_a_readout_is_its_own() -> None:
    text = (
        "Secretary of State Ann Lee met Philippine Foreign Secretary Jose Cruz in the United States. "
        "Foreign Secretary Cruz thanked the Secretary for the swift help. The Secretary praised the Philippines."
    )
    named = persons(text, "U.S. Department of State")["Ann Lee"].mentions
    assert len([m for m in named if m.kind == "title"]) == 2


def test_the_head_of_state_is_the_president_named_before() -> None:
    text = "President Ada Berg of Norway phoned Oslo. The head of state told them of the storm."
    assert len(persons(text)["Ada Berg"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Norway regretted the closure of the Lars crossing in May.", "Lars"),
        ("China used water cannon near Second Thomas Shoal.", "Thomas Shoal"),
        ("On Thursday Ciobotaru will travel to Oslo.", "Thursday Ciobotaru"),
    ],
)
def test_places_and_weekdays_are_no_part_of_names(text: str, nobody: str) -> None:
    assert nobody not in persons(text)
