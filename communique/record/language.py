"""Token, Sentence, Entity, Analysis: standoff layers over Article.text.

Positions named `start`/`end` are code points of `Article.text`; positions named `first`/`last`, `head`, `index` and
plain token arguments are token indices (`last` is exclusive).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

Ranges = tuple[tuple[int, int], ...]
"""[start, end) code points of what belongs together."""


@dataclass(slots=True)
class Token:
    """One word or sign. `dep` and `tag` as in spaCy's English models (ClearNLP, Penn); a root heads itself.

    `lower` is the text in small letters. Nothing of it is ever changed: the type checker sees to that, as a frozen
    dataclass takes seven times as long to make, and there is one for each word.
    """

    index: Final[int]
    start: Final[int]
    end: Final[int]
    text: Final[str]
    lower: Final[str]
    lemma: Final[str]
    pos: Final[str]
    tag: Final[str]
    dep: Final[str]
    head: Final[int]
    sentence: Final[int]
    entity: Final[str]  # NER label of the entity that the token is in, or ""


@dataclass(slots=True, frozen=True)
class Sentence:
    """Tokens [first, last); `paragraph` counts from 0."""

    index: int
    first: int
    last: int
    root: int
    paragraph: int


@dataclass(slots=True, frozen=True)
class Entity:
    """A named entity: tokens [first, last), code points [start, end), NER label as the model gives it."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Analysis:
    """What the parser saw. Made by `understand/analyse.py`, read by every finder.

    `set_off`: quotations that stand without marks, each as code points [start, end), one range a paragraph.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    set_off: tuple[Ranges, ...] = ()

    @cached_property
    def _heads(self) -> list[int]:
        return [token.head for token in self.tokens]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        out: list[list[int]] = [[] for _ in self.tokens]
        for index, head in enumerate(self._heads):
            if head != index:
                out[head].append(index)
        return tuple(map(tuple, out))

    @cached_property
    def _edges(self) -> tuple[tuple[int, int], ...]:
        """(leftmost, rightmost) token of each subtree; the rightmost is inclusive."""
        heads = self._heads
        left, right = list(range(len(heads))), list(range(len(heads)))
        for start, head in enumerate(heads):
            i, above, hops = start, head, 0
            while above != i and hops < 200:
                if start < left[above]:
                    left[above] = start
                elif start > right[above]:
                    right[above] = start
                else:
                    break  # and all above it reach as far
                i, above, hops = above, heads[above], hops + 1
        return tuple(zip(left, right, strict=True))

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Direct dependents of a token, left to right; only those with one of `deps` when given."""
        kids = self._children[index]
        if not deps or not kids:
            return kids
        tokens = self.tokens
        return tuple([k for k in kids if tokens[k].dep in deps])  # a list is made faster than a generator is run

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and all below it, in text order."""
        if not self._children[index]:
            return (index,)
        out, stack = [], [index]
        while stack:
            i = stack.pop()
            out.append(i)
            stack.extend(self._children[i])
        return tuple(sorted(out))

    def edges(self, index: int) -> tuple[int, int]:
        """First and last (inclusive) token of the subtree."""
        return self._edges[index]

    def ancestors(self, index: int) -> tuple[int, ...]:
        """Heads from the token up to its root, nearest first; the token itself is not included."""
        out: list[int] = []
        while self.tokens[index].head != index and len(out) < 200:
            index = self.tokens[index].head
            out.append(index)
        return tuple(out)

    def sentence_of(self, index: int) -> Sentence:
        return self.sentences[self.tokens[index].sentence]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers a code point; None between tokens."""

        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.tokens[i].end else None

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap code points [start, end)."""

        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_left(self._starts, end)))

    def words(self, first: int, last: int) -> str:
        """Text from token `first` to token `last` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def top(self, first: int, last: int) -> int:
        """The token of [first, last) whose head lies outside: the head of a phrase given by its range."""
        for i in range(first, last):
            if not first <= self.tokens[i].head < last or self.tokens[i].head == i:
                return i
        return last - 1
