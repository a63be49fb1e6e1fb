"""What became of it: verdicts, identities, matters, developments, and the ledger that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from communique.record.finding import CommitmentKind, OccasionKind, OccasionStatus, When
from communique.record.text import Evidence

Layer = Literal["actor", "occasion", "commitment", "statement", "article"]
Sameness = Literal["same", "different", "unsure"]
LedgerStatus = Literal["open", "in_progress", "kept", "broken", "stalled", "declined", "withdrawn", "unclear"]
DecisionVerb = Literal["accept", "reject", "correct", "same", "different", "undo"]
FindingState = Literal["proposed", "confirmed", "rejected", "corrected", "orphan"]
PERSON = "person:"


@dataclass(frozen=True, slots=True)
class FindingKey:
    """A finding among all articles: the article's id and the finding's id in its reading."""

    article: str
    finding: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement on two findings of a layer; append-only. `score` 0..1; `by`: "rule:..." or "person:NAME"."""

    layer: Layer
    a: FindingKey
    b: FindingKey
    sameness: Sameness
    score: float
    reason: str
    by: str
    on: date | None = None

    @property
    def is_personal(self) -> bool:
        """Somebody decided it; it stands against every rule."""
        return self.by.startswith(PERSON)


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as a person saw it, with enough to find it again in another reading of its document.

    `address`: the document's URL, or "article:<id>". `finding`: its JSON (docs/record.md); `actors`: the JSON of those
    that it names. `words`: [{"exact", "prefix", "suffix", "start", "end"}], quotations with their surroundings as in
    the W3C's TextQuoteSelector, the ones that make it what it is first. `beside`: the other findings of its kind on the
    same words, as [{"finding", "actors"}].
    """

    address: str
    key: FindingKey
    kind: str
    finding: Mapping[str, Any]
    actors: tuple[Mapping[str, Any], ...] = ()
    words: tuple[Mapping[str, Any], ...] = ()
    beside: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding; append-only, and stands against every later run.

    `at`: UTC, ISO 8601. `changes`: the fields that `correct` sets, as in docs/record.md. `decided`: the finding as the
    person leaves it (`accept`, `correct`). `other`: the second finding of `same` and `different`. `undoes`: the id of
    the decision that `undo` takes back. `thread`: one for all decisions on one finding. `proposed_by`: the language
    model that had proposed the finding, when no reading had it.
    """

    id: str
    thread: str
    verb: DecisionVerb
    by: str
    at: str
    seen: Seen
    reason: str = ""
    changes: Mapping[str, Any] | None = None
    decided: Seen | None = None
    other: Seen | None = None
    undoes: str | None = None
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding of the current reading stands. `decision` is None while nobody has decided (`proposed`).

    An orphan's finding is that of the decision: the current reading has it no more; `why` says what is missing.
    """

    finding: FindingKey
    kind: str
    state: FindingState
    decision: Decision | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor across articles, derived from verdicts. `id`: a state's code, else a slug of the fullest name."""

    id: str
    kind: str
    name: str
    spellings: tuple[str, ...]
    state: str | None
    members: tuple[FindingKey, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """Commitments (ids of ledger entries) that concern one thing between the same sides."""

    id: str
    sides: tuple[str, ...]
    words: tuple[str, ...]
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """A judgement on how a commitment stands, with the words it rests on. `on` is the day of the report.

    `article` is the id of the report, None when a person judged without one.
    """

    article_url: str | None
    on: date | None
    status: LedgerStatus
    evidence: Evidence | None
    judged_by: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class PersonalJudgement:
    """What a person decided about the commitment `finding`; stands against every later run."""

    finding: FindingKey
    status: LedgerStatus
    by: str
    on: date
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class CommitmentMention:
    """A commitment (id) of the reading of the article at this url. `article` is the article's id."""

    article_url: str | None
    commitment: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class OccasionMention:
    """An occasion (id) of the reading of the article at this url. `article` is the article's id."""

    article_url: str | None
    occasion: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One commitment across articles. `by` and `to` are ids of `Ledger.actors`; `history` is append-only."""

    id: str
    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    made: str | None
    due: When | None
    status: LedgerStatus
    overdue: bool
    mentions: tuple[CommitmentMention, ...]
    history: tuple[Development, ...]


@dataclass(frozen=True, slots=True)
class OccasionEntry:
    """One encounter across articles. `participants` are ids of `Ledger.actors`."""

    id: str
    kind: OccasionKind
    participants: tuple[str, ...]
    when: When | None
    place: str | None
    status: OccasionStatus
    mentions: tuple[OccasionMention, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the articles together know of commitments and encounters (`docs/record.md`), as of a day."""

    as_of: date
    commitments: tuple[LedgerEntry, ...]
    occasions: tuple[OccasionEntry, ...]
    actors: tuple[Identity, ...] = ()
    matters: tuple[Matter, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
