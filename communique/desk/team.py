"""THE TEAM of an archive: who may use its site and its API, as whom, and how much."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from communique.remember.accounts import accounts, keys, sessions, tokens
from communique.remember.accounts.accounts import Account
from communique.remember.accounts.roles import ROLES, SCOPES, SCOPES_OF, Role, Scope
from communique.remember.accounts.sessions import Session
from communique.remember.accounts.tokens import Token
from communique.remember.archive import Archive

LOOK_S: Final = 1.0

__all__ = ["ROLES", "SCOPES", "SCOPES_OF", "Account", "Role", "Scope", "Session", "Team", "Token"]


class Team:
    """The accounts of an archive, their sessions and tokens. An archive without accounts is one person's.

    Raises: AccountError for a name, role, password or token that makes no sense; ArchiveError.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._is_team, self._looked_at = False, 0.0

    def has_accounts(self) -> bool:
        return accounts.has_accounts(self._archive)

    def is_team(self) -> bool:
        """As `has_accounts`, for whoever asks with every request: the first account is seen within `LOOK_S` seconds."""
        if not self._is_team and time.monotonic() - self._looked_at >= LOOK_S:
            self._is_team, self._looked_at = self.has_accounts(), time.monotonic()
        return self._is_team

    def accounts(self) -> list[Account]:
        return accounts.accounts(self._archive)

    def get(self, name: str) -> Account:
        return accounts.get_account(self._archive, name)

    def add(self, name: str, password: str, role: str = "reader") -> Account:
        return accounts.add_account(self._archive, name, password, role)

    def set_role(self, name: str, role: str) -> Account:
        return accounts.set_role(self._archive, name, role)

    def set_password(self, name: str, password: str) -> None:
        """Changes it and ends every session of the account."""
        accounts.set_password(self._archive, name, password)

    def remove(self, name: str) -> None:
        accounts.remove_account(self._archive, name)

    def check_login(self, name: str, password: str) -> Account | None:
        return accounts.check_login(self._archive, name, password)

    def start_session(self, of: Account, agent: str = "") -> str:
        """The secret for the cookie of a new session."""
        return sessions.start_session(self._archive, of, agent)

    def find_session(self, secret: str) -> tuple[Account, Session] | None:
        return sessions.find_session(self._archive, secret)

    def sessions(self, of: Account) -> list[Session]:
        return sessions.sessions(self._archive, of)

    def end_session(self, secret: str) -> None:
        sessions.end_session(self._archive, secret)

    def end_sessions(self, of: Account) -> None:
        sessions.end_sessions(self._archive, of)

    def add_token(self, of: Account, name: str, scopes: Sequence[str], *, days: int | None = 365) -> tuple[Token, str]:
        """A token and its secret, which nobody can look up later."""
        return tokens.add_token(self._archive, of, name, tuple(scopes), days=days)

    def find_token(self, secret: str) -> tuple[Account, Token] | None:
        return tokens.find_token(self._archive, secret)

    def tokens(self, of: Account) -> list[Token]:
        return tokens.tokens(self._archive, of)

    def revoke_token(self, of: Account, number: int) -> None:
        tokens.revoke_token(self._archive, of, number)

    def signing_key(self) -> bytes:
        return keys.signing_key(self._archive)
