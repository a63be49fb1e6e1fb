"""Sums kept for a while: they are asked again and again, and change only when something is added or decided."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect

# A sum may be so old although something was added since; then it is made anew.
FRESH_S: Final = 30.0
MOST: Final = 512


@dataclass(slots=True)
class _Kept:
    """A sum, when it was made (seconds) and in which state of the archive."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    made_at: float = -1.0
    state: tuple[Any, ...] = ()
    value: Any = None


_kept: WeakKeyDictionary[Archive, OrderedDict[Hashable, _Kept]] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered[T](archive: Archive, name: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made at most every `FRESH_S` seconds and only when the archive has changed."""
    with _lock:
        of_archive = _kept.setdefault(archive, OrderedDict())
        kept = of_archive.setdefault(name, _Kept())
        of_archive.move_to_end(name)
        if len(of_archive) > MOST:
            of_archive.popitem(last=False)
    with kept.lock:
        now = time.monotonic()
        if kept.made_at >= 0 and now - kept.made_at < FRESH_S:
            return kept.value  # type: ignore[no-any-return]
        state = state_of(archive)
        if kept.made_at < 0 or state != kept.state:
            kept.value, kept.state = make(), state
        kept.made_at = now
        return kept.value  # type: ignore[no-any-return]


def state_of(archive: Archive) -> tuple[Any, ...]:
    """Changes whenever a page was added, a decision made, or the ledger followed up."""
    sighting, decision, track = tables.sighting, tables.decision, tables.track
    with connect.reading(archive.engine) as connection:
        return tuple(connection.execute(select(func.max(table.c.id))).scalar() for table in (sighting, decision, track))
