"""A map: degrees -> places on the sheet of `static/land.svg`, arcs between states, and a view that holds them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.show.views.pictures.encounters import MapPair, MapState
from communique.show.web.drawing.labels import Box, Label, labels

# The projection of `static/land.svg`. Source: Šavrič, Patterson, Jenny, "The Equal Earth map projection" (2018).
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_M: Final = math.sqrt(3) / 2
SCALE, LEFT, TOP = 177.158, 480.0, 240.0
SHEET: Final = (960.0, 430.0)
MARGIN, LEAST = 40.0, 170.0
LABELS: Final = 30


@dataclass(frozen=True, slots=True)
class Dot:
    """A state on the sheet."""

    x: float
    y: float
    r: float
    says: str
    path: str | None
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Arc:
    """Two states tied."""

    d: str
    width: float
    says: str
    path: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to draw; `box` is the part of the world to show, `letter` the size of its words."""

    box: str
    letter: float
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]


def place(north: float, east: float) -> tuple[float, float]:
    """Where degrees lie on the sheet.

    >>> place(53.9, 27.5)
    (538.5, 62.6)
    """
    theta = math.asin(_M * math.sin(math.radians(north)))
    square = theta * theta
    sixth = square**3
    x = math.radians(east) * math.cos(theta)
    x /= _M * (_A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square))
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return round(LEFT + SCALE * x, 1), round(TOP - SCALE * y, 1)


def sheet(states: Sequence[MapState], pairs: Sequence[MapPair]) -> Sheet:
    """The map of these states, as large as they need."""
    at = {state.code: place(state.north, state.east) for state in states}
    frame = _frame(list(at.values()))
    unit = (frame[2] - frame[0]) / 900
    most = max((state.encounters for state in states), default=1)
    radii = {s.code: round(unit * (3 + 7 * math.sqrt(s.encounters / most)), 2) for s in states}
    placed = labels([(s.state.name, *at[s.code], radii[s.code]) for s in states], 13 * unit, LABELS, frame)
    dots = tuple(_dot(one, at[one.code], radii[one.code], label) for one, label in zip(states, placed, strict=True))
    busiest = max((pair.encounters for pair in pairs), default=1)
    arcs = tuple(
        Arc(
            _curve(at[pair.a], at[pair.b]), round(0.8 + 4 * pair.encounters / busiest, 1),
            f"{pair.names[0]} – {pair.names[1]}: {pair.encounters}", pair.path,
        )
        for pair in pairs if pair.a in at and pair.b in at
    )  # fmt: skip
    box = " ".join(f"{figure:.1f}" for figure in (frame[0], frame[1], frame[2] - frame[0], frame[3] - frame[1]))
    return Sheet(box, round(13 * unit, 2), dots, arcs)


def _dot(state: MapState, at: tuple[float, float], r: float, label: Label) -> Dot:
    says = f"{state.state.name}: {state.encounters}"
    return Dot(at[0], at[1], r, says, state.state.path, label.words, label.x, label.y, label.anchor)


def _frame(points: Sequence[tuple[float, float]]) -> Box:
    """The part of the sheet around the points, in the sheet's shape."""
    if not points:
        return 0, 0, *SHEET
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(max(xs) - min(xs) + 2 * MARGIN, (max(ys) - min(ys) + 2 * MARGIN) * SHEET[0] / SHEET[1], LEAST)
    width = min(width, SHEET[0])
    height = width * SHEET[1] / SHEET[0]
    left = min(max((max(xs) + min(xs) - width) / 2, 0), SHEET[0] - width)
    top = min(max((max(ys) + min(ys) - height) / 2, 0), SHEET[1] - height)
    return left, top, left + width, top + height


def _curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    """A flat arc, bent to the north."""
    lift = math.dist(a, b) * 0.18
    return f"M{a[0]} {a[1]}Q{(a[0] + b[0]) / 2:.1f} {(a[1] + b[1]) / 2 - lift:.1f} {b[0]} {b[1]}"
