"""Roles of people and scopes of programs, and which role may grant which scope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

from communique.errors import AccountError

Role = Literal["reader", "editor", "admin"]
Scope = Literal["read", "review", "admin"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
SCOPES_OF: Final[dict[Role, frozenset[Scope]]] = {
    "reader": frozenset({"read"}),
    "editor": frozenset({"read", "review"}),
    "admin": frozenset({"read", "review", "admin"}),
}


def check_role(word: str) -> Role:
    """The role that a word names. Raises: AccountError."""
    for role in ROLES:
        if role == word:
            return role
    raise AccountError(f"{word!r} is no role; there are {', '.join(ROLES)}")


def check_scopes(words: Iterable[str]) -> tuple[Scope, ...]:
    """The scopes that words name, each once, in the order of SCOPES. Raises: AccountError."""
    wanted = set(words)
    if unknown := sorted(wanted - set(SCOPES)):
        raise AccountError(f"{unknown[0]!r} is no scope; there are {', '.join(SCOPES)}")
    if not wanted:
        raise AccountError(f"a token needs a scope: {', '.join(SCOPES)}")
    return tuple(scope for scope in SCOPES if scope in wanted)
