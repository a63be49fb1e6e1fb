"""What a worker does with a shard: read its pages, spool the outcomes, write the tables."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.record.rows import rows_of_reading, rows_of_refusal
from communique.record.shard import Shard
from communique.run.engine import Work
from communique.run.guard import guard
from communique.run.nursery import ONE_THREAD
from communique.run.shards.crew import ManifestRow
from communique.run.shards.spool import SpoolWriter, done_so_far
from communique.run.tables.store import ShardTables

OpenShard = Callable[[Shard], Iterator[Page | Refusal]]
Admit = Callable[[Page], Refusal | None]


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to know, sent to it once.

    `folder`: of the tables; `admit` refuses a page before it is read; `timeout_s`: seconds after which a document's
    process is ended; `made` goes into the manifest: code, models, settings; `ready`: a module whose import loads what
    the work needs.
    """

    folder: Path
    open_shard: OpenShard
    work: Work
    admit: Admit | None = None
    timeout_s: float = 300.0
    made: Mapping[str, Any] = field(default_factory=dict)
    ready: str | None = None


def do_shard(job: Job, shard: Shard, attempt: int) -> ManifestRow:
    """The row of the manifest, after the tables are in their place. What earlier attempts have done is not done again.

    Raises: ModelError, LexiconError, OSError.
    """
    began, cpu_began = time.monotonic(), time.process_time()
    done = done_so_far(job.folder, shard)
    numbers = []
    with SpoolWriter(job.folder, shard, attempt) as spool:
        for number, page in enumerate(job.open_shard(shard)):
            numbers.append(number)
            if number in done:
                continue
            if isinstance(page, Refusal):
                spool.start(number, Page(page.page, b"", url=page.url))
                spool.done(page)
                continue
            spool.start(number, page)
            with _deadline(job.timeout_s):
                outcome = (job.admit(page) if job.admit else None) or guard(job.work, page)
            spool.done(outcome)
    counts, dropped = _write_tables(job, shard, attempt, numbers)
    return {
        "shard": shard.id, "input": shard.input, "source": shard.source, "kind": shard.kind, "start": shard.start,
        "stop": shard.stop, "digest": shard.digest, "pages": len(numbers), "readings": counts["articles"],
        "refusals": counts["refusals"], "dropped": dropped, "tables": counts, "attempts": attempt,
        "seconds": round(time.monotonic() - began, 3), "cpu_seconds": round(time.process_time() - cpu_began, 3),
        "made": dict(job.made),
    }  # fmt: skip


def _write_tables(job: Job, shard: Shard, attempt: int, numbers: list[int]) -> tuple[dict[str, int], int]:
    """Rows per table, and how many of the refusals are pages that were not admitted."""
    dropped = 0
    done = done_so_far(job.folder, shard)
    tables = ShardTables(job.folder, shard.id, attempt)
    try:
        for number in numbers:
            name, line = done.pop(number)
            tree = json.loads(line)
            rows = rows_of_reading(tree, name, line) if "article" in tree else iter([rows_of_refusal(tree)])
            for table, row in rows:
                tables.add(table, row)
                dropped += table == "refusals" and row["reason"] == Reason.NOT_DIPLOMATIC
        tables.finish()
    finally:
        tables.abandon()
    return tables.counts, dropped


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """The kernel ends this process when the block takes longer: it needs neither Python nor its lock for that."""
    if seconds <= 0 or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def settle_worker() -> None:
    """Makes this process fit for work: one thread for each library, and the alarm clock ends it."""
    os.environ.update(ONE_THREAD)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    import pyarrow as pa

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
