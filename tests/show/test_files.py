"""Files appear whole, under names that do not clash."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from communique.record.outcome import Reading, Reason, Refusal
from communique.show.files import file_stem, folder_writer, lines_file

REFUSAL = Refusal("news/empty.html", "clean", Reason.EMPTY, "no text")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize(
    ("page", "stem"),
    [
        ("talks.html", "talks"),
        ("/news/2025/talks.tar.html", "talks.tar"),
        ("feed.jsonl#12", "feed-12"),
        ("-", "stdin"),
        ("-#2", "stdin-2"),
        ("..", "page"),
        (".html", "html"),
        ("a b/\x1b[2J c?.txt", "_2J_c_"),
        ("x" * 400 + ".html", "x" * 150),
        ("c:\\news\\talks.html", "talks"),
    ],
)
def test_stem(page: str, stem: str) -> None:
    assert file_stem(page) == stem


def test_clashing_names_are_numbered(tmp_path: Path) -> None:
    write = folder_writer(tmp_path / "out")
    for page in ("a/talks.html", "b/talks.txt", "TALKS.md", "talks-2.md"):
        write(page, REFUSAL)
    assert names(tmp_path / "out") == [
        "TALKS-3.refusal.json", "talks-2-2.refusal.json", "talks-2.refusal.json", "talks.refusal.json",
    ]  # fmt: skip


def test_a_reading_takes_the_place_of_an_earlier_refusal(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    folder_writer(tmp_path)("talks.html", REFUSAL)
    folder_writer(tmp_path)("talks.html", readings[0])
    assert names(tmp_path) == ["talks.json"]
    assert json.loads((tmp_path / "talks.json").read_text())["schema"] == "communique/reading/1"


def test_an_unfinished_file_never_appears(tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    target.write_text("old")

    def write_half() -> None:
        with lines_file(target) as write:
            write("a", REFUSAL)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert names(tmp_path) == ["all.jsonl"]
    assert target.read_text() == "old"


def test_a_finished_file_is_readable_by_others(tmp_path: Path) -> None:
    with lines_file(tmp_path / "all.jsonl") as write:
        write("a", REFUSAL)
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o777 in (0o644, 0o664, 0o640, 0o600)
    assert json.loads((tmp_path / "all.jsonl").read_text())["reason"] == "empty"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with lines_file(pipe) as write:
        write("empty.html", REFUSAL)
    assert json.loads(os.read(reader, 10_000))["reason"] == "empty"
    os.close(reader)
    assert pipe.is_fifo()
