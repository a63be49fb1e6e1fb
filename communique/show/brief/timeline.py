"""The timeline as a picture (SVG): encounters above the line, promises due below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from xml.sax.saxutils import escape

from communique.show.brief.values import Brief, Lane, Mark
from communique.show.phrases import MONTHS, day

WIDTH: Final = 680
_EDGE: Final = 10
_ROW: Final = 13
# Width of a letter at 8.5 px, on average; a label that is guessed too wide only leaves room.
_LETTER: Final = 4.3
_MOST_ROWS: Final = 12
_HALO: Final = 'paint-order="stroke" stroke="#fff" stroke-width="2"'
_ABOVE: Final[tuple[Lane, ...]] = ("met", "planned")
_COLORS: Final[dict[Lane, str]] = {
    "met": "#1f3a5f", "planned": "#1f3a5f", "due": "#6b5b2e", "overdue": "#9b1c1c",
}  # fmt: skip
_LEGEND: Final[dict[Lane, str]] = {"met": "met", "planned": "ahead", "due": "due", "overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: Mark
    x: float
    row: int
    ends_left: bool


def draw_timeline(brief: Brief) -> str | None:
    """The picture, or None when nothing has a day."""
    if brief.span is None or not brief.marks:
        return None
    first, last = brief.span
    as_of = brief.judged_on
    scale = _Scale(first, last)
    above = _place((m for m in brief.marks if m.lane in _ABOVE), scale)
    below = _place((m for m in brief.marks if m.lane not in _ABOVE), scale)
    axis = 24 + _ROW * (max((one.row for one in above), default=-1) + 1)
    height = axis + 26 + _ROW * (max((one.row for one in below), default=-1) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="Libertinus Serif, Georgia, serif" font-size="8.5">',
        f"<title>Timeline, {escape(day(first))} to {escape(day(last))}</title>",
        *_legend(brief), *_axis(scale, axis),
    ]  # fmt: skip
    if as_of and first <= as_of <= last:
        x = scale(as_of)
        parts.append(f'<line x1="{x:.1f}" y1="16" x2="{x:.1f}" y2="{height}" stroke="#999" stroke-dasharray="2 2"/>')
        parts.append(f'<text x="{x:.1f}" y="13" text-anchor="{_anchor(x)}" fill="#777">{escape(day(as_of))}</text>')
    for one in above:
        parts += _mark(one, axis, axis - 10 - _ROW * one.row)
    for one in below:
        parts += _mark(one, axis, axis + 25 + _ROW * one.row)
    return "\n".join([*parts, "</svg>"])


class _Scale:
    """Days -> x."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._factor = (WIDTH - 2 * _EDGE) / max((last - first).days, 1)

    def __call__(self, on: date) -> float:
        return _EDGE + (min(max(on, self.first), self.last) - self.first).days * self._factor

    def ticks(self) -> Iterator[date]:
        """First days of months, quarters or years, so that a dozen or fewer have room."""
        months = max((self.last - self.first).days // 30, 1)
        step = next(step for step in (1, 3, 6, 12, 24, 60, 1200) if months / step <= 13)
        on = date(self.first.year, 1, 1)
        while on <= self.last:
            if on >= self.first:
                yield on
            total = on.year * 12 + on.month - 1 + step
            on = date(total // 12, total % 12 + 1, 1)


def _place(marks: Iterable[Mark], scale: _Scale) -> list[_Placed]:
    """Labels in as few rows as they fit in; a label that would leave the picture stands left of its mark."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for mark in sorted(set(marks), key=lambda m: (m.first, m.last, m.label)):
        x, width = scale(mark.first), 10 + _LETTER * len(mark.label)
        ends_left = x + width > WIDTH
        room = (x - width, x + 4) if ends_left else (x - 4, x + width)
        row = next((n for n, row in enumerate(taken) if all(b < room[0] or a > room[1] for a, b in row)), len(taken))
        if row == _MOST_ROWS:
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append(room)
        placed.append(_Placed(mark, x, row, ends_left))
    return placed


def _mark(one: _Placed, axis: float, y: float) -> list[str]:
    mark, color, x = one.mark, _COLORS[one.mark.lane], one.x
    fill = "#fff" if mark.lane in ("planned", "due") else color
    if mark.lane in _ABOVE:
        sign = f'<circle cx="{x:.1f}" cy="{axis}" r="3" fill="{fill}" stroke="{color}"/>'
    else:
        sign = f'<path d="M{x:.1f} {axis - 3.6} l3.6 3.6 l-3.6 3.6 l-3.6 -3.6 z" fill="{fill}" stroke="{color}"/>'
    anchor, at = ("end", x - 3) if one.ends_left else ("start", x + 3)
    end = y - (2 if y > axis else 0)
    stem = f'<line x1="{x:.1f}" y1="{axis}" x2="{x:.1f}" y2="{end:.1f}" stroke="{color}" stroke-width="0.5"/>'
    label = f'<text x="{at:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}" {_HALO}>{escape(mark.label)}</text>'
    return [stem, sign, label]


def _axis(scale: _Scale, axis: float) -> Iterator[str]:
    yield f'<line x1="{_EDGE}" y1="{axis}" x2="{WIDTH - _EDGE}" y2="{axis}" stroke="#333"/>'
    for tick in scale.ticks():
        x = scale(tick)
        has_year = tick.month == 1 or tick - scale.first < timedelta(40)
        words = f"{MONTHS[tick.month - 1][:3]} {tick.year}" if has_year else MONTHS[tick.month - 1][:3]
        yield f'<line x1="{x:.1f}" y1="{axis - 2}" x2="{x:.1f}" y2="{axis + 4}" stroke="#333"/>'
        yield f'<text x="{x:.1f}" y="{axis + 12}" text-anchor="{_anchor(x)}" fill="#555">{words}</text>'


def _legend(brief: Brief) -> Iterator[str]:
    x = float(_EDGE)
    lanes = {mark.lane for mark in brief.marks}
    for lane, word in _LEGEND.items():
        if lane not in lanes:
            continue
        color = _COLORS[lane]
        fill = "#fff" if lane in ("planned", "due") else color
        if lane in _ABOVE:
            yield f'<circle cx="{x + 3:.1f}" cy="10" r="3" fill="{fill}" stroke="{color}"/>'
        else:
            yield f'<path d="M{x + 3:.1f} 6.4 l3.6 3.6 l-3.6 3.6 l-3.6 -3.6 z" fill="{fill}" stroke="{color}"/>'
        yield f'<text x="{x + 10:.1f}" y="13" fill="#555">{word}</text>'
        x += 18 + _LETTER * len(word) + 10


def _anchor(x: float) -> str:
    """Words at the picture's ends stay within it."""
    return "start" if x < 3 * _EDGE else "end" if x > WIDTH - 3 * _EDGE else "middle"
