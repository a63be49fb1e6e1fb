"""Promises: the words by which somebody binds himself or is bound, and what may follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.finding import CommitmentKind, Strength


@dataclass(frozen=True, slots=True)
class Cue:
    """A binding word. `opens`: what may name the deed after it; other keys: head of `en/promises.toml`."""

    kind: CommitmentKind
    strength: Strength
    opens: frozenset[str]
    alone: CommitmentKind | None = None
    things: frozenset[str] = frozenset()
    courteous: bool = False
    owed: bool = False
    paper: bool = False
    about: bool = False
    owned: bool = False
    dated: bool = False
    manner: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Promises:
    """`verbs`, `adjectives`, `nouns`: {lemma: cue}; `words`: {class: lemmas}."""

    verbs: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    words: Mapping[str, frozenset[str]]


def load_promises(language: str = "en") -> Promises:
    """The table `<language>/promises.toml`. Raises: LexiconError when it names an unknown kind or strength."""
    table = load_table(f"{language}/promises.toml")
    return Promises(
        verbs=_cues(table["verbs"]),
        adjectives=_cues(table["adjectives"]),
        nouns=_cues(table["nouns"]),
        words={name: frozenset(words) for name, words in table["words"].items()},
    )


def _cues(entries: list[dict[str, Any]]) -> dict[str, Cue]:
    out: dict[str, Cue] = {}
    for entry in entries:
        strength = entry.get("strength", "firm")
        if entry["kind"] not in get_args(CommitmentKind) or strength not in get_args(Strength):
            raise LexiconError(f"promises.toml: unknown kind or strength in {entry}")
        cue = Cue(
            entry["kind"],
            strength,
            frozenset(entry["opens"]),
            alone=entry.get("alone"),
            things=frozenset(entry.get("things", ())),
            courteous=entry.get("courteous", False),
            about=entry.get("about", False),
            owed=entry.get("owed", False),
            paper=entry.get("paper", False),
            owned=entry.get("owned", False),
            dated=entry.get("dated", False),
            manner=frozenset(entry.get("manner", ())),
        )
        out.update(dict.fromkeys(entry["words"], cue))
    return out
