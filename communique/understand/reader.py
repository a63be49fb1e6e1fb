"""The trained reader: text -> attributions, promises, encounters, clauses; the only file that knows onnxruntime."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal

from communique.errors import ModelError
from communique.record.text import Span
from communique.understand.speech.transcripts import find_capital_turns
from communique.understand.trained.windows import Window, cut_paragraph, find_breaks, find_words

if TYPE_CHECKING:
    from communique.understand.trained.seams import Seams
    from communique.understand.trained.tagging import Linked, Run, Tagged

Forward = Callable[[Sequence[int]], tuple[Any, Any, Any]]
Style = Literal["house", "polnear"]
CARD, UNKNOWN_PIECE = "card.toml", 100
COMPLEMENTIZER = "that"
MARKS = ' \t\u00a0,;"“”«»„'


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words attributed to a source; `score` in 0..1. `is_nested`: stands inside another's content."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: float
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text and what it tells: a kind of commitment, of encounter, or a PLOVER type; `score` in 0..1."""

    kind: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class ReaderOutput:
    """Everything that the reader saw in one text, in text order."""

    attributions: tuple[Attributed, ...] = ()
    promises: tuple[Marked, ...] = ()
    encounters: tuple[Marked, ...] = ()
    clauses: tuple[Marked, ...] = ()


@dataclass(frozen=True)
class Reader:
    """`forward` maps pieces to (tag scores, link queries, link keys), each float32, (pieces, width)."""

    tokenizer: Any
    forward: Forward
    name: str = ""
    bias: dict[str, float] = field(default_factory=dict)

    def read(
        self, text: str, style: Style = "house", within: Sequence[Span] | None = None, *, marks: bool = False
    ) -> ReaderOutput:
        """What the text says. Windows go through one by one, so memory does not grow with their number.

        With `within` only the paragraphs that touch one of its spans are read; promises, encounters
        and clauses are looked for with `marks` alone.
        """
        from communique.understand.trained.quotations import follow_marks
        from communique.understand.trained.seams import Seams

        words = find_words(text)
        if not words:
            return ReaderOutput()
        seen = Seams()
        wanted = None if within is None else _Spots(within)
        breaks = find_breaks(text, words)
        turns = find_capital_turns(text, words, breaks) if style == "polnear" else {}
        for first, last in breaks:
            if first in turns:
                seen.add_turn(turns[first])
                continue
            if wanted is None or wanted.touch(words[first][0], words[last - 1][1]):
                self._read_paragraph(text, words, (first, last), (style, marks), seen)
        linked = follow_marks(text, words, seen.linked["outer"], joins=style == "polnear")
        joiner = COMPLEMENTIZER if style == "house" else ""
        outer = [_attributed(text, words, a, joiner, is_nested=False) for a in linked]
        inner = [_attributed(text, words, a, joiner, is_nested=True) for a in seen.linked["inner"]]
        attributions = sorted((a for a in (*outer, *inner) if a.content), key=lambda a: (a.content[0], a.is_nested))
        marked = {head: tuple(_marked(words, t) for t in tagged) for head, tagged in seen.tagged.items()}
        return ReaderOutput(tuple(attributions), marked["promise"], marked["occasion"], marked["event"])

    def _read_paragraph(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        paragraph: tuple[int, int],
        how: tuple[Style, bool],
        seen: Seams,
    ) -> None:
        from communique.understand.trained.tagging import STYLES

        pieces = self._pieces([text[a:b] for a, b in words[slice(*paragraph)]])
        for window in cut_paragraph(text, words, paragraph, pieces, STYLES[how[0]]):
            self._read_window(window, how[0], seen, marks=how[1])

    def _pieces(self, words: Sequence[str]) -> list[list[int]]:
        encoding = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        out: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            out[word].append(piece)
        return [pieces or [UNKNOWN_PIECE] for pieces in out]

    def _read_window(self, window: Window, style: Style, seen: Seams, *, marks: bool) -> None:
        from communique.understand.trained.tagging import HEADS, LINK_SIZE, columns, find_runs, link

        tag, query, key = self.forward(window.pieces)
        places = list(window.places)
        scores, queries, keys = tag[places], query[places], key[places]
        for layer, head in enumerate(("outer", "inner")):
            if head == "inner" and style != "house":
                continue
            part = slice(layer * LINK_SIZE, (layer + 1) * LINK_SIZE)
            runs = find_runs(scores[:, columns(head)], head, self.bias.get(head, 0.0))
            found = link(runs, queries[:, part], keys[:, part], key[0, part], style == "polnear")
            seen.add_linked(head, window, found)
        for head in HEADS:
            if marks and head in seen.tagged:
                seen.add_tagged(head, window, find_runs(scores[:, columns(head)], head, self.bias.get(head, 0.0)))


class _Spots:
    """Spans that can be asked in logarithmic time whether one of them touches a stretch of text."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            self._starts.append(span.start)
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def touch(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _span(words: Sequence[tuple[int, int]], run: Run | None) -> Span | None:
    return None if run is None else Span(words[run[0]][0], words[run[1] - 1][1])


def _attributed(
    text: str, words: Sequence[tuple[int, int]], item: Linked, joiner: str, *, is_nested: bool
) -> Attributed:
    """Content without quotation marks at its ends and without the `joiner` ("that") that opens it."""
    content = []
    for first, last in item.content:
        if text[slice(*words[first])] == joiner:
            first += 1
            if first == last:
                continue
        start, end = words[first][0], words[last - 1][1]
        while start < end and text[start] in MARKS:
            start += 1
        while end > start and text[end - 1] in MARKS:
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            content.append(Span(start, end))
    return Attributed(_span(words, item.source), _span(words, item.cue), tuple(content), item.score, is_nested)


def _marked(words: Sequence[tuple[int, int]], item: Tagged) -> Marked:
    return Marked(item.kind, Span(words[item.run[0]][0], words[item.run[1] - 1][1]), item.score)


def load_reader() -> Reader:
    """The reader with the weights that ship in `communique/models`, loaded once a process.

    Raises: ModelError when a file is missing or is not the one of the card, or the inference library is absent.
    """
    return _load_packaged()


@cache
def _load_packaged() -> Reader:
    return load_reader_from(files("communique.models"))


def load_reader_from(folder: Traversable) -> Reader:
    """The reader whose card, weights and tokenizer are in `folder`. Raises: ModelError as `load_reader`."""
    card = _read_card(folder)
    weights = _checked(folder, card, "weights")
    vocabulary = _checked(folder, card, "tokenizer")
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(f"the trained reader needs onnxruntime and tokenizers: {error}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Reader(tokenizer, _forward_of(session), f"{card['name']} {card['version']}", dict(card.get("bias", {})))


def _forward_of(session: Any) -> Forward:
    import numpy as np

    def forward(pieces: Sequence[int]) -> tuple[Any, Any, Any]:
        tag, query, key = session.run(None, {"ids": np.array([pieces], dtype=np.int64)})
        return tag[0], query[0], key[0]

    return forward


def _read_card(folder: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(CARD).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"the model card {CARD} cannot be read: {error}") from error


def _checked(folder: Traversable, card: dict[str, Any], part: str) -> bytes:
    try:
        file, wanted = card[part]["file"], card[part]["sha256"]
        data = folder.joinpath(file).read_bytes()
    except (KeyError, TypeError, OSError) as error:
        raise ModelError(f"the model's {part} cannot be read: {error!r}") from error
    if sha256(data).hexdigest() != wanted:
        raise ModelError(f"{file} is not the file that {CARD} describes: its sha256 differs")
    return data
