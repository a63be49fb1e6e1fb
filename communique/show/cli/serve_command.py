"""`communique serve`: the archive as a site and an API."""

from __future__ import annotations

import os
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import SettingsError
from communique.settings import load_settings

if TYPE_CHECKING:
    from communique.show.web.guard.rules import Rules

PORT = 8001


def serve(
    db: Annotated[
        str | None, typer.Option("--db", metavar="FILE|URL", help="The archive: an SQLite file or a postgresql:// URL.")
    ] = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", metavar="N", min=0, max=65535, help="Which port.")] = PORT,
    public_url: Annotated[
        str | None, typer.Option("--public-url", metavar="URL", help="Where others see the site, behind a proxy.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", "-o", help="Open the site in the browser.")] = False,
) -> None:
    """Serve the archive as a site and an API. Other addresses than this machine's need accounts.

    \b
    communique serve --db archive.db
    communique serve --db postgresql://desk@server/communique --host 0.0.0.0 --public-url https://desk.example.org
    """
    try:
        settings = load_settings({"db": db}, os.environ, Path.cwd())
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from error
    from communique.desk.archive import ArchiveDesk
    from communique.desk.team import Team
    from communique.show.web.server import serve as run

    with ArchiveDesk(settings.db, settings) as desk:
        rules = _rules(Team(desk.archive).has_accounts(), public_url, host)
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        typer.echo(f"communique: {settings.db} on {address} (Ctrl-C ends it)", err=True)
        if open_:
            typer.launch(address)
        run(desk, settings, rules, (host, port))


def _rules(is_team: bool, public_url: str | None, host: str) -> Rules:
    from communique.show.web.guard.rules import Rules, require_accounts

    try:
        require_accounts(host, is_team=is_team)
        return Rules(is_team=is_team, public_url=public_url, me=getuser())
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from error
