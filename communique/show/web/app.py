"""The desk on the web, as an ASGI application."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from communique import __version__
from communique.desk.archive import ArchiveDesk
from communique.desk.follower import Follower
from communique.desk.handed import HandedIn
from communique.desk.overview import Overview
from communique.desk.team import Team
from communique.errors import ArchiveError
from communique.lexicon.load import load_lexicon
from communique.settings import Settings
from communique.show.views.home import HomeAsk, home
from communique.show.web import errors, metrics, pagemaker, questions, statics
from communique.show.web.guard import routes as accounts
from communique.show.web.guard.gate import Gate
from communique.show.web.guard.rules import Rules
from communique.show.web.routes import adding, deciding, kept, openapi, reading

# Seconds between two looks at which sums are old.
REFRESH_S: Final = 10.0
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
    # What the first pages need and is slow to make the first time: the templates, the lexicon, the sums of the archive.
    await run_in_threadpool(_warm_up, app.state.desk)
    app.state.follower.start()
    keeping = asyncio.create_task(_keep_warm(app.state.desk))
    yield
    keeping.cancel()
    app.state.follower.stop()
    app.state.handed.close()


def _warm_up(desk: ArchiveDesk) -> None:
    pagemaker.environment()
    load_lexicon()
    home(desk, HomeAsk())
    # What is there now stays; whoever collects garbage need not walk through it with every answer.
    gc.collect()
    gc.freeze()


async def _keep_warm(desk: ArchiveDesk) -> None:
    """Makes the sums of the archive anew in the background, so that nobody waits for them."""
    while True:
        await asyncio.sleep(REFRESH_S)
        with suppress(ArchiveError):  # whoever asks is told
            await run_in_threadpool(Overview(desk).refresh)
