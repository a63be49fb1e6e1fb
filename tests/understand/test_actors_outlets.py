"""Whose an office is and who bears it, as papers of many countries write: short articles of our own."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.naming.home import outlet_state
from tests.understand.actor_texts import persons, read


@pytest.mark.parametrize("rank", ["Col.", "Brig", "Gen", "Maj. Gen."])
def test_a_rank_is_no_name_and_parts_no_office_from_its_bearer(rank: str) -> None:
    found = persons(f"Slovak army spokesperson {rank} Pavol Hruska denied the claim. Norway said so, too.")
    assert list(found) == ["Pavol Hruska"]
    assert [(o.role, o.of) for o in found["Pavol Hruska"].offices] == [("spokesperson", "SVK")]


def test_an_american_paper_names_its_own_senators_and_president_without_a_country() -> None:
    text = (
        "Senators assailed the Doyle administration over its sanctions on Peru. Senator Ann Lee said so. "
        "President Mark Doyle met President Carlos Rojas."
    )
    found = persons(text + " The United States has not answered.", "CNN")
    assert (found["Ann Lee"].state, found["Mark Doyle"].state, found["Carlos Rojas"].state) == ("USA", "USA", "PER")


def test_party_and_state_in_brackets_are_american() -> None:
    found = persons("Peru was praised. Sen. Ann Lee (R-Ark.) disagreed. Rep. Jo Poe, D-Tex., did not.")
    assert [(a.state, [o.role for o in a.offices]) for a in found.values()] == [("USA", ["legislator"])] * 2


def test_a_state_without_a_president_has_none() -> None:
    text = "Japan praised Indonesia. President Adi Wirawan thanked for it."
    assert persons(text)["Adi Wirawan"].state == "IDN"
    assert persons("Japan praised the president of the Board, Ken Mori.")["Ken Mori"].state != "IDN"


def test_a_paragraph_comes_to_speak_of_a_state_as_an_object() -> None:
    text = "Peru and Chile quarrel over fish.\n\nThe dispute has unsettled Ecuador. President Ana Vera warned both."
    assert persons(text)["Ana Vera"].state == "ECU"


@pytest.mark.parametrize(
    "text",
    [
        "They condemned the attack on an oil terminal at Mina Salim, for which Iraq has apologised.",
        "Italy will pay for stations in the governorates of Kairouan and Sidi Bouzid.",
        "She warned the authorities of Republika Srpska in Bosnia.",
        "Opposition MPs faulted the Peruvian government.",
    ],
)
def test_a_place_and_a_group_are_no_persons(text: str) -> None:
    assert persons(text) == {}


def test_a_spokesperson_speaks_for_the_body_named_last() -> None:
    text = "Norway praised Ukraine.\n\nThe Kremlin reacted angrily. Spokesperson Gleb Orlov threatened both."
    assert [(o.role, o.of) for o in persons(text)["Gleb Orlov"].offices] == [("spokesperson", "RUS")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The Italian Foreign Minister, Marco Conti, was received by the President of Tunisia, Habib Zouari, on the "
            "occasion of a mission during which he also met his Greek counterpart, Nikos Vlahos.",
            "foreign_minister",
        ),
        (
            "Italian Foreign Minister Marco Conti met the Prime Minister of Libya, Tarek Sasi. Later the minister "
            "spoke with his Greek counterpart, Nikos Vlahos.",
            "foreign_minister",
        ),
        ("Prime Minister Marco Conti of Italy met her Greek counterpart, Nikos Vlahos.", "head_of_government"),
    ],
)
def test_a_counterpart_holds_the_office_of_whom_he_meets(text: str, role: str) -> None:
    assert [(o.role, o.of) for o in persons(text)["Nikos Vlahos"].offices] == [(role, "GRC")]


def test_the_country_in_brackets_is_whose_envoy_speaks() -> None:
    found = persons("Eleanor Marsh (United Kingdom) welcomed it. Fatu Dolo (Liberia), also a member, agreed.")
    assert {name: a.state for name, a in found.items()} == {"Eleanor Marsh": "GBR", "Fatu Dolo": "LBR"}


def test_the_envoy_of_the_secretary_general_is_of_the_united_nations_and_of_no_state() -> None:
    text = (
        "The Security Council extended the mandate of the United Nations Support Mission in Libya (UNSMIL). Inge "
        "Holm, Special Representative of the Secretary-General and Head of UNSMIL, spoke. The representative of Greece "
        "agreed."
    )
    holm = persons(text)["Inge Holm"]
    assert (holm.state, [(o.role, o.of) for o in holm.offices]) == (None, [("envoy", "UN"), ("other", "UN")])


def test_initials_of_a_body_tell_whose_spokesperson_it_is() -> None:
    text = "Sudan blames the Uganda People’s Defence Forces (UPDF). UPDF spokesperson Asha Kato denied it."
    assert [o.of for o in persons(text)["Asha Kato"].offices] == ["UGA"]


def test_the_secretary_general_is_the_one_named_so() -> None:
    text = "NATO Secretary General Annelies Borgh visited Sarajevo. The Secretary General thanked Bosnia for its help."
    borgh = persons(text)["Annelies Borgh"]
    assert text.index("The Secretary") + 4 in {m.start for m in borgh.mentions}
    assert not any(a.name == "Secretary General" for a in read(text))


def test_the_council_is_the_security_council() -> None:
    text = "The UN Security Council met on Monday. The Council called for calm."
    (council,) = [a for a in read(text) if a.code == "UNSC"]
    assert text.index("Council called") in {m.start for m in council.mentions}
    for other in (
        " The Council of Elders agreed.",
        " Georgia’s Constitutional Council agreed.",
        " The European Council did not.",
    ):
        (council,) = [a for a in read(text + other) if a.code == "UNSC"]
        assert text.index("Council called") not in {m.start for m in council.mentions}


def test_a_body_behind_its_states_name_is_known_without_it_too() -> None:
    ministry = next(a for a in read("China’s commerce ministry said so.") if a.kind == "government")
    assert (ministry.name, ministry.aliases, ministry.state) == (
        "China’s commerce ministry",
        ("commerce ministry",),
        "CHN",
    )
    department = next(a for a in read("The U.S. State Department said so.") if a.kind == "government")
    assert (department.name, department.state) == ("State Department", "USA")


def test_who_is_described_behind_the_name_is_not_the_spokesperson_before() -> None:
    text = (
        "A spokesperson for the Chinese ministry agreed. “Japan knows it,” said Ratna Wulan, a fellow at an institute."
    )
    assert persons(text)["Ratna Wulan"].state is None


def test_who_is_due_to_travel_somewhere_does_not_serve_there() -> None:
    text = (
        "German Chancellor Karin Brand visited Israel. Gideon Sahar is slated to travel to Berlin in May, Brand said. "
        "She met Prime Minister Gideon Sahar."
    )
    assert persons(text)["Gideon Sahar"].state == "ISR"


@pytest.mark.parametrize(
    ("title", "role", "side"),
    [
        ("Indian High Commissioner", "ambassador", "IND"),
        ("UN High Commissioner for Refugees", "head_of_igo", "UNHCR"),
        ("Indian Foreign Secretary", "other", "IND"),
        ("British Foreign Secretary", "foreign_minister", "GBR"),
    ],
)
def test_one_title_is_not_the_same_office_everywhere(title: str, role: str, side: str) -> None:
    (found,) = persons(f"{title} Ravi Kulkarni left Kenya.").values()
    assert [(o.role, o.of) for o in found.offices] == [(role, side)]


def test_its_president_is_of_the_organisation_told_of() -> None:
    text = (
        "The Economic Community of West African States (ECOWAS) hailed the accord. Its commission president, Mariama "
        "Jobe, thanked France."
    )
    assert [(o.role, o.of) for o in persons(text)["Mariama Jobe"].offices] == [("head_of_igo", "ECOWAS")]


def test_who_is_met_in_the_place_that_opens_the_sentence_serves_there() -> None:
    text = (
        "The Foreign Secretary will visit two capitals. In Pristina, Ellen Whit will meet President Arta Beri and "
        "Prime Minister Luan Gash. In Belgrade, she will sign a memorandum with Interior Minister Jelena Rado."
    )
    found = persons(text, "GOV.UK")
    assert [found[n].state for n in ("Arta Beri", "Luan Gash", "Jelena Rado")] == ["XKX", "XKX", "SRB"]


def test_a_portfolio_of_two_words_behind_and() -> None:
    (found,) = persons("Foreign Affairs and International Trade Minister Nyasha Chiko of Zimbabwe agreed.").values()
    assert [(o.title, o.role) for o in found.offices] == [
        ("Foreign Affairs and International Trade Minister", "foreign_minister")
    ]


def test_a_family_name_like_a_town() -> None:
    text = "It was told by Foreign Minister Helena Vaz Toledo after talks. According to Toledo, Brazil will not yield."
    toledo = persons(text)["Helena Vaz Toledo"]
    assert text.rindex("Toledo") in {m.start for m in toledo.mentions}


def test_a_governments_own_paper_tells_of_its_minister_by_office_and_then_by_name() -> None:
    text = "The Foreign Secretary will announce a package today. In Pristina, Ellen Whit will meet President Arta Beri."
    whit = persons(text, "GOV.UK")["Ellen Whit"]
    assert [(o.role, o.of) for o in whit.offices] == [("foreign_minister", "GBR")]
    assert text.index("Foreign Secretary") in {m.start for m in whit.mentions}
    other = persons(text, "The Wire")["Ellen Whit"]
    assert other.offices == ()


def test_a_body_inside_a_longer_word_speaks_for_nobody() -> None:
    text = "Moldova opened the Radauti bridge. Spokesperson Ion Rusu praised it."
    assert [o.of for o in persons(text)["Ion Rusu"].offices] == ["MDA"]


SAUDI = "President Idris Musa of Sudan thanked the Kingdom. Foreign Minister Faisal Al-Otaibi praised Sudan."


def test_the_kingdom_is_the_outlets_own_or_the_one_named_last() -> None:
    assert persons(SAUDI, "Saudi Press Agency")["Faisal Al-Otaibi"].state == "SAU"
    named = {a.code: a for a in read(f"Morocco and Jordan met. {SAUDI}")}
    assert [m.kind for m in named["JOR"].mentions] == ["name", "name"]
    assert "SAU" not in {a.code for a in read(SAUDI)}


@pytest.mark.parametrize(
    ("outlet", "state"),
    [
        ("bdnews24.com", "BGD"), ("www.example.fi", "FIN"), ("Xinhua News Agency", "CHN"), ("France 24", None),
        ("POLITICO Europe", None), ("POLITICO", "USA"), ("Time of the Sea", None), ("example.tv", None),
    ],
)  # fmt: skip
def test_an_outlet_is_of_a_state_or_of_the_world(outlet: str, state: str | None) -> None:
    assert outlet_state(Article("a", "Text.", outlet=outlet), load_lexicon()) == state
