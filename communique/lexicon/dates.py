"""DateWords: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """Placeholder."""


def load_dates(language: str = "en") -> DateWords:
    """Placeholder."""
    return DateWords()
