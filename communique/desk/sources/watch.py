"""MANY JOBS, for weeks: lease, fetch, read, keep; stops cleanly, and goes on where it was."""

from __future__ import annotations

import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from communique.desk.sources.intake import Fruit, Intake, Taken, fetch_job
from communique.errors import ArchiveError
from communique.read.fetch import Fetcher
from communique.remember.archive import Archive
from communique.remember.jobs import queue, state
from communique.remember.jobs.queue import Job, JobKind, LeaseLostError
from communique.remember.jobs.worker import this_worker
from communique.run.guard import guard_call

# Hosts that are fetched from at once; one at a time from each.
THREADS: Final = 6
# With `--once`: how long a pause is waited for. What is put off for longer is left to the next run.
ONCE_WAITS_S: Final = 30.0
# How long to sleep at most when nothing is due: another program may have added a source.
_NAP_S: Final = 5.0
_TROUBLE_S: Final = (5.0, 300.0)
# Left free on the disk whatever the budget.
RESERVE_BYTES: Final = 200_000_000

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Budget:
    """What archive and WARC folder may take on disk; `most_bytes` 0: all but the reserve."""

    archive: Archive
    most_bytes: int = 0
    warc: Path | None = None

    def taken(self) -> int:
        return state.bytes_on_disk(self.archive) + (bytes_of_folder(self.warc) if self.warc else 0)

    def why_full(self) -> str | None:
        """Why nothing more may be fetched; None when it may."""
        if self.most_bytes and (taken := self.taken()) >= self.most_bytes:
            return (
                f"archive and WARC folder take {taken / 1e6:,.0f} MB of {self.most_bytes / 1e6:,.0f} (setting disk_mb)"
            )
        file = self.archive.engine.url.database if self.archive.engine.dialect.name == "sqlite" else None
        for path in (Path(file) if file else None, self.warc):
            if path is not None and path.exists() and shutil.disk_usage(path).free < RESERVE_BYTES:
                return f"less than {RESERVE_BYTES / 1e6:,.0f} MB are free on the disk of {path}"
        return None


def bytes_of_folder(folder: Path) -> int:
    """The size of the files in a folder."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) if folder.is_dir() else 0


class Watch:
    """Does jobs of `kinds`, or only what is due now (`once`), until told to stop.

    `tell` gets a line about what concerns no single page (the disk is full, the database does not answer); `at_rest` is
    called when nothing can be done for now and there was news, again and again until it returns 0.
    """

    def __init__(
        self, intake: Intake, fetcher: Fetcher, budget: Budget, *, kinds: Sequence[JobKind] = queue.KINDS,
        once: bool = False, tell: Tell = lambda line: None, at_rest: Callable[[], int] = lambda: 0,
    ) -> None:  # fmt: skip
        self._intake, self._budget, self._kinds, self._once, self._tell = intake, budget, kinds, once, tell
        self._at_rest, self._has_news = at_rest, False
        self._archive = intake.archive
        self._fetches = _Fetches(fetcher, THREADS)
        self._ready: deque[tuple[Job, Fruit]] = deque()
        self._full: str | None = None
        self._looked_at = float("-inf")
        self._troubles = 0

    def run(self, stop: threading.Event) -> Iterator[Taken]:
        """What came of each job, as it ends. The article under way is finished when `stop` is set; all else is given
        back. Raises: ModelError, LexiconError; with `once` ArchiveError, else it waits for better times.
        """
        try:
            freed = queue.free_dead(self._archive, datetime.now(UTC), self._intake.pause_s)
            if freed:
                self._tell(f"{freed} jobs of a run that was cut off are taken up again")
            while not stop.is_set():
                try:
                    taken, goes_on = self._step(stop)
                    self._troubles = 0
                except ArchiveError as error:
                    if self._once:
                        raise
                    self._wait_out(error, stop)
                    continue
                if taken is not None:
                    yield taken
                if not goes_on:
                    return
        finally:
            self._fetches.close()
            self._give_back()

    def _step(self, stop: threading.Event) -> tuple[Taken | None, bool]:
        """One thing done: what came of a job, if that was it; and whether there is more to do."""
        self._gather(0.0)
        self._fill()
        if self._ready:
            return self._take(), True
        if self._fetches.under_way:
            self._gather(1.0)
            return None, True
        return None, self._rest(stop)

    def _take(self) -> Taken | None:
        job, fruit = self._ready[0]
        taken = None
        try:
            taken = self._intake.take(job, fruit)
        except LeaseLostError as error:
            self._tell(str(error))
        self._ready.popleft()
        self._has_news = self._has_news or (taken is not None and taken.what in ("new", "version"))
        return taken

    def _gather(self, seconds: float) -> None:
        """Takes in the fetches that are over, waiting for the first one."""
        for job, fruit in self._fetches.finished(seconds):
            self._ready.append((job, fruit))
            self._intake.free_host(job, fruit, datetime.now(UTC))

    def _fill(self) -> None:
        """Leases jobs and has them fetched, never many more than can be read soon."""
        if self._is_full():
            return
        while self._fetches.under_way < THREADS and self._fetches.under_way + len(self._ready) < 2 * THREADS:
            job = queue.lease(self._archive, this_worker(), datetime.now(UTC), self._kinds)
            if job is None:
                return
            self._fetches.start(job)

    def _is_full(self) -> bool:
        if time.monotonic() - self._looked_at >= _NAP_S:
            self._looked_at = time.monotonic()
            full = self._budget.why_full()
            if full and not self._full:
                self._tell(f"nothing is fetched: {full}")
            elif self._full and not full:
                self._tell("there is room on the disk again")
            self._full = full
        return self._full is not None

    def _rest(self, stop: threading.Event) -> bool:
        """Waits for the next job; False when there is none to wait for."""
        if self._has_news:
            self._has_news = self._at_rest() > 0
            return True
        if self._full:
            if self._once:
                raise ArchiveError(f"nothing is fetched: {self._full}")
            stop.wait(_NAP_S)
            return True
        due = queue.next_due(self._archive, self._kinds)
        wait_s = (due - datetime.now(UTC)).total_seconds() if due else None
        if self._once and (wait_s is None or wait_s > ONCE_WAITS_S):
            return False
        stop.wait(min(max(wait_s, 0.01), _NAP_S) if wait_s is not None else _NAP_S)
        return True

    def _wait_out(self, error: ArchiveError, stop: threading.Event) -> None:
        first, longest = _TROUBLE_S
        wait_s = min(first * 2 ** min(self._troubles, 10), longest)
        self._troubles += 1
        self._tell(f"{error}; once more in {wait_s:.0f} s")
        stop.wait(wait_s)

    def _give_back(self) -> None:
        """Frees what was leased and not taken; what cannot be told to the database now, its lease frees."""
        now = datetime.now(UTC)
        for job in [job for job, _ in self._ready] + self._fetches.jobs():
            try:
                queue.put_off(self._archive, job, now)
                queue.free_host(self._archive, job, now + timedelta(seconds=self._intake.pause_s))
            except ArchiveError as error:
                self._tell(str(error))


class _Fetches:
    """Fetches under way, each in a thread that ends with the program."""

    def __init__(self, fetcher: Fetcher, threads: int) -> None:
        self._fetcher = fetcher
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Job, Fruit]] = SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._threads = [threading.Thread(target=self._work, name=f"fetch-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Lets the threads end after the fetch that each is at."""
        for _ in self._threads:
            self._waiting.put(None)

    @property
    def under_way(self) -> int:
        return len(self._jobs)

    def jobs(self) -> list[Job]:
        return list(self._jobs.values())

    def start(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._waiting.put(job)

    def finished(self, seconds: float) -> Iterator[tuple[Job, Fruit]]:
        """The fetches that are over; waits for the first one."""
        try:
            while self._jobs:
                job, fruit = self._done.get(block=seconds > 0, timeout=seconds or None)
                del self._jobs[job.id]
                yield job, fruit
                seconds = 0.0
        except Empty:
            return

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._done.put((job, guard_call(partial(fetch_job, self._fetcher, job), job.address, job.address)))
