"""The brief as values: no sentence without a note, no note without words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from communique.errors import EvidenceError

Look = Literal["plain", "strong", "words", "alarm"]
Lane = Literal["met", "planned", "due", "overdue"]


@dataclass(frozen=True, slots=True)
class Note:
    """Words of an article and where they stand; `day` is a person's way of writing it, None = not stated."""

    words: str
    outlet: str | None
    title: str | None
    day: str | None
    url: str | None
    article: str
    start: int
    end: int

    @property
    def source(self) -> str:
        """'Kolkheti News Agency, 11 March 2027, “Georgia, Kazakhstan agree on ferry line”'."""
        title = f"“{self.title}”" if self.title else None
        return ", ".join(filter(None, (self.outlet or "outlet not stated", self.day or "day not stated", title)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence in one look; `words` are an article's own."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the brief says, and what it rests on. `lead` stands before it, set off: a day, or a word.

    Raises: EvidenceError without a note.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    lead: str | None = None

    def __post_init__(self) -> None:
        if not self.notes:
            raise EvidenceError(f"a sentence of the brief rests on nothing: {self.text}")

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the table of promises."""

    who: str
    whom: str
    action: str
    due: str
    status: str
    is_overdue: bool
    notes: tuple[Note, ...]

    def __post_init__(self) -> None:
        if not self.notes:
            raise EvidenceError(f"a promise of the brief rests on nothing: {self.action}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the timeline: its days, its lane, a short label."""

    first: date
    last: date
    lane: Lane
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, or with a table of promises; `remark` tells what was left out."""

    heading: str
    sentences: tuple[Sentence, ...] = ()
    promises: tuple[Promise, ...] = ()
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole of it. `imprint`: from what it was made, by what, under which licences."""

    title: str
    period: str
    as_of: str
    imprint: str
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...] = ()
    span: tuple[date, date] | None = None
    made_on: date = field(default_factory=date.today)
    judged_on: date | None = None

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order in which they are first called; their numbers count from one."""
        called: dict[Note, None] = {}
        for section in self.sections:
            for sentence in section.sentences:
                called |= dict.fromkeys(sentence.notes)
            for promise in section.promises:
                called |= dict.fromkeys(promise.notes)
        return tuple(called)
