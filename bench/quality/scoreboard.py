"""Figures beside floors, targets, peers and annotators; which figures fell; the table of the README."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
YARDSTICKS, FLOORS, RESULTS = HERE / "yardsticks.toml", HERE / "floors.json", HERE / "results.json"
# Figures move a little with the processor's arithmetic; a fall is more than this share of the floor.
TOLERANCE = 0.01
BEGIN, END = "<!-- figures: made by `make bench`, do not edit -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a figure is held against; None = nothing known."""

    target: float | None = None
    peer: float | None = None
    peer_name: str = ""
    annotators: float | None = None
    worse_when_higher: bool = False

    def reaches(self, figure: float, mark: float) -> bool:
        slack = TOLERANCE * abs(mark)
        return figure <= mark + slack if self.worse_when_higher else figure >= mark - slack

    def better(self, a: float, b: float) -> float:
        return min(a, b) if self.worse_when_higher else max(a, b)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the scoreboard."""

    name: str
    figure: float
    floor: float | None
    yardstick: Yardstick

    @property
    def has_fallen(self) -> bool:
        return self.floor is not None and not self.yardstick.reaches(self.figure, self.floor)

    @property
    def misses_target(self) -> bool:
        target = self.yardstick.target
        return target is not None and (
            self.figure > target if self.yardstick.worse_when_higher else self.figure < target
        )


def load_yardsticks() -> dict[str, Yardstick]:
    table = tomllib.loads(YARDSTICKS.read_text(encoding="utf-8"))
    return {name: Yardstick(**row) for name, row in table.items()}


def load_floors() -> dict[str, float]:
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return floors


def make_rows(figures: dict[str, float]) -> list[Row]:
    yardsticks, floors = load_yardsticks(), load_floors()
    return [Row(name, value, floors.get(name), yardsticks.get(name, Yardstick())) for name, value in figures.items()]


def render_board(rows: list[Row]) -> str:
    """The scoreboard for a terminal."""
    width = max((len(row.name) for row in rows), default=10)
    lines = [f"{'figure':{width}}  {'ours':>8} {'floor':>8} {'target':>8} {'peers':>8} {'readers':>8}"]
    for row in rows:
        marks = (row.floor, row.yardstick.target, row.yardstick.peer, row.yardstick.annotators)
        note = "  BELOW ITS FLOOR" if row.has_fallen else "  target missed" if row.misses_target else ""
        cells = " ".join(f"{_number(mark):>8}" for mark in marks)
        lines.append(f"{row.name:{width}}  {_number(row.figure):>8} {cells}{note}")
    return "\n".join(lines)


def render_markdown(rows: list[Row]) -> str:
    """The README's table: figures with a yardstick, beside it."""
    lines = ["| figure | ours | target | peers | two readers |", "|---|--:|--:|--:|--:|"]
    for row in rows:
        known = (row.yardstick.target, row.yardstick.peer, row.yardstick.annotators)
        if any(mark is not None for mark in known):
            peer = _number(row.yardstick.peer) + (f" ({row.yardstick.peer_name})" if row.yardstick.peer_name else "")
            marks = [_number(row.yardstick.target), peer, _number(row.yardstick.annotators)]
            lines.append(f"| {row.name} | {_number(row.figure)} | {' | '.join(marks)} |")
    return "\n".join(lines)


def raise_floors(rows: list[Row], *, allow_regression: bool) -> None:
    """Floors move up to the figures; down only with `allow_regression`."""
    floors = load_floors()
    for row in rows:
        old = floors.get(row.name)
        keep = old is not None and not allow_regression
        floors[row.name] = row.yardstick.better(old, row.figure) if keep and old is not None else row.figure
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_results(figures: dict[str, float]) -> None:
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def write_readme(readme: Path, rows: list[Row]) -> None:
    """Replaces the table between the two marks."""
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{BEGIN}\n{render_markdown(rows)}\n{END}{after}", encoding="utf-8")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) and abs(value) >= 10 else f"{value:.3g}"
