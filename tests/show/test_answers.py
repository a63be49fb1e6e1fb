"""Answers on a terminal: one table, with a column only where it says something."""

from __future__ import annotations

import pytest

from communique.show.answers import make_table
from communique.show.cli import archive_commands


def test_a_table_has_other_names_only_where_somebody_has_some(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    one, other = {"name": "Ada Berg", "spellings": ()}, {"name": "Ion Codru", "spellings": ("I. Codru", "Codru Ion")}
    make_table([one], as_json=False)
    assert "spellings" not in capsys.readouterr().out
    make_table([one, other], as_json=False)
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["name", "spellings"]
    assert first.split()[:2] == ["Ada", "Berg"]
    assert second.endswith("I. Codru, Codru Ion")


def open_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 60 columns."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for name, value in {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "60"}.items():
        monkeypatch.setenv(name, value)


def test_days_and_numbers_stay_on_one_line_in_a_narrow_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    open_window(monkeypatch)
    one = {"key": "konstantin-weissenberger", "name": "Konstantin Weissenberger", "statements": 1, "last": "2026-11-28"}
    make_table([one | {"articles": 1, "state": "DEU"}], as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert {"1", "2026-11-28", "DEU"} <= set(lines[1].split())
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize(
    ("number", "limit", "said"),
    [(0, None, "Nothing found.\n"), (50, None, ""), (51, None, "The first 50; --limit N shows more.\n"), (51, 2, "")],
)
def test_a_reader_is_told_of_nothing_and_of_more(
    number: int, limit: int | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    open_window(monkeypatch)
    archive_commands._print(({"kind": "event"} for _ in range(number)), limit, json=False)
    told = capsys.readouterr()
    assert told.err == said
    assert told.out.count("event") == min(number, limit or 50)
