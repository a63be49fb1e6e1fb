"""The gate: who passes, who is dropped, and how long it takes to tell; needs ../shared (and takes what else is there).

Gold (dev, seed, sagas, training articles) must pass; PolNeAR is US politics at home; the HTML pages are those of
Scrapinghub's article extraction benchmark (COMMUNIQUE_BENCH_PAGES, a folder of .html.gz), general news of one day.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.read.bulk.gate import admit
from communique.read.files import open_pages
from communique.read.forms.stories import STORY
from communique.record.document import Page

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = Path(os.environ.get("COMMUNIQUE_BENCH_PAGES", "/tmp/bench-texts/html"))


def gold() -> dict[str, list[Path]]:
    return {
        "gold, dev and seed": [*sorted((SHARED / "gold/dev/articles").glob("*.md")), SHARED / "gold/seed/page.txt"],
        "gold, sagas": sorted((SHARED / "gold/sagas").glob("?/*.md")),
        "training articles": sorted((SHARED / "training/articles").glob("*.md")),
    }


def measure(releases: Path) -> dict[str, Any]:
    sets = {name: list(open_pages([str(f) for f in files])) for name, files in gold().items()}
    rows = [_row(name, "pass", [p for p in pages if isinstance(p, Page)]) for name, pages in sets.items()]
    known = sum(row["pages"] for row in rows)
    passed = sum(row["passed"] for row in rows)
    if releases.is_file():
        told = [json.loads(line) for line in releases.open(encoding="utf-8")]
        for outlet, wanted in (("state.gov", "pass"), ("whitehouse.gov", "either")):
            mine = [_story(r["title"], r["text"]) for r in told if r["outlet"] == outlet]
            rows.append(_row(f"releases of {outlet}", wanted, mine))
    polnear = (SHARED / "training/polnear").glob("*.jsonl")
    texts = [json.loads(line) for file in sorted(polnear) for line in file.open(encoding="utf-8")]
    rows.append(_row("PolNeAR (US politics)", "drop", [_story(t["title"], t["text"]) for t in texts]))
    files = sorted(PAGES.glob("*.html.gz"))
    if files:
        html = [Page(f.name, gzip.decompress(f.read_bytes()), "text/html") for f in files]
        rows.append(_row("web pages of general news (HTML)", "drop", html))
    return {"recall": round(passed / known, 4), "gold": known, "rows": rows}


def _story(title: str | None, text: str) -> Page:
    return Page("story", text.encode(), STORY, title=title)


def _row(name: str, wanted: str, pages: Sequence[Page]) -> dict[str, Any]:
    times, passed = [], 0
    for page in pages:
        began = time.perf_counter()
        passed += admit(page) is None
        times.append(1e3 * (time.perf_counter() - began))
    return {
        "set": name, "wanted": wanted, "pages": len(pages), "passed": passed,
        "ms_mean": round(statistics.fmean(times), 3), "ms_p95": round(sorted(times)[int(0.95 * len(times))], 3),
        "kb_mean": round(statistics.fmean(len(page.data) for page in pages) / 1024, 1),
    }  # fmt: skip
