"""`communique export` and `communique import`, as a user runs them."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.desk.archive import ArchiveDesk
from communique.desk.outgoing.exports import choose, narrow, open_readings
from communique.desk.review import ReviewDesk
from communique.errors import InputError
from communique.record.followup import FindingKey
from communique.record.outcome import Reading
from communique.remember.found import Filter
from communique.settings import Settings
from communique.show.cli.main import app
from communique.show.export.exporter import About, findings
from communique.show.export.formats import FORMATS, export

RunCli = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def db(tmp_path: Path, two: tuple[Reading, ...]) -> Path:
    with ArchiveDesk(tmp_path / "a.db") as desk:
        for reading in two:
            desk.archive.add(None, reading)
    return tmp_path / "a.db"


@pytest.mark.parametrize("name", ["jsonl", "xlsx", "polecat", "atom"])
def test_every_format_writes_a_file(run_cli: RunCli, db: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"out{FORMATS[name].ending}"
    done = run_cli("export", name, "--db", db, "-o", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == "2 articles written\n"
    assert file.stat().st_size > 200
    assert not list(tmp_path.glob(".out*"))


def test_a_filter_narrows_and_a_pipe_takes_it(run_cli: RunCli, db: Path) -> None:
    done = run_cli("export", "feed", "--db", db, "--kind", "commitment", "--until", "2027-03-31", "-q")
    assert done.returncode == 0
    assert done.stderr == ""
    assert {item["_communique"]["kind"] for item in json.loads(done.stdout)["items"]} == {"commitment"}


def test_nothing_half_written_is_left(run_cli: RunCli, db: Path, tmp_path: Path) -> None:
    file, broken = tmp_path / "out.csv", tmp_path / "broken.jsonl"
    file.write_text("what was there")
    done = run_cli("export", "jsonl", "--db", db, "--full-text", "-o", broken)
    assert done.returncode == 0
    broken.write_text(broken.read_text() + '{"schema": "communique/reading/1", "article": {}}\n')
    done = run_cli("export", "csv", broken, "-o", file)
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert file.read_text() == "what was there"
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".part") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["docx"], "none of jsonl"),
        (["csv", "--kind", "rumour"], "none of"),
        (["csv", "--since", "yesterday"], "no day"),
        (["csv", "nowhere.html"], "no such file"),
        (["csv", "-o", "nowhere/a.csv"], "no such folder"),
    ],
)
def test_a_call_that_cannot_be_meant(db: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["export", *words, "--db", str(db)])
    assert done.exit_code == 2
    assert told in done.stderr


def test_an_excerpt_is_not_read_back(tmp_path: Path, two: tuple[Reading, ...], write: Any) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(write("jsonl", *two))
    with pytest.raises(InputError, match="an excerpt, without its text"):
        list(open_readings([str(file)], Settings(), lambda *_: None))


def test_the_filter_of_an_export_is_that_of_the_archive(db: Path, two: tuple[Reading, ...]) -> None:
    filters = [
        Filter(dyad=("EST", "GEO")), Filter(person="Tamm"), Filter(state="BLR"), Filter(outlet="gazette"),
        Filter(dyad=("Estonia", "Georgia"), kinds=("event",)), Filter(person="nobody"),
    ]  # fmt: skip
    with ArchiveDesk(db) as desk:
        for filter_ in filters:
            asked = {found.finding.id for found in desk.timeline(filter_) if found.finding}
            kept = {one.id for reading in two if (part := narrow(reading, filter_)) for one in findings(part)}
            assert kept == asked, filter_


def test_what_a_person_rejected_does_not_leave(db: Path, two: tuple[Reading, ...], tmp_path: Path) -> None:
    unwanted = two[0].commitments[0]
    with ArchiveDesk(db) as desk:
        ReviewDesk(desk.archive).decide("reject", FindingKey(two[0].article.id, unwanted.id), by="mari", reason="wrong")
        left = [one.id for chosen in choose(desk.readings()) for one in findings(chosen.narrowed)]
    assert unwanted.id not in left
    assert len(left) == sum(1 for reading in two for _ in findings(reading)) - 1


def test_what_was_exported_comes_back_identical(run_cli: RunCli, db: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert run_cli("export", "jsonl", "--full-text", "--db", db, "-o", first).returncode == 0
    assert run_cli("import", first, "--db", tmp_path / "b.db").returncode == 0
    assert run_cli("export", "jsonl", "--full-text", "--db", tmp_path / "b.db", "-o", second).returncode == 0
    assert first.read_bytes() == second.read_bytes() != b""


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_the_archive(name: str, two: tuple[Reading, ...]) -> None:
    class Nowhere:
        """A stream that keeps nothing."""

        closed, mode = False, "wb"

        def __init__(self) -> None:
            self.size = 0

        def write(self, data: Any) -> int:
            self.size += len(data)
            return len(data)

        def tell(self) -> int:
            return self.size

        def flush(self) -> None: ...

        def close(self) -> None: ...

        def seekable(self) -> bool:
            return False

        def readable(self) -> bool:
            return False

        def writable(self) -> bool:
            return True

    def many(number: int) -> Iterator[Reading]:
        for place in range(number):
            reading = two[place % 2]
            yield replace(reading, article=replace(reading.article, id=f"a-{place}"))

    def peak(number: int) -> int:
        tracemalloc.start()
        export(name, choose(many(number)), Nowhere(), About())  # type: ignore[arg-type]
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(10)
    small, large = peak(30), peak(120)
    assert large < 1.6 * small + 300_000
