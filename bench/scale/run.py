"""How the archive bears size: seconds to add an article, and the 95th percentile of every question and search.

python bench/scale/run.py --statements 1000 100000 [--db postgresql://...] [--questions 60]
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import _DAYS, _FIRST, STATEMENTS, World, make_readings

from communique.remember import questions
from communique.remember.archive import Archive, open_archive
from communique.remember.found import Filter
from communique.remember.search import search

ANSWERS = 20
MEASURED_ADDS = 100


def fill(archive: Archive, statements: int) -> float:
    """Adds readings; the median seconds of the last ones."""
    seconds = []
    for page, reading in make_readings(statements):
        began = time.perf_counter()
        archive.add(page, reading)
        seconds.append(time.perf_counter() - began)
        if len(seconds) % 2000 == 0:
            print(f"{len(seconds) * STATEMENTS} statements, {sum(seconds):.0f} s", file=sys.stderr)
    return statistics.median(seconds[-MEASURED_ADDS:])


def make_questions(archive: Archive) -> dict[str, Callable[[World], Iterable[Any]]]:
    """Each question with random arguments, as a user would ask it: frequent things more often."""

    def person(w: World) -> str:
        return w.pick("person", w.people)[0]

    def state(w: World) -> str:
        return w.pick("state", w.codes)[0]

    def words(w: World) -> str:
        return " ".join(w.pick("word", w.words, w.random.randint(1, 2)))

    def day(w: World) -> Any:
        return _FIRST + timedelta(w.random.randrange(_DAYS))

    def some(w: World) -> Filter:
        choice = w.random.randrange(5)
        one = (
            Filter(person=person(w)),
            Filter(state=state(w)),
            Filter(dyad=(state(w), state(w))),
            Filter(outlet=w.pick("outlet", w.outlets)[0]),
            Filter(person=person(w), state=state(w)),
        )[choice]
        return replace(one, since=day(w)) if w.random.random() < 0.3 else one

    return {
        "people": lambda w: questions.people(archive, state=state(w) if w.random.random() < 0.5 else None),
        "people by name": lambda w: questions.people(archive, person(w).split()[0]),
        "dyad": lambda w: questions.dyad(archive, state(w), state(w)),
        "timeline": lambda w: questions.timeline(archive, some(w)),
        "quotes": lambda w: questions.quotes(archive, some(w)),
        "meetings": lambda w: questions.meetings(archive, some(w), statuses=("planned",)),
        "open commitments": lambda w: questions.open_commitments(archive, by=person(w)),
        "open commitments due": lambda w: questions.open_commitments(archive, due_before=day(w)),
        "open commitments of a state due": lambda w: questions.open_commitments(
            archive, state=state(w), due_before=day(w)
        ),
        "candidates": lambda w: questions.candidates(
            archive, "commitment", [("state", state(w))], (at := day(w)) - timedelta(200), at
        ),
        "search": lambda w: search(archive, words(w)),
        "search, most frequent word": lambda w: search(archive, w.words[w.random.randrange(3)]),
        "search, no answer": lambda w: search(archive, f'"{w.words[0]} {w.words[0]} {w.words[1]} {w.words[2]}"'),
        "search with filters": lambda w: search(archive, words(w), replace(some(w), kinds=("statement",))),
    }


def measure(archive: Archive, count: int) -> dict[str, float]:
    """The 95th percentile, in milliseconds, of the first answers to each question."""
    out = {}
    for name, ask in make_questions(archive).items():
        world = World(seed=7)
        times = []
        for _ in range(count):
            began = time.perf_counter()
            list(islice(ask(world), ANSWERS))
            times.append((time.perf_counter() - began) * 1000)
        out[name] = round(statistics.quantiles(times, n=20)[-1], 1)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--db", action="append", help="an empty PostgreSQL database for each size")
    parser.add_argument("--questions", type=int, default=60)
    given = parser.parse_args()
    results: dict[str, Any] = {"machine": platform.platform(), "sizes": {}}
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(given.statements):
            place = given.db[number] if given.db else f"{folder}/{size}.db"
            with open_archive(place) as archive:
                add_s = fill(archive, size)
                figures = {"add_ms": round(add_s * 1000, 2), "p95_ms": measure(archive, given.questions)}
            if not given.db:
                figures["bytes"] = Path(place).stat().st_size
            results["sizes"][str(size)] = figures
            print(json.dumps({size: figures}, indent=1), flush=True)
    sizes = list(results["sizes"].values())
    print(f"time of an add, largest to smallest archive: {sizes[-1]['add_ms'] / sizes[0]['add_ms']:.2f}")


if __name__ == "__main__":
    main()
