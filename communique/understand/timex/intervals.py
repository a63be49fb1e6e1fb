"""TIMEX3 values <-> days: what interval a value covers, and how to step along the calendar.

Years before Christ are negative; there is no year 0.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

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
    """(count, unit) of a TIMEX3 duration with a known count; units Y, M, W, D, Q, DE, CE; hours as days, rounded up.

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


_POINT = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)|-(SP|SU|FA|WI)|-Q(\d))?")
_STEP_MONTHS = {"M": 1, "Q": 3, "Y": 12}


@dataclass(frozen=True, slots=True)
class Point:
    """A year; a month and a day when they are told; `in_week`: the first day of a week that is told."""

    year: int
    month: int | None = None
    day: int | None = None
    in_week: bool = False

    @property
    def on(self) -> date | None:
        """The day, when it is told and lies in Python's calendar."""
        if self.month is None or self.day is None or self.year < 1:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def parse_point(value: str) -> Point | None:
    """The point that a TIMEX3 value tells; of an interval its start; None without a year.

    >>> parse_point("1944-06-06"), parse_point("XXXX-10-03")
    (Point(year=1944, month=6, day=6, in_week=False), None)
    """
    match = _POINT.match(value)
    if match is None:
        return None
    year = -int(match[2]) if match[1] else int(match[2])
    if match[5] and year > 0:
        day = date.fromisocalendar(year, int(match[5]), 1)
        return Point(day.year, day.month, day.day, in_week=True)
    return Point(year, int(match[3]) if match[3] else None, int(match[4]) if match[4] else None)


def format_year(year: int) -> str:
    """ "1944", "BC0490"."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def step(point: Point, unit: str, steps: int) -> str:
    """TIMEX3 value, as exact as the unit, `steps` units from a point; X where the point does not tell enough.

    >>> step(Point(2024, 10, 3), "D", -1), step(Point(2024, 10), "D", 2), step(Point(2006, 4, 5), "W", 0)
    ('2024-10-02', '2024-10-XX', '2006-W14')
    """
    year = point.year
    if unit == "Y":
        return format_year(_add_years(year, steps))
    if unit in ("DE", "CE"):
        return _long(year, 10 if unit == "DE" else 100, steps)
    if unit in ("M", "Q"):
        return _months(point, unit, steps)
    day = point.on
    if day is None:
        known = format_year(year)
        if unit in ("W", "WE"):
            return f"{known}-WXX"
        return (
            f"{known}-{point.month:02d}-XX"
            if point.month and steps
            else f"{known}-XX-XX"
            if steps
            else format_point(point)
        )
    day = shift(day, steps, "W" if unit == "WE" else unit)
    if unit in ("W", "WE"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}{'-WE' if unit == 'WE' else ''}"
    return day.isoformat()


def format_point(point: Point) -> str:
    """The TIMEX3 value of a point."""
    month = f"-{point.month:02d}" if point.month else ""
    return format_year(point.year) + month + (f"-{point.day:02d}" if month and point.day else "")


def _months(point: Point, unit: str, steps: int) -> str:
    if point.month is None or point.year < 1:
        return f"{format_year(point.year)}-{'QX' if unit == 'Q' else 'XX'}"
    moved = add_months(date(point.year, point.month, 1), steps * _STEP_MONTHS[unit])
    return f"{moved.year:04d}-Q{(moved.month + 2) // 3}" if unit == "Q" else f"{moved.year:04d}-{moved.month:02d}"


def _long(year: int, size: int, steps: int) -> str:
    width = 3 if size == 10 else 2
    if year < 0:
        return f"BC{-year // size - steps:0{width}d}"
    return f"{year // size + steps:0{width}d}"


def _add_years(year: int, steps: int) -> int:
    """There is no year 0."""
    moved = year + steps
    if year < 0 <= moved:
        return moved + 1
    return moved - 1 if moved <= 0 < year else moved
