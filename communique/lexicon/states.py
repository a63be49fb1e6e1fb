"""States and organisations of states: how texts name them, what their people and capitals are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.errors import LexiconError
from communique.lexicon.toml import load_table

PlaceKind = Literal["name", "demonym", "seat", "igo", "igo_body", "nobody"]

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}\Z")
_HOST = re.compile(r"^\w+://")
_SOLD = frozenset(
    {"ai", "cc", "co", "fm", "gg", "io", "ly", "me", "nu", "pw", "re", "sc", "sh", "tk", "to", "tv", "vc", "ws"}
)
"""Domains of states that mostly others use."""
_GOVERNMENTS = frozenset({"gov", "gob", "gouv", "gub", "gv", "go", "govt", "gc", "admin", "mil"})
_KEY = 2
_BEFORE = 12  # characters


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One wording and what it stands for. `code`: alpha-3 of a state, usual abbreviation of an IGO, "" for nobody."""

    words: str
    code: str
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class States:
    """All wordings, ready to be matched against a text. `seats`: {code: capital}, of states with one seat of power;
    `wholes`: {organ: the organisation that it belongs to}; `forms`: {"Kingdom": codes of those called so for short};
    `regions`: {code: words before its name that make it a part of the world}.
    """

    titles: dict[str, str]
    igo_codes: frozenset[str]
    seats: dict[str, str]
    wholes: dict[str, str]
    forms: dict[str, frozenset[str]]
    regions: dict[str, frozenset[str]]
    _by_prefix: dict[str, tuple[PlaceName, ...]]

    def match_at(self, text: str, start: int) -> PlaceName | None:
        """The longest wording that begins at `start` and ends at a word's end; typographic apostrophes count as plain.

        >>> load_states().match_at("of South Sudan.", 3).code
        'SSD'
        """
        for name in self._by_prefix.get(text[start : start + _KEY], ()):
            end = start + len(name.words)
            piece = text[start:end]
            if piece != name.words and piece.replace("’", "'") != name.words:
                continue
            if name.code in self.regions and self._is_region(name.code, text[max(0, start - _BEFORE) : start]):
                continue
            if end >= len(text) or not (text[end].isalnum() or text[end] == "$"):  # "US$5 million" is a sum
                return name
        return None

    def _is_region(self, code: str, before: str) -> bool:
        """ "Latin America" is no state."""
        words = before.replace("-", " ").split()
        return bool(words) and before[-1] in " -" and words[-1] in self.regions[code]


@cache
def load_states(language: str = "en") -> States:
    """States and IGOs. The wordings are English whatever the `language`. Raises: LexiconError."""
    names: dict[str, PlaceName] = {}
    titles: dict[str, str] = {}
    capitals: dict[str, str] = {}
    table, igos = load_table("states.toml"), load_table("igos.toml")["igos"]
    states = table["states"]
    forms = {word: frozenset(codes) for word, codes in table["forms"].items()}
    for code, entry in states.items():
        _take(names, code, entry, {"names": "name", "demonyms": "demonym", "seats": "seat"})
        titles[code] = entry["names"][0]
        if len(entry.get("seats", ())) == 1:
            capitals[code] = entry["seats"][0]
    wholes = {code: entry.pop("whole") for code, entry in igos.items() if "whole" in entry}
    for code, entry in igos.items():
        _take(names, code, entry, {"names": "igo", "bodies": "igo_body", "seats": "seat"})
        titles.setdefault(code, entry["names"][0])
    for words in table["nobody"]:
        names[words] = PlaceName(words, "", "nobody")
    by_prefix: dict[str, list[PlaceName]] = {}
    for name in sorted(names.values(), key=lambda n: -len(n.words)):
        by_prefix.setdefault(name.words[:_KEY], []).append(name)
    prefixes = {key: tuple(value) for key, value in by_prefix.items()}
    regions = {code: frozenset(words) for code, words in table["regions"].items()}
    return States(titles, frozenset(igos), capitals, wholes, forms, regions, prefixes)


def _take(names: dict[str, PlaceName], code: str, entry: dict[str, list[str]], kinds: dict[str, PlaceKind]) -> None:
    if not _CODE.match(code) or set(entry) - set(kinds) or not entry.get("names"):
        raise LexiconError(f"states: bad entry {code}: {entry}")
    for key, kind in kinds.items():
        for words in entry.get(key, ()):
            if words in names:
                raise LexiconError(f"states: {words!r} stands for {names[words].code} and {code}")
            names[words] = PlaceName(words, code, kind)


@dataclass(frozen=True, slots=True)
class StateCode:
    """What others call a state: ISO 3166-1 alpha-2 and its number in the Correlates of War; None where it has none."""

    alpha2: str | None
    cow: int | None


def government_of(address: str) -> str | None:
    """Alpha-3 of the state in whose government's domain an address stands, or None.

    >>> government_of("https://www.gov.uk/news"), government_of("mid.gov.kz"), government_of("https://news.example")
    ('GBR', 'KAZ', None)
    """
    labels = _labels(address)
    if labels[-1] in ("gov", "mil"):
        return "USA" if len(labels) > 1 else None
    if len(labels) > 1 and labels[-2] in _GOVERNMENTS:
        return _by_domain().get(labels[-1])
    return None


def country_of(address: str) -> str | None:
    """Alpha-3 of the state in whose domain an address stands, or None; a domain that is sold to the world tells none.

    >>> country_of("https://www.helsinki-news.fi/a"), country_of("news.co.uk"), country_of("news.tv")
    ('FIN', 'GBR', None)
    """
    labels = _labels(address)
    return None if len(labels) < 2 or labels[-1] in _SOLD else _by_domain().get(labels[-1])


def _labels(address: str) -> list[str]:
    """The parts of the host of an address."""
    return _HOST.sub("", address).split("/")[0].split(":")[0].lower().split(".")


@cache
def _by_domain() -> dict[str, str]:
    """{domain of a country: alpha-3}"""
    codes = {c.alpha2.lower(): code for code, c in load_state_codes().items() if c.alpha2}
    return codes | {"uk": "GBR"}


def load_state_codes() -> dict[str, StateCode]:
    """Codes by alpha-3. Raises: LexiconError."""
    table = load_table("codes.toml")["codes"]
    return {code: StateCode(entry.get("alpha2"), entry.get("cow")) for code, entry in table.items()}
