"""Speech: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """Placeholder."""


def load_speech(language: str = "en") -> Speech:
    """Placeholder."""
    return Speech()
