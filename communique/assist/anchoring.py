"""Words that a model gives, found in the text; what is not there is nowhere. Pure.

Unlike the anchors of decisions, which look for a person's words in a later version of a text, nothing is taken for
"nearly the same" here: only white space, quotation marks, dashes and points of ellipsis may differ, which models change
as they copy.
"""

from __future__ import annotations

from typing import Final

from communique.record.text import Span

_SIGNS: Final = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip
_OUTER: Final = " \"'"


class Passage:
    """A part of a text in which words are looked up."""

    def __init__(self, text: str, part: Span) -> None:
        self._text, self._part = text, part
        self._plain, self._at = _fold(text[part.start : part.end])

    def find(self, words: str) -> Span | None:
        """Where the words stand, as whole words; the first place when there are several.

        >>> text = "He said: “We  will come – soon.”"
        >>> Passage(text, Span(0, len(text))).find('"We will come - soon."')
        Span(start=10, end=31)
        >>> Passage(text, Span(0, len(text))).find("We will never come") is None
        True
        """
        if not any(letter.isalnum() for letter in words):
            return None
        exact = words.strip()
        at = self._text.find(exact, self._part.start, self._part.end)
        if at >= 0 and self._is_whole(Span(at, at + len(exact))):
            return Span(at, at + len(exact))
        wanted = _fold(words)[0].strip(_OUTER)
        at = self._plain.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            place = Span(self._part.start + self._at[at], self._part.start + self._at[end - 1] + 1)
            if not (self._splits(at) or self._splits(end)) and self._is_whole(place):
                return place
            at = self._plain.find(wanted, at + 1)
        return None

    def _splits(self, at: int) -> bool:
        """Whether a sign of the text, such as a single one for three points, lies on both sides."""
        return 0 < at < len(self._at) and self._at[at - 1] == self._at[at]

    def _is_whole(self, place: Span) -> bool:
        """No word is cut in two at either end."""
        text = self._text
        before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
        return not (
            (before.isalnum() and text[place.start].isalnum()) or (after.isalnum() and text[place.end - 1].isalnum())
        )


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with plain signs and single blanks, and where each of its code points stands in the text."""
    out: list[str] = []
    at: list[int] = []
    for number, letter in enumerate(text):
        plain = " " if letter.isspace() else _SIGNS.get(letter, letter)
        if plain == " " and out and out[-1] == " ":
            continue
        out += plain
        at += [number] * len(plain)
    return "".join(out), at
