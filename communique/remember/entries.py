"""A Reading -> what can be asked of it: entries with their days, subjects, roles and words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Final, Literal

from communique.record.finding import Actor, Commitment, Event, Occasion, Relation, Statement
from communique.record.ids import make_slug
from communique.record.outcome import Reading
from communique.record.text import Evidence

SubjectKind = Literal["person", "state", "body", "dyad", "outlet"]
Role = Literal["any", "speaker", "addressee", "attendee", "doer", "receiver", "by", "to"]

# 22 bits hold every day of the calendar, 24 sixteen million readings, 17 the findings of the longest page.
_READING_BITS: Final = 24
_PLACE_BITS: Final = 17
MOST_READINGS: Final = 2**_READING_BITS - 1
MOST_POSITIONS: Final = 2**_PLACE_BITS
# A list of more states than this (a vote, a treaty's members) makes no pair of them a dyad.
MOST_STATES: Final = 40


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whom or what one can ask about; `key` is a state's code, a slug of the name, or two codes in order."""

    kind: SubjectKind
    key: str
    name: str = field(compare=False)
    state: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """The article or one finding. `place` counts within `kind`; `on` is its day, None when the article has none.
    `score`: tenths of an event's PLOVER score.
    """

    kind: str
    place: int
    finding_id: str
    on: date | None
    words: str
    roles: dict[Subject, set[Role]]
    subkind: str | None = None
    status: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    score: int | None = None


def make_key(on: date | None, reading_id: int, position: int) -> int:
    """The key of an entry: by day, then reading, then position in the reading. Entries without a day come first.

    >>> make_key(date(2024, 10, 3), 7, 2) < make_key(date(2024, 10, 4), 1, 0)
    True
    """
    day = on.toordinal() if on else 0
    return (day << _READING_BITS | reading_id) << _PLACE_BITS | position


def day_of_key(key: int) -> date | None:
    """The day in a key.

    >>> day_of_key(make_key(date(2024, 10, 3), 7, 2)), day_of_key(make_key(None, 7, 2))
    (datetime.date(2024, 10, 3), None)
    """
    ordinal = key >> _READING_BITS + _PLACE_BITS
    return date.fromordinal(ordinal) if ordinal else None


def reading_of_key(key: int) -> int:
    """The reading's id in a key.

    >>> reading_of_key(make_key(date(2024, 10, 3), 7, 2))
    7
    """
    return key >> _PLACE_BITS & MOST_READINGS


def make_dyad(a: str, b: str) -> str:
    """The key of a pair of states, whichever comes first.

    >>> make_dyad("BLR", "AZE")
    'AZE-BLR'
    """
    return "-".join(sorted((a, b)))


def make_entries(reading: Reading) -> list[Entry]:
    """The article first, then statements, occasions, events, commitments and relations."""
    published = published_on(reading)
    maker = _Maker(reading, published)
    findings = list(maker.findings())
    roles: dict[Subject, set[Role]] = {}
    for entry in findings:
        for subject in entry.roles:
            roles.setdefault(subject, set()).add("any")
    for actor in reading.actors:
        for subject in maker.subjects[actor.id]:
            roles.setdefault(subject, set()).add("any")
    roles |= maker.outlet
    article = reading.article
    words = f"{article.title or ''}\n{article.text}"
    return [Entry("article", 0, article.id, published, words, roles), *findings]


def published_on(reading: Reading) -> date | None:
    published = reading.article.published
    return _day(published.value) if published else None


def day_of(found: Statement | Occasion | Event | Commitment | Relation, published: date | None) -> date | None:
    """The day of a finding: when an encounter or deed is, when a promise was made, else that of its article."""
    match found:
        case Occasion():
            return (found.when and (found.when.from_on or found.when.to_on)) or published
        case Event():
            return _day(found.when) or published
        case Commitment():
            return _day(found.made) or published
    return published


class _Maker:
    """The entries of one reading."""

    def __init__(self, reading: Reading, published: date | None) -> None:
        self.reading = reading
        self.published = published
        self.subjects = {actor.id: _subjects(actor) for actor in reading.actors}
        outlet = reading.article.outlet
        self.outlet: dict[Subject, set[Role]] = (
            {Subject("outlet", make_slug(outlet), outlet): {"any"}} if outlet else {}
        )

    def findings(self) -> Iterator[Entry]:
        reading = self.reading
        for place, statement in enumerate(reading.statements):
            yield self._statement(place, statement)
        for place, occasion in enumerate(reading.occasions):
            yield self._occasion(place, occasion)
        for place, event in enumerate(reading.events):
            yield self._event(place, event)
        for place, commitment in enumerate(reading.commitments):
            yield self._commitment(place, commitment)
        for place, relation in enumerate(reading.relations):
            yield self._relation(place, relation)

    def _statement(self, place: int, found: Statement) -> Entry:
        roles = self._roles(speaker=_some(found.speaker), addressee=found.addressees, any=_some(found.on_behalf_of))
        return Entry("statement", place, found.id, self.published, _quotes(found.content), roles, subkind=found.form)

    def _occasion(self, place: int, found: Occasion) -> Entry:
        when = found.when
        from_on, to_on = (when.from_on, when.to_on) if when else (None, None)
        return Entry(
            "occasion", place, found.id, day_of(found, self.published),
            f"{_quotes(found.evidence)} {found.place or ''}",
            self._roles(attendee=[p.actor for p in found.participants]),
            found.kind, found.status, from_on, to_on,
        )  # fmt: skip

    def _event(self, place: int, found: Event) -> Entry:
        on = day_of(found, self.published)
        roles = self._roles(doer=found.actors, receiver=found.recipients, any=(*found.via, *_some(found.asserted_by)))
        return Entry(
            "event", place, found.id, on, _quotes(found.evidence), roles, found.type, found.modality, on, on,
            round(found.score * 10),
        )  # fmt: skip

    def _commitment(self, place: int, found: Commitment) -> Entry:
        from_on, to_on = (found.due.from_on, found.due.to_on) if found.due else (None, None)
        return Entry(
            "commitment", place, found.id, day_of(found, self.published),
            _quotes((found.action, *found.evidence)),
            self._roles(by=found.by, to=found.to, any=found.via),
            found.kind, found.status, from_on, to_on,
        )  # fmt: skip

    def _relation(self, place: int, found: Relation) -> Entry:
        roles = self._roles(any=(found.a, found.b, *_some(found.asserted_by)))
        return Entry("relation", place, found.id, self.published, _quotes(found.evidence), roles, subkind=found.kind)

    def _roles(self, **actors: Iterable[str]) -> dict[Subject, set[Role]]:
        roles: dict[Subject, set[Role]] = {}
        for role, ids in actors.items():
            for id_ in ids:
                for subject in self.subjects.get(id_, ()):
                    roles.setdefault(subject, {"any"}).add(role)  # type: ignore[arg-type]
        states = sorted(subject.key for subject in roles if subject.kind == "state")
        if len(states) <= MOST_STATES:
            for a, b in combinations(states, 2):
                roles[Subject("dyad", make_dyad(a, b), f"{a} and {b}")] = {"any"}
        return roles | self.outlet


def _subjects(actor: Actor) -> tuple[Subject, ...]:
    """The actor itself, unless it is a mere group, and the state that it acts for."""
    of = (Subject("state", actor.state, actor.state),) if actor.state else ()
    if actor.kind == "state":
        return (Subject("state", actor.code or make_slug(actor.name), actor.name),)
    if actor.kind == "group":
        return of
    kind: SubjectKind = "person" if actor.kind == "person" else "body"
    return (Subject(kind, actor.code or make_slug(actor.name), actor.name, actor.state), *of)


def _some(id_: str | None) -> tuple[str, ...]:
    return (id_,) if id_ else ()


def _quotes(evidence: Iterable[Evidence]) -> str:
    return " ".join(dict.fromkeys(e.quote for e in evidence))


def _day(value: str | None) -> date | None:
    """The day of a TIMEX3 value that names one."""
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None
