"""`communique export`: the record in the formats of other people's programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from communique.errors import CommuniqueError
from communique.settings import Settings
from communique.show.cli import archive_commands as archive

if TYPE_CHECKING:
    from communique.record.outcome import Reading, Refusal
    from communique.remember.found import Filter

REFUSED = 3
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears whole.")
]


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, csv, xlsx, parquet, polecat, ftm, jsonld, "
                                           "graphml, ical, atom or feed (JSON Feed).")],
    inputs: Annotated[list[str] | None, typer.Argument(
        metavar="[INPUT...]", help="Articles or readings instead of the archive.")] = None,
    db: archive.Db = None,
    output: Output = None,
    person: archive.Person = None, state: archive.State = None, dyad: archive.Dyad = None,
    outlet: archive.Outlet = None,
    kind: archive.Kind = None, since: archive.Since = None, until: archive.Until = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="What the file calls itself.")] = None,
    full_text: Annotated[bool, typer.Option("--full-text", help="Articles' whole texts go along.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:  # fmt: skip
    """Write the record in another form: for spreadsheets, R and pandas, calendars, feeds, graphs.

    \b
    communique export xlsx -o record.xlsx --dyad BLR AZE --since 2024-01-01
    communique export jsonl --full-text -o all.jsonl        # communique import all.jsonl brings it back
    communique export polecat news/ > events.txt
    """
    from communique.show.export.formats import FORMATS

    if format_ not in FORMATS:
        raise typer.BadParameter(f"{format_!r} is none of {', '.join(FORMATS)}", param_hint="FORMAT")
    is_stdout = output in (None, "-")
    if is_stdout and not FORMATS[format_].is_text and sys.stdout.isatty():
        raise typer.BadParameter(f"{format_} is no text; give a file with -o", param_hint="FORMAT")
    if not is_stdout and not Path(str(output)).parent.is_dir():
        raise typer.BadParameter(f"{Path(str(output)).parent}: no such folder", param_hint="--output")
    wanted = archive._filter(person, state, dyad, outlet, kind, since, until)
    number, refused = _run(format_, inputs or [], db, output, wanted, title, full_text)
    if not quiet:
        typer.echo(f"{number} articles written" + (f", {refused} pages refused" if refused else ""), err=True)
    raise typer.Exit(REFUSED if refused else 0)


def _run(
    format_: str, inputs: list[str], db: str | None, output: str | None, wanted: Filter, title: str | None,
    full_text: bool,
) -> tuple[int, int]:  # fmt: skip
    """Articles written and pages refused."""
    from communique.desk.outgoing.exports import choose
    from communique.show.export.exporter import About
    from communique.show.export.formats import export as write

    refusals: list[str] = []

    def tell(page: str, refusal: Refusal) -> None:
        refusals.append(page)
        typer.echo(f"communique: {page}: {refusal.reason}: {refusal.detail}", err=True)

    about = About(title or "communique", full_text, datetime.now(UTC).replace(microsecond=0))
    with archive._codes(), _readings(inputs, db, tell) as readings, _target(output) as stream:
        return write(format_, choose(readings, wanted), stream, about), len(refusals)


@contextmanager
def _readings(inputs: list[str], db: str | None, tell: object) -> Iterator[Iterator[Reading]]:
    from communique.desk.outgoing.exports import open_readings

    if inputs:
        settings: Settings = archive._settings(db)
        yield open_readings(inputs, settings, tell, sys.stdin.buffer)  # type: ignore[arg-type]
    else:
        with archive._open(db) as desk:
            yield desk.readings()


@contextmanager
def _target(output: str | None) -> Iterator[BinaryIO]:
    from communique.show.files import appearing

    if output in (None, "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with appearing(Path(str(output))) as stream:
            yield stream
    except OSError as error:
        raise CommuniqueError(f"cannot write {output}: {error}") from error
