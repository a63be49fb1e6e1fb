"""The application run by uvicorn."""

from __future__ import annotations

import uvicorn

from communique.desk.archive import ArchiveDesk
from communique.settings import Settings
from communique.show.web.app import make_app
from communique.show.web.guard.rules import Rules


def serve(desk: ArchiveDesk, settings: Settings, rules: Rules, at: tuple[str, int]) -> None:
    """Answers at an address and port until the process is told to stop."""
    app = make_app(desk, settings, rules)
    uvicorn.run(app, host=at[0], port=at[1], log_level="warning", server_header=False, ws="none")
