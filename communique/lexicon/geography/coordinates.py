"""Latitude and longitude of states, for maps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.errors import LexiconError
from communique.lexicon.toml import load_table


@cache
def load_coordinates() -> Mapping[str, tuple[float, float]]:
    """Degrees north and east by alpha-3 code. Raises: LexiconError.

    >>> load_coordinates()["BLR"]
    (53.5, 28.0)
    """
    found: dict[str, tuple[float, float]] = {}
    for code, (north, east) in load_table("geography/coordinates.toml")["states"].items():
        if not (-90 <= north <= 90 and -180 <= east <= 180):
            raise LexiconError(f"coordinates: {code} lies at {north}, {east}")
        found[code] = (float(north), float(east))
    return found
