"""Rows <-> Parquet files: `<folder>/<table>/<shard>.parquet`, each whole or not there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.errors import TablesError
from communique.record.rows import TABLES, Row
from communique.run.tables.schema import VERSION, schema_of

ROWS_AT_ONCE = 5_000


class ShardTables:
    """Takes rows and writes them; nothing appears under its name before `finish`. Rows per table in `counts`."""

    def __init__(self, folder: Path, shard: str, attempt: int) -> None:
        self.counts: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._folder, self._shard, self._attempt = folder, shard, attempt
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._writers: dict[str, Any] = {}

    def add(self, table: str, row: Row) -> None:
        rows = self._rows[table]
        rows.append(row)
        self.counts[table] += 1
        # The text and the JSON of an article weigh as much as a hundred other rows.
        if len(rows) >= (ROWS_AT_ONCE // 100 if table == "articles" else ROWS_AT_ONCE):
            self._flush(table)

    def finish(self) -> None:
        """Gives the files their names; what an earlier run left under this shard's name is replaced or removed."""
        for table in TABLES:
            if self._rows[table]:
                self._flush(table)
        for writer in self._writers.values():
            writer.close()
        for table in TABLES:
            if table in self._writers:
                os.replace(self._part(table), table_file(self._folder, table, self._shard))
            else:
                table_file(self._folder, table, self._shard).unlink(missing_ok=True)
        self._writers.clear()

    def abandon(self) -> None:
        for table, writer in self._writers.items():
            writer.close()
            self._part(table).unlink(missing_ok=True)
        self._writers.clear()

    def _part(self, table: str) -> Path:
        return self._folder / table / f".{self._shard}.{self._attempt}.{os.getpid()}.part"

    def _flush(self, table: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = schema_of(table)
        rows = [row | {"shard": self._shard} for row in self._rows[table]]
        batch = pa.Table.from_pylist(rows, schema=schema)
        if table not in self._writers:
            part = self._part(table)
            part.parent.mkdir(parents=True, exist_ok=True)
            self._writers[table] = pq.ParquetWriter(part, schema, compression="zstd")
        self._writers[table].write_table(batch)
        self._rows[table] = []


def remove_parts(folder: Path) -> None:
    """Takes away what a run that was killed had begun to write; while no other run writes here."""
    for table in TABLES:
        for file in (folder / table).glob(".*.part"):
            file.unlink(missing_ok=True)


def table_file(folder: Path, table: str, shard: str) -> Path:
    return folder / table / f"{shard}.parquet"


def remove_shard(folder: Path, shard: str) -> None:
    """Takes a shard's rows out of every table."""
    for table in TABLES:
        table_file(folder, table, shard).unlink(missing_ok=True)


def read_rows(folder: Path, table: str, shard: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of one shard, as plain Python values, few at a time. Raises: TablesError at a damaged file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = table_file(folder, table, shard)
    try:
        with pq.ParquetFile(file) as parquet:
            found = (parquet.schema_arrow.metadata or {}).get(b"communique", b"").decode()
            if found != VERSION:
                raise TablesError(f"{file}: written as {found or 'something else'}, expected {VERSION}")
            for batch in parquet.iter_batches(batch_size=50, columns=list(columns)):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise TablesError(f"{file}: cannot be read: {error}") from error


def sorted_files(folder: Path, table: str, shards: Iterable[str]) -> list[Path]:
    """The files of a table that belong to the shards and exist."""
    return [file for shard in sorted(shards) if (file := table_file(folder, table, shard)).is_file()]
