"""The scoreboard: every figure of the project beside its floor, its target, the peers' and the annotators'.

usage: python bench/quality/run.py [--only PREFIX] [--raise-floors [--allow-regression]] [--readme]

Needs ../shared; without it there is nothing to measure and the run says so. Exit code 1: a figure is below its floor.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time

import gold
import report
import scoreboard

PEER_SETS = ("text", "quotes", "plover", "time", "coref")


def measure_gold(which: str) -> dict[str, float]:
    """F1 of every layer over a gold set."""
    return {f"{which}/{layer}": row["f1"] for layer, row in gold.score(which).items()}


def measure_trained() -> dict[str, float]:
    """F1 of the layers that the trained reader changes, over the dev set."""
    layers = gold.score("dev", trained=True)
    return {f"trained/dev {name}": layers[name]["f1"] for name in ("statements", "quotations", "content")}


def measure_peer_set(name: str) -> dict[str, float]:
    """The figures of one set that others annotated; none when its module is not there yet."""
    try:
        module = importlib.import_module(f"peers_{name}")
    except ModuleNotFoundError as error:
        if error.name != f"peers_{name}":
            raise
        print(f"skipped {name}: bench/quality/peers_{name}.py is not there", file=sys.stderr)
        return {}
    return {f"{name}/{figure}": value for figure, value in module.measure(gold.SHARED).items()}


def measure_set(name: str) -> dict[str, float]:
    if name == "trained":
        return measure_trained()
    return measure_gold(name) if name in ("seed", "dev", "fresh", "later", "latest") else measure_peer_set(name)


def measure(only: str) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name in ("seed", "dev", "fresh", "later", "latest", "trained", *PEER_SETS):
        if name.startswith(only):
            began = time.perf_counter()
            figures |= measure_set(name)
            print(f"measured {name} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="sets whose name starts so; nothing is written")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up to these figures")
    parser.add_argument("--allow-regression", action="store_true", help="with --raise-floors: down, too")
    parser.add_argument("--readme", action="store_true", help="write the README's table from results.json and end")
    args = parser.parse_args()
    readme = gold.PROJECT / "README.md"
    if args.readme:
        results = json.loads(scoreboard.RESULTS.read_text(encoding="utf-8"))
        scoreboard.write_readme(readme, scoreboard.make_rows(results))
        return 0
    if not gold.SHARED.is_dir():
        print(f"nothing to measure: {gold.SHARED} is not there", file=sys.stderr)
        return 0
    figures = measure(args.only)
    rows = scoreboard.make_rows(figures)
    print(scoreboard.render_board(rows))
    if not args.only:
        scoreboard.write_results(figures)
        scoreboard.write_readme(readme, rows)
        report.write(figures)
    if args.raise_floors or args.allow_regression:
        scoreboard.raise_floors(rows, allow_regression=args.allow_regression)
        return 0
    return 1 if any(row.has_fallen for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
