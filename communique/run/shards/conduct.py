"""Hands shards to a crew until all are done; finds the document that kills; notices when nothing moves."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import EngineError
from communique.record.outcome import Reason, Refusal
from communique.record.shard import Shard
from communique.run.shards import spool
from communique.run.shards.crew import Crew, End, ManifestRow
from communique.run.shards.job import Job

# A document that was under way at this many deaths is refused: the first may have been the machine's fault.
DEATHS_OF_A_DOCUMENT = 2
# Deaths without a document under way, one after the other, that nobody survives: the crew cannot work here.
DEATHS_AT_START = 10
_TICK_S = 1.0


@dataclass(slots=True)
class _UnderWay:
    shard: Shard
    attempt: int
    size: int = 0
    moved_at: float = field(default_factory=time.monotonic)
    is_told: bool = False


def conduct(
    crew: Crew, job: Job, shards: Iterable[Shard], tell: Callable[[str], object], *, stall_s: float = 1800.0
) -> Iterator[ManifestRow]:
    """The manifest row of every shard, as they are done. `tell` hears of deaths and of shards that stand still.

    Raises: EngineError when workers die at the start again and again, or nothing at all moves for `stall_s` seconds;
    it names the shards.
    """
    run = _Run(crew, job, iter(shards), tell, stall_s)
    try:
        while run.hand_out():
            ends = crew.wait(_TICK_S)
            for end in ends:
                row = run.settle(end)
                if row is not None:
                    yield row
            if not ends:
                run.watch()
    finally:
        crew.close()


@dataclass(slots=True)
class _Run:
    crew: Crew
    job: Job
    new: Iterator[Shard]
    tell: Callable[[str], object]
    stall_s: float
    again: deque[Shard] = field(default_factory=deque)
    next_one: Shard | None = None
    moved_at: float = field(default_factory=time.monotonic)
    under_way: dict[str, _UnderWay] = field(default_factory=dict)
    suspects: Counter[tuple[str, int]] = field(default_factory=Counter)
    deaths_at_start: int = 0

    @property
    def _folder(self) -> Path:
        return self.job.folder

    def hand_out(self) -> bool:
        """Gives every free worker a shard, those that come again first; False when nothing is left to wait for."""
        while (shard := self._peek()) is not None and self.crew.has_room():
            self.next_one = None
            attempt = spool.next_attempt(self._folder, shard)
            self.under_way[shard.id] = _UnderWay(shard, attempt)
            self.crew.give(shard, attempt)
            self.moved_at = time.monotonic()
        return bool(self.under_way) or self.next_one is not None

    def _peek(self) -> Shard | None:
        if self.next_one is None:
            self.next_one = self.again.popleft() if self.again else next(self.new, None)
        return self.next_one

    def settle(self, end: End) -> ManifestRow | None:
        """The row of a shard that is done; one whose worker died goes back to those that wait."""
        at = self.under_way.pop(end.shard.id)
        if end.death is None:
            self.deaths_at_start = 0
            spool.remove_spools(self._folder, at.shard)
            return end.row
        started = spool.last_started(self._folder, at.shard, at.attempt)
        if started is None:
            self._died_between(at, end.death)
        else:
            self._died_at(at, started, end.death)
        self.again.append(at.shard)
        return None

    def _died_between(self, at: _UnderWay, death: str) -> None:
        self.deaths_at_start += 1
        self.tell(f"{at.shard.name}: its worker was {death} between two documents; again")
        if self.deaths_at_start >= DEATHS_AT_START:
            raise EngineError(f"workers die before they read anything; the last was {death}, at {at.shard.name}")

    def _died_at(self, at: _UnderWay, started: spool.Started, death: str) -> None:
        suspect = (at.shard.id, started.number)
        self.suspects[suspect] += 1
        took = time.time() - started.at
        is_late = 0 < self.job.timeout_s <= took
        if not is_late and self.suspects[suspect] < DEATHS_OF_A_DOCUMENT:
            self.tell(f"{started.page}: its worker was {death}; again")
            return
        if is_late:
            reason, why = Reason.TIMEOUT, f"not read within {self.job.timeout_s:g} seconds"
        else:
            reason, why = Reason.CRASHED, f"its process died twice while reading it ({death})"
        self.tell(f"{started.page}: refused: {why}")
        # The attempt is over: its number is taken, and the next one finds this document done.
        with spool.SpoolWriter(self._folder, at.shard, spool.next_attempt(self._folder, at.shard)) as note:
            note.started(started)
            note.done(Refusal(started.page, "run", reason, why, started.url))

    def watch(self) -> None:
        """Notices which shards move. Raises: EngineError when none has for too long."""
        now = time.monotonic()
        for at in self.under_way.values():
            size = spool.grown(self._folder, at.shard, at.attempt)
            if size != at.size:
                at.size, at.moved_at, at.is_told = size, now, False
            elif now - at.moved_at > self.stall_s / 2 and not at.is_told:
                at.is_told = True
                self.tell(f"{at.shard.name}: nothing new for {now - at.moved_at:.0f} seconds{self._where(at)}")
        if not self.under_way and now - self.moved_at > self.stall_s:
            raise EngineError(f"no worker has come to life within {self.stall_s:.0f} seconds: are there enough CPUs?")
        if self.under_way and all(now - at.moved_at > self.stall_s for at in self.under_way.values()):
            names = "; ".join(f"{at.shard.name}{self._where(at)}" for at in self.under_way.values())
            raise EngineError(f"nothing has moved for {self.stall_s:.0f} seconds: {names}")

    def _where(self, at: _UnderWay) -> str:
        started = spool.last_started(self._folder, at.shard, at.attempt)
        return f" (at {started.page})" if started else ""
