"""The API described: tags, and a page of our own that tells it without anybody else's server."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from communique.show.web import pagemaker

TAGS: Final = [
    {"name": "pages", "description": "What people read."},
    {"name": "answers", "description": "The same as JSON: the twin of every page."},
    {"name": "articles", "description": "Kept copies."},
    {"name": "review", "description": "Decisions on findings."},
    {"name": "operation", "description": "Health and figures."},
]
router = APIRouter()


@router.get("/api", include_in_schema=False)
def api(request: Request) -> Response:
    """The OpenAPI description for people."""
    context = {"api": request.app.openapi(), "type_name": type_name, "fields": fields, "section": "about"}
    return pagemaker.page(request, "api.html", context)


def fields(api: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The fields of a schema, which may be one of the API's by name."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found = api["components"]["schemas"][name] if name else schema
    return list(found.get("properties", {}).items())


def type_name(schema: dict[str, Any]) -> str:
    """A JSON Schema type in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(type_name(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {type_name(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "any")
