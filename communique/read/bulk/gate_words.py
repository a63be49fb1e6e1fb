"""Words by which a page of diplomatic news is known at a glance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p
from typing import Any

from communique.errors import LexiconError
from communique.lexicon.toml import load_table

HOME = "USA"  # most English pages that are no diplomatic news are at home there: its names tell nothing
_WORD = re.compile(r"[^\W\d_][\w.'’-]*\w|[^\W\d_]")
_WEIGHTS = ("foreign", "diplomacy", "deeds", "diplomacy_kinds", "office_kinds", "deed_kinds")
_MOST_KINDS = {"diplomacy_kinds": 5, "office_kinds": 5, "deed_kinds": 8}


@dataclass(frozen=True, slots=True)
class GateWords:
    """`names`: one-word wordings of states and IGOs; `longer`: first word -> the wordings that begin with it."""

    look_at: int
    needed: float
    base: float
    weights: Mapping[str, float]
    diplomacy: frozenset[str]
    offices: frozenset[str]
    deeds: frozenset[str]
    names: frozenset[str]
    longer: Mapping[str, Sequence[Sequence[str]]]

    def points(self, text: str) -> float:
        """How much the first words of a text sound like diplomatic news; `needed` is enough.

        >>> load_gate().points("The weather will be fine.") < 0
        True
        """
        words = _WORD.findall(text)[: self.look_at]
        lower = [word.lower() for word in words]
        diplomacy = [word for word in lower if word in self.diplomacy]
        deeds = [word for word in lower if word in self.deeds]
        offices = {word for word in lower if word in self.offices}
        seen = {
            "foreign": log1p(self._foreign(words)),
            "diplomacy": log1p(len(diplomacy)),
            "deeds": log1p(len(deeds)),
            "diplomacy_kinds": len(set(diplomacy)),
            "office_kinds": len(offices),
            "deed_kinds": len(set(deeds)),
        }
        return self.base + sum(
            weight * min(seen[name], _MOST_KINDS.get(name, seen[name])) for name, weight in self.weights.items()
        )

    def _foreign(self, words: Sequence[str]) -> int:
        count = 0
        for place, word in enumerate(words):
            if not word[0].isupper():
                continue
            name = word.replace("’", "'").removesuffix("'s")
            if name in self.names:
                count += 1
            elif name in self.longer:
                rest = words[place + 1 : place + 6]
                count += any(list(more) == rest[: len(more)] for more in self.longer[name])
        return count


@cache
def load_gate(language: str = "en") -> GateWords:
    """The gate's words. Raises: LexiconError."""
    table = load_table(f"{language}/gate.toml")
    if set(table["weights"]) != set(_WEIGHTS):
        raise LexiconError(f"gate: the weights must be {', '.join(_WEIGHTS)}")
    words: Any = table["words"]
    names = _names()
    longer: dict[str, list[list[str]]] = {}
    for name in names:
        first, *rest = name.split()
        if rest:
            longer.setdefault(first, []).append([word.removesuffix("'s") for word in rest])
    return GateWords(
        table["look_at"], table["needed"], table["base"], table["weights"], frozenset(words["diplomacy"]),
        frozenset(words["offices"]), frozenset(words["deeds"]), frozenset(n for n in names if " " not in n), longer,
    )  # fmt: skip


def _names() -> set[str]:
    """All wordings of foreign states and of organisations of states."""
    found: set[str] = set()
    for entry in (e for code, e in load_table("states.toml")["states"].items() if code != HOME):
        found.update(*(entry.get(key, ()) for key in ("names", "demonyms", "seats")))
    for entry in load_table("igos.toml")["igos"].values():
        found.update(*(entry.get(key, ()) for key in ("names", "bodies")))
    return found
