"""The program answers at once, and imports nothing heavy before there is work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

HEAVY = ("spacy", "thinc", "trafilatura", "rigour", "babel", "onnxruntime", "tokenizers", "numpy", "lxml", "htmldate",
         "sqlalchemy", "alembic", "zstandard")  # fmt: skip
MOST_SECONDS = 0.2
TYPER_SECONDS = 0.06  # to import typer, on a machine where the limit holds with something to spare


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import communique",
        "import communique.show.cli.main",
        "import communique.desk.documents",
        "import communique.show.terminal",
    ],
)
def test_nothing_heavy_is_imported(statement: str) -> None:
    assert not loaded_after(statement) & set(HEAVY)


def test_help_knows_nothing_of_the_record() -> None:
    code = "import sys, communique.show.cli.main; print(*[m for m in sys.modules if m.startswith('communique.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    rooms = {name.split(".")[1] for name in done.stdout.split()}
    # `read` is the folder's own __init__, which makes it callable; `lexicon` and so on would be work.
    assert rooms <= {"errors", "settings", "show", "read"}


def test_help_answers_at_once() -> None:
    def seconds(*command: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=PROJECT, env=dict(os.environ))
        return time.perf_counter() - began

    # The quickest of several runs: what another program took from the others is not ours. On a slower machine the
    # library that reads the command line takes longer, too.
    typer = min(seconds("-c", "import typer") for _ in range(7))
    ours = min(seconds("-m", "communique", "--help") for _ in range(7))
    assert ours <= MOST_SECONDS * max(1.0, typer / TYPER_SECONDS)
