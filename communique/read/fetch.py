"""Address -> Page: the only file that asks the network for anything; `web/` holds its parts.

Robots, pace, limits and the check of every address that a name resolves to are no options: they hold for each hop.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.settings import Settings

Wanted = Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is what it was when `etag` or `modified` was told; ask with these the next time."""

    url: str
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches politely and safely, from several threads if need be. Leaving the context closes all connections."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, wanted: Wanted = "page"
    ) -> Page | NotModified | Refusal:
        """The page at an address; waits its turn at the host (at most `pause` + crawl-delay).

        `etag` and `modified` are those of the copy that the caller has (`page.fetched.etag`, `.modified`). A refusal
        that says when to come back is a `Deferred`. Never raises on what the network does.
        """
        raise NotImplementedError
