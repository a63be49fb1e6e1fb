"""Span and Evidence: places in a text, and the words that stand there."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from communique.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points of `Article.text`; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"no span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of an article: `quote == text[start:end]` holds from construction on.

    `text` is `Article.text`; it is checked against, not kept.

    Raises: EvidenceError when the span leaves the text or the quote is not what stands there.

    >>> Evidence("Peace holds.", 0, 5, "Peace").quote
    'Peace'
    >>> Evidence("Peace holds.", 0, 5, "War")
    Traceback (most recent call last):
    communique.errors.EvidenceError: quote 'War' is not the text at 0..5: 'Peace'
    """

    text: InitVar[str]
    start: int
    end: int
    quote: str

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text):
            raise EvidenceError(f"span {self.start}..{self.end} leaves the text of {len(text)} code points")
        if text[self.start : self.end] != self.quote:
            there = text[self.start : self.end]
            raise EvidenceError(f"quote {self.quote!r} is not the text at {self.start}..{self.end}: {there!r}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def cite(text: str, start: int, end: int) -> Evidence:
    """Evidence for text[start:end], white space at both ends left out.

    Raises: EvidenceError when nothing but white space stands there.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(text, start, end, text[start:end])
