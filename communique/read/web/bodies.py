"""Unpacks a body as it comes, and stops at a limit: a small file may unpack to more than a machine holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

_STEP = 1 << 16


class TooLargeError(Exception):
    """More bytes than allowed."""


class BrokenError(Exception):
    """Packed in a way that is not known, or damaged, or cut short; the text says which."""


class _Unpacker(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...
    def finish(self) -> None: ...


def codings(header: str | None) -> list[str]:
    """The content codings of a header, in the order in which they were applied. Raises: BrokenError."""
    names = [name.strip().lower().removeprefix("x-") for name in (header or "").split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > 2 or any(name not in ("gzip", "deflate", "br") for name in names):
        raise BrokenError(f"packed as {header!r}, which is not unpacked here")
    return names


def accepted() -> str:
    """The value of Accept-Encoding."""
    return "gzip, deflate" if _brotli() is None else "gzip, deflate, br"


def unpack(chunks: Iterable[bytes], names: list[str], limit: int, *, cut: bool = False) -> bytes:
    """The unpacked body; with `cut` its beginning when it is larger than `limit`.

    Raises: TooLargeError beyond `limit` bytes, packed or unpacked; BrokenError.
    """
    stream: Iterable[bytes] = _counted(chunks, limit)
    for name in reversed(names):
        stream = _through(stream, _unpacker(name))
    pieces: list[bytes] = []
    try:
        pieces.extend(_counted(stream, limit))
    except TooLargeError:
        if not cut:
            raise
    return b"".join(pieces)


def gunzip(data: bytes, limit: int) -> bytes:
    """The content of a gzip file. Raises: TooLargeError, BrokenError."""
    return unpack([data], ["gzip"], limit)


def _counted(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooLargeError(f"more than {limit:,} bytes")
        yield chunk


def _through(chunks: Iterable[bytes], unpacker: _Unpacker) -> Iterator[bytes]:
    for chunk in chunks:
        yield from unpacker.feed(chunk)
    unpacker.finish()


def _unpacker(name: str) -> _Unpacker:
    return _Brotli() if name == "br" else _Zlib(name)


class _Zlib:
    """gzip with one member after the other, and both things that servers call deflate."""

    def __init__(self, name: str) -> None:
        self._is_gzip = name == "gzip"
        self._inner = zlib.decompressobj(31 if self._is_gzip else 15)
        self._seen = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if data and not self._seen and not self._is_gzip and data[0] & 0x0F != 8:
            self._inner = zlib.decompressobj(-15)
        self._seen = self._seen or bool(data)
        while data:
            if self._inner.eof:
                if not self._is_gzip or not data.lstrip(b"\0"):
                    return
                self._inner = zlib.decompressobj(31)
            try:
                yield self._inner.decompress(data, _STEP)
            except zlib.error as error:
                raise BrokenError(f"a damaged packed body: {error}") from error
            data = self._inner.unconsumed_tail or self._inner.unused_data

    def finish(self) -> None:
        if self._seen and not self._inner.eof:
            raise BrokenError("a packed body that is cut short")


class _Brotli:
    def __init__(self) -> None:
        library = _brotli()
        if library is None:
            raise BrokenError("packed with brotli, which is not installed here")
        self._inner = library.Decompressor()
        self._error: type[Exception] = library.error
        self._seen = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._seen = self._seen or bool(data)
        try:
            piece = self._inner.process(data, output_buffer_limit=_STEP)
            while piece:
                yield piece
                piece = self._inner.process(b"", output_buffer_limit=_STEP)
        except self._error as error:
            raise BrokenError(f"a damaged packed body: {error}") from error

    def finish(self) -> None:
        if self._seen and not self._inner.is_finished():
            raise BrokenError("a packed body that is cut short")


def _brotli() -> Any:
    try:
        import brotli
    except ImportError:
        return None
    return brotli
