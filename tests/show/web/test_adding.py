"""Articles handed in: pasted, as files, by JSON; what cannot be used says so, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from fastapi.testclient import TestClient

from communique.desk.archive import ArchiveDesk
from communique.settings import Settings
from communique.show.web.app import make_app


@pytest.fixture(scope="module")
def own_site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One site for all: the process that reads is slow to start."""
    file = copyfile(filled, tmp_path_factory.mktemp("added") / "archive.db")
    with ArchiveDesk(file) as desk, TestClient(make_app(desk, Settings()), base_url="http://localhost") as site:
        yield site


TEXT = (
    "RIGA, May 9 - Latvian Foreign Minister Ilze Berzina received Estonian Foreign Minister Mart Kuusk on Friday. "
    "Berzina promised that Latvia would open a consulate in Tartu by December 1, 2025."
)
HTML = {"accept": "text/html"}


def send(site: TestClient, files: list[Any] | None = None, **fields: str) -> Any:
    csrf = re.search(r'name="csrf" value="(\w+)"', site.get("/add", headers=HTML).text)
    assert csrf is not None
    # The guard reads the first field: dictionaries keep their order.
    data = {"csrf": csrf[1]} | fields
    return site.post("/add", data=data, files=files or [("none", ("", b""))], headers=HTML)


def test_pasted_text_is_read_and_kept(own_site: TestClient) -> None:
    answer = send(own_site, text=TEXT, title="A consulate", outlet="Daugava Post", published="2025-05-09")
    assert answer.status_code == 200, answer.text
    (path,) = re.findall(r'href="(/articles/a-[^"]+)">A consulate', answer.text)
    told = own_site.get(f"{path}.json").json()
    assert (told["article"]["outlet"], told["article"]["on"]) == ("Daugava Post", "2025-05-09")
    assert any("consulate" in one["quote"] for one in told["findings"] if one["kind"] == "commitment")
    assert (
        "Known already"
        in send(own_site, text=TEXT, title="A consulate", outlet="Daugava Post", published="2025-05-09").text
    )


def test_files_with_hostile_names_and_contents(own_site: TestClient) -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    files = [
        ("files", ("../../etc/<img src=x onerror=alert(1)>.html", page, "text/html")),
        ("files", ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml")),
        ("files", ("noise.bin", bytes(range(256)) * 40, "application/octet-stream")),
    ]
    answer = send(own_site, files)
    assert answer.status_code == 200
    assert "<img" not in answer.text
    assert "<svg" not in answer.text
    assert answer.text.count("Refused") == 2, re.findall(r"<li>.*</li>", answer.text)
    seen = own_site.get("/sources.json?refused=true").json()["seen"]
    assert {one["name"] for one in seen} == {"noise.bin"}  # of a drawing nothing is kept
    assert "<img" not in own_site.get("/sources", headers=HTML).text


def test_what_was_typed_stays_when_it_makes_no_sense(own_site: TestClient) -> None:
    answer = send(own_site, text=TEXT, url="javascript:alert(1)")
    assert answer.status_code == 422
    assert "Nothing was added" in answer.text
    assert "consulate in Tartu" in answer.text
    assert send(own_site).status_code == 422
    assert send(own_site, text=TEXT, published="9 May").status_code == 422


def test_by_json(own_site: TestClient) -> None:
    text = TEXT.replace("consulate in Tartu", "school in Narva")
    (row,) = own_site.post("/api/v1/articles", json={"text": text, "published": "2025-05-09"}).json()
    assert row["change"] == "new"
    assert own_site.get(f"{row['path']}.json").status_code == 200
    assert own_site.post("/api/v1/articles", json={}).status_code == 400
    assert own_site.post("/api/v1/articles", json={"url": "javascript:alert(1)"}).status_code == 422
    (refused,) = own_site.post("/api/v1/articles", json={"text": "<p></p>"}).json()
    assert (refused["change"], refused["path"]) == ("refused", None)


def test_private_addresses_are_not_fetched(own_site: TestClient) -> None:
    answer = send(own_site, urls="http://127.0.0.1:1/secret")
    assert "Refused" in answer.text or answer.status_code == 422
    assert "127.0.0.1" in answer.text


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "application/octet-stream"])
def test_a_drawing_is_refused_whatever_it_says_it_is(own_site: TestClient, media_type: str) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script>'
        f"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>{TEXT}</p></foreignObject>"
        '<a href="javascript:alert(3)"><text y="20">here</text></a></svg>'
    )
    answer = send(own_site, [("files", ("<svg onload=alert(4)>.svg", drawing.encode(), media_type))])
    assert answer.status_code in (200, 422)
    assert "/articles/a-" not in answer.text
    assert not re.search(r"<svg[^>]* onload|<script>alert|javascript:alert", answer.text)
