"""The wheel holds all that it needs: built, installed into an empty environment, it reads the example."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT)
    return next(folder.glob("*.whl"))


def test_holds_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    lexicon = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "communique").rglob("*.toml")}
    assert lexicon <= set(names)
    assert not [n for n in names if n.startswith(("tests/", "bench/", "training/", "docs/"))]


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment's Python. The dependencies are lent from this one; the package itself is only in the wheel."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False)
    site = next((folder / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def test_reads_the_example_in_an_empty_environment(python: Path, tmp_path: Path, examples: tuple[Path, ...]) -> None:
    site = next(python.parents[1].glob("lib/python*/site-packages"))
    code = "import communique; print(communique.__file__)"
    where = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path).stdout
    assert where.startswith(str(site))
    command = [python, "-m", "communique", "read", str(examples[0])]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == "communique/reading/1"


SCRIPT = """
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
"""
WRONG = """
import communique

communique.reed("text")
communique.read(7)
communique.read("text").statements
"""


def test_is_typed_for_its_users(python: Path, tmp_path: Path) -> None:
    """mypy --strict, without any configuration, on two scripts beside the installed package."""
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--python-executable", str(python), "script.py",
         "wrong.py"],
        capture_output=True, text=True, cwd=tmp_path, timeout=900,
    )  # fmt: skip
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert [line.split(": ")[0] for line in errors] == ["wrong.py:4", "wrong.py:5", "wrong.py:6"], done.stdout
    assert 'has no attribute "reed"' in errors[0]
    assert 'incompatible type "int"' in errors[1]
    assert '"Refusal" of "Reading | Refusal" has no attribute "statements"' in errors[2]
    assert "communique.desk.archive.ArchiveDesk" in done.stdout
    assert "communique.record.finding.When | None" in done.stdout
