"""What leaves by itself: letters by SMTP, and signed webhooks through the same guard as fetching.

A webhook is a POST of JSON with `X-Communique-Delivery` (the same for the same contents, so that a repeated one can be
told), `X-Communique-Timestamp` and `X-Communique-Signature`: "sha256=" and the HMAC of timestamp, ".", body.
"""

from __future__ import annotations

import hashlib
import hmac
import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from urllib.parse import unquote, urlsplit

import httpcore2

from communique import __version__
from communique.errors import AlertError
from communique.read.web.addresses import Guard
from communique.read.web.network import AddressRefusedError, Deadline, GuardedBackend, Resolve, resolve_name
from communique.settings import Settings

SECONDS: Final = 20.0
_PORTS: Final = {"smtp": 25, "smtps": 465}
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text and HTML. `id`: the same for the same contents."""

    to: str
    subject: str
    text: str
    html: str
    id: str


def why_not(url: str, settings: Settings) -> str | None:
    """Why nothing may be posted to an address, as far as its spelling tells."""
    return Guard.of(settings).against_url(url)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of a webhook.

    >>> sign("s", "1700000000", b"{}")[:14]
    'sha256=e9232c9'
    """
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def post(
    url: str, body: bytes, delivery: str, at: datetime, settings: Settings, *, resolve: Resolve = resolve_name
) -> None:
    """Posts JSON; follows no redirect. Raises: AlertError unless the host answers 2xx."""
    if not settings.webhook_secret:
        raise AlertError("webhooks are signed: set COMMUNIQUE_WEBHOOK_SECRET")
    guard = Guard.of(settings)
    if why := guard.against_url(url):
        raise AlertError(f"{url}: {why}")
    stamp = str(int(at.timestamp()))
    headers: dict[bytes | str, bytes | str] = {
        "Host": urlsplit(url).netloc, "Content-Type": "application/json", "User-Agent": f"communique/{__version__}",
        "Content-Length": str(len(body)), "X-Communique-Delivery": delivery, "X-Communique-Timestamp": stamp,
        "X-Communique-Signature": sign(settings.webhook_secret, stamp, body),
    }  # fmt: skip
    deadline = Deadline()
    deadline.set(SECONDS)
    backend = GuardedBackend(guard, resolve, deadline)
    try:
        with httpcore2.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool:
            status = pool.request("POST", url, headers=headers, content=body).status
    except AddressRefusedError as error:
        raise AlertError(f"{url}: {error}") from error
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise AlertError(f"{url}: not delivered: {error or type(error).__name__}") from error
    if not 200 <= status < 300:
        raise AlertError(f"{url}: not delivered: the host answers {status}")


def send_letter(letter: Letter, settings: Settings) -> None:
    """Sends a letter by the setting `smtp`. Raises: AlertError.

    A password goes over TLS only, except to this machine.
    """
    if not settings.smtp or not settings.mail_from:
        raise AlertError("no mail server: set COMMUNIQUE_SMTP (smtp://host:port) and COMMUNIQUE_MAIL_FROM")
    place = urlsplit(settings.smtp)
    message = _message(letter, settings.mail_from)
    try:
        port = place.port or _PORTS[place.scheme]
        host, context = place.hostname or "localhost", ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
            if place.scheme == "smtps"
            else smtplib.SMTP(host, port, timeout=SECONDS)
        ) as server:
            server.ehlo()
            if place.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif place.scheme == "smtp" and place.password and host not in _LOOPBACK:
                raise AlertError(f"{host} offers no TLS: the password is not sent")
            if place.username:
                server.login(unquote(place.username), unquote(place.password or ""))
            server.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError, KeyError) as error:
        raise AlertError(f"the letter to {letter.to} was not sent: {error}") from error


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = datetime.now(UTC)
    message["Message-ID"] = f"<{letter.id}@communique.invalid>"
    message["Auto-Submitted"] = "auto-generated"  # Source: RFC 3834
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
