"""Building blocks of the time patterns, made from the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.lexicon.dates import DateWords

YEAR = r"(?P<year>(?:1\d|20)\d\d)(?![\d%]|[.,]\d|(?<=00)s)"
BC = r"(?P<bc>\d{1,4})\s?(?:BCE?\b|B\.\s?C\.(?:\s?E\.)?|B\.C\b)"
YEARISH = rf"(?:A\.?D\.?\s)?(?:{BC}|{YEAR})(?:\s(?:AD|CE)\b)?"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
LAST_DAY = r"(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
RANGE = r"(?:\s?[-–—]\s?|\s(?:to|through|until)\s)"


_NO_ADJECTIVE = (
    "of",
    "and",
    "or",
    "to",
    "in",
    "per",
    "the",
    "percent",
    "from",
    "for",
    "by",
    "on",
    "at",
    "with",
    "than",
)


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; blanks match any one white-space character.

    >>> any_of(["last", "the last"])
    '(?:the\\\\slast|last)'
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("\\ ", r"\s") for w in ordered) + ")"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Named pieces of pattern; each holds at most the named groups that its name suggests."""

    month: str
    weekday: str
    any_weekday: str
    weekday_lead: str
    season: str
    unit: str
    number: str
    ordinal: str
    link: str
    edge: str
    about: str
    between: str
    day_part: str
    zone: str
    container: str


def build_blocks(words: DateWords) -> Blocks:
    """The pieces for one language."""
    full_months = [m for m in words.months if len(m) > 3 or m == "may"]
    short_months = [m for m in words.months if m not in full_months or m == "sept"]
    full_days = [d for d in words.weekdays if d.endswith("day")]
    short_days = [d for d in words.weekdays if not d.endswith("day")]
    tens = any_of(w for w, n in words.numbers.items() if n >= 20 and n < 100)
    ones = any_of(w for w, n in words.numbers.items() if 0 < n < 10 and len(w) > 2)
    single = any_of([*words.numbers, *words.vague_numbers])
    link = any_of(words.links)
    adjective = rf"(?!{any_of([*_NO_ADJECTIVE, *words.numbers])}\b)[a-z]{{2,12}}(?<!s)"
    years = rf"(?:(?P<of_link>{link}|the|the\snew)\syear)"
    return Blocks(
        month=rf"(?P<month>{any_of(full_months)}|{any_of(short_months)}\b\.?)",
        weekday=rf"(?P<weekday>{any_of(full_days)})",
        any_weekday=any_of(full_days),
        weekday_lead=rf"(?:(?P<weekday>{any_of(full_days)}|{any_of(short_days)}\.?),?[^\S\n](?:the\s)?)?",
        season=rf"(?P<season>{any_of(words.seasons)})",
        unit=rf"(?P<unit>{any_of(words.units)})(?P<plural>s?)\b",
        number=rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{tens}(?:[-\s]{ones})?|{single})(?P<half>\sand\s(?:a\s)?half)?",
        ordinal=rf"(?P<ordinal>{any_of(words.ordinals)}|[1-9]\d?(?:st|nd|rd|th))",
        link=rf"(?P<link>{link})",
        edge=rf"(?:(?P<edge>{any_of(words.edges)})[-\s](?:the\s)?)?",
        about=rf"(?:{any_of(words.about)}\s)*",
        between=rf"(?:{any_of(words.between)}\s|{adjective}[^\S\n](?=\w+s\b))?",
        day_part=rf"(?P<part>{any_of(words.day_parts)})",
        zone=rf"(?:\s\(?(?P<zone>{any_of(words.zones)}))?",
        container=rf"(?:,?\s(?:(?:of|in)\s)?(?:the\syear\s)?(?:{YEARISH}|{years}))",
    )
