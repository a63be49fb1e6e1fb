"""XLSX: one row a finding, texts never formulas; with the full text a second sheet, a row for each paragraph."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO, Final

from communique.errors import ExportError
from communique.record.outcome import Reading
from communique.show.export.exporter import About
from communique.show.export.tables.guard import is_dangerous
from communique.show.export.tables.rows import COLUMNS, Value, rows

# Source: Microsoft, "Excel specifications and limits".
_MOST_ROWS: Final = 1_048_576
_MOST_SIGNS: Final = 32_767
_WIDTHS: Final = {"words": 70, "title": 40, "who": 28, "whom": 28, "url": 30}
_PARAGRAPHS: Final = ("article", "paragraph", "start", "text")


class Workbook:
    """A workbook; a sheet that is full is followed by another."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}  # fmt: skip
        self._about = about
        self._book: Any = xlsxwriter.Workbook(stream, options)
        self._book.set_properties({"title": about.title, "comments": "Made by communique; see the licence column."})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._findings = _Sheet(self, "findings", tuple(COLUMNS))
        self._texts = _Sheet(self, "texts", _PARAGRAPHS) if about.full_text else None

    def feed(self, reading: Reading) -> None:
        for row in rows(reading):
            self._findings.write(list(row.values()))
        if self._texts is None:
            return
        start = 0
        for number, paragraph in enumerate(reading.article.text.split("\n\n")):
            for at in range(0, len(paragraph), _MOST_SIGNS):
                self._texts.write([reading.article.id, number, start + at, paragraph[at : at + _MOST_SIGNS]])
            start += len(paragraph) + 2

    def finish(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else error
            raise (
                cause if isinstance(cause, OSError) else ExportError(f"the workbook cannot be written: {cause}")
            ) from error

    def sheet(self, name: str, columns: tuple[str, ...]) -> Any:
        """A new sheet with its head line."""
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, 14))
            sheet.write_string(0, place, column, self._head)
        sheet.freeze_panes(1, 0)
        return sheet

    def cell(self, sheet: Any, row: int, place: int, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, self._day)
        elif isinstance(value, str):
            if len(value) > _MOST_SIGNS:
                raise ExportError(f"a cell of {len(value)} signs is more than a spreadsheet holds; use csv or parquet")
            sheet.write_string(row, place, value, self._quoted if is_dangerous(value) else None)
        else:
            sheet.write_number(row, place, value)


class _Sheet:
    """Rows onto sheet after sheet."""

    def __init__(self, book: Workbook, name: str, columns: tuple[str, ...]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._number, self._row = 1, 1
        self._sheet = book.sheet(name, columns)

    def write(self, values: list[Value]) -> None:
        if self._row == _MOST_ROWS:
            self._number, self._row = self._number + 1, 1
            self._sheet = self._book.sheet(f"{self._name} {self._number}", self._columns)
        for place, value in enumerate(values):
            self._book.cell(self._sheet, self._row, place, value)
        self._row += 1
