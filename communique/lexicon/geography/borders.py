"""Which states share a border on land."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.errors import LexiconError
from communique.lexicon.toml import load_table


@cache
def load_borders() -> Mapping[str, frozenset[str]]:
    """The alpha-3 codes of the states that each state borders on land, by its alpha-3 code. Raises: LexiconError.

    >>> sorted(load_borders()["PRT"])
    ['ESP']
    """
    found = {code: frozenset(others) for code, others in load_table("geography/borders.toml")["borders"].items()}
    for code, others in found.items():
        if one_sided := [other for other in others if code not in found.get(other, ())]:
            raise LexiconError(f"borders: {code} borders {one_sided[0]}, but not the other way round")
    return found
