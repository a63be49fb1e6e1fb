"""`communique batch` and `communique import`: many pages into tables, tables into the archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import CommuniqueError, InputError, SettingsError
from communique.settings import Settings, load_settings
from communique.show.cli.archive_commands import Db, Json

if TYPE_CHECKING:
    from communique.desk.batch import BatchPlan, Progress

FAILED, REFUSED, INTERRUPTED = 1, 3, 130


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command(name="batch")(batch)
    app.command(name="import")(import_)


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="WARC, JSON Lines (.gz, .zst), Parquet, other files, folders."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Folder of the tables.")],
    engine: Annotated[str, typer.Option(metavar="NAME", help="local (this machine) or ray.")] = "local",
    address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Ray cluster: auto, HOST:PORT or ray://...")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Read with N workers.")] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Refuse, before reading, pages without diplomatic news.")
    ] = False,
    trained: Annotated[bool, typer.Option("--trained", help="Let the trained reader help the rules; slower.")] = False,
    second_pass: Annotated[
        bool, typer.Option("--second-pass", help="Then find near-duplicates, and what became of promises.")
    ] = False,
    pages: Annotated[int | None, typer.Option("--shard-pages", metavar="N", min=1, help="Pages in a shard.")] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=1, help="Give a document up after so long.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a page was refused.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A line of JSON on stdout for every shard.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read very many pages into Parquet tables (docs/tables.md); a rerun does only what is not done.

    \b
    communique batch crawl.warc.gz news.jsonl.zst -o tables/ --gate -j 8
    communique import tables/ --db archive.db
    """
    told = {"jobs": jobs, "trained": trained or None, "strict": strict or None}
    try:
        settings = load_settings(told, os.environ, Path.cwd())
        plan = _plan(engine, address, gate, pages, timeout)
        counts = _run(inputs, output, settings, plan, _Say(json, quiet))
        if second_pass:
            _second_pass(output, quiet)
    except (InputError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error
    except (CommuniqueError, OSError) as error:
        typer.echo(f"communique: {error}", err=True)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        typer.echo("communique: stopped; the same command goes on from here", err=True)
        raise typer.Exit(INTERRUPTED) from error
    failed = counts.refused - counts.dropped
    raise typer.Exit((FAILED if settings.strict else REFUSED) if failed else 0)


def import_(
    place: Annotated[
        Path, typer.Argument(metavar="OUT", help="A folder of `communique batch`, or JSON Lines of readings.")
    ],
    db: Db = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Put what `communique batch` found, or a file of readings, into the archive, made when it is not there."""
    from communique.show.answers import added_row, make_table

    counts = {"new": 0, "version": 0, "again": 0, "refused": 0}
    try:
        settings = load_settings({"db": db}, os.environ, Path.cwd())
        from communique.desk.archive import ArchiveDesk
        from communique.desk.batch import import_tables

        with ArchiveDesk(settings.db, settings) as desk:

            def rows() -> Iterator[dict[str, Any]]:
                for name, outcome, added in import_tables(place, desk):
                    counts[added.change] += 1
                    if json or not sys.stdout.isatty():
                        yield added_row(name, outcome, added)

            make_table(rows(), as_json=True)
    except (InputError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from error
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        raise typer.Exit(FAILED) from error
    if not quiet:
        typer.echo(", ".join(f"{number} {what}" for what, number in counts.items()), err=True)


@dataclass(frozen=True, slots=True)
class _Say:
    as_json: bool
    quiet: bool

    def tell(self, words: str) -> None:
        typer.echo(f"communique: {words}", err=True)


@dataclass(slots=True)
class _Counts:
    shards: int = 0
    old: int = 0
    pages: int = 0
    readings: int = 0
    refused: int = 0
    dropped: int = 0

    def add(self, progress: Progress) -> None:
        row = progress.row
        self.shards += 1
        self.old += progress.is_old
        self.pages += row["pages"]
        self.readings += row["readings"]
        self.refused += row["refusals"]
        self.dropped += row["dropped"]

    def __str__(self) -> str:
        refused, known = self.refused - self.dropped, f" ({self.old} known)" if self.old else ""
        gate = f", {self.dropped} not diplomatic" if self.dropped else ""
        return f"{self.shards} shards{known}, {self.pages} pages: {self.readings} read, {refused} refused{gate}"


def _plan(engine: str, address: str | None, gate: bool, pages: int | None, timeout: float | None) -> BatchPlan:
    from communique.desk.batch import BatchPlan

    given = {"pages": pages, "timeout_s": timeout}
    return BatchPlan(engine, address, gate, **{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]


def _run(inputs: list[str], output: Path, settings: Settings, plan: BatchPlan, say: _Say) -> _Counts:
    import json

    from communique.desk.batch import BatchDesk

    counts = _Counts()
    shows = sys.stderr.isatty() and not say.quiet
    for progress in BatchDesk(output, settings, plan).run(inputs, say.tell):
        counts.add(progress)
        if say.as_json:
            typer.echo(json.dumps(dict(progress.row) | {"known": progress.is_old}))
        if shows:
            typer.echo(f"\r\x1b[K{counts}", err=True, nl=False)
    if not say.quiet:
        typer.echo(f"\r\x1b[K{counts}" if shows else str(counts), err=True)
    return counts


def _second_pass(output: Path, quiet: bool) -> None:
    from communique.desk.batch import second_pass

    found = second_pass(output)
    if not quiet:
        typer.echo(", ".join(f"{number} {what}" for what, number in found.items()), err=True)
