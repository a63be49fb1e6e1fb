"""Who speaks where the text names a page, a paper or a name that the tagger misses."""

from __future__ import annotations

import pytest

from tests.understand.actor_texts import read
from tests.understand.statement_texts import read as statements
from tests.understand.test_statements_bounds import speakers


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The ministry's website says that the talks failed.", "ministry"),
        ("The Foreign Ministry met envoys. According to the ministry website, the talks failed.", "Foreign Ministry"),
        ("According to a post on the ministry's website, the talks failed.", "ministry"),
        (
            "According to a statement posted on the website of the Foreign Ministry, the talks failed.",
            "Foreign Ministry",
        ),
        ("The Foreign Ministry met envoys, according to a ministry press release.", "Foreign Ministry"),
        ("A message on Telegram said the talks failed.", None),
        ("A fake website of the foreign ministry claimed that the talks failed.", None),
        ("According to the ministry's hacked account, the king had died.", None),
        ("A report by Kpler published on the website of OPEC said that exports fell.", None),
        ("A comment left on the page of the Polish Embassy said that the talks failed.", None),
        ("A Norwegian readout said the talks failed.", None),
    ],
)
def test_a_page_speaks_for_its_owner(text: str, last: str | None) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("According to the FSB, the crew had been pardoned by President Viktor Sablin.", "FSB"),
        ("The Houthis refused to give names. The Houthis said they had only returned fire.", "Houthis"),
        ("The opposition Greens criticized the deal.", "Greens"),
        ("Talks ended in Lund, with the i reporting that no deal was near.", "i"),
        ("Some websites have reported that the talks failed.", "websites"),
        ("The Minister said the Report was late.", "Minister"),
    ],
)
def test_a_name_that_speaks_is_an_actor(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


def test_places_called_sites_do_not_speak() -> None:
    assert speakers("Nuclear sites have been hit, the agency said.") == ["agency"]


def test_they_who_estimate_are_people_not_plans() -> None:
    text = (
        "The scientists found that the harbour was too small. Several plans were weighed because of doubts. "
        "They estimated that trade would double."
    )
    assert speakers(text)[-1] == "scientists"


def test_it_is_no_spokesperson() -> None:
    text = "The spokesperson declined to name the price. The mayor said that it would be low."
    (spokesperson,) = [a for a in read(text) if a.name == "spokesperson"]
    assert [text[m.start : m.end] for m in spokesperson.mentions] == ["spokesperson"]


def test_it_is_the_party_of_the_president() -> None:
    text = "The party of the president rejected the deal. It said that the price was too high."
    assert speakers(text) == ["party of the president"] * 2


def test_mountains_do_not_act() -> None:
    assert not [a for a in read("The Himalayas divide the two. The Rockies attract hikers.") if a.kind == "group"]


def test_figures_of_a_party_speak() -> None:
    assert speakers("A senior Hamas figure rejected the offer.") == ["Hamas"]


def test_he_cannot_be_addressed_by_himself() -> None:
    text = "Anna Berg and Ole Holm discussed the truce, according to a ministry spokesperson."
    assert [s.addressees for s in statements(text)] == [()]


def test_an_office_is_no_body() -> None:
    text = "EU Ambassador Anna Berg came to Lund. The EU Ambassador said that the talks failed."
    assert speakers(text) == ["Anna Berg"]


def test_a_family_name_of_two_letters() -> None:
    text = "Chinese President Xi Jinping came. On Friday Xi will go to Oslo, it said. Xi wrote that it was late."
    assert speakers(text)[-1] == "Xi Jinping"


@pytest.mark.parametrize("again", ["The Norwegian foreign ministry", "The Foreign Ministry of Norway"])
def test_a_body_is_one_however_its_state_is_told(again: str) -> None:
    text = f"Norway's foreign ministry rejected the claim. {again} said that it was false."
    assert speakers(text) == ["Norway's foreign ministry"] * 2


def test_who_was_asked_answers() -> None:
    assert speakers("Anna Berg was asked if Norland was weak and answered that it was not.")[-1] == "Anna Berg"


def test_letters_in_brackets_are_a_part_of_who_speaks() -> None:
    text = (
        "The Philippines has filed a protest over China's latest attack near Sandy Shoal, "
        "the Department of Foreign Affairs (DFA) said on Tuesday, adding that it had summoned the envoy."
    )
    assert speakers(text) == ["Department of Foreign Affairs"] * 2
    assert [s.source.quote for s in statements(text) if s.source] == ["the Department of Foreign Affairs (DFA)"] * 2
