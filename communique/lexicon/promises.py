"""Promises: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promises:
    """Placeholder."""


def load_promises(language: str = "en") -> Promises:
    """Placeholder."""
    return Promises()
