"""A page reads the same in every process, whatever order Python gives its sets there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted((PROJECT / "bench/fresh").glob("[agi]/*.md"))
SCRIPT = """
import sys
from pathlib import Path
from communique.pipeline import read_page
from communique.record.codec import to_json
from communique.record.document import Page
for name in sys.argv[1:]:
    print(to_json(read_page(Page(name, Path(name).read_bytes()))))
"""


def read_in_process(seed: str) -> list[str]:
    """Digest of each page's reading, read in a process of its own whose sets are ordered by `seed`."""
    command = [sys.executable, "-c", SCRIPT, *map(str, PAGES)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ran = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, check=True, timeout=300)
    return [hashlib.sha256(line).hexdigest() for line in ran.stdout.splitlines()]


def test_readings_do_not_hang_on_the_order_of_sets() -> None:
    first, second, third = (read_in_process(seed) for seed in ("1", "4", "9"))
    assert len(first) == len(PAGES) > 20
    names = [page.name for page in PAGES]
    assert [n for n, a, b, c in zip(names, first, second, third, strict=True) if not a == b == c] == []
