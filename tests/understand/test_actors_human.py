"""What is a person and what only sounds like one: short, self-written articles."""

from __future__ import annotations

import pytest

from tests.understand.test_actors_name_ends import persons


@pytest.mark.parametrize(
    "text",
    [
        "Saraya al-Nur claimed the attack on the Peruvian embassy.",
        "Palazzo Chigi denied the report from Tunisia.",
        "Gazprom Neft and Severnaya Ryba were blacklisted by Norway.",
        "The frigate HMS Duncan docked in Malta.",
        "Sinn Féin welcomed the Irish proposal.",
        "The Al Sabah family rules Kuwait.",
        "Hurricane Melissa hit Jamaica.",
        "Novaya Gazeta had left Russia by then.",
        "Norway named the Abraham Accords in its note.",
    ],
)
def test_a_name_of_which_nothing_tells_that_it_is_a_humans_is_none(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru released Ardo Tzelniq, a retired nurse from Lima.", ["Ardo Tzelniq"]),
        ("Ardo Tzelniq, 61, was freed by Peru.", ["Ardo Tzelniq"]),
        ("Peru arrested Ardo Tzelniq in May.", ["Ardo Tzelniq"]),
        ("Ardo Tzelniq, who lives in Peru, called it a lie.", ["Ardo Tzelniq"]),
        ("The activist Ardo Tzelniq and Velmo Qarst left Peru.", ["Ardo Tzelniq", "Velmo Qarst"]),
        ("Ardo Tzelniq of Peru agreed. Tzelniq left at noon.", ["Ardo Tzelniq"]),
        ("The plane carried a pastor from Boston, Texas, and Rosario Tellez, 61, a nurse.", ["Rosario Tellez"]),
    ],
)
def test_the_words_beside_a_name_tell_that_it_is_a_humans(text: str, names: list[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Minister Shahriar Kabir Mridha told reporters that Dhaka was ready.", ["Shahriar Kabir Mridha"]),
        ("UAE Minister of State Sultan Al Ketbi flew to Oslo.", ["Sultan Al Ketbi"]),
        ("Nguyễn Văn Hòa, Vietnam's deputy prime minister, spoke in Oslo.", ["Nguyễn Văn Hòa"]),
        ("President His Highness Sheikh Saqr Al Nahyan received the Peruvian guests.", ["Saqr Al Nahyan"]),
    ],
)
def test_a_style_or_a_strange_word_does_not_cut_a_name(text: str, names: list[str]) -> None:
    assert persons(text) == names


def test_a_minister_without_a_name_is_no_person() -> None:
    assert persons("Norway would raise the case with Iran's foreign minister on Monday.") == []
