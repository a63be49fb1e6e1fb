"""Points on the calendar, as exact as the text tells: year, perhaps month, perhaps day; years before Christ are negative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from communique.understand.timex.intervals import add_months, shift

_POINT = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d)|-(SP|SU|FA|WI)|-Q(\d))?")
_FIRST_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_STEP_MONTHS = {"M": 1, "Q": 3, "Y": 12}


@dataclass(frozen=True, slots=True)
class Point:
    """`season` ("SU") is kept beside the month it begins in, so that it is not taken for a month that was told."""

    year: int
    month: int | None = None
    day: int | None = None

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
    (Point(year=1944, month=6, day=6), None)
    """
    match = _POINT.match(value)
    if match is None:
        return None
    year = -int(match[2]) if match[1] else int(match[2])
    if match[5] and year > 0:
        day = date.fromisocalendar(year, int(match[5]), 1)
        return Point(day.year, day.month, day.day)
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
