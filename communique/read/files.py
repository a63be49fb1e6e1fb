"""Paths, folders and standard input -> Pages: the offline door. Nothing here touches the network."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from communique.errors import InputError
from communique.read.clean import MOST_BYTES
from communique.read.doors import mail, warc
from communique.read.forms.stories import looks_like_lines, pages_of_json, pages_of_lines
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

STDIN = "-"
MOST_JSON_BYTES = 200_000_000
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_JSON = (".json",)
_JSON_START = re.compile(rb"\{\s*[\"}]|\[\s*[{\]]")
_PIPES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}


def open_pages(
    inputs: Sequence[str], *, published: str | None = None, outlet: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Refusal]:
    """A page or a refusal for every file, story and stream of the inputs, one by one as they are asked for.

    Folders are walked in sorted order, hidden files left out. `published` (ISO date) and `outlet` are stated for
    every page.

    Raises: InputError at once when an input does not exist.
    """
    for name in inputs:
        if name != STDIN and not os.path.lexists(name):
            hint = "; communique reads files, it does not fetch addresses" if "://" in name else ""
            raise InputError(f"no such file or folder: {name}{hint}")
    return _stated(_open_all(inputs, stdin), published, outlet)


def _stated(pages: Iterator[Page | Refusal], published: str | None, outlet: str | None) -> Iterator[Page | Refusal]:
    for page in pages:
        if isinstance(page, Refusal):
            yield replace(page, page=_spell(page.page), detail=_spell(page.detail))
        else:
            page = replace(page, published=published or page.published, outlet=outlet or page.outlet)
            yield replace(page, name=_spell(page.name))


def _spell(name: str) -> str:
    """The name with each byte that is no UTF-8 spelt out ("caf%E9.txt"), as JSON cannot hold it."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _open_all(inputs: Sequence[str], stdin: BinaryIO | None) -> Iterator[Page | Refusal]:
    for name in inputs:
        if name == STDIN:
            yield from _open_stream(STDIN, stdin or sys.stdin.buffer)
        elif os.path.isdir(name):
            yield from _open_folder(name, ())
        else:
            yield from _open_file(name)


def _open_folder(path: str, above: tuple[tuple[int, int], ...]) -> Iterator[Page | Refusal]:
    """Depth first, names in order; a folder that contains itself through a link is refused, not followed."""
    try:
        found = os.stat(path)
        names = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(path, error)
        return
    me = (found.st_dev, found.st_ino)
    if me in above:
        yield Refusal(path, "open", Reason.UNREADABLE, "this folder links back to a folder above it")
        return
    for name in names:
        inner = os.path.join(path, name)
        if os.path.isdir(inner):
            yield from _open_folder(inner, (*above, me))
        else:
            yield from _open_file(inner)


def _open_file(path: str) -> Iterator[Page | Refusal]:
    try:
        if path.startswith(_PIPES):
            with open(path, "rb") as stream:
                yield from _open_stream(path, stream)
            return
        # Without O_NONBLOCK the opening of a named pipe waits for a writer that may never come.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as stream:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                yield Refusal(path, "open", Reason.UNREADABLE, "not a regular file: a pipe, socket or device")
                return
            yield from _open_regular(path, stream, found.st_size)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def _open_regular(path: str, stream: BinaryIO, size: int) -> Iterator[Page | Refusal]:
    ending = os.path.splitext(path)[1].lower()
    if path.lower().endswith(warc.ENDINGS) or _is_warc(stream):
        yield from warc.pages_of_warc(path, stream)
        return
    if ending in _LINES:
        yield from pages_of_lines(path, _bounded_lines(stream))
        return
    limit = MOST_JSON_BYTES if ending in _JSON else MOST_BYTES
    if size > limit:
        yield _too_large(path, f"{size:,} bytes", limit)
        return
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield _too_large(path, "it grew while being read", limit)
    elif ending in mail.ENDINGS:
        yield from mail.pages_of_mail(path, data)
    elif ending in _JSON:
        yield from pages_of_lines(path, _split(data)) if looks_like_lines(data) else pages_of_json(path, data)
    else:
        yield Page(path, data, _MEDIA_TYPES.get(ending))


def _open_stream(name: str, stream: BinaryIO) -> Iterator[Page | Refusal]:
    """A stream has no ending to go by: what it is, its beginning tells (JSON: an object, or an array of them)."""
    data = stream.read(MOST_JSON_BYTES + 1)
    if warc.looks_like_warc(data[:1000]) and len(data) <= MOST_JSON_BYTES:
        yield from warc.pages_of_warc(name, BytesIO(data))
        return
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if len(data) > (MOST_JSON_BYTES if start[:1] in (b"{", b"[") else MOST_BYTES):
        yield _too_large(name, "standard input", MOST_BYTES)
    elif looks_like_lines(data):
        yield from pages_of_lines(name, _split(data))
    elif _JSON_START.match(start):
        yield from pages_of_json(name, data)
    else:
        yield Page(name, data)


def _is_warc(stream: BinaryIO) -> bool:
    head = stream.read(1000)
    stream.seek(0)
    return warc.looks_like_warc(head)


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one longer than a page may be, whose rest is skipped."""
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES)
        yield None


def _split(data: bytes) -> Iterator[bytes | None]:
    yield from data.splitlines()


def _too_large(name: str, what: str, limit: int) -> Refusal:
    return Refusal(name, "open", Reason.TOO_LARGE, f"{what}; the limit is {limit:,} bytes")


def _unreadable(name: str, error: Exception) -> Refusal:
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return Refusal(name, "open", Reason.UNREADABLE, f"cannot be opened: {reason}")
