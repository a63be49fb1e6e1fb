"""Who works: a name for this process, and whether the process of a name still lives."""

from __future__ import annotations

import os
import platform
from functools import cache
from pathlib import Path


@cache
def this_worker() -> str:
    """A name that no other process has, also after this one's number is given away again."""
    return f"{platform.node()}:{os.getpid()}:{_started(os.getpid())}"


def is_dead(worker: str) -> bool:
    """Whether the process of that name ran on this machine and has ended; False for other machines, as nobody knows."""
    node, _, rest = worker.rpartition(":")[0].rpartition(":")
    started = worker.rpartition(":")[2]
    if node != platform.node() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return _started(int(rest)) != started


def _started(pid: int) -> str:
    """When a process started, in ticks since the machine did; "" where the system does not say."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
