"""The law of crews, on real processes that die, hang and fail; nothing lost, nothing doubled."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import EngineError, ModelError
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.record.shard import Shard
from communique.run.engine import Outcome
from communique.run.shards import pool, spool
from communique.run.shards.conduct import conduct
from communique.run.shards.crew import End
from communique.run.shards.job import Job
from communique.run.shards.pool import LocalCrew
from communique.run.tables.manifest import add_row, load_manifest, prepare_folder
from communique.run.tables.store import read_rows


def open_orders(shard: Shard) -> Iterator[Page | Refusal]:
    """Pages whose bytes tell `obey` what to do."""
    for number, order in enumerate(shard.files):
        name = f"{shard.source}#{number}"
        yield Refusal(name, "open", Reason.EMPTY, "no bytes") if order == "" else Page(name, order.encode())


def obey(page: Page) -> Outcome:
    order = page.data.decode()
    if order == "die" or (order.startswith("die once ") and not Path(order.removeprefix("die once ")).exists()):
        if order != "die":
            Path(order.removeprefix("die once ")).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(60)
    if order == "crash":
        raise ValueError("no date")
    if order == "no model":
        raise ModelError("the language model is not installed")
    if order == "who":
        order = str(os.getpid())
    if order == "count":
        with Path(page.name.partition("#")[0]).open("a") as log:
            log.write(f"{page.name}\n")
    return Refusal(page.name, "clean", Reason.NO_ARTICLE, order)


def shard(name: str, *orders: str) -> Shard:
    return Shard(f"id-{Path(name).name}", "files", name, name, 0, len(orders), 1, "digest", orders)


def told(folder: Path, jobs: int, *shards: Shard, timeout_s: float = 30.0) -> tuple[dict[str, list[str]], list[str]]:
    """The details of all refusals of each shard, in order, and what was told on the way."""
    prepare_folder(folder)
    job = Job(folder, open_orders, obey, timeout_s=timeout_s)
    said: list[str] = []
    for row in conduct(LocalCrew(jobs, job), job, shards, said.append):
        add_row(folder, row)
    rows = load_manifest(folder)
    assert sorted(rows) == sorted(s.id for s in shards)
    found = {s.id: [r["detail"] for r in read_rows(folder, "refusals", s.id, ["detail"])] for s in shards}
    assert [rows[s.id]["pages"] for s in shards] == [len(found[s.id]) for s in shards]
    assert list((folder / spool.FOLDER).glob("*.spool")) == []
    return found, said


def test_every_page_once_in_order(tmp_path: Path) -> None:
    shards = [shard(f"s{n}", *(f"{n}-{k}" for k in range(7))) for n in range(5)]
    found, said = told(tmp_path / "out", 2, *shards)
    assert found == {s.id: list(s.files) for s in shards}
    assert said == []


def test_a_document_that_kills_twice_is_refused_and_costs_nothing_else(tmp_path: Path) -> None:
    found, said = told(tmp_path / "out", 2, shard("a", "1", "die", "2", "", "die", "3"), shard("b", "4", "5"))
    a = found["id-a"]
    assert [a[0], a[2], a[3], a[5]] == ["1", "2", "no bytes", "3"]
    assert all("died twice while reading it (killed by SIGKILL)" in why for why in (a[1], a[4]))
    assert found["id-b"] == ["4", "5"]
    assert len(said) == 4


def test_a_document_whose_process_died_once_is_read(tmp_path: Path) -> None:
    order = f"die once {tmp_path / 'mark'}"
    found, said = told(tmp_path / "out", 1, shard("a", "1", order, "2"))
    assert found["id-a"] == ["1", order, "2"]
    assert said == ["a#1: its worker was killed by SIGKILL; again"]


def test_what_is_done_is_not_done_again_after_a_death(tmp_path: Path) -> None:
    log = tmp_path / "log"
    told(tmp_path / "out", 1, shard(str(log), "count", "count", f"die once {tmp_path / 'mark'}", "count"))
    assert log.read_text().splitlines() == [f"{log}#0", f"{log}#1", f"{log}#3"]


def test_a_document_that_takes_too_long_is_refused_with_that_reason(tmp_path: Path) -> None:
    began = time.monotonic()
    found, said = told(tmp_path / "out", 1, shard("a", "1", "hang", "2"), timeout_s=1)
    assert found["id-a"] == ["1", "not read within 1 seconds", "2"]
    assert said == ["a#1: refused: not read within 1 seconds"]
    assert time.monotonic() - began < 20


def test_a_crash_is_a_refusal_and_a_broken_house_is_not(tmp_path: Path) -> None:
    found, _ = told(tmp_path / "out", 1, shard("a", "crash", "2"))
    assert found["id-a"][0].startswith("ValueError: no date")
    with pytest.raises(ModelError, match="not installed"):
        told(tmp_path / "other", 1, shard("a", "no model"))


def test_a_worker_that_has_read_much_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_PAGES", 2)
    shards = [shard(f"s{n}", "who", "1") for n in range(2)]
    found, said = told(tmp_path / "out", 1, *shards)
    assert len({found[s.id][0] for s in shards}) == 2
    assert said == []


class DeadCrew:
    """Workers that never come to life."""

    def __init__(self) -> None:
        self.given: list[Shard] = []

    def has_room(self) -> bool:
        return not self.given

    def give(self, shard: Shard, attempt: int) -> None:
        self.given.append(shard)

    def wait(self, seconds: float) -> list[End]:
        ends = [End(s, None, "ended with code 1") for s in self.given]
        self.given = []
        return ends

    def close(self) -> None:
        self.given = []


class IdleCrew(DeadCrew):
    """Workers that never say a word."""

    def wait(self, seconds: float) -> list[End]:
        time.sleep(0.05)
        return []


def test_workers_that_die_at_once_end_the_run(tmp_path: Path) -> None:
    job = Job(tmp_path, open_orders, obey)
    with pytest.raises(EngineError, match=r"workers die before they read anything.*ended with code 1"):
        list(conduct(DeadCrew(), job, [shard("a", "1")], lambda words: None))


def test_the_watchdog_names_the_shard_that_stands_still(tmp_path: Path) -> None:
    job = Job(tmp_path, open_orders, obey)
    said: list[str] = []
    with pytest.raises(EngineError, match=r"nothing has moved for 0 seconds: a 0\.\.1"):
        list(conduct(IdleCrew(), job, [shard("a", "1")], said.append, stall_s=0.3))
    assert said[0].startswith("a 0..1: nothing new for")


def test_workers_that_never_come_to_life_end_the_run(tmp_path: Path) -> None:
    class NoCrew(IdleCrew):
        def has_room(self) -> bool:
            return False

    job = Job(tmp_path, open_orders, obey)
    with pytest.raises(EngineError, match="no worker has come to life"):
        list(conduct(NoCrew(), job, [shard("a", "1")], lambda words: None, stall_s=0.2))


def test_a_line_cut_off_by_a_death_does_not_count(tmp_path: Path) -> None:
    one = shard("a", "1", "2")
    with spool.SpoolWriter(tmp_path, one, 1) as writer:
        for number in range(2):
            writer.start(number, Page(f"a#{number}", b""))
            writer.done(Refusal(f"a#{number}", "clean", Reason.EMPTY, "x"))
    file = spool.spool_file(tmp_path, one, 1)
    file.write_bytes(file.read_bytes()[:-5])
    assert list(spool.done_so_far(tmp_path, one)) == [0]
    assert spool.last_started(tmp_path, one, 1).number == 1  # type: ignore[union-attr]
    assert spool.next_attempt(tmp_path, one) == 2
