"""A site with a team, and clients of it that keep their cookies as browsers do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from communique.desk.archive import ArchiveDesk
from communique.desk.team import Team
from communique.record.document import Page
from communique.record.outcome import Reading

GOOD = "seven calm grey herons"
Client = httpx2.Client
HTML = {"accept": "text/html"}


@pytest.fixture(scope="session")
def alone(serve: Callable[..., Any], readings: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site of an archive without accounts."""
    return serve(fill(tmp_path_factory.mktemp("alone") / "archive.db", readings))


@pytest.fixture(scope="session")
def team_site(
    serve: Callable[..., Any], readings: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """The site of a team: "Rea" reads, "Edo" edits, "Ada" is admin."""
    place = fill(tmp_path_factory.mktemp("team") / "archive.db", readings)
    with ArchiveDesk(place) as desk:
        for name, role in (("Ada", "admin"), ("Edo", "editor"), ("Rea", "reader")):
            Team(desk.archive).add(name, GOOD, role)
    return serve(place)


@pytest.fixture
def team(team_site: Any) -> Iterator[Team]:
    """The team behind the site, to look at and to change."""
    with ArchiveDesk(team_site.place) as desk:
        yield Team(desk.archive)


@pytest.fixture
def visit() -> Iterator[Callable[[Any], Client]]:
    """Makes clients of a site, each a browser of its own."""
    opened: list[Client] = []

    def client(site: Any, **more: Any) -> Client:
        opened.append(Client(base_url=site.url, timeout=20, **more))
        return opened[-1]

    yield client
    for one in opened:
        one.close()


@pytest.fixture
def enter(visit: Callable[..., Client], team_site: Any, team: Team) -> Callable[..., Client]:
    """A browser in which somebody of the team has logged in (its session made at the desk, as the form would)."""

    def client(name: str) -> Client:
        made = visit(team_site)
        made.cookies.set("communique", team.start_session(team.get(name), "test"), domain="127.0.0.1")
        return made

    return client


def fill(place: Path, readings: tuple[Reading, ...]) -> Path:
    with ArchiveDesk(place) as desk:
        for reading in readings:
            desk.archive.add(Page("page.html", reading.article.text.encode(), url=reading.article.url), reading)
    return place


def token_of(html: str) -> str:
    """The token of a page's first form."""
    found = re.search(r'name="csrf" (?:value|content)="([^"]+)"', html)
    assert found, html[:2000]
    return found[1]


@pytest.fixture
def log_in() -> Callable[..., Any]:
    """Sends the form of /login as a browser does."""

    def send(client: Client, name: str, password: str = GOOD, to: str = "/", **headers: str) -> Any:
        page = client.get("/login", params={"next": to}, headers=HTML)
        form = {"csrf": token_of(page.text), "next": to, "name": name, "password": password}
        return client.post("/login", data=form, headers=HTML | headers)

    return send


@pytest.fixture
def read_token() -> Callable[[str], str]:
    return token_of
