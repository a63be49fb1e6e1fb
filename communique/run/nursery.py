"""Where worker processes come from: a process that has loaded what they all need once, and is forked for each.

A fork takes a moment and shares the memory of what was loaded; a worker that gives way to a new one costs no second
loading. That process runs no threads: a fork of a program would copy the locks of the libraries that run some.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext

Nursery = ForkServerContext | SpawnContext
# One thread for each library in each worker: the documents are what runs side by side. The last one is that of
# jemalloc in Arrow, which starts a thread as soon as it is loaded.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false", "JE_ARROW_MALLOC_CONF": "background_thread:false"}


def open_nursery(ready: str | None) -> Nursery:
    """What starts processes. `ready`: a module whose import loads what they need; it begins to load now.

    Without one, and where the system cannot do this, each process starts fresh and loads by itself.
    """
    if ready is None or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    nursery = multiprocessing.get_context("forkserver")
    nursery.set_forkserver_preload([ready])
    with environment(ONE_THREAD):
        forkserver.ensure_running()
    return nursery


def start_worker() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Where a process is started: it takes its environment from here, and libraries read it when they are loaded."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
