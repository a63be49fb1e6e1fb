"""Plover: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plover:
    """Placeholder."""


def load_plover(language: str = "en") -> Plover:
    """Placeholder."""
    return Plover()
