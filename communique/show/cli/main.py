"""`communique`: the program. Heavy rooms are imported when a command runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.errors import CommuniqueError
from communique.show.cli import account_command, alert_command, archive_commands, batch_command
from communique.show.cli.brief_command import brief
from communique.show.cli.export_command import export
from communique.show.cli.judging.assist_command import assist
from communique.show.cli.judging.review_command import review_app, why
from communique.show.cli.ledger_command import ledger
from communique.show.cli.read_command import read
from communique.show.cli.serve_command import serve
from communique.show.cli.serving.mcp_command import mcp
from communique.show.cli.sources.feed_command import feed_app
from communique.show.cli.sources.watch_command import status, watch
from communique.show.cli.tending.config_command import config_app
from communique.show.cli.tending.doctor_command import doctor

app = typer.Typer(
    name="communique",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(name="read")(read)
app.command(name="ledger")(ledger)
app.command(name="serve")(serve)
app.command(name="mcp")(mcp)
app.command(name="export")(export)
app.command(name="why")(why)
app.command(name="assist")(assist)
app.command(name="brief")(brief)
archive_commands.register(app)
app.add_typer(feed_app, name="feed")
app.command(name="watch")(watch)
app.command(name="status")(status)
batch_command.register(app)
alert_command.register(app)
app.add_typer(account_command.account_app, name="account")
app.add_typer(config_app, name="config")
app.command(name="doctor")(doctor)
app.add_typer(review_app, name="review")


def _show_version(wanted: bool) -> None:
    if wanted:
        from communique.desk.documents import versions

        for what, which in versions().items():
            typer.echo(f"{what} {which}")
        raise typer.Exit


@app.callback()
def communique(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show program, schema, model and rules."),
    ] = False,
) -> None:
    """Read diplomatic news and keep the record: who met whom, who said what, what was promised, each with its words."""


def main() -> None:
    """Runs the program; ends the process with the exit codes of `docs/cli.md`."""
    try:
        app(prog_name="communique")
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
