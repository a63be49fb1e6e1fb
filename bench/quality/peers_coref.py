"""Coreference against OntoGUM news, scored by the set's own scorer (heads compared).

usage: python bench/quality/peers_coref.py [--only ID]

The corpus gives tokens; they are joined to a text, read, and the mentions of actors and of the things named beside
them are mapped back to tokens.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.language import Analysis
from communique.understand.actors import find_chains
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.chains.firsts import add_firsts, find_firsts, spoken_together
from communique.understand.statements import find_statements

SHARED = Path(__file__).resolve().parents[3] / "shared"
PEERS = {"rules with subject preference": 50.1, "xrenner on gold parses": 52.6}


def measure(shared: Path) -> dict[str, float]:
    """CoNLL F1 and the shares of third-person pronouns led to the right name, a wrong one, none; in percent."""
    return _figures(_score(shared, load_documents(shared)))


def load_documents(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "gold/peers/coref/ontogum_news.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def join_tokens(document: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a document and the [start, end) of each token; the headline is a paragraph of its own."""
    headline = document["sents"][0][1] if document["sents"] else 0
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, (token, space) in enumerate(zip(document["tokens"], document["ws"], strict=True)):
        spans.append((at, at + len(token)))
        gap = "\n\n" if number == headline - 1 else " " if space else ""
        pieces.append(token + gap)
        at += len(token) + len(gap)
    return "".join(pieces), spans


def read_chains(article: Article, analysis: Analysis) -> list[list[tuple[int, int]]]:
    """Token ranges of each actor, each thing, and each person's "we"; adjectives are no mentions in the gold."""
    lexicon = load_lexicon()
    found, things = find_chains(article, analysis, lexicon)
    firsts = find_firsts(analysis, find_statements(article, analysis, lexicon, Cast(found, analysis), ()))
    actors = add_firsts(analysis, found, firsts)
    chains = [
        [(w.start, w.stop) for m in a.mentions if m.kind != "demonym" if (w := analysis.tokens_in(m.start, m.end))]
        for a in actors
    ]
    chains += [[(first, last) for first, last, _ in thing.spots] for thing in things]
    return chains + [[(i, i + 1) for i in tokens] for tokens in spoken_together(analysis, actors, firsts)]


def to_mentions(
    analysis: Analysis, chains: Iterable[Iterable[tuple[int, int]]], spans: list[tuple[int, int]]
) -> list[dict[str, Any]]:
    """The scorer's mentions: token ranges with head and cluster; a head counts once."""
    starts = [start for start, _ in spans]
    found: dict[int, dict[str, Any]] = {}
    for number, chain in enumerate(chains):
        for first, last in chain:
            at = [
                bisect_right(starts, analysis.tokens[i].start) - 1 for i in (first, last - 1, analysis.top(first, last))
            ]
            found.setdefault(at[2], {"start": at[0], "end": at[1] + 1, "head": at[2], "cluster": number})
    return list(found.values())


def _score(shared: Path, documents: list[dict[str, Any]]) -> dict[str, Any]:
    system = {}
    for document in documents:
        text, spans = join_tokens(document)
        article = Article(document["id"], text)
        analysis = analyse(article)
        mentions = to_mentions(analysis, read_chains(article, analysis), spans)
        system[document["id"]] = {"id": document["id"], "mentions": mentions}
    result: dict[str, Any] = _load_scorer(shared).score(documents, system, spans="head")
    return result


def _figures(result: dict[str, Any]) -> dict[str, float]:
    shares = {f"pronoun_{word}": result["pron"]["all", word] for word in ("right", "wrong", "none")}
    total = sum(shares.values()) or 1
    figures = {"conll": 100 * result["conll"], "name_name": 100 * result["name_name"][2]}
    return {
        name: round(value, 1) for name, value in (figures | {k: 100 * v / total for k, v in shares.items()}).items()
    }


def _load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("coref_score", shared / "gold/peers/coref/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("the scorer of the coreference set is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="documents whose id starts so")
    args = parser.parse_args()
    documents = [d for d in load_documents(SHARED) if d["id"].startswith(args.only)]
    result = _score(SHARED, documents)
    print(_load_scorer(SHARED).show(result))
    print(_figures(result), "peers:", PEERS, "pronouns 47/15/38")
    return 0


if __name__ == "__main__":
    sys.exit(main())
