"""`communique watch` and `communique status`: news as it comes, and how that stands."""

from __future__ import annotations

import signal
import sys
import threading
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.show.cli.archive_commands import Db, Json
from communique.show.cli.sources.feed_command import open_sources

if TYPE_CHECKING:
    from communique.desk.sources.intake import Taken

INTERRUPTED = 130


def watch(
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    warc: Annotated[
        str | None, typer.Option(metavar="DIR", help="Also write every fetched page into WARC files there.")
    ] = None,
    disk_mb: Annotated[
        int | None,
        typer.Option("--disk-mb", metavar="N", min=0, help="Megabytes that archive and WARC may take; 0: no limit."),
    ] = None,
    trained: Annotated[bool, typer.Option("--trained", help="Let the trained reader help the rules; slower.")] = False,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing but what goes wrong.")] = False,
) -> None:
    """Follow the sources: look at them, fetch what is new, read it and keep it, until stopped.

    Ctrl-C or SIGTERM ends it after the article under way; the rest waits in the archive for the next run.

    \b
    communique feed add https://news.example/rss.xml
    communique watch --warc pages/
    communique watch --once            # from cron
    """
    stop, interrupted = threading.Event(), threading.Event()

    def leave(number: int, frame: object) -> None:
        if number == signal.SIGINT:
            if stop.is_set():
                raise KeyboardInterrupt
            interrupted.set()
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    counts: Counter[str] = Counter()
    with open_sources(db, create=False, warc=warc, disk_mb=disk_mb, trained=trained or None) as sources:
        if not sources.feeds():
            typer.echo("no sources yet; `communique feed add` adds them", err=True)
        for taken in sources.watch(stop, once=once, tell=lambda line: _say(line)):
            counts[taken.what] += 1
            if not quiet:
                _print(taken, as_json=json)
    if not quiet:
        typer.echo(", ".join(f"{counts[what]} {what}" for what in sorted(counts)) or "nothing was due", err=True)
    raise typer.Exit(INTERRUPTED if interrupted.is_set() else 0)


def status(
    db: Db = None,
    warc: Annotated[str | None, typer.Option(metavar="DIR", help="The WARC folder, to count its size.")] = None,
    json: Json = False,
) -> None:
    """Show how the following stands: sources, what waits, what was refused and why, hosts at rest, disk."""
    from communique.show.answers import make_table, status_tables
    from communique.show.cli.sources.standing import brief_status

    is_read = sys.stdout.isatty() and not json
    with open_sources(db, create=False, warc=warc) as sources:
        found = sources.status()
        for title, rows in brief_status(found) if is_read else status_tables(found):
            if is_read and rows:
                typer.echo(f"\n{title}")
            make_table([row if is_read else {"about": title} | row for row in rows], as_json=json)


def _say(line: str) -> None:
    typer.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {line}", err=True)


def _print(taken: Taken, *, as_json: bool) -> None:
    from communique.show.answers import make_table, taken_row
    from communique.show.plain import plain

    row: dict[str, Any] = taken_row(taken)
    if as_json or not sys.stdout.isatty():
        make_table([row], as_json=True)
        return
    what = f"{row['count']} new" if taken.what == "looked" else taken.what
    why = f"  {row['reason']}: {row['detail']}" if row["reason"] else ""
    typer.echo(plain(f"{datetime.now().astimezone():%H:%M:%S}  {what:9} {row['address']}{why}"))
