"""What every format has: setup, feed, finish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, Final, Protocol

from communique import __version__
from communique.record.codec import Finding
from communique.record.finding import Statement
from communique.record.outcome import Reading
from communique.record.text import Evidence

PRODUCER: Final = f"communique {__version__}"
NO_LICENCE: Final = "not stated by the outlet"


@dataclass(frozen=True, slots=True)
class About:
    """What an export says of itself. `full_text`: whole articles go with it; `at`: UTC, when it is made."""

    title: str = "communique"
    full_text: bool = False
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)


class Exporter(Protocol):
    """Writes one file. Memory does not grow with the number of readings."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        """Begins the file."""

    def feed(self, reading: Reading) -> None:
        """Writes one reading."""

    def finish(self) -> None:
        """Ends the file; the stream stays open."""


def findings(reading: Reading) -> Iterator[Finding]:
    """All findings of a reading: statements, occasions, events, commitments, relations."""
    yield from reading.statements
    yield from reading.occasions
    yield from reading.events
    yield from reading.commitments
    yield from reading.relations


def evidence_of(finding: Finding) -> tuple[Evidence, ...]:
    """The words that a finding rests on, those that say most first."""
    if isinstance(finding, Statement):
        return finding.content
    action = (finding.action,) if hasattr(finding, "action") else ()
    return tuple(dict.fromkeys((*action, *finding.evidence)))
