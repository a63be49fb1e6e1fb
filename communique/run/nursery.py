"""Where worker processes come from: a process that has loaded what they all need once, and is forked for each.

A fork takes a moment and shares the memory of what was loaded; a worker that gives way to a new one costs no second
loading. That process runs no threads: a fork of a program would copy the locks of the libraries that run some.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext

Nursery = ForkServerContext | SpawnContext
# One thread for each library in each worker: the documents are what runs side by side.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}


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
