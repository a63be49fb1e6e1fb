"""One frozen Settings, built once and then passed; nothing happens on import.

Order: flag > environment `COMMUNIQUE_*` > `./communique.toml` > the user's `communique.toml` > default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from communique.errors import SettingsError

FILE = "communique.toml"
# Where articles are sent and which private addresses are reached is never said by a folder that somebody else made.
OWN = ("llm_url", "allow_networks", "allow_ports", "proxy")
_LIST = tuple[str, ...]
_TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the house works.

    `jobs`: processes that read at once; `strict`: a refused page is a failure (exit code 1);
    `trained`: the trained reader stands beside the rules (more reported speech; takes longer);
    `db`: the archive, an SQLite file or a postgresql:// URL.

    Of fetching: `contact`: an e-mail or web address that hosts can turn to, told in the user agent; `pause_s`: seconds
    between two requests to one host; `cache`: folder of the HTTP cache ("" = the user's cache folder); `proxy`: http://
    URL of a proxy (the variables HTTP_PROXY and so on are not looked at); `allow_networks`: networks beside the public
    internet that may be fetched from ("192.168.7.0/24"); `allow_ports`: ports beside 80 and 443 ("8080", "8000-8999").

    Of sources: `fetch_s`: seconds that one page may take; `refresh_s`: seconds between two looks at a source;
    `retry_s`: seconds until the first new try after a failure, longer ones follow; `warc`: folder that every fetched
    page is also written to, as WARC ("" = none); `disk_mb`: megabytes that archive and WARC folder may take, beyond
    which nothing is fetched (0 = no limit).

    Of alerts: `smtp`: the mail server, smtp://user:password@host:port or smtps://...; `mail_from`: the sender's
    address; `webhook_secret`: what webhooks are signed with.

    Of the language model that proposes findings: `llm_url`: an OpenAI-compatible endpoint, what stands before
    /chat/completions ("" = none); `llm_model`: the model's name there; `llm_s`: seconds that one question may take.
    Its key is COMMUNIQUE_LLM_KEY in the environment, and no setting, so that it is in no file.
    """

    jobs: int = 1
    strict: bool = False
    trained: bool = False
    db: str = "communique.db"
    contact: str = ""
    pause_s: float = 2.0
    cache: str = ""
    proxy: str = ""
    allow_networks: tuple[str, ...] = ()
    allow_ports: tuple[str, ...] = ()
    fetch_s: float = 60.0
    refresh_s: int = 1800
    retry_s: float = 60.0
    warc: str = ""
    disk_mb: int = 0
    smtp: str = ""
    mail_from: str = ""
    webhook_secret: str = ""
    llm_url: str = ""
    llm_model: str = ""
    llm_s: float = 120.0

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise SettingsError(f"jobs is {self.jobs}: give at least 1")
        if not 0 <= self.pause_s <= 3600:
            raise SettingsError(f"pause_s is {self.pause_s}: give seconds from 0 to 3600")
        if not 0 < self.fetch_s <= 3600:
            raise SettingsError(f"fetch_s is {self.fetch_s}: give seconds up to 3600")
        if self.smtp and not self.smtp.startswith(("smtp://", "smtps://")):
            raise SettingsError("smtp: expected smtp://host:port or smtps://host:port")
        if not 0 < self.llm_s <= 3600:
            raise SettingsError(f"llm_s is {self.llm_s}: give seconds up to 3600")
        if self.refresh_s < 1 or self.retry_s < 0 or self.disk_mb < 0:
            raise SettingsError("refresh_s, retry_s and disk_mb: give no less than 1, 0 and 0")


def load_settings(flags: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Settings:
    """Settings from flags (None = not given), environment and the two files. Raises: SettingsError."""
    kinds = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for file in settings_files(environment, folder):
        values |= _read_file(file, kinds, is_folders=file.parent == folder)
    for field in fields(Settings):
        name = f"COMMUNIQUE_{field.name.upper()}"
        if name in environment:
            values[field.name] = _from_word(name, environment[name], kinds[field.name])
    values |= {name: value for name, value in flags.items() if value is not None}
    return Settings(**values)


def settings_files(environment: Mapping[str, str], folder: Path) -> tuple[Path, Path]:
    """The user's file and that of the folder, which wins; neither need be there."""
    home = Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/")) / ".config")
    return home / "communique" / FILE, folder / FILE


def find_origins(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Where each setting is said: a variable, a file, or "default". Raises: SettingsError."""
    kinds = get_type_hints(Settings)
    origins = {field.name: "default" for field in fields(Settings)}
    for file in settings_files(environment, folder):
        origins |= dict.fromkeys(_read_file(file, kinds, is_folders=file.parent == folder), str(file))
    for name in origins:
        if (variable := f"COMMUNIQUE_{name.upper()}") in environment:
            origins[name] = variable
    return origins


def _read_file(file: Path, kinds: Mapping[str, Any], *, is_folders: bool) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    for key, value in table.items():
        if key not in kinds:
            raise SettingsError(f"{file}: no setting is called {key!r}; there are {', '.join(kinds)}")
        if is_folders and key in OWN and value:
            raise SettingsError(f"{file}: {key} is for your own {FILE} or COMMUNIQUE_{key.upper()}, not for a folder's")
        table[key] = _of_kind(f"{file}: {key}", value, kinds[key])
    return table


def _of_kind(name: str, value: Any, kind: Any) -> Any:
    if kind == _LIST:
        if isinstance(value, list) and all(type(item) is str for item in value):
            return tuple(value)
        raise SettingsError(f"{name} is {value!r}, expected a list of words in quotation marks")
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise SettingsError(f"{name} is {value!r}, expected {kind.__name__}")
    return value


def _from_word(name: str, word: str, kind: Any) -> Any:
    if kind is str:
        return word
    if kind == _LIST:
        return tuple(part.strip() for part in word.split(",") if part.strip())
    if kind is bool:
        if word.lower() not in _TRUTHS:
            raise SettingsError(f"{name} is {word!r}, expected 1 or 0")
        return _TRUTHS[word.lower()]
    if kind is float:
        try:
            return float(word)
        except ValueError as error:
            raise SettingsError(f"{name} is {word!r}, expected a number") from error
    if not word.isdecimal():
        raise SettingsError(f"{name} is {word!r}, expected a whole number")
    return int(word)
