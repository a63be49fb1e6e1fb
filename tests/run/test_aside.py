"""The process beside: it reads, outlives what kills it, and is replaced."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.run.aside import Aside


def tell_pid(page: Page) -> Refusal:
    return Refusal(page.name, "run", Reason.EMPTY, str(os.getpid()))


def die_once(mark: Path, page: Page) -> Refusal:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return tell_pid(page)


def die(page: Page) -> Refusal:
    os._exit(3)


def sleep(page: Page) -> Refusal:
    time.sleep(60)
    return tell_pid(page)


def crash(page: Page) -> Refusal:
    raise ValueError("no date")


def lack_model(page: Page) -> Refusal:
    raise ModelError("no model")


PAGE = Page("a.txt", b"words")


def test_what_a_page_does_to_its_process(tmp_path: Path) -> None:
    with Aside() as aside:
        first = aside.read(tell_pid, PAGE)
        assert first.detail == str(aside.pid) != str(os.getpid())
        assert aside.read(tell_pid, PAGE) == first
        assert "ValueError: no date" in aside.read(crash, PAGE).detail
        with pytest.raises(ModelError, match="no model"):
            aside.read(lack_model, PAGE)
        assert aside.read(tell_pid, PAGE) == first
        again = aside.read(partial(die_once, tmp_path / "mark"), PAGE)
        assert again.reason == Reason.EMPTY
        assert again.detail != first.detail
        refused = aside.read(die, PAGE)
        assert (refused.reason, "died twice" in refused.detail) == (Reason.CRASHED, True)
        assert aside.read(tell_pid, PAGE).reason == Reason.EMPTY


def test_a_page_that_takes_too_long_is_refused() -> None:
    with Aside(limit_s=1.0) as aside:
        refused = aside.read(sleep, PAGE)
        assert (refused.reason, "longer than 1 s" in refused.detail) == (Reason.CRASHED, True)
        assert aside.read(tell_pid, PAGE).reason == Reason.EMPTY


def test_it_is_replaced_after_many_pages() -> None:
    with Aside(most_pages=2) as aside:
        pids = [aside.read(tell_pid, PAGE).detail for _ in range(4)]
        assert pids[0] == pids[1] != pids[2] == pids[3]
        assert aside.pid is None
