"""The tour of the house walks: its examples run, and its picture shows the example."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
sys.path.insert(0, str(DOCS))
import make_site  # noqa: E402


def test_the_tour_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.REPORT_NDIFF
    failed, tried = doctest.testfile(str(PROJECT / "docs" / "tour.md"), module_relative=False, optionflags=flags)
    assert tried > 20
    assert not failed


def test_the_picture_is_of_an_example() -> None:
    svg = (PROJECT / "docs" / "demo.svg").read_text(encoding="utf-8").replace("&#160;", " ")
    command = re.search(r"\$ communique read (examples/\S+?)<", svg)
    assert command, "no command in the picture"
    assert (PROJECT / command[1]).is_file()
    for title in ("What happened", "Who said what", "What was promised"):
        assert title in svg
    assert "@font-face" not in svg


@pytest.mark.parametrize("document", sorted(p.relative_to(PROJECT).as_posix() for p in PROJECT.glob("docs/**/*.md")))
def test_links_lead_somewhere(document: str) -> None:
    file = PROJECT / document
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        place = (file.parent / target).resolve()
        is_made = place.is_relative_to(DOCS) and place.relative_to(DOCS).as_posix() in make_site.generated()
        assert "://" in target or is_made or place.exists(), f"{document}: {target}"
