"""Headers of the guard: how much may still be asked, and that the site is only there over https."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from communique.show.web.guard.limits import Rate

HSTS: Final = "max-age=31536000"


def with_headers(send: Send, *, is_https: bool, rate: Rate | None) -> Send:
    """A `send` that adds them to the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if is_https:
                headers.setdefault("strict-transport-security", HSTS)
            for name, value in rate_headers(rate).items():
                headers[name] = value
        await send(message)

    return sending


def rate_headers(rate: Rate | None) -> dict[str, str]:
    """Source: draft-ietf-httpapi-ratelimit-headers-10."""
    if rate is None:
        return {}
    return {
        "ratelimit-policy": f'"desk";q={rate.limit};w=60',
        "ratelimit": f'"desk";r={rate.remaining};t={rate.reset_s}',
    }
