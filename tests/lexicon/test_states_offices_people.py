"""The tables of states, offices and people hold what they claim."""

from __future__ import annotations

from typing import Any

import pytest

from communique.lexicon.geography.borders import load_borders
from communique.lexicon.offices import load_offices
from communique.lexicon.people import fold_name, load_people
from communique.lexicon.states import load_states


def get_territories() -> list[Any]:
    """Somebody else's table. rigour needs ICU's headers to install, so it is no dependency (`make` goes without)."""
    territories: list[Any] = pytest.importorskip("rigour.territories").get_territories()
    return territories


def test_every_state_code_is_an_alpha_3_code() -> None:
    states = load_states()
    known = {(t.alpha3 or "").upper() for t in get_territories()}
    assert set(states.titles) - states.igo_codes <= known


def test_every_independent_state_has_names() -> None:
    dependencies = {"AIA", "ALA", "BMU", "COK", "FLK", "GGY", "GIB", "SGS", "IMN", "JEY", "CYM", "MSR", "NFK", "NIU"}
    dependencies |= {"PCN", "SHN", "TCA", "VGB", "WLF", "ZAR"}
    wanted = {(t.alpha3 or "").upper() for t in get_territories() if t.is_country and t.parent is None}
    assert wanted - set(load_states().titles) <= dependencies


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("South Sudanese troops", "SSD", "demonym"),
        ("North Korea’s offer", "PRK", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("U.S.-led", "USA", "name"),
        ("EU leaders", "EU", "igo"),
        ("UN Security Council", "UNSC", "igo"),
        ("UN Human Rights Council", "UN", "igo_body"),
        ("Kosovo", "XKX", "name"),
        ("Korea and Japan", "KOR", "name"),
        ("Korean minister", "KOR", "demonym"),
        ("North Korean minister", "PRK", "demonym"),
        ("Niue's premier", "NIU", "name"),
        ("Yerevan", "ARM", "seat"),
    ],
)
def test_the_longest_wording_wins(text: str, code: str, kind: str) -> None:
    hit = load_states().match_at(text, 0)
    assert hit is not None
    assert (hit.code, hit.kind) == (code, kind)


def test_a_wording_of_nobody() -> None:
    hit = load_states().match_at("Korean Peninsula", 0)
    assert hit is not None
    assert hit.kind == "nobody"


def test_a_wording_ends_at_a_word() -> None:
    assert load_states().match_at("Chinatown", 0) is None
    assert load_states().match_at("USAID", 0) is None


@pytest.mark.parametrize(
    ("head", "before", "complement", "role"),
    [
        ("minister", "kazakh prime", "", "head_of_government"),
        ("minister", "", "of foreign affairs of georgia", "foreign_minister"),
        ("minister", "first deputy foreign", "", "deputy"),
        ("secretary", "", "of state", "foreign_minister"),
        ("secretary", "", "of state for defence", "defence_minister"),
        ("secretary", "press", "", "spokesperson"),
        ("president", "", "of the national assembly", "speaker"),
        ("head", "", "of state", "head_of_state"),
        ("deputy", "opposition", "", "legislator"),
    ],
)
def test_roles(head: str, before: str, complement: str, role: str) -> None:
    assert load_offices().role(head, before, complement) == role


def test_names_fold_and_genders_do_not_clash() -> None:
    people = load_people()
    assert fold_name("Erdoğan") == "erdogan"
    assert fold_name("Łukasz") == "lukasz" or fold_name("łukasz") == "lukasz"
    assert people.gender["Anna"] == "f"
    assert "bush" in people.known_family
    assert "kim" not in people.known_family or people.known_family["kim"].side == "PRK"


def test_borders_are_of_states_that_the_lexicon_knows() -> None:
    borders = load_borders()
    assert borders["BLR"] == {"LVA", "LTU", "POL", "RUS", "UKR"}
    assert "JPN" not in borders
    assert set(borders) <= set(load_states().titles) | {"ESH", "GIB", "MAC"}
