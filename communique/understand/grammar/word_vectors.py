"""The vectors of the words, multiplied by the model's weights once, at the start.

The library keeps 300 numbers for each of 20,000 words, and a dictionary that tells which of them 685,000 spellings
share; for every text it gathers them and multiplies them by the same weights. The products are all that the model ever
needs of them: they are a third as large, and a sorted list of spellings takes a tenth of the dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LAYER = "static_vectors"


@dataclass(frozen=True, slots=True)
class Spellings:
    """Which row belongs to a spelling; spellings in order."""

    keys: np.ndarray[Any, np.dtype[np.uint64]]
    rows: np.ndarray[Any, np.dtype[np.int32]]
    none: int

    def find(self, wanted: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The row of each spelling, `none` for one that is not known."""
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.rows[at], np.int32(self.none))


def multiply_once(nlp: Language) -> None:
    """Puts the products in the place of vectors and weights; what the components find stays the same."""
    from thinc.types import Ragged

    vectors: Any = nlp.vocab.vectors
    spellings = _spellings(vectors.key2row, none=len(vectors.data))

    def forward(layer: Any, docs: list[Doc], is_train: bool) -> tuple[Ragged, Any]:
        keys = [doc.to_array("ORTH") for doc in docs]
        lengths: Any = np.asarray([len(part) for part in keys], dtype="i")
        return Ragged(layer.attrs["products"](np.concatenate(keys)), lengths), None

    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if layer.name == LAYER:
                weights = layer.get_param("W")
                unknown = np.zeros((1, len(weights)), dtype=weights.dtype)
                products = np.concatenate((vectors.data @ weights.T, unknown))
                layer.attrs["products"] = partial(_take, products, spellings)
                layer._func = forward
                layer.set_param("W", weights[:0])
    nlp.vocab.vectors = type(vectors)(strings=nlp.vocab.strings)


def _take(products: Any, spellings: Spellings, keys: Any) -> Any:
    return products[spellings.find(keys)]


def _spellings(known: dict[int, int], *, none: int) -> Spellings:
    keys = np.fromiter(known.keys(), dtype=np.uint64, count=len(known))
    rows = np.fromiter(known.values(), dtype=np.int32, count=len(known))
    order = np.argsort(keys)
    return Spellings(keys[order], rows[order], none)
