"""A misbehaving endpoint, and an archive with one article."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from communique.desk.archive import ArchiveDesk

# The reader finds what is in the first two sentences; "Kask: ..." has no verb of speech, and "is to" no pledge.
NEWS = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    "“We will open the bridge by the end of 2025,” Tamm said after the talks.\n\n"
    "Not a word on the toll – for “a bridge is  no shop”, in the words of Ozols. Money for the quay: a matter of weeks "
    "for Latvia, it was heard in Riga. Over dinner the two had gone through the list of open questions."
)
PAGE = (
    '<html><head><title>Tamm in Riga</title><link rel="canonical" href="https://gazette.example/1"></head>'
    "<body><article><h1>Tamm in Riga</h1>{}</article></body></html>"
)


@dataclass(frozen=True)
class Endpoint:
    """Where it listens, and what it has been asked."""

    folder: Path
    port: int

    def url(self, how: str) -> str:
        return f"http://127.0.0.1:{self.port}/{how}/v1"

    def say(self, proposals: object) -> str:
        """From now on `said` answers with these; returns its address."""
        words = proposals if isinstance(proposals, str) else json.dumps({"proposals": proposals})
        (self.folder / "said.txt").write_text(words, encoding="utf-8")
        return self.url("said")

    def asked(self) -> list[Any]:
        log = self.folder / "asked.jsonl"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = tmp_path_factory.mktemp("endpoint")
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("endpoint.py")), str(folder)])
    for _ in range(300):
        if (folder / "port").exists():
            break
        time.sleep(0.1)
    yield Endpoint(folder, int((folder / "port").read_text()))
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An article's id, and an archive that holds it, to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    paragraphs = "".join(f"<p>{one}</p>" for one in NEWS.split("\n\n"))
    (folder / "a.html").write_text(PAGE.format(paragraphs), encoding="utf-8")
    with ArchiveDesk(folder / "kept.db") as desk:
        ((_, _, added),) = desk.add([folder / "a.html"], published="2025-06-12", outlet="Gazette")
    assert added.article_id
    return added.article_id, folder / "kept.db"


@pytest.fixture
def article(kept: tuple[str, Path], tmp_path: Path) -> tuple[str, Path]:
    """The article's id, and an archive of the test's own."""
    shutil.copy(kept[1], tmp_path / "a.db")
    return kept[0], tmp_path / "a.db"
