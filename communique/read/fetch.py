"""Address -> Page: the only file that asks the network for anything; `web/` holds its parts.

Robots, pace, limits and the check of every address that a name resolves to are no options: they hold for each hop.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from communique import __version__
from communique.errors import SettingsError
from communique.read.clean import MOST_BYTES
from communique.read.web.addresses import Guard, host_of, tidy
from communique.read.web.answers import REDIRECTS, Answer, Failure, Headers, Wanted, judge_type, media_type
from communique.read.web.pace import Pace, TooSoonError
from communique.record.document import Fetched, Page
from communique.record.outcome import Deferred, Reason, Refusal
from communique.settings import Settings

if TYPE_CHECKING:
    from communique.read.web.network import Resolve

# Source: RFC 9309 section 2.5.
MOST_ROBOTS_BYTES = 500 * 1024
TROUBLE_S = 60.0
_ACCEPT = {
    "page": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    "feed": "application/atom+xml,application/rss+xml,application/xml,text/xml,application/feed+json,text/html;q=0.5",
    "robots": "text/plain,*/*;q=0.1",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch: seconds for all its exchanges together, bytes of a page or feed once unpacked, redirects.

    `patience_s`: how long to wait for the host's turn; a longer wait is a `Deferred`.
    """

    seconds: float = 60.0
    page_bytes: int = MOST_BYTES
    feed_bytes: int = 8_000_000
    hops: int = 10
    patience_s: float = 60.0


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is what it was when `etag` or `modified` was told; ask with these the next time."""

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Trip:
    """One fetch under way: what was asked, what is left of its time, and where it has been."""

    asked: str
    wanted: Wanted
    left_s: float
    headers: dict[str, str]
    hops: list[str] = field(default_factory=list)


class Fetcher:
    """Fetches politely and safely, from several threads if need be. Leaving the context closes all connections.

    `resolve` stands in for the system's resolver: a host and a port in, IP addresses out; what it says is checked all
    the same. Raises: SettingsError when a setting makes no sense or the cache's folder cannot be written.
    """

    def __init__(
        self, settings: Settings | None = None, *, limits: Limits | None = None, resolve: Resolve | None = None
    ) -> None:
        from communique.read.web.exchange import Exchange
        from communique.read.web.network import resolve_name
        from communique.read.web.robots import Robots

        settings = settings or Settings()
        self.limits = limits or Limits()
        self.agent = user_agent(settings.contact)
        self._guard = Guard.of(settings)
        cache = _cache_folder(settings.cache)
        self._exchange = Exchange(
            self._guard, self.agent, proxy=settings.proxy, cache=cache, resolve=resolve or resolve_name
        )
        self._pace = Pace(settings.pause_s, self.limits.patience_s, cache / "pace")
        self._robots = Robots(self._ask_robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._exchange.close()

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, wanted: Wanted = "page"
    ) -> Page | NotModified | Refusal:
        """The page at an address, or why there is none; waits its turn at the host.

        `etag` and `modified` are those of the copy that the caller has (`page.fetched.etag`, `.modified`). A refusal
        that says when to come back is a `Deferred`. Never raises on what the network does.
        """
        told = {"if-none-match": etag, "if-modified-since": modified}
        headers = {key: value for key, value in told.items() if value and value.isprintable() and value.isascii()}
        trip = _Trip(url, wanted, self.limits.seconds, {"accept": _ACCEPT[wanted]} | headers)
        if wanted == "feed":
            trip.headers["cache-control"] = "no-cache"  # a feed that a rule of thumb calls fresh would hide its news
        found = self._follow(trip, url.strip())
        if isinstance(found, Failure):
            return self._refuse(trip, found)
        at, answer = found
        known = answer.header("etag") == etag and etag is not None
        if answer.status == 304 or (known and "if-none-match" in headers):
            return NotModified(at, answer.header("etag") or etag, answer.header("last-modified") or modified)
        fetched = Fetched(url, datetime.now(UTC), answer.status, answer.headers, tuple(trip.hops))
        return Page(url, answer.body, media_type(answer.header("content-type")), tidy(at), fetched=fetched)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the site of an address names in its robots.txt."""
        if self._guard.against_url(url) is not None:
            return ()
        return self._robots.sitemaps(url)

    def _follow(self, trip: _Trip, url: str) -> tuple[str, Answer] | Failure:
        """The answer at the end of all redirects and where that is; each hop is checked anew."""
        while True:
            answer = self._hop(trip, url)
            if isinstance(answer, Failure):
                return answer
            if answer.status not in REDIRECTS:
                return url, answer
            target = answer.header("location")
            if not target:
                return Failure(Reason.MALFORMED, f"{answer.status} without the address to go to")
            trip.hops.append(url)
            try:
                url = urljoin(url, target.strip().replace(" ", "%20"))
            except ValueError as error:
                return Failure(Reason.REDIRECTS, f"a redirect to no address: {error}")
            if url in trip.hops:
                return Failure(Reason.REDIRECTS, f"redirects that come back to {url}")
            if len(trip.hops) > self.limits.hops:
                return Failure(Reason.REDIRECTS, f"more than {self.limits.hops} redirects")

    def _hop(self, trip: _Trip, url: str) -> Answer | Failure:
        if (why := self._guard.against_url(url)) is not None:
            return Failure(Reason.ADDRESS, why)
        delay_s = 0.0
        if trip.wanted != "robots":
            rule = self._robots.rule_for(url)
            if isinstance(rule, Failure):
                return rule
            if not rule.is_allowed:
                return Failure(Reason.ROBOTS, "the site's robots.txt asks robots to stay away from this address")
            delay_s = rule.delay_s
        try:
            return self._in_turn(trip, url, delay_s)
        except TooSoonError as error:
            return Failure(Reason.BUSY, "the host wants a longer pause between two requests", error.wait_s)
        except OSError as error:
            return Failure(
                Reason.UNREACHABLE, f"the host's turn cannot be kept in the cache folder: {error}", TROUBLE_S
            )

    def _in_turn(self, trip: _Trip, url: str, delay_s: float) -> Answer | Failure:
        limit = {"page": self.limits.page_bytes, "feed": self.limits.feed_bytes, "robots": MOST_ROBOTS_BYTES}[
            trip.wanted
        ]

        def judge(status: int, headers: Headers) -> Failure | None:
            kind = next((value for key, value in headers if key == "content-type"), None)
            return judge_type(kind, trip.wanted) if status in (200, 203) else None

        asked = None if trip.wanted == "robots" else judge
        with self._pace.turn(host_of(url), delay_s) as turn:
            start = time.monotonic()
            answer = self._exchange.get(url, trip.headers, seconds=trip.left_s, most_bytes=limit, judge=asked)
            trip.left_s -= time.monotonic() - start
            if isinstance(answer, Answer) and not answer.touched:
                turn.pause_s = 0.0
            if isinstance(answer, Failure):
                turn.pause_s = max(turn.pause_s, answer.retry_after_s or 0.0)
        return answer

    def _ask_robots(self, url: str) -> Answer | Failure:
        found = self._follow(_Trip(url, "robots", self.limits.seconds, {"accept": _ACCEPT["robots"]}), url)
        return found if isinstance(found, Failure) else found[1]

    def _refuse(self, trip: _Trip, failure: Failure) -> Refusal:
        detail = f"{failure.detail} (redirected from {trip.hops[0]})" if trip.hops else failure.detail
        if failure.retry_after_s is None:
            return Refusal(trip.asked, "fetch", failure.reason, detail, trip.asked)
        return Deferred(trip.asked, "fetch", failure.reason, detail, trip.asked, failure.retry_after_s)


def user_agent(contact: str) -> str:
    """ "communique/0.1.0 (+press@example.org)". Raises: SettingsError when the contact cannot stand in a header."""
    if not (contact.isascii() and contact.isprintable()) or "(" in contact or ")" in contact:
        raise SettingsError(f"contact is {contact!r}: give an e-mail or web address")
    return f"communique/{__version__} (+{contact})" if contact else f"communique/{__version__}"


def _cache_folder(setting: str) -> Path:
    from platformdirs import user_cache_path

    folder = Path(setting).expanduser() if setting else user_cache_path("communique")
    try:
        (folder / "pace").mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"the cache folder {folder} cannot be written: {error.strerror or error}") from error
    return folder
