"""What events are about, by the words of their sentence."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.pipeline import understand
from communique.record.document import Article


def contexts(text: str) -> list[tuple[str, ...]]:
    return [event.contexts for event in understand(Article("t", text), load_lexicon()).events]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Norway and Finland discussed trade in fish.", "economic"),
        ("Norway and Finland discussed the human rights of herders.", "human_rights"),
        ("Norway criticized Finland's nuclear plans.", "cbrn"),
        ("Norway and Finland met to speak of refugees.", "asylum"),
        ("Norway thanked Finland for clearing the border of mines.", "territory"),
    ],
)
def test_the_sentence_says_what_an_event_is_about(text: str, context: str) -> None:
    found = contexts(text)
    assert found
    assert all(context in event for event in found)


def test_another_sentence_says_nothing_of_it() -> None:
    assert contexts("Norway met Finland. Trees grow. Refugees and trade are other matters.") == [()]


def test_an_event_told_twice_is_about_all_of_it() -> None:
    assert contexts("Norway condemned Finland over trade. Norway condemned Finland over refugees.") == [
        ("asylum", "economic")
    ]


def test_the_lists_are_the_contexts_of_the_codebook() -> None:
    named = {context for found in load_lexicon().plover.contexts.values() for context in found}
    assert len(named) == 37
