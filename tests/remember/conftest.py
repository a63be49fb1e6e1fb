"""Archives of both kinds, and readings to put into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from communique.record.document import Article, Page, Published
from communique.record.finding import (
    Actor,
    Commitment,
    Event,
    Occasion,
    Office,
    Participant,
    Relation,
    Statement,
    When,
)
from communique.record.ids import make_id, make_slug
from communique.record.outcome import Made, Reading
from communique.record.text import Evidence
from communique.remember.archive import Archive, open_archive
from communique.remember.database import connect, schema

MakeReading = Callable[..., Reading]
MakePlace = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakePlace]:
    """Makes places for archives, each empty: paths, and databases of the test cluster."""
    names: list[str] = []
    if request.param == "sqlite":

        def file() -> str:
            names.append(f"archive{len(names)}.db")
            return str(tmp_path / names[-1])

        yield file
        return
    server = request.getfixturevalue("postgres")
    admin = create_engine(server.replace("://", "+psycopg://") + "/postgres", isolation_level="AUTOCOMMIT")

    def database() -> str:
        names.append(f"archive_{make_id('d', request.node.nodeid, str(len(names)))[2:]}")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {names[-1]}"))
        return f"{server}/{names[-1]}"

    yield database
    with admin.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def place(make_place: MakePlace) -> str:
    return make_place()


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    with open_archive(place) as archive:
        yield archive


# Name -> state, title and role.
PEOPLE = {
    "Mari Tamm": ("EST", "Estonian President", "head_of_state"),
    "Jaan Tamm": ("EST", "Estonian Defence Minister", "defence_minister"),
    "Andris Ozols": ("LVA", "Latvian Prime Minister", "head_of_government"),
    "Lela Kobakhidze": ("GEO", "Georgian Foreign Minister", "foreign_minister"),
    "Tomás Ruiz": ("URY", "Uruguayan Minister", "minister"),
}


def build_reading(
    speaker: str = "Mari Tamm",
    guest: str = "Andris Ozols",
    *,
    topic: str = "the rail bridge",
    on: str | None = "2025-06-12",
    due: str | None = "2025-12-31",
    url: str | None = "https://gazette.example/1",
    outlet: str | None = "Gazette",
) -> Reading:
    """A meeting, a quotation, a deed and a promise, told in one paragraph."""
    words = {
        "meeting": f"{PEOPLE[speaker][1]} {speaker} received {PEOPLE[guest][1]} {guest} in Tallinn.",
        "quote": f"We will finish {topic} together",
        "deed": f"{guest} thanked {speaker} for the help with {topic}.",
    }
    body = f"{words['meeting']} “{words['quote']},” {speaker} said. {words['deed']}"

    def cite(part: str, after: int = 0) -> Evidence:
        start = body.index(part, after)
        return Evidence(body, start, start + len(part), part)

    def person(name: str) -> Actor:
        state, title, role = PEOPLE[name]
        office = Office(title, role, state, "incumbent", (cite(title),))  # type: ignore[arg-type]
        return Actor(make_slug(name), "person", name, state=state, offices=(office,))

    a, b = person(speaker), person(guest)
    states = tuple(Actor(f"state-{s.state}", "state", str(s.state), code=s.state) for s in (a, b))
    day = date.fromisoformat(on) if on else None
    said = body.index("said")
    statement = Statement(
        "s-1", a.id, cite(speaker, said - 20), cite("said"), (cite(words["quote"]),), "direct", (b.id,)
    )
    occasion = Occasion(
        "o-1", "meeting", (Participant(a.id, "host"), Participant(b.id, "guest")), "held", (cite(words["meeting"]),),
        place="Tallinn", when=When(on, day, day) if on and day else None,
    )  # fmt: skip
    event = Event("e-1", "SUPPORT", (b.id,), (a.id,), "actual", 3.0, (cite(words["deed"]),), when=on)
    last = date.fromisoformat(due) if due else None
    commitment = Commitment(
        "c-1", "pledge", (a.id,), (b.id,), cite(f"finish {topic}"), "firm", "open", (cite(words["quote"]),),
        due=When(due, None, last) if due and last else None, made=on, statement="s-1",
    )  # fmt: skip
    relation = Relation("r-1", states[0].id, states[1].id, "partner", (cite("together"),))
    article = Article(
        make_id("a", url or "", body), body, title=f"{speaker} and {guest} on {topic}", url=url, outlet=outlet,
        published=Published(on, "metadata") if on else None,
    )  # fmt: skip
    return Reading(
        article,
        (a, b, *states),
        (),
        (statement,),
        (occasion,),
        (event,),
        (commitment,),
        (relation,),
        Made("1", "m 1", "r"),
    )


def page_of(reading: Reading, more: str = "") -> Page:
    """A raw page for a reading."""
    html = f"<p>{reading.article.text}</p>{more}".encode()
    return Page("news.html", html, "text/html", url=reading.article.url)


@pytest.fixture
def downgrade(archive: Archive) -> Callable[[str], None]:
    """Takes the archive's tables back to those of an older migration."""

    def run(to: str) -> None:
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.set_main_option("path_separator", "os")
        with connect.writing(archive.engine) as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, to)

    return run


@pytest.fixture
def make_reading() -> MakeReading:
    return build_reading


@pytest.fixture
def make_page() -> Callable[..., Page]:
    return page_of


@pytest.fixture
def newer_model() -> Callable[[Reading], Reading]:
    """The same article read by another model, which finds no event in it."""
    return lambda reading: replace(reading, events=(), made=Made("1", "m 2", "r"))
