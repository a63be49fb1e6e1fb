"""How the record's values are said in words: dates, offices, actors, forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from communique.record.document import Published
from communique.record.finding import Actor, Office, When
from communique.record.outcome import Refusal
from communique.show.plain import plain

FORMS: Final = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
BASES: Final = {"metadata": "from the page's data", "dateline": "from the dateline", "inferred": "inferred"}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PARTS: Final = {
    "MO": "in the morning", "MI": "at noon", "AF": "in the afternoon", "EV": "in the evening", "NI": "at night",
}  # fmt: skip
_DAY: Final = re.compile(r"(\d{4}|X{4})-(\d{2})(?:-(\d{2}))?(?:T(.+))?\Z")
_DAYS: Final = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})\Z")
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})\Z")
_SEASON: Final = re.compile(r"(\d{4}|X{4})-(SP|SU|FA|WI)\Z")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS: Final = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
# What an article leaves open. Source: `communique/understand/timex/resolve.py`, the values of what stays unsettled.
OPEN: Final = {
    **{f"XXXX-WXX-{number}": f"a {name}, week unknown" for number, name in enumerate(WEEKDAYS, 1)},
    "XXXX-WXX-WE": "a weekend, week unknown", "XXXX-WXX": "a week, unknown which", "XXXX-XX": "a month, unknown which",
    "XXXX-QX": "a quarter, unknown which", "XXXX-XX-XX": "a day, unknown which", "XXXX": "a year, unknown which",
}  # fmt: skip


def count(number: int, one: str, many: str | None = None) -> str:
    """'1 event', '2 events'.

    >>> count(2, "commitment")
    '2 commitments'
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def score(value: float) -> str:
    """A PLOVER score with its sign, as it is printed.

    >>> score(2.5), score(-9.0), score(0.0)
    ('+2.5', '\u22129', '0')
    """
    return f"{value:+g}".replace("-", "\u2212") if value else "0"


def day(on: date) -> str:
    """'3 October 2024'."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def timex(value: str) -> str:
    """A TIMEX3 value as people write it, where that is shorter than the value; else the value.

    >>> timex("2024-10-03"), timex("2024-05"), timex("XXXX-10-03"), timex("P3M"), timex("2024-10-03TAF")
    ('3 October 2024', 'May 2024', '3 October, year unknown', 'P3M', '3 October 2024 in the afternoon')
    >>> timex("2027-W40"), timex("XXXX-WXX-6"), timex("XXXX-SP"), timex("2028-06-14/2028-06-16")
    ('week of 4 October 2027', 'a Saturday, week unknown', 'spring, year unknown', '14–16 June 2028')
    """
    if value in OPEN:
        return OPEN[value]
    if (words := _days(value)) is not None:
        return words
    if season := _SEASON.match(value):
        return SEASONS[season[2]] + (", year unknown" if season[1] == "XXXX" else f" {season[1]}")
    match = _DAY.match(value)
    if match is None or not 1 <= int(match[2]) <= 12:
        return plain(value)
    year, month, number, clock = match.groups()
    words = f"{int(number)} {MONTHS[int(month) - 1]}" if number else MONTHS[int(month) - 1]
    words += ", year unknown" if year == "XXXX" else f" {year}"
    if clock in PARTS:
        return f"{words} {PARTS[clock]}"
    return f"{words}, {plain(clock)}" if clock else words


def _days(value: str) -> str | None:
    """A week by its Monday, two days as `span` has them; None for other values and for days that are none."""
    try:
        if week := _WEEK.match(value):
            return f"week of {day(date.fromisocalendar(int(week[1]), int(week[2]), 1))}"
        if days := _DAYS.match(value):
            return span(date.fromisoformat(days[1]), date.fromisoformat(days[2]))
    except ValueError:
        pass
    return None


def when(moment: When) -> str:
    """The time in words, with its last day where the value alone does not show it."""
    words = timex(moment.value)
    is_code = words == plain(moment.value) and not words.isdecimal()
    if is_code and moment.from_on and moment.to_on and moment.from_on != moment.to_on:
        return f"{words} ({day(moment.from_on)} to {day(moment.to_on)})"
    return words


ORDINALS: Final = ("first", "second", "third", "fourth")
CLOCKS: Final = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}


def period(moment: When) -> str:
    """The time for readers, who need no TIMEX3 value: "14–16 June 2028", "second quarter of 2028"."""
    words, first, last = when(moment), moment.from_on, moment.to_on
    value = moment.value
    if value[4:6] == "-Q" and value[6:7] in "1234":
        return f"{ORDINALS[int(value[6]) - 1]} quarter of {value[:4]}"
    if value[-2:] in CLOCKS and value[-3:-2] == "T":
        return f"{timex(value[:-3])}, {CLOCKS[value[-2:]]}"
    if first and last and words != timex(value):
        return span(first, last)
    return words


def span(first: date, last: date) -> str:
    """Two days as people write them.

    >>> span(date(2028, 6, 14), date(2028, 6, 16)), span(date(2028, 6, 14), date(2028, 7, 1))
    ('14–16 June 2028', '14 June – 1 July 2028')
    """
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}" if first != last else day(last)
    begins = day(first) if first.year != last.year else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begins} – {day(last)}"


def published(value: Published | None) -> str:
    """'Published 3 October 2024 (inferred from 3 dated clues)'."""
    if value is None:
        return "Date of publication not stated, and not settled by the text"
    basis = BASES[value.basis]
    if value.basis == "inferred" and value.evidence:
        basis += f" from {count(len(value.evidence), 'dated clue')}"
    return f"Published {timex(value.value)} ({basis})"


def office(held: Office, states: dict[str, str]) -> str:
    """'president of Belarus (head of state)', with the tenure when it is not the incumbent's."""
    title = plain(held.title)
    of = states.get(held.of or "", held.of or "")
    if of and of.casefold() not in title.casefold():
        title += f", {of}"
    role = "" if held.role == "other" else held.role.replace("_", " ")
    extra = ", ".join(word for word in (role, held.tenure if held.tenure != "incumbent" else "") if word)
    return f"{title} ({extra})" if extra and extra.casefold() != title.casefold() else title


def names(ids: Iterable[str], actors: dict[str, Actor]) -> str:
    """'Azerbaijan, Ilham Aliyev'; 'nobody named' for none."""
    return ", ".join(plain(actors[i].name) if i in actors else plain(i) for i in ids) or "nobody named"


def refusal_line(refusal: Refusal) -> str:
    """'page.html: clean: no_article: the page holds no running text'."""
    return plain(f"{refusal.page}: {refusal.stage}: {refusal.reason}: {refusal.detail}")
