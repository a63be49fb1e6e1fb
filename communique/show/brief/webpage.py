"""The brief as one HTML file that needs nothing else: style and picture are in it, no script, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Final

from communique.show.brief.pdf import KICKER
from communique.show.brief.timeline import draw_timeline
from communique.show.brief.values import Brief, Note, Piece, Promise, Section
from communique.show.phrases import day

_TAGS: Final = {"strong": "strong", "words": "em", "alarm": "b"}


def to_html(brief: Brief) -> str:
    """The page; all words are escaped, links go to http(s) addresses only."""
    numbers = {note: number for number, note in enumerate(brief.notes(), 1)}
    style = files("communique.show.brief").joinpath("brief.css").read_text(encoding="utf-8")
    calls = _Calls(numbers)
    head = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}, {escape(brief.period)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header><p class="kicker"><span>{KICKER}</span><span>{escape(day(brief.made_on))}</span></p>\n'
        f"<h1>{escape(brief.title)}</h1>\n"
        f'<p class="period">{escape(brief.period)}, as of {escape(brief.as_of)}</p></header>\n'
    )
    picture = draw_timeline(brief)
    body = [f"<figure>{picture}</figure>"] if picture else []
    for section in brief.sections:
        body += ["<section>", f"<h2>{escape(section.heading)}</h2>", *_section(section, calls), "</section>"]
    notes = [f'<li id="note-{n}">{_note(note)} <a href="#call-{n}" aria-label="Back to the sentence">↑</a></li>'
             for note, n in numbers.items()]  # fmt: skip
    foot = f'<p class="imprint">{escape(brief.imprint)}</p>'
    return "\n".join([head + '<main id="brief">', *body, '<section class="notes"><h2>Notes</h2><ol>', *notes,
                      "</ol></section></main>", f"<footer>{foot}</footer>", "</body>", "</html>", ""])  # fmt: skip


class _Calls:
    """The calls of notes; the first call of a note is where its way back leads."""

    def __init__(self, numbers: dict[Note, int]) -> None:
        self._numbers, self._called = numbers, set[int]()

    def __call__(self, notes: Iterable[Note]) -> str:
        out = []
        for note in notes:
            number = self._numbers[note]
            anchor = "" if number in self._called else f' id="call-{number}"'
            self._called.add(number)
            out.append(f'<a href="#note-{number}"{anchor} aria-label="Note {number}">{number}</a>')
        return f"<sup>{', '.join(out)}</sup>"


def _section(section: Section, calls: _Calls) -> Iterator[str]:
    if section.sentences:
        yield "<dl>"
        for sentence in section.sentences:
            words = "".join(_piece(piece) for piece in sentence.pieces)
            yield f"<div><dt>{escape(sentence.lead or '')}</dt><dd>{words}{calls(sentence.notes)}</dd></div>"
        yield "</dl>"
    if section.promises:
        yield '<table><thead><tr><th scope="col">Who, to whom</th><th scope="col">What, in the words of the source</th>'
        yield '<th scope="col">Due</th><th scope="col">How it stands</th></tr></thead><tbody>'
        yield from (_row(row, calls) for row in section.promises)
        yield "</tbody></table>"
    if section.remark:
        yield f'<p class="remark">{escape(section.remark)}</p>'


def _row(row: Promise, calls: _Calls) -> str:
    whom = f" to {escape(row.whom)}" if row.whom else ""
    due = f'<b class="overdue">{escape(row.due)}</b>' if row.is_overdue else escape(row.due)
    return (
        f"<tr><td><strong>{escape(row.who)}</strong>{whom}</td><td>“<em>{escape(row.action)}</em>”{calls(row.notes)}</td>"
        f"<td>{due}</td><td>{escape(row.status)}</td></tr>"
    )


def _piece(piece: Piece) -> str:
    tag = _TAGS.get(piece.look)
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)


def _note(note: Note) -> str:
    source = escape(note.source)
    if note.url and note.url.startswith(("http://", "https://")):
        source = f'<a href="{escape(note.url)}" rel="noreferrer">{source}</a>'
    return f"“{escape(note.words)}” <cite>{source}</cite>, characters {note.start}–{note.end}."
