"""Measure statements on gold that others made: PolNeAR dev (US election news) and GUM news.

usage: python bench/quality/peers_quotes.py [--errors FILE]

Only PolNeAR's direct attributions are a goal of ours: its "all" counts beliefs and intentions too, which are no speech.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.lexicon.load import Lexicon, load_lexicon
from communique.record.document import Article
from communique.record.finding import Statement
from communique.record.language import Analysis
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.reader import Attributed, Reader, load_reader
from communique.understand.statements import find_statements

SHARED = Path(__file__).resolve().parents[3] / "shared"
Record = dict[str, Any]
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def measure(shared: Path) -> dict[str, float]:
    """F1 in per cent: PolNeAR dev direct and all, overlap and joint; GUM news speech-only overlap (`gum_speech_overlap`
    statements as the record has them, `gum_relation_overlap` by GUM's definition), speakers right and wrong.

    The rules alone; `trained_`: rules and trained reader; `reader_`: the trained reader alone.
    """
    scorer = load_scorer(shared)
    polnear = scorer.read(shared / "training/polnear/polnear_dev.jsonl")
    gum = scorer.read(shared / "gold/peers/quotes/gum_news.jsonl")
    out = {}
    for prefix, reader in (("", None), ("trained_", load_reader())):
        out |= {f"{prefix}{k}": v for k, v in measure_polnear(scorer, polnear, reader).items()}
        out |= {f"{prefix}{k}": v for k, v in measure_gum(scorer, gum, reader).items()}
    return out | measure_reader(scorer, polnear)


def measure_polnear(scorer: ModuleType, polnear: list[Record], reader: Reader | None) -> dict[str, float]:
    found = {record["id"]: read_record(record, reader)[0] for record in polnear}
    rows = scorer.evaluate(polnear, {k: [to_spans(s, all_of) for s in all_of] for k, all_of in found.items()})[1]
    return {f"polnear_dev_{name}": value for name, value in polnear_figures(scorer, rows).items()}


def polnear_figures(scorer: ModuleType, rows: dict[str, list[int]]) -> dict[str, float]:
    return {
        "direct_overlap": f1(scorer, rows["direct overlap"]),
        "direct_joint": f1(scorer, rows["direct joint"]),
        "all_overlap": f1(scorer, rows["all content overlap"]),
        "all_joint": f1(scorer, rows["all joint content+source"]),
    }


def measure_reader(scorer: ModuleType, polnear: list[Record]) -> dict[str, float]:
    """PolNeAR dev read by the trained reader alone, by PolNeAR's definition of attribution."""
    reader = load_reader()
    predicted = {r["id"]: [as_spans(a) for a in reader.read(r["text"], "polnear").attributions] for r in polnear}
    rows = scorer.evaluate(polnear, predicted)[1]
    return {f"reader_polnear_dev_{name}": value for name, value in polnear_figures(scorer, rows).items()}


def as_spans(item: Attributed) -> Record:
    source, cue = ([[s.start, s.end]] if s else [] for s in (item.source, item.cue))
    return {"source": source, "cue": cue, "content": [[s.start, s.end] for s in item.content]}


def measure_gum(scorer: ModuleType, gum: list[Record], reader: Reader | None) -> dict[str, float]:
    """Speech-only overlap F1; speakers of matched content that are right or wrong entities, also in per cent."""
    found = {record["id"]: read_record(record, reader) for record in gum}
    predicted = {k: [to_spans(s, statements) for s in statements] for k, (statements, _) in found.items()}
    related = {k: [r for s in said if (r := as_relation(s, said, cast.analysis))] for k, (said, cast) in found.items()}
    out = {
        f"gum_{name}_overlap": f1(scorer, scorer.evaluate(gum, spans, speech=True)[1]["all content overlap"])
        for name, spans in (("speech", predicted), ("relation", related))
    }
    right = wrong = total = 0
    for record in gum:
        statements, cast = found[record["id"]]
        for gold, statement in matched(scorer, record, statements):
            if not gold.get("speaker"):
                continue
            total += 1
            if statement.speaker is None:
                continue
            if is_entity(cast, statement.speaker, gold["speaker"]["mentions"]):
                right += 1
            else:
                wrong += 1
    return out | {
        "gum_speaker_right": float(right),
        "gum_speaker_wrong": float(wrong),
        "gum_speaker_right_share": round(100 * right / total, 1),
        "gum_speaker_wrong_share": round(100 * wrong / total, 1),
    }


def matched(scorer: ModuleType, record: Record, statements: tuple[Statement, ...]) -> list[tuple[Record, Statement]]:
    """Gold attributions and our statements with the same content (IoU >= .8)."""
    article = scorer.Article(record)
    gold = article.view(record["attributions"])
    ours = article.view([to_spans(s, statements) for s in statements])
    return [(record["attributions"][g], statements[p]) for g, p, _ in scorer.match(gold, ours, 0.8)]


def is_entity(cast: Cast, speaker: str, mentions: list[list[int]]) -> bool:
    """Whether the actor and the gold entity share a mention."""
    return any(m.start < end and start < m.end for m in cast[speaker].mentions for start, end in mentions)


def read_record(record: Record, reader: Reader | None = None) -> tuple[tuple[Statement, ...], Cast]:
    """Statements and actors of a gold article; its text is used unchanged, so that offsets agree."""
    lexicon: Lexicon = load_lexicon()
    article = Article(id=record["id"], text=record["text"])
    analysis: Analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    return find_statements(article, analysis, lexicon, cast, (), reader), cast


def to_spans(statement: Statement, all_of: tuple[Statement, ...]) -> Record:
    """A statement in the form of the scorer; a quotation that carries on has the source of the statement it goes on
    from.
    """
    source = statement.source
    if source is None and statement.cue is None and statement.speaker is not None:
        before = [
            s
            for s in all_of
            if s.source and s.speaker == statement.speaker and s.source.start < statement.content[0].start
        ]
        source = before[-1].source if before else None
    return {
        "source": [[source.start, source.end]] if source else [],
        "cue": [[statement.cue.start, statement.cue.end]] if statement.cue else [],
        "content": [[c.start, c.end] for c in statement.content],
    }


def as_relation(statement: Statement, all_of: tuple[Statement, ...], analysis: Analysis) -> Record | None:
    """The statement as GUM's relation of attribution has it; None where it has none.

    It holds between a clause that names who speaks, so a quotation that carries on without a cue and a passive without
    an agent have none, and a clause that is said, so "asked to help" and "denied the allegations" have none. Words that
    began before the cue end with the cue's sentence ("A," he said. "B.": B elaborates A by a relation of its own).
    Source: Carlson and Marcu, Discourse Tagging Reference Manual (2001), for the clauses; GUM's trees for the end.
    """
    spans = to_spans(statement, all_of)
    tokens = [i for start, end in spans["content"] for i in analysis.tokens_in(start, end)]
    if statement.cue is None or statement.source is None or not any(analysis.tokens[i].tag in FINITE for i in tokens):
        return None
    cue = statement.cue.start
    if spans["content"][0][0] < cue:
        last = analysis.sentence_of(analysis.tokens_in(cue, statement.cue.end)[0]).last
        spans["content"] = [c for c in spans["content"] if c[0] < analysis.tokens[last - 1].end]
    return spans


def f1(scorer: ModuleType, counts: list[int]) -> float:
    return round(100 * float(scorer.prf(counts)[2]), 1)


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the peers' figures, `gold/peers/quotes/score.py`, as a module."""
    spec = importlib.util.spec_from_file_location("peers_quotes_score", shared / "gold/peers/quotes/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "gold/peers/quotes/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_errors(shared: Path, out: Path) -> None:
    """Every miss, spurious find and wrong source on PolNeAR dev, one JSON object a line, to be read."""
    scorer = load_scorer(shared)
    gold = scorer.read(shared / "training/polnear/polnear_dev.jsonl")
    predicted = {r["id"]: [to_spans(s, found) for s in found] for r in gold for found in [read_record(r)[0]]}
    errors = scorer.evaluate(gold, predicted)[3]
    out.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in errors), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=Path)
    args = parser.parse_args()
    for name, value in measure(SHARED).items():
        print(f"{name:32} {value:6.1f}")
    if args.errors:
        write_errors(SHARED, args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
