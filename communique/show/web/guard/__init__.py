"""What stands between the network and the site: hosts, logins, tokens, roles, forms, rates.

In: a request. Out: the same request with `request.state.visitor`, or a refusal of RFC 9457. Begin with `gate.py`, which
is pure ASGI and holds for every route, also those that are not written yet; `rules.py` says who may do what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from communique.desk.team import Team
from communique.show.web.guard.gate import Gate
from communique.show.web.guard.problems import Problem
from communique.show.web.guard.routes import make_router
from communique.show.web.guard.rules import Rules
from communique.show.web.guard.visitor import STRANGER, Visitor

if TYPE_CHECKING:
    from fastapi import FastAPI

    from communique.desk.archive import ArchiveDesk


def install(app: FastAPI, desk: ArchiveDesk, rules: Rules | None = None) -> None:
    """Puts the gate before the routes, and the pages of accounts beside them."""
    # The templates ask the guard who looks at them, so that they cannot be imported before it.
    from communique.show.web import errors, pagemaker

    def render(request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response:
        return pagemaker.page(request, template, context, status=status)

    def render_problem(request: Request, problem: Problem) -> Response:
        return errors.problem(request, problem.status, problem.detail, headers=dict(problem.headers))

    team = Team(desk.archive)
    known = rules or Rules(is_team=team.has_accounts())
    app.include_router(make_router(team, known, render))
    app.add_middleware(Gate, team=team, rules=known, render_problem=render_problem)


def person_of(request: Request) -> Visitor:
    """Who asks; a stranger where the gate has refused before it knew."""
    found = getattr(request.state, "visitor", STRANGER)
    assert isinstance(found, Visitor)
    return found


def csrf_of(request: Request) -> str:
    """The token that every form and script of this page sends; "" where nothing can be changed."""
    return str(getattr(request.state, "csrf", ""))
