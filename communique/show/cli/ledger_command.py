"""`communique ledger`: who owes whom what, by when, and what became of it."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

import typer

from communique.errors import InputError, SettingsError
from communique.record.followup import LedgerStatus
from communique.settings import Settings, load_settings

REFUSED, BROKEN_PIPE = 3, 141


def ledger(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Articles, folders, or JSON that `communique read` wrote.")
    ],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge by (YYYY-MM-DD); default today.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON, also on a terminal.")] = False,
    dyad: Annotated[
        tuple[str, str] | None, typer.Option("--dyad", metavar="A B", help="Only between these two states (BLR AZE).")
    ] = None,
    status: Annotated[str | None, typer.Option(metavar="S", help="Only this status, or overdue.")] = None,
    due_before: Annotated[str | None, typer.Option(metavar="DATE", help="Only what is due before this day.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Read in N processes.")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")] = False,
) -> None:
    """Follow up what several articles promise: repeated, under way, kept, broken, put off, declined, taken back.

    On a terminal: a readable account. Into a pipe: one JSON object (docs/record.md).

    \b
    communique ledger news/ --as-of 2028-05-31
    communique ledger a.html b.html --status overdue
    communique ledger records/*.json --json | jq '.commitments[] | select(.overdue)'
    """
    day, before = _day(as_of, "--as-of") or date.today(), _day(due_before, "--due-before")
    if status is not None and status not in (*get_args(LedgerStatus), "overdue"):
        raise typer.BadParameter(
            f"{status!r} is none of {', '.join(get_args(LedgerStatus))}, overdue", param_hint="--status"
        )
    for name in inputs:
        if name != "-" and not Path(name).exists():
            raise typer.BadParameter(f"{name}: no such file or folder", param_hint="INPUT")
    try:
        settings = load_settings({"jobs": jobs}, os.environ, Path.cwd())
        code = _run(inputs, settings, day, (dyad, status, before), json or not sys.stdout.isatty(), color=not no_color)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except (InputError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(code)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write YYYY-MM-DD", param_hint=option) from error


def _run(
    inputs: list[str], settings: Settings, day: date,
    wanted: tuple[tuple[str, str] | None, str | None, date | None], as_json: bool, *, color: bool,
) -> int:  # fmt: skip
    """Shows the ledger and returns the exit code."""
    from communique.desk.documents import Desk
    from communique.record.codec import ledger_to_json
    from communique.show.book import print_ledger, select
    from communique.show.phrases import refusal_line
    from communique.show.plain import plain_json
    from communique.show.terminal import make_console

    whole, refused = Desk(settings).ledger(inputs, day)
    chosen = select(whole, dyad=wanted[0], status=wanted[1], due_before=wanted[2])
    for refusal in refused:
        typer.echo(refusal_line(refusal), err=True)
    if as_json:
        line = ledger_to_json(chosen)
        typer.echo(plain_json(line) if sys.stdout.isatty() else line)
    else:
        print_ledger(make_console(sys.stdout, color=color), chosen)
    return REFUSED if refused else 0
