"""`communique ledger`: who owes whom what, by when, and what became of it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from communique.errors import InputError, SearchError, SettingsError
from communique.settings import Settings, load_settings

if TYPE_CHECKING:
    from communique.record.followup import Ledger
    from communique.record.outcome import Refusal

REFUSED, BROKEN_PIPE = 3, 141
ON_TERMINAL = 50


Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[INPUT...]", help="Articles, folders, or JSON of `communique read`; none: the archive."),
]
Db = Annotated[
    str | None, typer.Option("--db", metavar="FILE|URL", help="The archive: an SQLite file or a postgresql:// URL.")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which commitments are asked for."""

    dyad: tuple[str, str] | None
    person: str | None
    status: str | None
    due_before: date | None


def ledger(
    inputs: Inputs = None,
    db: Db = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge by (YYYY-MM-DD); default today.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON, also on a terminal.")] = False,
    dyad: Annotated[
        tuple[str, str] | None, typer.Option("--dyad", metavar="A B", help="Only between these two states (BLR AZE).")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="Only where this person is bound or owed.")
    ] = None,
    status: Annotated[str | None, typer.Option(metavar="S", help="Only this status, or overdue.")] = None,
    due_before: Annotated[str | None, typer.Option(metavar="DATE", help="Only what is due before this day.")] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="At most N of each, due first (on a terminal 50).")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Read in N processes.")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour; NO_COLOR does the same.")] = False,
) -> None:
    """Follow up what the archive, or some articles, promise: under way, kept, broken, put off, declined, taken back.

    On a terminal: a readable account. Into a pipe: one JSON object (docs/record.md).

    \b
    communique ledger --dyad BLR AZE --due-before 2028-01-01
    communique ledger --person Aliyev --status overdue
    communique ledger news/ --as-of 2028-05-31
    communique ledger a.html b.html --status overdue
    communique ledger records/*.json --json | jq '.commitments[] | select(.overdue)'
    """
    day, before = _day(as_of, "--as-of") or date.today(), _day(due_before, "--due-before")
    _check_status(status)
    if inputs and db is not None:
        raise typer.BadParameter("give either an archive or inputs", param_hint="--db")
    for name in inputs or ():
        if name != "-" and not Path(name).exists():
            raise typer.BadParameter(f"{name}: no such file or folder", param_hint="INPUT")
    wanted = Wanted(dyad, person, status, before)
    is_read = sys.stdout.isatty() and not json
    most = limit or (ON_TERMINAL if is_read else None)
    try:
        settings = load_settings({"jobs": jobs, "db": db}, os.environ, Path.cwd())
        refused: tuple[Refusal, ...] = ()
        if inputs:
            chosen, refused = _of_inputs(inputs, settings, wanted, day)
        else:
            chosen = _of_archive(settings, wanted, day, most)
        _show(chosen, refused, most, is_read=is_read, color=not no_color)
        code = REFUSED if refused else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except (InputError, SettingsError, SearchError) as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(code)


def _check_status(status: str | None) -> None:
    from communique.record.followup import LedgerStatus

    if status is not None and status not in (*get_args(LedgerStatus), "overdue"):
        raise typer.BadParameter(
            f"{status!r} is none of {', '.join(get_args(LedgerStatus))}, overdue", param_hint="--status"
        )


def _of_inputs(inputs: list[str], settings: Settings, wanted: Wanted, day: date) -> tuple[Ledger, tuple[Refusal, ...]]:
    from communique.desk.documents import Desk
    from communique.show.book import select

    whole, refused = Desk(settings).ledger(inputs, day)
    chosen = select(whole, dyad=wanted.dyad, person=wanted.person, status=wanted.status, due_before=wanted.due_before)
    return chosen, refused


def _of_archive(settings: Settings, wanted: Wanted, day: date, most: int | None) -> Ledger:
    from communique.desk.archive import ArchiveDesk
    from communique.desk.followup import Asked

    statuses = (wanted.status,) if wanted.status else ()
    with ArchiveDesk(settings.db, settings, create=False) as desk:
        asked = Asked(wanted.dyad, wanted.person, None, statuses, wanted.due_before)
        return desk.followup.ledger(asked, as_of=day, limit=most)


def _show(ledger: Ledger, refused: tuple[Refusal, ...], most: int | None, *, is_read: bool, color: bool) -> None:
    from communique.record.codec import ledger_to_json
    from communique.show.book import first_due, print_ledger
    from communique.show.phrases import refusal_line
    from communique.show.plain import plain_json
    from communique.show.terminal import make_console

    for refusal in refused:
        typer.echo(refusal_line(refusal), err=True)
    shown = first_due(ledger, most)
    if is_read:
        print_ledger(make_console(sys.stdout, color=color), shown)
    else:
        line = ledger_to_json(shown)
        typer.echo(plain_json(line) if sys.stdout.isatty() else line)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write YYYY-MM-DD", param_hint=option) from error
