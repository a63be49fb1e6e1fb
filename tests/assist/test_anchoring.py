"""Words of a model are found in the text, or they are nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.assist.anchoring import Passage
from communique.assist.asking import PART, cut
from communique.record.text import Span

TEXT = "Ozols said: “We’ll pay\n half – no more…” He left early. We will not stay."


def found(words: str, text: str = TEXT) -> str | None:
    place = Passage(text, Span(0, len(text))).find(words)
    return text[place.start : place.end] if place else None


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("We’ll pay\n half", "We’ll pay\n half"),
        ("We'll pay half - no more...", "We’ll pay\n half – no more…"),
        ('"We\'ll pay half"', "We’ll pay\n half"),
        ("we'll pay half", None),
        ("We will pay half", None),
        ("We will not", "We will not"),
        ("He left earl", None),
        ("e left early", None),
        ("“", None),
        ("   ", None),
        ("", None),
    ],
)
def test_only_signs_and_blanks_may_differ(words: str, there: str | None) -> None:
    assert found(words) == there


def test_a_later_whole_word_is_found_behind_a_part_of_one() -> None:
    assert found("art of peace", "A dart of peace, the art of peace") == "art of peace"


def test_only_the_part_that_was_asked_about_is_looked_at() -> None:
    assert Passage(TEXT, Span(0, 20)).find("He left early") is None


@given(st.text(alphabet="ab “”\"'’–-…. \n\u00ad\u200b", max_size=60), st.integers(0, 60), st.integers(1, 60))
def test_what_is_found_reads_as_what_was_given(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    place = Passage(text, Span(0, max(1, len(text)))).find(words)
    if place:
        folded = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "…": "...", "\u00ad": "", "\u200b": ""})

        def plain(one: str) -> str:
            return " ".join(one.translate(folded).split()).strip(" \"'")

        assert plain(text[place.start : place.end]) == plain(words)


@given(st.text(alphabet="ab \n", max_size=3 * PART))
def test_parts_cover_the_text(text: str) -> None:
    parts = list(cut(text))
    assert all(part.end - part.start <= PART for part in parts)
    covered = {at for part in parts for at in range(part.start, part.end)}
    assert all(letter.isspace() for at, letter in enumerate(text) if at not in covered)
    assert len(covered) == sum(part.end - part.start for part in parts)
