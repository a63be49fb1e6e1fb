"""Paragraphs, sentences and what the parser must not see."""

from __future__ import annotations

import pytest

from communique.record.document import Article
from communique.record.language import Analysis
from communique.understand.analyse import analyse

STORY = "Freedonia's foreign minister, Ana Ribeiro, said on Tuesday that the border would open."


def analysis_of(text: str) -> Analysis:
    return analyse(Article(id="a", text=text))


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON, March 4 (Norwind) - ",
        "LISBON — ",
        "NEW DELHI, 11 March – ",
        "Lisbon, Portugal (Norwind) — ",
        "PARIS/BERLIN (Norwind) -- ",
        "LISBON ",
        "GENEVA ",
        "NEW YORK ",
        "RIO DE JANEIRO ",
        "Lisbon – ",
        "New Delhi: ",
    ],
)
def test_a_dateline_is_parsed_apart_and_names_no_party(dateline: str) -> None:
    analysis = analysis_of(dateline + STORY)
    assert {s.paragraph for s in analysis.sentences} == {0}
    assert len(dateline) in {analysis.tokens[s.first].start for s in analysis.sentences}
    alone = analysis_of(STORY)
    tail = analysis.tokens[-len(alone.tokens) :]
    assert [(t.text, t.dep) for t in tail] == [(t.text, t.dep) for t in alone.tokens]
    assert not any(e.label in ("PERSON", "ORG") for e in analysis.entities if e.start < len(dateline))


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of 32 states — will help.",
        "Freedonia - Sylvania's neighbour - will help.",
        "Lisbon – Madrid ties soured on Tuesday.",
        "Lisbon – a town of many hills – will help.",
    ],
)
def test_a_dash_within_a_sentence_is_no_dateline(text: str) -> None:
    assert len(analysis_of(text).sentences) == 1


@pytest.mark.parametrize(
    "opening", ["PRIME MINISTER Ana Ribeiro said", "UNESCO Director Ana Ribeiro said", "CHINA Daily said"]
)
def test_capitals_that_are_no_place_are_no_dateline(opening: str) -> None:
    analysis = analysis_of(f"{opening} on Tuesday that the border would open.")
    assert len(analysis.sentences) == 1
