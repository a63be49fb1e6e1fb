"""The commands on the archive as a user meets them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from communique.remember.database.schema import HEAD

NEWS = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    '"We will open the bridge by the end of 2025," Tamm said after the talks. '
    "Ozols thanked her for the visit and said that Latvia would pay half of the costs.\n"
)


@pytest.fixture
def stocked(run_cli, tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(NEWS)
    done = run_cli("add", "a.txt", "--published", "2025-06-12", "--outlet", "Gazette")
    assert done.returncode == 0, done.stderr
    return tmp_path / "communique.db"


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_add_twice(run_cli, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run_cli("add", "a.txt", "empty.txt", "--published", "2025-06-12", "--outlet", "Gazette")
    assert done.returncode == 3
    assert [row["change"] for row in lines(done.stdout)] == ["again", "refused"]
    assert done.stderr == "0 new, 0 version, 1 again, 1 refused\n"


def test_show_is_what_read_says(run_cli, stocked: Path) -> None:
    (article,) = lines(run_cli("search", "bridge").stdout)
    id_ = article["article"]["article_id"]
    read = run_cli("read", "a.txt", "--published", "2025-06-12", "--outlet", "Gazette").stdout
    assert run_cli("show", id_).stdout == read
    assert "Who said what" in run_cli("show", id_, "--text").stdout
    assert [v["is_current"] for v in lines(run_cli("show", id_, "--versions").stdout)] == [True]
    done = run_cli("show", "a-none")
    assert (done.returncode, done.stderr) == (4, "communique: a-none: no such article in the archive\n")


@pytest.mark.parametrize(
    ("args", "kind", "says"),
    [
        (["search", "bridge", "--kind", "statement", "--person", "Tamm"], "statement", "We will open the bridge"),
        (["dyad", "EST", "LVA", "--kind", "occasion"], "occasion", "held "),
        (["timeline", "--state", "EST", "--kind", "occasion"], "occasion", "held "),
        (["quotes", "--person", "mari tamm", "--until", "2025-06-12"], "statement", "We will open the bridge"),
        (["meetings", "--status", "held", "--outlet", "gazette"], "occasion", "held "),
    ],
)
def test_questions(run_cli, stocked: Path, args: list[str], kind: str, says: str) -> None:
    done = run_cli(*args)
    assert (done.returncode, done.stderr) == (0, "")
    rows = lines(done.stdout)
    assert {(row["kind"], row["article"]["outlet"]) for row in rows} == {(kind, "Gazette")}
    assert any(says in row["what"] and "Mari Tamm" in row["names"].values() for row in rows)
    assert lines(run_cli(*args, "--limit", "1").stdout) == rows[:1]


def test_people(run_cli, stocked: Path) -> None:
    rows = lines(run_cli("people", "--json").stdout)
    assert {row["name"]: row["state"] for row in rows} == {"Mari Tamm": "EST", "Andris Ozols": "LVA"}


def test_an_empty_answer_is_no_failure(run_cli, stocked: Path) -> None:
    done = run_cli("quotes", "--person", "Nobody")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_verify_and_check(run_cli, stocked: Path) -> None:
    done = run_cli("verify")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("1 pages, 1 readings, ")
    assert run_cli("db", "check").returncode == 0
    with sqlite3.connect(stocked) as connection:
        connection.execute("UPDATE page SET sha256 = 'f00'")
        connection.execute("UPDATE subject SET articles = 7 WHERE key = 'mari-tamm'")
    connection.close()
    done = run_cli("verify")
    assert done.returncode == 5
    assert lines(done.stdout)[0]["what"] == "page f00"
    done = run_cli("db", "check")
    assert done.returncode == 5
    assert "person mari-tamm: articles is 7, counted 1" in done.stdout


def test_backup_restore_upgrade(run_cli, stocked: Path, tmp_path: Path) -> None:
    assert run_cli("db", "backup", "kept.db").returncode == 0
    assert run_cli("db", "restore", "kept.db").returncode == 1
    assert run_cli("db", "restore", "kept.db", "--replace").returncode == 0
    assert run_cli("db", "restore", "kept.db", "--db", "other.db").returncode == 0
    assert run_cli("people", "--db", "other.db").stdout == run_cli("people", COMMUNIQUE_DB="kept.db").stdout != ""
    assert run_cli("db", "upgrade").stderr == f"version {HEAD} -> {HEAD}\n"


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["people"], 1, "no archive yet; `communique add` makes one"),
        (["search", "--", "-gas"], 1, "no archive yet"),
        (["quotes", "--since", "yesterday"], 2, "is no day"),
        (["timeline", "--kind", "quote"], 2, "is none of article"),
        (["add", "absent.txt"], 2, "no such file"),
        (["people", "--db", "mysql://localhost/x"], 1, "an SQLite file or a postgresql:// URL"),
    ],
)
def test_calls_that_fail(run_cli, args: list[str], code: int, says: str) -> None:
    done = run_cli(*args)
    assert done.returncode == code
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
