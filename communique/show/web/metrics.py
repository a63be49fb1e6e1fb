"""`/healthz` for whoever starts the server, `/metrics` for whoever watches it."""

from __future__ import annotations

import time

from fastapi import APIRouter, FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.desk.overview import Overview

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)


def install(app: FastAPI) -> None:
    registry = CollectorRegistry()
    app.add_middleware(
        Measured,
        requests=Counter(
            "communique_requests_total", "Answers by page and status.", ("page", "method", "status"), registry=registry
        ),
        seconds=Histogram(
            "communique_request_seconds",
            "Time to the end of the answer.",
            ("page",),
            registry=registry,
            buckets=BUCKETS,
        ),
    )
    router = APIRouter(tags=["operation"])

    @router.get("/healthz", summary="Is the archive there?", response_model=dict[str, str])
    def healthz(request: Request) -> dict[str, str]:
        return {"status": "ok", "archive": Overview(request.app.state.desk).state_of()}

    @router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    app.include_router(router)


class Measured:
    """Counts answers and their time, by the path of the route, so that ids make no new figures."""

    def __init__(self, app: ASGIApp, requests: Counter, seconds: Histogram) -> None:
        self.app, self.requests, self.seconds = app, requests, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            page = getattr(scope.get("route"), "path", "other")
            self.requests.labels(page, scope["method"], str(status)).inc()
            self.seconds.labels(page).observe(time.perf_counter() - started)
