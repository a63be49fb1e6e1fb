"""Readings as a pandas DataFrame (extra `frames`); the only file that knows pandas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from communique.errors import ExportError
from communique.record.outcome import Reading, Refusal
from communique.show.export.tables.rows import COLUMNS, TEXT, rows

if TYPE_CHECKING:
    import pandas as pd


def to_frame(
    readings: Reading | Iterable[Reading | Refusal], *, kind: str | None = None, full_text: bool = False
) -> pd.DataFrame:
    """One row a finding, with the columns of `docs/exports.md`; days are datetime64, refusals are passed over.

    `kind`: only statement, occasion, event, commitment or relation.

    Raises: ExportError when pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ExportError("DataFrames need pandas: pip install 'communique[frames]'") from error
    given = [readings] if isinstance(readings, Reading) else readings
    told = (row for one in given if isinstance(one, Reading) for row in rows(one, full_text=full_text))
    frame = pd.DataFrame(
        [row for row in told if kind in (None, row["kind"])], columns=[*COLUMNS, *([TEXT] if full_text else [])]
    )
    for name, type_ in COLUMNS.items():
        if type_ is date:
            frame[name] = pd.to_datetime(frame[name])
        elif type_ is int:
            frame[name] = frame[name].astype("Int64")
        elif type_ is float:
            frame[name] = frame[name].astype("Float64")
    return frame
