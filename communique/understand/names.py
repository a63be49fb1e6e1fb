"""Where persons are named: the tagger's persons, trimmed and mended, plus names that stand beside a title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.lexicon.load import Lexicon
from communique.lexicon.people import fold_name
from communique.record.language import Analysis
from communique.understand.offices import Title
from communique.understand.places import Places

_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s"})
_NOT_NAMES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW", "EVENT"}
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens [first, last) of a person's name, honorifics and titles left out; `honorific` gender or None."""

    first: int
    last: int
    words: tuple[str, ...]
    gender: str | None = None

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold_name(w) for w in self.words)


class NameFinder:
    """Finds person names in one article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places) -> None:
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places
        self.people, self.offices = lexicon.people, lexicon.offices
        self._titles = (
            frozenset(lexicon.offices.heads)
            | lexicon.offices.classes["portfolios"]
            | lexicon.offices.classes["qualifiers"]
        )

    def tagged(self) -> list[NameSpan]:
        """The tagger's persons, trimmed to the name."""
        spans = (self.trim(e.first, e.last) for e in self.analysis.entities if e.label == "PERSON")
        return [span for span in spans if span is not None]

    def beside_titles(self, titles: Iterable[Title], taken: set[int]) -> list[NameSpan]:
        """Capitalised words after a title that the tagger took for something else."""
        out = []
        for title in titles:
            if title.last in taken or title.plural or (title.body and title.last - title.head > 1):
                continue
            last = self._run(title.last, taken)
            if last > title.last and (span := self.trim(title.last, last)) is not None:
                out.append(span)
        return out

    def _run(self, first: int, taken: set[int]) -> int:
        """End of the run of capitalised words (with particles inside) that begins at `first`."""
        last, here = first, first
        while here < len(self.tokens) and here - first < 6 and here not in taken and self.places.at(here) is None:
            token = self.tokens[here]
            if token.sentence != self.tokens[first].sentence or token.entity in _NOT_NAMES:
                break
            if token.pos == "PROPN" and token.text[0].isupper():
                last = here = here + 1
            elif here > first and token.text.lower() in self.people.particles:
                here += 1
            else:
                break
        return last

    def trim(self, first: int, last: int) -> NameSpan | None:
        """The name inside [first, last), or None when nothing nameable is left."""
        tokens, gender = self.tokens, None
        sentence = tokens[first].sentence
        while first < last:
            token = tokens[first]
            if token.text in self.people.honorifics:
                gender = self.people.honorifics[token.text] or gender
            elif not (
                token.text.lower() in self._titles
                or not token.text[0].isalpha()
                or self._is_state(first)
                or token.pos in ("DET", "ADP")
            ):
                break
            first += 1
        end = first
        while end < last and self._belongs(end, first) and tokens[end].sentence == sentence:
            end += 1
        while end > first and (
            tokens[end - 1].text.lower() in self.people.particles or not tokens[end - 1].text[0].isalpha()
        ):
            end -= 1
        end = self._suffix(first, end)
        words = tuple(t.text for t in tokens[first:end])
        if not words or not any(w[0].isupper() for w in words):
            return None
        if len(words) == 1 and (len(words[0]) < 2 or self._is_state(first)):
            return None
        if gender is None and first > 0:
            gender = self.people.honorifics.get(tokens[first - 1].text)
        return NameSpan(first, end, words, gender)

    def _is_state(self, token: int) -> bool:
        return self.places.at(token) is not None

    def _belongs(self, here: int, first: int) -> bool:
        token = self.tokens[here]
        if token.text in _POSSESSIVE or token.text in (
            ",",
            "(",
            ")",
            "[",
            "]",
            '"',
            "“",
            "”",
            ":",
            ";",
            "–",
            "—",
            "\u2019s",
        ):
            return False
        word = token.text.lower()
        if token.text[0].isupper() or word in self.people.particles:
            return True
        return here > first and self.tokens[here - 1].text in ("-", "‑") and token.text[0].isalpha()

    def _suffix(self, first: int, end: int) -> int:
        """The end moved over ", Jr."."""
        tokens = self.tokens
        if end <= first:
            return end
        if end < len(tokens) and tokens[end].text in self.people.suffixes:
            return end + 1
        if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].text in self.people.suffixes:
            return end + 2
        return end
