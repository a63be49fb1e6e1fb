"""The public door for programs: typed as installed, found by its names, an archive opened in one line."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import communique

PROJECT = Path(__file__).resolve().parents[1]

SCRIPT = '''
from datetime import date
from pathlib import Path

import communique
from communique import ArchiveDesk, Reading, Refusal, Statement


def quotes(text: str) -> list[str]:
    record = communique.read(text, published="2025-06-12")
    if isinstance(record, Refusal):
        return [record.detail]
    said: tuple[Statement, ...] = record.statements
    return [evidence.quote for one in said for evidence in one.content]


def due(place: Path, before: date) -> list[str | None]:
    with communique.open(place, create=False) as desk:
        reveal_type(desk)
        return [found.source.url for found in desk.open_commitments(due_before=before)]


def ids(folder: str) -> list[str]:
    read = communique.Desk(communique.Settings(jobs=2)).read([folder])
    return [one.article.id for one in read if isinstance(one, Reading)]


def other(desk: ArchiveDesk) -> str:
    reading = desk.get("a-1")
    reveal_type(reading.commitments[0].due)
    return communique.to_json(reading) + communique.to_html(reading)
'''
WRONG = """
import communique

communique.reed("text")
communique.read(7)
record = communique.read("text")
record.statements
"""


def check(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """mypy --strict as a user runs it, on a script beside an installed package."""
    (folder / "script.py").write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "/dev/null", "script.py"],
        capture_output=True, text=True, cwd=folder, timeout=500,
    )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the package is found as an installed one, not as the checked source."""
    folder = tmp_path_factory.mktemp("typed")
    assert sysconfig.get_path("purelib")
    return folder


def test_a_users_script_is_checked(installed: Path) -> None:
    done = check(SCRIPT, installed)
    assert done.returncode == 0, done.stdout
    assert 'Revealed type is "communique.desk.archive.ArchiveDesk"' in done.stdout
    assert "communique.record.finding.When | None" in done.stdout


def test_a_users_mistakes_are_told(installed: Path) -> None:
    told = check(WRONG, installed).stdout
    assert 'Module has no attribute "reed"' in told
    assert 'incompatible type "int"' in told
    assert '"Refusal" of "Reading | Refusal" has no attribute "statements"' in told


def test_every_name_is_there_and_told() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    assert set(communique.__all__) <= set(dir(communique))
    with pytest.raises(AttributeError):
        _ = communique.reed  # type: ignore[attr-defined]


def test_an_archive_is_opened_in_one_line(tmp_path: Path) -> None:
    with communique.open(tmp_path / "a.db") as desk:
        assert isinstance(desk, communique.ArchiveDesk)
        assert list(desk.readings()) == []
    with pytest.raises(communique.CommuniqueError):
        communique.open(tmp_path / "b.db", create=False)
