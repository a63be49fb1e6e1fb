"""Quotations found again in another version of a text. Pure.

Source: W3C Web Annotation Data Model (2017), 4.2.4 Text Quote Selector and 4.2.5 Text Position Selector; where the
words have changed, the nearest words of the text stand in for them when at least `ALIKE` of them are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from communique.record.text import Span

SURROUNDINGS: Final = 32
ALIKE: Final = 0.8
_WORD: Final = re.compile(r"\w+")
_SIGNS: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
)
Selector = Mapping[str, Any]


def make_selector(text: str, start: int, end: int) -> dict[str, Any]:
    """The words at [start, end) with their surroundings.

    >>> make_selector("Peace holds.", 0, 5)
    {'exact': 'Peace', 'prefix': '', 'suffix': ' holds.', 'start': 0, 'end': 5}
    """
    return {
        "exact": text[start:end], "prefix": text[max(0, start - SURROUNDINGS) : start],
        "suffix": text[end : end + SURROUNDINGS], "start": start, "end": end,
    }  # fmt: skip


class Text:
    """A text in which quotations are looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = text.translate(_SIGNS).casefold() if len(text.casefold()) == len(text) else text.translate(_SIGNS)
        self._words: list[tuple[str, int, int]] | None = None

    def find(self, selector: Selector) -> Span | None:
        """Where the quotation stands, or None when the text has nothing like it.

        Several places: the one with the likest surroundings, then the nearest to where it stood.
        """
        exact = selector["exact"]
        if self.text[selector["start"] : selector["end"]] == exact and self._fit(selector, selector["start"]) > 0.99:
            return Span(selector["start"], selector["end"])
        places = list(self._places(exact)) or list(self._folded(exact))
        if not places:
            return self._nearest(exact)
        return max(
            places, key=lambda p: (round(self._fit(selector, p.start, p.end), 2), -abs(p.start - selector["start"]))
        )

    def _places(self, exact: str) -> Iterator[Span]:
        at = self.text.find(exact)
        while at >= 0:
            yield Span(at, at + len(exact))
            at = self.text.find(exact, at + 1)

    def _folded(self, exact: str) -> Iterator[Span]:
        """Places that differ in white space, quotation marks, dashes or case."""
        words = exact.translate(_SIGNS).casefold().split()
        if words:
            for found in re.finditer(r"\s+".join(map(re.escape, words)), self._plain):
                yield Span(found.start(), found.end())

    def _fit(self, selector: Selector, start: int, end: int | None = None) -> float:
        end = start + len(selector["exact"]) if end is None else end
        before, after = selector["prefix"], selector["suffix"]
        likeness = _likeness(before, self.text[max(0, start - len(before)) : start])
        return (likeness + _likeness(after, self.text[end : end + len(after)])) / 2

    def _nearest(self, exact: str) -> Span | None:
        """The run of words most like the quotation's."""
        wanted = [word.casefold() for word in _WORD.findall(exact)]
        if len(wanted) < 3:
            return None
        if self._words is None:
            self._words = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(self.text)]
        matcher = SequenceMatcher(None, [word for word, _, _ in self._words], wanted, autojunk=False)
        longest = matcher.find_longest_match()
        if not longest.size:
            return None
        low = max(0, longest.a - longest.b - 2)
        high = longest.a + (len(wanted) - longest.b) + 2
        part = self._words[low:high]
        matcher = SequenceMatcher(None, [word for word, _, _ in part], wanted, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
        same = 2 * sum(block.size for block in blocks) / (len(wanted) + last - first)
        return Span(part[first][1], part[last - 1][2]) if same >= ALIKE else None


def _likeness(a: str, b: str) -> float:
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()
