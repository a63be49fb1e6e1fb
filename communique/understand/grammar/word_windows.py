"""What the model makes of the words beside a word: its four layers of windows, computed with less copying.

The library's layers keep what training would need (which piece was the greatest, the means) and make a new array at
every step. Reading needs none of that: the same products, in arrays that are written again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language

    Numbers = np.ndarray[Any, np.dtype[np.float32]]

TINY = np.float32(1e-8)  # what the library adds to a variance


def compute_windows(nlp: Language) -> None:
    """Puts `WordWindows` in the place of every encoder of the pipeline."""
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if layer.has_ref("encode"):
                layer.get_ref("encode")._func = WordWindows(layer.get_ref("encode"))


@dataclass(frozen=True, slots=True)
class _Window:
    """The numbers of one layer: `pieces` matrices (words x 3 beside each other -> words), their shifts, the scale."""

    weights: Numbers
    shift: Numbers
    scale: Numbers
    offset: Numbers

    @classmethod
    def of(cls, layer: Any) -> _Window:
        maxout, norm = (next(node for node in layer.walk() if node.name == name) for name in ("maxout", "layernorm"))
        weights, shift = maxout.get_param("W"), maxout.get_param("b")  # out x pieces x in, out x pieces
        by_piece = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
        return cls(by_piece, shift.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b"))


class WordWindows:
    """The function of one encoder: a list of arrays words x width in, the same out."""

    def __init__(self, layer: Any) -> None:
        (stack,) = layer.layers
        self._windows = [_Window.of(residual) for residual in stack.layers]
        self._gap = int(layer.attrs["pad"])  # rows of zeros between texts, so that none sees its neighbour

    def __call__(self, layer: Any, texts: list[Numbers], is_train: bool) -> tuple[list[Numbers], Any]:
        width, gap = self._windows[0].scale.shape[0], self._gap
        rows = sum(len(text) + gap for text in texts if len(text)) + gap
        around = np.zeros((rows + 2, width), dtype=np.float32)  # and a row before and behind
        words, at = around[1:-1], gap
        places = []
        for text in texts:
            words[at : at + len(text)] = text
            places.append(at)
            at += len(text) + gap if len(text) else 0
        self._encode(around)
        return [words[at : at + len(text)] for at, text in zip(places, texts, strict=True)], None

    def _encode(self, around: Numbers) -> None:
        rows, width = len(around) - 2, around.shape[1]
        words, step = around[1:-1], around.strides
        beside = np.lib.stride_tricks.as_strided(around, (rows, 3 * width), step, writeable=False)
        near, mixed = np.empty((2, rows, 3 * width), dtype=np.float32)
        best = np.empty((rows, width), dtype=np.float32)
        for window in self._windows:
            np.copyto(near, beside)
            np.matmul(near, window.weights, out=mixed)
            mixed += window.shift
            np.maximum(mixed[:, :width], mixed[:, width : 2 * width], out=best)
            np.maximum(best, mixed[:, 2 * width :], out=best)
            best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
            spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + TINY
            best *= (1 / np.sqrt(spread))[:, None]
            best *= window.scale
            best += window.offset
            words += best
