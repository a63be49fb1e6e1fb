"""One shape for every error: RFC 9457 problem details, and a page for people."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from communique.errors import (
    ArchiveError,
    CommuniqueError,
    ConflictError,
    DecisionError,
    InputError,
    NotFoundError,
    SearchError,
)
from communique.show.web import pagemaker
from communique.show.web.guard.headers import HEADERS
from communique.show.web.guard.problems import Problem as Refusal
from communique.show.web.guard.problems import wants_json

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    400: "That question makes no sense", 401: "Log in first", 403: "Not allowed", 404: "Nothing here",
    405: "Not that way", 409: "Already so", 412: "Somebody else was faster", 413: "Too large",
    415: "Not that kind of file", 421: "Another site's name", 422: "Some of it makes no sense",
    428: "Say what you saw", 429: "Too many requests", 500: "Something broke", 503: "The archive does not answer",
}  # fmt: skip


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] = Field(default_factory=list, description="Each field that makes no sense, and why.")


RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}
    for status in (400, 404, 422)
}


def install(app: FastAPI) -> None:
    """Errors of the house, of the query string and of HTTP become problems."""
    app.add_exception_handler(CommuniqueError, _of_house)
    app.add_exception_handler(RequestValidationError, _of_question)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_ours)


def problem(
    request: Request, status: int, detail: str, *, errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    """The answer: a page for whoever asks for HTML, else problem details."""
    title = TITLES.get(status, "It cannot be done")
    path = request.url.path
    if wants_page(request):
        context = {"status": status, "detail": detail, "errors": errors or [], "title": title}
        return pagemaker.page(request, "error.html", context, status=status, headers=headers)
    body = Problem(title=title, status=status, detail=detail, instance=path, errors=errors or [])
    return JSONResponse(body.model_dump(), status, headers, media_type=MEDIA_TYPE)


def wants_page(request: Request) -> bool:
    """A browser asks: HTML is accepted by name, and the address is none of a program's."""
    return not wants_json(request) and "text/html" in request.headers.get("accept", "")


def of_guard(request: Request, refusal: Refusal) -> Response:
    """What the guard refuses, in the shape of all errors."""
    return problem(request, refusal.status, refusal.detail, headers=dict(refusal.headers))


async def _of_house(request: Request, error: Exception) -> Response:
    match error:
        case NotFoundError():
            return problem(request, 404, str(error))
        case ArchiveError():
            return problem(request, 503, str(error), headers={"retry-after": "5"})
        case ConflictError():
            return problem(request, 409 if request.method == "GET" else 412, str(error))
        case DecisionError():
            return problem(request, 422, str(error))
        case SearchError() | InputError():
            return problem(request, 400, str(error))
    return problem(request, 400, str(error))


async def _of_question(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0]), "why": found["msg"]}
        for found in error.errors()
    ]
    detail = "; ".join(f"{found['field']}: {found['why']}" for found in errors)
    return problem(request, 422, detail, errors=errors)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = f"{request.url.path}: no such page" if error.status_code == 404 else str(error.detail)
    return problem(request, error.status_code, detail, headers=dict(error.headers or {}))


async def _of_ours(request: Request, _error: Exception) -> Response:
    # This answer goes past every middleware, the one that sets the headers too.
    return problem(request, 500, "The fault is ours; the log of the server says more.", headers=dict(HEADERS))
