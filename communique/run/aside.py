"""One process beside this one that reads page after page: for a program that runs for weeks."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from communique.errors import CommuniqueError
from communique.record.document import Page
from communique.run.engine import Outcome, Work
from communique.run.guard import guard, lost
from communique.run.nursery import start_worker

# The language library keeps every word that it has met: a process that has read so many pages makes room for a new one.
MOST_PAGES = 5000
LIMIT_S = 300.0
_STOP_S = 5.0


class Aside:
    """A process that is started at the first page, replaced after `most_pages` pages, and killed when a page takes
    longer than `limit_s`. A page during which it dies is read once more, by a new one, and then refused.

    What a page holds can so neither stop this process nor fill its memory.
    """

    def __init__(self, *, most_pages: int = MOST_PAGES, limit_s: float = LIMIT_S) -> None:
        self._most_pages, self._limit_s = most_pages, limit_s
        self._process: SpawnProcess | None = None
        self._link: Connection | None = None
        self._pages = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def read(self, work: Work, page: Page) -> Outcome:
        """What `work` makes of the page. Raises: ModelError, LexiconError, as `guard` does."""
        for _ in range(2):
            link = self._start()
            try:
                link.send((work, page))
                if not link.poll(self._limit_s):
                    self._kill()
                    return lost(page, f"reading it took longer than {self._limit_s:.0f} s")
                answer: Outcome | CommuniqueError = link.recv()
            except (EOFError, OSError):
                self._kill()
                continue
            self._pages += 1
            if isinstance(answer, CommuniqueError):
                raise answer
            if self._pages >= self._most_pages:
                self.close()
            return answer
        return lost(page, "its process died twice while reading it (out of memory, or killed)")

    def close(self) -> None:
        """Ends the process, at once when it does not end by itself."""
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.join(_STOP_S)
        self._kill()

    def _start(self) -> Connection:
        if self._process is not None and self._link is not None and self._process.is_alive():
            return self._link
        self._kill()
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work_on, args=(there,), daemon=True)
        process.start()
        there.close()
        self._process, self._link, self._pages = process, here, 0
        return here

    def _kill(self) -> None:
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._link = None


def _work_on(link: Connection) -> None:
    """Reads what comes until the other side has gone."""
    start_worker()
    # A service that is stopped tells all its processes; the one that leads ends the others when it is ready.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        try:
            work, page = link.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Outcome | CommuniqueError = guard(work, page)
        except CommuniqueError as error:
            answer = error
        try:
            link.send(answer)
        except OSError:
            return
