"""THE FOLLOWER: a thread that follows up what waits, so that nobody who looks at the archive has to."""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from communique.desk.archive import ArchiveDesk
from communique.errors import ArchiveError

PAUSE_S: Final = 2.0
_log = logging.getLogger(__name__)


class Follower:
    """Follows up now and then, and at once when it is woken. Other programs may follow up the same archive."""

    def __init__(self, desk: ArchiveDesk) -> None:
        self._desk = desk
        self._woken, self._idle = threading.Event(), threading.Event()
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def follow(self, wait_s: float) -> bool:
        """Wakes it; True when all is followed up within `wait_s` seconds. Never waits for one that was not started."""
        self._idle.clear()
        self._woken.set()
        return self._thread.is_alive() and self._idle.wait(wait_s)

    def stop(self) -> None:
        self._is_over = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while not self._is_over:
            self._woken.clear()
            try:
                self._catch_up()
            except ArchiveError as error:
                _log.warning("following up: %s", error)
            if not self._woken.is_set():
                self._idle.set()
            self._woken.wait(PAUSE_S)

    def _catch_up(self) -> None:
        """One reading after the other; those who decide have the archive for as long as each has taken."""
        while not self._is_over:
            began = time.monotonic()
            if not self._desk.followup.catch_up(batches=1, at_once=1):
                return
            time.sleep(min(PAUSE_S, time.monotonic() - began))
