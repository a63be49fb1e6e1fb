"""Offices: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offices:
    """Placeholder."""


def load_offices(language: str = "en") -> Offices:
    """Placeholder."""
    return Offices()
