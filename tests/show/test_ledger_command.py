"""`communique ledger`: files of readings in, the ledger out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.pipeline import read_page
from communique.record.codec import to_json
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.show.cli.main import app

TEXT = (
    "TALLINN, May 5 - Estonian Transport Minister Peeter Kask met Finnish Transport Minister Aino Laine on Monday. "
    "Kask promised that Estonia would deliver 30 buses to Finland by June 30. "
    "Laine promised that Finland would repair the Narva bridge by September 1."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reading = read_page(Page("a.txt", TEXT.encode(), url="https://example.org/a", published="2025-05-06"))
    assert isinstance(reading, Reading)
    file = tmp_path_factory.mktemp("records") / "a.json"
    file.write_text(to_json(reading, indent=2), encoding="utf-8")
    return file


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["ledger", *words])
    return result.exit_code, result.output


def actions(output: str) -> list[str]:
    return [entry["action"] for entry in json.loads(output)["commitments"]]


def test_json_of_a_stored_reading(record: Path) -> None:
    code, output = run(str(record), "--as-of", "2025-07-01")
    tree = json.loads(output)
    assert (code, tree["schema"], tree["as_of"]) == (0, "communique/ledger/1", "2025-07-01")
    assert {entry["overdue"] for entry in tree["commitments"] if "buses" in entry["action"]} == {True}


def test_filters(record: Path) -> None:
    day = ("--as-of", "2025-07-01")
    assert len(actions(run(str(record), *day)[1])) == 2
    assert all("buses" in a for a in actions(run(str(record), *day, "--status", "overdue")[1]))
    assert all("buses" in a for a in actions(run(str(record), *day, "--due-before", "2025-08-01")[1]))
    assert actions(run(str(record), *day, "--status", "kept")[1]) == []
    assert len(actions(run(str(record), *day, "--dyad", "FIN", "EST")[1])) >= 1
    assert actions(run(str(record), *day, "--dyad", "FIN", "LVA")[1]) == []


@pytest.mark.parametrize("words", [("--as-of", "soon"), ("--status", "forgotten"), ("no-such-file.json",)])
def test_calls_that_cannot_be_meant(record: Path, words: tuple[str, ...]) -> None:
    assert run(str(record), *words)[0] == 2
