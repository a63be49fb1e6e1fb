"""`communique mcp`: the archive for assistants."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from communique.errors import SettingsError
from communique.settings import load_settings

PORT, TOKEN = 8002, "COMMUNIQUE_MCP_TOKEN"
LOCAL = ("127.0.0.1", "::1", "localhost")


def mcp(
    db: Annotated[
        str | None, typer.Option("--db", metavar="FILE|URL", help="The archive: an SQLite file or a postgresql:// URL.")
    ] = None,
    http: Annotated[
        bool, typer.Option("--http", help="Streamable HTTP at /mcp with a token, in place of stdio.")
    ] = False,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen, with --http.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", metavar="N", min=1, max=65535, help="Which port, with --http.")
    ] = PORT,
) -> None:
    """Serve the archive to assistants by the Model Context Protocol: read-only, every answer with its words.

    \b
    communique mcp --db archive.db             # stdio: the assistant starts it
    communique mcp --db archive.db --http      # http://127.0.0.1:8002/mcp, a token on standard error

    With --http the token is COMMUNIQUE_MCP_TOKEN, else one made for this run; tokens of accounts are good, too.
    """
    try:
        settings = load_settings({"db": db}, os.environ, Path.cwd())
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from error
    from communique.desk.archive import ArchiveDesk
    from communique.desk.team import Team
    from communique.show.mcp.server import run_http, run_stdio

    with ArchiveDesk(settings.db, settings, create=False) as desk:
        if not http:
            run_stdio(desk)
            return
        is_team, token = Team(desk.archive).has_accounts(), os.environ.get(TOKEN)
        if host not in LOCAL and not (is_team or token):
            raise typer.BadParameter(f"other machines need accounts, or a token in {TOKEN}", param_hint="--host")
        if token is None and not is_team:
            token = secrets.token_urlsafe(24)
            typer.echo(f"token: {token}", err=True)
        typer.echo(f"communique mcp: {settings.db} on http://{host}:{port}/mcp (Ctrl-C ends it)", err=True)
        run_http(desk, token, host, port)
