"""WARC files, plain or compressed, in pieces; pages are named by the place of their record."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from communique.read.bulk.pieces import Piece, broken
from communique.read.clean import MOST_BYTES
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.record.shard import Shard

WARC = (".warc", ".warc.gz", ".warc.zst", ".warc.wet.gz", ".arc.gz")
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_CHUNK = 1 << 20


def cut_warc(path: str, pages: int) -> Iterator[Piece]:
    """Pieces of whole records, as bytes [start, stop). A file whose records cannot be entered one by one is one."""
    starts = [0, *_places(path)[pages::pages]] if not path.lower().endswith(".zst") else [0]
    with open(path, "rb") as stream:
        size = stream.seek(0, 2)
        for number, (start, stop) in enumerate(zip(starts, [*starts[1:], size], strict=True)):
            yield Piece(start, stop, number * pages + 1, _digest(stream, start, stop))


def _places(path: str) -> list[int]:
    """Where the records of pages begin, up to where the file breaks; places that do not grow are left out."""
    places: list[int] = []
    try:
        for record in _records(path):
            if not places or record.stream_pos > places[-1]:
                places.append(record.stream_pos)
    except (OSError, ValueError, EOFError):
        pass  # who opens the last piece comes upon it again, and says so
    return places


def open_warc(shard: Shard) -> Iterator[Page | Refusal]:
    """The pages of a piece: answers with status 200 and a text; every other answer is a refusal."""
    try:
        with open(shard.source, "rb") as stream:
            stream.seek(shard.start)
            part = _Part(stream, shard.stop - shard.start)
            for record in _records(part, parse=True):
                yield _page(f"{shard.source}#{shard.start + record.stream_pos}", record)
    except (OSError, ValueError, EOFError) as error:
        yield broken(f"{shard.source}#{shard.start}", error)


def _records(stream: Any, *, parse: bool = False) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return iter(ArchiveIterator(stream, record_types=kinds, parse_http=parse, auto_decode="all" if parse else "none"))


def _page(name: str, record: Any) -> Page | Refusal:
    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    status = record.http_headers.status_code if record.http_headers else None
    if status is not None and status != 200:
        return Refusal(name, "open", Reason.GONE, f"the host answered with status {status}", url)
    media_type = record.http_content_type or record.headers.get("Content-Type", "").partition(";")[0].strip() or None
    if media_type is not None and media_type.lower() not in _TEXT_TYPES:
        return Refusal(name, "open", Reason.MEDIA_TYPE, f"a page of type {media_type}", url)
    data = record.reader.read(MOST_BYTES + 1)
    return Page(name, data, media_type.lower() if media_type else None, url=url)


class _Part:
    """The next `size` bytes of a stream."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def tell(self) -> int:
        return 0


def _digest(stream: BinaryIO, start: int, stop: int) -> str:
    digest = blake2b(digest_size=16)
    stream.seek(start)
    left = stop - start
    while left > 0 and (data := stream.read(min(left, _CHUNK))):
        digest.update(data)
        left -= len(data)
    return digest.hexdigest()
