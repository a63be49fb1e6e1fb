"""`communique serve` where it cannot listen."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_port_in_use_and_a_desk_without_accounts_are_told(run_cli: Callable[..., Any], filled: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_cli("serve", "--db", filled, "--port", str(port))
    assert done.returncode == 1
    assert "is another one running?" in done.stderr
    assert "Traceback" not in done.stderr
    open_to_all = run_cli("serve", "--db", filled, "--host", "0.0.0.0")
    assert open_to_all.returncode == 2
    assert "account add" in open_to_all.stderr
