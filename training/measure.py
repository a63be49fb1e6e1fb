"""Figures of the reader by itself: its own layers against the readings, its attributions against PolNeAR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.understand.reader import Attributed, Marked, Reader, ReaderOutput, Style
from communique.understand.trained.windows import find_words
from training.corpora import Document, Spans
from training.setting import load_tokenizer


def torch_reader(net: Any) -> Reader:
    """The reader's own code around weights that are not exported yet."""
    import torch

    def forward(pieces: Sequence[int]) -> tuple[Any, Any, Any]:
        with torch.inference_mode():
            ids = torch.tensor([pieces])
            tag, query, key = net(ids, torch.ones(ids.shape))
        return tag[0].float().numpy(), query[0].float().numpy(), key[0].float().numpy()

    return Reader(load_tokenizer(), forward)


def read_documents(net: Any, documents: Sequence[Document], style: Style = "house") -> list[ReaderOutput]:
    reader = torch_reader(net)
    return [reader.read(d.text, style, marks=True) for d in documents]


def word_set(words: list[tuple[int, int]], spans: Spans) -> frozenset[int]:
    return frozenset(i for s, e in spans for i, (a, b) in enumerate(words) if a < e and b > s)


def pairs(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]], likeness: Any, floor: float
) -> list[tuple[int, int]]:
    """Greedy one-to-one matching, best first, as the gold's scorer does it."""
    scored = sorted((-likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found) if g & p)
    out, taken_gold, taken_found = [], set(), set()
    for value, i, j in scored:
        if -value >= floor and i not in taken_gold and j not in taken_found:
            out.append((i, j))
            taken_gold.add(i)
            taken_found.add(j)
    return out


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b))


def f1(right: int, gold: int, found: int) -> float:
    return 2 * right / (gold + found) if gold + found else 0.0


def spans_of(item: Attributed) -> Spans:
    return [(s.start, s.end) for s in item.content]


def content_figures(documents: Sequence[Document], readings: Sequence[ReaderOutput]) -> dict[str, float]:
    """content F1 (Jaccard >= .8), the same with an overlapping source, precision, recall, and outer content alone."""
    right = sourced = gold_count = found_count = outer_right = outer_gold = outer_found = 0
    for document, reading in zip(documents, readings, strict=True):
        words = [w for w in find_words(document.text) if document.text[w[0]].isalnum()]
        gold = [word_set(words, a.content) for a in document.attributions]
        found = [word_set(words, spans_of(a)) for a in reading.attributions]
        matched = pairs(gold, found, jaccard, 0.8)
        right, gold_count, found_count = right + len(matched), gold_count + len(gold), found_count + len(found)
        for i, j in matched:
            a, source = document.attributions[i].source, reading.attributions[j].source
            sourced += (not a and source is None) or (
                source is not None and any(s < source.end and source.start < e for s, e in a)
            )
        outer = [g for g, a in zip(gold, document.attributions, strict=True) if not a.inner]
        outer_read = [p for p, a in zip(found, reading.attributions, strict=True) if not a.is_nested]
        outer_right += len(pairs(outer, outer_read, jaccard, 0.8))
        outer_gold, outer_found = outer_gold + len(outer), outer_found + len(outer_read)
    return {
        "content": f1(right, gold_count, found_count),
        "sourced": f1(sourced, gold_count, found_count),
        "P": right / found_count if found_count else 0.0,
        "R": right / gold_count if gold_count else 0.0,
        "outer": f1(outer_right, outer_gold, outer_found),
    }


def layer_figures(documents: Sequence[Document], readings: Sequence[ReaderOutput]) -> dict[str, float]:
    """F1 of each marked layer (containment >= .6), and how many of the matched have the right kind."""
    out: dict[str, float] = {}
    for layer in ("promise", "occasion", "event"):
        right = kind = gold_count = found_count = 0
        for document, reading in zip(documents, readings, strict=True):
            words = [w for w in find_words(document.text) if document.text[w[0]].isalnum()]
            items = [(k, s) for k, spans in document.layers.get(layer, []) for s in spans]
            marked = _marks(reading, layer)
            gold = [word_set(words, [s]) for _, s in items]
            found = [word_set(words, [(m.span.start, m.span.end)]) for m in marked]
            matched = pairs(gold, found, containment, 0.6)
            right, gold_count, found_count = right + len(matched), gold_count + len(gold), found_count + len(found)
            kind += sum(items[i][0] == marked[j].kind for i, j in matched)
        out[layer] = f1(right, gold_count, found_count)
        out[f"{layer}_kind"] = kind / right if right else 0.0
    return out


def _marks(reading: ReaderOutput, layer: str) -> tuple[Marked, ...]:
    return {"promise": reading.promises, "occasion": reading.encounters, "event": reading.clauses}[layer]
