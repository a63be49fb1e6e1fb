"""The tellings of one encounter so far, and whether another telling may be of the same one."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.record.finding import OccasionKind, OccasionStatus, ParticipantRole, Rank, When
from communique.understand.meetings.sighting import Sighting

DONE = ("held", "under_way")
_OFF = ("cancelled", "postponed")
_VAGUE_KINDS = ("talks", "conference")


@dataclass(slots=True)
class Gathering:
    """The sightings of one encounter so far. `main`: the one that the headline reports."""

    kind: OccasionKind
    status: OccasionStatus
    main: bool = False
    sightings: list[Sighting] = field(default_factory=list)
    roles: dict[str, ParticipantRole] = field(default_factory=dict)
    rank: Rank | None = None
    place: str | None = None
    when: When | None = None
    names: frozenset[str] = frozenset()

    def take(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        for actor, role in sighting.roles.items():
            if self.roles.get(actor, "participant") == "participant":
                self.roles[actor] = role
        self.names |= sighting.names
        self.rank = self.rank or sighting.rank
        if self.place is None or (sighting.place is not None and self.place in sighting.place):
            self.place = sighting.place or self.place
        if sighting.moved or self.when is None or (self.when.from_on is None and sighting.when is not None):
            self.when = sighting.when
        if sighting.status in _OFF or len(self.sightings) == 1:
            self.status = sighting.status
        if self.kind in _VAGUE_KINDS and not self.main and not sighting.soft:
            self.kind = sighting.kind


def is_apart(sighting: Sighting, home: Gathering) -> bool:
    """Talks at a place and a call, though by the same: "after talks in Oslo [...]. They also spoke by phone"."""
    return (sighting.kind == "call") != (home.kind == "call") and bool(sighting.place or home.place)


def in_one_word(sighting: Sighting, home: Gathering) -> bool:
    """A summons is none of the talks told in other words, but "the meeting" behind it may be that one."""
    if sighting.anaphoric and not sighting.roles:
        return True
    return sighting.apart == any(s.apart for s in home.sightings)


def is_of_war(home: Gathering) -> bool:
    """Whether it was told as one of those who fight: "peace talks"."""
    return any(s.of_war for s in home.sightings)


def other_name(sighting: Sighting, home: Gathering) -> bool:
    """ "The East Asia Summit" is not "the Arctic Summit"."""
    return bool(sighting.names and home.names) and sighting.names.isdisjoint(home.names)


def places_agree(a: str | None, b: str | None) -> bool:
    """A palace or an airport may lie in any town."""
    return a is None or b is None or a in b or b in a or a[0].islower() or b[0].islower()


def status_agrees(sighting: Sighting, home: Gathering) -> bool:
    """Held and planned do not meet, unless a date says that they are the same."""
    if (sighting.status in DONE) == (home.status in DONE):
        return True
    return (
        sighting.when is not None and home.when is not None and sighting.when.from_on == home.when.from_on is not None
    )
