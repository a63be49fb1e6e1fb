"""`communique config`: how the program is set, and where that was said."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from communique.settings import find_origins, load_settings, settings_files
from communique.show.cli import archive_commands as archive

# What may be seen on a screen by whoever passes by.
_SECRET: Final = ("webhook_secret",)
_WITH_PASSWORDS: Final = ("db", "smtp", "proxy", "llm_url")

config_app = typer.Typer(no_args_is_help=True, help="Show how the program is set, and where that was said.")


@config_app.command()
def show(
    origin: Annotated[bool, typer.Option("--origin", help="Also where each value comes from.")] = False,
    json: archive.Json = False,
) -> None:
    """Show all settings as they hold here; passwords and secrets are hidden.

    \b
    communique config show --origin
    """
    import json as json_text
    import sys

    with archive._codes():
        settings = load_settings({}, os.environ, Path.cwd())
        origins = find_origins(os.environ, Path.cwd())
    values = {name: _shown(name, value) for name, value in asdict(settings).items()}
    if json or (origin and not sys.stdout.isatty()):
        for name, value in values.items():
            row: dict[str, Any] = {"setting": name, "value": value}
            typer.echo(json_text.dumps(row | ({"origin": origins[name]} if origin else {}), ensure_ascii=False))
        return
    from communique.show.plain import plain

    for name, value in values.items():
        line = f"{name} = {json_text.dumps(value, ensure_ascii=False)}"
        typer.echo(plain(f"{line}  # {origins[name]}" if origin else line))


@config_app.command()
def path(json: archive.Json = False) -> None:
    """Show the files that settings are read from, the ones that win last, and whether they are there."""
    import json as json_text
    import sys

    for file in settings_files(os.environ, Path.cwd()):
        if json or not sys.stdout.isatty():
            typer.echo(json_text.dumps({"path": str(file), "exists": file.is_file()}, ensure_ascii=False))
        else:
            typer.echo(f"{file}{'' if file.is_file() else '  (not there)'}")


def _shown(name: str, value: Any) -> Any:
    if name in _SECRET:
        return "***" if value else value
    if name in _WITH_PASSWORDS:
        from urllib.parse import urlsplit

        try:
            parts = urlsplit(value)
            password = parts.password
        except ValueError:
            return value
        return value.replace(f":{password}@", ":***@") if password else value
    return list(value) if isinstance(value, tuple) else value
