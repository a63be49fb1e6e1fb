"""What changed between two tellings of a commitment: the last day allowed, moved without a word about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.follow.tellings import Telling
from communique.record.finding import When
from communique.record.followup import LedgerStatus

_YEAR_SLIPS = frozenset({365, 366, 730, 731})


def latest_due(tellings: Sequence[Telling], moved_at: Sequence[int] = ()) -> When | None:
    """The day that counts: the first told, or the later one that a postponement set.

    `moved_at` are the places of the articles that tell of one. The same day of another year is a misread year, not
    a postponement.
    """
    due: When | None = None
    for telling in tellings:
        new = telling.commitment.due
        if new is None or new.to_on is None:
            continue
        if (
            due is None
            or due.to_on is None
            or (telling.place in moved_at and new.to_on > due.to_on and (new.to_on - due.to_on).days not in _YEAR_SLIPS)
        ):
            due = new
    return due


def is_overdue(status: LedgerStatus, due: When | None, as_of: date) -> bool:
    """Open or in progress after the last day allowed."""
    return status in ("open", "in_progress") and due is not None and due.to_on is not None and due.to_on < as_of


def is_pushed_back(known: Sequence[Telling], own: Sequence[Telling]) -> bool:
    """An article gives a day that begins after the last one allowed so far; the same day of another year is a slip."""
    due = latest_due([t for t in known if t not in own])
    if due is None or due.to_on is None:
        return False
    later = [t.commitment.due for t in own if t.commitment.due is not None]
    return any(
        new.to_on is not None
        and (new.from_on or new.to_on) > due.to_on
        and (new.to_on - due.to_on).days not in _YEAR_SLIPS
        for new in later
    )
