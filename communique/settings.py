"""One frozen Settings, built once and then passed; nothing happens on import.

Order: flag > environment `COMMUNIQUE_*` > `./communique.toml` > the user's `communique.toml` > default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from communique.errors import SettingsError

FILE = "communique.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the house works.

    `jobs`: processes that read at once; `strict`: a refused page is a failure (exit code 1);
    `trained`: the trained reader stands beside the rules (more reported speech, twice the time);
    `db`: the archive, an SQLite file or a postgresql:// URL.
    """

    jobs: int = 1
    strict: bool = False
    trained: bool = False
    db: str = "communique.db"

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise SettingsError(f"jobs is {self.jobs}: give at least 1")


def load_settings(flags: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Settings:
    """Settings from flags (None = not given), environment and the two files. Raises: SettingsError."""
    home = Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/")) / ".config")
    values: dict[str, Any] = {}
    for file in (home / "communique" / FILE, folder / FILE):
        values |= _read_file(file)
    for field in fields(Settings):
        name = f"COMMUNIQUE_{field.name.upper()}"
        if name in environment:
            values[field.name] = _from_word(name, environment[name], field.name)
    values |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**values)


def _read_file(file: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    kinds = {"jobs": int, "strict": bool, "trained": bool, "db": str}
    for key, value in table.items():
        if key not in kinds:
            raise SettingsError(f"{file}: no setting is called {key!r}; there are {', '.join(kinds)}")
        if type(value) is not kinds[key]:
            raise SettingsError(f"{file}: {key} is {value!r}, expected {kinds[key].__name__}")
    return table


def _from_word(name: str, word: str, field: str) -> int | bool | str:
    if field == "db":
        return word
    if field in ("strict", "trained"):
        truths = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
        if word.lower() not in truths:
            raise SettingsError(f"{name} is {word!r}, expected 1 or 0")
        return truths[word.lower()]
    if not word.isdecimal():
        raise SettingsError(f"{name} is {word!r}, expected a whole number")
    return int(word)
