"""Tokens of forms: that a change was asked for by a page of ours and not by another site's.

Every form begins with `<input type="hidden" name="csrf" value="...">`; a script sends the header `X-CSRF-Token`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Message, Receive

from communique.show.web.guard.rules import Rules

FIELD: Final = "csrf"
HEADER: Final = "x-csrf-token"
_PEEK: Final = 8192  # the field is the first of its form: no body is kept in memory to look for it
_FIRST_PART: Final = re.compile(
    rb'--[^\r\n]+\r\nContent-Disposition: *form-data; *name="csrf"\r\n\r\n([\w-]+)\r\n', re.IGNORECASE
)


def make_visit() -> str:
    """A secret for a browser that has none yet."""
    return secrets.token_urlsafe(32)


def make_token(key: bytes, secret: str) -> str:
    """The token that belongs to a session (or visit), and to no other."""
    return hmac.new(key, f"form {secret}".encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def is_token(given: str | None, key: bytes, secret: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), make_token(key, secret).encode())


def is_own(request: Request, rules: Rules) -> bool:
    """Whether a change comes from a page of ours, as far as the browser says. Source: Fetch Metadata (W3C)."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or rules.is_own_origin(origin, request.url.scheme, request.headers.get("host", ""))


async def find_token(request: Request, receive: Receive) -> tuple[str | None, Receive]:
    """The token of a header or of a form's first field, and a `receive` that tells the body from its beginning."""
    if given := request.headers.get(HEADER):
        return given, receive
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return None, receive
    seen: list[Message] = []
    body = b""
    while len(body) < _PEEK:
        message = await receive()
        seen.append(message)
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break

    async def again() -> Message:
        return seen.pop(0) if seen else await receive()

    return _first_field(media, body), again


def _first_field(media: str, body: bytes) -> str | None:
    if media == "multipart/form-data":
        found = _FIRST_PART.match(body)
        return found[1].decode("ascii", "replace") if found else None
    first = body.partition(b"&")[0]
    pairs = parse_qsl(first.decode("ascii", "replace"))
    return pairs[0][1] if pairs and pairs[0][0] == FIELD else None
