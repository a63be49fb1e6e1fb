"""WARC files -> Pages, each with the offset of its record; the only file that reads WARC."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import IO, Any, BinaryIO, Final
from urllib.parse import urlsplit

from communique.read.clean import MOST_BYTES
from communique.read.web.bodies import BrokenError, TooLargeError, codings, unpack
from communique.record.document import Fetched, Page
from communique.record.outcome import Reason, Refusal

ENDINGS: Final = (".warc", ".warc.gz", ".warc.zst")
MOST_HEADER_BYTES: Final = 65_536
_TEXT: Final = ("text/html", "application/xhtml+xml", "text/plain")
_NO_ARTICLES: Final = ("/robots.txt", "/favicon.ico")


def looks_like_warc(head: bytes) -> bool:
    """Whether a file that begins so is a WARC file, plain or under gzip."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def pages_of_warc(name: str, stream: BinaryIO | IO[bytes], *, base: int | None = None) -> Iterator[Page | Refusal]:
    """The pages of the answers (status 200, a text) in a WARC file; all other records are passed over.

    The name of each page is "<file>#offset=<bytes>", the place of its record in the file. A broken record refuses
    itself; one behind which nothing can be read refuses the rest of the file. `base`: the stream is the part of the
    file that begins there, on a record.
    """
    offset = start = base or 0
    found = 0
    try:
        for record in _records(stream):
            offset = start + record.stream_pos
            page = _page_of(f"{name}#offset={offset}", record)
            if page is not None:
                found += 1
                yield page
    except (OSError, ValueError) as error:
        found += 1
        why = f"no WARC record can be read here: {' '.join(str(error).split())[:200]}"
        yield Refusal(f"{name}#after={offset}", "open", Reason.MALFORMED, why)
    if not found and base is None:
        yield Refusal(name, "open", Reason.EMPTY, "no answer with a text in this WARC file")


def places_of_records(stream: BinaryIO | IO[bytes]) -> Iterator[int]:
    """Where the records of answers begin. Raises: OSError, ValueError behind the last that can be read."""
    for record in _records(stream):
        yield record.stream_pos


def _records(stream: BinaryIO | IO[bytes]) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    yield from ArchiveIterator(
        stream, record_types=wanted, parse_http=False, max_header_len=MOST_HEADER_BYTES, fsspec_args=False
    )


def _page_of(name: str, record: Any) -> Page | Refusal | None:
    """The page of a record; None for a record that is none."""
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    if _scheme(url) not in ("http", "https") or urlsplit(url).path.endswith(_NO_ARTICLES):
        return None
    status, kind = 200, record.headers.get("Content-Type") or ""
    headers: tuple[tuple[str, str], ...] = ()
    if record.is_http:
        record.parse_http(auto_decode="none", max_header_len=MOST_HEADER_BYTES, quirks_mode=True)
        if record.http_headers is None or record.http_headers.status_code is None:
            return Refusal(name, "open", Reason.MALFORMED, "the record holds no HTTP answer", url)
        status = record.http_headers.status_code
        headers = tuple((key.lower(), value) for key, value in record.http_headers.items())
        kind = record.http_content_type or ""
    if status != 200 or (kind and kind.partition(";")[0].strip().lower() not in _TEXT):
        return None
    data = _body(record, dict(headers))
    if isinstance(data, tuple):
        return Refusal(name, "open", *data, url)
    if not kind and b"<" not in data[:1000]:
        return None
    fetched = Fetched(asked=url, at=record.record_date.astimezone(UTC), status=status, headers=headers)
    return Page(name, data, kind.partition(";")[0].strip().lower() or None, url=url, fetched=fetched)


def _body(record: Any, headers: dict[str, str]) -> bytes | tuple[Reason, str]:
    """The payload, unpacked; or why there is none."""
    from fastwarc.stream_io import ChunkedReader

    if record.content_length > MOST_BYTES:
        return Reason.TOO_LARGE, f"{record.content_length:,} bytes; the limit is {MOST_BYTES:,}"
    raw = record.reader.read(MOST_BYTES + 1)
    if len(raw) < record.content_length:
        return Reason.MALFORMED, f"cut short: {len(raw):,} of {record.content_length:,} bytes are there"
    try:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            raw = ChunkedReader(BytesIO(raw)).read(MOST_BYTES + 1) or raw
        return bytes(unpack([raw], codings(headers.get("content-encoding")), MOST_BYTES))
    except TooLargeError:
        return Reason.TOO_LARGE, f"unpacks to more than {MOST_BYTES:,} bytes"
    except BrokenError as error:
        # Crawlers that unpack as they go often leave the header as it was.
        return raw if b"<" in raw[:1000] else (Reason.MALFORMED, str(error))
    except (OSError, ValueError) as error:
        return Reason.MALFORMED, f"broken in chunks: {error}"


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""
