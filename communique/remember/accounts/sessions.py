"""Sessions of browsers: a secret in a cookie, its SHA-256 here."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update

from communique.errors import ArchiveError
from communique.remember.accounts.accounts import Account, now
from communique.remember.accounts.roles import check_role
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.tables import account, account_session

# Source: OWASP ASVS 5.0, 7.3.1 and 7.3.2: a time without use and a time at all after which one logs in again; a working
# day and a working week suit a desk.
IDLE: Final = timedelta(hours=12)
LONGEST: Final = timedelta(days=7)
# How exact "last seen" is: a page view is no reason to write.
SEEN_EVERY: Final = timedelta(minutes=5)
SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in. Times: UTC, ISO 8601; `agent`: what the browser says it is."""

    id: int
    made_at: str
    seen_at: str
    ends_at: str
    agent: str


def make_secret() -> str:
    """256 random bits in letters that a cookie and a header can hold."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret. No slow hash is needed: it has 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def start_session(archive: Archive, of: Account, agent: str) -> str:
    """The secret of a new session; sessions that are over go at the same time."""
    secret, at = make_secret(), datetime.now(UTC)
    row = {
        "account_id": of.id, "secret_sha256": digest(secret), "made_at": _at(at), "seen_at": _at(at),
        "ends_at": _at(at + LONGEST), "agent": agent.replace("\x00", "")[:200],
    }  # fmt: skip
    with connect.writing(archive.engine) as connection:
        over = (account_session.c.ends_at <= _at(at)) | (account_session.c.seen_at <= _at(at - IDLE))
        connection.execute(delete(account_session).where(over))
        connection.execute(insert(account_session), row)
    return secret


def find_session(archive: Archive, secret: str) -> tuple[Account, Session] | None:
    """Whose session it is, or None when it is over or none; notes that it was seen."""
    at = datetime.now(UTC)
    wanted = (
        select(account.c.id, account.c.name, account.c.role, account.c.made_at,
               account_session.c.id.label("session_id"), account_session.c.made_at.label("began_at"),
               account_session.c.seen_at, account_session.c.ends_at, account_session.c.agent)
        .join(account, account.c.id == account_session.c.account_id)
        .where(account_session.c.secret_sha256 == digest(secret), account.c.removed_at.is_(None),
               account_session.c.ends_at > _at(at), account_session.c.seen_at > _at(at - IDLE))
    )  # fmt: skip
    with connect.reading(archive.engine) as connection:
        row = connection.execute(wanted).first()
    if row is None:
        return None
    if row.seen_at <= _at(at - SEEN_EVERY):
        with suppress(ArchiveError), connect.writing(archive.engine) as connection:  # no reason to turn anybody away
            this = account_session.c.id == row.session_id
            connection.execute(update(account_session).where(this).values(seen_at=_at(at)))
    found = Account(row.id, row.name, check_role(row.role), row.made_at)
    return found, Session(row.session_id, row.began_at, row.seen_at, row.ends_at, row.agent)


def sessions(archive: Archive, of: Account) -> list[Session]:
    """The sessions of an account that are not over, latest first."""
    s, at = account_session, datetime.now(UTC)
    wanted = select(s.c.id, s.c.made_at, s.c.seen_at, s.c.ends_at, s.c.agent).where(
        s.c.account_id == of.id, s.c.ends_at > now(), s.c.seen_at > _at(at - IDLE)
    )
    with connect.reading(archive.engine) as connection:
        return [Session(*row) for row in connection.execute(wanted.order_by(s.c.seen_at.desc(), s.c.id.desc()))]


def end_session(archive: Archive, secret: str) -> None:
    """Ends a session; one that is over already stays so."""
    with connect.writing(archive.engine) as connection:
        connection.execute(delete(account_session).where(account_session.c.secret_sha256 == digest(secret)))


def end_sessions(archive: Archive, of: Account) -> None:
    """Ends every session of an account."""
    with connect.writing(archive.engine) as connection:
        connection.execute(delete(account_session).where(account_session.c.account_id == of.id))


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
