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


def test_reads_the_example_in_an_empty_environment(wheel: Path, tmp_path: Path, examples: tuple[Path, ...]) -> None:
    """The dependencies are lent from this environment; the package itself is only in the wheel."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    code = "import communique; print(communique.__file__)"
    where = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path).stdout
    assert where.startswith(str(site))
    command = [python, "-m", "communique", "read", str(examples[0])]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == "communique/reading/1"
