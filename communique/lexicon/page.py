"""PageWords: how pages word what stands around an article, and which words make a text English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.errors import LexiconError
from communique.lexicon.toml import load_table

_STRONG, _WEAK = 2, 1


@dataclass(frozen=True, slots=True)
class Topic:
    """What a kind of furniture talks about."""

    name: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]

    def points(self, text: str) -> int:
        """Two for each strong phrase and one for each weak one that occurs; a phrase counts once."""
        strong = {m.lower() for m in self.strong.findall(text)}
        weak = {m.lower() for m in self.weak.findall(text)}
        return _STRONG * len(strong) + _WEAK * len(weak - set(" ".join(strong).split()))


@dataclass(frozen=True, slots=True)
class PageWords:
    """Word lists of `page.toml`; sets hold lower case, patterns match whole words in any case."""

    sections: frozenset[str]
    navigation: frozenset[str]
    share: frozenset[str]
    related: frozenset[str]
    related_with_subject: re.Pattern[str]
    talk: re.Pattern[str]
    talk_headings: re.Pattern[str]
    talk_ages: re.Pattern[str]
    more: frozenset[str]
    author_boxes: re.Pattern[str]
    markers: frozenset[str]
    counters: re.Pattern[str]
    labels: re.Pattern[str]
    credits: re.Pattern[str]
    byline_openers: re.Pattern[str]
    byline_roles: re.Pattern[str]
    published_openers: re.Pattern[str]
    updated_openers: re.Pattern[str]
    months: dict[str, int]
    months_elsewhere: dict[str, int]
    date_company: frozenset[str]
    caption_openers: re.Pattern[str]
    caption_labels: re.Pattern[str]
    caption_endings: re.Pattern[str]
    agencies: re.Pattern[str]
    agency_credits: re.Pattern[str]
    topics: tuple[Topic, ...]
    gate: Topic
    paywall: re.Pattern[str]
    subscribe: re.Pattern[str]
    consent: re.Pattern[str]
    site_voice: re.Pattern[str]
    reader_voice: re.Pattern[str]
    imperatives: re.Pattern[str]
    english: frozenset[str]
    menus: frozenset[str]  # entries of `navigation`, `sections` and `share`


def load_page(language: str = "en") -> PageWords:
    """The page words of a language. Raises: LexiconError."""
    name = f"{language}/page.toml"
    table = load_table(name)
    try:
        return _build(table)
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"lexicon file {name}: {error!r}") from error


def _build(table: dict[str, Any]) -> PageWords:
    date, caption, byline, voice = table["date"], table["caption"], table["byline"], table["voice"]
    topics = {
        name: Topic(name, _any_of(_both(t, "strong")), _any_of(_both(t, "weak"))) for name, t in table["topics"].items()
    }
    gate = topics.pop("gate")
    sections, navigation, share = (frozenset(_both(table, name)) for name in ("sections", "navigation", "share"))
    return PageWords(
        sections=sections,
        navigation=navigation,
        share=share,
        menus=sections | navigation | share,
        related=frozenset(_both(table, "related")),
        related_with_subject=_opening(table["related_with_subject"]),
        talk=re.compile(
            rf"^{_alternatives(_both(table, 'talk_openers'))}\b|\b{_alternatives(table['talk_endings'])}\s*:?$", re.I
        ),
        talk_headings=re.compile(rf"^\W*(?:\d+\s+)?{_alternatives(_both(table, 'talk_headings'))}\W*\d*\W*$", re.I),
        talk_ages=re.compile(
            rf"^\W*(?:\d+ {_alternatives(_both(table, 'talk_ages'))}\b|{_alternatives(table['talk_since'])} \d+ \w+$)",
            re.I,
        ),
        more=frozenset(_both(table, "more")),
        author_boxes=_author_box(table["author_boxes"], table["about"]),
        markers=frozenset(_both(table, "markers")),
        counters=_counting(table["gallery"]["counted"], table["gallery"]["among"]),
        labels=_opening(_both(table, "labels"), needs_colon=True),
        credits=_any_of(table["credits"]),
        byline_openers=_opening(byline["openers"]),
        byline_roles=_any_of(byline["roles"]),
        published_openers=_opening(_both(date, "published")),
        updated_openers=_opening(_both(date, "updated")),
        months={str(k): int(v) for k, v in date["months"].items()},
        months_elsewhere={str(name): n for row in date["months_elsewhere"] for n, name in enumerate(row, 1)},
        date_company=frozenset(date["company"]) | frozenset(date["weekdays"]),
        caption_openers=_opening(_both(caption, "openers"), needs_colon=True),
        caption_labels=_opening(caption["labels"]),
        caption_endings=re.compile(rf"\b{_alternatives(caption['endings'])}\W*$", re.I),
        agencies=_any_of(caption["agencies"]),
        agency_credits=re.compile(
            rf"(?<![\w-]){_alternatives(caption['agencies'])}\s?/\s?[A-Z][^/|.]{{1,40}}\.?\s*$", re.I
        ),
        topics=tuple(topics.values()),
        gate=gate,
        paywall=_any_of(table["walls"]["cut"]),
        subscribe=_any_of(table["walls"]["invitation"]),
        consent=_any_of(table["walls"]["consent"]),
        site_voice=_any_of(_both(voice, "site")),
        reader_voice=_any_of(_both(voice, "reader")),
        imperatives=re.compile(rf"(?:^|[.!?:;]\s+){_alternatives(_both(voice, 'imperatives'))}\b", re.I),
        english=frozenset(table["english"]["words"]),
    )


@cache
def load_datelines() -> frozenset[str]:
    """Towns that agencies report from, besides the capitals of the table of states. Raises: LexiconError."""
    return frozenset(load_table("en/page.toml")["datelines"])


def _both(table: dict[str, Any], name: str) -> list[str]:
    """The words of English pages and those of pages in other languages, on which English articles stand, too."""
    return [*table[name], *table.get(f"{name}_elsewhere", ())]


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in longest_first) + ")"


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_alternatives(words)}(?![\w-])", re.I)


def _opening(words: Iterable[str], *, needs_colon: bool = False) -> re.Pattern[str]:
    end = r"\s*[:：]\s*" if needs_colon else r"(?:\s*[:：]\s*|\s+)"
    return re.compile(rf"^\W*{_alternatives(words)}{end}", re.I)


def _author_box(headings: Iterable[str], about: Iterable[str]) -> re.Pattern[str]:
    """A heading alone in its line: "About the author", or "About" before one to three capitalised words."""
    name = r"(?-i:[^\W\d_a-zß-öø-ÿа-яё][\w'’.-]*)"
    return re.compile(rf"^\W*(?:{_alternatives(headings)}|{_alternatives(about)}(?:\s+{name}){{1,3}})\W*$", re.I)


def _counting(counted: Iterable[str], among: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_alternatives(counted)}\s*)?\d+\s*(?:{_alternatives(among)}\s*)+\d+\W*$", re.I)
