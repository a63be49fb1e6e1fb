"""The small repairs of every question, and its answer packed."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def install(app: FastAPI) -> None:
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Repaired)


class Repaired:
    """Drops empty fields of the query string, which a form sends for what was left blank; answers HEAD as GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["query_string"] = without_blanks(scope["query_string"])
            if scope["method"] == "HEAD":
                # A copy: the server looks at its own to know that no body may follow.
                scope, send = {**scope, "method": "GET"}, _heads(send)
        await self.app(scope, receive, send)


def _heads(send: Send) -> Send:
    """Sends what is given without its body. Source: RFC 9110, 9.3.2."""

    async def sent(message: Message) -> None:
        is_body = message["type"] == "http.response.body"
        await send({**message, "body": b""} if is_body else message)

    return sent


def without_blanks(query: bytes) -> bytes:
    """The query string without fields that have no value.

    >>> without_blanks(b"q=peace&since=&kind=statement")
    b'q=peace&kind=statement'
    """
    return b"&".join(piece for piece in query.split(b"&") if piece and not piece.endswith(b"="))
