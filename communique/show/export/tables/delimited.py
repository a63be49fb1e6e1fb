"""CSV (RFC 4180, UTF-8): one row a finding; dangerous cells are guarded."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import BinaryIO

from communique.record.outcome import Reading
from communique.show.export.exporter import About
from communique.show.export.tables.guard import guard
from communique.show.export.tables.rows import COLUMNS, TEXT, Value, rows


class Delimited:
    """Comma-separated rows with a head line; lines end with CR LF."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self._about = about
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow([*COLUMNS, *([TEXT] if about.full_text else [])])

    def feed(self, reading: Reading) -> None:
        for row in rows(reading, full_text=self._about.full_text):
            self._writer.writerow([_cell(value) for value in row.values()])

    def finish(self) -> None:
        self._text.flush()
        self._text.detach()


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guard(value) if isinstance(value, str) else value
