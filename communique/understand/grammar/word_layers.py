"""What the model makes of a word before it looks at the words beside it, remembered.

The library computes it anew at every token, a quarter of the time of a parse. It follows from the word's spelling, its
norm and whether a space comes after it, and from nothing else; so it is computed at the first such word and kept.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    Numbers = np.ndarray[Any, np.dtype[Any]]

MOST_KEPT: Final = 25_000  # words; about 15 MB for each of two models
AT_ONCE: Final = 32  # words; bounds the memory of a long text
_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


def remember_words(nlp: Language) -> None:
    """Puts the memory in front of every model of the pipeline that has such a layer."""
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if layer.has_ref("embed"):
                layer.get_ref("embed")._func = WordLayer(layer.get_ref("embed"))


def _multiply_rows(x: Numbers, y: Numbers, out: None = None, trans1: bool = False, trans2: bool = False) -> Numbers:
    """Products of each row by itself: the same numbers whichever words stand beside it.

    Of several at once the place in the matrix decides on some processors in which order a word's products are added.
    """
    product: Numbers = np.matmul(x[:, None, :], y.T if trans2 else y)[:, 0]
    return product


class WordLayer:
    """The function of one embedding layer, with the same results."""

    def __init__(self, layer: Any) -> None:
        both, self._mix, _ = layer.layers
        for node in self._mix.walk():
            node.ops = copy(node.ops)
            node.ops.gemm = _multiply_rows
        extract, _, self._hashed = both.layers[0].layers
        self._static = both.layers[1]
        self._columns: list[Any] = ["ORTH", "NORM", "SPACY", *extract.attrs["columns"]]
        self._known: dict[int, int] = {}
        self._table = np.empty((MOST_KEPT, layer.get_dim("nO")), dtype=np.float32)

    def __call__(self, layer: Any, docs: list[Doc], is_train: bool) -> tuple[list[Numbers], Any]:
        parts = [doc.to_array(self._columns) for doc in docs]
        features = np.concatenate(parts) if parts else np.empty((0, len(self._columns)), dtype=np.uint64)
        keys = (features[:, 0] ^ features[:, 1] * _MIX[0] ^ features[:, 2] * _MIX[1]).tolist()
        rows: Any = list(map(self._known.get, keys))
        if None in rows:
            rows = self._learn(keys, features)
        found = self._table[rows] if rows else self._table[:0]
        ends = np.cumsum([len(part) for part in parts])[:-1]
        return np.split(found, ends) if parts else [], None

    def _learn(self, keys: list[int], features: Numbers) -> list[int]:
        """Computes the words that are not known; the row of every word."""
        new = {key: at for at, key in enumerate(keys) if key not in self._known}
        if len(self._known) + len(new) > MOST_KEPT:
            self._known.clear()
            new = {key: at for at, key in enumerate(keys)}
        first = len(self._known)
        if len(new) > len(self._table):
            self._table = np.empty((len(new), self._table.shape[1]), dtype=np.float32)
        self._table[first : first + len(new)] = self._compute(features[list(new.values())])
        self._known.update(zip(new, range(first, first + len(new)), strict=True))
        return [self._known[key] for key in keys]

    def _compute(self, features: Numbers) -> Numbers:
        chunks = [features[at : at + AT_ONCE] for at in range(0, len(features), AT_ONCE)]
        return np.concatenate([self._chunk(chunk) for chunk in chunks])

    def _chunk(self, features: Numbers) -> Numbers:
        hashed = self._hashed.predict(np.ascontiguousarray(features[:, 3:]))
        static = self._static.attrs["products"](features[:, 0])
        mixed: Numbers = self._mix.predict(np.concatenate((hashed, static), axis=1))
        return mixed
