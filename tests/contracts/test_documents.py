"""The documents say what the program does: every command, option, setting and field, and the figures measured."""

from __future__ import annotations

import dataclasses
import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from communique.record import codec
from communique.record.outcome import Reading, Reason, Refusal
from communique.settings import Settings
from communique.show.cli.main import app

PROJECT = Path(__file__).resolve().parents[2]
CLI = (PROJECT / "docs" / "cli.md").read_text(encoding="utf-8")
RECORD = (PROJECT / "docs" / "record.md").read_text(encoding="utf-8")


def options() -> Iterator[tuple[str, str]]:
    """(command, option) for every option of every command."""
    command: Any = typer.main.get_command(app)
    for name, sub in [("communique", command), *command.commands.items()]:
        for parameter in sub.params:
            for option in parameter.opts:
                if option.startswith("-"):
                    yield name, option


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option_is_documented(command: str, option: str) -> None:
    heading = "## communique" if command == "communique" else f"## communique {command}"
    section = CLI.split(f"{heading}", 1)[1].split("\n## ", 1)[0] if heading in CLI else ""
    assert f"`{option}`" in section, f"docs/cli.md, {heading}: no {option}"


def test_every_reason_stage_and_setting_is_documented() -> None:
    words = [reason.value for reason in Reason] + [field.name for field in dataclasses.fields(Settings)]
    assert [word for word in words if f"`{word}`" not in CLI and f"\n{word} = " not in CLI] == []


def test_readme_names_the_make_targets_it_uses() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M))
    used = set(re.findall(r"make ([a-z-]+)", (PROJECT / "README.md").read_text(encoding="utf-8")))
    assert used <= targets
    assert {"demo", "test"} <= used


def keys(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return set(tree) | {key for value in tree.values() for key in keys(value)}
    return {key for item in tree for key in keys(item)} if isinstance(tree, list) else set()


def test_the_record_page_knows_every_field(readings: tuple[Reading, ...]) -> None:
    written = {key for reading in readings for key in keys(codec.to_dict(reading))}
    assert [key for key in sorted(written) if not re.search(rf"\b{key}\b", RECORD)] == []


def test_the_record_page_keeps_its_promises(readings: tuple[Reading, ...]) -> None:
    top = [
        "schema",
        "article",
        "actors",
        "times",
        "statements",
        "occasions",
        "events",
        "commitments",
        "relations",
        "made",
    ]
    assert list(codec.to_dict(readings[0])) == top
    refusal = codec.to_dict(Refusal("a.txt", "clean", Reason.EMPTY, "no text"))
    assert list(refusal) == ["schema", "page", "stage", "reason", "detail", "url"]


def test_readme_shows_the_figures_measured() -> None:
    sys.path.insert(0, str(PROJECT / "bench" / "quality"))
    try:
        scoreboard = importlib.import_module("scoreboard")
    finally:
        sys.path.pop(0)
    results = json.loads(scoreboard.RESULTS.read_text(encoding="utf-8"))
    rows = scoreboard.make_rows(results)
    assert scoreboard.render_markdown(rows) in (PROJECT / "README.md").read_text(encoding="utf-8")
    assert [row.name for row in rows if row.has_fallen] == []
