"""Parquet: the rows of the other tables, typed; licence and producer stand in the file's own metadata too."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO, Final

from communique.record.outcome import Reading
from communique.show.export.exporter import PRODUCER, About
from communique.show.export.tables.rows import COLUMNS, TEXT, Value, rows

# Rows that are Python's, and batches of them that make a row group: what is held in memory at a time.
_BATCH: Final = 200
_GROUP: Final = 100


class Columns:
    """A Parquet file under zstd."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        types = {str: pa.string(), int: pa.int32(), float: pa.float64(), date: pa.date32()}
        fields = [(name, types[kind]) for name, kind in COLUMNS.items()]
        self._about, self._rows = about, list[dict[str, Value]]()
        metadata = {"title": about.title, "made_by": PRODUCER, "made_at": about.at.isoformat()}
        self._schema: Any = pa.schema(fields + ([(TEXT, pa.string())] if about.full_text else []), metadata=metadata)
        self._table: Any = pa.Table
        self._batch: Any = pa.RecordBatch
        self._batches: list[Any] = []
        self._writer: Any = pq.ParquetWriter(stream, self._schema, compression="zstd")

    def feed(self, reading: Reading) -> None:
        self._rows += rows(reading, full_text=self._about.full_text)
        if len(self._rows) >= _BATCH:
            self._pack()
        if len(self._batches) >= _GROUP:
            self._write()

    def finish(self) -> None:
        self._pack()
        self._write()
        self._writer.close()

    def _pack(self) -> None:
        self._batches.append(self._batch.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _write(self) -> None:
        self._writer.write_table(self._table.from_batches(self._batches, schema=self._schema))
        self._batches = []
