"""What the cutters and openers of all kinds of input share."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.outcome import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one file: see `Shard`, whose fields these are."""

    start: int
    stop: int
    first: int
    digest: str
    files: tuple[str, ...] = ()


def broken(name: str, error: BaseException) -> Refusal:
    """For what cannot be read from here on: a damaged file costs its rest, not the run."""
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return Refusal(
        name, "open", Reason.UNREADABLE, f"cannot be read: {' '.join(reason.split()) or type(error).__name__}"
    )
