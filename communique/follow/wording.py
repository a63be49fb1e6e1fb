"""What a passage is about: its words made comparable, its names, its numbers."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from communique.follow.names import sound, split_name
from communique.lexicon.load import Lexicon
from communique.record.outcome import Reading

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[’'ʻ][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘'(]*[A-ZÀ-Ž0-9])|\n+")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Col|Lt|Sen|Rep|Prof|vs)|\b[A-Z])\.[\"”’']*\s*\Z")
_CLAUSE_END = re.compile(
    r"[;:—]|, (?:and|but|while|whereas|although|though|so|as|because) |, (?=(?:he|she|it|they|who) )|[”\"],? |[”\"]$"
)
_MONTHS = frozenset(
    (  # noqa: SIM905
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a passage. `concept` is what it is compared by; `is_name`: a proper name that is no party's."""

    start: int
    end: int
    text: str
    concept: str
    stem: str
    is_name: bool = False
    number: float | None = None


class Passages:
    """An article's text cut into sentences, clauses and words, each made comparable once."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.text = reading.article.text
        self.lexicon = lexicon
        self._parties = self._party_places(reading)
        self.sentences = tuple(_cut(self.text, _SENTENCE_END))
        self._starts = [s for s, _ in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that covers a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def clauses(self, index: int) -> tuple[tuple[int, int], ...]:
        start, end = self.sentences[index]
        cuts = [start, *(start + m.end() for m in _CLAUSE_END.finditer(self.text[start:end])), end]
        return tuple((a, b) for a, b in pairwise(cuts) if self.text[a:b].strip())

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words that are no party's name and say something."""
        out = []
        tokens = list(_TOKEN.finditer(self.text))
        for i, match in enumerate(tokens):
            if match.start() not in self._parties:
                near = (tokens[i - 1][0] if i else "", tokens[i + 1][0] if i + 1 < len(tokens) else "")
                word = self._word(match, near)
                if word is not None:
                    out.append(word)
        return tuple(out)

    @cached_property
    def told(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        return tuple(self.within(start, end) for start, end in self.sentences)

    @cached_property
    def concepts(self) -> tuple[frozenset[str], ...]:
        """The concepts of each sentence."""
        return tuple(frozenset(w.concept for w in words) for words in self.told)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [w.start for w in self.words]

    def within(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of [start, end)."""
        first = bisect_right(self._word_starts, start - 1)
        return self.words[first : bisect_right(self._word_starts, end - 1)]

    def _word(self, match: re.Match[str], near: tuple[str, str]) -> Word | None:
        text, follow = match[0], self.lexicon.followup
        lower = text.lower().removesuffix("'s").removesuffix("’s")
        if text[0].isdigit():
            number = _number(text)
            is_year = number in _YEARS and len(text) == 4
            is_range = near[0].isdigit() and self.text[match.start() - 1] in "-–"
            if number is None or is_year or is_range or {w.lower() for w in near} & _MONTHS:
                return None
            return Word(match.start(), match.end(), text, f"#{number:g}", text, number=number)
        if lower in follow.numbers and follow.numbers[lower] > 1:
            number = follow.numbers[lower]
            return Word(match.start(), match.end(), text, f"#{number:g}", lower, number=number)
        if (
            lower in follow.words["empty"]
            or lower in _MONTHS
            or len(lower) < 2
            or follow.stem(lower) in follow.words["empty"]
        ):
            return None
        if (text[0].isupper() and (not self._opens(match.start()) or text[1:2].isupper())) or _is_foreign(text):
            key = "^" + "".join(sound(w) for w in split_name(lower)).lower()
            stem = follow.concept(lower)
            return Word(
                match.start(), match.end(), text, stem if stem.startswith("~") else key, follow.stem(lower), True
            )
        return Word(match.start(), match.end(), text, follow.concept(lower), follow.stem(lower))

    def _opens(self, start: int) -> bool:
        before = self.text[max(0, start - 3) : start].rstrip("\"“‘'( ")
        return not before.strip() or before[-1:] in ".!?\n"

    def _party_places(self, reading: Reading) -> frozenset[int]:
        """Starts of the words that only name a party: persons, states, their people and capitals."""
        out: set[int] = set()
        for actor in reading.actors:
            if actor.kind in ("person", "state"):
                for mention in actor.mentions:
                    if mention.kind != "pronoun":
                        out.update(
                            m.start() + mention.start for m in _TOKEN.finditer(self.text[mention.start : mention.end])
                        )
        for match in _TOKEN.finditer(self.text):
            place = self.lexicon.states.match_at(self.text, match.start()) if match[0][0].isupper() else None
            if place is not None and place.kind in ("name", "demonym", "seat"):
                out.update(m.start() + match.start() for m in _TOKEN.finditer(place.words))
        return frozenset(out)

    def sides_in(self, start: int, end: int, reading: Reading, side_of: Mapping[str, str | None]) -> frozenset[str]:
        """Codes of the states named in [start, end), also by their people, capitals and persons."""
        out: set[str] = set()
        for match in _TOKEN.finditer(self.text, start, end):
            place = self.lexicon.states.match_at(self.text, match.start()) if match[0][0].isupper() else None
            if place is not None and place.code:
                out.add(place.code)
        for actor in reading.actors:
            side = side_of.get(actor.id)
            if side and any(start <= m.start < end for m in actor.mentions):
                out.add(side)
        return frozenset(out)


def _is_foreign(text: str) -> bool:
    return text[0].isupper() and not text.isascii()


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "")) if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text) else None
    except ValueError:
        return None


def _cut(text: str, end: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    start = 0
    for match in end.finditer(text):
        if "\n" not in match[0] and _ABBREVIATED.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


class Rarity:
    """How much a concept tells: the rarer among the sentences of the archive, the more."""

    def __init__(self, sentences: Iterable[Iterable[str]]) -> None:
        self._count: Counter[str] = Counter()
        self._all = 1
        for concepts in sentences:
            self._all += 1
            self._count.update(set(concepts))
        self._weights: dict[str, float] = {}

    def weight(self, concept: str) -> float:
        known = self._weights.get(concept)
        if known is None:
            rare = math.log(1 + self._all / (1 + self._count[concept]))
            known = self._weights[concept] = rare * (1.3 if concept[0] == "^" else 1.0)
        return known

    def likeness(self, a: Mapping[str, float], b: Mapping[str, float], least: float = 0.0) -> float:
        """0..1: share of the lighter side's weight that both have; values are how central the concept is, 0..1.

        A likeness below `least` may come out as any other below it.
        """
        shared = sum(self.weight(c) * math.sqrt(a[c] * b[c]) for c in a.keys() & b.keys())
        floor = 1.6 * math.log(1 + self._all)
        if shared < least * floor:
            return shared / floor
        lighter = min(sum(self.weight(c) * v for c, v in x.items() if v >= 1.0) for x in (a, b))
        return min(1.0, shared / max(lighter, floor, 0.001))


def squeezed(score: float) -> float:
    """0..1, order kept above 0.8 too, so that of two good pairs the better is joined first."""
    return max(0.0, score) if score <= 0.8 else 1.0 - 0.2 * math.exp(5 * (0.8 - score))
