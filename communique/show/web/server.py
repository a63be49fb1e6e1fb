"""The application run by uvicorn."""

from __future__ import annotations

from contextlib import suppress

import uvicorn

from communique.desk.archive import ArchiveDesk
from communique.errors import InputError
from communique.settings import Settings
from communique.show.web.app import make_app
from communique.show.web.guard.rules import Rules


def serve(desk: ArchiveDesk, settings: Settings, rules: Rules, at: tuple[str, int]) -> None:
    """Answers at an address and port until the process is told to stop.

    Raises: InputError when it cannot listen there.
    """
    app = make_app(desk, settings, rules)
    server = uvicorn.Server(
        uvicorn.Config(app, host=at[0], port=at[1], log_level="warning", server_header=False, ws="none")
    )
    # The server ends the process by itself when it cannot start; what it says stands above ours.
    with suppress(SystemExit):
        server.run()
    if not server.started:
        raise InputError(f"{at[0]}:{at[1]}: the server could not start there; is another one running?")
