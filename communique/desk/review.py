"""REVIEW: what persons decide about findings, and what still waits for them: the Python API of the review queue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from communique.record.codec import Finding, to_dict
from communique.record.followup import Decision, DecisionVerb, FindingKey, Seen, Standing
from communique.record.outcome import Reading
from communique.remember.archive import Archive
from communique.remember.found import Filter, Found, Proposed
from communique.remember.judged import deciding, portable, standings
from communique.remember.judged.anchors import see
from communique.remember.judged.deciding import Wish
from communique.remember.proposed import store


class ReviewDesk:
    """The decisions of persons on an archive. What they decide wins over every later reading."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def decide(
        self, verb: DecisionVerb, finding: FindingKey, *, by: str, reason: str = "",
        changes: Mapping[str, Any] | None = None, other: FindingKey | None = None, version: str | None = None,
    ) -> Decision:  # fmt: skip
        """Keeps a decision (`accept`, `reject`, `correct`, `same`, `different`); the archive answers by it at once.

        `changes`: fields of the finding as in docs/record.md. `version`: what `version()` said when it was seen.

        Raises: NotFoundError, ConflictError (it is no longer what was seen), DecisionError; nothing was changed then.
        """
        return deciding.decide(self.archive, Wish(verb, finding, by, reason, changes, other, version))

    def undo(self, decision_id: str, by: str, reason: str = "") -> Decision:
        """Takes a decision back; the row stays. Raises: NotFoundError, DecisionError."""
        return deciding.undo(self.archive, decision_id, by, reason)

    def version(self, finding: FindingKey) -> str:
        """A word for If-Match: it changes with the finding and with what is decided of it. Raises: NotFoundError."""
        return deciding.version(self.archive, finding)

    def standing(self, article_id: str) -> tuple[Standing, ...]:
        """How every finding of an article's current reading stands, rejected ones too; then its orphans.

        Raises: NotFoundError.
        """
        return standings.standing(self.archive, article_id)

    def decisions(self, article_id: str, finding_id: str | None = None) -> tuple[Decision, ...]:
        """All decisions on an article (all its versions) or on one finding, first made first; taken back ones too.

        Raises: NotFoundError.
        """
        return standings.history(self.archive, article_id, finding_id)

    def queue(self, filter_: Filter | None = None) -> Iterator[Found]:
        """Findings that nobody has decided on, latest first; go on with `Filter.before` = the last `Found.key`."""
        return standings.waiting(self.archive, filter_)

    def proposals(self, filter_: Filter | None = None) -> Iterator[Proposed]:
        """What a language model proposed and nobody has decided on, latest first; paged as `queue`.

        Decide on it as on any finding; accepted or corrected, it becomes one of its reading.
        """
        return store.waiting_proposals(self.archive, filter_)

    def proposals_waiting(self) -> int:
        """How many proposals wait."""
        return store.count_waiting(self.archive)

    def proposal(self, finding: FindingKey) -> tuple[Finding, str] | None:
        """What a model proposed under this id, whatever was decided since, and the model's name."""
        return store.get_proposal(self.archive, finding)

    def orphans(self) -> Iterator[Standing]:
        """Decisions that stand, but whose findings are there no more."""
        return standings.orphans(self.archive)

    def apply(self, reading: Reading) -> Reading:
        """A reading of a document of the archive as decisions leave it (`Archive.get` gives the same)."""
        return standings.apply(self.archive, reading)

    def as_read(self, article_id: str) -> Reading:
        """The current reading as it was read, without decisions. Raises: NotFoundError."""
        return standings.as_read_of(self.archive, article_id)

    def look(self, reading: Reading, standing: Standing) -> Seen | None:
        """A finding of a reading as one sees it to decide on it, with its words and actors, or None without it."""
        return see(to_dict(reading), reading.article.url or "", standing.kind, standing.finding.finding)

    def export(self) -> Iterator[Mapping[str, Any]]:
        """All decisions as JSON objects, for `import_` into another archive."""
        return portable.export(self.archive)

    def import_(self, objects: Iterator[Mapping[str, Any]]) -> tuple[int, int]:
        """Adds decisions of another archive: how many were new, how many were there. All or nothing.

        Raises: DecisionError.
        """
        return portable.import_(self.archive, objects)
