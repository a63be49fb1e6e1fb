"""The parse of one sentence while it is mended: words are asked for, and hung elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.record.language import Token


class Tree:
    """The tokens of one sentence; `words` are at any time as mended so far."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = list(words)
        self._first = self.words[0].index if self.words else 0

    def signs(self) -> set[str]:
        """Its words in small letters, their tags, entity labels and roles: what a mend can be told to wait for."""
        words = self.words
        return {t.lower for t in words}.union([t.tag for t in words], [t.dep for t in words], [t.entity for t in words])

    def at(self, index: int) -> Token:
        """The word with that index in the article."""
        return self.words[index - self._first]

    def above(self, word: Token) -> Token:
        """What a word hangs on; the root hangs on itself."""
        return self.words[word.head - self._first]

    def before(self, word: Token) -> Token | None:
        """The word in front, None for the first."""
        return self.at(word.index - 1) if word.index > self._first else None

    def kids(self, word: Token, *deps: str) -> list[Token]:
        """What hangs directly on a word, in text order; only those with one of `deps` when given."""
        here = word.index
        return [t for t in self.words if t.head == here and t.index != here and (not deps or t.dep in deps)]

    def below(self, word: Token) -> set[int]:
        """Indices of the word and all that hangs on it."""
        found, grown = {word.index}, True
        while grown:
            more = {t.index for t in self.words if t.head in found} - found
            found |= more
            grown = bool(more)
        return found

    def hang(self, word: Token, head: int | None = None, dep: str = "", pos: str = "", tag: str = "") -> None:
        """Hang a word on `head`, as `dep`, read as `pos` and `tag`; what is not told stays."""
        head = word.head if head is None else head
        self.words[word.index - self._first] = replace(
            word, head=head, dep=dep or word.dep, pos=pos or word.pos, tag=tag or word.tag
        )
