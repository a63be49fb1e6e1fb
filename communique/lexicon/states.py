"""States: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class States:
    """Placeholder."""


def load_states(language: str = "en") -> States:
    """Placeholder."""
    return States()
