"""The windows give what the library's own layers give, and no text sees its neighbour."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.layers.with_array import forward

from communique.understand.analyse import load_model
from communique.understand.grammar.word_windows import WordWindows

LENGTHS = (30, 0, 1, 2, 60, 9, 0)


def encoders() -> list[Any]:
    models = (m for _, component in load_model().pipeline if (m := getattr(component, "model", None)) is not None)
    return [layer.get_ref("encode") for model in models for layer in model.walk() if layer.has_ref("encode")]


def texts(lengths: tuple[int, ...] = LENGTHS) -> list[Any]:
    numbers = np.random.default_rng(7)
    return [numbers.standard_normal((length, 96)).astype(np.float32) for length in lengths]


def test_the_same_numbers_as_the_library() -> None:
    assert len(encoders()) == 2
    for layer in encoders():
        expected, found = forward(layer, texts(), False)[0], WordWindows(layer)(layer, texts(), False)[0]
        assert [len(text) for text in found] == list(LENGTHS)
        for theirs, ours in zip(expected, found, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


def test_a_text_alone_is_as_among_others() -> None:
    for layer in encoders():
        ours = WordWindows(layer)
        together = ours(layer, texts(), False)[0]
        for text, among in zip(texts(), together, strict=True):
            np.testing.assert_allclose(ours(layer, [text], False)[0][0], among, rtol=1e-4, atol=1e-5)


def test_what_is_handed_in_stays_as_it_was() -> None:
    layer, given, kept = encoders()[0], texts(), texts()
    WordWindows(layer)(layer, given, False)
    for text, before in zip(given, kept, strict=True):
        assert np.array_equal(text, before)


def test_no_text() -> None:
    layer = encoders()[0]
    assert WordWindows(layer)(layer, [], False)[0] == []


def test_the_parse_is_the_librarys() -> None:
    assert all(isinstance(layer._func, WordWindows) for layer in encoders())
