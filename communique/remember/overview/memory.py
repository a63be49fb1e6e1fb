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

# A sum may be so old although something was added since; then `refresh` makes it anew, and whoever asks when nobody
# refreshed waits for a new one.
FRESH_S: Final = 30.0
STALE_S: Final = 120.0
# Sums that nobody has asked for so long are not refreshed.
ASKED_S: Final = 600.0
MOST: Final = 512


@dataclass(slots=True)
class _Kept:
    """A sum, when it was made and asked for (seconds), in which state of the archive, and how to make it."""

    make: Callable[[], Any]
    lock: threading.Lock = field(default_factory=threading.Lock)
    made_at: float = -1.0
    asked_at: float = -1.0
    state: tuple[Any, ...] = ()
    value: Any = None


_kept: WeakKeyDictionary[Archive, OrderedDict[Hashable, _Kept]] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered[T](archive: Archive, name: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made only when the archive has changed; `STALE_S` seconds old at most."""
    with _lock:
        of_archive = _kept.setdefault(archive, OrderedDict())
        kept = of_archive.setdefault(name, _Kept(make))
        of_archive.move_to_end(name)
        if len(of_archive) > MOST:
            of_archive.popitem(last=False)
    kept.make, kept.asked_at = make, time.monotonic()
    if kept.made_at < 0 or kept.asked_at - kept.made_at >= STALE_S:
        _make(archive, kept, STALE_S)
    return kept.value  # type: ignore[no-any-return]


def refresh(archive: Archive) -> int:
    """Makes those sums anew that are asked for and older than `FRESH_S` seconds; how many those were.

    A thread that calls it now and then spares everybody who asks the waiting. Raises: ArchiveError.
    """
    with _lock:
        every = list(_kept.get(archive, {}).values())
    now = time.monotonic()
    old = [kept for kept in every if now - kept.made_at >= FRESH_S and now - kept.asked_at < ASKED_S]
    for kept in old:
        _make(archive, kept, FRESH_S)
    return len(old)


def _make(archive: Archive, kept: _Kept, most_s: float) -> None:
    with kept.lock:
        now = time.monotonic()
        if kept.made_at >= 0 and now - kept.made_at < most_s:
            return  # somebody else was faster
        state = state_of(archive)
        if kept.made_at < 0 or state != kept.state:
            kept.value, kept.state = kept.make(), state
        kept.made_at = now


def state_of(archive: Archive) -> tuple[Any, ...]:
    """Changes whenever a page was added, a decision made, or the ledger followed up."""
    sighting, decision, track = tables.sighting, tables.decision, tables.track
    with connect.reading(archive.engine) as connection:
        return tuple(connection.execute(select(func.max(table.c.id))).scalar() for table in (sighting, decision, track))
