"""Refusals of the guard in the shape of RFC 9457, or as a page for a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

TITLES: Final = {
    400: "Bad request",
    401: "Log in first",
    403: "Not allowed",
    413: "Too large",
    421: "Another site's name",
    429: "Too many requests",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request is refused, and what to do about it."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return TITLES.get(self.status, "Refused")


RenderProblem = Callable[[Request, Problem], Response]


def wants_json(request: Request) -> bool:
    """Whether a program asks: by path or token, or because it does not say that it takes a page."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json") or "authorization" in request.headers:
        return True
    return "text/html" not in request.headers.get("accept", "")


def render_problem(request: Request, problem: Problem) -> Response:
    """problem+json for programs, a plain page for persons."""
    if wants_json(request):
        body = {
            "type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail,
            "instance": request.url.path,
        }  # fmt: skip
        return Response(json.dumps(body), problem.status, problem.headers, "application/problem+json")
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(problem.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>'
        f'<h1>{escape(problem.title)}</h1><p>{escape(problem.detail)}</p><p><a href="/">To the desk</a></p>'
        "</main></body></html>"
    )
    return Response(html, problem.status, problem.headers, "text/html")
