"""What this desk is: version, model, rules, figures of quality, and what the archive holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from communique.desk.archive import ArchiveDesk
from communique.desk.documents import versions
from communique.desk.overview import Overview

# The scoreboard of the bench; the wheel carries it beside the package's faces, a checkout has it in bench/.
_FILES: Final = (
    Path(__file__).parents[1] / "quality.json",
    Path(__file__).parents[3] / "bench" / "quality" / "results.json",
)
_WORDS: Final = {
    "people": "People found, with the right names", "offices": "Offices", "statements": "Statements, with speaker",
    "quotations": "Statements in quotation marks", "occasions": "Encounters", "events": "PLOVER events",
    "commitments": "Promises, with all their fields", "promises": "Promises found", "due": "Last day of promises",
    "relations": "Standing ties", "published": "Day of publication", "evidence": "Quotes that are the text's words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AboutAsk:
    """Nothing can be asked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of quality, F1 between 0 and 1, on real articles that were looked at while the rules were written."""

    name: str
    words: str
    value: float


@dataclass(frozen=True, slots=True)
class AboutView:
    """Versions, figures and totals; `figures` is empty where the scoreboard is not at hand."""

    versions: dict[str, str]
    figures: tuple[Figure, ...]
    totals: dict[str, int]


def about(desk: ArchiveDesk, ask: AboutAsk) -> AboutView:
    return AboutView(dict(_versions()), _figures(), Overview(desk).totals())


@cache
def _versions() -> dict[str, str]:
    return versions()


@cache
def _figures() -> tuple[Figure, ...]:
    file = next((file for file in _FILES if file.is_file()), None)
    if file is None:
        return ()
    found = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Figure(name, words, round(float(found[f"dev/{name}"]), 3))
        for name, words in _WORDS.items()
        if f"dev/{name}" in found
    )
