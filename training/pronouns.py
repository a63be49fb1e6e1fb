"""Learns which candidate "they" and "it" mean, from OntoGUM without its news, and writes the table of weights.

usage: python -m training.pronouns FOLDER [--out FILE]

FOLDER holds OntoGUM's `.conllu` files (github.com/amir-zeldes/gum, `coref/ontogum/conllu`) outside the project.
A conditional logistic model: the probability of a candidate is its share among all candidates and "none of them".
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.language import Analysis, Token
from communique.understand.actors import gather_names
from communique.understand.analyse import analyse
from communique.understand.chains.pronouns import Candidates, PronounReader
from communique.understand.chains.referents import Referent
from communique.understand.chains.weights import SORTS

GENRES = ("academic", "bio", "court", "interview", "speech", "textbook", "voyage")
OUT = Path(__file__).parents[1] / "communique/lexicon/en/pronouns.toml"
LEAST = {"several": 0.3, "single": 0.3}
_EPOCHS, _RATE, _SHRINK, _SMALL = 60, 0.15, 0.02, 0.05
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_HEAD = """# What "they" (several) and "it" (single) may mean: weights of candidates, made by `training/pronouns.py`.
source = "learned on OntoGUM (GUM 11, annotation CC BY 4.0) without its news: see training/pronouns.toml"
licence = "Apache-2.0; the weights are ours, the texts are not in them"

# How likely the best candidate must be, else none is meant.
[least]
"""


@dataclass(slots=True)
class Document:
    """A text of the corpus: `chains` maps the start of a head word to its chain, `nominal` are chains with a noun."""

    text: str = ""
    chains: dict[int, str] = field(default_factory=dict)
    nominal: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun: the features of each candidate and of none, and which of them are right."""

    sort: str
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def load(path: Path) -> Document:
    """A document of OntoGUM; a mention inside another with the same head keeps its own chain."""
    document, opened = Document(), defaultdict[str, list[int]](list)
    rows: list[list[str]] = []
    starts: list[int] = []
    heads: list[int] = []
    mentions: list[tuple[int, int, str]] = []
    base = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line:
            base = len(rows)
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        here = len(rows)
        rows.append(cells)
        heads.append(base + int(cells[6]) - 1 if cells[6] != "0" else -1)
        starts.append(len(document.text))
        document.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        for one, opens, closes in _BRACKET.findall(found[1] if (found := _ENTITY.search(cells[9])) else ""):
            if one:
                mentions.append((here, here + 1, one))
            elif opens:
                opened[opens].append(here)
            elif opened[closes]:
                mentions.append((opened[closes].pop(), here + 1, closes))
    for first, last, chain in sorted(mentions, key=lambda m: m[1] - m[0]):
        head = next((i for i in range(first, last) if not first <= heads[i] < last), last - 1)
        document.chains.setdefault(starts[head], chain)
        if last - first > 1 or rows[first][3] not in ("PRON", "DET"):
            document.nominal.add(chain)
    return document


def choices(document: Document) -> list[Choice]:
    """The pronouns of a document; one whose chain has a noun that we did not find teaches nothing."""
    article = Article("training", document.text)
    analysis = analyse(article)
    lexicon = load_lexicon()
    named = gather_names(article, analysis, lexicon)
    referents = [*named.actors, *named.things]
    chain_of = {id(r): _chain(document, analysis, r) for r in referents}
    found: list[Choice] = []

    def choose(token: Token, sort: str, candidates: Candidates, nobody: tuple[str, ...]) -> Referent | None:
        chain = document.chains.get(token.start)
        right = [chain is not None and chain_of[id(r)] == chain for r, _ in candidates]
        if any(right) or chain not in document.nominal:
            features = (*(f for _, f in candidates), nobody)
            found.append(Choice(sort, features, (*right, not any(right))))
        return next((r for (r, _), is_right in zip(candidates, right, strict=True) if is_right), None)

    PronounReader(analysis, lexicon.people, referents, choose).read()
    return found


def _chain(document: Document, analysis: Analysis, referent: Referent) -> str | None:
    """The gold chain of most mentions of a referent."""
    heads = (analysis.tokens[analysis.top(a, b)].start for a, b, kind in referent.spots if kind != "demonym")
    counted = Counter(chain for head in heads if (chain := document.chains.get(head)) is not None)
    return counted.most_common(1)[0][0] if counted else None


def fit(data: Sequence[Choice]) -> dict[str, float]:
    """Weights by stochastic gradient (Adagrad), shrunk a little; the same on every run."""
    weights: dict[str, float] = defaultdict(float)
    sums: dict[str, float] = defaultdict(lambda: 1e-8)
    order, chance = list(data), random.Random(0)
    for _ in range(_EPOCHS):
        chance.shuffle(order)
        for choice in order:
            for name, slope in _slopes(weights, choice):
                step = slope + _SHRINK * weights[name]
                sums[name] += step * step
                weights[name] -= _RATE * step / math.sqrt(sums[name])
    return dict(weights)


def _slopes(weights: dict[str, float], choice: Choice) -> Iterator[tuple[str, float]]:
    strengths = [sum(weights[name] for name in features) for features in choice.features]
    top = max(strengths)
    shares = [math.exp(s - top) for s in strengths]
    whole, good = sum(shares), sum(s for s, is_right in zip(shares, choice.right, strict=True) if is_right)
    out: dict[str, float] = defaultdict(float)
    for features, share, is_right in zip(choice.features, shares, choice.right, strict=True):
        for name in features:
            out[name] += share / whole - (share / good if is_right else 0.0)
    return iter(out.items())


def write(tables: dict[str, dict[str, float]], out: Path) -> None:
    lines = [_HEAD + "\n".join(f"{sort} = {LEAST[sort]}" for sort in SORTS)]
    for sort in SORTS:
        kept = sorted((name, weight) for name, weight in tables[sort].items() if abs(weight) >= _SMALL)
        lines.append(f"\n[{sort}]\n" + "\n".join(f'"{name}" = {weight:.2f}' for name, weight in kept))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    paths = [p for genre in GENRES for p in sorted(args.folder.glob(f"GUM_{genre}_*.conllu"))]
    data = [choice for path in paths for choice in choices(load(path))]
    write({sort: fit([c for c in data if c.sort == sort]) for sort in SORTS}, args.out)
    print(f"{len(paths)} texts, {len(data)} pronouns -> {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
