"""The mean of the weights of several runs.

usage: python -m training.mean OUT RUN [RUN ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import Tensor


def mean_of(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Each weight's mean; what is no float (positions) is taken from the first."""
    return {
        name: torch.stack([s[name] for s in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


def main() -> None:
    out, *runs = (Path(a) for a in sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean_of([torch.load(run / "model.pt") for run in runs]), out / "model.pt")


if __name__ == "__main__":
    main()
