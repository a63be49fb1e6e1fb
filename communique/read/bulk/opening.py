"""A shard -> its pages, in order; named as `communique read` names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
        for page in opener(shard):
            yield _spelt(page)
    except (OSError, EOFError) as error:
        yield _spelt(broken(shard.source, error))


def _spelt(page: Page | Refusal) -> Page | Refusal:
    """With each byte of its name that is no UTF-8 spelt out ("caf%E9.jsonl#1"), as in `read/files.py`."""
    name = page.page if isinstance(page, Refusal) else page.name
    if name.isascii():
        return page
    name = "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)
    return replace(page, page=name) if isinstance(page, Refusal) else replace(page, name=name)


def _open_files(shard: Shard) -> Iterator[Page | Refusal]:
    for file in shard.files:
        try:
            yield from open_pages([file])
        except OSError as error:
            yield Refusal(file, "open", Reason.UNREADABLE, f"cannot be opened: {error}")
