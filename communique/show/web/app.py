"""The desk on the web, as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from communique import __version__
from communique.desk.archive import ArchiveDesk
from communique.desk.follower import Follower
from communique.desk.handed import HandedIn
from communique.desk.team import Team
from communique.settings import Settings
from communique.show.views.home import HomeAsk, home
from communique.show.web import errors, metrics, pagemaker, questions, statics
from communique.show.web.guard import routes as accounts
from communique.show.web.guard.gate import Gate
from communique.show.web.guard.rules import Rules
from communique.show.web.routes import adding, deciding, kept, openapi, reading

SUMMARY = "Who met whom, who said what, what was promised: each with the words it rests on."


def make_app(desk: ArchiveDesk, settings: Settings, rules: Rules | None = None) -> FastAPI:
    """The application over an open archive, which the caller closes after it. `rules`: how the guard is set."""
    team = Team(desk.archive)
    rules = rules or Rules(is_team=team.has_accounts())
    app = FastAPI(
        title="communique", version=__version__, summary=SUMMARY, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", openapi_tags=openapi.TAGS, telemetry={"auto_configure": False},
        lifespan=_lifespan,
    )  # fmt: skip
    app.state.desk = desk
    app.state.settings = settings
    app.state.handed = HandedIn(desk, settings)
    app.state.follower = Follower(desk)
    errors.install(app)
    statics.install(app)
    app.include_router(kept.router)
    app.include_router(openapi.router)
    app.include_router(accounts.make_router(team, rules, pagemaker.page))
    app.include_router(deciding.router)
    app.include_router(adding.router)
    app.include_router(reading.make_router())
    # What is added later stands further out: the guard is first, then what repairs the question.
    metrics.install(app)
    questions.install(app)
    app.add_middleware(Gate, team=team, rules=rules, render_problem=errors.of_guard)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # What the first pages need and is slow to make the first time: the lexicon, the sums of the archive.
    await run_in_threadpool(home, app.state.desk, HomeAsk())
    app.state.follower.start()
    yield
    app.state.follower.stop()
    app.state.handed.close()
