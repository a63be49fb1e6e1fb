"""The gate: every request passes here before any route, as pure ASGI."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.desk.team import Team
from communique.show.web.guard import forms, headers, problems
from communique.show.web.guard.forms import is_own
from communique.show.web.guard.limits import Limiter, Rate
from communique.show.web.guard.problems import Problem, RenderProblem
from communique.show.web.guard.rules import SAFE, Rules, needed_scope
from communique.show.web.guard.visitor import Visitor, bearer_of, identify

ALONE = "alone"  # the secret of the one person's forms: other sites cannot read the pages that show the token


class TooLargeError(Exception):
    """A body that grew beyond what the guard allows."""


class Gate:
    """ASGI middleware: host, visitor, rate, scope, origin and form token; then `app`."""

    def __init__(
        self, app: ASGIApp, team: Team, rules: Rules, render_problem: RenderProblem = problems.render_problem
    ) -> None:
        self.app, self.team, self.rules = app, team, rules
        self._render = render_problem
        self._key = team.signing_key()
        self._limits = {
            "read": Limiter(rules.reads, 60),
            "write": Limiter(rules.writes, 60),
            "stranger": Limiter(rules.strangers, 60),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        bare = headers.with_headers(send, is_https=self.rules.is_https)
        if problem := self._check_envelope(request):
            await self._render(request, problem)(scope, receive, bare)
            return
        visitor = await identify(request, self.team, self.rules)
        scope.setdefault("state", {}).update(visitor=visitor, csrf=self._token(visitor), rules=self.rules)
        rate = self._spend(request, visitor)
        send = headers.with_headers(send, is_https=self.rules.is_https, rate=rate)
        refusal, receive = await self._judge(request, receive, visitor, rate)
        if refusal:
            await refusal(scope, receive, send)
        else:
            await self._pass(request, receive, send)

    def _check_envelope(self, request: Request) -> Problem | None:
        """What is wrong whoever asks: the name of another site, a body that says it is too large."""
        hosts = Headers(scope=request.scope).getlist("host")
        if len(hosts) != 1 or not self.rules.knows_host(hosts[0]):
            named = hosts[0][:80] if hosts else "nothing"
            return Problem(
                421, f"This desk is not known as {named!r}; its operator can add the name with --public-url."
            )
        size = request.headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > self.rules.most_body:
            return Problem(413, f"At most {self.rules.most_body // 2**20} MiB can be sent at once.")
        return None

    def _spend(self, request: Request, visitor: Visitor) -> Rate | None:
        if visitor.way == "alone" or request.url.path.startswith("/static/"):
            return None
        if not visitor.is_known:
            return self._limits["stranger"].spend(request.client.host if request.client else "")
        return self._limits["read" if request.method in SAFE else "write"].spend(visitor.key)

    async def _judge(
        self, request: Request, receive: Receive, visitor: Visitor, rate: Rate | None
    ) -> tuple[Response | None, Receive]:
        """The response that refuses, if any, and the `receive` to go on with."""
        if rate and rate.retry_s:
            wait = {"retry-after": str(rate.retry_s)}
            return self._render(request, Problem(429, f"Wait {rate.retry_s} s and ask again.", wait)), receive
        if bearer_of(request) is not None and visitor.way == "stranger":
            challenge = {"www-authenticate": 'Bearer realm="communique", error="invalid_token"'}
            return self._render(request, Problem(401, "This token is unknown, revoked or over.", challenge)), receive
        wanted = needed_scope(request.method, request.url.path)
        if wanted and not visitor.is_known:
            return self._ask_login(request), receive
        if wanted and not visitor.may(wanted):
            problem = Problem(403, f"This needs the scope {wanted!r}; {visitor.name} has {_listed(visitor)}.")
            return self._render(request, problem), receive
        if request.method in SAFE or visitor.way == "token" or not wanted:
            return None, receive
        return await self._check_form(request, receive, visitor)

    async def _check_form(
        self, request: Request, receive: Receive, visitor: Visitor
    ) -> tuple[Response | None, Receive]:
        if not is_own(request, self.rules):
            return self._render(request, Problem(403, "Another site asked for this change.")), receive
        if visitor.way == "alone" and _is_program(request):
            return None, receive
        given, receive = await forms.find_token(request, receive)
        if not forms.is_token(given, self._key, visitor.secret or ALONE):
            detail = "The form is not one of this session's. Nothing was changed; load the page again and repeat."
            return self._render(request, Problem(403, detail)), receive
        return None, receive

    def _ask_login(self, request: Request) -> Response:
        if problems.wants_json(request):
            challenge = {"www-authenticate": 'Bearer realm="communique"'}
            return self._render(request, Problem(401, "Send `Authorization: Bearer TOKEN`.", challenge))
        query = f"?{request.url.query}" if request.url.query else ""
        back = quote(request.url.path + query, safe="/") if request.method in SAFE else "/"
        if "hx-request" in request.headers:
            gone = {"hx-redirect": "/login"}
            return self._render(request, Problem(401, "Your session is over; log in again.", gone))
        return RedirectResponse(f"/login?next={back}", 303)

    def _token(self, visitor: Visitor) -> str:
        return forms.make_token(self._key, visitor.secret or ALONE) if visitor.way in ("alone", "session") else ""

    async def _pass(self, request: Request, receive: Receive, send: Send) -> None:
        """On to the routes, with a body that cannot outgrow the limit unseen."""
        size, has_begun = 0, False

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.rules.most_body:
                raise TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(request.scope, counted, noted)
        except TooLargeError:
            if has_begun:
                raise
            problem = Problem(413, f"At most {self.rules.most_body // 2**20} MiB can be sent at once.")
            await self._render(request, problem)(request.scope, receive, send)


def _is_program(request: Request) -> bool:
    """A request that no other site can make a browser send: JSON to the API, and no word of an origin.

    Source: Fetch standard: a JSON body of another origin needs a preflight, which is never answered.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_bare = not any(name in request.headers for name in ("origin", "sec-fetch-site", "cookie"))
    return is_bare and request.url.path.startswith("/api/") and media in ("application/json", "")


def _listed(visitor: Visitor) -> str:
    return ", ".join(sorted(visitor.scopes)) or "none"
