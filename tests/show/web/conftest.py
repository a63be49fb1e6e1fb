"""A site over a small archive, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient

from communique.desk.archive import ArchiveDesk
from communique.record.document import Page
from communique.settings import Settings
from communique.show.web.app import make_app
from communique.show.web.guard.rules import Rules

HOSTILE = "<script>alert(1)</script>"
ARTICLES = (
    (
        "herald", "2025-05-06", "Buses for Finland",
        "TALLINN, May 5 - Estonian Transport Minister Peeter Kask met Finnish Transport Minister Aino Laine on Monday. "
        "Kask promised that Estonia would deliver 30 buses to Finland by June 30, 2025. "
        "“We keep our word,” Kask said. Laine thanked Kask for the help with the buses.\n\n"
        "Laine promised that Finland would repair the Narva bridge by September 1, 2025.",
    ),
    (
        "gazette", "2025-05-07", f"Kask {HOSTILE} in Tallinn",
        "TALLINN, May 7 - Estonian Transport Minister Peeter Kask promised on Tuesday that Estonia would deliver 30 "
        "buses to Finland by June 30, 2025. Finnish Transport Minister Aino Laine praised the promise.",
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an archive of two articles of two outlets; not to be opened, but copied."""
    file = tmp_path_factory.mktemp("filled") / "archive.db"
    pages = [
        Page(f"{outlet}.txt", text.encode(), "text/plain", url=f"https://{outlet}.example/1", title=title,
             outlet=outlet.title(), published=day)
        for outlet, day, title, text in ARTICLES
    ]  # fmt: skip
    with ArchiveDesk(file, Settings()) as desk:
        assert [added.change for _, _, added in desk.add(pages)] == ["new", "new"]
        desk.backup(file.with_name("copy.db"))
    return file.with_name("copy.db")


@pytest.fixture(scope="session")
def desk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveDesk]:
    """The archive for tests that only read."""
    with ArchiveDesk(copyfile(filled, tmp_path_factory.mktemp("web") / "archive.db"), Settings()) as made:
        yield made


@pytest.fixture(scope="session")
def site(desk: ArchiveDesk) -> TestClient:
    return TestClient(make_app(desk, Settings(), Rules(is_team=False)), base_url="http://localhost")


@pytest.fixture
def own_desk(filled: Path, tmp_path: Path) -> Iterator[ArchiveDesk]:
    """An archive of the test's own, to change."""
    with ArchiveDesk(copyfile(filled, tmp_path / "archive.db"), Settings()) as made:
        yield made


@pytest.fixture
def own_site(own_desk: ArchiveDesk) -> Iterator[TestClient]:
    with TestClient(
        make_app(own_desk, Settings(), Rules(is_team=False, me="mari")), base_url="http://localhost"
    ) as site:
        yield site
