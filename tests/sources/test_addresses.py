"""`communique add` with addresses: under which one an article is kept, and what is told of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique.desk.archive import ArchiveDesk
from communique.desk.sources.desk import SourceDesk
from communique.desk.sources.intake import read_told
from communique.errors import InputError
from communique.record.document import Page
from communique.record.outcome import Reading
from communique.remember.archive import open_archive


def test_an_article_has_one_address(bench, serve, tmp_path: Path) -> None:
    """Three addresses of one article; a page that gives that one's address as its own; a capture of a web archive."""
    port = serve(8, calm=True).plan["port"]
    program = bench.Program(tmp_path, port)
    base = f"http://127.0.0.13:{port}"
    ways = [f"{base}/r/2", f"{base}/amp/2", f"{base}/a/2?utm_source=mail"]
    capture = f"{base}/web/20240501120000/http://gazette.example/old"
    code, rows, said = program.run("add", *ways, f"{base}/thief", capture, f"{base}/inward", "--outlet", "Gazette")
    assert [row["change"] for row in rows] == ["new", "again", "again", "new", "new", "refused"], said
    assert code == 3
    assert [row["address"] for row in rows[:5]] == [f"{base}/a/2"] * 3 + [f"{base}/thief", "http://gazette.example/old"]
    assert len({row["article_id"] for row in rows[:3]}) == 1
    assert rows[5]["why"].startswith("address: 10.1.2.3")
    again = program.run("add", *ways, capture, "--outlet", "Gazette")[1]
    assert [row["change"] for row in again] == ["again"] * 4
    with open_archive(program.db) as archive:
        assert {reading.article.outlet for reading in archive.readings()} == {"Gazette"}


def test_a_list_of_captures_is_a_source(bench, serve, tmp_path: Path) -> None:
    port = serve(8, calm=True).plan["port"]
    program = bench.Program(tmp_path, port)
    program.run("feed", "add", f"http://127.0.0.13:{port}/web/cdx?url=gazette.example/*")
    code, rows, said = program.run("watch", "--once", "--json")
    assert code == 0, said
    assert [row["what"] for row in rows] == ["looked", "new"]
    assert (rows[0]["count"], rows[1]["address"]) == (1, "http://gazette.example/old")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://0x7f000001/",
        "ftp://a.example/",
        "http://a.example:22/",
    ],
)
def test_a_private_address_is_no_input(tmp_path: Path, address: str) -> None:
    with ArchiveDesk(tmp_path / "news.db") as desk:
        sources = SourceDesk(desk)
        with pytest.raises(InputError):
            list(sources.add([address]))
        with pytest.raises(InputError):
            list(sources.add_feeds(["https://a.example/feed", address]))
        assert sources.feeds() == []


def test_opml_there_and_back(tmp_path: Path) -> None:
    with ArchiveDesk(tmp_path / "a.db") as one, ArchiveDesk(tmp_path / "b.db") as two:
        a, b = SourceDesk(one), SourceDesk(two)
        feed = "https://a.example/feed"
        assert list(a.add_feeds([feed], outlet="A & B <News>")) == [(feed, True)]
        assert list(a.add_feeds([feed, "https://b.example/sitemap.xml"])) == [
            (feed, False), ("https://b.example/sitemap.xml", True)
        ]  # fmt: skip
        text = a.export_opml()
        assert [is_new for _, is_new in b.import_opml(text.encode(), "a.opml")] == [True] * 2
        assert [is_new for _, is_new in b.import_opml(text.encode(), "a.opml")] == [False] * 2
        assert [(s.address, s.title) for s in b.feeds()] == [(s.address, s.outlet or s.address) for s in a.feeds()]
        bomb = b'<!DOCTYPE opml [<!ENTITY a "x">]><opml><body>&a;</body></opml>'
        assert b.import_opml(bomb, "bomb.opml") == []
        with pytest.raises(InputError, match="not XML"):
            b.import_opml((tmp_path / "a.db").read_bytes(), "a.db")


TEXT = (
    "Estonian President Mari Tamm met Latvian Prime Minister Andris Ozols in Riga. The two spoke about the bridge, "
    "and Tamm thanked her host for the welcome. Ozols said that Latvia will pay half of the costs of the bridge."
)


@pytest.mark.parametrize(
    ("on_page", "told", "wanted"),
    [
        ("2025-06-12", "2025-06-20T09:00:00+00:00", "2025-06-12"),
        (None, "2025-06-20T09:00:00+00:00", "2025-06-20"),
        ("2031-01-01", "2025-06-20T09:00:00+00:00", "2025-06-20"),
        ("2031-01-01", "2031-01-01T09:00:00+00:00", None),
        (None, None, None),
    ],
)
def test_which_day_is_believed(on_page: str | None, told: str | None, wanted: str | None) -> None:
    """The page before the list; no day that is still to come."""
    meta = f'<meta property="article:published_time" content="{on_page}T08:00:00Z">' if on_page else ""
    html = f"<html><head><title>Visit</title>{meta}</head><body><article><h1>Visit</h1><p>{TEXT}</p></article></body>"
    page = Page("p", html.encode(), "text/html", url="https://gazette.example/1")
    reading = read_told(page, published=told, today=date(2025, 7, 1))
    assert isinstance(reading, Reading)
    assert (reading.article.published.value if reading.article.published else None) == wanted
