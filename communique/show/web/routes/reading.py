"""The addresses of every page and of its JSON twin, made from the table of pages."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Annotated, Any, Final, get_type_hints

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from communique.show.pages import PAGES, SitePage
from communique.show.web import pagemaker
from communique.show.web.errors import RESPONSES
from communique.show.web.listing import CSV, ICS, rows_of, to_csv, to_ics
from communique.show.web.render import to_json

LISTS: Final = ((CSV, "csv"), (ICS, "ics"))


def make_router() -> APIRouter:
    """First the twins: `/articles/{article}` would take `/articles/a.json` for an article."""
    router = APIRouter()
    for page in PAGES:
        _add_twin(router, page)
        _add_lists(router, page)
    for page in PAGES:
        _add_page(router, page)
    return router


def _add_lists(router: APIRouter, page: SitePage) -> None:
    """The page's list as a table, and as a calendar where its rows have days."""

    def table(request: Request, ask: Any) -> Response:
        view = page.view(request.app.state.desk, ask)
        headers = next_link(request, view) | _named(page, "csv")
        return pagemaker.tagged(request, to_csv(rows_of(view)), "text/csv; charset=utf-8", 200, headers)

    def calendar(request: Request, ask: Any) -> Response:
        view = page.view(request.app.state.desk, ask)
        data = to_ics(rows_of(view), f"communique: {page.title}", str(request.base_url).rstrip("/"))
        return Response(data, 200, next_link(request, view) | _named(page, "ics"), "text/calendar; charset=utf-8")

    for (names, ending), answer in zip(LISTS, (table, calendar), strict=True):
        if page.name in names:
            router.add_api_route(
                f"{page.path}.{ending}", _with(answer, get_type_hints(page.view)["ask"]), methods=["GET"],
                tags=["answers"], summary=f"{page.title}, as {ending.upper()}", description=page.description,
                operation_id=f"{page.name}_{ending}", response_class=Response, responses=RESPONSES,
            )  # fmt: skip


def _named(page: SitePage, ending: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{page.name}.{ending}"'}


def _add_twin(router: APIRouter, page: SitePage) -> None:
    hints = get_type_hints(page.view)

    def answer(request: Request, ask: Any) -> Response:
        view = page.view(request.app.state.desk, ask)
        headers = next_link(request, view)
        if version := getattr(view, "version", None):
            headers["etag"] = f'"{version}"'
        return pagemaker.tagged(request, to_json(view), "application/json", 200, headers)

    router.add_api_route(
        page.twin, _with(answer, hints["ask"]), methods=["GET"], tags=["answers"], summary=page.title,
        description=page.description, operation_id=f"{page.name}_json", response_class=Response,
        responses={**RESPONSES, 200: {"model": hints["return"], "description": page.description}},
    )  # fmt: skip


def _add_page(router: APIRouter, page: SitePage) -> None:
    def answer(request: Request, ask: Any) -> Response:
        view = page.view(request.app.state.desk, ask)
        context = {"view": view, "ask": ask, "page": page, "section": page.section, "twin": twin_of(request)}
        context["lists"] = [(ending.upper(), twin_of(request, ending)) for n, ending in LISTS if page.name in n]
        return pagemaker.page(request, page.template, context, headers=next_link(request, view))

    router.add_api_route(
        page.path, _with(answer, get_type_hints(page.view)["ask"]), methods=["GET"], tags=["pages"],
        summary=page.title, description=page.description, operation_id=page.name, response_class=Response,
        responses={**RESPONSES, 200: {"content": {"text/html": {}}, "description": page.description}},
    )  # fmt: skip


def twin_of(request: Request, ending: str = "json") -> str:
    """The address of the twin of this very page: JSON, or its list as CSV or iCalendar."""
    path = "/index.json" if request.url.path == "/" else f"{request.url.path}.{ending}"
    return f"{path}?{request.url.query}" if request.url.query else path


def next_link(request: Request, view: Any) -> dict[str, str]:
    """The header that leads to what comes after."""
    cursor = getattr(view, "next", None) or getattr(getattr(view, "found", None), "next", None)
    if not cursor:
        return {}
    return {"link": f'<{pagemaker.ask_again(request, {"after": cursor})}>; rel="next"'}


def _with(answer: Callable[..., Response], ask: type) -> Callable[..., Response]:
    """The endpoint, with the fields of `ask` as parameters that FastAPI reads and describes."""

    def endpoint(request: Request, ask: Any) -> Response:
        return answer(request, ask)

    endpoint.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request),
            inspect.Parameter(
                "ask", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Annotated[ask, Depends(asker(ask))]
            ),
        ]
    )
    return endpoint


def asker(ask: type) -> Callable[..., Any]:
    """A dependency that builds `ask` from the path and the query string."""
    hints = get_type_hints(ask)

    def build(**values: Any) -> Any:
        return ask(**values)

    build.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [_parameter(field, hints[field.name]) for field in fields(ask)]
    )
    return build


def _parameter(field: Any, hint: Any) -> inspect.Parameter:
    told = field.metadata
    is_text = "str" in str(hint)
    limits = {"max_length": told["high"]} if is_text else {"ge": told["low"], "le": told["high"]}
    rules: dict[str, Any] = {"description": told["says"]}
    rules |= {name: value for name, value in limits.items() if value is not None}
    if told.get("is_part"):
        annotation: Any = Annotated[hint, Path(**rules)]
        return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)
    default = field.default_factory() if field.default is MISSING else field.default
    return inspect.Parameter(
        field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[hint, Query(**rules)]
    )
