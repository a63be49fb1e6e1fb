"""The words of a statement as they stand in the article: who, the cue and what was said told apart."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from communique.record.finding import Statement
from communique.show.highlight import pieces
from communique.show.plain import plain

# A longer gap between the parts of one statement is shown as "[…]".
GAP: Final = 80
_QUOTES: Final = "\"'“”‘’«»„"
_STYLES: Final = {"content": "italic", "cue": "underline cyan", "source": "bold"}


def passage(text: str, statement: Statement) -> Text:
    """The article's words from the first to the last word of the statement; long stretches between are cut out."""
    spans = [(e.start, e.end, "content") for e in statement.content]
    spans += [(e.start, e.end, name) for name in ("cue", "source") if (e := getattr(statement, name))]
    out = Text()
    for number, (start, end) in enumerate(_stretches(text, sorted(spans))):
        if number:
            out.append(" […] ", style="dim")
        for piece in pieces(start, end, spans):
            style = " ".join(_STYLES[label] for label in _STYLES if label in piece.labels) or "dim"
            out.append(plain(text[piece.start : piece.end]), style=style)
    return out


def _stretches(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The spans joined over short gaps, with the quotation marks that touch them."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in spans:
        if joined and start - joined[-1][1] <= GAP and "\n\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return [
        (start - (start > 0 and text[start - 1] in _QUOTES), end + (end < len(text) and text[end] in _QUOTES))
        for start, end in joined
    ]
