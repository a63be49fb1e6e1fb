"""Follow the sagas' articles through the whole house and score the ledgers with ../shared/gold/score_ledger.py.

usage: python bench/quality/ledger.py [--gold-readings] [--only A]

Writes readings and ledgers to bench/out/ledger/ and prints the scorer's figures. With --gold-readings the readings are
the annotators', so that what is wrong is the follow-up's own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from communique.follow.ledger import follow
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.codec import from_dict, ledger_to_json, to_json
from communique.record.document import Page
from communique.record.outcome import Reading

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
OUT = PROJECT / "bench" / "out" / "ledger"


def measure(shared: Path) -> dict[str, float]:
    """{figure: value} of the sagas' ledgers, the articles read by the whole pipeline."""
    table = score(shared, write_ledgers(shared))
    out: dict[str, float] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            out |= {f"{name}.{k}": v for k, v in value.items() if k in ("precision", "recall", "f1")}
        else:
            out[name] = value
    links = table["commitment_links"]
    out["false_merges"] = round(links["predicted"] * (1 - links["precision"]))
    return out


def score(shared: Path, folder: Path) -> dict[str, Any]:
    command = [sys.executable, str(shared / "gold/score_ledger.py"), str(shared / "gold/sagas"), str(folder), "--json"]
    table: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return table


def write_ledgers(shared: Path, *, gold: bool = False, only: str = "", out: Path | None = None) -> Path:
    """The folder with each saga's readings and ledger."""
    out = out or OUT / ("gold" if gold else "read")
    for folder in sorted((shared / "gold/sagas").iterdir()):
        truth = folder / "ledger.json"
        if not truth.exists() or not folder.name.startswith(only):
            continue
        target = out / folder.name
        target.mkdir(parents=True, exist_ok=True)
        readings = []
        for page in sorted(folder.glob("[0-9].md")):
            reading = gold_reading(page.with_suffix(".json")) if gold else read_page(Page(page.name, page.read_bytes()))
            if not isinstance(reading, Reading):
                continue
            readings.append(reading)
            (target / f"{page.stem}.json").write_text(to_json(reading, indent=1), encoding="utf-8")
        as_of = date.fromisoformat(json.loads(truth.read_text(encoding="utf-8"))["as_of"])
        ledger = follow(readings, load_lexicon(), as_of)
        (target / "ledger.json").write_text(ledger_to_json(ledger, indent=1), encoding="utf-8")
    return out


def gold_reading(file: Path) -> Reading:
    """An annotator's reading, filled with what the gold leaves out; mentions are the actors' names in the text."""
    tree = json.loads(file.read_text(encoding="utf-8"))
    text = tree["article"]["text"]
    nothing = {"start": 0, "end": 1, "quote": text[:1]}
    tree["article"]["published"] = {"evidence": [], **tree["article"]["published"]}
    for actor in tree["actors"]:
        for office in actor["offices"]:
            office["evidence"] = office.get("evidence") or [nothing]
        actor["mentions"] = [
            {"start": m.start(), "end": m.end(), "kind": "name"}
            for name in {actor["name"], *actor["aliases"]}
            if actor["kind"] in ("person", "state") and name[:1].isupper()
            for m in re.finditer(rf"\b{re.escape(name)}\b", text)
        ]
    for commitment in tree["commitments"]:
        if isinstance(commitment.get("action"), str):
            start = text.find(commitment["action"])
            commitment["action"] = {
                "start": start,
                "end": start + len(commitment["action"]),
                "quote": commitment["action"],
            }
        commitment["condition"] = commitment.get("condition") if isinstance(commitment.get("condition"), dict) else None
    tree |= {"times": [], "relations": [], "events": []}
    tree["made"] = {"version": "gold", "model": "gold", "rules": "gold"}
    reading = from_dict(tree)
    if not isinstance(reading, Reading):
        raise ValueError(f"{file} is no reading")
    return reading


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold-readings", action="store_true")
    parser.add_argument("--only", default="", help="sagas whose name starts so")
    args = parser.parse_args()
    folder = write_ledgers(SHARED, gold=args.gold_readings, only=args.only)
    for name, value in score(SHARED, folder).items():
        print(f"{name:18} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
