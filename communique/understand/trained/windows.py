"""Text cut into the windows that the trained reader sees: one paragraph each, so that none changes another's reading.

Only a quotation is read with the paragraph that announces it or has left it open: there its speaker is named.
Source: alone, a paragraph is read better than among its neighbours (PolNeAR dev, content and source: 63.9, not 62.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.understand.speech.transcripts import MARKS, capital_turn

WORD = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = frozenset(".!?")
CLOSING = frozenset("”\"»’')]")
CLS, SEP = 101, 102  # ids of BERT's vocabulary
LIMIT = 256  # pieces a window, marks included; a longer paragraph is cut at sentence ends. Source: training/README.md
MARK_ROOM = 2  # pieces for the mark of a quotation that a cut runs through
OVERLAP = 48  # pieces of the sentences before a cut that are read again


@dataclass(frozen=True, slots=True)
class Window:
    """`pieces` as the model takes them; `words[i]` (index of a word of the text) begins at `pieces[places[i]]`.

    Words from `owned` (index of a word) on are this window's own, those before were read by the window before it, too.
    `goes_on`: begins amid a paragraph.
    """

    pieces: tuple[int, ...]
    words: range
    places: tuple[int, ...]
    owned: int
    goes_on: bool = False


def find_words(text: str) -> list[tuple[int, int]]:
    """[start, end) of every word and every sign.

    >>> find_words("No, Sir.")
    [(0, 2), (2, 3), (4, 7), (7, 8)]
    """
    return [m.span() for m in WORD.finditer(text)]


def find_breaks(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """[first, last) words of each paragraph that can be read by itself.

    A line break amid a sentence, as in hard-wrapped text, ends none; nor does one before a quotation that is announced
    ("He said:") or that goes on from an unclosed one, since there the speaker is named before the break.
    """
    out, first = [], 0
    for i in range(1, len(words)):
        lines = text.count("\n", words[i - 1][1], words[i][0])
        if not lines or (lines == 1 and _runs_on(text, words[i - 1], words[i])) or _speaks_on(text, words, i):
            continue
        out.append((first, i))
        first = i
    return [*out, (first, len(words))] if words else out


def _runs_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a line goes on in the next: a small letter follows, or a comma or small letters stand before."""
    left = text[before[0] : before[1]]
    return text[after[0]].islower() or left == "," or left.islower()


def _speaks_on(text: str, words: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether the paragraph at word i is the quotation that the one before announces, or the next part of its own."""
    if text[words[i][0]] not in MARKS or capital_turn(text, words, i, len(words)) is not None:
        return False
    return text[words[i - 1][0]] == ":" or _is_open(text, words[i - 1][1])


def _is_open(text: str, end: int) -> bool:
    """Whether the last quotation in the line that ends at `end` is not closed there."""
    begin = text.rfind("\n", 0, end) + 1
    return text.count('"', begin, end) % 2 == 1 or text.rfind("“", begin, end) > text.rfind("”", begin, end)


def cut_windows(
    text: str, words: Sequence[tuple[int, int]], pieces: Sequence[Sequence[int]], style: int
) -> Iterator[Window]:
    """Windows that cover every word in order. `pieces[i]` are the word pieces of word i; `style` follows CLS."""
    for first, last in find_breaks(text, words):
        yield from cut_paragraph(text, words, (first, last), pieces[first:last], style)


def cut_paragraph(
    text: str, words: Sequence[tuple[int, int]], paragraph: tuple[int, int], pieces: Sequence[Sequence[int]], style: int
) -> Iterator[Window]:
    """The windows of words [first, last) of the text; `pieces` are those of the paragraph's words alone."""
    first, last = paragraph
    own = words[first:last]
    room = LIMIT - 3
    if sum(map(len, pieces)) <= room:
        yield _build((0, len(own)), first, pieces, style, 0)
        return
    marks = _open_marks(text, own, (0, len(own)))
    for part, owned in _cut_long(text, own, pieces, (0, len(own)), room - MARK_ROOM):
        mark = marks.get(part[0])
        lead = pieces[mark][:MARK_ROOM] if mark is not None else ()
        yield _build(part, first, pieces, style, owned, lead)


def _cut_long(
    text: str, words: Sequence[tuple[int, int]], pieces: Sequence[Sequence[int]], paragraph: tuple[int, int], room: int
) -> list[tuple[tuple[int, int], int]]:
    """[((first, last), owned)] parts of a paragraph that does not fit, cut at sentence ends."""
    begin, end = paragraph
    ends = [begin, *_sentence_ends(text, words, paragraph)]
    out: list[tuple[tuple[int, int], int]] = []
    owned = first = begin
    while owned < end:
        last, used = first, 0
        while last < end and used + len(pieces[last]) <= room:
            used += len(pieces[last])
            last += 1
        if last < end:
            last = max((e for e in ends if owned < e <= last), default=max(last, owned + 1))
        out.append(((first, last), owned))
        owned = last
        first = _step_back(ends, pieces, owned, begin)
    return out


def _step_back(ends: Sequence[int], pieces: Sequence[Sequence[int]], owned: int, begin: int) -> int:
    """First word of the sentences before `owned` that are read again: at most OVERLAP pieces."""
    first, used = owned, 0
    while first > begin and used + len(pieces[first - 1]) <= OVERLAP:
        first -= 1
        used += len(pieces[first])
    return min((e for e in ends if first <= e <= owned), default=first)


def _sentence_ends(text: str, words: Sequence[tuple[int, int]], paragraph: tuple[int, int]) -> list[int]:
    """Words that begin a sentence after the first: the word after a full stop and its closing marks."""
    out, armed = [], False
    for i in range(*paragraph):
        sign = text[words[i][0] : words[i][1]]
        if sign in SENTENCE_END:
            armed = True
        elif armed and sign not in CLOSING:
            out.append(i)
            armed = False
    return out


def _open_marks(text: str, words: Sequence[tuple[int, int]], paragraph: tuple[int, int]) -> dict[int, int]:
    """{word inside a quotation: the mark that opened it}; the mark is shown again to the window that begins there."""
    out: dict[int, int] = {}
    opened: int | None = None
    for i in range(*paragraph):
        if opened is not None:
            out[i] = opened
        sign = text[words[i][0] : words[i][1]]
        if sign in "“«" or (sign == '"' and opened is None):
            opened = i
        elif sign in "”»" or sign == '"':
            opened = None
    return out


def _build(
    part: tuple[int, int],
    offset: int,
    pieces: Sequence[Sequence[int]],
    style: int,
    owned: int,
    lead: Sequence[int] = (),
) -> Window:
    """`part` and `owned` count from the paragraph's first word, which is word `offset` of the text."""
    ids, places = [CLS, style, *lead], []
    for i in range(*part):
        places.append(len(ids))
        ids.extend(pieces[i])
    ids.append(SEP)
    here = range(part[0] + offset, part[1] + offset)
    return Window(tuple(ids), here, tuple(places), owned + offset, goes_on=owned > 0)
