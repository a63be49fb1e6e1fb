"""A shard -> its pages, in order; named as `communique read` names them."""

from __future__ import annotations

from collections.abc import Iterator

from communique.read.bulk.lines import open_lines
from communique.read.bulk.parquet import open_parquet
from communique.read.bulk.pieces import broken
from communique.read.bulk.warc import open_warc
from communique.read.files import open_pages
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.record.shard import Shard


def open_shard(shard: Shard) -> Iterator[Page | Refusal]:
    """The pages of a shard; what is damaged becomes a refusal in its place. Never raises on what a file holds."""
    opener = {"lines": open_lines, "warc": open_warc, "parquet": open_parquet, "files": _open_files}[shard.kind]
    try:
        yield from opener(shard)
    except (OSError, EOFError) as error:
        yield broken(shard.source, error)


def _open_files(shard: Shard) -> Iterator[Page | Refusal]:
    for file in shard.files:
        try:
            yield from open_pages([file])
        except OSError as error:
            yield Refusal(file, "open", Reason.UNREADABLE, f"cannot be opened: {error}")
