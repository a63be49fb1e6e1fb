"""Read one data file of ours and insist on its source line."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from communique.errors import LexiconError


def load_table(name: str) -> dict[str, Any]:
    """The TOML file `communique/lexicon/<name>`, e.g. "en/speech.toml".

    Every file opens with `source` and `licence` keys.

    Raises: LexiconError when the file is missing, broken or lacks them.
    """
    try:
        raw = files("communique.lexicon").joinpath(name).read_bytes()
        table = tomllib.loads(raw.decode("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon file {name}: {error}") from error
    for key in ("source", "licence"):
        if not isinstance(table.get(key), str):
            raise LexiconError(f"lexicon file {name} has no {key!r} line")
    return table
