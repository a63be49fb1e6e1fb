"""Page, Fetched, Block, Article: a document before and after cleaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from communique.record.text import Evidence

BlockKind = Literal["paragraph", "heading", "list_item", "quotation", "table"]
PublishedBasis = Literal["metadata", "dateline", "inferred"]
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a page came over the network.

    `asked`: the address that was asked for (`Page.url` is where it was found in the end); `hops`: the addresses of all
    redirects in between; `headers`: of the response, names in lower case, in the server's order.
    """

    asked: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def charset(self) -> str | None:
        """The encoding that the server tells, not checked."""
        match = _CHARSET.search(self.header("content-type") or "")
        return match.group(1) if match else None

    @property
    def etag(self) -> str | None:
        return self.header("etag")

    @property
    def modified(self) -> str | None:
        return self.header("last-modified")


@dataclass(frozen=True, slots=True)
class Page:
    """Raw bytes as found, with what is known about them from outside.

    `name` says where it came from ("news.html", "feed.jsonl#3", "-"); `media_type` is a hint or None.
    What the caller states (`published`: ISO date, `outlet`, `url`, `title`) wins over what the page says.
    """

    name: str
    data: bytes
    media_type: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    licence: str | None = None
    fetched: Fetched | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of `Article.text` [start, end) and the way back to the page.

    `origin` names the page element: "line 12" (plain text, 1-based) or an XPath-like "/html/body/article/p[3]".
    """

    start: int
    end: int
    kind: BlockKind
    origin: str


@dataclass(frozen=True, slots=True)
class Published:
    """Day of publication. `value` is an ISO date; `basis` says where it comes from.

    `evidence` are the clues in the text (basis `inferred`, or a dateline inside the text); `words` is the
    page's own wording where it stands outside the text, or None.
    """

    value: str
    basis: PublishedBasis
    evidence: tuple[Evidence, ...] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another story that the page points at."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The headline's article alone; `text` is fixed for ever and every span points into it.

    Paragraphs are parted by a blank line ("\\n\\n"). The title is not part of `text`.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    sections: tuple[str, ...] = ()
    language: str = "en"
    published: Published | None = None
    related: tuple[Related, ...] = ()
    licence: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def published_on(self) -> date | None:
        """The day of publication, as the outlet counts days."""
        return date.fromisoformat(self.published.value[:10]) if self.published else None
