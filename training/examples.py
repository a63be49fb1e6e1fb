"""Documents -> windows with their targets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tokenizers import Tokenizer

from communique.understand.trained.tagging import HEADS, STYLES
from communique.understand.trained.windows import Window, cut_windows, find_words
from training.corpora import Attribution, Document, Spans

IGNORE = -100
CONTENT = [HEADS["outer"].index(f"{mark}-content") for mark in "BI"]


@dataclass
class Example:
    """Targets by piece: one list a head, one list a link layer; IGNORE where nothing is asked."""

    pieces: tuple[int, ...]
    tags: dict[str, list[int]]
    links: list[list[int]]


@dataclass
class Labelled:
    """A document with its words' targets. `links[layer]` = {word: word that it points at, or None for nowhere}."""

    document: Document
    words: list[tuple[int, int]]
    pieces: list[list[int]]
    tags: dict[str, list[int]]
    links: list[dict[int, int | None]]

    @cached_property
    def examples(self) -> list[Example]:
        style = STYLES[self.document.style]
        return [self._example(w) for w in cut_windows(self.document.text, self.words, self.pieces, style)]

    def _is_blind(self, window: Window) -> bool:
        """Whether a window lies all in a speech that was announced before it, and shows no mark of that."""
        row = self.tags["outer"][window.words.start : window.words.stop]
        inside = [label in CONTENT for label in row]
        start, end = self.words[window.words.start][0], self.words[window.words.stop - 1][1]
        anchored = any(label and label not in CONTENT for label in row)
        return (
            not anchored
            and sum(inside) > 0.9 * len(inside)
            and not any(mark in self.document.text[start:end] for mark in '"“”')
        )

    def _example(self, window: Window) -> Example:
        place = dict(zip(window.words, window.places, strict=True))
        size = len(window.pieces)
        tags = {head: [IGNORE] * size for head in self.tags}
        links = [[IGNORE] * size for _ in self.links]
        blind = self._is_blind(window)
        for word, at in place.items():
            for head, values in self.tags.items():
                if not (blind and head == "outer"):
                    tags[head][at] = values[word]
            for layer, targets in enumerate(self.links):
                if word in targets:
                    target = targets[word]
                    links[layer][at] = 0 if target is None else place.get(target, 0)
        return Example(window.pieces, tags, links)


def word_pieces(tokenizer: Any, text: str, words: list[tuple[int, int]]) -> list[list[int]]:
    encoding = tokenizer.encode([text[a:b] for a, b in words], is_pretokenized=True, add_special_tokens=False)
    out: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        out[word].append(piece)
    return [pieces or [100] for pieces in out]


def covered(spans: Spans, words: list[tuple[int, int]], text: str) -> list[int]:
    """Indices of the words mostly inside the spans; a gap of nothing but signs is filled."""
    got = [
        i for s, e in spans for i in range(*_near(words, s, e))
        if 2 * (min(e, words[i][1]) - max(s, words[i][0])) >= words[i][1] - words[i][0]
    ]  # fmt: skip
    out: list[int] = []
    for i in sorted(set(got)):
        if out and 1 < i - out[-1] <= 4 and not any(text[words[k][0]].isalnum() for k in range(out[-1] + 1, i)):
            out.extend(range(out[-1] + 1, i))
        out.append(i)
    return out


def _near(words: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    from bisect import bisect_left, bisect_right

    first = max(0, bisect_right(words, (start, 1 << 60)) - 1)
    return first, bisect_left(words, (end, 0))


def label(document: Document, tokenizer: Tokenizer) -> Labelled:
    words = find_words(document.text)
    tags = {head: [0] * len(words) for head in ("outer", "inner") if document.style == "house" or head == "outer"}
    links: list[dict[int, int | None]] = [{}, {}]
    for attribution in sorted(document.attributions, key=lambda a: min(a.content)):
        _draw(document, attribution, words, tags, links)
    for layer, items in document.layers.items():
        tags[layer] = [0] * len(words)
        for kind, spans in sorted(items, key=lambda item: min(item[1], default=(0, 0))):
            for span in spans:
                _paint(tags[layer], covered([span], words, document.text), HEADS[layer].index(f"B-{kind}"))
    return Labelled(document, words, word_pieces(tokenizer, document.text, words), tags, links)


def _paint(row: list[int], run: list[int], begin: int) -> None:
    """B then I over the words that are still free."""
    before = None
    for i in run:
        if row[i] == 0:
            row[i] = begin + (before == i - 1)
            before = i


def _draw(
    document: Document,
    a: Attribution,
    words: list[tuple[int, int]],
    tags: dict[str, list[int]],
    links: list[dict[int, int | None]],
) -> None:
    head, layer = ("inner", 1) if a.inner else ("outer", 0)
    source, cue, content = (covered(spans, words, document.text) for spans in (a.source, a.cue, a.content))
    row = tags[head]
    for role, run in (("content", content), ("source", source), ("cue", cue)):
        begin = HEADS[head].index(f"B-{role}")
        before = None
        for i in run:
            free = row[i] == 0 or (role != "content" and row[i] in (begin, begin + 1))
            if free:
                row[i] = begin + (before == i - 1)
                before = i
    anchor = (cue or source or [None])[0]
    for i in content:
        links[layer].setdefault(i, anchor)
    for i in cue:
        links[layer].setdefault(i, source[0] if source else None)
