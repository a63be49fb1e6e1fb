"""How the archive bears size: seconds to add and follow up an article, the 95th percentile of every question.

python bench/scale/run.py --statements 1000 100000 [--db postgresql://...] [--questions 60] [--by-adding]

An archive of more than 20,000 statements is grown by copying rows (grow.py); with --by-adding every article is added.
With --from the archives begin as a backup, or an archive of --keep.
Figures go to bench/out/scale.jsonl too.
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
from datetime import date, timedelta
from itertools import batched, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate import _DAYS, _FIRST, STATEMENTS, World, make_readings
from grow import grow
from sqlalchemy import text

from communique.desk.followup import Asked, FollowUp
from communique.remember import questions
from communique.remember.archive import Archive, open_archive
from communique.remember.copying import restore
from communique.remember.database import connect
from communique.remember.found import Filter
from communique.remember.search import search

CLOCK: Callable[[], float] = time.perf_counter
ANSWERS = 20
MEASURED_ADDS = 100
TEMPLATE = 20_000
OUT = Path(__file__).resolve().parents[1] / "out" / "scale.jsonl"


def fill(archive: Archive, statements: int, *, by_adding: bool) -> None:
    """Adds readings and follows them up; a large archive is grown from a small one."""
    had, began = sum(1 for _ in archive.readings()) * STATEMENTS, time.perf_counter()
    first = statements if by_adding or statements <= TEMPLATE else TEMPLATE
    if had < first:
        add(archive, first)
        had = first
        print(f"{first} statements added, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if (copies := round(statements / had) - 1) > 0:
        grow(archive, copies)
        print(f"grown to {statements}, {time.perf_counter() - began:.0f} s", file=sys.stderr)


def prewarm(archive: Archive) -> None:
    """Reads the archive into memory, as it is where it has served for a while."""
    if archive.engine.dialect.name == "sqlite":
        with Path(archive.engine.url.database or "").open("rb") as stream:
            while stream.read(1 << 24):
                pass
        return
    with archive.engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_prewarm"))
        connection.execute(
            text("SELECT pg_prewarm(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                 " AND relkind IN ('r', 'i') AND relname ~ '^(words|entry|about|subject|deadline)'")
        )  # fmt: skip


def describe_server(archive: Archive) -> str:
    """The server's memory for pages; nothing for SQLite, which leaves it to the system."""
    if archive.engine.dialect.name == "sqlite":
        return ""
    with archive.engine.connect() as connection:
        return str(connection.execute(text("SHOW shared_buffers")).scalar_one())


def add(archive: Archive, statements: int) -> None:
    followup = FollowUp(archive)
    for batch in batched(make_readings(statements), 200):
        with connect.writing(archive.engine) as connection:
            for page, reading in batch:
                archive.add(page, reading, within=connection)
        followup.catch_up()


def time_adds(archive: Archive) -> tuple[float, float]:
    """The median milliseconds of an add, and of an add with its follow-up, of articles that are news to the archive."""
    followup = FollowUp(archive)
    added, followed = [], []
    for page, reading in make_readings(MEASURED_ADDS * STATEMENTS, seed=time.time_ns()):
        began = CLOCK()
        archive.add(page, reading)
        added.append(CLOCK() - began)
        followup.catch_up()
        followed.append(CLOCK() - began)
    return statistics.median(added) * 1000, statistics.median(followed) * 1000


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

    followup = FollowUp(archive)

    def ledger(**of: Any) -> Iterable[Any]:
        return followup.ledger(Asked(**of), as_of=_FIRST + timedelta(_DAYS // 2), limit=ANSWERS).commitments

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
        "ledger": lambda w: ledger(),
        "ledger of a dyad": lambda w: ledger(dyad=(state(w), state(w))),
        "ledger of a person": lambda w: ledger(person=person(w)),
        "ledger of a state, kept": lambda w: ledger(state=state(w), statuses=("kept",)),
        "ledger overdue": lambda w: ledger(statuses=("overdue",)),
        "ledger of a dyad, due before": lambda w: ledger(dyad=(state(w), state(w)), due_before=day(w)),
        "ledger of a person, withdrawn": lambda w: ledger(person=person(w), statuses=("withdrawn",)),
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
            began = CLOCK()
            list(islice(ask(world), ANSWERS))
            times.append((CLOCK() - began) * 1000)
        out[name] = round(statistics.quantiles(times, n=20)[-1], 1)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--db", action="append", help="an empty PostgreSQL database for each size")
    parser.add_argument("--questions", type=int, default=60, help="of each kind; 0: fill the archives only")
    parser.add_argument("--by-adding", action="store_true", help="add every article, however long it takes")
    parser.add_argument("--from", dest="start", type=Path, help="a backup to begin with instead of nothing")
    parser.add_argument("--keep", type=Path, help="a folder for the archives, which stay and are used again")
    parser.add_argument("--prewarm", action="store_true", help="read the archive into memory before the questions")
    parser.add_argument("--cpu", action="store_true", help="time of this process instead of the wall's: a busy machine")
    given = parser.parse_args()
    global CLOCK
    CLOCK = time.process_time if given.cpu else time.perf_counter
    adds = []
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(given.statements):
            place = given.db[number] if given.db else f"{given.keep or folder}/{size}.db"
            if given.start:
                restore(given.start, place)
            with open_archive(place) as archive:
                fill(archive, size, by_adding=given.by_adding)
                if not given.questions:
                    continue
                add_ms, followed_ms = time_adds(archive)
                adds.append((add_ms, followed_ms))
                if given.prewarm:
                    prewarm(archive)
                figures: dict[str, Any] = {
                    "machine": platform.platform(), "measured": date.today().isoformat(),
                    "statements": size, "on": archive.engine.dialect.name, "clock": "cpu" if given.cpu else "wall",
                    "add_ms": round(add_ms, 2), "add_and_follow_ms": round(followed_ms, 2),
                    "server_memory": describe_server(archive), "prewarmed": given.prewarm, "questions": given.questions,
                    "p95_ms": measure(archive, given.questions),
                }  # fmt: skip
            if not given.db:
                figures["bytes"] = Path(place).stat().st_size
            print(json.dumps(figures, indent=1), flush=True)
            OUT.parent.mkdir(parents=True, exist_ok=True)
            with OUT.open("a") as stream:
                stream.write(json.dumps(figures) + "\n")
    if adds:
        add_, followed = (last / first for last, first in zip(adds[-1], adds[0], strict=True))
        print(f"largest to smallest archive: time of an add {add_:.2f}, with its follow-up {followed:.2f}")


if __name__ == "__main__":
    main()
