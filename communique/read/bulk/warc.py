"""WARC files, plain or compressed, in pieces of whole records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from typing import IO, BinaryIO, cast

from communique.read.bulk.pieces import Piece
from communique.read.doors.warc import pages_of_warc, places_of_records
from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.record.shard import Shard

_CHUNK = 1 << 20


def cut_warc(path: str, pages: int) -> Iterator[Piece]:
    """Pieces as bytes [start, stop). A file whose records cannot be entered one by one (zstd, one gzip) is one."""
    with open(path, "rb") as stream:
        starts = [0, *(() if path.lower().endswith(".zst") else _places(stream)[pages::pages])]
        size = stream.seek(0, 2)
        for number, (start, stop) in enumerate(zip(starts, [*starts[1:], size], strict=True)):
            yield Piece(start, stop, number * pages + 1, _digest(stream, start, stop))


def _places(stream: BinaryIO) -> list[int]:
    """Where records begin, up to where the file breaks; places that do not grow are left out."""
    places: list[int] = []
    with suppress(OSError, ValueError):  # whoever opens the last piece comes upon it again, and says so
        for place in places_of_records(stream):
            if not places or place > places[-1]:
                places.append(place)
    return places


def open_warc(shard: Shard) -> Iterator[Page | Refusal]:
    """The pages of a piece, as `pages_of_warc` finds them."""
    with open(shard.source, "rb") as stream:
        is_whole = shard.start == 0 and shard.stop == stream.seek(0, 2)
        stream.seek(shard.start)
        part = cast(IO[bytes], _Part(stream, shard.stop - shard.start))
        yield from pages_of_warc(shard.source, part, base=None if is_whole else shard.start)


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
