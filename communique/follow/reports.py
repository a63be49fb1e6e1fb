"""The sentences of an article that report how a commitment fared, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.follow.tellings import Report, Telling
from communique.follow.wording import Rarity, Word
from communique.lexicon.load import Lexicon
from communique.record.followup import LedgerStatus

# Source: bench/quality/ledger.py, best of a grid from 0.25 to 0.5 on each.
RELEVANT, DEED_RELEVANT = 0.3, 0.5
_TOKEN = re.compile(r"[^\W_]+(?:[-.,’'][^\W_]+)*")
_QUANTITY = re.compile(
    r"(?P<done>\d[\d,.]*|[a-z]+(?:-[a-z]+)?) (?:of|out of) "
    r"(?:the |its |their |his |her |all )?(?P<all>\d[\d,.]*\d|\d+|[a-z]+)\b"
)
_ALL = re.compile(r"\ball (?:the |of the )?(?P<all>\d[\d,.]*\d|\d+)")
_ORDER: tuple[LedgerStatus, ...] = ("withdrawn", "declined", "unclear", "broken", "stalled", "in_progress")
_REACH = 5
_TRAVELS = 0.6
_OTHER_NUMBERS = 0.2
_AWAITED = re.compile(r"\b(?:still not|not yet|yet to|still has not|still have not)\b")
_DELAYED = re.compile(
    r"[\W]*(?:it|this|that|the \w+) (?:is|was|has been) (?:only )?(?:delayed|postponed|late|put off)\b"
)
_CONCEDED = re.compile(
    r"\b(?:although|though|even though|whereas|despite)\b[^.;]*"
    r"\bhad (?:\w+ )?(?:promised|pledged|undertaken|vowed|agreed)\b"
)
_BY_THEN = re.compile(
    r"\bonly\b.*\bby (?:the )?(?:end|middle|beginning|then|\d|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence on a commitment: what it says (`status`), how surely it is about it, and where it stands.

    `is_softer`: it only promises less than before.
    """

    status: LedgerStatus
    relevance: float
    start: int
    end: int
    cue: str
    is_pending: bool = False
    is_own: bool = False
    is_softer: bool = False


@dataclass(frozen=True)
class Case:
    """One commitment as known before an article: its words, deeds, numbers and parties over all tellings so far."""

    words: Mapping[str, float]
    stems: frozenset[str]
    numbers: frozenset[float]
    by: frozenset[str]
    by_sides: frozenset[str]
    sides: frozenset[str]
    kind: str
    is_trip: bool
    is_weak: bool


def make_case(tellings: Sequence[Telling]) -> Case:
    """What is known of a commitment from some of its tellings."""
    words: dict[str, float] = {}
    for telling in tellings:
        for concept, central in telling.words.items():
            words[concept] = max(words.get(concept, 0.0), central)
    first = tellings[0]
    by_sides = frozenset[str]().union(*(t.by_sides for t in tellings))
    return Case(
        words,
        frozenset[str]().union(*(t.stems for t in tellings)),
        frozenset[float]().union(*(t.numbers for t in tellings)),
        frozenset[str]().union(*(t.by for t in tellings)),
        by_sides,
        by_sides.union(*(t.to_sides for t in tellings)),
        first.commitment.kind,
        any(t.is_journey for t in tellings) and first.commitment.kind != "invitation",
        first.commitment.strength == "aspirational",
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a sentence holds: its concepts, numbers, and the classes of its deeds."""

    words: Mapping[str, float]
    numbers: frozenset[float]
    deeds: frozenset[int]


class Reporter:
    """Reads what one article says of commitments."""

    def __init__(self, report: Report, rarity: Rarity, lexicon: Lexicon) -> None:
        self.report, self.rarity, self.follow = report, rarity, lexicon.followup
        self.passages = report.passages
        self.text = report.passages.text
        self.side_of = report.side_of
        self._lower = self.text.lower()
        self._heard: dict[int, _Heard] = {}
        self._journeys: dict[tuple[int, int], bool] = {}

    def sayings(self, case: Case, own: Sequence[Telling], others: Sequence[Telling]) -> Iterator[Saying]:
        """What the article's sentences say of a commitment; `own` are its tellings here, `others` the rest of them."""
        own_at = {self.passages.sentence_at(t.span[0]) for t in own}
        taken = [t.span for t in others]
        promised = self._classes(case.stems)
        for index in self._candidates(case, own_at):
            start, end = self.passages.sentences[index]
            if case.is_trip and index not in own_at and not self._names_traveller(case, start, end):
                continue
            relevance = 1.0 if index in own_at else self._relevance(case, index, promised, taken)
            if relevance >= RELEVANT:
                yield from self._said(case, start, end, relevance, index in own_at)

    def _candidates(self, case: Case, own_at: set[int]) -> list[int]:
        """The sentences that share a word with the commitment; of a journey all that may name the traveller."""
        if case.is_trip:
            return list(range(len(self.passages.sentences)))
        return sorted(own_at.union(*(self._holding.get(c, ()) for c, v in case.words.items() if v >= 1.0)))

    @cached_property
    def _holding(self) -> dict[str, set[int]]:
        """{concept: the sentences that hold it}."""
        out: dict[str, set[int]] = {}
        for index, concepts in enumerate(self.passages.concepts):
            for concept in concepts:
                out.setdefault(concept, set()).add(index)
        return out

    def _relevance(self, case: Case, index: int, promised: frozenset[int], taken: Sequence[tuple[int, int]]) -> float:
        """How surely a sentence is about the commitment; words that tell another commitment do not count."""
        start, end = self.passages.sentences[index]
        if case.is_trip and self._travels(case, start, end):
            return _TRAVELS
        heard = self._hear(index, [(a, b) for a, b in taken if start <= a < end])
        shared = [c for c in heard.words if case.words.get(c, 0.0) >= 1.0]
        if not shared:
            return 0.0
        likeness = self.rarity.likeness(case.words, heard.words, RELEVANT)
        if case.numbers and heard.numbers and not case.numbers & heard.numbers:
            likeness -= _OTHER_NUMBERS
        if case.is_trip:
            return max(likeness, RELEVANT)  # the sentence names who was to travel
        does = bool(heard.deeds & promised)
        return likeness if len(shared) > 1 or does or likeness > 0.9 else min(likeness, RELEVANT - 0.01)

    def _hear(self, index: int, without: Sequence[tuple[int, int]]) -> _Heard:
        """A sentence without what stands in some spans."""
        words = self.passages.told[index]
        if without:
            return self._heard_of([w for w in words if not any(a <= w.start < b for a, b in without)])
        if index not in self._heard:
            self._heard[index] = self._heard_of(words)
        return self._heard[index]

    def _heard_of(self, words: Sequence[Word]) -> _Heard:
        numbers = frozenset(w.number for w in words if w.number is not None)
        return _Heard({w.concept: 1.0 for w in words}, numbers, self._classes({w.stem for w in words}))

    def _travels(self, case: Case, start: int, end: int) -> bool:
        """The sentence names who is to travel, and a journey."""
        return self._goes(start, end) and self._names_traveller(case, start, end)

    def _names_traveller(self, case: Case, start: int, end: int) -> bool:
        return any(
            start <= m.start < end
            for actor in self.report.reading.actors
            if actor.kind == "person" and self.report.identities[actor.id].id in case.by
            for m in actor.mentions
            if m.kind != "pronoun"
        )

    def _goes(self, start: int, end: int) -> bool:
        """The words tell of a journey."""
        if (start, end) not in self._journeys:
            tokens = {self.follow.stem(t) for t in _TOKEN.findall(self._lower, start, end)}
            journeys = self.follow.words["journeys"] - {"go", "there", "see"}
            self._journeys[start, end] = bool(tokens & {self.follow.stem(w) for w in journeys})
        return self._journeys[start, end]

    def is_pursued(self, telling: Telling) -> bool:
        """The sentence of a telling, or a remark right behind it, says that what is not done yet is still awaited."""
        place = self.passages.sentence_at(telling.span[0])
        start, end = self.passages.sentences[place]
        if _AWAITED.search(self._lower, start, end):
            return True
        start, end = self.passages.sentences[min(place + 1, len(self.passages.sentences) - 1)]
        return bool(_DELAYED.match(self._lower, start, end))

    def is_conceded(self, telling: Telling) -> bool:
        """ "It takes ninety days, although they had pledged to ...": told as what was not done."""
        start, end = self.passages.sentences[self.passages.sentence_at(telling.span[0])]
        found = _CONCEDED.search(self._lower, start, end)
        return found is not None and start < found.start() and found.start() < telling.span[1] <= end

    def is_to_hold(self, telling: Telling) -> bool:
        """The deed promised is to hold an encounter: "convene the third session"."""
        first = next((m[0] for m in _TOKEN.finditer(telling.commitment.action.quote.lower()) if m[0] != "to"), "")
        return self.follow.stem(first) in {self.follow.stem(w) for w in self.follow.words["holding"]}

    def _said(self, case: Case, start: int, end: int, relevance: float, is_own: bool) -> Iterator[Saying]:
        lower = self._lower[start:end]
        after = min(self.passages.sentence_at(start) + 1, len(self.passages.sentences) - 1)
        window = self._lower[start : self.passages.sentences[after][1]]
        pending = bool(set(_TOKEN.findall(window)) & self.follow.words["pending"])
        if not is_own and self._is_others(case, start, end):
            return
        partial = self._partial(case, lower)
        if partial is not None:
            yield Saying(partial[0], relevance, start, end, partial[1], pending, is_own)
            return
        for status in _ORDER:
            if status == "declined" and case.kind not in ("invitation", "offer"):
                continue
            for match in self.follow.outcomes[status].finditer(lower):
                if self._concerns(case, start + match.start(), start, end, is_own):
                    yield Saying(status, relevance, start, end, match[0], pending, is_own)
                    return
        deed = self._deed(case, start, end, relevance)
        if deed is not None:
            yield Saying(deed[0], relevance, start, end, deed[1], pending, is_own)
        elif (is_own or relevance >= DEED_RELEVANT) and (softer := self.follow.weaker.search(lower)):
            yield Saying("stalled", relevance, start, end, softer[0], pending, is_own, is_softer=True)

    def _is_others(self, case: Case, start: int, end: int) -> bool:
        """The sentence names sides, none of which is a party."""
        sides = self.passages.sides_in(start, end, self.report.reading, self.side_of)
        return bool(sides and case.sides and not sides & case.sides)

    def _concerns(self, case: Case, at: int, start: int, end: int, is_own: bool) -> bool:
        """The clause of the cue, or the one before it, speaks of the commitment."""
        if case.is_trip and self._travels(case, start, end):
            return True
        clauses = self.passages.clauses(self.passages.sentence_at(start))
        here = next((i for i, (a, b) in enumerate(clauses) if a <= at < b), 0)
        near = [c for i, c in enumerate(clauses) if i in (here, here - 1) or (is_own and abs(i - here) == 1)]
        return any(
            w.concept in case.words and case.words[w.concept] >= 0.6
            for a, b in near
            for w in self.passages.within(a, b)
        )

    def _partial(self, case: Case, lower: str) -> tuple[LedgerStatus, str] | None:
        """ "480 of the 600 kits": some of what was promised, or all of it."""
        whole = _ALL.search(lower)
        if whole and self._count(whole["all"]) in case.numbers:
            return "kept", whole[0]
        for match in _QUANTITY.finditer(lower):
            done, total = self._count(match["done"]), self._count(match["all"])
            if done is None or total is None or done >= total or not self._counts(case, total, lower, match.end()):
                continue
            return ("broken", "missed") if _BY_THEN.search(lower) else ("in_progress", match[0])
        return None

    def _counts(self, case: Case, total: float, lower: str, after: int) -> bool:
        """The total is the promised one; where no number was promised, what is counted is."""
        if case.numbers:
            return total in case.numbers
        counted = _TOKEN.search(lower, after)
        return counted is not None and case.words.get(self.follow.concept(counted[0]), 0.0) >= 1.0

    def _count(self, word: str) -> float | None:
        if word[0].isdigit():
            try:
                return float(word.replace(",", ""))
            except ValueError:
                return None
        if word == "first":
            return None
        parts = [self.follow.numbers.get(p) for p in word.split("-")]
        return float(sum(p for p in parts if p is not None)) if parts and None not in parts else None

    def _deed(self, case: Case, start: int, end: int, relevance: float) -> tuple[LedgerStatus, str] | None:
        """The promised deed told as done, or as not done."""
        promised = self._classes(case.stems)
        for a, b in self.passages.clauses(self.passages.sentence_at(start)):
            tokens = [(m.start(), m[0].lower()) for m in _TOKEN.finditer(self.text, a, b)]
            for i, (at, token) in enumerate(tokens):
                goes_on = token.endswith("ing") and i > 0 and tokens[i - 1][1] == "been"
                if not (goes_on or self._is_past(token)) or not self._classes({self.follow.stem(token)}) & promised:
                    continue
                if " ".join(t for _, t in tokens[i : i + 2]) in self.follow.words["provisos"]:
                    continue
                before = {t for _, t in tokens[max(0, i - _REACH) : i]}
                before |= {tokens[0][1]} & {"nor", "neither"}
                if before & self.follow.words["future"] or relevance < DEED_RELEVANT:
                    continue
                if not self._may_act(case, start, at):
                    continue
                if before & self.follow.words["negations"]:
                    return "broken", token
                return "kept", token
        return None

    def _may_act(self, case: Case, start: int, at: int) -> bool:
        sides = self.passages.sides_in(start, at, self.report.reading, self.side_of)
        return not sides or not case.sides or bool(sides & case.sides)

    def _is_past(self, token: str) -> bool:
        return (token.endswith("ed") and len(token) > 4) or token in self.follow.irregular

    def _classes(self, stems: Iterator[str] | frozenset[str] | set[str]) -> frozenset[int]:
        out: frozenset[int] = frozenset()
        for stem in stems:
            out |= self.follow.deeds.get(stem, frozenset())
        return out
