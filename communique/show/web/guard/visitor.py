"""Who asks: a person of the team, a program with a token, the one person of a desk without accounts, or a stranger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from communique.desk.team import SCOPES, Account, Scope, Team
from communique.show.web.guard.rules import Rules, scopes_of

Way = Literal["alone", "session", "token", "stranger"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and what they may do. `name` stands beside what they decide; `secret`: of the session, for forms."""

    name: str
    way: Way
    scopes: frozenset[Scope]
    account: Account | None = None
    secret: str = field(default="", repr=False)

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes

    @property
    def is_known(self) -> bool:
        return self.way != "stranger"

    @property
    def key(self) -> str:
        """What rates are counted by."""
        return f"{self.way} {self.account.id if self.account else ''}"


STRANGER = Visitor("", "stranger", frozenset())


def cookie_name(rules: Rules) -> str:
    """The session's cookie. Source: RFC 6265bis, 4.1.3.2: a browser takes `__Host-` only from this host, over https."""
    return "__Host-communique" if rules.is_https else "communique"


def bearer_of(request: Request) -> str | None:
    """The token of an Authorization header, "" for a header that is no bearer's."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    kind, _, secret = header.partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


async def identify(request: Request, team: Team, rules: Rules) -> Visitor:
    """Who asks. A token that is wrong makes a stranger, whatever the cookie says."""
    if not rules.is_team and not await run_in_threadpool(team.is_team):
        return Visitor(rules.me, "alone", frozenset(SCOPES))
    bearer = bearer_of(request)
    if bearer is not None:
        by_token = await run_in_threadpool(team.find_token, bearer)
        if by_token is None:
            return STRANGER
        account, token = by_token
        return Visitor(account.name, "token", frozenset(token.scopes), account)
    secret = request.cookies.get(cookie_name(rules))
    by_cookie = await run_in_threadpool(team.find_session, secret) if secret else None
    if secret is None or by_cookie is None:
        return STRANGER
    account, _ = by_cookie
    return Visitor(account.name, "session", scopes_of(account.role), account, secret)
