"""Readings and refusals -> JSON Lines, or a file for each page; files appear whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from communique.record.codec import to_json
from communique.record.outcome import Reading, Refusal
from communique.show.plain import plain_json

Write = Callable[[str, Reading | Refusal], None]
_NUMBERED = re.compile(r"\A(?P<file>.+)#(?P<number>\d+)\Z")
_ODD = re.compile(r"[^\w.()-]+")


def lines_to(stream: BinaryIO, *, terminal: bool = False) -> Write:
    """Writes one JSON object a line, each as soon as it is known; escape sequences are escaped for a terminal."""

    def write(name: str, outcome: Reading | Refusal) -> None:
        line = to_json(outcome)
        stream.write((plain_json(line) if terminal else line).encode("utf-8") + b"\n")
        stream.flush()

    return write


@contextmanager
def lines_file(path: Path) -> Iterator[Write]:
    """JSON Lines in a file that appears when all is written; after an error the old file stands."""
    with appearing(path) as stream:
        yield lines_to(stream)


def folder_writer(folder: Path) -> Write:
    """Writes `<name>.json` for a reading, `<name>.refusal.json` for a refusal; clashing names get `-2`, `-3`."""
    folder.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()

    def write(name: str, outcome: Reading | Refusal) -> None:
        stem = _free(file_stem(name), used)
        end = ".refusal.json" if isinstance(outcome, Refusal) else ".json"
        other = folder / (stem + (".json" if isinstance(outcome, Refusal) else ".refusal.json"))
        with appearing(folder / (stem + end)) as stream:
            stream.write(to_json(outcome, indent=2).encode("utf-8") + b"\n")
        other.unlink(missing_ok=True)  # what an earlier run said of the same page

    return write


def file_stem(name: str) -> str:
    """The file name, without ending, for a page's name.

    >>> file_stem("news/talks.html"), file_stem("feed.jsonl#3"), file_stem("-")
    ('talks', 'feed-3', 'stdin')
    """
    if name == "-":
        return "stdin"
    match = _NUMBERED.match(name)
    path = PurePosixPath((match["file"] if match else name).replace("\\", "/"))
    stem = _ODD.sub("_", "stdin" if path.name == "-" else path.stem).strip(".") or "page"
    return f"{stem[:150]}-{match['number']}" if match else stem[:150]


def _free(stem: str, used: set[str]) -> str:
    name, number = stem, 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}"
    used.add(name.casefold())
    return name


@contextmanager
def appearing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is complete; a device or a pipe is written to, never replaced."""
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
