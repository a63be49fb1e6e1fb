"""Style, scripts and vendored libraries, under addresses that change with their content."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

FOLDER: Final = Path(__file__).parent / "static"


def install(app: FastAPI) -> None:
    app.mount("/static", _Lasting(directory=FOLDER), name="static")


@cache
def address(name: str) -> str:
    """The address of a file in `static/`, with its digest."""
    digest = blake2b((FOLDER / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?v={digest}"


class _Lasting(StaticFiles):
    """Files that a browser may keep: other content has another address."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200 and scope["query_string"].startswith(b"v="):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
