"""API tokens: secrets that programs carry, each of an account, with scopes and an end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert, select, update

from communique.errors import AccountError, ArchiveError
from communique.remember.accounts.accounts import Account, now
from communique.remember.accounts.roles import SCOPES_OF, Scope, check_role, check_scopes
from communique.remember.accounts.sessions import SEEN_EVERY, digest, make_secret
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.tables import account, api_token

# Every token begins so, that a scanner of source code can tell one that was published by mistake.
PREFIX: Final = "communique_"
MOST_DAYS: Final = 3650


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its secret. Times: UTC, ISO 8601; None: never."""

    id: int
    name: str
    scopes: tuple[Scope, ...]
    made_at: str
    ends_at: str | None
    used_at: str | None
    revoked_at: str | None


def add_token(
    archive: Archive, of: Account, name: str, scopes: tuple[str, ...], *, days: int | None = 365
) -> tuple[Token, str]:
    """A new token and its secret, which is told only now. `days` None: it does not end.

    Raises: AccountError when the role of the account does not hold a scope, or the name or days make no sense.
    """
    wanted = check_scopes(scopes)
    label = " ".join(name.replace("\x00", "").split())
    if not 1 <= len(label) <= 80:
        raise AccountError("a token needs a name that says what it is for, of at most 80 characters")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise AccountError(f"a token lasts 1 to {MOST_DAYS} days, not {days}")
    if beyond := set(wanted) - SCOPES_OF[of.role]:
        raise AccountError(f"{of.name!r} is {of.role}: a token of it cannot have the scope {min(beyond)}")
    secret, made = PREFIX + make_secret(), now()
    ends = (datetime.fromisoformat(made) + timedelta(days=days)).isoformat(timespec="seconds") if days else None
    row = {
        "account_id": of.id, "name": label, "secret_sha256": digest(secret), "scopes": " ".join(wanted),
        "made_at": made, "ends_at": ends,
    }  # fmt: skip
    with connect.writing(archive.engine) as connection:
        number: int = connection.execute(insert(api_token).returning(api_token.c.id), row).scalar_one()
    return Token(number, label, wanted, made, ends, None, None), secret


def find_token(archive: Archive, secret: str) -> tuple[Account, Token] | None:
    """Whose token it is and what it may still do (a scope that the role has lost is gone), or None."""
    if not secret.startswith(PREFIX):
        return None
    at = datetime.now(UTC)
    wanted = (
        _columns()
        .add_columns(account.c.id.label("account_id"), account.c.name.label("account_name"), account.c.role,
                     account.c.made_at.label("account_made_at"))
        .join(account, account.c.id == api_token.c.account_id)
        .where(api_token.c.secret_sha256 == digest(secret), api_token.c.revoked_at.is_(None),
               account.c.removed_at.is_(None), api_token.c.ends_at.is_(None) | (api_token.c.ends_at > now()))
    )  # fmt: skip
    with connect.reading(archive.engine) as connection:
        row = connection.execute(wanted).first()
    if row is None:
        return None
    if row.used_at is None or row.used_at <= (at - SEEN_EVERY).isoformat(timespec="seconds"):
        with suppress(ArchiveError), connect.writing(archive.engine) as connection:  # no reason to turn anybody away
            connection.execute(update(api_token).where(api_token.c.id == row.id).values(used_at=now()))
    found = Account(row.account_id, row.account_name, check_role(row.role), row.account_made_at)
    return found, _token(row, SCOPES_OF[found.role])


def tokens(archive: Archive, of: Account) -> list[Token]:
    """The tokens of an account, the revoked and ended ones too, latest first."""
    wanted = _columns().where(api_token.c.account_id == of.id).order_by(api_token.c.id.desc())
    with connect.reading(archive.engine) as connection:
        return [_token(row, None) for row in connection.execute(wanted)]


def revoke_token(archive: Archive, of: Account, number: int) -> None:
    """Makes a token worthless at once. Raises: AccountError when the account has none of that number."""
    with connect.writing(archive.engine) as connection:
        this = (api_token.c.id == number) & (api_token.c.account_id == of.id)
        if connection.execute(select(api_token.c.id).where(this)).first() is None:
            raise AccountError(f"{of.name!r} has no token {number}")
        connection.execute(update(api_token).where(this, api_token.c.revoked_at.is_(None)).values(revoked_at=now()))


def _columns() -> Any:
    t = api_token.c
    return select(t.id, t.name, t.scopes, t.made_at, t.ends_at, t.used_at, t.revoked_at)


def _token(row: Any, held: frozenset[Scope] | None) -> Token:
    scopes = tuple(scope for scope in check_scopes(row.scopes.split()) if held is None or scope in held)
    return Token(row.id, row.name, scopes, row.made_at, row.ends_at, row.used_at, row.revoked_at)
