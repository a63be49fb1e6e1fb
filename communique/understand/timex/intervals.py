"""TIMEX3 values <-> days: what interval a value covers, and how to step along the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

FOREVER = 10**6  # days; longer than any stated interval
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; winter ends in the next year. Source: meteorology
_DURATION = re.compile(r"P(?:T(\d+)H|(\d+)(DE|CE|[YMWDQ]))$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12]|\d\d)$")
_SPAN = {"Q": 3, "H": 6}


def find_interval(value: str) -> tuple[date | None, date | None]:
    """First and last day of a TIMEX3 DATE or TIME value; (None, None) when the value has unknown parts.

    >>> find_interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> find_interval("XXXX-10-03")
    (None, None)
    """
    if "/" in value:
        first, last = value.split("/", 1)
        return find_interval(first)[0], find_interval(last)[1]
    try:
        return _interval(value.removeprefix("FY"))
    except (ValueError, OverflowError):
        return None, None


def _interval(value: str) -> tuple[date | None, date | None]:
    if match := _DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.match(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first, date.fromisocalendar(int(match[1]), int(match[2]), 7)
    if match := _PART.match(value):
        return _part(int(match[1]), match[2])
    if value.isdigit() and len(value) <= 4:
        years = 10 ** (4 - len(value))
        first_year = int(value) * years
        return date(max(first_year, 1), 1, 1), date(first_year + years - 1, 12, 31)
    return None, None


def _part(year: int, part: str) -> tuple[date, date]:
    if part in SEASON_MONTHS:
        return months_from(year, SEASON_MONTHS[part], 3)
    if part[0] in _SPAN:
        size = _SPAN[part[0]]
        return months_from(year, (int(part[1]) - 1) * size + 1, size)
    return months_from(year, int(part), 1)


def months_from(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from a month on."""
    first = date(year, month, 1)
    return first, add_months(first, count) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parse_duration(value: str) -> tuple[int, str] | None:
    """(count, unit) of a TIMEX3 duration with a known count; units Y, M, W, D, Q, DE, CE; hours become days, rounded up.

    >>> parse_duration("P3M"), parse_duration("PT48H"), parse_duration("PXM")
    ((3, 'M'), (2, 'D'), None)
    """
    match = _DURATION.match(value)
    if match is None:
        return None
    if match[1]:
        return -(-int(match[1]) // 24), "D"
    return int(match[2]), match[3]


_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def shift(day: date, count: int, unit: str) -> date:
    """`count` units later (earlier when negative). Raises: OverflowError, ValueError outside the years 1 to 9999."""
    if unit in _MONTHS:
        return add_months(day, count * _MONTHS[unit])
    return day + timedelta(days=count * (7 if unit == "W" else 1))


def length_days(first: date | None, last: date | None) -> int:
    """Days in the interval, `FOREVER` when an end is open."""
    return FOREVER if first is None or last is None else (last - first).days + 1
