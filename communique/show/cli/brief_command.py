"""`communique brief`: what a desk officer hands on about two states."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import CommuniqueError, ExportError
from communique.show.cli import archive_commands as archive

if TYPE_CHECKING:
    from communique.desk.outgoing.dossier import Dossier

REFUSED = 3


def brief(
    dyad: Annotated[tuple[str, str], typer.Option("--dyad", metavar="A B", help="Two states: BLR AZE.")],
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="[INPUT...]", help="Articles or readings instead of the archive.")
    ] = None,
    db: archive.Db = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="brief.pdf, .docx, .html or .md; else Markdown to stdout."),
    ] = None,
    since: archive.Since = None,
    until: archive.Until = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day to judge promises by; default --until, or today."),
    ] = None,
) -> None:
    """Write a briefing on two states: what is new, who met, what was said, what is promised, due and overdue.

    Every sentence has its footnote: outlet, day, and the words it rests on.

    \b
    communique brief --dyad BLR AZE --since 2024-01-01 -o brief.pdf
    communique brief --dyad GEO KAZ news/ > brief.md
    """
    from communique.show.brief.writing import form_of, render_brief

    days = [archive._day(value, option) for value, option in
            ((since, "--since"), (until, "--until"), (as_of, "--as-of"))]  # fmt: skip
    is_stdout = output in (None, "-")
    try:
        form = "md" if is_stdout else form_of(str(output))
    except ExportError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from error
    if not is_stdout and not Path(str(output)).parent.is_dir():
        raise typer.BadParameter(f"{Path(str(output)).parent}: no such folder", param_hint="--output")
    refused: list[str] = []
    with archive._codes():
        from communique.show.brief.contents import make_brief

        dossier = _dossier(dyad, inputs or [], db, refused, since=days[0], until=days[1], as_of=days[2])
        made = make_brief(dossier)
        if not made.sections:
            raise CommuniqueError(f"nothing is known about {made.title} in this time")
        _write(render_brief(made, form), output)
    raise typer.Exit(REFUSED if refused else 0)


def _dossier(
    dyad: tuple[str, str], inputs: list[str], db: str | None, refused: list[str], **days: object
) -> Dossier:  # fmt: skip
    from communique.desk.outgoing.dossier import make_dossier, open_dossier
    from communique.desk.outgoing.exports import open_readings

    if not inputs:
        with archive._open(db) as desk:
            return open_dossier(desk, dyad, **days)  # type: ignore[arg-type]

    def tell(page: str, refusal: object) -> None:
        refused.append(page)
        typer.echo(f"communique: {page}: refused", err=True)

    readings = open_readings(inputs, archive._settings(db), tell, sys.stdin.buffer)
    return make_dossier(readings, dyad, **days)  # type: ignore[arg-type]


def _write(data: bytes, output: str | None) -> None:
    from communique.show.files import appearing

    if output in (None, "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        with appearing(Path(str(output))) as stream:
            stream.write(data)
    except OSError as error:
        raise CommuniqueError(f"cannot write {output}: {error}") from error
