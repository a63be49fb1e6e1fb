"""Shard: a reference to some pages of one input, small enough to be sent anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ShardKind = Literal["lines", "warc", "parquet", "files"]


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages of one input, in order. The same bytes, code and settings give the same `id`.

    `source`: path of the file, or of the folder or file that was given (`files`). `start`, `stop`: bytes (`lines`,
    `warc`), lines of a compressed file, rows (`parquet`), places in the list of files. `first`: number of the first
    line or row, from 1. `input`: what the caller gave, `digest`: of the bytes and of the names of the pages.
    """

    id: str
    kind: ShardKind
    input: str
    source: str
    start: int
    stop: int
    first: int
    digest: str
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """For people: "news.jsonl 0..81920"."""
        return f"{self.source} {self.start}..{self.stop}"
