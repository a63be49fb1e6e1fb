"""Talks written down: who speaks stands before a colon ("HOST: ...", "Ann Example: ...").

`find_capital_turns` needs the letters alone; labels that only the parse knows for names are read by
`speech/turns.py`. Both ask `is_transcript` whether there is a talk at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

VOICES = 2
"""Different speakers that make a transcript; one label alone is a note ("CORRECTION: ...")."""
LABEL_WORDS = 6
MARKS = {"“": "”", '"': '"', "«": "»"}
Turn = tuple[tuple[int, int], tuple[int, int]]  # [first, last) words of the label and of what is said
Words = Sequence[tuple[int, int]]


def is_transcript(labels: Iterable[str]) -> bool:
    """Whether labels before colons are those of a talk.

    >>> is_transcript(["HOST", "GUEST", "HOST"]), is_transcript(["CORRECTION"])
    (True, False)
    """
    return len(set(labels)) >= VOICES


def find_capital_turns(text: str, words: Words, breaks: Sequence[tuple[int, int]]) -> dict[int, Turn]:
    """{first word of a paragraph: the turn that it is} of a transcript whose speakers stand in capitals."""
    turns = {first: turn for first, last in breaks if (turn := capital_turn(text, words, first, last)) is not None}
    return turns if is_transcript(text[words[a][0] : words[b - 1][1]] for (a, b), _ in turns.values()) else {}


def capital_turn(text: str, words: Words, first: int, last: int) -> Turn | None:
    """What words [first, last) are when they open with a label; in quotation marks, the turn ends where they close."""
    begin = first + (text[words[first][0]] in MARKS)
    colon = begin
    while colon < min(last, begin + LABEL_WORDS) and _is_label(text[slice(*words[colon])]):
        colon += 1
    if colon == begin or colon + 1 >= last or text[words[colon][0]] != ":":
        return None
    if begin > first:
        closing = MARKS[text[words[first][0]]]
        ends = (i for i in range(colon + 2, last) if text[words[i][0]] == closing and not opens_line(text, words, i))
        last = next(ends, last)
    return (begin, colon), (colon + 1, last)


def _is_label(word: str) -> bool:
    return word.isupper() or word in ".-'’"


def opens_line(text: str, words: Words, i: int) -> bool:
    """Whether word i, which is not the first, stands at the start of a line."""
    return "\n" in text[words[i - 1][1] : words[i][0]]
