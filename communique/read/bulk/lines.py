"""JSON Lines, plain or compressed (.gz, .zst), in pieces."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from io import BufferedReader
from itertools import islice
from typing import BinaryIO, Protocol, cast

from communique.errors import InputError
from communique.read.bulk.pieces import Piece
from communique.read.clean import MOST_BYTES
from communique.read.forms.stories import pages_of_lines
from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.record.shard import Shard

LINES = (".jsonl", ".ndjson", ".jsonlines")
PACKED_LINES = tuple(ending + packing for ending in LINES for packing in (".gz", ".zst"))


class Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def cut_lines(path: str, pages: int) -> Iterator[Piece]:
    """Pieces of whole lines, as bytes [start, stop)."""
    with open(path, "rb") as stream:
        yield from _cut(stream, pages, by_bytes=True)


def cut_packed_lines(path: str, pages: int) -> Iterator[Piece]:
    """Pieces of a compressed file, as lines [start, stop): a reader has to unpack what stands before."""
    with _unpacked(path) as stream:
        yield from _cut(stream, pages, by_bytes=False)


def _cut(stream: Lines, pages: int, *, by_bytes: bool) -> Iterator[Piece]:
    """Pieces of as many lines as hold `pages` stories; empty lines hold none."""
    lines = _Counted(stream)
    start, first, is_broken = 0, 1, False
    while not is_broken:
        try:
            found = sum(1 for _ in islice(lines.told, pages))
        except _DamageError:
            found, is_broken = pages, True  # whoever opens this piece runs into the damage, and says so
            lines.count += 1
        if lines.count or first == 1:
            step = lines.eaten.size if by_bytes else lines.count
            yield Piece(start, start + step, first, lines.eaten.digest.hexdigest())
            start, first = start + step, first + lines.count
        if found < pages:
            return
        lines.restart()


class _Counted:
    """`told`: the lines of a stream that say something; `count`, `eaten`: of all lines since the last restart."""

    def __init__(self, stream: Lines) -> None:
        self.restart()
        self.told = self._tell(stream)

    def restart(self) -> None:
        self.count, self.eaten = 0, _Eaten()

    def _tell(self, stream: Lines) -> Iterator[bytes | None]:
        for line in bounded_lines(stream, lambda chunk: self.eaten(chunk)):
            self.count += 1
            if line is None or line.strip():
                yield line


class _Eaten:
    """Size and digest of the bytes that have gone by."""

    def __init__(self) -> None:
        self.size, self.digest = 0, blake2b(digest_size=16)

    def __call__(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self.digest.update(chunk)


def bounded_lines(stream: Lines, eat: Callable[[bytes], object] = len) -> Iterator[bytes | None]:
    """The lines of a stream, None for one longer than a page may be; `eat` gets every byte."""
    while line := stream.readline(MOST_BYTES + 1):
        eat(line)
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES)
            eat(line)
        yield None


def open_lines(shard: Shard) -> Iterator[Page | Refusal]:
    """The pages of a piece, named by the file and the number of their line. Raises: OSError, also at damage."""
    if shard.source.lower().endswith(LINES):
        with open(shard.source, "rb") as stream:
            stream.seek(shard.start)
            yield from pages_of_lines(shard.source, _until(stream, shard.stop), first=shard.first)
    else:
        with _unpacked(shard.source) as stream:
            lines = islice(bounded_lines(stream), shard.start, shard.stop)
            yield from pages_of_lines(shard.source, lines, first=shard.first)


def lines_of(path: str) -> Iterator[bytes | None]:
    """All lines of a file, plain or compressed; None for one that is too long. Raises: InputError."""
    try:
        if path.lower().endswith((".gz", ".zst")):
            with _unpacked(path) as stream:
                yield from bounded_lines(stream)
        else:
            with open(path, "rb") as plain:
                yield from bounded_lines(plain)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def _until(stream: BinaryIO, stop: int) -> Iterator[bytes | None]:
    lines = bounded_lines(stream)
    while stream.tell() < stop:
        yield next(lines)


class _DamageError(OSError):
    """A compressed file that cannot be unpacked from here on."""


class _Unpacked:
    """A compressed file as `readline` sees it."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._damage = (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError)

    def readline(self, size: int) -> bytes:
        try:
            return self._stream.readline(size)
        except self._damage as error:
            raise _DamageError(str(error)) from error


@contextmanager
def _unpacked(path: str) -> Iterator[_Unpacked]:
    import zstandard

    if path.lower().endswith(".gz"):
        with gzip.open(path, "rb") as stream:
            yield _Unpacked(cast(BinaryIO, stream))
        return
    unpack = zstandard.ZstdDecompressor().stream_reader
    with open(path, "rb") as raw, unpack(raw, read_across_frames=True) as reader:
        yield _Unpacked(BufferedReader(reader))
