"""The law of engines, for every engine of this machine."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.run.engine import Engine, Outcome
from communique.run.guard import describe, guard
from communique.run.local import IN_FLIGHT_PER_JOB, InProcess, ProcessPool

ENGINES = [InProcess(), ProcessPool(1), ProcessPool(2)]


def echo(page: Page) -> Outcome:
    """A stand-in for reading: says what it was given; misbehaves where the page asks it to."""
    order = page.data.decode()
    if order == "crash":
        raise ValueError("two\nlines")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order.startswith("die once "):
        mark = Path(order.removeprefix("die once "))
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if order == "slow":
        time.sleep(0.3)
    if order == "no model":
        raise ModelError("the language model is not installed")
    return Refusal(page.name, "clean", Reason.EMPTY, order)


def pages(*orders: str) -> list[Page | Refusal]:
    return [Page(f"p{number}", order.encode()) for number, order in enumerate(orders)]


def told(engine: Engine, *orders: str) -> list[tuple[str, str]]:
    return [(o.page, o.detail) for o in engine.map(echo, pages(*orders)) if isinstance(o, Refusal)]


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_one_outcome_for_each_page_in_order(engine: Engine) -> None:
    orders = ["slow", *map(str, range(40))]
    assert told(engine, *orders) == [(f"p{n}", order) for n, order in enumerate(orders)]


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_no_pages_no_outcomes(engine: Engine) -> None:
    assert told(engine) == []


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_refusals_pass_through_in_their_place(engine: Engine) -> None:
    refused = Refusal("gone", "open", Reason.UNREADABLE, "no such file")
    first, last = pages("a", "b")
    assert [o.page for o in engine.map(echo, [first, refused, last])] == ["p0", "gone", "p1"]  # type: ignore[union-attr]


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_a_crash_costs_one_page_and_says_where(engine: Engine) -> None:
    one, crash, two = engine.map(echo, pages("a", "crash", "b"))
    assert isinstance(crash, Refusal)
    assert (crash.stage, crash.reason) == ("run", Reason.CRASHED)
    assert crash.detail.startswith("ValueError: two lines (test_local.py:")
    assert [o.detail for o in (one, two) if isinstance(o, Refusal)] == ["a", "b"]


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_a_broken_house_is_no_refusal(engine: Engine) -> None:
    with pytest.raises(ModelError, match="not installed"):
        list(engine.map(echo, pages("a", "no model")))


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_pages_are_drawn_as_work_is_done(engine: Engine) -> None:
    drawn = 0

    def endless() -> Iterator[Page]:
        nonlocal drawn
        while True:
            drawn += 1
            yield Page(str(drawn), b"x")

    outcomes = engine.map(echo, endless())
    for _ in range(20):
        next(outcomes)
    jobs = getattr(engine, "jobs", 0)
    assert drawn <= 20 + IN_FLIGHT_PER_JOB * jobs
    outcomes.close()  # type: ignore[attr-defined]


def test_a_killed_process_costs_nothing_but_the_killer() -> None:
    orders = [*map(str, range(5)), "die", *map(str, range(5, 12))]
    found = told(ProcessPool(2), *orders)
    assert [page for page, _ in found] == [f"p{n}" for n in range(len(orders))]
    details = [detail for _, detail in found]
    assert "died twice" in details[5]
    assert details[:5] + details[6:] == [str(n) for n in range(12)]


def test_a_page_whose_process_died_is_read_once_more(tmp_path: Path) -> None:
    orders = ["a", f"die once {tmp_path / 'mark'}", "b"]
    assert [detail for _, detail in told(ProcessPool(2), *orders)] == orders


def test_guard_passes_a_key_press_on() -> None:
    def interrupted(page: Page) -> Outcome:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard(interrupted, Page("a", b""))


def test_an_error_without_words_is_named() -> None:
    assert describe(RuntimeError()) == "RuntimeError"
