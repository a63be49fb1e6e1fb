"""The hostile world: which host answers what, and what a reader should make of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pages
from pages import Answer
from texts import Story, make_story

FIRST_ADDRESS = 11
Route = Callable[[int], Answer]  # how often it has been asked before -> the answer


@dataclass
class Host:
    """Routes by path with query; `closed`: what robots.txt closes."""

    address: str
    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /private/\n"
    burst: Callable[[int], Answer | None] = lambda number: None

    def url(self, path: str) -> str:
        return f"http://{self.address}:{self.port}{path}"

    def always(self, path: str, answer: Answer) -> None:
        self.routes[path] = lambda asked: answer


@dataclass
class World:
    """`sources`: what to follow; `marks`: of the articles that belong into the archive, once; `bad`: address -> reasons
    of which one must be told; `bad_sources`: likewise."""

    hosts: list[Host] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    bad: dict[str, list[str]] = field(default_factory=dict)
    bad_sources: dict[str, list[str]] = field(default_factory=dict)

    def plan(self) -> dict[str, Any]:
        return {"sources": self.sources, "marks": self.marks, "bad": self.bad, "bad_sources": self.bad_sources}


class Builder:
    """Makes the hosts; articles are shared out among them."""

    def __init__(self, articles: int, port: int, *, huge_mb: int = 50, calm: bool = False) -> None:
        self.world, self._port, self._huge_mb, self._calm, self._seed = World(), port, huge_mb, calm, 4
        self._numbers = iter(range(articles))
        self._share = articles // len(self._makers())
        self._left = articles

    def build(self) -> World:
        makers = self._makers()
        for number, make in enumerate(makers):
            self._count = self._left if number == len(makers) - 1 else self._share
            self._left -= self._count
            make(self._host())
        if not self._calm:
            self._hostile()
        return self.world

    def _makers(self) -> list[Callable[[Host], None]]:
        return [self._wrong_encodings, self._future, self._three_addresses, self._too_many, self._bursts,
                self._sitemap, self._index, self._malformed]  # fmt: skip

    def _host(self) -> Host:
        host = Host(f"127.0.0.{FIRST_ADDRESS + len(self.world.hosts)}", self._port)
        self.world.hosts.append(host)
        return host

    def _stories(self) -> list[Story]:
        stories = [make_story(next(self._numbers), self._seed) for _ in range(self._count)]
        self.world.marks += [story.mark for story in stories]
        return stories

    def _put(self, host: Host, stories: list[Story], path: str = "/a/{}") -> list[tuple[str, Story]]:
        for story in stories:
            host.always(path.format(story.number), Answer(body=pages.page(story)))
        return [(host.url(path.format(story.number)), story) for story in stories]

    def _source(self, host: Host, path: str, answer: Answer) -> None:
        host.always(path, answer)
        self.world.sources.append(host.url(path))

    def _wrong_encodings(self, host: Host) -> None:
        """A feed that says Latin-1 and is UTF-8; pages in Windows-1252 that say nothing, or UTF-8."""
        stories = self._stories()
        items = self._put(host, stories)
        for number, (_, story) in enumerate(items):
            if number % 3 == 1:
                body = pages.page(story, charset="cp1252", declared=None)
                host.always(f"/a/{story.number}", Answer(kind="text/html", body=body))
            elif number % 3 == 2:
                body = pages.page(story, charset="cp1252", declared="utf-8")
                host.always(f"/a/{story.number}", Answer(kind="text/html; charset=utf-8", body=body))
        feed = '<?xml version="1.0" encoding="iso-8859-1"?>' + pages.rss(items)
        self._source(host, "/feed", Answer(kind="text/xml; charset=koi8-r", body=feed.encode("utf-8")))

    def _future(self, host: Host) -> None:
        """Dates years ahead; and a tag, so that the second look is answered with 304."""
        feed = pages.atom(self._put(host, self._stories()), days_ahead=1500)
        answer = Answer(kind="application/atom+xml", body=feed.encode(), headers={"ETag": '"f1"'})
        self._source(host, "/feed", answer)

    def _three_addresses(self, host: Host) -> None:
        """Each article with words that track, by a redirect, and as a page for telephones that names the real one."""
        items = []
        for story in self._stories():
            path, link = f"/a/{story.number}", f'<link rel="canonical" href="/a/{story.number}">'
            host.always(path, Answer(body=pages.page(story, head=link)))
            host.always(f"/r/{story.number}", Answer(302, headers={"Location": path}))
            short = Story(story.number, story.mark, story.title, story.published, story.paragraphs[:3])
            host.always(f"/amp/{story.number}", Answer(body=pages.page(short, head=link)))
            ways = (f"{path}?utm_source=rss&utm_medium=feed", f"/r/{story.number}", f"/amp/{story.number}")
            items += [(host.url(way), story) for way in ways]
        self._odd(host)
        random.Random(self._seed).shuffle(items)
        self._source(host, "/feed", Answer(kind="application/rss+xml", body=pages.rss(items).encode()))

    def _odd(self, host: Host) -> None:
        """What no list names: a page that gives another one's address as its own, and a web archive."""
        host.always("/inward", Answer(302, headers={"Location": "http://10.1.2.3/secret"}))
        thief, old = make_story(20_000_000, self._seed), make_story(20_000_001, self._seed)
        first = next(path for path in host.routes if path.startswith("/a/"))
        host.always("/thief", Answer(body=pages.page(thief, head=f'<link rel="canonical" href="{first}">')))
        captured = Answer(body=pages.page(old), headers={"Memento-Datetime": "Wed, 01 May 2024 12:00:00 GMT"})
        host.always("/web/20240501120000id_/http://gazette.example/old", captured)
        lines = (
            "example,gazette)/old 20240501120000 http://gazette.example/old text/html 200 AAAA 900\n"
            "example,gazette)/x 20240501120000 http://gazette.example/x.png image/png 200 BBBB 900\n"
        )
        host.always("/web/cdx", Answer(kind="text/plain", body=lines.encode()))

    def _too_many(self, host: Host) -> None:
        """429 with Retry-After at every fifth request."""
        items = self._put(host, self._stories())
        busy = Answer(429, body=b"slow down", headers={"Retry-After": "1"})
        host.burst = lambda number: busy if number % 5 == 4 else None
        self._source(host, "/feed", Answer(kind="application/rss+xml", body=pages.rss(items).encode()))

    def _bursts(self, host: Host) -> None:
        """Errors of the server, several in a row."""
        items = self._put(host, self._stories())
        soon = {"Retry-After": "1"}
        host.burst = lambda number: (
            Answer((500, 502, 503)[number % 3], headers=soon) if number % 20 in (7, 8, 9) else None
        )
        self._source(host, "/feed", Answer(kind="application/rss+xml", body=pages.rss(items).encode()))

    def _sitemap(self, host: Host) -> None:
        """A sitemap that also lists what robots.txt closes."""
        items = self._put(host, self._stories(), "/news/2026/03/the-ministers-meet-in-the-capital-{}")
        closed = [host.url(f"/private/2026/03/the-ministers-meet-in-secret-{number}") for number in range(5)]
        for url in closed:
            self.world.bad[url] = ["robots"]
        body = pages.sitemap([url for url, _ in items] + closed)
        self._source(host, "/sitemap.xml", Answer(kind="application/xml", body=body.encode()))

    def _index(self, host: Host) -> None:
        """A front page."""
        items = self._put(host, self._stories(), "/news/2026/04/the-ministers-meet-again-{}")
        self._source(host, "/", Answer(body=pages.index(items)))

    def _malformed(self, host: Host) -> None:
        """XML with bare ampersands, unclosed elements, stray bytes and a cut end."""
        items = self._put(host, self._stories())
        feed = pages.rss(items).replace("<title>Gazette</title>", "<title>News & Views &nbsp;</title>")
        body = feed.encode()[: -len("</channel></rss>")] + b"<item><title>cut of"
        self._source(host, "/feed", Answer(kind="application/rss+xml", body=body.replace(b"meet in", b"meet\x01in", 2)))

    def _hostile(self) -> None:
        """Pages that are none; and feeds of which nothing may be taken."""
        host, other = self._host(), self._host()
        story = make_story(10_000_000, self._seed)
        bad: list[tuple[str, Answer, list[str]]] = [
            ("/loop/1", Answer(302, headers={"Location": "/loop/2"}), ["redirects"]),
            ("/loop/2", Answer(302, headers={"Location": "/loop/1"}), ["redirects"]),
            ("/inward", Answer(302, headers={"Location": "http://192.168.0.1/secret"}), ["address"]),
            ("/metadata", Answer(302, headers={"Location": "http://169.254.169.254/latest/"}), ["address"]),
            ("/file", Answer(302, headers={"Location": "file:///etc/passwd"}), ["address"]),
            ("/bomb", Answer(body=pages.bomb(200), headers={"Content-Encoding": "gzip"}), ["too_large"]),
            ("/endless", Answer(body=pages.endless), ["too_large", "timeout"]),
            ("/gone", Answer(410), ["gone"]),
            ("/missing", Answer(404), ["gone"]),
            ("/forbidden", Answer(403), ["forbidden"]),
            ("/picture", Answer(kind="image/png", body=b"\x89PNG" + b"0" * 500), ["media_type"]),
            ("/disguised", Answer(body=b"\x89PNG\r\n\x1a\n" + b"\0" * 5000), ["binary"]),
            ("/empty", Answer(body=b""), ["empty"]),
            ("/spanish", Answer(body=pages.SPANISH), ["language"]),
            ("/login", Answer(body=pages.LOGIN), ["no_article", "paywall", "consent"]),
            ("/broken", Answer(500), ["server"]),
            ("/huge", Answer(body=b"<p>" + b"word " * 3_000_000), ["too_large"]),
            ("/cut", Answer(body=pages.page(story), headers={"Content-Encoding": "gzip"}), ["malformed", "encoding"]),
        ]
        for path, answer, reasons in bad:
            host.always(path, answer)
            self.world.bad[host.url(path)] = reasons
        items = [(host.url(path), story) for path, _, _ in bad]
        self._source(host, "/feed", Answer(kind="application/rss+xml", body=pages.rss(items).encode()))
        other.always("/loris", Answer(body=pages.drip, pause_s=0.2))
        self.world.bad[other.url("/loris")] = ["timeout"]
        self._source(other, "/feed", Answer(body=pages.rss([(other.url("/loris"), story)]).encode(), kind="text/xml"))
        self._bad_source(
            host, "/laughs", Answer(kind="text/xml", body=pages.entity_bomb(host.url("/never"))), ["malformed"]
        )
        huge = pages.huge_feed([(host.url("/never"), story)], self._huge_mb)
        self._bad_source(host, "/huge-feed", Answer(kind="text/xml", body=huge), ["too_large"])
        self._bad_source(other, "/drip-feed", Answer(kind="text/xml", body=pages.drip, pause_s=0.2), ["timeout"])
        self._bad_source(
            host, "/no-feed", Answer(kind="text/xml", body=b"<rss><chan"), ["malformed", "empty", "no_article"]
        )

    def _bad_source(self, host: Host, path: str, answer: Answer, reasons: list[str]) -> None:
        self._source(host, path, answer)
        self.world.bad_sources[host.url(path)] = reasons
