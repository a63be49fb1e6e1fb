"""Workers in processes of this machine."""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from communique.errors import CommuniqueError
from communique.record.shard import Shard
from communique.run.nursery import ONE_THREAD, Nursery, environment, open_nursery, start_worker
from communique.run.shards.crew import MOST_PAGES, End
from communique.run.shards.job import Job, do_shard, settle_worker


class LocalCrew:
    """`jobs` processes, started when they are first needed. See `Crew`."""

    def __init__(self, jobs: int, job: Job) -> None:
        self._jobs, self._job = jobs, job
        self._nursery: Nursery | None = None  # until there is work
        self._free: list[_Worker] = []
        self._busy: list[_Worker] = []

    def has_room(self) -> bool:
        return len(self._busy) < self._jobs

    def give(self, shard: Shard, attempt: int) -> None:
        worker = self._free.pop() if self._free else self._new_worker()
        worker.give(shard, attempt)
        self._busy.append(worker)

    def _new_worker(self) -> _Worker:
        if self._nursery is None:
            self._nursery = open_nursery(self._job.ready)
        return _Worker(self._nursery, self._job)

    def wait(self, seconds: float) -> list[End]:
        ready = wait([worker.pipe for worker in self._busy], seconds) if self._busy else []
        ends = []
        for worker in [w for w in self._busy if w.pipe in ready]:
            end = worker.take()  # may raise: `close` ends the worker then
            self._busy.remove(worker)
            if worker.pages >= MOST_PAGES:
                worker.stop(now=False)
            elif end.death is None:
                self._free.append(worker)
            ends.append(end)
        return ends

    def close(self) -> None:
        for worker in (*self._busy, *self._free):
            worker.stop(now=worker in self._busy)
        self._busy.clear()
        self._free.clear()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, nursery: Nursery, job: Job) -> None:
        self.pipe, theirs = nursery.Pipe()
        self.process = nursery.Process(target=_serve, args=(theirs, job), daemon=True)
        with environment(ONE_THREAD):
            self.process.start()
        theirs.close()
        self.shard: Shard | None = None
        self.pages = 0

    def give(self, shard: Shard, attempt: int) -> None:
        self.shard = shard
        with suppress(OSError):  # it died while it was waiting: `take` tells
            self.pipe.send((shard, attempt))

    def take(self) -> End:
        assert self.shard is not None
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            self.pipe.close()
            return End(self.shard, None, _cause(self.process.exitcode))
        if isinstance(answer, BaseException):
            raise answer
        self.pages += answer["pages"]
        return End(self.shard, answer)

    def stop(self, *, now: bool) -> None:
        self.pipe.close()
        if now:
            self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(5)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"ended with code {code}"


def _serve(pipe: Connection[Any, Any], job: Job) -> None:
    """Does shards until the pipe is closed. Ctrl-C is the parent's; the worker does not outlive it."""
    start_worker()
    settle_worker()
    while True:
        try:
            shard, attempt = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Any = do_shard(job, shard, attempt)
        except (CommuniqueError, OSError) as error:
            answer = error
        try:
            pipe.send(answer)
        except OSError:
            return
