"""Figures of a reader: on the articles kept aside, on dev, on PolNeAR dev; with the speed.

usage: python -m training.evaluate [--run RUN | --models FOLDER] [--sets aside,dev,polnear] [--bias JSON] [--out FOLDER]

Without --run the exported reader in communique/models is measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from communique.understand.reader import Attributed, Reader, load_reader_from
from training.corpora import ASIDE, load_dev, load_house, load_polnear
from training.measure import content_figures, layer_figures, torch_reader
from training.setting import PROJECT, SHARED, base_folder

POLNEAR_DEV = "training/polnear/polnear_dev.jsonl"


def load(args: argparse.Namespace) -> Reader:
    if not args.run:
        return load_reader_from(args.models)
    import torch

    from training.net import Net

    torch.set_num_threads(1)
    net = Net(base_folder())
    net.load_state_dict(torch.load(args.run / "model.pt"))
    return torch_reader(net.eval())


def measure_house(reader: Reader, which: str) -> dict[str, float]:
    documents = load_dev(SHARED) if which == "dev" else [d for d in load_house(SHARED) if d.name in ASIDE]
    begun = time.perf_counter()
    readings = [reader.read(d.text, marks=True) for d in documents]
    seconds = time.perf_counter() - begun
    pace = sum(len(d.text.split()) for d in documents) / seconds
    return {**content_figures(documents, readings), **layer_figures(documents, readings), "words_per_s": pace}


def measure_polnear(reader: Reader, out: Path) -> str:
    """The table of gold/peers/quotes/score.py."""
    rows = []
    for document in load_polnear(SHARED / POLNEAR_DEV):
        found = reader.read(document.text, "polnear").attributions
        rows.append(json.dumps({"id": document.name, "attributions": [as_polnear(a) for a in found]}))
    file = out / "polnear_dev.jsonl"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, str(SHARED / "gold/peers/quotes/score.py"), str(SHARED / POLNEAR_DEV), str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def as_polnear(item: Attributed) -> dict[str, list[list[int]]]:
    source, cue = ([[s.start, s.end]] if s else [] for s in (item.source, item.cue))
    return {"source": source, "cue": cue, "content": [[s.start, s.end] for s in item.content]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path)
    parser.add_argument("--models", type=Path, default=PROJECT / "communique/models")
    parser.add_argument("--sets", default="aside,dev,polnear")
    parser.add_argument("--bias", default="{}")
    parser.add_argument("--out", type=Path, default=Path("/tmp"))
    args = parser.parse_args()
    reader = load(args)
    if args.bias != "{}":
        reader = replace(reader, bias=json.loads(args.bias))
    for which in args.sets.split(","):
        if which == "polnear":
            print(measure_polnear(reader, args.out))
        else:
            print(which, json.dumps({k: round(v, 3) for k, v in measure_house(reader, which).items()}))


if __name__ == "__main__":
    main()
