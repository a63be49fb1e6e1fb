"""E-mails (.eml) and pages saved by a browser as MIME (.mht) -> Pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

ENDINGS: Final = (".eml", ".mht", ".mhtml")
MOST_PARTS: Final = 500
# A plain part shorter than this only says that there is another one.
_FEW_WORDS: Final = 60
_FORWARDED: Final = re.compile(r"^(?:\s*(?:fwd?|re|aw|wg)\s*:)+\s*", re.I)
_SIGNATURE: Final = re.compile(r"^-- ?\r?$", re.M)
_BOM: Final = b"\xef\xbb\xbf"


def pages_of_mail(name: str, data: bytes) -> Iterator[Page | Refusal]:
    """The text of a message, and of every message that it forwards whole ("<name>#2", "<name>#3", ...).

    Subject, day and sender's name are stated for it. Attachments are passed over.
    """
    try:
        message = message_from_bytes(data)
        parts = _parts(message)
    except (RecursionError, ValueError, LookupError) as error:
        yield Refusal(name, "open", Reason.MALFORMED, f"no e-mail: {type(error).__name__}")
        return
    if not message.keys():
        yield Refusal(name, "open", Reason.MALFORMED, "no e-mail: it begins with no header")
        return
    if parts is None:
        yield Refusal(name, "open", Reason.TOO_LARGE, f"more than {MOST_PARTS} parts")
        return
    for number, (head, texts) in enumerate(parts, start=1):
        yield _page(name if number == 1 else f"{name}#{number}", head, texts)


_Parts = list[tuple[Message, list[Message]]]


def _parts(message: Message) -> _Parts | None:
    """Every message inside, each with its parts that are text; None when there are too many."""
    found: _Parts = [(message, [])]
    waiting: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while waiting:
        part, owner = waiting.pop(0)
        count += 1
        if count > MOST_PARTS:
            return None
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
            forwarded = inner[0]
            if isinstance(forwarded, Message):
                found.append((forwarded, []))
                waiting.append((forwarded, len(found) - 1))
        elif isinstance(inner, list):
            waiting += [(one, owner) for one in inner if isinstance(one, Message)]
        elif part.get_content_type() in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            found[owner][1].append(part)
    return found


def _page(name: str, head: Message, texts: list[Message]) -> Page | Refusal:
    plain = [part for part in texts if part.get_content_type() == "text/plain"]
    html = [part for part in texts if part.get_content_type() == "text/html"]
    words = sum(len(_bytes(part).split()) for part in plain)
    chosen = plain if plain and (words >= _FEW_WORDS or not html) else html[:1]
    if not chosen:
        return Refusal(name, "open", Reason.EMPTY, "an e-mail without a text")
    data = b"\n\n".join(_decoded(part) for part in chosen)
    if not data.strip():
        return Refusal(name, "open", Reason.EMPTY, "an e-mail without a text")
    kind = chosen[0].get_content_type()
    if kind == "text/plain":
        data = _unsigned(data)
    elif data and not data.startswith(_BOM) and _is_utf8(data):
        # Says louder than a stale <meta charset> what the bytes are by now.
        data = _BOM + data
    subject = _FORWARDED.sub("", _header(head, "Subject") or "")
    sender = parseaddr(_header(head, "From") or "")[0]
    return Page(
        name, data, kind, url=_url(head, chosen[0]), title=subject or None, outlet=sender or None, published=_day(head)
    )


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> bytes:
    """The text as UTF-8 where its bytes are what the part says they are, else the bytes as they came."""
    data = _bytes(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8").encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unsigned(data: bytes) -> bytes:
    """The text up to its signature (source: RFC 3676 section 4.3)."""
    if not _is_utf8(data):
        return data
    parts = _SIGNATURE.split(data.decode("utf-8"))
    return parts[0].encode("utf-8") if len(parts[0].split()) >= _FEW_WORDS else data


def _header(message: Message, name: str) -> str | None:
    raw = message.get(name)
    if raw is None:
        return None
    try:
        words = str(make_header(decode_header(str(raw))))
    except (LookupError, ValueError, HeaderParseError):
        words = str(raw)
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split()) or None


def _day(message: Message) -> str | None:
    """The sender's day; None when there is none, or it is still to come."""
    try:
        moment = parsedate_to_datetime(str(message.get("Date")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.date().isoformat() if moment < datetime.now(UTC) + timedelta(days=2) else None


def _url(head: Message, part: Message) -> str | None:
    """Source: RFC 5064 (Archived-At); browsers write Content-Location and Snapshot-Content-Location."""
    for where, name in ((head, "Archived-At"), (head, "Snapshot-Content-Location"), (part, "Content-Location")):
        value = (_header(where, name) or "").strip("<> ")
        if value.startswith(("http://", "https://")) and len(value) < 2000:
            return value
    return None
