"""Rows: CSV, XLSX, Parquet, POLECAT."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from communique.record.outcome import Reading
from communique.show.export.exporter import evidence_of, findings
from communique.show.export.tables.guard import guard, is_dangerous
from communique.show.export.tables.polecat import HEADER
from communique.show.export.tables.rows import COLUMNS

Write = Any
POLECAT_2023 = (
    "Event ID|Event Date|Event Type|Event Mode|Event Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "＝1", "%0A=1"])
def test_what_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert is_dangerous(cell)
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["peace = hope", "", "1+1", "Lukašenko", "«—»"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert guard(cell) == cell


def test_csv_has_a_row_for_each_finding_with_its_words(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    rows = table(write("csv", *two, odd))
    told = [(reading, one) for reading in (*two, odd) for one in findings(reading)]
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == [one.id for _, one in told]
    for row, (reading, one) in zip(rows, told, strict=True):
        start, end = int(row["start"]), int(row["end"])
        assert guard(reading.article.text[start:end]) == row["words"]
        assert row["spans"].count("-") == len(evidence_of(one))
        assert row["version"] == reading.made.version
    assert {row["licence"] for row in rows} == {"CC0", ""}


def test_no_cell_of_the_csv_is_a_formula(write: Write, two: tuple[Reading, ...]) -> None:
    rows = table(write("csv", *two))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if is_dangerous(cell) and not re.fullmatch(r"-\d+\.\d", cell)]
    assert {row["outlet"] for row in rows} == {"'+Baltic Herald", "Tbilisi Gazette"}
    assert any(cell.startswith("'=2+5") for cell in cells)


def test_whole_texts_leave_only_when_asked(write: Write, two: tuple[Reading, ...]) -> None:
    for name in ("csv", "parquet", "ftm", "jsonld", "atom", "feed", "ical", "graphml", "polecat", "jsonl"):
        assert two[1].article.text.encode()[:120] not in write(name, two[1]), name
    assert table(write("csv", two[1], full_text=True))[0]["text"] == two[1].article.text


def test_xlsx_holds_the_same_rows_as_text(write: Write, two: tuple[Reading, ...], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "a.xlsx"
    file.write_bytes(write("xlsx", *two, full_text=True))
    book = openpyxl.load_workbook(file)
    rows = list(book["findings"].iter_rows(values_only=True))
    assert rows[0] == tuple(COLUMNS)
    assert len(rows) - 1 == sum(1 for reading in two for _ in findings(reading))
    assert {cell.data_type for line in book["findings"].iter_rows() for cell in line} <= {"s", "n", "d"}
    assert any(str(cell).startswith("=2+5") for row in rows for cell in row)  # the words themselves, but no formula
    texts = list(book["texts"].iter_rows(values_only=True))[1:]
    of_first = [(start, text) for article, _, start, text in texts if article == two[0].article.id]
    assert all(two[0].article.text[start : start + len(text)] == text for start, text in of_first)
    assert "\n\n".join(text for _, text in of_first) == two[0].article.text
    book.close()


def test_parquet_is_typed(write: Write, two: tuple[Reading, ...], odd: Reading) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table_ = pq.read_table(io.BytesIO(write("parquet", *two, odd)))
    assert table_.column_names == list(COLUMNS)
    assert [str(table_.schema.field(name).type) for name in ("on", "start", "score")] == [
        "date32[day]",
        "int32",
        "double",
    ]
    assert table_.schema.metadata[b"made_by"].startswith(b"communique ")
    assert table_.num_rows == sum(1 for reading in (*two, odd) for _ in findings(reading))


def test_polecat_has_the_columns_of_the_releases(write: Write, two: tuple[Reading, ...]) -> None:
    assert "|".join(HEADER) == POLECAT_2023
    lines = write("polecat", *two).decode().splitlines()
    assert lines[0].split("\t") == list(HEADER)
    assert {line.count("\t") for line in lines} == {len(HEADER) - 1}


def test_a_script_for_polecat_runs_unchanged(write: Write, two: tuple[Reading, ...], tmp_path: Path) -> None:
    """As analysts count: countries are lists parted by "; ", "None" is nobody, pairs of one country are no dyads."""
    pd = pytest.importorskip("pandas")
    file = tmp_path / "ngecEvents.DV.2027.txt"
    file.write_bytes(write("polecat", *two))

    df = pd.read_csv(file, sep="\t", keep_default_na=False)
    df["Event Date"] = pd.to_datetime(df["Event Date"])
    df["actor"] = df["Actor Country"].str.split("; ")
    df["recipient"] = df["Recipient Country"].str.split("; ")
    df = df.explode("actor").explode("recipient")
    df = df[(df.actor != "None") & (df.recipient != "None") & (df.actor != df.recipient)]
    counts = df.groupby(["actor", "recipient", "Event Type"]).size()

    assert counts["EST", "BLR", "ACCUSE"] == 1
    assert counts["GEO", "EST", "AGREE"] >= 1
    assert set(df["Quad Code"]) <= {
        "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}  # fmt: skip
    assert set(df["Event Date"].dt.year) == {2027}
    assert set(df.loc[df.actor == "EST", "Actor COW"]) == {"366"} or set(df.loc[df.actor == "EST", "Actor COW"]) == {
        366
    }
    assert df["Event Intensity"].between(-10, 10).all()
    assert df["Version"].str.contains("example.org").all()
