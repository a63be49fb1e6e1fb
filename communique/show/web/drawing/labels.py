"""Names beside dots, where they hide neither each other nor a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The mean width of a letter, in heights.
LETTER = 0.61
# Orders to try, and the number of dots from which on one must do.
ORDERS, MANY = 12, 60
type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where it stands; "" where every place would hide something."""

    words: str
    x: float
    y: float
    anchor: str


def labels(dots: Sequence[tuple[str, float, float, float]], letter: float, most: int, frame: Box) -> list[Label]:
    """For each dot (name, x, y, radius) its label within the frame; `letter` is their height. The first `most` have one
    if they can: of several orders in which they choose, that with most labels.
    """
    taken = [(x - r, y - r, x + r, y + r) for _, x, y, r in dots]
    free = [
        [
            place
            for place in _places(name, x, y, r * 1.3, letter)
            if _lies(place[1], frame) and _is_free(place[1], taken)
        ]
        for name, x, y, r in dots[:most]
    ]
    order = sorted(range(len(free)), key=lambda number: len(free[number]))
    best: dict[int, Label] = {}
    for _ in range(ORDERS if len(free) <= MANY else 1):
        found = _choose(free, order, list(taken))
        best = max(best, found, key=len)
        if len(best) == sum(map(bool, free)):
            break
        # Who went without chooses before all others.
        order = [*(number for number in order if number not in found), *(number for number in order if number in found)]
    return [best.get(number, Label("", x, y, "start")) for number, (_, x, y, _) in enumerate(dots)]


def _choose(free: Sequence[Sequence[tuple[Label, Box]]], order: Sequence[int], taken: list[Box]) -> dict[int, Label]:
    """The labels of dots, each at its first place that nobody before it has taken."""
    found = {}
    for number in order:
        chosen = next((place for place in free[number] if _is_free(place[1], taken)), None)
        if chosen:
            found[number] = chosen[0]
            taken.append(chosen[1])
    return found


def _places(name: str, x: float, y: float, r: float, letter: float) -> list[tuple[Label, Box]]:
    """To the right, left, above, below, and aslant, with the sheet that each takes."""
    wide = len(name) * letter * LETTER
    middle, high, low, near = y + letter * 0.35, y - r - letter * 0.1, y + r + letter * 0.8, r * 0.6
    ends = {"start": 0.0, "end": wide, "middle": wide / 2}
    made = []
    for at_x, at_y, anchor in (
        (x + r, middle, "start"), (x - r, middle, "end"), (x, high, "middle"), (x, low, "middle"),
        (x + near, high, "start"), (x + near, low, "start"), (x - near, high, "end"), (x - near, low, "end"),
    ):  # fmt: skip
        left = at_x - ends[anchor]
        box = (left, at_y - letter * 0.8, left + wide, at_y + letter * 0.2)
        made.append((Label(name, round(at_x, 1), round(at_y, 1), anchor), box))
    return made


def _is_free(a: Box, taken: Sequence[Box]) -> bool:
    return not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in taken)


def _lies(box: Box, frame: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
