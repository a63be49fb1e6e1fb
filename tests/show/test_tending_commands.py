"""How the program is set, and whether it is well."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import communique
from communique.settings import load_settings
from communique.show.cli.main import app

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    def run(*args: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, args)
        return done.exit_code, done.stdout

    return run


def rows(told: str) -> dict[str, Any]:
    found = [json.loads(line) for line in told.splitlines()]
    return {row.get("setting") or row["name"]: row for row in found}


def test_where_a_setting_is_said(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "home/.config/communique").mkdir(parents=True)
    (tmp_path / "home/.config/communique/communique.toml").write_text('jobs = 3\ncontact = "me"\n')
    (tmp_path / "communique.toml").write_text("jobs = 4\n")
    monkeypatch.setenv("COMMUNIQUE_PAUSE_S", "5")
    code, told = run("config", "show", "--origin")
    found = rows(told)
    assert code == 0
    assert (found["jobs"]["value"], found["jobs"]["origin"]) == (4, str(tmp_path / "communique.toml"))
    assert found["contact"]["origin"] == str(tmp_path / "home/.config/communique/communique.toml")
    assert (found["pause_s"]["value"], found["pause_s"]["origin"]) == (5.0, "COMMUNIQUE_PAUSE_S")
    assert found["strict"]["origin"] == "default"
    assert [json.loads(line)["exists"] for line in run("config", "path")[1].splitlines()] == [True, True]


def test_what_is_shown_can_be_a_file_of_settings(run: Run, tmp_path: Path) -> None:
    told = run("config", "show")[1]
    (tmp_path / "communique.toml").write_text(told)
    assert load_settings({}, {"HOME": "/nowhere"}, tmp_path) == communique.Settings()


def test_secrets_are_not_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "WEBHOOK_SECRET": "hush1", "SMTP": "smtp://me:hush2@host:25", "DB": "postgresql://me:hush3@host/db",
        "PROXY": "http://me:hush4@proxy:3128", "LLM_URL": "http://me:hush5@host/v1", "LLM_KEY": "hush6",
    }  # fmt: skip
    for name, value in secrets.items():
        monkeypatch.setenv(f"COMMUNIQUE_{name}", value)
    for flags in ([], ["--origin"], ["--json"]):
        assert "hush" not in run("config", "show", *flags)[1]


def test_a_setting_that_makes_no_sense(run: Run, tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text("jbos = 3\n")
    assert run("config", "show")[0] == 2


def test_all_is_well(run: Run, tmp_path: Path) -> None:
    code, told = run("doctor")
    found = rows(told)
    assert {name for name, row in found.items() if row["state"] == "bad"} <= {"packages", "disk"}
    assert code == (1 if any(row["state"] == "bad" for row in found.values()) else 0)
    assert found["model"]["state"] == "ok"
    assert found["archive"]["state"] == found["language model"]["state"] == "off"
    assert list(tmp_path.glob("*.db")) == []


def test_an_archive_that_is_not_well(run: Run, tmp_path: Path) -> None:
    communique.open(tmp_path / "communique.db").archive.close()
    assert rows(run("doctor")[1])["archive"]["state"] == "ok"
    with sqlite3.connect(tmp_path / "communique.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    code, told = run("doctor")
    assert code == 1
    assert "communique db upgrade" in rows(told)["archive"]["detail"]
    (tmp_path / "communique.db").write_bytes(b"no archive at all" * 100)
    assert rows(run("doctor")[1])["archive"]["state"] == "bad"


def test_a_language_model_that_cannot_be_meant(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_LLM_URL", "ftp://host")
    monkeypatch.setenv("COMMUNIQUE_LLM_MODEL", "m")
    assert rows(run("doctor")[1])["language model"]["state"] == "bad"
