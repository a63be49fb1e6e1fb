"""Where a name begins and ends that the tagger or the tokenizer breaks: short, self-written articles."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse


def persons(text: str) -> list[str]:
    article = Article("a", text)
    return [a.name for a in find_actors(article, analyse(article), load_lexicon()) if a.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South Korea's unification minister Han Ji-won proposed talks.", "Han Ji-won"),
        ("Iraqi Prime Minister Mohammed Shia’ al-Omari came.", "Mohammed Shia’ al-Omari"),
        ("Vice Speaker of the State Duma Pyotr Orlov visited Havana.", "Pyotr Orlov"),
        ("CEO of the Refugee Council Enver Solomon told the committee that it was cruel.", "Enver Solomon"),
    ],
)
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert persons(text) == [name]


def test_a_hyphen_may_join_a_name_to_another_word() -> None:
    assert persons("The Joe Berg-led government fell in Oslo.") == ["Joe Berg"]
