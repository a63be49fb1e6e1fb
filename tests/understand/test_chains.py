"""Noun phrases and pronouns find what they speak of, and what they do not settle stays open."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.pipeline import understand
from communique.record.document import Article
from communique.understand.actors import find_chains
from communique.understand.analyse import analyse


def chains(text: str) -> list[list[str]]:
    """The words of each chain of two mentions or more, actors and things."""
    article = Article("x", text)
    analysis = analyse(article)
    actors, things = find_chains(article, analysis, load_lexicon())
    found = [[text[m.start : m.end] for m in actor.mentions] for actor in actors]
    found += [[analysis.words(first, last) for first, last, _ in sorted(thing.spots)] for thing in things]
    return [chain for chain in found if len(chain) > 1]


def chain_of(text: str, words: str) -> list[str]:
    """The chain in which the words stand, or []."""
    return next((chain for chain in chains(text) if words in chain), [])


@pytest.mark.parametrize(
    ("text", "words", "others"),
    [
        (
            "A water treaty was drafted in May. The lawyers praised the treaty.",
            "the treaty",
            ["A water treaty", "the treaty"],
        ),
        (
            "Ferries left Valparaíso at once. The city waited.",
            "The city",
            ["Valparaíso", "The city"],
        ),
        (
            "Slovakia opened two border posts. Trade with the country has doubled.",
            "the country",
            ["Slovakia", "the country"],
        ),
        (
            "The Baltic Grain Council met in Tartu. The council was founded in 1998.",
            "council",
            ["Baltic Grain Council", "council"],
        ),
    ],
)
def test_a_phrase_takes_up_what_was_named(text: str, words: str, others: list[str]) -> None:
    assert chain_of(text, words) == others


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A gas treaty was signed. The water treaty failed.", "The water treaty"),
        ("A treaty was signed. A treaty was broken.", "A treaty"),
        ("One treaty was signed. The treaties failed.", "The treaties"),
        ("Norway and Chile met. Their country houses were sold.", "Their country houses"),
    ],
)
def test_other_words_other_numbers_and_new_things_begin_a_chain_of_their_own(text: str, words: str) -> None:
    assert chain_of(text, words) == []


def test_a_phrase_for_a_state_is_a_mention_of_the_state_and_no_name() -> None:
    text = "Slovakia opened two border posts. Trade with the country has doubled."
    article = Article("x", text)
    actors, _ = find_chains(article, analyse(article), load_lexicon())
    state = next(a for a in actors if a.id == "SVK")
    assert [(text[m.start : m.end], m.kind) for m in state.mentions] == [("Slovakia", "name"), ("the country", "title")]
    assert state.aliases == ()


def test_it_that_stands_for_nothing_stays_open() -> None:
    text = "Norway signed the accord. It is clear that more time is needed."
    assert all("It" not in chain for chain in chains(text))


def test_somebody_without_a_name_is_he_only_where_nobody_else_is_near() -> None:
    assert chain_of("A fisherman found the raft. He called the harbour.", "He") == ["A fisherman", "He"]
    text = "Prime Minister Robert Fico met a fisherman. He called the harbour."
    assert "He" in chain_of(text, "Robert Fico")


def test_the_work_grows_with_the_text() -> None:
    """A chain is looked up among the latest with its head word: hundreds of treaties are no trouble."""
    text = "\n\n".join(f"A treaty was signed in port {n}. The treaty failed." for n in range(400))
    found = [chain for chain in chains(text) if "The treaty" in chain]
    assert len(found) == 400
    assert all(chain == ["A treaty", "The treaty"] for chain in found)


def first_persons(text: str) -> dict[str, list[str]]:
    """{actor: its "I" and "we"} in a whole reading."""
    reading = understand(Article("x", text), load_lexicon())
    firsts = ("I", "my", "We", "we", "our")
    found = {a.id: [text[m.start : m.end] for m in a.mentions] for a in reading.actors}
    return {id_: own for id_, words in found.items() if (own := [w for w in words if w in firsts])}


def test_i_in_a_quotation_is_its_speaker_and_we_is_not_a_person() -> None:
    text = "“I will send my envoy, and we will talk,” Prime Minister Robert Fico said. “I promise it,” he added."
    assert first_persons(text) == {"robert-fico": ["I", "my", "I"]}


def test_we_of_a_body_is_the_body() -> None:
    text = "“We will open our archives,” the Foreign Ministry of Norway said in a statement."
    assert list(first_persons(text).values()) == [["We", "our"]]


def test_i_outside_quotation_marks_is_nobody_of_the_article() -> None:
    assert first_persons("I remember the day. President Maia Sandu said that the talks would go on.") == {}


def test_where_something_takes_place_is_not_the_state() -> None:
    text = "Bratislava rejected the offer. A congress opens in Bratislava in May."
    article = Article("x", text)
    actors, _ = find_chains(article, analyse(article), load_lexicon())
    state = next(a for a in actors if a.id == "SVK")
    assert [m.start for m in state.mentions] == [0]


def test_i_of_somebody_unknown_is_not_the_one_who_cites() -> None:
    text = "President Maia Sandu said: “A driver told me: ‘I have waited for nine hours.’”"
    assert "I" not in first_persons(text).get("maia-sandu", [])


def test_it_that_says_something_is_a_body_not_a_thing() -> None:
    text = "In spring the Harbour Board was thanked for the bridge. It said that more would come."
    assert "It" in chain_of(text, "Harbour Board")
