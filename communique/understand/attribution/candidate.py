"""Attribution: words and the source to which the text attributes them, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Origin = Literal["quoted", "reported", "phrase", "turn", "carried", "reader"]
TokenRange = tuple[int, int]
"""[first, last) token indices."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content after PARC 3.0 (Pareti 2016).

    `content` is in text order, without quotation marks and the complementizer; `origin` says what found it. `head` is
    the cue's main word, or None without a cue.
    """

    source: TokenRange | None
    cue: TokenRange | None
    content: tuple[TokenRange, ...]
    origin: Origin
    head: int | None = None

    @property
    def first(self) -> int:
        return self.content[0][0]

    @property
    def last(self) -> int:
        return self.content[-1][1]

    def tokens(self) -> set[int]:
        """Indices of the content's tokens."""
        return {i for first, last in self.content for i in range(first, last)}
