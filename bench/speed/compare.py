"""Texts a second and peak memory, side by side: communique, bare spaCy, spaCy with textacy's quotations.

All sides run in processes that stay, take turns at the same blocks of texts, and are paired block by block, so that a
busy minute of the machine hits all of them. The first block warms up and does not count.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
TEXTACY = Path(os.environ.get("COMMUNIQUE_BENCH_TEXTACY", "/tmp/textacy-venv/bin/python"))
SIDES = ("communique", "spacy", "textacy")
BLOCK = 40


class Side:
    """One side with as many processes as cores."""

    def __init__(self, name: str, cores: int) -> None:
        python = str(TEXTACY) if name == "textacy" else sys.executable
        environment = os.environ | {"PYTHONPATH": str(PROJECT)}
        self.processes = [
            subprocess.Popen(
                [python, str(HERE / "side.py"), name],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            )
            for _ in range(cores)
        ]  # fmt: skip
        self.tokens = self.found = self.given_up = 0
        self.mb = 0.0

    def read(self, texts: Sequence[str]) -> float:
        """Seconds until all processes are done with their share; long and short texts are dealt out evenly."""
        cores = len(self.processes)
        dealt = sorted(texts, key=len)
        began = time.perf_counter()
        for number, process in enumerate(self.processes):
            assert process.stdin is not None
            # There and back, as cards to two players who take turns at the first one: nobody gets all the longer texts.
            share = dealt[number :: 2 * cores] + dealt[2 * cores - 1 - number :: 2 * cores]
            process.stdin.write(json.dumps(share) + "\n")
            process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for process in self.processes if process.stdout]
        seconds = time.perf_counter() - began
        self.tokens += sum(answer["tokens"] for answer in answers)
        self.found += sum(answer["found"] for answer in answers)
        self.given_up += sum(answer["given_up"] for answer in answers)
        self.mb = sum(answer["mb"] for answer in answers)
        return seconds

    def close(self) -> None:
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def compare(texts: Sequence[str]) -> dict[str, Any]:
    """Figures of every side on one core and on two, and the ratios of blocks with their spread."""
    names = [name for name in SIDES if name != "textacy" or TEXTACY.is_file()]
    teams = {(name, cores): Side(name, cores) for name in names for cores in (1, 2)}
    blocks = [texts[i : i + BLOCK] for i in range(0, len(texts), BLOCK)]
    times: dict[tuple[str, int], list[float]] = {team: [] for team in teams}
    for team in teams.values():
        team.read(blocks[0])
        team.tokens = team.found = team.given_up = 0
    for turn, block in enumerate(blocks):
        order = list(teams)
        for team in order[turn % len(order) :] + order[: turn % len(order)]:
            times[team].append(teams[team].read(block))
    tokens = teams["spacy", 1].tokens
    rows = [
        {
            "side": name, "cores": cores, "seconds": round(sum(times[name, cores]), 2),
            "docs_per_s": round(len(texts) / sum(times[name, cores]), 2),
            "tokens_per_s": round(tokens / sum(times[name, cores])), "peak_mb": round(team.mb), "found": team.found,
            "given_up": team.given_up,
        }
        for (name, cores), team in teams.items()
    ]  # fmt: skip
    for team in teams.values():
        team.close()
    out = {"texts": len(texts), "tokens": tokens, "rows": rows, "ratios": {}}
    for name in names:
        out["ratios"][f"{name} / spacy, one core"] = spread(times[name, 1], times["spacy", 1])
        out["ratios"][f"{name}: one core / two cores"] = spread(times[name, 1], times[name, 2])
    return out


def spread(above: Sequence[float], below: Sequence[float]) -> dict[str, float]:
    """Ratio of the sums, and median and quartiles of the ratios of pairs."""
    ratios = sorted(a / b for a, b in zip(above, below, strict=True))
    low, middle, high = statistics.quantiles(ratios, n=4)
    whole = sum(above) / sum(below)
    return {"whole": round(whole, 3), "median": round(middle, 3), "q1": round(low, 3), "q3": round(high, 3)}
