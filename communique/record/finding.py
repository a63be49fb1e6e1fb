"""What the house finds in an article. Field meanings: `docs/record.md`. Spans point into `Article.text`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from communique.record.text import Evidence

ActorKind = Literal["person", "state", "igo", "government", "organisation", "group"]
MentionKind = Literal["name", "title", "pronoun", "demonym"]
Role = Literal[
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "deputy", "ambassador",
    "envoy", "speaker", "legislator", "spokesperson", "head_of_igo", "monarch", "military", "other",
]  # fmt: skip
Tenure = Literal["incumbent", "former", "acting", "elect"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Form = Literal["direct", "mixed", "indirect"]
OccasionKind = Literal["meeting", "call", "visit", "talks", "summit", "conference", "signing", "ceremony", "session"]
Rank = Literal["state", "official", "working", "private"]
ParticipantRole = Literal["host", "guest", "participant", "mediator"]
OccasionStatus = Literal["held", "under_way", "planned", "proposed", "cancelled", "postponed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["actual", "future", "hypothetical", "negated", "historical"]
CommitmentKind = Literal["pledge", "agreement", "assignment", "offer", "invitation", "acceptance", "plan"]
Strength = Literal["firm", "conditional", "aspirational"]
CommitmentStatus = Literal["open", "in_progress", "kept", "broken", "stalled", "declined", "withdrawn"]
RelationKind = Literal["ally", "partner", "rival", "enemy", "member", "neighbour"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the text says and we could not settle: which `field` of the finding, and why."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is referred to. `kind` `demonym` marks an adjective ("Belarusian") that names a state."""

    start: int
    end: int
    kind: MentionKind = "name"


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the article gives it; `of` is the code of the party served, or None."""

    title: str
    role: Role
    of: str | None
    tenure: Tenure
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """`relation` is what `actor` is to the bearer: {"father", id} = that actor is the father."""

    relation: str
    actor: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `code` for states and IGOs; `state` (alpha-3) for persons, bodies and groups."""

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    state: str | None = None
    offices: tuple[Office, ...] = ()
    kin: tuple[Kin, ...] = ()
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of days, both ends included; None = that end is open or unknown.

    `value` is the TIMEX3 value ("2024-10-03", "2024-05", "XXXX-10-03", "2026-W14", "P3M").
    `anchor` says what a relative expression was resolved against ("published 2024-10-03", "text 2024-05") or None.
    """

    value: str
    from_on: date | None = None
    to_on: date | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 time expression of the text and what it means."""

    evidence: Evidence
    type: TimexType
    when: When
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a source. `speaker` None = the text names nobody, or a Doubt says why we abstain."""

    id: str
    speaker: str | None
    source: Evidence | None
    cue: Evidence | None
    content: tuple[Evidence, ...]
    form: Form
    addressees: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    within: str | None = None
    occasion: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor (id) at an occasion, and as what."""

    actor: str
    role: ParticipantRole = "participant"


@dataclass(frozen=True, slots=True)
class Occasion:
    """An encounter of actors; the same encounter told twice is one occasion with several evidences."""

    id: str
    kind: OccasionKind
    participants: tuple[Participant, ...]
    status: OccasionStatus
    evidence: tuple[Evidence, ...]
    rank: Rank | None = None
    place: str | None = None
    when: When | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER v0.8. `asserted_by` is set when only a speaker claims it."""

    id: str
    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    modality: Modality
    score: float
    evidence: tuple[Evidence, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    when: str | None = None
    where: str | None = None
    asserted_by: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an actor binds itself to do, or has been bound to. `made` is a TIMEX3 value."""

    id: str
    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    action: Evidence
    strength: Strength
    status: CommitmentStatus
    evidence: tuple[Evidence, ...]
    via: tuple[str, ...] = ()
    condition: Evidence | None = None
    due: When | None = None
    made: str | None = None
    statement: str | None = None
    occasion: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing tie between two actors (ids), as somebody asserts it."""

    id: str
    a: str
    b: str
    kind: RelationKind
    evidence: tuple[Evidence, ...] = field(default=())
    asserted_by: str | None = None
