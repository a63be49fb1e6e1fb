"""The article that the product starts from, where its gold reading is at hand (../shared), and the figures promised."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared is not here")

SEED = {
    "people": 1.0, "offices": 1.0, "quotations": 0.95, "statements": 0.75, "occasions": 0.75, "commitments": 0.6,
    "published": 1.0, "evidence": 1.0,
}  # fmt: skip
DEV = {
    "people": 0.93, "offices": 0.8, "quotations": 0.85, "statements": 0.6, "occasions": 0.6, "events": 0.45,
    "commitments": 0.45, "evidence": 1.0,
}  # fmt: skip


def bench(name: str) -> ModuleType:
    sys.path.insert(0, str(PROJECT / "bench" / "quality"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


@pytest.mark.parametrize(("which", "least"), [("seed", SEED), ("dev", DEV)])
def test_reads_as_well_as_promised(
    which: str, least: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = bench("gold")
    monkeypatch.setattr(gold, "OUT", tmp_path)
    layers = gold.score(which)
    assert {name: layers[name]["f1"] for name, mark in least.items() if layers[name]["f1"] < mark} == {}


def test_the_page_loses_its_furniture_and_keeps_its_words() -> None:
    figures = bench("peers_text").measure(SHARED)
    assert figures["seed boilerplate lines kept"] == 0
    assert figures["seed body words lost"] == 0
