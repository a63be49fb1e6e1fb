"""The documentation site: it builds without network, asks nobody for anything, and has everything."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import communique
from communique.record import codec
from communique.record.outcome import Reading
from communique.settings import Settings
from communique.show.export.formats import FORMATS
from communique.show.pages import PAGES

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "docs"))
import make_reference  # noqa: E402
import make_site  # noqa: E402


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as `make docs` builds it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("docs")
    make_site.gather(folder / "build" / "docs")
    (folder / "zensical.toml").write_bytes((PROJECT / "zensical.toml").read_bytes())
    zensical = Path(sys.executable).parent / "zensical"
    done = subprocess.run([zensical, "build", "--strict"], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


class Fetched(HTMLParser):
    """What a browser would fetch to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "img", "iframe", "source", "audio", "video", "object", "embed"):
            self.found += [given[name] for name in ("src", "data", "srcset") if name in given]
        if tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            self.found.append(given.get("href", ""))


def test_no_page_asks_another_host(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        parser = Fetched()
        parser.feed(page.read_text(encoding="utf-8"))
        assert [url for url in parser.found if "//" in url] == [], page.name
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(['\"]?|@import ['\"]?)(?:https?:)?//", text) == [], sheet.name


def test_the_search_is_local(site: Path) -> None:
    words = (site / "search.json").read_text(encoding="utf-8")
    assert "communique ledger" in words
    assert "desk officer" in words.lower()


def test_every_page_is_in_the_menu(site: Path) -> None:
    menu = (PROJECT / "zensical.toml").read_text(encoding="utf-8")
    pages = {
        page.relative_to(PROJECT / "docs").as_posix() for page in (PROJECT / "docs").rglob("*.md")
    } | make_site.generated()
    wanted = {page for page in pages if page.endswith(".md") and not re.match(r"decisions/\d", page)}
    assert sorted(page for page in wanted if f'"{page}"' not in menu) == []


def test_every_setting_format_and_page_is_documented() -> None:
    settings = make_reference.settings()
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\S.*) \|$", settings, re.M)
    assert [name for name, _ in rows] == [field.name for field in dataclasses.fields(Settings)]
    exports = (PROJECT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in exports] == []
    web = (PROJECT / "docs" / "web.md").read_text(encoding="utf-8")
    assert [page.path for page in PAGES if f"`{page.path}`" not in web] == []
    rest = make_reference.rest()
    assert [page.twin for page in PAGES if page.twin not in rest] == []


def test_every_public_name_is_documented() -> None:
    page = make_reference.python()
    names = [name for name in communique.__all__ if not name.startswith("_")]
    assert [name for name in names if f"### {name}\n" not in page] == []


def test_the_codebook_has_an_example_of_every_kind() -> None:
    """Every value of every closed list of the record is in the codebook."""
    book = (PROJECT / "docs" / "codebook.md").read_text(encoding="utf-8")
    closed: set[str] = set()
    for name, shape in make_reference.json_schema(Reading)["$defs"].items():
        for field, of in shape["properties"].items():
            if name in ("Actor", "Office", "Statement", "Occasion", "Event", "Commitment", "Relation") and field in (
                "kind", "form", "status", "rank", "role", "tenure", "modality", "strength", "type",
            ):  # fmt: skip
                lists = [of, *of.get("anyOf", [])]
                closed |= {value for one in lists for value in one.get("enum", [])}
    assert len(closed) > 60
    assert sorted(value for value in closed if f"`{value}`" not in book) == []


def test_the_schema_is_that_of_the_readings(readings: tuple[Reading, ...]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(json.dumps(make_reference.json_schema(Reading)))
    for reading in readings:
        jsonschema.validate(codec.to_dict(reading), schema)
    assert schema["required"] == list(codec.to_dict(readings[0]))
