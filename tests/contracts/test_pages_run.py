"""Every command in the documents runs, and shows what the page says: see `docs/run_page.py`.

A difference that is right: `make docs/outputs` writes what comes into the pages; review it, and the words around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from communique.show.cli.main import app

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "docs"))
import run_page  # noqa: E402

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
BLOCKS = {page: list(run_page.find_blocks(page.read_text(encoding="utf-8"))) for page in PAGES}
RUNNING = [page for page, blocks in BLOCKS.items() if any(block.runs for block in blocks)]
CONSOLE = [block for blocks in BLOCKS.values() for block in blocks if block.language == "console"]
NAMED = re.compile(r"(?<![\w./-])communique (?!\d)([a-z]+)\b([^`\n|>]*)")


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def differences(page: Path, environment: Mapping[str, str] | None = None) -> str:
    """What a page shows and what came instead."""
    found: list[str] = []

    def tell(block: Any, source: str, shown: str, came: str) -> None:
        if not run_page.matches(shown, came):
            found.append(f"{source}--- the page shows\n{shown}--- it came\n{came}")

    run_page.run_text(page.read_text(encoding="utf-8"), tell, environment)
    return "\n".join(found)


@pytest.mark.parametrize("page", RUNNING, ids=name_of)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_page_runs(page: Path) -> None:
    assert not differences(page)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_an_archive_in_postgresql_shows_the_same(postgres: str) -> None:
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE pages")
    page = PROJECT / "docs" / "tutorials" / "analyst.md"
    assert not differences(page, {"COMMUNIQUE_DB": f"{postgres}/pages"})


def test_the_four_users_and_the_first_page_run() -> None:
    wanted = {f"docs/tutorials/{user}.md" for user in ("desk-officer", "analyst", "reporter", "scholar")}
    assert wanted | {"docs/index.md", "README.md"} <= {name_of(page) for page in RUNNING}


def test_what_does_not_run_says_why_and_is_little() -> None:
    shown_only = [block for block in CONSOLE if not block.runs]
    assert [block.body for block in shown_only if len(block.marks["no-run"].split()) < 1] == []
    assert len(shown_only) < len(CONSOLE) / 3


def commands(tree: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    yield name, {option for parameter in tree.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for sub in getattr(tree, "commands", {}).values():
        yield from commands(sub, (*name, sub.name))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_named_anywhere_exist(page: Path) -> None:
    known = dict(commands(typer.main.get_command(app)))
    text = page.read_text(encoding="utf-8")
    named = [line for line in text.splitlines() if re.match(r"(    |\$ )communique ", line)]
    named += re.findall(r"`(communique [^`]+)`", text)
    for words in named:
        for command, rest in NAMED.findall(words):
            sub = (rest.split() or [""])[0]
            name = (command, sub) if (command, sub) in known else (command,)
            assert name in known, f"{name_of(page)}: {words}"
            options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) - {"--help"}
            inherited = known[(command,)] | known[()]
            assert options <= known[name] | inherited, f"{name_of(page)}: {words}"


def test_every_command_is_shown_by_some_page_that_runs() -> None:
    told = " ".join(block.body for block in CONSOLE)
    known = {name[0] for name, _ in commands(typer.main.get_command(app)) if name}
    assert [name for name in sorted(known) if f"communique {name}" not in told] == []


@pytest.mark.parametrize(
    ("wanted", "came", "is_same"),
    [
        ("a\n", "a  \n\n", True),
        ("a ... c\n", "a b c\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("", "", True),
        ("", "a\n", False),
    ],
)
def test_what_a_page_shows_is_compared_line_by_line(wanted: str, came: str, is_same: bool) -> None:
    assert run_page.matches(wanted, came) is is_same
