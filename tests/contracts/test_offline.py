"""Nothing downloads at run time: reading works where every way out is shut."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
# Any connection, and any look-up of a name, ends the program. (A library asks at its import whether sockets can speak
# IPv6; that stays on the machine.)
SHUT = """
import runpy, sys
WAYS_OUT = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
            "socket.gethostbyaddr", "urllib.Request", "http.client.connect"}
def shut(event, args):
    if event in WAYS_OUT:
        sys.stderr.write(f"tried {event}\\n")
        sys.stderr.flush()
        import os; os._exit(99)
sys.addaudithook(shut)
sys.argv = ["communique", "read", *sys.argv[1:]]
runpy.run_module("communique", run_name="__main__")
"""


def test_reads_without_sockets(examples: tuple[Path, ...]) -> None:
    command = [sys.executable, "-c", SHUT, *map(str, examples)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == len(examples)


def test_reads_in_a_namespace_without_network(examples: tuple[Path, ...]) -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("unshare -rn is not allowed here")
    command = [unshare, "-rn", sys.executable, "-m", "communique", "read", str(examples[0])]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
