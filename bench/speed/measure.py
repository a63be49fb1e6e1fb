"""All figures of docs/speed.md: run what is asked for, keep the results, write the page.

usage: python bench/speed/measure.py [sides] [cores] [flat] [ray] [nodes] [gate] [--texts FILE] [--quick] [--page]

Without a name all parts run, some minutes each. Results are kept in bench/speed/results.json, a part at a time, with
the day and the load of the machine; `--page` only writes docs/speed.md from them. Exit code 1: a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import batches
import compare
import gate
import page
from gather import PLACE

RESULTS = Path(__file__).with_name("results.json")


def parts(texts: Path, quick: bool) -> dict[str, Callable[[], dict[str, Any]]]:
    lines = texts.read_text(encoding="utf-8").splitlines() if texts.is_file() else []
    stories = [json.loads(line) for line in lines]
    some = stories[: 120 if quick else 1_000]
    return {
        "sides": lambda: compare.compare([story["text"] for story in some]),
        "cores": lambda: batches.in_folder(batches.cores, some[: 100 if quick else 1_000]),
        "flat": lambda: batches.in_folder(batches.flat, 4_000 if quick else 100_000),
        "ray": lambda: batches.in_folder(batches.ray_overhead, some[:100] if quick else [*some, *again(some)]),
        "nodes": lambda: batches.in_folder(batches.node_dies, some[: 60 if quick else 200]),
        "gate": lambda: gate.measure(texts),
    }


def again(stories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same stories at other addresses."""
    return [story | {"url": f"{story['url']}?again"} for story in stories]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help="sides, cores, flat, ray, nodes, gate")
    parser.add_argument("--texts", type=Path, default=Path(os.environ.get("COMMUNIQUE_BENCH_TEXTS", PLACE)))
    parser.add_argument("--quick", action="store_true", help="about a tenth of everything; gives way to a full run")
    parser.add_argument("--page", action="store_true", help="only write docs/speed.md")
    args = parser.parse_args()
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    known = parts(args.texts, args.quick)
    if unknown := set(args.parts) - set(known):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    for name in [] if args.page else args.parts or known:
        if name not in ("flat", "gate") and not args.texts.is_file():
            print(f"{name}: {args.texts} is not there; bench/speed/gather.py makes it", file=sys.stderr)
            continue
        load = os.getloadavg()[0]
        result = known[name]() | {"on": date.today().isoformat(), "load": round(load, 1), "quick": args.quick}
        print(page.part(name, result), flush=True)
        if not args.quick or results.get(name, {"quick": True})["quick"]:
            results[name] = result
            RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page.write(results)
    missed = page.missed(results)
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
