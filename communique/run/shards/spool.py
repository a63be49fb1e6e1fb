"""What of a shard is done: one file for each attempt, written line by line, so that a death costs one document.

A spool begins with `{"of": [kind, source]}` of its shard; then alternate `{"start": number, "page", "url", "at"}` and,
when the page is done, its outcome's JSON.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from communique.record.codec import to_json
from communique.record.document import Page
from communique.record.outcome import Reading, Refusal
from communique.record.shard import Shard

FOLDER = ".work"


@dataclass(frozen=True, slots=True)
class Started:
    """The page that an attempt was at. `at`: seconds since 1970."""

    number: int
    page: str
    url: str | None
    at: float


class SpoolWriter:
    """Notes what an attempt does; each line is on its way to the file before the next page is begun."""

    def __init__(self, folder: Path, shard: Shard, attempt: int) -> None:
        file = spool_file(folder, shard, attempt)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._stream = file.open("wb", buffering=0)
        self._stream.write(json.dumps({"of": [shard.kind, shard.source]}).encode() + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stream.close()

    def start(self, number: int, page: Page) -> None:
        self.started(Started(number, page.name, page.url, time.time()))

    def started(self, at: Started) -> None:
        line = {"start": at.number, "page": at.page, "url": at.url, "at": at.at}
        self._stream.write(json.dumps(line).encode() + b"\n")

    def done(self, outcome: Reading | Refusal) -> None:
        self._stream.write(to_json(outcome).encode("utf-8") + b"\n")


def done_so_far(folder: Path, shard: Shard) -> dict[int, tuple[str, str]]:
    """Number -> (name of the page, JSON of its outcome), over all attempts."""
    done = {}
    for file in _files(folder, shard):
        for started, line in _read(file):
            if line is not None:
                done[started.number] = (started.page, line)
    return done


def last_started(folder: Path, shard: Shard, attempt: int) -> Started | None:
    """The page that an attempt was at when it ended, None when it was between pages."""
    at = None
    for started, line in _read(spool_file(folder, shard, attempt)):
        at = started if line is None else None
    return at


def grown(folder: Path, shard: Shard, attempt: int) -> int:
    """Bytes that an attempt has noted: it lives as long as they grow."""
    try:
        return spool_file(folder, shard, attempt).stat().st_size
    except OSError:
        return 0


def remove_spools(folder: Path, shard: Shard) -> None:
    for file in _files(folder, shard):
        file.unlink(missing_ok=True)


def remove_superseded(folder: Path, shards: Collection[str], sources: Collection[tuple[str, str]]) -> None:
    """Of these sources (kind, source), what runs that were ended left of other shards than these (their ids)."""
    for file in (folder / FOLDER).glob("*.spool"):
        if file.name.partition(".")[0] not in shards and _source_of(file) in sources:
            file.unlink(missing_ok=True)


def _source_of(file: Path) -> tuple[str, str] | None:
    """Of which source a spool is; None when a death cut its first line off."""
    with file.open("rb") as stream:
        line = stream.readline()
    if not (line.startswith(b'{"of"') and line.endswith(b"\n")):
        return None
    kind, source = json.loads(line)["of"]
    return kind, source


def next_attempt(folder: Path, shard: Shard) -> int:
    """One more than the last attempt of an earlier run, from 1."""
    return 1 + max((int(file.suffixes[-2][1:]) for file in _files(folder, shard)), default=0)


def spool_file(folder: Path, shard: Shard, attempt: int) -> Path:
    return folder / FOLDER / f"{shard.id}.{attempt}.spool"


def _files(folder: Path, shard: Shard) -> list[Path]:
    return sorted((folder / FOLDER).glob(f"{shard.id}.*.spool"), key=lambda f: int(f.suffixes[-2][1:]))


def _read(file: Path) -> Iterator[tuple[Started, str | None]]:
    """Every start, with its outcome when there is one; a line that a death has cut off is left out."""
    try:
        lines = file.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return
    at: Started | None = None
    for line in lines:
        if line.startswith(b'{"start"'):
            if at is not None:
                yield at, None
            note: dict[str, Any] = json.loads(line)
            at = Started(note["start"], note["page"], note["url"], note["at"])
        elif at is not None:
            yield at, line.decode("utf-8")
            at = None
    if at is not None:
        yield at, None
