"""Events against the PLOVER gold standard records (CAMEO manual sentences), scored by their own scorer.

usage: python bench/quality/peers_plover.py [--show TYPE]

Each sentence is read as an article of its own. In that set a bare statement may stand for an event; here it does not.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.events import find_events
from communique.understand.statements import find_statements

SHARED = Path(__file__).resolve().parents[3] / "shared"
FIGURES = {
    "1 event type (16)": "type",
    "3 actor codes, any role": "actors",
    "5 type + directed dyad": "dyads",
}


def measure(shared: Path) -> dict[str, float]:
    """F1 of types, actor codes and typed directed dyads over the 316 sentences: {"type", "actors", "dyads"}."""
    scorer = _load_scorer(shared)
    totals: dict[str, list[int]] = {name: [0, 0, 0] for name in FIGURES.values()}
    for sentence in scorer.gold().values():
        counts = scorer.counts(sentence, read_events(sentence["text"]))
        for key, name in FIGURES.items():
            totals[name] = [a + b for a, b in zip(totals[name], counts[key], strict=True)]
    return {name: round(scorer.prf(*triple)[2], 4) for name, triple in totals.items()}


def read_events(text: str) -> list[dict[str, Any]]:
    """The events of one sentence in the scorer's form."""
    lexicon = load_lexicon()
    article = Article("peer", text)
    analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    statements = find_statements(article, analysis, lexicon, cast, ())
    events = find_events(article, analysis, lexicon, cast, (), statements)
    return [
        {
            "event_type": event.type,
            "source": _codes(cast[i] for i in event.actors),
            "target": _codes(cast[i] for i in event.recipients),
        }
        for event in events
    ]


def _codes(actors: Any) -> list[dict[str, str]]:
    return [{"code": code} for code in dict.fromkeys(_code(actor) for actor in actors) if code]


def _code(actor: Actor) -> str | None:
    """The set's code: alpha-3 of the state, "IGO" for every organisation of states, else None."""
    code = actor.state or actor.code or next((office.of for office in actor.offices if office.of), None)
    igos = load_lexicon().states.igo_codes
    return "IGO" if actor.kind == "igo" or code in igos else code


def _load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("plover_score", shared / "gold/peers/plover/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "gold/peers/plover/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", default="", help="print the sentences of this type that were not read so")
    args = parser.parse_args()
    print(json.dumps(measure(SHARED)))
    if args.show:
        for sentence in _load_scorer(SHARED).gold().values():
            read = read_events(sentence["text"])
            if any(e["type"] == args.show for e in sentence["events"]) and not any(
                e["event_type"] == args.show for e in read
            ):
                print(f"{sorted({e['event_type'] for e in read})}  {sentence['text']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
