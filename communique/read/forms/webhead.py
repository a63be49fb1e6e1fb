"""What an HTML page says about its article: title, address, outlet, author, sections, day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.headers import match_byline, sections_of
from communique.read.normalise import fold, one_line

_TITLE_PARTS = re.compile(r"\s+[|–—»·•:-]\s+|\s*\|\s*")
_MOST_NODES = 40


def having(*words: str) -> str:
    """XPath of elements whose class, id or label contains one of the words (lower case)."""
    looked = (
        "translate(concat(@class,' ',@id,' ',@aria-label),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')"
    )
    return "//*[" + " or ".join(f"contains({looked},'{word}')" for word in words) + "]"


_CRUMBS = (having("breadcrumb"), "//*[contains(@itemtype,'BreadcrumbList')]")
_RUBRICS = "//*[@rel='category' or @rel='category tag' or @rel='tag'] | " + having(
    "kicker", "rubric", "section-name", "article-section", "category", "eyebrow"
)


class Head:
    """The metadata of a parsed page: `<meta>` by lower-case name, and JSON-LD objects, flattened."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.meta: dict[str, str] = {}
        for node in tree.iter("meta"):
            key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            value = one_line(node.get("content") or "")
            if key and value:
                self.meta.setdefault(key, value)
        self.linked = [
            thing
            for text in tree.xpath("//script[@type='application/ld+json']/text()")[:20]
            for thing in _things(str(text))
        ]

    def linked_article(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article, or {}."""
        return next((t for t in self.linked if re.search(r"Article|Posting|Report$", str(t.get("@type")))), {})


def _things(text: str, deep: int = 0) -> Iterator[dict[str, Any]]:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return
    queue = [tree]
    while queue and deep < 500:
        deep += 1
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item[:100])
        elif isinstance(item, dict):
            yield item
            queue.extend(item.get("@graph", []) if isinstance(item.get("@graph"), list) else [])


def title_of(head: Head) -> str | None:
    """The headline: the h1 that a stated title repeats, else the stated title, else the h1, else the window's title."""
    stated = [t for t in (head.meta.get("og:title"), text_of(head.linked_article().get("headline"))) if t]
    window = _page_title(head)
    outlet = outlet_of(head)
    h1s = [t for node in head.tree.xpath("//h1")[:_MOST_NODES] if (t := one_line(node.text_content())) and t != outlet]
    for heading in h1s:
        if any(_repeats(heading, title) for title in (*stated, *filter(None, [window]))):
            return heading
    best = next(iter((*stated, *h1s)), None) or window
    return _without_site(best, outlet) if best else None


def has_headline(head: Head) -> bool:
    """Whether the page marks its headline at all; a window's title may be the site's."""
    return bool(head.meta.get("og:title") or head.linked_article().get("headline") or head.tree.xpath("//h1"))


def _repeats(heading: str, title: str) -> bool:
    """Whether most of `title` is `heading`; the rest may be the site's name."""
    inner, outer = fold(heading), fold(title)
    return bool(inner) and inner in outer and len(inner) >= 0.4 * len(outer)


def _page_title(head: Head) -> str | None:
    return one_line(head.tree.findtext(".//title") or "") or None


def _without_site(title: str, outlet: str | None) -> str:
    parts = _TITLE_PARTS.split(title)
    if len(parts) > 1 and outlet and fold(parts[-1]) == fold(outlet):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-")
    return title


def outlet_of(head: Head) -> str | None:
    publisher = head.linked_article().get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    site = next(
        (
            text_of(t.get("name"))
            for t in head.linked
            if str(t.get("@type")) in ("WebSite", "NewsMediaOrganization", "Organization")
        ),
        None,
    )
    stated = (
        head.meta.get("og:site_name"),
        text_of(name),
        site,
        head.meta.get("application-name"),
        head.meta.get("publisher"),
        head.meta.get("dc.publisher"),
    )
    return next((s for s in stated if s and "." not in s[1:-1].replace(". ", "")), None)


def url_of(head: Head) -> str | None:
    """The canonical address, if it is a whole one."""
    links = head.tree.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href")
    for value in (*links, head.meta.get("og:url"), text_of(head.linked_article().get("url"))):
        if value and urlsplit_ok(str(value).strip()):
            return str(value).strip()
    return None


def urlsplit_ok(url: str) -> bool:
    """Whether this is a whole http address of a reasonable length."""
    try:
        return len(url) < 2000 and url.startswith(("http://", "https://")) and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def join_url(base: str | None, link: str) -> str | None:
    """A whole http address for a link, or None (mail, script, fragment, relative without a base)."""
    link = link.strip()
    if not link or link.startswith("#") or len(link) > 2000:
        return None
    try:
        whole = urljoin(base or "", link)
    except ValueError:
        return None
    return whole if urlsplit_ok(whole) else None


def byline_of(head: Head, words: PageWords) -> str | None:
    author = head.linked_article().get("author")
    authors = author if isinstance(author, list) else [author]
    names = [n for a in authors if (n := text_of(a.get("name") if isinstance(a, dict) else a))]
    if names:
        return ", ".join(dict.fromkeys(names))
    stated = head.meta.get("author") or head.meta.get("article:author") or head.meta.get("dc.creator")
    if stated and not stated.startswith("http"):
        return stated
    for node in head.tree.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'author')]"
    )[:_MOST_NODES]:
        text = one_line(node.text_content())
        if text and len(text) < 80:
            return match_byline(text, words) or (text if len(text.split()) <= 5 and text[0].isupper() else None)
    return None


def sections_in(head: Head, title: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The breadcrumb's entries, or the linked ones of a section line, or what the metadata says."""
    for path in _CRUMBS:
        for node in head.tree.xpath(path)[:3]:
            items = [
                one_line(a.text_content())
                for a in node.iter("a", "span", "li")
                if not len(a.xpath(".//a|.//span|.//li"))
            ]
            if found := _crumbs(items or [one_line(node.text_content())], title):
                return found
    for thing in head.linked:
        if thing.get("@type") == "BreadcrumbList" and isinstance(thing.get("itemListElement"), list):
            names = [
                text_of(i.get("name")) or text_of(i["item"].get("name") if isinstance(i.get("item"), dict) else None)
                for i in thing["itemListElement"]
                if isinstance(i, dict)
            ]
            if found := _crumbs([n for n in names if n], title):
                return found
    rubrics = [
        one_line(n.text_content())
        for n in head.tree.xpath(_RUBRICS)[:_MOST_NODES]
        if not n.xpath("ancestor::nav|ancestor::footer|ancestor::aside")
    ]
    lines = [s for r in rubrics if r and len(r) <= 60 for s in sections_of(r, lexicon)]
    stated = head.meta.get("article:section")
    return tuple(dict.fromkeys(lines)) or (tuple(p for p in re.split(r"\s*[,/|]\s*", stated) if p) if stated else ())


def _crumbs(items: list[str], title: str | None) -> tuple[str, ...]:
    clean = [i.strip(" /›»>|·") for i in items]
    kept = [
        i
        for i in clean
        if i and i.lower() not in ("home", "homepage", "main", "front page", "...", "…") and len(i) <= 60
    ]
    return tuple(
        dict.fromkeys(
            i
            for i in kept
            if not title or (fold(i) != fold(title) and not fold(title).startswith(fold(i.rstrip("….")) or "\0"))
        )
    )[:8]


def text_of(value: Any) -> str | None:
    return (one_line(value)[:1000] or None) if isinstance(value, str) else None
