"""The remembered layer gives, bit for bit, what the library's own function gives, whatever it has met before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from thinc.layers.chain import forward

from communique.understand.analyse import load_model
from communique.understand.grammar import word_layers
from communique.understand.grammar.word_layers import WordLayer

TEXTS = (
    "President Mari Tamm of Estonia met Foreign Minister Andris Ozols in Riga on Monday.",
    "“We'll finish the rail bridge by June 2031,” the spokeswoman said;  Ozols can't wait, and Tamm won't.",
    "Qwxzylk and Zzgorp-Vrunt signed a ₾3.5m memorandum in Riga on Monday. ",
    "x",
)


def layers() -> list[Any]:
    models = (m for _, component in load_model().pipeline if (m := getattr(component, "model", None)) is not None)
    return [layer.get_ref("embed") for model in models for layer in model.walk() if layer.has_ref("embed")]


def both(layer: Any, texts: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
    docs = [load_model().make_doc(text) for text in texts]
    return forward(layer, docs, False)[0], WordLayer(layer)(layer, docs, False)[0]


def test_the_same_numbers_as_the_library() -> None:
    assert len(layers()) == 2
    for layer in layers():
        expected, found = both(layer, TEXTS)
        for theirs, ours in zip(expected, found, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_what_came_before_changes_nothing() -> None:
    docs = [load_model().make_doc(text) for text in TEXTS]
    for layer in layers():
        together, alone = WordLayer(layer), WordLayer(layer)
        expected = together(layer, docs, False)[0]
        found = [alone(layer, [doc], False)[0][0] for doc in reversed(docs)][::-1]
        again = together(layer, docs, False)[0]
        for first, second, third in zip(expected, found, again, strict=True):
            assert np.array_equal(first, second)
            assert np.array_equal(first, third)


def test_it_forgets_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = layers()[0]
    expected = both(layer, TEXTS)[1]
    for most in (3, 17):  # less than one text has, and less than all have
        monkeypatch.setattr(word_layers, "MOST_KEPT", most)
        small = WordLayer(layer)
        for text, numbers in zip(TEXTS, expected, strict=True):
            assert np.array_equal(small(layer, [load_model().make_doc(text)], False)[0][0], numbers)
        assert len(small._known) <= max(most, 30)


def test_no_text_and_an_empty_one() -> None:
    layer = layers()[0]
    ours = WordLayer(layer)
    assert ours(layer, [], False)[0] == []
    empty, word = ours(layer, [load_model().make_doc(""), load_model().make_doc("Riga")], False)[0]
    assert empty.shape == (0, 96)
    assert word.shape == (1, 96)


def test_words_that_could_not_be_computed_are_not_taken_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = layers()[0]
    docs = [load_model().make_doc(text) for text in TEXTS]
    expected, ours = WordLayer(layer)(layer, docs, False)[0], WordLayer(layer)
    with monkeypatch.context() as broken:
        broken.setattr(WordLayer, "_chunk", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ours(layer, docs, False)
    for numbers, again in zip(expected, ours(layer, docs, False)[0], strict=True):
        assert np.array_equal(numbers, again)
