"""The tools behind the Model Context Protocol: stdio for one assistant, streamable HTTP with a token for several."""

from __future__ import annotations

import functools
import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from communique import __version__
from communique.desk.archive import ArchiveDesk
from communique.desk.team import Team
from communique.errors import CommuniqueError
from communique.show.mcp.citing import UNTRUSTED
from communique.show.mcp.tools import Tools

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

NAMES: Final = (
    "search", "get_article", "get_evidence", "list_quotes", "list_meetings", "list_commitments", "commitment_history",
    "dyad",
)  # fmt: skip
INSTRUCTIONS: Final = (
    "An archive of diplomatic news: who met whom, who said what, what was promised and whether it was kept. Read-only. "
    "Cite every fact: its quote, outlet, date and address stand beside it. Say nothing that no row says; a "
    f"`doubt` marks what the program could not settle. {UNTRUSTED}"
)


def make_server(desk: ArchiveDesk) -> MCPServer:
    """The server over an archive."""
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    server = MCPServer("communique", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    tools, harmless = Tools(desk), ToolAnnotations(read_only_hint=True, open_world_hint=False, idempotent_hint=True)
    for name in NAMES:
        server.add_tool(_telling(getattr(tools, name)), name=name, annotations=harmless)
    return server


def _telling(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool; an error of ours reaches the assistant as its one line."""

    @functools.wraps(tool)
    def run(*args: Any, **kwargs: Any) -> Any:
        from mcp.server.mcpserver.exceptions import ToolError

        try:
            return tool(*args, **kwargs)
        except CommuniqueError as error:
            raise ToolError(str(error)) from error

    return run


def run_stdio(desk: ArchiveDesk) -> None:
    """Serves until standard input ends."""
    import asyncio

    asyncio.run(make_server(desk).run_stdio_async())


def http_app(desk: ArchiveDesk, token: str | None, host: str = "127.0.0.1") -> ASGIApp:
    """The ASGI application; every request needs a bearer: `token`, or an account's token that may read."""
    return BearerGate(make_server(desk).streamable_http_app(host=host, stateless_http=True), Team(desk.archive), token)


def run_http(desk: ArchiveDesk, token: str | None, host: str, port: int) -> None:
    """Serves until it is stopped."""
    import uvicorn

    uvicorn.run(http_app(desk, token, host), host=host, port=port, log_level="warning")


class BearerGate:
    """ASGI middleware: 401 without a token that is known."""

    def __init__(self, app: ASGIApp, team: Team, token: str | None) -> None:
        self.app, self.team, self.token = app, team, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._may(
            dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        ):
            headers = [(b"content-type", b"application/problem+json"), (b"www-authenticate", b"Bearer")]
            body = b'{"type":"about:blank","title":"Unauthorized","status":401,"detail":"a bearer token is needed"}'
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": body})
            return
        await self.app(scope, receive, send)

    def _may(self, header: str) -> bool:
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer" or not secret:
            return False
        if self.token is not None and hmac.compare_digest(secret.encode("utf-8", "replace"), self.token.encode()):
            return True
        found = self.team.find_token(secret)
        return found is not None and "read" in found[1].scopes
