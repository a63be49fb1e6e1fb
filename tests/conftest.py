"""What all tests share: the examples, one reading of each, and the program as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import communique
from communique.record.document import Page
from communique.record.outcome import Reading

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLES = tuple(sorted((PROJECT / "examples").iterdir()))

RunCli = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write tests/golden/**/reading.json anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--regenerate") and os.environ.get("CI"):
        raise pytest.UsageError("--regenerate is for a person who reviews the diff, not for CI")


@pytest.fixture(scope="session")
def examples() -> tuple[Path, ...]:
    return EXAMPLES


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    """The readings of the examples."""
    out = []
    for path in EXAMPLES:
        reading = next(communique.Desk().read([Page(path.name, path.read_bytes())]))
        assert isinstance(reading, Reading), reading
        out.append(reading)
    return tuple(out)


@pytest.fixture
def run_cli(tmp_path: Path) -> RunCli:
    """Runs `python -m communique ...` with a clean environment; returns exit code, stdout and stderr as text."""

    def run(*args: str | Path, stdin: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        done = subprocess.run(
            [sys.executable, "-m", "communique", *map(str, args)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=clean | {"HOME": str(tmp_path), "PYTHONPATH": str(PROJECT)} | environment,
            cwd=tmp_path,
            timeout=120,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run
