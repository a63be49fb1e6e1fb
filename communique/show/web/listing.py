"""The rows of a list page as a table or a calendar, for spreadsheets and calendar programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from communique.show.export.streams.ical import Day, days_to_ical
from communique.show.export.tables.guard import guard
from communique.show.views.ledger import PromiseRow
from communique.show.views.rows import Party, Row

CSV: Final = ("articles", "ledger", "encounters", "people", "states", "search")
ICS: Final = ("ledger", "encounters")


def rows_of(view: Any) -> tuple[Any, ...]:
    """What the page lists."""
    if hasattr(view, "found"):
        return tuple(view.found.rows)
    return tuple(getattr(view, "hits", ())) or tuple(getattr(view, "rows", ()))


def to_csv(rows: Iterable[Any]) -> bytes:
    """RFC 4180, UTF-8 with a mark that spreadsheets know it by; what they would run is made plain text."""
    flat = [dict(_cells(row, "")) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(flat)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")


def to_ics(rows: Iterable[Any], title: str, site: str) -> bytes:
    """Promises at their last day, encounters at theirs; what has no day is left out. `site` comes before paths."""
    return days_to_ical((day for row in rows if (day := _day(row, site))), title)


def _cells(row: Any, name: str) -> Iterator[tuple[str, str]]:
    """The fields of a row; what it holds by name in one cell, articles by several."""
    for field in fields(row):
        value, column = getattr(row, field.name), f"{name}{field.name}"
        if isinstance(value, Party):
            yield column, guard(value.name)
        elif isinstance(value, tuple):
            yield column, guard("; ".join(one.name if isinstance(one, Party) else str(one) for one in value))
        elif is_dataclass(value):
            yield from _cells(value, f"{column}_")
        else:
            yield column, "" if value is None else guard(value) if isinstance(value, str) else str(value)


def _day(row: Any, site: str) -> Day | None:
    match row:
        case PromiseRow() if row.due_on and row.due_on != date.max:
            words = f"{_names(row.by)}{' → ' + _names(row.to) if row.to else ''}: {row.action}"
            return Day(f"{row.id}@communique.invalid", row.due_on, f"Due: {words}", row.status, site + row.path)
        case Row() if row.on:
            words = f"{row.label}: {_names(row.who)}{' → ' + _names(row.whom) if row.whom else ''}"
            uid = f"{row.id}.{row.article.id}@communique.invalid"
            return Day(uid, row.on, words, f"{row.status or ''}: {row.quote}", site + row.path)
    return None


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(one.name for one in parties)
