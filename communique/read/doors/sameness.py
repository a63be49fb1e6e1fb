"""Do two addresses tell one article? The page's own word for its address, the site, and how alike two texts are."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from communique.read.web.addresses import host_of, tidy
from communique.record.document import Page

_HEAD: Final = 200_000
_LINK: Final = re.compile(rb"<link\b[^>]{0,2000}>", re.I)
_IS_CANONICAL: Final = re.compile(r"""\brel\s*=\s*["']?\s*(?:[\w-]+\s+)*canonical\b""", re.I)
_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_WORD: Final = re.compile(r"\w+")
_SAME_SITE: Final = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
# Words in a row; an article that was corrected shares nearly all of them with its old version, another article none.
_RUN: Final = 5
_ALIKE: Final = 0.5


def site_of(url: str) -> str:
    """The host, with the ones for telephones and the one with "www." counted as the same.

    >>> site_of("https://m.news.example/a"), site_of("http://www.news.example:8080/b")
    ('news.example', 'news.example')
    """
    return _SAME_SITE.sub("", host_of(url))


def canonical_of(page: Page) -> str | None:
    """The address that a page gives as its own, when it is of the same site and names more than the site.

    A page speaks for its own site only: the word of another one would let it pass for that one's article.
    """
    if not page.url:
        return None
    for tag in _LINK.findall(page.data[:_HEAD]):
        words = tag.decode("utf-8", "replace")
        href = _HREF.search(words)
        if href is None or not _IS_CANONICAL.search(words):
            continue
        try:
            address = urljoin(page.url, html.unescape(next(g for g in href.groups() if g is not None).strip()))
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or len(address) > 2000:
                return None
            is_ours = site_of(address) == site_of(page.url) and parts.port == urlsplit(page.url).port
            return tidy(address) if is_ours and (parts.path.strip("/") or parts.query) else None
        except ValueError:
            return None
    return None


def are_alike(a: str, b: str) -> bool:
    """Whether one text is a version of the other.

    >>> are_alike("The ministers met in Riga on Monday and spoke of trade.", "The ministers met in Riga on Monday.")
    True
    """
    runs_a, runs_b = _runs(a), _runs(b)
    smaller = min(len(runs_a), len(runs_b))
    return a == b if not smaller else len(runs_a & runs_b) >= _ALIKE * smaller


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
