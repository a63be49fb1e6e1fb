"""`communique alert`: tell somebody what is new to a question, or due."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import AlertError
from communique.show.cli import archive_commands as archive

if TYPE_CHECKING:
    from communique.desk.outgoing.alerts import Alert, AlertDesk

FAILED = 1
alert_app = typer.Typer(no_args_is_help=True, help="Tell somebody what is new to a question, or due: add, list, send.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The alert's name.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    alert_app.command(name="add")(add)
    alert_app.command(name="list")(list_)
    alert_app.command(name="remove")(remove)
    alert_app.command(name="send")(send)
    app.add_typer(alert_app, name="alert")


def add(
    name: Name,
    db: archive.Db = None,
    query: Annotated[str | None, typer.Option(metavar="QUERY", help="Words to search for, as for search.")] = None,
    person: archive.Person = None, state: archive.State = None, dyad: archive.Dyad = None,
    outlet: archive.Outlet = None, kind: archive.Kind = None,
    due: Annotated[int | None, typer.Option(metavar="DAYS", help="Instead: promises due within so many days.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Send an e-mail.")] = None,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post signed JSON.")] = None,
    atom: Annotated[str | None, typer.Option(metavar="FILE", help="Write a feed.")] = None,
) -> None:  # fmt: skip
    """Keep an alert; what the archive holds already is not told, only what is new. `alert send` sends.

    \b
    communique alert add baku --dyad BLR AZE --kind commitment --email desk@example.org
    communique alert add deadlines --state GEO --due 14 --webhook https://example.org/hook
    """
    targets = {"email": email, "webhook": webhook, "atom": atom}
    given = [(channel, target) for channel, target in targets.items() if target is not None]
    if len(given) != 1:
        raise typer.BadParameter("give one of --email, --webhook and --atom")
    from communique.desk.outgoing.alerts import AlertDesk, Question

    with archive._open(db) as desk:
        question = Question(query, person, state, dyad, outlet, tuple(kind or ()), due)  # type: ignore[arg-type]
        channel, target = given[0]
        what = "search" if due is None else "due"
        place = os.path.abspath(target) if channel == "atom" else target
        try:
            AlertDesk(desk).add(name, what, question, channel, place)  # type: ignore[arg-type]
        except AlertError as error:
            raise typer.BadParameter(str(error)) from error


def list_(db: archive.Db = None, json: archive.Json = False) -> None:
    """List the alerts."""
    from communique.desk.outgoing.alerts import AlertDesk
    from communique.show.answers import make_table

    with archive._open(db) as desk:
        make_table(map(_row, AlertDesk(desk).all()), as_json=json)


def remove(name: Name, db: archive.Db = None) -> None:
    """End an alert; exit code 4 when there is none of this name."""
    from communique.desk.outgoing.alerts import AlertDesk

    with archive._open(db) as desk:
        AlertDesk(desk).remove(name)


def send(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only this alert.")] = None,
    db: archive.Db = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Tell what is new, each finding once; for a nightly job. Exit code 1 when something was not delivered.

    What was not delivered is told the next time.
    """
    from communique.desk.outgoing.alerts import AlertDesk

    failed = 0
    with archive._open(db) as desk:
        alerts = AlertDesk(desk)
        for alert in [alerts.get(name)] if name else alerts.all():
            try:
                number = _send(alerts, alert)
            except (AlertError, OSError) as error:
                failed += 1
                typer.echo(f"communique: {alert.name}: {error}", err=True)
                continue
            if not quiet:
                typer.echo(f"{alert.name}: {number} told", err=True)
    raise typer.Exit(FAILED if failed else 0)


def _send(alerts: AlertDesk, alert: Alert) -> int:
    """How many notices were told. Raises: AlertError, OSError; nothing counts as told then."""
    from communique.show.alerts import wording
    from communique.show.files import appearing

    at = datetime.now(UTC).replace(microsecond=0)
    with alerts.sending(alert, at=at) as notices:
        if alert.channel == "atom":
            with appearing(Path(alert.target)) as stream:
                wording.write_feed(alert, alerts.matches(alert, at.date()), stream, at)
        elif notices and alert.channel == "email":
            alerts.mail(wording.make_letter(alert, notices))
        elif notices:
            body = wording.make_body(alert, notices, at)
            alerts.post(alert.target, body, wording.delivery_id(alert, notices), at)
        return len(notices)


def _row(alert: Alert) -> dict[str, Any]:
    asked = ", ".join(f"{key}: {_words(value)}" for key, value in alert.question.items())
    return {"name": alert.name, "kind": alert.kind, "asks": asked, "channel": alert.channel, "target": alert.target,
            "added_at": alert.added_at}  # fmt: skip


def _words(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)
