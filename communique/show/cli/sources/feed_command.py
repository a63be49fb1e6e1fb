"""`communique feed`: where news comes from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.settings import load_settings
from communique.show.cli import archive_commands as archive
from communique.show.cli.archive_commands import Db, Json

if TYPE_CHECKING:
    from communique.desk.sources.desk import SourceDesk

feed_app = typer.Typer(no_args_is_help=True, help="Where news comes from: add, list, remove, refresh, import, export.")

Names = Annotated[list[str], typer.Argument(metavar="URL|OUTLET...", help="Addresses, or outlets by their short name.")]


@contextmanager
def open_sources(db: str | None, *, create: bool = True, **flags: Any) -> Iterator[SourceDesk]:
    """The sources of the archive, with `flags` as settings; errors become exit codes."""
    with archive._codes():
        settings = load_settings({"db": db} | flags, os.environ, Path.cwd())
        from communique.desk.archive import ArchiveDesk
        from communique.desk.sources.desk import SourceDesk

        with ArchiveDesk(settings.db, settings, create=create) as desk:
            yield SourceDesk(desk, settings)


@feed_app.command()
def add(
    names: Names,
    db: Db = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, stated for all its articles.")] = None,
    every: Annotated[
        int | None, typer.Option(metavar="SECONDS", min=60, help="Seconds between two looks; default refresh_s.")
    ] = None,
) -> None:
    """Add feeds, sitemaps, index pages or lists of captures; all those of an outlet by its short name.

    \b
    communique feed add https://news.example/rss.xml --outlet "News of Example"
    communique feed add jamnews belta
    """
    with open_sources(db, refresh_s=every) as sources:
        for address, is_new in sources.add_feeds(names, outlet=outlet):
            typer.echo(f"{'added' if is_new else 'there already'}: {address}", err=True)


@feed_app.command(name="list")
def list_(db: Db = None, json: Json = False) -> None:
    """List the sources: when they were looked at, what they hold, what went wrong."""
    from communique.show.answers import make_table, source_row
    from communique.show.cli.sources.standing import brief_source

    now = datetime.now(UTC)
    is_read = sys.stdout.isatty() and not json
    with open_sources(db, create=False) as sources:
        rows = [brief_source(one, now) if is_read else source_row(one) for one in sources.feeds()]
        make_table(rows, as_json=json)


@feed_app.command()
def outlets(json: Json = False) -> None:
    """List the outlets that are known by a short name."""
    from communique.desk.sources.feeds import known_outlets
    from communique.show.answers import make_table, outlet_row

    is_read = sys.stdout.isatty() and not json
    with archive._codes():
        rows = [outlet_row(outlet) for outlet in known_outlets()]
        brief = ("name", "outlet", "state", "feeds", "home")
        make_table([{k: row[k] for k in brief} for row in rows] if is_read else rows, as_json=json)


@feed_app.command()
def remove(names: Names, db: Db = None) -> None:
    """Remove sources; their articles that wait are dropped, those that were read are kept."""
    with open_sources(db, create=False) as sources:
        for name, dropped in sources.remove_feeds(names):
            typer.echo(f"removed: {name} ({dropped} waiting articles dropped)", err=True)


@feed_app.command()
def refresh(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[URL|OUTLET...]", help="These sources; default all.")
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Look at sources now; what is new there waits for `communique watch`. Exit code 3 when one cannot be looked at."""
    from communique.show.answers import make_table, taken_row

    failed = []
    with open_sources(db, create=False) as sources:

        def rows() -> Iterator[dict[str, Any]]:
            for taken in sources.refresh(names or (), tell=lambda line: typer.echo(line, err=True)):
                failed.extend([taken] if taken.what == "failed" else [])
                yield taken_row(taken)

        make_table(rows(), as_json=json)
    raise typer.Exit(archive.REFUSED if failed else 0)


@feed_app.command(name="import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A list of feeds as OPML; - for standard input.")],
    db: Db = None,
) -> None:
    """Add the feeds of an OPML list, as feed readers write it."""
    from communique.errors import InputError

    with open_sources(db) as sources:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise InputError(f"{file}: {error.strerror}") from error
        added = sources.import_opml(data, file)
    new = sum(is_new for _, is_new in added)
    typer.echo(f"{new} added, {len(added) - new} there already", err=True)


@feed_app.command()
def export(
    db: Db = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
) -> None:
    """Write the sources as OPML, for feed readers and other archives."""
    from communique.show.files import appearing

    with open_sources(db, create=False) as sources:
        text = sources.export_opml()
        if output is None or output == "-":
            sys.stdout.write(text)
        else:
            with appearing(Path(output)) as stream:
                stream.write(text.encode("utf-8"))
