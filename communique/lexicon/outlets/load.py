"""Outlets: where they list their articles, and hints for cleaning their pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from communique.errors import LexiconError
from communique.lexicon.toml import load_table

ListKind = Literal["feed", "sitemap", "index"]
OutletKind = Literal["agency", "newspaper", "magazine", "broadcaster", "ministry", "office", "igo"]


@dataclass(frozen=True, slots=True)
class Validity:
    """From the first day to the last, both included; None = not known. `checked`: who saw it to be so."""

    valid_from: date | None = None
    valid_until: date | None = None
    checked: str | None = None
    unverified: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether nothing speaks against it on a day: facts from before `valid_from` may well have held, too."""
        return self.valid_until is None or day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of an outlet's articles."""

    address: str
    kind: ListKind
    about: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`article_path` matches the path of an article's address; a paragraph that one of `drop` matches whole is none."""

    article_path: re.Pattern[str] | None
    drop: tuple[re.Pattern[str], ...]
    validity: Validity

    def is_article(self, path: str) -> bool:
        """Whether a path is surely an article's; False says nothing."""
        return self.article_path is not None and self.article_path.search(path) is not None

    def drops(self, paragraph: str) -> bool:
        return any(pattern.fullmatch(paragraph) for pattern in self.drop)


@dataclass(frozen=True, slots=True)
class Outlet:
    """`slug`: name of its file; `state`: alpha-3 code of the state it is of, a body's code (UN, EU), or "".

    `is_alone`: everything on its hosts is its own.
    """

    slug: str
    name: str
    home: str
    state: str
    kind: OutletKind
    language: str
    hosts: tuple[str, ...]
    terms: str
    is_alone: bool
    feeds: tuple[Feed, ...]
    cleaning: Cleaning | None = None

    def feeds_on(self, day: date) -> tuple[Feed, ...]:
        """The feeds that are not known to be gone on a day."""
        return tuple(feed for feed in self.feeds if feed.validity.holds_on(day))


@cache
def load_outlets() -> Mapping[str, Outlet]:
    """All outlets by slug; loaded once a process. Raises: LexiconError."""
    names = sorted(file.name for file in files("communique.lexicon.outlets").iterdir() if file.name.endswith(".toml"))
    return {name.removesuffix(".toml"): _load(name) for name in names}


def outlet_of(address: str | None) -> Outlet | None:
    """The outlet on whose host an address is; None when it is none of ours."""
    try:
        host = (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return _by_host().get(host)


@cache
def _by_host() -> Mapping[str, Outlet]:
    return {host: outlet for outlet in load_outlets().values() for host in outlet.hosts}


def _load(name: str) -> Outlet:
    table = load_table(f"outlets/{name}")
    try:
        if table["kind"] not in get_args(OutletKind):
            raise ValueError(f"no kind of outlet is called {table['kind']!r}")
        return Outlet(
            slug=name.removesuffix(".toml"),
            name=str(table["name"]),
            home=str(table["home"]),
            state=str(table["state"]),
            kind=table["kind"],
            language=str(table["language"]),
            hosts=tuple(str(host) for host in table["hosts"]),
            terms=str(table["terms"]),
            is_alone=not table.get("shares_host", False),
            feeds=tuple(_feed(feed) for feed in table["feeds"]),
            cleaning=_cleaning(table["cleaning"]) if "cleaning" in table else None,
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise LexiconError(f"lexicon file outlets/{name}: {error!r}") from error


def _feed(table: Mapping[str, Any]) -> Feed:
    if table["kind"] not in get_args(ListKind):
        raise ValueError(f"no kind of list is called {table['kind']!r}")
    return Feed(str(table["address"]), table["kind"], str(table["about"]), _validity(table))


def _cleaning(table: Mapping[str, Any]) -> Cleaning:
    path = table.get("article_path")
    drop = tuple(re.compile(pattern) for pattern in table.get("drop", ()))
    return Cleaning(re.compile(path) if path else None, drop, _validity(table))


def _validity(table: Mapping[str, Any]) -> Validity:
    checked = table.get("checked")
    if not checked and not table.get("unverified"):
        raise ValueError("neither checked nor marked as unverified")
    first, last = table.get("valid_from"), table.get("valid_until")
    if not all(day is None or type(day) is date for day in (first, last)):
        raise ValueError("valid_from and valid_until are dates")
    return Validity(first, last, checked, bool(table.get("unverified")))
