from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from communique.read.fetch import Fetcher, Limits
from communique.settings import Settings

_FILE = Path(__file__).with_name("servers.py")
_SPEC = importlib.util.spec_from_file_location("fetching_servers", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
servers = importlib.util.module_from_spec(_SPEC)
sys.modules["fetching_servers"] = servers
_SPEC.loader.exec_module(servers)


@pytest.fixture
def site() -> Iterator[Any]:
    with servers.serve() as opened:
        yield opened


@pytest.fixture
def fetcher_for(tmp_path: Path) -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers that may reach 127.0.0.1 on a site's port; `settings` and `limits` by name win."""
    with ExitStack() as stack:

        def make(*sites: Any, limits: Limits | None = None, resolve: Any = None, **settings: Any) -> Fetcher:
            opened = {
                "pause_s": 0.0,
                "cache": str(tmp_path / "cache"),
                "allow_networks": ("127.0.0.1/32",),
                "allow_ports": tuple(str(site.port) for site in sites),
            } | settings
            fetcher = Fetcher(Settings(**opened), limits=limits or Limits(seconds=10, patience_s=5), resolve=resolve)
            return stack.enter_context(fetcher)

        yield make
