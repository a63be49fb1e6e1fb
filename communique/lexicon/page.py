"""PageWords: to be filled by its owner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """Placeholder."""


def load_page(language: str = "en") -> PageWords:
    """Placeholder."""
    return PageWords()
