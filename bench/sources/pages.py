"""What the hostile hosts say: pages, feeds that lie, and answers that are no pages."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from texts import Story

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is bytes, or a function that yields them for ever and a pause in seconds between two."""

    status: int = 200
    kind: str = "text/html; charset=utf-8"
    body: bytes | Callable[[], Iterator[bytes]] = b""
    pause_s: float = 0.0
    headers: Headers = field(default_factory=dict)


def page(story: Story, *, head: str = "", charset: str = "utf-8", declared: str | None = "utf-8") -> bytes:
    """A page with the furniture that pages have."""
    meta = f'<meta charset="{declared}">' if declared else ""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return (
        f"<!doctype html><html lang=en><head>{meta}<title>{escape(story.title)}</title>{head}"
        f'<meta property="article:published_time" content="{story.published.isoformat()}T09:00:00Z"></head><body>'
        "<nav><a href=/>Home</a> <a href=/politics>Politics</a></nav>"
        f"<article><h1>{escape(story.title)}</h1>{text}</article>"
        "<aside><h3>Read also</h3><a href=/x>Other news</a></aside><footer>© Loopback Gazette</footer></body></html>"
    ).encode(charset, "xmlcharrefreplace")


def rss(items: Iterable[tuple[str, Story]], *, date_of: Callable[[Story], str] | None = None) -> str:
    """RSS 2.0 of (address, story)."""
    rows = []
    for address, story in items:
        at = datetime(story.published.year, story.published.month, story.published.day, 9, tzinfo=UTC)
        told = date_of(story) if date_of else format_datetime(at)
        rows.append(
            f"<item><title>{escape(story.title)}</title><link>{escape(address)}</link>"
            f"<guid>{escape(address)}</guid><pubDate>{told}</pubDate></item>"
        )
    return f"<rss version='2.0'><channel><title>Gazette</title>{''.join(rows)}</channel></rss>"


def atom(items: Iterable[tuple[str, Story]], *, days_ahead: int = 0) -> str:
    """Atom of (address, story), its dates moved."""
    rows = []
    for address, story in items:
        at = datetime.now(UTC) + timedelta(days_ahead) if days_ahead else datetime(2026, 1, 5, tzinfo=UTC)
        rows.append(
            f"<entry><title>{escape(story.title)}</title><link href='{escape(address)}'/><id>{escape(address)}</id>"
            f"<updated>{at.isoformat()}</updated></entry>"
        )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>{''.join(rows)}</feed>"


def sitemap(addresses: Iterable[str]) -> str:
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>"


def index(items: Iterable[tuple[str, Story]]) -> bytes:
    """A front page that links to its articles."""
    rows = "".join(f"<h2><a href='{escape(address)}'>{escape(story.title)}</a></h2>" for address, story in items)
    return f"<!doctype html><html><head><title>Gazette</title></head><body><main>{rows}</main></body></html>".encode()


def bomb(megabytes: int) -> bytes:
    """Many zeros under gzip."""
    return gzip.compress(b"<p>" + b"0" * (megabytes * 1_000_000), 9)


def entity_bomb(address: str) -> bytes:
    """Billion laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]>'
        f"<rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title><link>{address}</link></item>"
        "</channel></rss>"
    ).encode()


def huge_feed(items: list[tuple[str, Story]], megabytes: int) -> bytes:
    """A feed of so many megabytes."""
    one = rss(items).encode()
    filler = b"<!-- " + b"x" * (megabytes * 1_000_000) + b" -->"
    return one.replace(b"<channel>", b"<channel>" + filler, 1)


def endless() -> Iterator[bytes]:
    while True:
        yield b"<p>and so on and so forth</p>" * 2000


def drip() -> Iterator[bytes]:
    yield b"<!doctype html><html><body><p>"
    while True:
        yield b"a"


SPANISH = (
    "<!doctype html><html lang=es><body><article><h1>Reunión en Lisboa</h1><p>"
    + "El ministro recibió a su colega y ambos hablaron durante dos horas sobre el puente, la pesca y los visados. " * 6
    + "</p></article></body></html>"
).encode()
LOGIN = (
    b"<!doctype html><html><head><title>Log in</title></head><body>"
    b"<form>Please log in to continue. Enable JavaScript.</form></body></html>"
)
