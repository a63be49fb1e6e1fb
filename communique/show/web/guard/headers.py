"""Headers that tell the browser what the site never does, and how much may still be asked."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from communique.show.web.guard.limits import Rate

# The one `<style>` that is not a file of ours: Observable Plot puts it into each of its pictures, always the same.
PLOT_STYLE: Final = "sha256-SgjNc3K/dJOn/wGF4KRGlSlGurHOsncfKxd6/DWDch4="
# Source: OWASP Secure Headers; W3C CSP 3. Nothing inline, nothing from elsewhere, no frame around us, forms only to us.
POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' '{PLOT_STYLE}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# `same-origin` and not `no-referrer`: under the latter a browser sends `Origin: null` with our own forms.
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "private, no-cache",
}
HSTS: Final = "max-age=31536000"


def with_headers(send: Send, *, is_https: bool, rate: Rate | None = None) -> Send:
    """A `send` that adds the headers which the route has not set itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
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
