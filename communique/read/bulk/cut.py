"""Inputs -> shards, the same on every machine: how they are cut depends on their bytes and on `pages` alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from communique.errors import InputError
from communique.read.bulk.lines import LINES, PACKED_LINES, cut_lines, cut_packed_lines
from communique.read.bulk.parquet import PARQUET, cut_parquet
from communique.read.bulk.pieces import Piece
from communique.read.bulk.warc import cut_warc
from communique.read.doors.warc import ENDINGS as WARC
from communique.read.files import STDIN
from communique.record.shard import Shard, ShardKind

PAGES = 250


def cut(inputs: Sequence[str], *, made: str, pages: int = PAGES) -> Iterator[Shard]:
    """Shards of at most `pages` pages (a JSON file among them may hold more), in the order of the inputs.

    `made` says which code and settings will read them; it is part of their ids.

    Raises: InputError at once when an input does not exist, or twice the same is given; later when one cannot be read.
    """
    for name in inputs:
        if name == STDIN:
            raise InputError("a batch reads files, not standard input: its shards are read again after a failure")
        if not os.path.exists(name):
            hint = "; communique reads files, it does not fetch addresses" if "://" in name else ""
            raise InputError(f"no such file or folder: {name}{hint}")
    if len(set(map(os.path.realpath, inputs))) < len(inputs):
        raise InputError("the same input is given twice")
    return _cut_all(inputs, made, pages)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    kind: ShardKind


def _cut_all(inputs: Sequence[str], made: str, pages: int) -> Iterator[Shard]:
    for given in inputs:
        try:
            files = _walk(given, ()) if os.path.isdir(given) else iter([_File(given, _kind(given))])
            for kind, group in groupby(files, key=lambda f: f.kind):
                for source, piece in _cut_group(kind, given, [f.path for f in group], pages):
                    yield _shard(kind, given, source, piece, made)
        except OSError as error:
            raise InputError(f"{error.filename or given}: {error.strerror or error}") from error


def _cut_group(kind: ShardKind, given: str, paths: Sequence[str], pages: int) -> Iterator[tuple[str, Piece]]:
    """(source, piece) of files of one kind that follow each other."""
    if kind == "files":
        for start in range(0, len(paths), pages):
            files = tuple(paths[start : start + pages])
            yield given, Piece(start, start + len(files), start + 1, _digest_of(files), files)
        return
    for path in paths:
        packed = path.lower().endswith(PACKED_LINES)
        cutter = {"lines": cut_packed_lines if packed else cut_lines, "warc": cut_warc, "parquet": cut_parquet}[kind]
        for piece in cutter(path, pages):
            yield path, piece


def _shard(kind: ShardKind, given: str, source: str, piece: Piece, made: str) -> Shard:
    # The paths are part of the id: pages are named by them.
    parts = (made, kind, given, source, piece.digest, *map(str, (piece.start, piece.stop, piece.first)))
    id_ = blake2b("\x1f".join(parts).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return Shard(id_, kind, given, source, piece.start, piece.stop, piece.first, piece.digest, piece.files)


def _kind(path: str) -> ShardKind:
    low = path.lower()
    if low.endswith((*LINES, *PACKED_LINES)):
        return "lines"
    return "warc" if low.endswith(WARC) else "parquet" if low.endswith(PARQUET) else "files"


def _walk(folder: str, above: tuple[tuple[int, int], ...]) -> Iterator[_File]:
    """Depth first, names in order, hidden ones left out; a link back to a folder above is not followed."""
    found = os.stat(folder)
    me = (found.st_dev, found.st_ino)
    if me in above:
        return
    for name in sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith(".")):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from _walk(path, (*above, me))
        else:
            yield _File(path, _kind(path))


def _digest_of(files: Iterable[str]) -> str:
    """Of the bytes of files and of their names; one that cannot be read counts by its name."""
    digest = blake2b(digest_size=16)
    for name in files:
        path = Path(name)
        digest.update(os.fsencode(name) + b"\0")
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError:
            data = b""
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()
