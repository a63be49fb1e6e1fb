"""Read the gold articles and score them with ../shared/gold/score.py.

usage: python bench/quality/gold.py [dev|seed|training|sagas|fresh|later|latest|unread] [--show LAYER] [--only PREFIX]
    [--trained]

Writes the readings to bench/out/<set>/ and prints the scorer's table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from communique.pipeline import read_page
from communique.record.codec import to_json
from communique.record.document import Page

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
OUT = PROJECT / "bench" / "out"
# Folders of bench/fresh: `later` was written after the rules had been mended on `fresh`, `latest` after they had been
# mended on `later`. Nobody has looked at the errors of `unread`.
_OWN = {"fresh": "[a-d]", "later": "[e-h]", "latest": "[i-k]", "unread": "[lm]"}


def pairs(which: str) -> list[tuple[Path, Path]]:
    """[(page or article file, gold reading)] of a gold set."""
    if which == "seed":
        return [(SHARED / "gold/seed/page.txt", SHARED / "gold/seed/gold.json")]
    if which == "sagas":
        texts = sorted((SHARED / "gold/sagas").glob("*/[0-9].md"))
        return [(p, p.with_suffix(".json")) for p in texts]
    if which in _OWN:
        return [(r.with_suffix(".md"), r) for r in sorted((PROJECT / "bench/fresh").glob(f"{_OWN[which]}/*.json"))]
    root = SHARED / ("gold/dev" if which == "dev" else "training")
    return [(root / "articles" / f"{r.stem}.md", r) for r in sorted((root / "readings").glob("*.json"))]


def score(which: str, only: str = "", *, trained: bool = False) -> dict[str, dict[str, float]]:
    """{layer: {"precision", "recall", "f1", ...}} after reading every article of the set."""
    write_readings(which, only, trained=trained)
    command = [
        sys.executable,
        str(SHARED / "gold/score.py"),
        str(OUT / which / "gold"),
        str(OUT / which / "read"),
        "--json",
    ]
    layers: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[
        "layers"
    ]
    return layers


def write_readings(which: str, only: str = "", *, trained: bool = False) -> None:
    gold_dir, read_dir = OUT / which / "gold", OUT / which / "read"
    for folder in (gold_dir, read_dir):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.json"):
            old.unlink()
    for page_file, gold_file in pairs(which):
        name = f"{gold_file.parent.name}{gold_file.stem}" if which == "sagas" else gold_file.stem
        if not name.startswith(only):
            continue
        reading = read_page(Page(page_file.name, page_file.read_bytes()), trained=trained)
        (gold_dir / f"{name}.json").write_bytes(gold_file.read_bytes())
        (read_dir / f"{name}.json").write_text(to_json(reading, indent=1), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="?", default="dev", choices=["dev", "seed", "training", "sagas", *_OWN])
    parser.add_argument("--show", default="")
    parser.add_argument("--only", default="", help="articles whose name starts so")
    parser.add_argument("--trained", action="store_true", help="with the trained reader beside the rules")
    args = parser.parse_args()
    write_readings(args.which, args.only, trained=args.trained)
    command = [
        sys.executable,
        str(SHARED / "gold/score.py"),
        str(OUT / args.which / "gold"),
        str(OUT / args.which / "read"),
    ]
    return subprocess.run(command + (["--show", args.show] if args.show else []), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
