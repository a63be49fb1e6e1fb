"""One request at a time to a host, and a pause after it; over threads, processes and restarts.

With a folder, each host has a file in it: its lock is the turn, its content the moment from which the host may be
asked again. The lock of a process that dies is free at once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows: the turn holds within one process only
    fcntl = None  # type: ignore[assignment]

_STEP_S = 0.05
_LONGEST_S = 7 * 86_400.0


class TooSoonError(Exception):
    """The host's turn is further away than the caller waits; `wait_s` says how far."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"not before {wait_s:.0f} s from now")
        self.wait_s = wait_s


@dataclass(slots=True)
class Turn:
    """A host's turn. The pause after it is `pause_s`; 0 when the host was not touched."""

    pause_s: float


class Pace:
    """`patience_s`: how long a caller waits for a host's turn before it is told to come back."""

    def __init__(self, pause_s: float, patience_s: float, folder: Path | None = None) -> None:
        self._pause_s, self._patience_s, self._folder = pause_s, patience_s, folder
        self._locks: dict[str, Lock] = {}
        self._free_at: dict[str, float] = {}
        self._table = Lock()

    @contextmanager
    def turn(self, host: str, delay_s: float = 0.0) -> Iterator[Turn]:
        """Waits for the host's turn and holds it. Raises: TooSoonError."""
        give_up_at = time.monotonic() + self._patience_s
        with self._table:
            lock = self._locks.setdefault(host, Lock())
        if not lock.acquire(timeout=self._patience_s):
            raise TooSoonError(self._pause_s)
        try:
            with self._file(host, give_up_at) as file:
                _wait_until(self._free(host, file), give_up_at)
                turn = Turn(max(self._pause_s, delay_s))
                self._keep(host, file, time.time() + turn.pause_s)  # should this process die in its turn
                try:
                    yield turn
                finally:
                    self._keep(host, file, time.time() + min(turn.pause_s, _LONGEST_S))
        finally:
            lock.release()

    @contextmanager
    def _file(self, host: str, give_up_at: float) -> Iterator[BinaryIO | None]:
        if self._folder is None:
            yield None
            return
        with (self._folder / f"{sha256(host.encode()).hexdigest()[:24]}.pace").open("a+b") as file:
            while fcntl is not None:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= give_up_at:
                        raise TooSoonError(self._pause_s) from None
                    time.sleep(_STEP_S)
            yield file

    def _free(self, host: str, file: BinaryIO | None) -> float:
        """Seconds since 1970; a clock that was set back makes nobody wait longer than the longest wait."""
        told = self._free_at.get(host, 0.0)
        if file is not None:
            file.seek(0)
            try:
                told = max(told, float(file.read(32) or b"0"))
            except ValueError:
                told = max(told, 0.0)
        return told if told < time.time() + _LONGEST_S else 0.0

    def _keep(self, host: str, file: BinaryIO | None, moment: float) -> None:
        self._free_at[host] = moment
        if file is not None:
            file.truncate(0)
            file.write(f"{moment:.3f}".encode())
            file.flush()


def _wait_until(moment: float, give_up_at: float) -> None:
    wait_s = moment - time.time()
    if wait_s > max(0.0, give_up_at - time.monotonic()):
        raise TooSoonError(wait_s)
    if wait_s > 0:
        time.sleep(wait_s)
