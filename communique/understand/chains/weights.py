"""Weights that rank what a pronoun may mean; learned by `training/pronouns.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.errors import LexiconError
from communique.lexicon.toml import load_table

SORTS = ("several", "single")


@dataclass(frozen=True, slots=True)
class PronounWeights:
    """`of`: {sort of pronoun: {feature: weight}}; `least`: how likely the best candidate must be to be taken."""

    of: dict[str, dict[str, float]]
    least: dict[str, float]


@cache
def load_weights(language: str = "en") -> PronounWeights:
    """The weights of a language, loaded once a process. Raises: LexiconError."""
    table = load_table(f"{language}/pronouns.toml")
    if set(table["least"]) != set(SORTS) or not all(table[sort] for sort in SORTS):
        raise LexiconError(f"pronouns: weights are needed for {', '.join(SORTS)} alone")
    return PronounWeights({sort: table[sort] for sort in SORTS}, table["least"])
