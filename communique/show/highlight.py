"""Spans of a text -> pieces that say which spans cover them; spans may overlap and nest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text [start, end) and the labels of every span that covers it, in the order of the spans."""

    start: int
    end: int
    labels: tuple[str, ...]


def pieces(start: int, end: int, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """[start, end) cut wherever a span (start, end, label) begins or ends.

    >>> pieces(0, 9, [(2, 6, "a"), (4, 9, "b")])[2]
    Piece(start=4, end=6, labels=('a', 'b'))
    """
    inside = [(max(a, start), min(b, end), label) for a, b, label in spans if a < end and b > start]
    cuts = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return [Piece(a, b, tuple(label for x, y, label in inside if x <= a and b <= y)) for a, b in pairwise(cuts)]
