"""`communique doctor`: is everything there that the program needs?"""

from __future__ import annotations

import json as json_text
import sys
from dataclasses import asdict

import typer

from communique.show.cli import archive_commands as archive


def doctor(db: archive.Db = None, json: archive.Json = False) -> None:
    """Check model, archive and its tables, disk, packages and extras; exit code 1 when something is wrong.

    Changes nothing, and asks nobody outside this machine.
    """
    with archive._codes():
        settings = archive._settings(db)
        from communique.desk.tending.checkup import check_up
        from communique.show.plain import plain

        is_well = True
        for check in check_up(settings):
            is_well = is_well and check.state != "bad"
            if json or not sys.stdout.isatty():
                typer.echo(json_text.dumps(asdict(check), ensure_ascii=False))
            else:
                typer.echo(plain(f"{check.state:4} {check.name}: {check.detail}"))
    raise typer.Exit(0 if is_well else archive.FAILED)
