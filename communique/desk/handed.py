"""PAGES HANDED IN by people, read in a process beside the one that answers them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from communique.desk.archive import ArchiveDesk
from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.outcome import Reading, Reason, Refusal
from communique.remember.archive import Added
from communique.run.aside import Aside
from communique.settings import Settings

# A browser says so of a file; an SVG is text, and no article.
NO_TEXT: Final = ("image", "audio", "video", "font")


class HandedIn:
    """Reads one page after the other, whoever hands it in; what a page holds can neither stop nor fill this process."""

    def __init__(self, desk: ArchiveDesk, settings: Settings, *, limit_s: float = 60.0) -> None:
        self._desk, self._settings = desk, settings
        self._aside = Aside(limit_s=limit_s)
        self._turn = threading.Lock()

    def add(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Reading | Refusal, Added]]:
        """Each page with its outcome and what was added. Raises: ArchiveError, ModelError."""
        for page in pages:
            outcome = _no_text(page) or self._read(page)
            yield page, outcome, self._desk.archive.add(page, outcome)

    def _read(self, page: Page) -> Reading | Refusal:
        with self._turn:
            return self._aside.read(partial(read_page, trained=self._settings.trained), page)

    def close(self) -> None:
        self._aside.close()


def _no_text(page: Page) -> Refusal | None:
    sort = (page.media_type or "").partition("/")[0]
    return Refusal(page.name, "open", Reason.BINARY, f"{page.media_type}: no text") if sort in NO_TEXT else None
