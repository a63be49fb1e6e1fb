"""The pages of accounts: one's sessions, tokens and password."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.desk.team import SCOPES, SCOPES_OF, Account, Team
from communique.errors import AccountError
from communique.show.web.guard.login import Door, Render, add_login, address_of, make_door
from communique.show.web.guard.rules import Rules
from communique.show.web.guard.visitor import Visitor


def make_router(team: Team, rules: Rules, render: Render) -> APIRouter:
    """/login, /logout and /account; they are for browsers and not in the API's description."""
    router = APIRouter(include_in_schema=False)
    door = make_door(team, rules, render)
    add_login(router, door)
    _add_account(router, door)
    _add_tokens(router, door)
    return router


def _add_account(router: APIRouter, door: Door) -> None:
    @router.get("/account")
    async def show_account(request: Request) -> Response:
        account = _account_of(request)
        return await _page(door, request, account) if account else RedirectResponse("/", 303)

    @router.post("/account/password")
    async def change_password(request: Request) -> Response:
        account = _account_of(request)
        if account is None:
            return _refuse(request)
        form = await request.form(max_files=0, max_fields=8)
        old, new, again = (str(form.get(field, "")) for field in ("old", "new", "again"))
        if new != again:
            return await _page(door, request, account, "The new password is not the same twice.", 422)
        known, wait_s = await door.check(account.name, old, address_of(request))
        if known is None:
            words = f"Too many tries. Wait {wait_s} s." if wait_s else "The present password is another."
            response = await _page(door, request, account, words, 429 if wait_s else 422)
            if wait_s:
                response.headers["retry-after"] = str(wait_s)
            return response
        try:
            await to_thread.run_sync(door.team.set_password, account.name, new, limiter=door.hashing)
        except AccountError as error:
            return await _page(door, request, account, f"{error}.", 422)
        return await door.let_in(request, account, "/account")

    @router.post("/account/sessions/end")
    async def end_sessions(request: Request) -> Response:
        account = _account_of(request)
        if account is None:
            return _refuse(request)
        await to_thread.run_sync(door.team.end_sessions, account)
        return await door.let_in(request, account, "/account")


def _add_tokens(router: APIRouter, door: Door) -> None:
    @router.post("/account/tokens")
    async def add_token(request: Request) -> Response:
        account = _account_of(request)
        if account is None:
            return _refuse(request)
        form = await request.form(max_files=0, max_fields=16)
        scopes = [str(scope) for scope in form.getlist("scope")]
        days = str(form.get("days", "365"))
        try:
            if not days.isdecimal():
                raise AccountError(f"{days!r} is no number of days")
            name = str(form.get("name", ""))
            _, secret = await to_thread.run_sync(lambda: door.team.add_token(account, name, scopes, days=int(days[:6])))
        except AccountError as error:
            return await _page(door, request, account, f"{error}.", 422)
        return await _page(door, request, account, secret=secret)

    @router.post("/account/tokens/{number}/revoke")
    async def revoke_token(request: Request, number: int) -> Response:
        account = _account_of(request)
        if account is None:
            return _refuse(request)
        try:
            await to_thread.run_sync(door.team.revoke_token, account, number)
        except AccountError as error:
            return await _page(door, request, account, f"{error}.", 404)
        return RedirectResponse("/account", 303)


def _account_of(request: Request) -> Account | None:
    """The account of a browser's session: a token must not make tokens, nor change the password."""
    visitor: Visitor = request.state.visitor
    return visitor.account if visitor.way == "session" else None


def _refuse(request: Request) -> Response:
    from communique.show.web.guard.problems import Problem, render_problem

    return render_problem(request, Problem(403, "Accounts are for persons who have logged in, not for tokens."))


async def _page(
    door: Door, request: Request, account: Account, words: str = "", status: int = 200, secret: str = ""
) -> Response:
    context: dict[str, Any] = {
        "account": account, "words": words, "secret": secret,
        "sessions": await to_thread.run_sync(door.team.sessions, account),
        "tokens": await to_thread.run_sync(door.team.tokens, account),
        "scopes": [scope for scope in SCOPES if scope in SCOPES_OF[account.role]],
    }  # fmt: skip
    response = door.render(request, "account/account.html", context, status)
    response.headers["cache-control"] = "no-store"
    return response
