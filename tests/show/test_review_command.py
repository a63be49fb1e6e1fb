"""Review as a user meets it: list, decide, take back, move decisions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from communique.show.cli.main import app

NEWS = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    '"We will open the bridge by the end of 2025," Tamm said after the talks. '
    "Ozols thanked her for the visit and said that Latvia would pay half of the costs."
)
PAGE = (
    '<html><head><title>Tamm in Riga</title><link rel="canonical" href="https://gazette.example/1"></head>'
    "<body><article><h1>Tamm in Riga</h1>{}<p>{}</p></article></body></html>"
)
BY = ("--by", "Ann")
ADD = ("a.html", "--published", "2025-06-12", "--outlet", "Gazette")


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


class Outcome(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Outcome]:
    """The program in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Outcome:
        done = CliRunner().invoke(app, args)
        return Outcome(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An article's id and an archive that holds it, to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "a.html").write_text(PAGE.format("", NEWS))
    done = CliRunner().invoke(app, ["add", str(folder / "a.html"), *ADD[1:], "--db", str(folder / "kept.db")])
    assert done.exit_code == 0, done.stderr
    return str(lines(done.stdout)[0]["article_id"]), folder / "kept.db"


@pytest.fixture
def article(kept: tuple[str, Path], tmp_path: Path) -> str:
    shutil.copy(kept[1], tmp_path / "communique.db")
    (tmp_path / "a.html").write_text(PAGE.format("", NEWS))
    return kept[0]


def ref_of(run, kind: str, words: str) -> str:
    return str(next(r["ref"] for r in lines(run("review", "--kind", kind).stdout) if words in r["what"]))


def test_list_decide_and_take_back(run, article: str) -> None:
    promise = ref_of(run, "commitment", "open the bridge")
    (made,) = lines(run("review", "reject", promise, "--by", "Ann", "--reason", "a hope").stdout)
    assert (made["verb"], made["ref"], made["by"], made["reason"]) == ("reject", promise, "Ann", "a hope")
    assert "open the bridge" not in run("search", "bridge", "--kind", "commitment").stdout
    assert promise not in run("review").stdout
    (stand,) = lines(run("review", "show", promise).stdout)
    assert (stand["state"], stand["by"], stand["reason"]) == ("rejected", "Ann", "a hope")
    assert "open the bridge" in stand["what"]
    assert run("review", "undo", made["decision"], "--by", "Ben").returncode == 0
    assert "open the bridge" in run("search", "bridge", "--kind", "commitment").stdout
    assert [d["verb"] for d in lines(run("review", "show", article, "--log").stdout)] == ["reject", "undo"]


def test_corrections_by_words_survive_a_second_reading(run, article: str, tmp_path: Path) -> None:
    promise = ref_of(run, "commitment", "open the bridge")
    sets = ["--set", "action=open the bridge", "--set", "due=2026-05", "--set", 'by=["mari-tamm"]']
    done = run("review", "correct", promise, *sets, *BY)
    assert done.returncode == 0, done.stderr
    (tmp_path / "a.html").write_text(PAGE.format("<p>The guests came by train, as they had said.</p>", NEWS))
    (added,) = lines(run("add", *ADD).stdout)
    assert added["change"] == "version"
    found = lines(run("search", "bridge", "--kind", "commitment").stdout)
    assert {row["finding"]["action"]["quote"] for row in found} == {"open the bridge"}
    assert run("verify").returncode == 0


def test_an_editor_with_an_old_page_in_front_is_told(run, article: str) -> None:
    promise = ref_of(run, "commitment", "open the bridge")
    (stand,) = lines(run("review", "show", promise).stdout)
    assert run("review", "accept", promise, "--version", stand["version"], *BY).returncode == 0
    late = run("review", "reject", promise, "--version", stand["version"], "--by", "Ben")
    assert (late.returncode, late.stdout) == (6, "")
    assert "has changed since it was seen" in late.stderr


def test_decisions_move(run, article: str, tmp_path: Path) -> None:
    run("review", "accept", ref_of(run, "commitment", "open the bridge"), *BY)
    (tmp_path / "decisions.jsonl").write_text(run("review", "export").stdout)
    done = run("review", "import", "decisions.jsonl", "--db", "other.db")
    assert (done.returncode, done.stderr) == (0, "1 new, 0 again\n")
    (orphan,) = lines(run("review", "orphans", "--db", "other.db").stdout)
    assert orphan["why"] == "the article is not in this archive"
    run("add", *ADD, "--db", "other.db")
    assert run("review", "orphans", "--db", "other.db").stdout == ""
    (tmp_path / "broken.jsonl").write_text("{\n")
    done = run("review", "import", "broken.jsonl")
    assert (done.returncode, "line 1: not JSON" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["accept", "REF"], 2, "--by"),
        (["accept", "s-1", "--by", "Ann"], 2, "ARTICLE/FINDING"),
        (["accept", "a-none/s-1", "--by", "Ann"], 4, "no such article"),
        (["accept", "ARTICLE/s-none", "--by", "Ann"], 4, "no such finding"),
        (["correct", "REF", "--by", "Ann", "--set", "due"], 2, "FIELD=VALUE"),
        (["correct", "REF", "--by", "Ann", "--set", "action=a word that is not there"], 2, "does not say"),
        (["undo", "d-none", "--by", "Ann"], 4, "no such decision"),
        (["show", "ARTICLE/s-none"], 4, "no such finding"),
        (["--limit", "3", "accept", "REF", "--by", "Ann"], 2, "behind accept"),
        (["import", "none.jsonl"], 2, "none.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said(run, article: str, args: list[str], code: int, says: str) -> None:
    ref = ref_of(run, "commitment", "open the bridge")
    words = [ref if word == "REF" else word.replace("ARTICLE", article) for word in args]
    done = run("review", *words)
    assert done.returncode == code, done.stderr
    assert says in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_why_tells_what_made_two_tellings_one_and_a_person_may_part_them(run, tmp_path: Path) -> None:
    one = "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga on Monday. "
    two = "Latvian Prime Minister Andris Ozolss received Estonian President Mari Tamm in Riga on Monday. "
    promise = "Estonia and Latvia agreed to open a second rail bridge over the Gauja by the end of 2026."
    for name, words in (("a", one), ("b", two)):
        address = f"https://{name}.example/1"
        html = PAGE.format("", words + promise).replace("https://gazette.example/1", address)
        (tmp_path / f"{name}.html").write_text(html)
    done = run("add", "a.html", "b.html", "--published", "2025-06-12")
    assert done.returncode == 0, done.stderr
    ledger = json.loads(run("ledger", "--json").stdout)
    entry = next(c for c in ledger["commitments"] if len(c["mentions"]) == 2)
    found = json.loads(run("why", entry["id"]).stdout)
    assert (found["layer"], {t["url"] for t in found["tellings"]}) == (
        "commitment",
        {"https://a.example/1", "https://b.example/1"},
    )
    assert [(v["sameness"], v["by"]) for v in found["joins"]] == [("same", "rule:commitments")]
    person = json.loads(run("why", "mari-tamm").stdout)
    assert [t["name"] for t in person["tellings"]] == ["Mari Tamm", "Mari Tamm"]
    refs = [t["ref"] for t in found["tellings"]]
    (made,) = lines(run("review", "different", *refs, *BY, "--reason", "two bridges").stdout)
    apart = json.loads(run("why", refs[0]).stdout)
    assert [t["ref"] for t in apart["tellings"]] == refs[:1]
    assert [(v["by"], v["reason"]) for v in apart["apart"] if v["by"] != "rule:commitments"] == [
        ("person:Ann", "two bridges")
    ]
    run("review", "undo", made["decision"], *BY)
    assert [t["ref"] for t in json.loads(run("why", refs[0]).stdout)["tellings"]] == refs
    assert run("why", "nobody").returncode == 4
