"""Answers on a terminal: one table, with a column only where it says something."""

from __future__ import annotations

import pytest

from communique.show.answers import make_table


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
