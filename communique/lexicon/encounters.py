"""Encounters: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encounters:
    """Placeholder."""


def load_encounters(language: str = "en") -> Encounters:
    """Placeholder."""
    return Encounters()
