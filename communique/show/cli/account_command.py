"""`communique account`: who may use the site of an archive, and the tokens of programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import AccountError, SettingsError
from communique.settings import load_settings

if TYPE_CHECKING:
    from communique.desk.team import Team

account_app = typer.Typer(
    no_args_is_help=True, help="Look after the team: add, list, role, password, remove, token, tokens, revoke."
)

Db = Annotated[
    str | None, typer.Option("--db", metavar="FILE|URL", help="The archive: an SQLite file or a postgresql:// URL.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines, also on a terminal.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that one logs in with.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, editor or admin.")]
Secret = Annotated[
    str | None,
    typer.Option("--password-file", metavar="FILE", help="Where the password is; - is standard input. Default: asked."),
]


@account_app.command(name="add")
def add(name: Name, db: Db = None, role: RoleOption = "reader", password_file: Secret = None) -> None:
    """Make an account. From the first one on, everybody logs in.

    \b
    communique account add "Mari Tamm" --role admin
    communique account add ci --role reader --password-file - < secret.txt
    """
    with _team(db, create=True) as team:
        made = team.add(name, _password(password_file), role)
    typer.echo(
        f"{made.name} is {made.role}; a server that runs already asks for logins when it is started again", err=True
    )


@account_app.command(name="list")
def list_(db: Db = None, json: Json = False) -> None:
    """List the accounts."""
    from communique.show.answers import make_table

    with _team(db) as team:
        found = team.accounts()
    make_table(({"name": one.name, "role": one.role, "made_at": one.made_at} for one in found), as_json=json)


@account_app.command(name="role")
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, editor or admin.")],
    db: Db = None,
) -> None:
    """Change what somebody may do, from the next request on."""
    with _team(db) as team:
        changed = team.set_role(name, role)
    typer.echo(f"{changed.name} is {changed.role}", err=True)


@account_app.command(name="password")
def password(name: Name, db: Db = None, password_file: Secret = None) -> None:
    """Set a new password and end every session of the account."""
    with _team(db) as team:
        team.set_password(team.get(name).name, _password(password_file))
    typer.echo("changed; every session has ended", err=True)


@account_app.command(name="remove")
def remove(name: Name, db: Db = None) -> None:
    """Shut an account, its sessions and its tokens; what it decided keeps its name."""
    with _team(db) as team:
        team.remove(name)
        is_empty = not team.has_accounts()
    typer.echo("removed" + ("; nobody is left: the site is one person's again" if is_empty else ""), err=True)


@account_app.command(name="token")
def token(
    name: Name,
    label: Annotated[str, typer.Option("--for", metavar="WORDS", help="What the token is for.")],
    scope: Annotated[
        list[str] | None, typer.Option(metavar="SCOPE", help="read (default), review or admin; may be repeated.")
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", min=1, help="How long it lasts.")] = 365,
    db: Db = None,
) -> None:
    """Make a token for a program that acts for an account; it is printed once and kept nowhere."""
    with _team(db) as team:
        made, secret = team.add_token(team.get(name), label, scope or ["read"], days=days)
    typer.echo(secret)
    typer.echo(f"token {made.id}: {' '.join(made.scopes)}, until {made.ends_at}", err=True)


@account_app.command(name="tokens")
def tokens(name: Name, db: Db = None, json: Json = False) -> None:
    """List the tokens of an account, without their secrets."""
    from communique.show.answers import make_table

    with _team(db) as team:
        found = team.tokens(team.get(name))
    rows = (
        {"token": one.id, "for": one.name, "scopes": " ".join(one.scopes), "made_at": one.made_at,
         "ends_at": one.ends_at, "used_at": one.used_at, "revoked_at": one.revoked_at}
        for one in found
    )  # fmt: skip
    make_table(rows, as_json=json)


@account_app.command(name="revoke")
def revoke(
    name: Name, token: Annotated[int, typer.Argument(metavar="TOKEN", help="Its number.")], db: Db = None
) -> None:
    """Make a token worthless at once."""
    with _team(db) as team:
        team.revoke_token(team.get(name), token)
    typer.echo(f"token {token} is worth nothing now", err=True)


@contextmanager
def _team(db: str | None, *, create: bool = False) -> Iterator[Team]:
    """The team of the archive; what cannot be meant is an error of usage."""
    try:
        settings = load_settings({"db": db}, os.environ, Path.cwd())
        from communique.desk.archive import ArchiveDesk
        from communique.desk.team import Team

        with ArchiveDesk(settings.db, settings, create=create) as desk:
            yield Team(desk.archive)
    except (AccountError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error


def _password(file: str | None) -> str:
    """From a file, standard input or the prompt, without its line end; never from a flag, which others can see."""
    if file is None:
        if not sys.stdin.isatty():
            words = "nobody to ask here; give a file, or - for standard input"
            raise typer.BadParameter(words, param_hint="--password-file")
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    try:
        words = sys.stdin.readline() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file}: {error}", param_hint="--password-file") from error
    return words.rstrip("\r\n")
