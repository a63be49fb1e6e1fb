"""Months as columns, and tone as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.show import phrases
from communique.show.views.pictures.months import Month
from communique.show.views.pictures.tone import Tone

WIDTH: Final = 640
LEFT: Final = 34
MOST_TICKS: Final = 8
LEVELS: Final = ("+10", "+5", "0", "\u22125", "\u221210")


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its place, what it says when pointed at, and the month and number that it stands for."""

    x: float
    y: float
    width: float
    height: float
    says: str
    month: str
    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A word on an axis."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart of months. `summary` says it in words for whoever cannot see it."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    highest: int
    summary: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A month of the tone: its place, its size by the number of events, whether it lies below zero."""

    tone: Tone
    x: float
    y: float
    r: float
    is_below: bool
    says: str


@dataclass(frozen=True, slots=True)
class ToneLine:
    """The tone over months; `paths` are broken where a month has no event. `zero` is the height of score 0."""

    width: int
    height: int
    zero: float
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    summary: str


def columns(months: Sequence[Month], kind: str, one: str, height: int = 96) -> Columns:
    """Entries of a kind by month; `one` is its word: "article"."""
    numbers = [month.counts.get(kind, 0) for month in months]
    highest = max(numbers, default=0)
    step = (WIDTH - LEFT) / max(len(numbers), 1)
    room = height - 24
    bars = []
    for place, (month, number) in enumerate(zip(months, numbers, strict=True)):
        tall = room * number / highest if highest else 0
        says = f"{phrases.timex(month.month)}: {phrases.count(number, one)}"
        bars.append(
            Bar(round(LEFT + place * step + step * 0.12, 1), round(room - tall + 6, 1), round(step * 0.76, 1),
                round(tall, 1), says, month.month, number)
        )  # fmt: skip
    summary = f"{phrases.count(sum(numbers), one)} in {phrases.count(len(numbers), 'month')}"
    if highest:
        summary += f"; most in {phrases.timex(months[numbers.index(highest)].month)} ({highest})"
    return Columns(
        WIDTH, height, tuple(bars), _ticks([m.month for m in months], step, height - 4), highest, f"{summary}."
    )


def tone_line(tone: Sequence[Tone], height: int = 180) -> ToneLine:
    """The mean score of each month between -10 and +10."""
    step = (WIDTH - LEFT) / max(len(tone), 1)
    room = height - 24

    def level(score: float) -> float:
        return round(6 + room * (10 - score) / 20, 1)

    dots: list[Dot] = []
    paths: list[list[str]] = [[]]
    for place, month in enumerate(tone):
        if month.mean is None:
            paths.append([])
            continue
        x, y = round(LEFT + (place + 0.5) * step, 1), level(month.mean)
        number = month.cooperative + month.conflictual
        says = (
            f"{phrases.timex(month.month)}: {signed(month.mean)}, {month.cooperative} cooperative,"
            f" {month.conflictual} conflictual"
        )
        dots.append(Dot(month, x, y, round(min(2.5 + number**0.5, 9), 1), month.mean < 0, says))
        paths[-1].append(f"{x} {y}")
    levels = tuple(
        Tick(LEFT - 6, level(score) + 4, words) for score, words in zip(range(10, -11, -5), LEVELS, strict=True)
    )
    means = [month.mean for month in tone if month.mean is not None]
    summary = (
        f"Between {signed(min(means))} and {signed(max(means))}, last {signed(means[-1])}." if means else "No events."
    )
    return ToneLine(
        WIDTH, height, level(0), tuple(f"M{'L'.join(path)}" for path in paths if len(path) > 1), tuple(dots),
        _ticks([month.month for month in tone], step, height - 4), levels, summary,
    )  # fmt: skip


def signed(score: float) -> str:
    """A score with its sign.

    >>> signed(2.5), signed(-3)
    ('+2.5', '−3.0')
    """
    return f"{score:+.1f}".replace("-", "\u2212")


def _ticks(months: Sequence[str], step: float, y: float) -> tuple[Tick, ...]:
    """Some months named, so that the words do not run into each other."""
    every = max(1, -(-len(months) // MOST_TICKS))
    return tuple(
        Tick(round(LEFT + (place + 0.5) * step, 1), y, _short(month))
        for place, month in enumerate(months)
        if place % every == 0
    )


def _short(month: str) -> str:
    """'2024-10' -> 'Oct 24'."""
    return f"{phrases.MONTHS[int(month[5:]) - 1][:3]} {month[2:4]}"
