"""The last figures of bench/out/scale.jsonl -> docs/scale.md.

python bench/scale/page.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
FIGURES, PAGE = PROJECT / "bench/out/scale.jsonl", PROJECT / "docs/scale.md"
OPENING = """# Scale

Made by `bench/scale/run.py` and `bench/scale/page.py` (`make bench-scale`); milliseconds. The archives are generated
(`bench/scale/generate.py`: 190 states, 20,000 persons and 60,000 words by Zipf's law, five articles to a story);
those of more than 20,000 statements are grown by copying rows (`bench/scale/grow.py`). Clock "cpu" is the time of our
own process, which leaves out a server's; "wall" is what one waits for. "warm": read into memory before the questions
(`--prewarm`), as where an archive has served for a while; behind the database stands PostgreSQL's `shared_buffers`.
An article is followed up with the 24 nearest others at most: in an archive of 1,000 statements there are few, from
100,000 on there are as many as are looked at.
"""


def make_page(lines: list[dict[str, Any]]) -> str:
    """A table of the last run of each size, database and clock."""
    last = {(_database(one), one["clock"], one["statements"]): one for one in lines if "clock" in one}
    runs = [last[key] for key in sorted(last)]
    head = ["", *(f"{_database(one)}, {one['statements']:,}, {one['clock']}" for one in runs)]
    rows = [head, ["---", *("---:" for _ in runs)]]
    for name, key in (("add (median)", "add_ms"), ("add and follow up (median)", "add_and_follow_ms")):
        rows.append([name, *(f"{one[key]:.1f}" for one in runs)])
    for name in dict.fromkeys(name for one in runs for name in one["p95_ms"]):
        rows.append([f"{name} (p95)", *(f"{one['p95_ms'].get(name, float('nan')):.1f}" for one in runs)])
    asked = ", ".join(f"{one['questions']}" for one in runs)
    machine = sorted({one["machine"] for one in runs})
    days = ", ".join(sorted({one.get("measured", "on a day not noted") for one in runs}))
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    told = f"Questions of each kind, by column: {asked}. Measured {days}. Machine: {', '.join(machine)}."
    return f"{OPENING}\n{table}\n\n{told}\n"


def _database(one: dict[str, Any]) -> str:
    return " ".join(filter(None, (one["on"], one.get("server_memory"), "warm" if one.get("prewarmed") else "")))


def main() -> None:
    lines = [json.loads(line) for line in FIGURES.read_text(encoding="utf-8").splitlines()]
    PAGE.write_text(make_page(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
