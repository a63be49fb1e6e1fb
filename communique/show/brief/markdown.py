"""The brief as Markdown, with footnotes (`[^1]`) as GitHub, pandoc and the like know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from communique.show.brief.pdf import KICKER
from communique.show.brief.values import Brief, Note, Piece
from communique.show.phrases import day
from communique.show.plain import plain

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~^$&])")
_AT_START: Final = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-=:])")
_MARKS: Final = {"plain": "", "strong": "**", "words": "*", "alarm": "**"}


def to_markdown(brief: Brief) -> str:
    """The text; nothing in an article's words is read as markup."""
    numbers = {note: number for number, note in enumerate(brief.notes(), 1)}
    lines = [
        f"*{KICKER}, {day(brief.made_on)}*",
        "",
        f"# {_safe(brief.title)}",
        "",
        f"{_safe(brief.period)}, as of {brief.as_of}",
        "",
    ]
    lines += _timeline(brief)
    for section in brief.sections:
        lines += [f"## {section.heading}", ""]
        for sentence in section.sentences:
            lead = f"{_safe(sentence.lead)}: " if sentence.lead else ""
            words = "".join(_piece(piece) for piece in sentence.pieces)
            lines.append(f"- {lead}{words}{_calls(sentence.notes, numbers)}")
        if section.promises:
            lines += ["| Who, to whom | What, in the words of the source | Due | How it stands |", "|---|---|---|---|"]
        for row in section.promises:
            who = f"**{_safe(row.who)}**" + (f" to {_safe(row.whom)}" if row.whom else "")
            due = f"**{_safe(row.due)}**" if row.is_overdue else _safe(row.due)
            lines.append(
                f"| {who} | “*{_safe(row.action)}*”{_calls(row.notes, numbers)} | {due} | {_safe(row.status)} |"
            )
        lines += ["", f"*{_safe(section.remark)}*", ""] if section.remark else [""]
    lines += ["---", "", _safe(brief.imprint), ""]
    lines += [f"[^{number}]: {_note(note)}" for note, number in numbers.items()]
    return "\n".join(lines) + "\n"


def _timeline(brief: Brief) -> Iterator[str]:
    """A picture has no place in plain text: the same marks as a list."""
    if not brief.marks:
        return
    yield "| Day | | |"
    yield "|---|---|---|"
    for mark in sorted(brief.marks, key=lambda m: (m.first, m.last, m.label)):
        days = day(mark.first) if mark.first == mark.last else f"{day(mark.first)} to {day(mark.last)}"
        yield f"| {days} | {mark.lane} | {_safe(mark.label)} |"
    yield ""


def _calls(notes: Iterable[Note], numbers: dict[Note, int]) -> str:
    return "".join(f"[^{numbers[note]}]" for note in notes)


def _note(note: Note) -> str:
    url = f" <{note.url}>" if note.url and re.fullmatch(r"https?://[^\s<>]+", note.url) else ""
    return f"“{_safe(note.words)}” {_safe(note.source)}, characters {note.start}–{note.end}.{url}"


def _piece(piece: Piece) -> str:
    mark = _MARKS[piece.look]
    inner = piece.text.strip() if mark else piece.text
    left, right = (piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text[len(piece.text.rstrip()) :])
    return f"{left}{mark}{_safe(inner)}{mark}{right}" if mark else _safe(piece.text)


def _safe(words: str) -> str:
    """The words on one line, their signs escaped.

    >>> _safe("*bold* <script> [x](y)")
    '\\\\*bold\\\\* \\\\<script\\\\> \\\\[x\\\\]\\\\(y\\\\)'
    """
    return _AT_START.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], _SIGNS.sub(r"\\\1", plain(words)))
