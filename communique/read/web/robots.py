"""What a site's robots.txt lets us fetch, and how fast (RFC 9309)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from communique.read.web.addresses import origin_of
from communique.read.web.answers import Answer, Failure
from communique.record.outcome import Reason

# Source: RFC 9309 section 2.4.
KEPT_S = 86_400.0
# A site whose robots.txt cannot be had is closed (section 2.3.1.4); we look again after this time.
CLOSED_S = 60.0
TOKEN = "communique"


@dataclass(frozen=True, slots=True)
class Rule:
    """For one address: whether it may be fetched, and the pause in seconds that the site asks for."""

    is_allowed: bool
    delay_s: float = 0.0


@dataclass(slots=True)
class _Site:
    until: float
    rules: Protego | None
    failure: Failure | None = None


class Robots:
    """Asks each site once a day. `ask` fetches a robots.txt, redirects followed."""

    def __init__(self, ask: Callable[[str], Answer | Failure], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._clock = ask, clock
        self._sites: dict[str, _Site] = {}
        self._locks: dict[str, Lock] = {}
        self._table = Lock()

    def rule_for(self, url: str) -> Rule | Failure:
        """The rule for an address, or why it is not known and nothing of the site may be fetched."""
        origin = origin_of(url)
        with self._table:
            lock = self._locks.setdefault(origin, Lock())
        with lock:
            site = self._sites.get(origin)
            if site is None or self._clock() >= site.until:
                site = self._sites[origin] = self._look(origin)
        if site.failure is not None:
            return site.failure
        if site.rules is None:
            return Rule(True)
        return Rule(site.rules.can_fetch(url, TOKEN), _delay(site.rules.crawl_delay(TOKEN)))

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address names; () when it names none or cannot be had."""
        self.rule_for(url)
        rules = self._sites[origin_of(url)].rules
        return tuple(rules.sitemaps) if rules is not None else ()

    def _look(self, origin: str) -> _Site:
        answer = self._ask(f"{origin}/robots.txt")
        now = self._clock()
        if isinstance(answer, Answer):
            return _Site(now + KEPT_S, rules_of(answer.body))
        # "Unavailable", 4xx: the site has no wishes (section 2.3.1.3); but 429 says "later", not "none".
        if answer.reason in (Reason.GONE, Reason.FORBIDDEN, Reason.PAYWALL, Reason.REDIRECTS, Reason.EMPTY):
            return _Site(now + KEPT_S, None)
        wait = max(CLOSED_S, answer.retry_after_s or 0.0)
        if answer.reason is Reason.ADDRESS:
            return _Site(now + wait, None, answer)
        what = "" if answer.reason is Reason.UNREACHABLE else "robots.txt cannot be had, so the site is closed: "
        closed = Failure(answer.reason, what + answer.detail, wait)
        return _Site(now + wait, None, closed)


def rules_of(body: bytes) -> Protego:
    """The rules of a robots.txt, whatever its bytes are."""
    return Protego.parse(body.decode("utf-8-sig", "replace"))


def _delay(value: float | None) -> float:
    return value if value is not None and math.isfinite(value) and value > 0 else 0.0
