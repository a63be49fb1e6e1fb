"""Parquet files of articles or pages, in pieces of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import file_digest
from typing import Any

from communique.read.bulk.pieces import Piece, broken
from communique.read.forms.stories import STORY
from communique.read.normalise import normalise
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.record.shard import Shard

PARQUET = (".parquet", ".pq")
_TEXT = ("text", "body", "content", "maintext")
_RAW = ("html", "raw", "raw_html", "raw_content")
_FACTS = {
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
    "outlet": ("outlet", "sitename", "source", "publisher"),
    "published": ("published", "date", "date_publish", "published_at"),
    "licence": ("licence", "license"),
}
_ROWS_AT_ONCE = 25


def cut_parquet(path: str, pages: int) -> Iterator[Piece]:
    """Pieces as rows [start, stop)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with open(path, "rb") as stream:
        digest = file_digest(stream, "blake2b").hexdigest()[:32]
    try:
        with pq.ParquetFile(path) as file:
            rows: int = file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        yield Piece(0, -1, 0, f"broken: {error}")
        return
    for start in range(0, max(rows, 1), pages):
        yield Piece(start, min(start + pages, rows), start + 1, digest)


def open_parquet(shard: Shard) -> Iterator[Page | Refusal]:
    """The pages of a piece, named by the file and the number of their row."""
    import pyarrow as pa

    if shard.stop < 0:
        yield broken(shard.source, OSError(shard.digest.removeprefix("broken: ")))
        return
    number = shard.start
    try:
        for row in _rows(shard):
            number += 1
            yield _page(f"{shard.source}#{number}", row)
    except (pa.ArrowException, OSError) as error:
        yield broken(f"{shard.source}#{number + 1}", error)
    else:
        if shard.start == shard.stop == 0:
            yield Refusal(shard.source, "open", Reason.EMPTY, "no rows")


def _rows(shard: Shard) -> Iterator[Mapping[str, Any]]:
    import pyarrow.parquet as pq

    known = {*_TEXT, *_RAW, *(name for names in _FACTS.values() for name in names)}
    with pq.ParquetFile(shard.source) as file:
        columns = [name for name in file.schema_arrow.names if name in known]
        before = 0
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            first, last = max(shard.start, before) - before, min(shard.stop, before + count) - before
            before += count
            if first >= last:
                continue
            at = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, row_groups=[group], columns=columns):
                part = batch.slice(max(0, first - at), max(0, min(last - at, batch.num_rows) - max(0, first - at)))
                at += batch.num_rows
                yield from part.to_pylist() if columns else ({} for _ in range(part.num_rows))
                if at >= last:
                    break


def _page(name: str, row: Mapping[str, Any]) -> Page | Refusal:
    facts: dict[str, Any] = {fact: _said(row, names) for fact, names in _FACTS.items()}
    text = next((row[n] for n in _TEXT if isinstance(row.get(n), str)), None)
    if text is not None:
        return Page(name, normalise(text).encode("utf-8"), STORY, **facts)
    raw = next((row[n] for n in (*_RAW, *_TEXT) if isinstance(row.get(n), str | bytes)), None)
    if raw is None:
        why = "the row has neither a 'text' nor an 'html' or 'raw' column with something in it"
        return Refusal(name, "open", Reason.MALFORMED, why, facts["url"])
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return Page(name, data, "text/html" if isinstance(row.get("html"), str | bytes) else None, **facts)


def _said(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of some columns that says something; days as ISO dates."""
    for name in names:
        value = row.get(name)
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, str) and value.strip():
            return normalise(value).strip()
    return None
