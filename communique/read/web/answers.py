"""What a host's answer means for the page: its status, its type, and when to come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal

from communique.record.outcome import Reason

Wanted = Literal["page", "feed", "robots"]
Headers = tuple[tuple[str, str], ...]
LONGEST_WAIT_S = 7 * 86_400.0
BUSY_WAIT_S = 60.0
_USABLE = (200, 203)
REDIRECTS = (301, 302, 303, 307, 308)
_REASONS = {
    401: Reason.FORBIDDEN,
    402: Reason.PAYWALL,
    403: Reason.FORBIDDEN,
    404: Reason.GONE,
    408: Reason.TIMEOUT,
    410: Reason.GONE,
    429: Reason.BUSY,
    451: Reason.FORBIDDEN,
    503: Reason.BUSY,
}
_TEXT = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_FEED_HINTS = ("xml", "rss", "atom", "json", "gzip", "octet-stream")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no page; `retry_after_s` when the host, or good manners, say when to ask again."""

    reason: Reason
    detail: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A host's answer; `body` is unpacked. `touched`: whether the host was asked, or the cache alone answered."""

    status: int
    headers: Headers
    body: bytes = b""
    touched: bool = True

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


def judge_status(status: int, headers: Headers, now: datetime) -> Failure | None:
    """Why an answer of this status is no page; None for 200, 203, 304 and redirects."""
    if status in _USABLE or status in REDIRECTS or status == 304:
        return None
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    if status in _REASONS:
        reason = _REASONS[status]
    elif status >= 500:
        reason = Reason.SERVER
    elif status >= 400:
        reason = Reason.FORBIDDEN
    else:
        reason = Reason.EMPTY if status in (204, 205) else Reason.MALFORMED
    told = retry_after(next((v for k, v in headers if k == "retry-after"), None), now)
    if told is None and reason is Reason.BUSY:
        told = BUSY_WAIT_S
    return Failure(reason, f"the host answers {name}", told if status >= 400 else None)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from now, from a Retry-After header; None when there is none that makes sense.

    >>> retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    if value is None:
        return None
    word = value.strip()
    if word.isascii() and word.isdecimal():
        return float(min(int(word[:10]), LONGEST_WAIT_S))
    try:
        moment = parsedate_to_datetime(word)
    except (ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, min((moment - now).total_seconds(), LONGEST_WAIT_S))


def media_type(value: str | None) -> str | None:
    """The type without its parameters, in lower case; None when there is none."""
    return (value or "").partition(";")[0].strip().lower() or None


def judge_type(value: str | None, wanted: Wanted) -> Failure | None:
    """Why a body of this type is not read at all. No type at all is no reason: the bytes will tell."""
    kind = media_type(value)
    if kind is None or wanted == "robots" or kind in _TEXT:
        return None
    if wanted == "feed" and (kind.startswith("text/") or any(hint in kind for hint in _FEED_HINTS)):
        return None
    return Failure(Reason.MEDIA_TYPE, f"{kind[:80]} is no {'text of an article' if wanted == 'page' else 'feed'}")
