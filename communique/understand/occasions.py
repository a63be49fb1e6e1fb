"""Who met whom, when and where: encounters held, planned, proposed or called off; each encounter once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import (
    Occasion,
    OccasionKind,
    OccasionStatus,
    Participant,
    ParticipantRole,
    Rank,
    Time,
    When,
)
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.cast import Cast
from communique.understand.encounters import EncounterSpotter, Sighting
from communique.understand.headline import Headline, read_headline
from communique.understand.schedule import Schedule

_PARTICULAR: dict[OccasionKind, int] = {
    "meeting": 1,
    "talks": 0,
    "session": 1,
    "conference": 0,
    "summit": 2,
    "ceremony": 0,
    "signing": 1,
}


@dataclass(slots=True)
class Gathering:
    """The sightings of one encounter so far."""

    kind: OccasionKind
    status: OccasionStatus
    sightings: list[Sighting] = field(default_factory=list)
    roles: dict[str, ParticipantRole] = field(default_factory=dict)
    rank: Rank | None = None
    place: str | None = None
    when: When | None = None
    main: bool = False

    def take(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        for actor, role in sighting.roles.items():
            if self.roles.get(actor, "participant") == "participant":
                self.roles[actor] = role
        self.rank = self.rank or sighting.rank
        self.place = self.place or sighting.place
        if self.when is None or (self.when.from_on is None and sighting.when is not None):
            self.when = sighting.when
        if (
            self.kind != sighting.kind
            and _PARTICULAR.get(sighting.kind, 0) > _PARTICULAR.get(self.kind, 0)
            and not self.main
        ):
            self.kind = sighting.kind


def find_occasions(
    article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, times: tuple[Time, ...]
) -> tuple[Occasion, ...]:
    """The encounters of the article in the order of their first telling."""
    words = lexicon.encounters
    schedule = Schedule(article, analysis, times)
    headline = read_headline(article, cast, words.headlines)
    spotter = EncounterSpotter(analysis, words, lexicon.states, cast, schedule)
    gatherer = Gatherer(cast, words.classes, headline)
    for sighting in spotter.sightings():
        gatherer.place(sighting)
    return _build(analysis, gatherer.finish())


class Gatherer:
    """Puts sightings of the same encounter together."""

    def __init__(self, cast: Cast, classes: dict[str, str] | object, headline: Headline) -> None:
        self.cast, self.headline = cast, headline
        self.classes: dict[str, str] = dict(classes)  # type: ignore[call-overload]
        self.all: list[Gathering] = []

    def place(self, sighting: Sighting) -> None:
        """Add the sighting to the encounter that it tells of, or begin a new one."""
        home = self._find(sighting)
        if home is None and sighting.anaphoric:
            home = self._main(sighting)
            if home is None and not sighting.roles:
                return
        if home is None:
            if not sighting.roles:
                return
            home = Gathering(sighting.kind, sighting.status)
            self.all.append(home)
        home.take(sighting)

    def finish(self) -> list[Gathering]:
        return [g for g in self.all if g.roles]

    def _main(self, sighting: Sighting) -> Gathering | None:
        """The encounter of the headline, begun by its first definite telling."""
        kind = self.headline.kind
        if kind is None or not self.headline.actors or any(g.main for g in self.all):
            return None
        if not self._same_class(sighting.kind, kind, sighting.soft):
            return None
        home = Gathering(kind, sighting.status, main=True)
        home.roles = {a.id: "participant" for a in self.headline.actors}
        self.all.append(home)
        return home

    def _find(self, sighting: Sighting) -> Gathering | None:
        if sighting.fresh and not sighting.anaphoric:
            candidates: Iterable[Gathering] = (g for g in self.all if g.when is not None and g.when == sighting.when)
        else:
            candidates = reversed(self.all)
        for home in candidates:
            if not self._same_class(
                sighting.kind, home.kind, sighting.soft or (home.sightings and home.sightings[0].soft)
            ):
                continue
            if not _dates_agree(home.when, sighting.when) or not _places_agree(home.place, sighting.place):
                continue
            if sighting.anaphoric:
                if not sighting.roles or self._overlap(sighting.roles, home.roles) or len(sighting.roles) == 1:
                    return home
            elif self._compatible(sighting.roles, home.roles) and _status_agrees(sighting, home):
                return home
        return None

    def _same_class(self, a: OccasionKind, b: OccasionKind, soft: object) -> bool:
        first, second = self.classes[a], self.classes[b]
        return first == second or (bool(soft) and {first, second} <= {"meet", "call"})

    def _sides(self, roles: Iterable[str]) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for id_ in roles:
            out.setdefault(self.cast.side(self.cast[id_]), set()).add(id_)
        return out

    def _overlap(self, a: Iterable[str], b: Iterable[str]) -> bool:
        return bool(set(self._sides(a)) & set(self._sides(b)))

    def _compatible(self, a: Iterable[str], b: Iterable[str]) -> bool:
        """One company is part of the other, and no side is there with different persons."""
        first, second = self._sides(a), self._sides(b)
        if not (set(first) <= set(second) or set(second) <= set(first)) or not first:
            return False
        for side in set(first) & set(second):
            mine = {i for i in first[side] if self.cast[i].kind != "state"}
            theirs = {i for i in second[side] if self.cast[i].kind != "state"}
            if mine and theirs and not mine & theirs:
                return False
        return len(set(first) & set(second)) > 1 or set(first) == set(second)


def _dates_agree(a: When | None, b: When | None) -> bool:
    if a is None or b is None or a.from_on is None or b.from_on is None:
        return True
    return a.from_on <= (b.to_on or b.from_on) and b.from_on <= (a.to_on or a.from_on)


def _places_agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a in b or b in a


def _status_agrees(sighting: Sighting, home: Gathering) -> bool:
    """Held and planned do not meet, unless a date says that they are the same."""
    done = ("held", "under_way")
    if (sighting.status in done) == (home.status in done):
        return True
    return (
        sighting.when is not None and home.when is not None and sighting.when.from_on == home.when.from_on is not None
    )


def _build(analysis: Analysis, gatherings: list[Gathering]) -> tuple[Occasion, ...]:
    once = number_repeats()
    out: list[Occasion] = []
    for g in gatherings:
        spans = sorted({(s.first, s.last) for s in g.sightings})
        tokens = analysis.tokens
        evidence = tuple(cite(analysis.text, tokens[a].start, tokens[b - 1].end) for a, b in spans)
        people = tuple(Participant(actor, role) for actor, role in g.roles.items())
        id_ = once(make_id("o", g.kind, *sorted(g.roles), g.when.value if g.when else "", g.place or ""))
        out.append(Occasion(id_, g.kind, people, g.status, evidence, rank=g.rank, place=g.place, when=g.when))
    return tuple(out)
