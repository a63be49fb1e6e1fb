"""Style, scripts and vendored libraries, under addresses that change with their content."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

FOLDER: Final = Path(__file__).parent / "static"


def install(app: FastAPI) -> None:
    app.mount("/static", _Lasting(directory=FOLDER), name="static")


@cache
def address(name: str) -> str:
    """The address of a file in `static/`, with its digest."""
    digest = blake2b((FOLDER / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?v={digest}"


@cache
def packed(file: str) -> bytes:
    """The file as small as gzip makes it, once for all who ask."""
    return gzip.compress(Path(file).read_bytes(), 9, mtime=0)


class _Lasting(StaticFiles):
    """Files that a browser may keep: other content has another address."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and response.status_code == 200 and _takes_gzip(scope):
            headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "etag": f"W/{response.headers['etag']}"}
            response = Response(packed(str(response.path)), 200, headers, response.media_type)
        if response.status_code == 200 and scope["query_string"].startswith(b"v="):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _takes_gzip(scope: Any) -> bool:
    return scope["method"] == "GET" and "gzip" in Headers(scope=scope).get("accept-encoding", "")
