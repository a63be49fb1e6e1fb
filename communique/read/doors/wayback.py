"""Addresses of a web archive in the manner of the Wayback Machine, and its lists of captures (CDX).

Source: the Wayback CDX server's README (internetarchive/wayback) and pywb's manual: a capture is replayed at
`<collection>/<14 digits>[modifier]/<address>`, and the modifier `id_` gives it as it was fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

_REPLAY: Final = re.compile(r"(https?://[^/?#]+(?:/[^/?#]+)*?)/(\d{4,14})([a-z]{2}_)?/(https?:/{1,2}[^\s]+)")
_CDX_PATH: Final = re.compile(r"^(?P<collection>.*?)(?:/cdx/search/cdx|/cdx|-cdx|-index)/?$")
_TEXT: Final = ("text/html", "application/xhtml+xml", "text/plain", "warc/revisit", "-", "")
MOST_CAPTURES: Final = 50_000


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was at a moment. `address` fetches it unchanged from the archive; `original` is where it stood."""

    address: str
    original: str
    at: datetime | None


def capture_of(url: str) -> Capture | None:
    """The capture that an address replays; None for any other address.

    >>> capture_of("https://web.archive.org/web/20240501120000/https://news.example/a").address
    'https://web.archive.org/web/20240501120000id_/https://news.example/a'
    """
    match = _REPLAY.fullmatch(url)
    if match is None:
        return None
    collection, moment, _, original = match.groups()
    original = re.sub(r"^(https?):/{1,2}", r"\1://", original)
    return Capture(f"{collection}/{moment}id_/{original}", original, _moment(moment))


def is_capture_list(url: str) -> bool:
    """Whether an address asks a CDX server for captures.

    >>> is_capture_list("https://web.archive.org/cdx/search/cdx?url=news.example/*&output=json")
    True
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return _CDX_PATH.match(parts.path) is not None and bool(parse_qs(parts.query).get("url"))


def list_captures(url: str, data: bytes) -> list[Capture]:
    """The captures of pages that a CDX server's answer names: JSON, CDX lines or CDXJ lines; the same content once."""
    parts = urlsplit(url)
    match = _CDX_PATH.match(parts.path)
    collection = match["collection"] if match else ""
    if parts.path.startswith("/cdx/search/cdx"):
        collection = "/web"
    found: dict[tuple[str, str], Capture] = {}
    for row in _rows(data.decode("utf-8", "replace")):
        moment, original = row.get("timestamp", ""), row.get("original") or row.get("url") or ""
        kind = row.get("mimetype") or row.get("mime") or ""
        if row.get("statuscode", row.get("status", "200")) not in ("200", "-", "") or kind not in _TEXT:
            continue
        if not moment.isdecimal() or not original.startswith(("http://", "https://")):
            continue
        address = f"{parts.scheme}://{parts.netloc}{collection}/{moment}id_/{original}"
        found.setdefault((original, row.get("digest", moment)), Capture(address, original, _moment(moment)))
        if len(found) >= MOST_CAPTURES:
            break
    return list(found.values())


_FIELDS: Final = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


def _rows(text: str) -> Iterator[dict[str, str]]:
    if text.lstrip().startswith("["):
        yield from _json_rows(text)
        return
    for line in text.splitlines():
        words = line.split(" ")
        if line.startswith(" CDX") or len(words) < 3:
            continue
        if words[2].startswith("{"):
            tree = _load(line.split(" ", 2)[2])
            if isinstance(tree, dict):
                yield {"timestamp": words[1]} | {str(k): str(v) for k, v in tree.items()}
        else:
            yield dict(zip(_FIELDS, words, strict=False))


def _json_rows(text: str) -> Iterator[dict[str, str]]:
    table = _load(text)
    if not isinstance(table, list) or not table:
        return
    names = table[0] if isinstance(table[0], list) else []
    for row in table[1:]:
        if isinstance(row, list):
            yield {str(name): str(value) for name, value in zip(names, row, strict=False)}


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits + "20000101000000"[len(digits) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
