"""Logging in and out: the only door that asks for a password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.desk.team import Account, Team
from communique.show.web.guard import forms
from communique.show.web.guard.limits import Attempts
from communique.show.web.guard.rules import Rules
from communique.show.web.guard.visitor import cookie_name

VISIT = "communique_visit"  # of a browser that is about to log in, so that its form is its own
_VISIT_S = 3600


class Render(Protocol):
    """A template of the site with its layout -> a response."""

    def __call__(self, request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response: ...


@dataclass(frozen=True)
class Door:
    """What the routes of accounts share."""

    team: Team
    rules: Rules
    render: Render
    key: bytes
    attempts: Attempts
    hashing: CapacityLimiter  # a hash takes 64 MiB: two at once, the others wait

    def is_team(self) -> bool:
        """Whether anybody needs to log in."""
        return self.rules.is_team or self.team.is_team()

    async def check(self, name: str, password: str, address: str) -> tuple[Account | None, int]:
        """The account that name and password open; else None and the seconds to wait (0: the password is wrong)."""
        if wait_s := self.attempts.spend(name, address):
            return None, wait_s
        found = await to_thread.run_sync(self.team.check_login, name, password, limiter=self.hashing)
        if found:
            self.attempts.succeed(name, address)
        return found, 0

    async def let_in(self, request: Request, account: Account, to: str) -> Response:
        """A new session, whatever cookie the browser brought; the old one is worth nothing from now on."""
        if old := request.cookies.get(cookie_name(self.rules)):
            await to_thread.run_sync(self.team.end_session, old)
        agent = request.headers.get("user-agent", "")
        secret = await to_thread.run_sync(self.team.start_session, account, agent)
        response = RedirectResponse(to, 303)
        self.set_cookie(response, cookie_name(self.rules), secret, "lax")
        response.delete_cookie(VISIT, path="/login")
        return response

    def set_cookie(self, response: Response, name: str, value: str, same_site: str, path: str = "/") -> None:
        """A cookie that no script sees and no other site sends; over https only where the site is there."""
        assert same_site in ("lax", "strict")
        response.set_cookie(
            name, value, path=path, httponly=True, secure=self.rules.is_https,
            samesite="lax" if same_site == "lax" else "strict",
            max_age=_VISIT_S if name == VISIT else None,
        )  # fmt: skip


def make_door(team: Team, rules: Rules, render: Render) -> Door:
    return Door(team, rules, render, team.signing_key(), Attempts(), CapacityLimiter(2))


def add_login(router: APIRouter, door: Door) -> None:
    """/login and /logout."""

    @router.get("/login")
    async def show_login(request: Request, next: str = "/") -> Response:
        if not door.is_team() or request.state.visitor.way == "session":
            return RedirectResponse(safe_path(next), 303)
        return _login_page(door, request, safe_path(next), "", 200)

    @router.post("/login")
    async def log_in(request: Request) -> Response:
        if not door.is_team():
            return RedirectResponse("/", 303)
        form = await request.form(max_files=0, max_fields=8)
        name, password, to = (str(form.get(field, "")) for field in ("name", "password", "next"))
        visit = request.cookies.get(VISIT)
        if (
            not visit
            or not forms.is_token(str(form.get(forms.FIELD, "")), door.key, visit)
            or not forms.is_own(request, door.rules)
        ):
            return _login_page(door, request, safe_path(to), "The page was too old. Log in again.", 403)
        account, wait_s = await door.check(name, password, address_of(request))
        if account:
            return await door.let_in(request, account, safe_path(to))
        if wait_s:
            words = f"Too many tries. Wait {-(-wait_s // 60)} min and try again."
            response = _login_page(door, request, safe_path(to), words, 429)
            response.headers["retry-after"] = str(wait_s)
            return response
        return _login_page(door, request, safe_path(to), "Name and password do not belong together.", 403, name)

    @router.post("/logout")
    async def log_out(request: Request) -> Response:
        if secret := request.cookies.get(cookie_name(door.rules)):
            await to_thread.run_sync(door.team.end_session, secret)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(cookie_name(door.rules), secure=door.rules.is_https, httponly=True, samesite="lax")
        response.headers["clear-site-data"] = '"cache"'
        return response


def safe_path(to: str) -> str:
    """A path of this site, "/" for anything that a browser could take for another's."""
    is_ours = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable() and len(to) < 2000
    return to if is_ours and not to.startswith("/login") else "/"


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _login_page(door: Door, request: Request, to: str, words: str, status: int, name: str = "") -> Response:
    visit = request.cookies.get(VISIT) or forms.make_visit()
    context = {"next": to, "words": words, "name": name, "csrf": forms.make_token(door.key, visit)}
    response = door.render(request, "account/login.html", context, status)
    door.set_cookie(response, VISIT, visit, "strict", "/login")
    response.headers["cache-control"] = "no-store"
    return response
