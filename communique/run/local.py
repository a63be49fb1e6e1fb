"""In this process, or in a pool of processes on this machine."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.run.engine import Outcome, Work
from communique.run.guard import guard, lost
from communique.run.nursery import open_nursery, start_worker

# Pages handed out ahead of the one whose turn it is: enough that a long page does not idle the others.
IN_FLIGHT_PER_JOB = 8


@dataclass(frozen=True, slots=True)
class InProcess:
    """One page after the other, here."""

    def map(self, work: Work, pages: Iterable[Page | Refusal]) -> Iterator[Outcome]:
        for page in pages:
            yield page if isinstance(page, Refusal) else guard(work, page)


@dataclass(frozen=True, slots=True)
class ProcessPool:
    """`jobs` processes; at most `8 * jobs` pages are held at once.

    When a process dies (out of memory, killed), the pages that were in flight are read again, each alone in a process
    of its own; one that kills its process again is refused. `ready`: a module whose import loads what the work needs.
    """

    jobs: int
    ready: str | None = None

    def map(self, work: Work, pages: Iterable[Page | Refusal]) -> Iterator[Outcome]:
        run = _PoolRun(self.jobs, work, self.ready)
        try:
            for page in pages:
                run.add(page)
                while len(run.waiting) >= IN_FLIGHT_PER_JOB * self.jobs:
                    yield run.take()
            while run.waiting:
                yield run.take()
        finally:
            run.close()


@dataclass(slots=True)
class _PoolRun:
    """The pages in flight, oldest first: done (an Outcome) or under way (page and Future)."""

    jobs: int
    work: Work
    ready: str | None
    waiting: deque[Outcome | tuple[Page, Future[Outcome]]] = field(default_factory=deque)
    pool: ProcessPoolExecutor | None = None

    def add(self, page: Page | Refusal) -> None:
        if isinstance(page, Refusal):
            self.waiting.append(page)
            return
        try:
            self.waiting.append((page, self._submit(page)))
        except BrokenProcessPool:
            self._rescue()
            self.waiting.append((page, self._submit(page)))

    def take(self) -> Outcome:
        """The outcome of the oldest page."""
        head = self.waiting[0]
        if isinstance(head, tuple):
            try:
                outcome = head[1].result()
            except BrokenProcessPool:
                self._rescue()
                return self.take()
            self.waiting.popleft()
            return outcome
        self.waiting.popleft()
        return head

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)
            self.pool = None

    def _submit(self, page: Page) -> Future[Outcome]:
        if self.pool is None:
            self.pool = _new_pool(self.ready, self.jobs)
        return self.pool.submit(guard, self.work, page)

    def _rescue(self) -> None:
        """Replace the broken pool; read again, each alone, what it was holding."""
        self.close()
        self.waiting = deque(self._settle(item) for item in self.waiting)

    def _settle(self, item: Outcome | tuple[Page, Future[Outcome]]) -> Outcome:
        if not isinstance(item, tuple):
            return item
        page, future = item
        if future.done() and not future.cancelled() and future.exception() is None:
            return future.result()
        return self._read_alone(page)

    def _read_alone(self, page: Page) -> Outcome:
        with _new_pool(self.ready, 1) as pool:
            try:
                return pool.submit(guard, self.work, page).result()
            except BrokenProcessPool:
                return lost(page, "its process died twice while reading it (out of memory, or killed)")


def _new_pool(ready: str | None, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=open_nursery(ready), initializer=_start_in_pool)


def _start_in_pool() -> None:
    """Do not outlive the parent, and end at Ctrl-C at once, as it does: it waits for the pages under way otherwise."""
    start_worker()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
