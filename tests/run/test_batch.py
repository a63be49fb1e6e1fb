"""`batch` and `import` from end to end: the same findings whatever reads them, and nothing twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from sqlalchemy import create_engine, text

from communique import ArchiveDesk, Settings, to_json
from communique.desk.across import find_across
from communique.desk.batch import BatchDesk, BatchPlan, Progress, import_tables
from communique.errors import EngineError, InputError, SettingsError, TablesError
from communique.read.bulk.cut import cut
from communique.record.rows import TABLES
from communique.run.shards.spool import FOLDER, SpoolWriter
from communique.run.tables.schema import COLUMNS

PROJECT = Path(__file__).resolve().parents[2]
STORIES = [
    "Prime Minister Mari Tamm of Estonia met President Andris Ozols of Latvia in Riga. “We agree,” Tamm said.",
    "Foreign Minister Lela Kobakhidze said on Monday that Georgia would open an embassy in Montevideo by June 2027.",
    "Uruguay and Georgia signed an agreement on trade in Tbilisi.",
]
PLAN = BatchPlan(pages=2)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, stories as JSON Lines, and two inputs that are none."""
    folder = tmp_path_factory.mktemp("news")
    for name in ("kazakh-premier-in-chisinau.html", "mongolian-premier-in-ljubljana.txt"):
        shutil.copy(PROJECT / "examples" / name, folder)
    rows = [{"title": f"T{n}", "url": f"https://gazette.example/{n}", "published": "2026-05-04", "text": words}
            for n, words in enumerate(STORIES)]  # fmt: skip
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "stories.jsonl").write_text("\n".join([*lines, "no json", lines[0]]), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


def run(out: Path, *inputs: Path, jobs: int = 1, plan: BatchPlan = PLAN) -> list[Progress]:
    return list(BatchDesk(out, Settings(jobs=jobs), plan).run(inputs))


def outcomes(out: Path) -> list[str]:
    return sorted(to_json(outcome) for _, outcome in BatchDesk(out).outcomes())


@pytest.fixture(scope="module")
def tables(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The news read by two processes of this machine."""
    out = tmp_path_factory.mktemp("tables") / "out"
    assert not any(progress.is_old for progress in run(out, news, jobs=2))
    return out


def test_read_and_batch_find_the_same(
    news: Path, tables: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    read = run_cli("read", news, "--json", "-q")
    assert sorted(read.stdout.splitlines()) == outcomes(tables)
    assert len(outcomes(tables)) == 8


def test_a_rerun_reads_nothing_and_changes_nothing(news: Path, tables: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in tables.rglob("*.parquet")}
    again = run(tables, news, jobs=2)
    assert all(progress.is_old for progress in again)
    assert {file: file.stat().st_mtime_ns for file in tables.rglob("*.parquet")} == before


def test_changed_inputs_replace_what_they_were(tmp_path: Path) -> None:
    file, out = tmp_path / "a.jsonl", tmp_path / "out"
    file.write_text("".join(f'{{"text": "{n}. {words}"}}\n' for n, words in enumerate(STORIES)))
    run(out, file)
    file.write_text("".join(f'{{"text": "{n}. {words}"}}\n' for n, words in enumerate([*STORIES[:2], "Rain in Riga."])))
    assert [progress.is_old for progress in run(out, file)] == [False, True]
    texts = [json.loads(line)["article"]["text"] for line in outcomes(out)]
    assert sorted(words[:1] for words in texts) == ["0", "1", "2"]
    assert "2. Rain in Riga." in texts


def test_tables_hold_what_the_readings_hold(tables: Path) -> None:
    readings = [json.loads(line) for line in outcomes(tables) if '"reading/1"' in line or "communique/reading" in line]
    with duckdb.connect() as db:
        db.execute("SET autoinstall_known_extensions = false")
        for table in ("actors", "times", "statements", "occasions", "events", "commitments", "relations"):
            told = db.execute(f"SELECT count(*) FROM '{tables}/{table}/*.parquet'").fetchone()
            assert told == (sum(len(r[table]) for r in readings),), table
        wrong = db.execute(
            f"SELECT count(*) FROM '{tables}/evidences/*.parquet' e JOIN '{tables}/articles/*.parquet' a USING (page) "
            'WHERE substring(a.text, e.start + 1, e."end" - e.start) <> e.quote'
        ).fetchone()
        assert wrong == (0,)
        kinds = db.execute(f"SELECT DISTINCT finding FROM '{tables}/evidences/*.parquet' ORDER BY 1").fetchall()
        assert {"actor", "time", "statement", "occasion", "event", "commitment"} <= {kind for (kind,) in kinds}
    frame = pd.read_parquet(tables / "statements")
    assert list(frame.columns) == [*COLUMNS["statements"], "shard"]
    assert "We agree," in set(frame["quote"])


def test_every_table_and_column_is_documented() -> None:
    page = (PROJECT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert set(COLUMNS) == set(TABLES)
    for table, columns in COLUMNS.items():
        section = page.split(f"\n## {table}", 1)[1].split("\n## ", 1)[0]
        assert [name for name in columns if f"`{name}`" not in section + page.split("\n## ", 1)[0]] == [], table


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "archive.db")
        return
    server = request.getfixturevalue("postgres")
    admin = create_engine(server.replace("://", "+psycopg://") + "/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE batch_import"))
    yield f"{server}/batch_import"
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE batch_import WITH (FORCE)"))
    admin.dispose()


def test_import_is_lossless_and_adds_nothing_twice(tables: Path, place: str) -> None:
    with ArchiveDesk(place) as desk:
        added = [added.change for _, _, added in import_tables(tables, desk)]
        assert (added.count("new"), added.count("again"), added.count("refused")) == (5, 1, 2)
        kept = sorted(to_json(reading) for reading in desk.readings())
        assert kept == sorted({line for line in outcomes(tables) if "communique/reading" in line})
        assert desk.verify(print).mismatches == 0
        again = {added.change for _, _, added in import_tables(tables, desk)}
        assert again <= {"again", "refused"}
        assert len(list(desk.readings())) == 5


def test_import_of_lines(
    tables: Path, tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(outcomes(tables)) + "\n", encoding="utf-8")
    done = run_cli("import", tmp_path / "a.jsonl")
    assert (done.returncode, done.stderr.strip()) == (0, "5 new, 0 version, 1 again, 2 refused")
    (tmp_path / "b.jsonl").write_text('{"schema": "other"}\n')
    bad = run_cli("import", tmp_path / "b.jsonl")
    assert bad.returncode == 2
    assert "b.jsonl#1: schema is 'other'" in bad.stderr


def test_the_gate_refuses_before_reading(
    tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    rows = [
        {"title": "Talks in Riga", "text": STORIES[0] + " " + STORIES[2]},
        {"text": "Our ten best recipes for soup."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = run_cli("batch", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--gate", "--json")
    assert (done.returncode, done.stderr) == (0, "1 shards, 2 pages: 1 read, 0 refused, 1 not diplomatic\n")
    assert json.loads(done.stdout)["dropped"] == 1
    refused = [json.loads(line) for line in outcomes(tmp_path / "out") if "communique/refusal" in line]
    assert [(r["stage"], r["reason"]) for r in refused] == [("clean", "not_diplomatic")]


def test_a_batch_that_was_killed_goes_on(news: Path, tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = [sys.executable, "-m", "communique", "batch", str(news), "-o", str(out), "--shard-pages", "2", "-q"]
    process = subprocess.Popen(words, cwd=PROJECT, start_new_session=True)
    deadline = time.monotonic() + 60
    while not list((out / FOLDER).glob("*.spool")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    run(out, news)
    assert outcomes(out) == outcomes(tables)
    assert list((out / FOLDER).glob("*.spool")) == []


def test_what_a_killed_run_left_of_other_code_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    for file in (ours, theirs):
        file.write_text(json.dumps({"text": STORIES[0]}))
    out = tmp_path / "out"
    run(out, ours)
    with monkeypatch.context() as of_before:
        of_before.setattr("communique.desk.batch.code_digest", lambda: "older")
        made = BatchDesk(out, Settings(jobs=1), PLAN)._made_digest()
        for shard in cut([str(ours), str(theirs)], made=made, pages=PLAN.pages):
            SpoolWriter(out, shard, 1).__exit__(None, None, None)
    part = out / "articles" / ".shard.1.99.part"
    part.touch()
    cut_off = out / FOLDER / "x.1.spool"
    cut_off.write_bytes(b'{"of": ["lin')
    run(out, ours)
    kept = [file.read_bytes() for file in (out / FOLDER).glob("*.spool") if file != cut_off]
    assert [json.loads(line)["of"] for line in kept] == [["lines", str(theirs)]]
    assert not part.exists()
    assert cut_off.exists()


def test_one_run_at_a_time_and_no_strange_folders(news: Path, tables: Path, tmp_path: Path) -> None:
    from communique.run.tables.manifest import locked

    with locked(tables), pytest.raises(TablesError, match="another run"):
        run(tables, news)
    with pytest.raises(TablesError, match="holds other things"):
        run(news, news)
    with pytest.raises(TablesError, match="no tables of communique"):
        list(BatchDesk(tmp_path).outcomes())
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "new", tmp_path / "absent")
    assert not (tmp_path / "new").exists()
    with pytest.raises(SettingsError, match="--engine ray"):
        BatchPlan(address="auto")


def test_the_second_pass_joins_what_shards_hold_apart(tmp_path: Path) -> None:
    file, out = tmp_path / "a.jsonl", tmp_path / "out"
    promise = (
        "“Estonia will build the rail bridge over the Daugava by June 2027,” Prime Minister Mari Tamm said in Riga. "
    )
    filler = (
        "She spoke after talks with President Andris Ozols of Latvia, who had come to the station with his ministers. "
    )
    kept = (
        "Estonia has built the rail bridge over the Daugava, as Prime Minister Mari Tamm had promised Latvia in 2026."
    )
    texts = [promise + filler * 3, promise + filler * 3 + "Rain fell.", kept + " " + filler]
    days = ("2026-05-04", "2026-05-05", "2027-05-20")
    told = zip(days, texts, ("a", "b", "a"), strict=True)
    rows = [{"url": f"https://{host}.example/{day}", "published": day, "text": words} for day, words, host in told]
    file.write_text("\n".join(map(json.dumps, rows)))
    run(out, file, plan=BatchPlan(pages=1))
    found = find_across(out, date(2027, 6, 1))
    twins = pd.read_parquet(out / "across" / "duplicates.parquet")
    assert [tuple(row) for row in twins[["page", "of_page"]].to_numpy()] == [(f"{file}#2", f"{file}#1")]
    groups = [json.loads(line) for line in (out / "across" / "ledger.jsonl").read_text().splitlines()]
    entries = [entry for group in groups for entry in group["ledger"]["commitments"]]
    assert found == {"near-duplicates": 1, "commitments followed up": len(entries)}
    bridge = [entry for entry in entries if "build the rail bridge" in entry["action"]]
    assert [(len(entry["mentions"]), entry["status"]) for entry in bridge] == [(2, "kept")], bridge
    mentions = [(m["article_url"], m["commitment"]) for entry in entries for m in entry["mentions"]]
    assert len(mentions) == len(set(mentions))


def test_ray_finds_the_same(news: Path, tables: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    out = tmp_path / "out"
    run(out, news, jobs=2, plan=BatchPlan("ray", pages=2))
    assert outcomes(out) == outcomes(tables)


def test_without_ray_the_error_says_what_to_install(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'communique\[scale\]'"):
        run(tmp_path / "out", news, plan=BatchPlan("ray"))
