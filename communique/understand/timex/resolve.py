"""Form + anchors -> TIMEX3 value. What the anchors do not settle stays X."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from communique.understand.timex.forms import Form
from communique.understand.timex.intervals import (
    Point,
    add_months,
    find_interval,
    format_point,
    format_year,
    parse_point,
    step,
)

# A day and month this close to the article is meant, whatever the tense; just past, it is not the one of next year.
CLOSE_DAYS, JUST_PAST_DAYS = 10, 45
NEAR_DAYS, FAR_DAYS = 14, 60  # "3/10/2024": one reading within two weeks of the article, the other two months off


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a form may be resolved against.

    `published`: the day of the article. `told`: the time last told in the text, with `told_is_published` until the text
    has told one. `narrative`: history told long after, in which months belong to the year last told. `toward`: -1 the
    verb looks back, 1 ahead, 0 not told.
    """

    published: date | None
    told: Point | None
    narrative: bool = False
    told_is_published: bool = False
    toward: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`anchor` as in `When.anchor`; `why` tells what stayed open."""

    value: str
    anchor: str | None = None
    why: str | None = None


def resolve(form: Form, anchors: Anchors) -> Answer:
    """The value of a form, as far as the anchors settle it."""
    if form.value:
        return Answer(form.value)
    if form.other_day is not None:
        return _two_readings(form, anchors)
    if form.unit:
        return _with_clock(_step(form, anchors), form.clock)
    if form.of is not None:
        outer = _step(form.of, anchors)
        point = parse_point(outer.value)
        year = format_year(point.year) if point else "XXXX"
        return Answer(_calendar(form, year), outer.anchor, outer.why)
    if form.year is not None:
        return Answer(_calendar(form, format_year(form.year)))
    if form.weekday is not None and form.month is None:
        return _with_clock(_weekday(form, anchors), form.clock)
    if form.month is not None or form.part:
        return _yearless(form, anchors)
    return _clock_alone(form, anchors)


def _calendar(form: Form, year: str) -> str:
    """Value of the parts that a form names in a year that may be "XXXX"."""
    if form.part.startswith("E"):
        return _easter_value(year, form.part)
    if form.month is None:
        return f"{year}-{form.part}" if form.part else year
    if form.part.startswith("W"):
        return _week_of_month(year, form.month, int(form.part[1:]))
    if form.day is None:
        return f"{year}-{form.month:02d}"
    first = f"{year}-{form.month:02d}-{form.day:02d}"
    if form.last_day is not None:
        return f"{first}/{year}-{form.month:02d}-{form.last_day:02d}"
    return first + form.clock


def _two_readings(form: Form, anchors: Anchors) -> Answer:
    """ "3/10/2024": settled only when one reading is close to the article and the other is far off."""
    year, other = form.year or 0, form.other_day or (1, 1)
    days = []
    for month, day in ((form.month or 1, form.day or 1), other):
        try:
            days.append(date(year, month, day))
        except ValueError:
            return Answer(f"{year:04d}-XX-XX", None, "no such day")
    if anchors.published is not None:
        near, far = sorted(days, key=lambda d: abs((d - anchors.published).days))  # type: ignore[operator]
        if abs((near - anchors.published).days) <= NEAR_DAYS and abs((far - anchors.published).days) >= FAR_DAYS:
            return Answer(near.isoformat(), f"published {anchors.published.isoformat()}")
    return Answer(
        f"{year:04d}-XX-XX", None, f"day and month may be either way: {days[0].isoformat()} or {days[1].isoformat()}"
    )


def _base(form: Form, anchors: Anchors) -> tuple[Point | None, str | None]:
    """The point that a form counts from, and its name."""
    published = anchors.published
    today = Point(published.year, published.month, published.day) if published else None
    today_name = f"published {published.isoformat()}" if published else None
    base = form.base
    if base == "published" and anchors.narrative:
        base = "text"
    if base == "near":
        base = "text" if anchors.narrative or today is None else "published"
    if base == "published":
        return today, today_name
    if anchors.told is None or (anchors.told_is_published and form.unit and form.steps >= 0):
        return None, None  # "the same day" before any day is told
    return anchors.told, today_name if anchors.told_is_published else f"text {format_point(anchors.told)}"


_OPEN = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "D": "XXXX-XX-XX",
    "DE": "XXX",
    "CE": "XX",
}


def _step(form: Form, anchors: Anchors) -> Answer:
    point, name = _base(form, anchors)
    if point is not None and form.day is not None:
        return Answer(f"{step(point, 'M', 0)}-{form.day:02d}", name)
    if point is None:
        return Answer(_OPEN[form.unit], None, "nothing to count from")
    steps = form.steps
    if form.unit == "WE" and form.base == "published" and not steps and anchors.published is not None:
        steps = _weekend_step(anchors)
    try:
        value = step(point, form.unit, steps)
    except (OverflowError, ValueError):
        return Answer(_OPEN[form.unit], None, "outside the calendar")
    return Answer(value, name, "the day counted from is not told" if "X" in value else None)


def _weekend_step(anchors: Anchors) -> int:
    """ "at the weekend" on a Monday, of what has been: the weekend just over."""
    day = anchors.published
    return -1 if day is not None and anchors.toward < 0 and day.isoweekday() <= 5 else 0


def _with_clock(answer: Answer, clock: str) -> Answer:
    return Answer(answer.value + clock, answer.anchor, answer.why) if clock else answer


def _clock_alone(form: Form, anchors: Anchors) -> Answer:
    point, name = _base(Form(form.type, base="text"), anchors)
    if (point is None or point.on is None or point.in_week) and not anchors.narrative:
        point, name = _base(Form(form.type, base="published"), anchors)
    day = point.on if point and not point.in_week else None
    if day is None:
        return Answer(f"XXXX-XX-XX{form.clock}", None, "the day is not told")
    return Answer(day.isoformat() + form.clock, name)


def _weekday(form: Form, anchors: Anchors) -> Answer:
    weekday = form.weekday or 1
    base = form.base or ("near" if anchors.narrative else "published")
    point, name = _base(Form("DATE", base=base), anchors)
    day = point.on if point else None
    if day is None:
        return Answer(f"XXXX-WXX-{weekday}", None, "the week is not told")
    if form.base and form.steps:
        toward = form.steps
        gap = (weekday - day.isoweekday()) * toward % 7 or 7
        return Answer((day + timedelta(days=gap * toward)).isoformat(), name)
    toward = 1 if anchors.narrative else anchors.toward
    if toward > 0:
        gap = (weekday - day.isoweekday()) % 7
        return Answer((day + timedelta(days=gap)).isoformat(), name)
    return Answer((day - timedelta(days=(day.isoweekday() - weekday) % 7)).isoformat(), name)


def _yearless(form: Form, anchors: Anchors) -> Answer:
    """A month, day, season or quarter without its year: the nearest one that the verb's tense points at."""
    if anchors.narrative or form.base == "text":
        return _in_told_year(form, anchors)
    if anchors.published is None:
        return Answer(_calendar(form, "XXXX"), None, "the year is not told")
    name = f"published {anchors.published.isoformat()}"
    chosen = choose_year(form, anchors.published, anchors.toward)
    if chosen is None:
        return Answer(_calendar(form, "XXXX"), None, "no such day")
    return Answer(_calendar(form, f"{chosen:04d}"), name)


def choose_year(form: Form, published: date, toward: int) -> int | None:
    """The year in which the form lies nearest to `published` in the direction told; None when there is no such day."""
    spans = []
    for year in range(published.year - 2, published.year + 3):
        first, last = find_interval(_calendar(form, f"{year:04d}"))
        if first is not None and last is not None and (form.weekday is None or first.isoweekday() == form.weekday):
            spans.append((year, first, last))
    if form.base == "published" and form.steps:
        ahead = [y for y, first, _ in spans if first > published]
        back = [y for y, _, last in spans if last < published]
        return (ahead[0] if ahead else None) if form.steps > 0 else (back[-1] if back else None)
    if form.base == "published":
        return next((y for y, _, last in spans if y == published.year), None)
    reach = JUST_PAST_DAYS if toward > 0 else CLOSE_DAYS
    close = [y for y, first, last in spans if form.day is not None and -CLOSE_DAYS <= (published - last).days <= reach]
    if close:
        return close[0]
    if toward < 0:
        return max((y for y, first, _ in spans if first <= published), default=None)
    if toward > 0:
        return min((y for y, _, last in spans if last >= published), default=None)
    return min(spans, key=lambda s: _distance(s[1], s[2], published), default=(None,))[0]


def _distance(first: date, last: date, day: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _in_told_year(form: Form, anchors: Anchors) -> Answer:
    told = anchors.told
    if told is None:
        return Answer(_calendar(form, "XXXX"), None, "the year is not told")
    year = told.year
    if form.steps and form.month is not None and told.month is not None:
        if form.steps < 0 and form.month >= told.month:
            year -= 1
        elif form.steps > 0 and form.month <= told.month:
            year += 1
    elif form.steps and form.part and told.month is None:
        year += form.steps
    elif form.month is not None and told.month is not None and told.month - form.month >= 9 and not form.steps:
        year += 1
    return Answer(_calendar(form, format_year(year or 1)), f"text {format_point(told)}")


def _week_of_month(year: str, month: int, number: int) -> str:
    if not year.isdigit():
        return f"{year}-WXX"
    first = date(int(year), month, 1)
    day = add_months(first, 1) - timedelta(days=1) if number == -1 else first + timedelta(days=7 * (number - 1))
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def _easter_value(year: str, part: str) -> str:
    """ "E-2": two days before Western Easter; "EO0": Orthodox Easter."""
    if not year.isdigit():
        return f"{year}-XX-XX"
    feast = orthodox_easter(int(year)) if part.startswith("EO") else easter(int(year))
    return (feast + timedelta(days=int(part.lstrip("EO")))).isoformat()


def easter(year: int) -> date:
    """Western Easter Sunday. Source: anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar, 1900 to 2099. Source: Meeus's Julian algorithm plus 13 days.

    >>> orthodox_easter(2028)
    datetime.date(2028, 4, 16)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
