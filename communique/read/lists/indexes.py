"""A page that lists articles: its links that look like an article's, and the feeds that it names."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from communique.lexicon.outlets.load import outlet_of
from communique.read.lists.listed import Entry, Found, absolute, check_entries, plain_title
from communique.read.web.addresses import host_of

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
# Source: own look at the addresses of the outlets in `lexicon/outlets`; the folders of a site that hold no articles.
_NO_ARTICLE = re.compile(
    r"/(?:tags?|category|categories|topics?|authors?|about(?:-us)?|contacts?|search|login|register|account|privacy|terms"
    r"|subscribe|advertis\w*|rss|feeds?|sitemap|page|archive|wp-(?:content|json|admin)|cdn-cgi|static|assets|galler\w+"
    r"|photos?|videos?|podcasts?|vacanc\w+|jobs?|careers?)(?:/|$)",
    re.I,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|css|js|xml|rss|json|ico)$", re.I)
_DATED = re.compile(r"/(?:19|20)\d\d/(?:[01]?\d|[a-z]{3})(?:/|-)|/(?:19|20)\d\d-?[01]\d-?[0-3]\d")
_SLUG_WORDS, _TITLE_WORDS = 4, 4
_MOST_LINKS, _MOST_PIECES = 10_000, 50
_LONG_NUMBER = re.compile(r"(?:^|[/_=-])\d{4,}(?:$|[/_.-])")


def read_index(html: str, url: str, now: datetime) -> Found | None:
    """The articles that a page links to on its own site, in the page's order; None when there are none."""
    root = _parse(html)
    if root is None:
        return None
    base = root.find(".//base[@href]")
    home = (absolute(url, base.get("href")) if base is not None else None) or url
    links = islice(root.iterfind(".//a[@href]"), _MOST_LINKS)
    entries = [e for link in links if (e := _entry(link, home, url)) is not None]
    items, notes = check_entries(_longest_titles(entries), url, now)
    feeds = _feeds(root, home)
    if not items and not feeds:
        return None
    return Found("index", items, plain_title(root.findtext(".//title")), notes, feeds)


def looks_like_article(url: str, title: str | None = None) -> bool:
    """Whether an address alone, or with the words of its link, looks like an article's.

    >>> looks_like_article("https://news.example/2026/11/25/ministers-meet-in-tbilisi/")
    True
    >>> looks_like_article("https://news.example/category/politics")
    False
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = unquote(parts.path)
    outlet = outlet_of(url)
    if outlet is not None and outlet.cleaning is not None and outlet.cleaning.is_article(path):
        return True
    if _NO_ARTICLE.search(path) or _FILE.search(path):
        return False
    slug = path.rstrip("/").rpartition("/")[2]
    has_slug = len([w for w in re.split(r"[-_]", slug) if w]) >= _SLUG_WORDS
    has_number = bool(_LONG_NUMBER.search(f"{path}?{parts.query}"))
    if _DATED.search(path) and slug and not slug.isdecimal():
        return True
    told = title is None or len(title.split()) >= _TITLE_WORDS
    return (has_slug or has_number) and told


def _parse(html: str) -> Any | None:
    from lxml import etree
    from lxml import html as lxml_html

    if not html.strip():
        return None
    parser = lxml_html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, encoding="utf-8")
    try:
        return lxml_html.fromstring(html.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _entry(link: Any, home: str, url: str) -> Entry | None:
    address = absolute(home, link.get("href") or "")
    if address is None or host_of(address) != host_of(url) or address == url:
        return None
    title = plain_title(" ".join(islice(link.itertext(), _MOST_PIECES))) or plain_title(link.get("title"))
    return Entry(address, title) if looks_like_article(address) else None


def _longest_titles(entries: list[Entry]) -> list[Entry]:
    """One entry an address, with the fullest words that any of its links has; one without any words is a picture's."""
    best: dict[str, Entry] = {}
    for entry in entries:
        known = best.get(entry.link)
        if known is None or len(entry.title or "") > len(known.title or ""):
            best[entry.link] = entry
    return [e for e in best.values() if looks_like_article(e.link, e.title or "")]


def _feeds(root: Any, home: str) -> tuple[str, ...]:
    found = (
        absolute(home, link.get("href") or "")
        for link in islice(root.iterfind(".//link[@href]"), _MOST_LINKS)
        if "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower() in _FEED_TYPES
    )
    return tuple(dict.fromkeys(f for f in found if f is not None))[:20]
