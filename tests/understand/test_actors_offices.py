"""Which words give an office, whose it is and whom it serves: short, self-written articles."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.lexicon.states import government_of
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.naming.home import publisher
from tests.understand.actor_texts import persons


def offices(actor: Actor) -> list[tuple[str, str | None]]:
    return [(o.role, o.of) for o in actor.offices]


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Kremlin aide Pavel Orlov spoke in Oslo.", "Pavel Orlov", ("other", "RUS")),
        ("Eva Braun, a member of the Bundestag, spoke in Oslo.", "Eva Braun", ("legislator", "DEU")),
        (
            "Ana Lima, the foreign minister of Portugal, praised her counterpart in Amman, Dina Haddad.",
            "Dina Haddad",
            ("foreign_minister", "JOR"),
        ),
        (
            "Erik Dahl, head of the legal unit of the European Commission, came to Oslo.",
            "Erik Dahl",
            ("other", "EU"),
        ),
    ],
)
def test_the_body_and_the_place_in_a_title_tell_whom_it_serves(
    text: str, name: str, office: tuple[str, str | None]
) -> None:
    assert office in offices(persons(text)[name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what an office owns
        ("Mira Babic, a teacher and the Speaker's cousin, spoke in Sarajevo.", "Mira Babic"),
        # whom a spokesman speaks for
        ("A Downing Street spokesman for Mr. Dahl left the hall.", "Dahl"),
        # the head of a delegation
        ("A Finnish delegation came to Riga. Its head, Mart Tamm, spoke.", "Mart Tamm"),
        # born to it
        ("Sheikh Omar Haddad of Jordan spoke in Riga.", "Omar Haddad"),
    ],
)
def test_words_beside_a_name_that_are_no_office_of_the_person(text: str, name: str) -> None:
    assert offices(persons(text)[name]) == []


def test_a_title_in_the_line_above_is_not_joined_to_the_next() -> None:
    text = "Office of the Spokesperson\n\nForeign Minister Mart Tamm of Estonia spoke in Riga."
    assert offices(persons(text)["Mart Tamm"]) == [("foreign_minister", "EST")]


def test_my_minister_is_the_minister_of_whoever_speaks() -> None:
    text = "Norwegian Ambassador Kari Dahl spoke in Chile. “My minister told me to be patient,” she said."
    assert offices(persons(text)["My minister"]) == [("minister", "NOR")]
    text = "Norwegian Minister Ola Berg met Kari Dahl, Norway's ambassador. “My minister is patient,” Dahl said."
    assert "My minister" not in persons(text)


def test_a_title_without_a_side_is_the_outlets_state_before_that_of_the_sentence_before() -> None:
    text = "Russia freed a driver from Georgia.\n\nMoscow had held him. Deputy Foreign Minister Nino Bero gave thanks."
    assert persons(text, "Tbilisi Morning")["Nino Bero"].state == "GEO"
    assert persons(text)["Nino Bero"].state == "RUS"


def test_what_is_no_name() -> None:
    text = "Astronauts flew to the Moon. Operation Falcon Claw began in Norway, said Mart Tamm."
    assert set(persons(text)) == {"Mart Tamm"}


def test_a_name_keeps_the_sign_behind_its_suffix() -> None:
    text = "I, JOHN A. DAHL JR., President of Peru, do hereby proclaim this day."
    assert offices(persons(text)["JOHN A. DAHL JR."]) == [("head_of_state", "PER")]


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("https://www.example.gov/news/1", "USA"),
        ("https://www.gov.uk/news", "GBR"),
        ("press.mid.gov.kz", "KAZ"),
        ("https://www.example.gouv.fr/a", "FRA"),
        ("https://gov.example.com/a", None),
        ("gov", None),
        ("", None),
    ],
)
def test_the_domain_of_a_government_tells_the_state(address: str, state: str | None) -> None:
    assert government_of(address) == state
    assert publisher(Article("a", "x", url=address or None), load_lexicon()) == state


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Harbourline President Mia Holm spoke.", "Mia Holm", ("other", None, "incumbent")),
        (
            "President of the Senate, Bola Adeyemi, spoke in Nigeria.",
            "Bola Adeyemi",
            ("speaker", "NGA", "incumbent"),
        ),
        (
            "Former Deputy Governor Anna Weber of Kenya was fined. Deputy Governor Weber left.",
            "Anna Weber",
            ("deputy", "KEN", "former"),
        ),
        (
            "Kenyan Cabinet Secretary for Foreign Affairs Anna Weber left.",
            "Anna Weber",
            ("foreign_minister", "KEN", "incumbent"),
        ),
    ],
)
def test_an_office_is_told_by_all_its_words(text: str, name: str, office: tuple[str, str | None, str]) -> None:
    assert [(o.role, o.of, o.tenure) for o in persons(text)[name].offices] == [office]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Head of the EU Delegation to Georgia Pavel Herman said that the talks were useful.", {"Pavel Herman"}),
        ("The Chairman of the Board of the Kazakh Chamber of Commerce Murat Batalov spoke in Oslo.", {"Murat Batalov"}),
        (
            "Director of the Institute of World Economy and International Relations Fedor Voitov spoke.",
            {"Fedor Voitov"},
        ),
    ],
)
def test_a_name_behind_a_long_title_is_a_person_s(text: str, names: set[str]) -> None:
    assert set(persons(text)) == names


def test_who_runs_the_staff_of_a_president_is_no_president() -> None:
    person = persons("Chief of Staff to the President Olena Ruda spoke in Riga.")["Olena Ruda"]
    assert [o.title for o in person.offices] == ["Chief of Staff to the President"]


@pytest.mark.parametrize(
    ("told", "states"),
    [
        ("The minister, Mart Tamm, will travel to Oslo.", {"Jaan Kask": "EST", "Mart Tamm": "EST"}),
        (
            "The Georgian minister, Mart Tamm, will travel to Oslo.",
            {"Jaan Kask": "EST", "Mart Tamm": "GEO", "My industry minister": "EST"},
        ),
    ],
)
def test_my_minister_is_the_minister_whose_name_is_told_next(told: str, states: dict[str, str]) -> None:
    text = 'Estonian President Jaan Kask came home. "My industry minister says that all is ready," Kask said. ' + told
    assert {name: actor.state for name, actor in persons(text).items()} == states


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Aide to the President of Azerbaijan Hasan Mammadov said so.", "Hasan Mammadov", ("other", "AZE")),
        ("Colombia's foreign minister-designate, Laura Rios, spoke.", "Laura Rios", ("foreign_minister", "COL")),
        (
            "Iran's deputy foreign minister for legal and international affairs, Reza Karimi, will lead the team.",
            "Reza Karimi",
            ("deputy", "IRN"),
        ),
        ('CEO at "Nordkraft" Jonas Keller signed the accord in Oslo.', "Jonas Keller", ("other", None)),
        (
            "Ambassador for special assignments of the Foreign Ministry of Norway Anna Berg came.",
            "Anna Berg",
            ("ambassador", "NOR"),
        ),
        (
            "Secretary of the Security Council of Armenia Armen Sahakyan came.",
            "Armen Sahakyan",
            ("other", "ARM"),
        ),
        (
            "UN Secretary-General's Special Representative for Libya, Amina Said, briefed the Council.",
            "Amina Said",
            ("envoy", "UN"),
        ),
        ("It was noted that as mayor of Bonn, Anna Berg had opened the bridge.", "Anna Berg", ("other", "DEU")),
        ("EU foreign policy chief Carla Ricci urged restraint.", "Carla Ricci", ("other", "EU")),
        ("NATO chief Jan Hoek urged restraint.", "Jan Hoek", ("head_of_igo", "NATO")),
        ("IMF managing director Kristina Petkova came.", "Kristina Petkova", ("head_of_igo", "IMF")),
        ("The head of the EU delegation in Tirana, Luis Soto, spoke.", "Luis Soto", ("other", "EU")),
        ("Dutch foreign trade minister Hans Visser came.", "Hans Visser", ("minister", "NLD")),
        ("Ireland's Tánaiste, Micheal Burke, visited Cairo.", "Micheal Burke", ("deputy", "IRL")),
        ("Pentagon spokesman Rear Adm. John Cole spoke.", "John Cole", ("spokesperson", "USA")),
        ("Bavarian Premier Mark Soder visited Prague.", "Mark Soder", ("other", "DEU")),
        (
            "Chairman of the Presidency of Bosnia and Herzegovina Zoran Kos came.",
            "Zoran Kos",
            ("head_of_state", "BIH"),
        ),
    ],
)
def test_what_stands_around_the_head_of_a_title_belongs_to_it(
    text: str, name: str, office: tuple[str, str | None]
) -> None:
    assert office in offices(persons(text)[name])


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Mariam Toure, who heads Mali's foreign ministry, flew to Dakar.", ("foreign_minister", "MLI")),
        ("Mariam Toure, who chairs Mali's parliament, flew to Dakar.", ("speaker", "MLI")),
        ("Mariam Toure was sworn in as prime minister of Mali on Monday.", ("head_of_government", "MLI")),
        ("Mariam Toure serves as Mali's special envoy for the Sahel.", ("envoy", "MLI")),
        ("Mariam Toure was appointed Mali's ambassador to Cuba.", ("ambassador", "MLI")),
    ],
)
def test_a_verb_gives_an_office(text: str, office: tuple[str, str | None]) -> None:
    assert offices(persons(text)["Mariam Toure"]) == [office]


def test_who_leads_a_delegation_holds_no_office_by_that() -> None:
    assert offices(persons("Mariam Toure, who heads Mali's delegation, flew to Dakar.")["Mariam Toure"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Croatia and Slovenia, Ivan Anic and Borut Sajo, met.",
        "Croatia's and Slovenia's foreign ministers, Ivan Anic and Borut Sajo, met.",
        "Ivan Anic and Borut Sajo, the foreign ministers of Croatia and Slovenia, met.",
    ],
)
def test_a_plural_title_is_shared_out_in_order(text: str) -> None:
    found = persons(text)
    assert offices(found["Ivan Anic"]) == [("foreign_minister", "HRV")]
    assert offices(found["Borut Sajo"]) == [("foreign_minister", "SVN")]


def test_the_departments_spokeswoman_serves_the_state_of_the_department_named_before() -> None:
    text = "The State Department recalled the envoys to Panama. Hanna Noll, the department's spokeswoman, spoke."
    assert offices(persons(text)["Hanna Noll"]) == [("spokesperson", "USA")]


def test_a_prince_with_an_office_has_no_second_one_by_birth() -> None:
    found = persons("Saudi Foreign Minister Prince Faisal bin Omar spoke.")
    assert offices(found["Faisal bin Omar"]) == [("foreign_minister", "SAU")]


def test_an_office_told_in_full_before_the_name_is_given_to_it() -> None:
    text = (
        "Ties are held up by politics, Turkey's special envoy for trade has said.\n\n"
        "In an interview, Selim Barlas said he was no optimist. Barlas, 61, who served as ambassador to Georgia, left."
    )
    assert ("envoy", "TUR") in offices(persons(text)["Selim Barlas"])


def test_the_president_of_the_home_state_is_no_foreign_one_named_without_title() -> None:
    text = "Putin continues his war. I act on a delegation from the President."
    found = persons(text, "State Department")
    assert "Putin" in found
    assert all(o != ("head_of_state", "RUS") for a in found.values() for o in offices(a))


def test_a_state_that_ends_the_text() -> None:
    text = (
        "The candidate, Senator John Miller, has asked the president to keep members of the sect from entering the U.S."
    )
    assert set(persons(text)) == {"John Miller"}


def test_an_attorney_general_is_no_soldier() -> None:
    anna = persons("Attorney General Anna Berg of Peru met the mayor.")["Anna Berg"]
    assert [role for role, _ in offices(anna)] == ["other"]
