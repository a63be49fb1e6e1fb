"""Engine: what every way of running work promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from communique.record.document import Page
from communique.record.outcome import Reading, Refusal

Outcome = Reading | Refusal
Work = Callable[[Page], Outcome]


class Engine(Protocol):
    """Does `work` on pages.

    The law of engines: one outcome for each page, exactly once, in the order of the pages; a refusal among the pages
    (one that could not even be opened) passes through in its place; a page whose work crashes, or kills its process,
    becomes a Refusal; `pages` is drawn on as work is done, never all at once.
    """

    def map(self, work: Work, pages: Iterable[Page | Refusal]) -> Iterator[Outcome]: ...
