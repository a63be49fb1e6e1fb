"""Debian's Chromium before a real site, on both databases; every page is watched for what it must not do."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from sqlalchemy import create_engine, text

from communique.desk.archive import ArchiveDesk
from communique.record.document import Page as Fetched
from communique.record.outcome import Reading
from communique.show.pages import PAGES

CHROMIUM = Path("/usr/bin/chromium")
SCALE = Path(__file__).resolve().parents[2] / "bench" / "scale"


WAGONS = [
    Fetched(
        "wagons1.txt", b"On June 12 in Tallinn, Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols. "
        b"Tamm promised Ozols that Estonia would deliver forty freight wagons to Latvia by 31 December 2025.",
        "text/plain", url="https://herald.example/w1", title="Wagons", outlet="Herald", published="2025-06-12",
    ),
    Fetched(
        "wagons2.txt", b"On June 20 in Riga, Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols. "
        b"Tamm promised Ozols that Estonia would repair the brakes of the freight wagons in Latvia by 30 June 2027. "
        b"She also pledged to pay for the freight wagons. The Latvian Ministry of Transport thanked Estonia.",
        "text/plain", url="https://gazette.example/w2", title="Brakes", outlet="Gazette", published="2025-06-20",
    ),
]  # fmt: skip


@dataclass
class Watch:
    """What a page said and asked for: `console` errors and warnings, `strays` are requests to others."""

    console: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Of a module only: while it runs, no other test can have an event loop."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is not installed; CI never skips it")
        pytest.skip(f"{CHROMIUM} is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context()
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def tab(context: Any) -> Iterator[Any]:
    made = context.new_page()
    yield made
    made.close()


@pytest.fixture
def watch() -> Callable[[Any, str], Watch]:
    """Begins to watch a tab."""
    return watch_tab


def watch_tab(page: Any, home: str) -> Watch:
    seen = Watch()
    netloc = urlsplit(home).netloc

    def ask(request: Any) -> None:
        at = urlsplit(request.url)
        if at.scheme not in ("data", "blob", "about") and at.netloc != netloc:
            seen.strays.append(request.url)

    def tell(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.console.append(f"{message.type}: {message.text}")

    page.on("request", ask)
    page.on("console", tell)
    page.on("pageerror", lambda error: seen.failures.append(str(error)))
    page.on("response", lambda r: seen.failures.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return seen


@pytest.fixture(scope="session")
def sqlite_place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("browsed") / "archive.db")


@pytest.fixture(scope="session")
def postgres_place(postgres: str) -> str:
    admin = create_engine(postgres.replace("://", "+psycopg://") + "/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE browsed"))
    admin.dispose()
    return f"{postgres}/browsed"


@pytest.fixture(scope="session")
def site_on(request: pytest.FixtureRequest, serve: Callable[..., Any], readings: tuple[Reading, ...]) -> Any:
    """The site over the examples, a matter and made-up articles on one kind of database; each is filled once."""

    @cache
    def start(kind: str) -> Any:
        place = request.getfixturevalue(f"{kind}_place")
        fill(place, readings)
        return serve(place)

    return start


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, site_on: Any) -> Any:
    return site_on(request.param)


@pytest.fixture
def sqlite_site(site_on: Any) -> Any:
    """On SQLite only, for what does not touch the database's kind."""
    return site_on("sqlite")


def fill(place: str, readings: tuple[Reading, ...]) -> None:
    """The examples, one matter told by two outlets, and made-up articles, all followed up."""
    with ArchiveDesk(place) as desk:
        for reading in readings:
            page = Fetched("page.html", reading.article.text.encode(), "text/html", url=reading.article.url)
            desk.archive.add(page, reading)
        list(desk.add(WAGONS))
        for page, reading in islice(_generator().make_readings(240), 40):
            desk.archive.add(page, reading)
        desk.followup.catch_up()


def _generator() -> Any:
    spec = spec_from_file_location("generate_for_browser", SCALE / "generate.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def addresses(site: Any) -> dict[str, str]:
    """An address for every page of the table: its path, or a link to one like it on the others."""
    found: dict[str, str] = {page.name: page.path for page in PAGES if "{" not in page.path}
    wanted = {page.name: re.compile(re.sub(r"\\{\w+\\}", "[^/?#]+", re.escape(page.path)) + r"$") for page in PAGES}
    with httpx2.Client(base_url=site.url, headers={"accept": "text/html"}, timeout=30) as client:
        waiting, looked = list(found.values()), 0
        while waiting and len(found) < len(PAGES) and looked < 60:
            looked += 1
            for link in dict.fromkeys(re.findall(r'href="(/[^"#?]*)["#?]', client.get(waiting.pop(0)).text)):
                name = next((name for name, pattern in wanted.items() if pattern.fullmatch(link)), None)
                if name and not link.endswith(".json") and link not in waiting:
                    found.setdefault(name, link)
                    waiting.append(link)
    return found


@pytest.fixture(scope="session")
def at() -> Callable[[Any, str], str]:
    """Where a page of the table is to be found on a site."""
    known: dict[str, dict[str, str]] = {}

    def find(site: Any, name: str) -> str:
        if site.url not in known:
            known[site.url] = addresses(site)
        assert name in known[site.url], f"no page leads to {name}"
        return known[site.url][name]

    return find
