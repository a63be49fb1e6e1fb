"""Accounts: who may use the desk, in which role."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.errors import AccountError
from communique.remember.accounts.passwords import check_password, hash_password, is_password
from communique.remember.accounts.roles import Role, check_role
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.tables import account, account_session, api_token

# A name is shown beside what its bearer decided, and typed into a form: letters, digits and what joins them.
_NAME: Final = re.compile(r"\w(?:[\w.@' -]{0,62}[\w.])?")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the team. `made_at`: UTC, ISO 8601."""

    id: int
    name: str
    role: Role
    made_at: str


def now() -> str:
    """This second, UTC, ISO 8601: as times are kept, so that their order is that of the words."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add_account(archive: Archive, name: str, password: str, role: str) -> Account:
    """A new account; a removed one of that name comes back with this password and role, without its old tokens.

    Raises: AccountError when the name is taken or makes no sense, or the password is too weak.
    """
    shown = check_name(name)
    wanted = check_role(role)
    hashed = hash_password(check_password(password, shown))
    values = {"name": shown, "role": wanted, "password_hash": hashed, "removed_at": None}
    with connect.writing(archive.engine) as connection:
        old = connection.execute(
            select(account.c.id, account.c.removed_at).where(account.c.key == _key(shown)).with_for_update()
        ).first()
        if old and old.removed_at is None:
            raise AccountError(f"there is an account {shown!r} already")
        if old:
            connection.execute(update(account).where(account.c.id == old.id).values(values))
        else:
            connection.execute(insert(account), values | {"key": _key(shown), "made_at": now()})
        return _require(connection, shown)


def accounts(archive: Archive) -> list[Account]:
    """All accounts by name."""
    with connect.reading(archive.engine) as connection:
        rows = connection.execute(_wanted().order_by(account.c.key))
        return [_account(row) for row in rows]


def has_accounts(archive: Archive) -> bool:
    """Whether anybody can log in: then everybody must."""
    with connect.reading(archive.engine) as connection:
        return connection.execute(_wanted().limit(1)).first() is not None


def get_account(archive: Archive, name: str) -> Account:
    """The account of a name, in any case. Raises: AccountError when there is none."""
    with connect.reading(archive.engine) as connection:
        return _require(connection, name)


def check_login(archive: Archive, name: str, password: str) -> Account | None:
    """The account that name and password open, or None; takes as long for a name that does not exist."""
    wanted = _wanted().add_columns(account.c.password_hash).where(account.c.key == _key(name))
    with connect.reading(archive.engine) as connection:
        row = connection.execute(wanted).first()
    if not is_password(password, row.password_hash if row else None):
        return None
    return _account(row)


def set_role(archive: Archive, name: str, role: str) -> Account:
    """The account in its new role, from its next request on. Raises: AccountError, also for the last admin."""
    wanted = check_role(role)
    with connect.writing(archive.engine) as connection:
        found = _require(connection, name, lock=True)
        if found.role == "admin" and wanted != "admin":
            _refuse_last_admin(connection, found)
        connection.execute(update(account).where(account.c.id == found.id).values(role=wanted))
        return _require(connection, name)


def set_password(archive: Archive, name: str, password: str) -> None:
    """Changes the password and ends every session of the account. Raises: AccountError when it is too weak."""
    hashed = hash_password(check_password(password, name))
    with connect.writing(archive.engine) as connection:
        found = _require(connection, name, lock=True)
        connection.execute(update(account).where(account.c.id == found.id).values(password_hash=hashed))
        connection.execute(delete(account_session).where(account_session.c.account_id == found.id))


def remove_account(archive: Archive, name: str) -> None:
    """Shuts an account, its sessions and its tokens; its name stays beside what it decided.

    Raises: AccountError, also for the last admin while others are left.
    """
    with connect.writing(archive.engine) as connection:
        found = _require(connection, name, lock=True)
        if found.role == "admin":
            _refuse_last_admin(connection, found)
        at = now()
        connection.execute(update(account).where(account.c.id == found.id).values(removed_at=at))
        connection.execute(delete(account_session).where(account_session.c.account_id == found.id))
        is_live = (api_token.c.account_id == found.id) & api_token.c.revoked_at.is_(None)
        connection.execute(update(api_token).where(is_live).values(revoked_at=at))


def check_name(name: str) -> str:
    """The name as it is shown: NFC, single spaces. Raises: AccountError."""
    word = " ".join(unicodedata.normalize("NFC", name).split())
    if not _NAME.fullmatch(word):
        raise AccountError(f"{name!r} is no name for an account: letters, digits, spaces and . _ - @ ', at most 64")
    return word


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _wanted() -> Any:
    return select(account.c.id, account.c.name, account.c.role, account.c.made_at).where(account.c.removed_at.is_(None))


def _account(row: Any) -> Account:
    return Account(row.id, row.name, check_role(row.role), row.made_at)


def _require(connection: Connection, name: str, *, lock: bool = False) -> Account:
    wanted = _wanted().where(account.c.key == _key(name))
    row = connection.execute(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise AccountError(f"there is no account {name!r}")
    return _account(row)


def _refuse_last_admin(connection: Connection, found: Account) -> None:
    others = select(func.count()).where(account.c.removed_at.is_(None), account.c.id != found.id)
    count = connection.execute(others).scalar_one()
    admins = connection.execute(others.where(account.c.role == "admin")).scalar_one()
    if count and not admins:
        raise AccountError(f"{found.name!r} is the last admin: make somebody else admin first")
