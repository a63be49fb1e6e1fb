"""The hosts on loopback of `bench/sources`, and the program on an archive of its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "sources"


def _load(name: str) -> ModuleType:
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location(f"bench_sources_{name}", BENCH / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(BENCH))


@pytest.fixture(scope="session")
def bench() -> ModuleType:
    """`bench/sources/run.py`."""
    return _load("run")


@pytest.fixture
def serve(bench: ModuleType) -> Iterator[Callable[..., Any]]:
    """Starts hosts with so many articles."""
    with ExitStack() as stack:
        yield lambda articles, calm=False: stack.enter_context(bench.open_world(articles, 1, calm=calm))
