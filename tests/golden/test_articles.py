"""Self-written pages read as their reviewed readings say. `make golden` writes them anew; the diff is what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.record.codec import to_dict, to_json

ARTICLES = Path(__file__).parent / "articles"
PAGES = sorted(ARTICLES.glob("*/page.*"))


def read(page: Path) -> communique.Reading:
    reading = next(communique.Desk().read([communique.Page(page.name, page.read_bytes())]))
    assert isinstance(reading, communique.Reading), reading
    return reading


def without_maker(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != "made"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.parent.name)
def test_page_reads_as_reviewed(page: Path, request: pytest.FixtureRequest) -> None:
    golden, reading = page.parent / "reading.json", read(page)
    if request.config.getoption("--regenerate"):
        tree = to_json(reading, indent=1)
        golden.write_text(tree + "\n", encoding="utf-8")
        pytest.skip("written anew")
    wanted = json.loads(golden.read_text(encoding="utf-8"))
    found = json.loads(to_json(reading))
    for part in without_maker(found):
        assert found[part] == wanted[part], part
    assert list(found) == list(to_dict(reading))
