"""PAGES HANDED IN by people, read in a process beside the one that answers them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import partial

from communique.desk.archive import ArchiveDesk
from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading, Refusal
from communique.remember.archive import Added
from communique.run.aside import Aside
from communique.settings import Settings


class HandedIn:
    """Reads one page after the other, whoever hands it in; what a page holds can neither stop nor fill this process."""

    def __init__(self, desk: ArchiveDesk, settings: Settings, *, limit_s: float = 60.0) -> None:
        self._desk, self._settings = desk, settings
        self._aside = Aside(limit_s=limit_s)
        self._turn = threading.Lock()

    def add(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Reading | Refusal, Added]]:
        """Each page with its outcome and what was added; then all is followed up. Raises: ArchiveError, ModelError."""
        for page in pages:
            with self._turn:
                outcome = self._aside.read(partial(read_page, trained=self._settings.trained), page)
            yield page, outcome, self._desk.archive.add(page, outcome)
        self._desk.followup.catch_up()

    def close(self) -> None:
        self._aside.close()
