"""`communique read` as a user meets it: streams, files, exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NEWS = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    '"We will open the bridge by the end of 2025," Tamm said after the talks. '
    "Ozols thanked her for the visit and said that Latvia would pay half of the costs.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS)
    (folder / "b.txt").write_text(NEWS.replace("Riga", "Tartu"))
    return folder


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_pipe_gets_json_lines_and_nothing_else(run_cli, news: Path) -> None:
    done = run_cli("read", news, "--published", "2025-06-12", "--outlet", "Gazette")
    assert done.returncode == 0
    first, second = lines(done.stdout)
    assert first["schema"] == second["schema"] == "communique/reading/1"
    assert first["article"]["outlet"] == "Gazette"
    assert first["article"]["published"]["value"] == "2025-06-12"
    assert done.stderr == "2 articles read, 0 pages refused\n"


def test_refused_pages_are_named_twice_and_the_rest_is_read(run_cli, news: Path) -> None:
    (news / "empty.txt").write_text("")
    (news / "noise.bin").write_bytes(bytes(range(256)) * 20)
    done = run_cli("read", news, "-q")
    assert done.returncode == 3
    found = lines(done.stdout)
    assert [r["schema"].split("/")[1] for r in found] == ["reading", "reading", "refusal", "refusal"]
    assert done.stderr.splitlines()[0] == f"{news}/empty.txt: clean: empty: {found[2]['detail']}"
    assert len(done.stderr.splitlines()) == 2
    assert run_cli("read", news, "-q", "--strict").returncode == 1
    assert run_cli("read", news, "-q", COMMUNIQUE_STRICT="1").returncode == 1


def test_all_refused_is_still_code_3(run_cli) -> None:
    done = run_cli("read", "-", stdin="")
    assert done.returncode == 3
    assert lines(done.stdout)[0]["page"] == "-"


def test_empty_folder_is_no_failure(run_cli, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = run_cli("read", tmp_path / "nothing")
    assert (done.returncode, done.stdout) == (0, "")


def test_folder_output(run_cli, news: Path, tmp_path: Path) -> None:
    (news / "empty.txt").write_text("")
    done = run_cli("read", news, "-o", "out/", "--jobs", "2")
    assert (done.returncode, done.stdout) == (3, "")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json", "empty.refusal.json"]
    assert json.loads((tmp_path / "out/b.json").read_text())["occasions"][0]["place"] == "Tartu"


def test_file_output(run_cli, news: Path, tmp_path: Path) -> None:
    assert run_cli("read", news / "a.txt", "-o", "one.json").returncode == 0
    assert json.loads((tmp_path / "one.json").read_text())["schema"] == "communique/reading/1"
    assert run_cli("read", news / "a.txt", "-o", "-").stdout.startswith("{")


def test_text_into_a_pipe_has_no_colour(run_cli, news: Path) -> None:
    done = run_cli("read", news / "a.txt", "--text")
    assert "Who said what" in done.stdout
    assert "\x1b" not in done.stdout
    assert "\x1b[" in run_cli("read", news / "a.txt", "--text", FORCE_COLOR="1", TERM="xterm").stdout
    assert "\x1b" not in run_cli("read", news / "a.txt", "--text", "--no-color", FORCE_COLOR="1", TERM="xterm").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["read", "absent.html"], "absent.html: no such file or folder"),
        (["read"], "INPUT"),
        (["read", "-", "--published", "12/06/2025"], "YYYY-MM-DD"),
        (["read", "-", "--json", "--text"], "exclude each other"),
        (["read", "-", "--jobs", "0"], "at least 1"),
        (["read", "-", "-o", "no/such/file.json"], "no such folder"),
        (["read", "-", "--colour"], "--colour"),
        (["reed", "-"], "reed"),
    ],
)
def test_calls_that_cannot_be_meant(run_cli, args: list[str], says: str) -> None:
    done = run_cli(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_broken_settings_file_is_named(run_cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text("job = 2")
    done = run_cli("read", news)
    assert done.returncode == 2
    assert "no setting is called 'job'" in " ".join(done.stderr.split())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_output(run_cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    done = run_cli("read", news / "a.txt", "-o", "locked/a.json")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_output_inside_a_file_is_a_failure(run_cli, news: Path) -> None:
    done = run_cli("read", news, "-o", f"{news}/a.txt/")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_version(run_cli) -> None:
    done = run_cli("--version")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["communique", "schema", "model", "rules"]


def test_a_reader_that_leaves_is_no_drama(news: Path) -> None:
    for n in range(20):
        (news / f"n{n}.txt").write_text(NEWS)
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "read", str(news)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c(news: Path, jobs: str) -> None:
    for n in range(300):
        (news / f"n{n}.txt").write_text(NEWS)
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "read", str(news), "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT, start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_terminal_gets_the_account(news: Path) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "read", str(news / "a.txt")],
        stdout=slave, stderr=subprocess.DEVNULL, cwd=PROJECT,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    assert process.wait(60) == 0
    assert b"What happened" in shown
    assert b"\x1b[" in shown
