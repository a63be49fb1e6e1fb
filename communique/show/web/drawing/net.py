"""A network laid out so that ties are short and actors do not lie upon each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from communique.show.views.pictures.network import NetworkView, Node
from communique.show.web.drawing.labels import Label, labels

WIDTH, HEIGHT = 900.0, 600.0
MARGIN: Final = 70.0
STEPS: Final = 200
LETTER: Final = 14.0


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor on the sheet."""

    x: float
    y: float
    r: float
    name: str
    path: str | None
    says: str
    label: Label


@dataclass(frozen=True, slots=True)
class Line:
    """A tie on the sheet."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    says: str


@dataclass(frozen=True, slots=True)
class Net:
    """What to draw."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


def net(view: NetworkView) -> Net:
    """The same picture for the same ties, always.

    Source: Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991).
    """
    if not view.nodes:
        return Net(WIDTH, HEIGHT, (), ())
    order = {node.id: number for number, node in enumerate(view.nodes)}
    ties = [(order[tie.a], order[tie.b], tie.encounters) for tie in view.ties]
    places = _fit(_settle(len(order), ties))
    most = max(node.encounters for node in view.nodes)
    dots = [
        (node.party.name, x, y, round(4 + 9 * math.sqrt(node.encounters / most), 1))
        for node, (x, y) in zip(view.nodes, places.tolist(), strict=True)
    ]
    placed = labels(dots, LETTER, len(dots), (0, 0, WIDTH, HEIGHT))
    spots = tuple(
        _spot(node, x, y, r, label) for node, (_, x, y, r), label in zip(view.nodes, dots, placed, strict=True)
    )
    heaviest = max((number for _, _, number in ties), default=1)
    lines = tuple(
        Line(spots[a].x, spots[a].y, spots[b].x, spots[b].y, round(0.8 + 4 * number / heaviest, 1),
             f"{spots[a].name} – {spots[b].name}: {number}")
        for a, b, number in ties
    )  # fmt: skip
    return Net(WIDTH, HEIGHT, spots, lines)


def _spot(node: Node, x: float, y: float, r: float, label: Label) -> Spot:
    says = f"{node.party.name}: {node.encounters}"
    return Spot(round(x, 1), round(y, 1), r, node.party.name, node.party.path, says, label)


def _settle(number: int, ties: list[tuple[int, int, int]]) -> np.ndarray:
    """Places after the forces have come to rest: float64, (actors, 2), in units of their own."""
    angles = np.arange(number) * 2.399963  # the golden angle: no two actors begin in line
    radii = np.sqrt(np.arange(number) + 0.5)
    places = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)
    near = 1.6
    pull = np.zeros((number, number))
    for a, b, weight in ties:
        pull[a, b] = pull[b, a] = 1 + math.log(weight)
    for step in range(STEPS):
        gaps = places[:, None] - places[None]
        away = np.sqrt((gaps**2).sum(axis=2)) + 1e-6
        force = near**2 / away**2 - pull * away / near
        np.fill_diagonal(force, 0)
        moves = (gaps * force[:, :, None]).sum(axis=1) - places * 0.9
        length = np.sqrt((moves**2).sum(axis=1, keepdims=True)) + 1e-9
        places = places + moves / length * np.minimum(length, 1.2 * (1 - step / STEPS))
    return places


def _fit(places: np.ndarray) -> np.ndarray:
    """The places spread over the sheet."""
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    fitted: np.ndarray = MARGIN + (places - low) / np.maximum(high - low, 1e-6) * room
    return fitted
