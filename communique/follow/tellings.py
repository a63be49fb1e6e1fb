"""A commitment as one article tells it, made ready for comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from communique.follow.wording import Passages, Word
from communique.lexicon.load import Lexicon
from communique.record.finding import Commitment
from communique.record.followup import FindingKey, Identity
from communique.record.outcome import Reading

_RELATIVE = re.compile(r"(?:which|that|whom|who|where)\b", re.IGNORECASE)
# How central a word is: of the commitment itself, of its sentence, of the one before, of the invitation it answers.
CORE, ASIDE, BEFORE, INVITED = 1.0, 0.35, 0.25, 0.9
_THIN = 3
_BODIES = frozenset({"organisation", "government"})
_ANTECEDENT = 90
_SHORTEST = 12  # code points of a deed in front of its term


@dataclass(frozen=True)
class Report:
    """One article, prepared: its reading, day, passages, and whom its actors are across articles."""

    reading: Reading
    on: date | None
    passages: Passages
    identities: Mapping[str, Identity]

    @property
    def url(self) -> str | None:
        return self.reading.article.url

    @cached_property
    def sides(self) -> frozenset[str]:
        """All states that the article names or whose people it names."""
        return frozenset(i.state for i in self.identities.values() if i.state)

    @property
    def side_of(self) -> dict[str, str | None]:
        return {actor: identity.state for actor, identity in self.identities.items()}


@dataclass(frozen=True)
class Telling:
    """One commitment of one article. `words`: {concept: how central}; `said`: {concept: the word that stands there};
    `place`: number of the article, by day.
    """

    key: FindingKey
    commitment: Commitment
    place: int
    by: frozenset[str]
    to: frozenset[str]
    by_sides: frozenset[str]
    to_sides: frozenset[str]
    words: Mapping[str, float]
    stems: frozenset[str]
    numbers: frozenset[float]
    is_journey: bool
    is_another: bool
    is_thin: bool
    bodies: frozenset[str]
    span: tuple[int, int] = field(default=(0, 0))
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def sides(self) -> frozenset[str]:
        return self.by_sides | self.to_sides


def prepare(
    readings: Sequence[Reading], identities: Sequence[Identity], passages_of: Callable[[Reading], Passages]
) -> tuple[Report, ...]:
    """The articles, which are in order (`in_order`), made ready."""
    of: dict[FindingKey, Identity] = {key: identity for identity in identities for key in identity.members}
    return tuple(
        Report(r, day_of(r), passages_of(r), {a.id: of[FindingKey(r.article.id, a.id)] for a in r.actors})
        for r in readings
    )


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """The articles in order of their days; those without a day come last."""
    return sorted(readings, key=lambda r: (day_of(r) or date.max, r.article.id))


def day_of(reading: Reading) -> date | None:
    """The day of publication, None when it is not known to the day."""
    published = reading.article.published
    try:
        return date.fromisoformat(published.value) if published else None
    except ValueError:
        return None


def tell(report: Report, place: int, lexicon: Lexicon) -> tuple[Telling, ...]:
    """The commitments of an article, each with what tells it from others."""
    plain = _without_neighbours([_telling(report, place, c, lexicon) for c in report.reading.commitments])
    return tuple(_with_invitation(t, plain) if t.commitment.kind == "acceptance" else t for t in plain)


def _without_neighbours(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """What a commitment borrows from its surroundings must not be what another of the article is about."""
    out = []
    for telling in tellings:
        start, end = telling.span
        apart = (t for t in tellings if not (t.span[0] < end and start < t.span[1]))
        owned = {c for t in apart for c, v in t.words.items() if v >= CORE}
        words = {c: v for c, v in telling.words.items() if v >= CORE or c not in owned}
        out.append(replace(telling, words=words))
    return tuple(out)


def _telling(report: Report, place: int, commitment: Commitment, lexicon: Lexicon) -> Telling:
    words, core, thin = _words(report, commitment, lexicon)
    by = frozenset(report.identities[a].id for a in commitment.by if a in report.identities)
    to = frozenset(report.identities[a].id for a in commitment.to if a in report.identities)
    start, end = commitment.evidence[0].start, commitment.evidence[0].end
    stems = frozenset(w.stem for w in core)
    tokens = set(re.findall(r"[^\W\d_]+", report.passages.text[start:end].lower()))
    follow = lexicon.followup.words
    action = {lexicon.followup.stem(t) for t in re.findall(r"[^\W\d_]+", commitment.action.quote.lower())}
    journeys = {lexicon.followup.stem(w) for w in follow["journeys"]}
    return Telling(
        FindingKey(report.reading.article.id, commitment.id),
        commitment,
        place,
        by,
        to,
        _sides(report, commitment.by),
        _sides(report, commitment.to),
        words,
        stems,
        frozenset(w.number for w in core if w.number is not None),
        bool(action & journeys) or (commitment.kind == "acceptance"),
        bool(tokens & follow["another"]),
        thin,
        frozenset(
            report.identities[x].id
            for x in commitment.by
            if x in report.identities and report.identities[x].kind in _BODIES
        ),
        (start, end),
        {w.concept: w.text for w in reversed(core)},
    )


def _sides(report: Report, actors: Sequence[str]) -> frozenset[str]:
    sides = (report.identities[a].state for a in actors if a in report.identities)
    return frozenset(s for s in sides if s)


def _words(report: Report, commitment: Commitment, lexicon: Lexicon) -> tuple[dict[str, float], list[Word], bool]:
    """{concept: how central}, the words of the commitment itself, and whether they leave open what it is about."""
    passages = report.passages
    parties = {*commitment.by, *commitment.to}
    named = {
        m.start + i
        for a in report.reading.actors
        if a.id in parties
        for m in a.mentions
        for i in range(m.end - m.start)
    }
    core: list[Word] = []
    out: dict[str, float] = {}
    spans = [(e.start, e.end) for e in (commitment.action, commitment.evidence[0])]
    first = min(s for s, _ in spans)
    sentence = passages.sentence_at(first)
    start, end = passages.sentences[sentence]
    if _RELATIVE.match(passages.text, first) or _RELATIVE.match(passages.text, commitment.action.start):
        spans.append((max(start, first - _ANTECEDENT), first))
    condition = commitment.condition
    for a, b in spans:
        core.extend(
            w
            for w in passages.within(a, _before_term(passages.text, a, b, lexicon.followup.words["terms"]))
            if w.start not in named and (condition is None or not condition.start <= w.start < condition.end)
        )
    for word in core:
        out[word.concept] = CORE
    opening = re.findall(r"[^\W\d_]+", passages.text[first : first + 25].lower())[:2]
    leans = bool(set(opening) & lexicon.followup.words["pronouns"])
    thin = leans or len({w.concept for w in core}) < _THIN
    for word in passages.within(start, end):
        out.setdefault(word.concept, ASIDE * (2 if thin else 1))
    if thin and sentence:
        for word in passages.within(*passages.sentences[sentence - 1]):
            out.setdefault(word.concept, BEFORE * 2)
    return out, core, thin


def _before_term(text: str, start: int, end: int, openers: Collection[str]) -> int:
    """Where the deed ends and its term begins: "to draft a roadmap [before the first session of the council]"."""
    told = text[start:end].lower()
    cuts = (told.find(f" {opener} ", _SHORTEST) for opener in openers)
    return start + min((c for c in cuts if c > 0), default=end - start)


def _with_invitation(telling: Telling, others: Sequence[Telling]) -> Telling:
    """An acceptance is about what the invitation is about that it answers."""
    for other in others:
        if other.commitment.kind == "invitation" and (other.to & telling.by or other.by & telling.to):
            words = {c: v * INVITED for c, v in other.words.items()} | dict(telling.words)
            return replace(
                telling,
                to=telling.to | other.by,
                to_sides=telling.to_sides | other.by_sides,
                words=words,
                stems=telling.stems | other.stems,
                numbers=telling.numbers | other.numbers,
                is_journey=True,
            )
    return telling
