"""Whose minister "the minister" is: the state of persons in short, self-written articles of two sides."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse
from tests.understand.actor_texts import persons


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        # what is said between quotation marks is no hint at the speaker's side
        (
            "Estonia summoned an envoy.\n\nTallinn waited for an answer. “Latvia chose this path,” "
            "ministry spokeswoman Kadri Tamm told a briefing.",
            "Kadri Tamm",
            "EST",
        ),
        # the subject may carry its side behind "from"
        (
            "Moldova will be late.\n\nThe answer from Bucharest came at night. Foreign Minister Ilinca Pop told "
            "reporters that the grant was off.",
            "Ilinca Pop",
            "ROU",
        ),
        # what stands in a place is not of that place
        (
            "Applicants at the Polish consulate in Yerevan wait, although Deputy Interior Minister Tomasz Nowak had "
            "pledged to help.",
            "Tomasz Nowak",
            "POL",
        ),
        # a dateline in capitals
        ("SARAJEVO – A Hungarian delegation came.\n\nInterior Minister Goran Babic resigned.", "Goran Babic", "BIH"),
        # a state in brackets beside its short form
        ("He met the Republic of Korea (ROK) National Security Advisor Suh Min in Rome.", "Suh Min", "KOR"),
        # received by: the other side
        (
            "Indian Speaker Asha Rao toured Vietnam. Rao was received by State President Duong Loc, who asked her to "
            "greet the President of India.",
            "Duong Loc",
            "VNM",
        ),
        # greetings carried by "he"
        (
            "Azerbaijani Foreign Minister Elnur Aliyev spoke. He conveyed greetings from President Rauf Karimov to the "
            "Turkmen leader.",
            "Rauf Karimov",
            "AZE",
        ),
        # "Israel's ambassador" tells whose ambassador is named later
        (
            "Jordan summoned Israel's ambassador on Monday.\n\nAmbassador Noa Levi was handed a letter in Amman.",
            "Noa Levi",
            "ISR",
        ),
        # "the Tajik leader" is the president named before
        (
            "President Firdavs Said’s visit has been put off. The Tajik leader is expected in Kyrgyzstan.",
            "Firdavs Said",
            "TJK",
        ),
        # a spokesman speaks for the ministry named last
        (
            "The summit of Turkey and Azerbaijan is off, the Azerbaijani Foreign Ministry said.\n\n"
            "“The calendars did not permit it,” spokesman Elnur Huseynov told journalists.",
            "Elnur Huseynov",
            "AZE",
        ),
        # an adviser to a president serves that president's state
        ("“Soon,” said Azerbaijan. Ayna Orazova, an adviser to the Turkmen president, agreed.", "Ayna Orazova", "TKM"),
        # descriptions, kin, the only state
        ("Peru and Chile spoke. “No,” said Paz Soto, a Chilean expert in law.", "Paz Soto", "CHL"),
        ("Minsk and Baku signed. “Soon,” said Ales Hrushko, an analyst in Minsk.", "Ales Hrushko", "BLR"),
        ("Yermak met American film actor Roberto Nero in Ukraine.", "Roberto Nero", "USA"),
        ("Joan Puig, a mechanic, watched the police in Spain.", "Joan Puig", "ESP"),
        (
            "Russia held Zurab Beridze, a Georgian driver. The brother, Giorgi Beridze, waited.",
            "Giorgi Beridze",
            "GEO",
        ),
    ],
)
def test_the_side_of_a_person(text: str, name: str, state: str) -> None:
    found = persons(text)
    assert name in found, found
    assert found[name].state == state


def test_a_long_title_reaches_to_the_name() -> None:
    text = "He met Chairman of the Group for Relations with Peru in the Chilean Senate Ugo Capelli on Monday."
    (office,) = persons(text)["Ugo Capelli"].offices
    assert (office.of, office.title) == ("CHL", "Chairman of the Group for Relations with Peru in the Chilean Senate")


def test_a_commissioner_serves_the_union_that_the_article_names() -> None:
    found = persons("The EU signed in Georgia. “Good,” said Commissioner Tomas Hrubin, who signed for the EU.")
    assert [(o.of, found["Tomas Hrubin"].state) for o in found["Tomas Hrubin"].offices] == [("EU", None)]


def mentions(text: str, name: str) -> list[str]:
    article = Article("a", text)
    actor = next(a for a in find_actors(article, analyse(article), load_lexicon()) if a.name == name)
    return [text[m.start : m.end] for m in actor.mentions]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        # a lede that leaves the name to the next sentence
        ("A South Korean lawmaker has said so. Park Jin-seok, citing data, said more.", "Park Jin-seok", "lawmaker"),
        # the bearer of a like office
        ("Chinese Ambassador Gao Wei came to Astana. The envoy nodded.", "Gao Wei", "envoy"),
        # honours without a name
        ("His Excellency Ahmed Saif met Orhan Tez. His Excellency thanked him.", "Ahmed Saif", "His Excellency"),
        # a body called by its last word
        ("The Polish Foreign Ministry was silent. Later the ministry spoke.", "Polish Foreign Ministry", "ministry"),
    ],
)
def test_what_later_words_refer_to(text: str, name: str, words: str) -> None:
    assert any(words in m for m in mentions(text, name)[1 if "lawmaker" not in words else 0 :])


def states(text: str) -> dict[str, str | None]:
    article = Article("a", text)
    return {a.name: a.state for a in find_actors(article, analyse(article), load_lexicon())}


def test_a_subject_behind_a_comma_is_no_apposition() -> None:
    text = "Asked about contact with Volodymyr Zelensky, the President of Russia reaffirmed his position."
    found = persons(text)
    assert found["Volodymyr Zelensky"].state == "UKR"
    assert not any(o.of == "RUS" for o in found["Volodymyr Zelensky"].offices)


def test_an_official_called_by_title_and_family_name_is_the_person_named_in_full() -> None:
    text = "Kin Moy met envoys in Manila. Senior Bureau Official Moy spoke. Moy left."
    assert [n for n in states(text) if "Moy" in n] == ["Kin Moy"]


def test_a_counterpart_and_a_government_have_the_state_that_their_words_tell() -> None:
    found = states(
        "She will meet her French counterpart. Guatemalan President Alejandro Lopez spoke. "
        "The U.S. praised the Lopez government."
    )
    assert found["French counterpart"] == "FRA"
    assert found["Lopez government"] == "GTM"


def test_a_title_that_acts_behind_a_phrase_is_not_the_one_named_in_it() -> None:
    text = "On behalf of President Jan Kowalski, the head of the chancellery thanked the guests."
    assert [o.role for o in persons(text)["Jan Kowalski"].offices] == ["head_of_state"]


def test_a_body_keeps_the_office_that_it_belongs_to() -> None:
    text = "The bridge is safe, the Prime Minister's Media Office said."
    article = Article("a", text)
    names = {a.name for a in find_actors(article, analyse(article), load_lexicon())}
    assert "Prime Minister's Media Office" in names


def test_a_group_is_called_by_its_count_and_its_article_too() -> None:
    text = "The two lawmakers praised the patrols."
    article = Article("a", text)
    (group,) = (a for a in find_actors(article, analyse(article), load_lexicon()) if a.name == "lawmakers")
    assert set(group.aliases) == {"The two lawmakers", "two lawmakers"}


def test_a_counterpart_has_the_office_of_whoever_the_sentence_names() -> None:
    text = (
        "Polish Foreign Minister Jan Nowak came to Lima. Polish President Adam Wilk stayed at home.\n\n"
        "Nowak met with his Peruvian counterpart, Ana Quispe."
    )
    (office,) = persons(text)["Ana Quispe"].offices
    assert (office.role, office.of) == ("foreign_minister", "PER")


def test_assistants_and_presidents_of_regions_hold_other_offices() -> None:
    text = "Assistant to the Polish President Jan Nowak met Basque Region President Iker Sola of Spain."
    assert {o.role for name in ("Jan Nowak", "Iker Sola") for o in persons(text)[name].offices} == {"other"}
