"""docs/quality.md: figures beside targets, peers and annotators; learning curve; the commonest errors of each layer.

usage: python bench/quality/report.py    (after `make bench`; made anew by it)
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

import errors
import gold
import scoreboard

PAGE = gold.PROJECT / "docs" / "quality.md"
CURVE = Path(__file__).parent / "curve.toml"
GUM = Path(__file__).parent / "gum.toml"


def render(figures: dict[str, float], counts: dict[str, Counter[str]]) -> str:
    rows = scoreboard.make_rows(figures)
    missed = [row.name for row in rows if row.misses_target]
    parts = [
        "# How good the readings are",
        "Made by `make bench` (`bench/quality/report.py`); do not edit. F1 of 1 for *seed*, *dev*, *fresh*, "
        "*later*, *latest* and *plover*, per cent for the rest; for `kept`, `lost`, `wrong` and `none` less is better. "
        "*two readers*: one careful annotator against another. The dev articles were looked at while the rules were "
        "written; expect less elsewhere: the *fresh*, *later* and *latest* articles (`bench/fresh/README.md`, "
        "where their first figures stand) were written in the manner of 110 other outlets and looked at since.",
        "## Figures",
        scoreboard.render_markdown(rows),
        f"{len(missed)} of {sum(r.yardstick.target is not None for r in rows)} targets are missed: "
        + (", ".join(missed) or "none")
        + ".",
        "## Learning curve of the trained reader",
        _curve(),
        "## What GUM news counts as wrong",
        _gum(),
        f"## The {errors.MOST} commonest errors of each layer",
        "Counted on the 24 dev articles by `bench/quality/errors.py`, matched as the gold's scorer matches.",
        *(_table(layer, kinds) for layer, kinds in counts.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _curve() -> str:
    """The runs of curve.toml: share of our articles, figures on the articles kept aside."""
    table = tomllib.loads(CURVE.read_text(encoding="utf-8"))
    names = [name for name in table["runs"][0] if name != "share"]
    lines = [f"| share of our articles | {' | '.join(names)} |", "|--:|" + "--:|" * len(names)]
    lines += [f"| {run['share']:.0%} | " + " | ".join(f"{run[n]:.3f}" for n in names) + " |" for run in table["runs"]]
    return f"{table['about']}\n\n" + "\n".join(lines)


def _gum() -> str:
    """The causes of gum.toml: misses and surplus of the rules and of both together."""
    table = tomllib.loads(GUM.read_text(encoding="utf-8"))
    lines = [
        "| cause | missed: rules | too much | missed: trained | too much |",
        "|---|--:|--:|--:|--:|",
        *(f"| {row['cause']} | {' | '.join(map(str, row['rules'] + row['trained']))} |" for row in table["causes"]),
    ]
    return f"{table['about'].strip()}\n\n" + "\n".join(lines)


def _table(layer: str, kinds: Counter[str]) -> str:
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[: errors.MOST]
    lines = [f"### {layer}: {sum(kinds.values())} errors", "", "| times | what |", "|--:|---|"]
    return "\n".join([*lines, *(f"| {count} | {kind} |" for kind, count in ranked)])


def write(figures: dict[str, float]) -> None:
    """docs/quality.md from all figures and the readings that gold.py left in bench/out/dev."""
    gold.write_readings("dev")
    PAGE.write_text(render(figures, errors.count_errors("dev")), encoding="utf-8")


if __name__ == "__main__":
    write(json.loads(scoreboard.RESULTS.read_text(encoding="utf-8")))
