"""Plain text, perhaps copied from a browser window with the page's furniture -> Draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from communique.lexicon.load import Lexicon
from communique.read.blocks import Draft, Paragraph
from communique.read.boilerplate import Line, classify
from communique.read.forms.densest import keep_densest
from communique.read.forms.outlets import name_outlet
from communique.read.headers import author_beside_date, is_date_line, match_byline, published_of, sections_of
from communique.read.looks import FURNITURE_PROSE, is_sentence
from communique.record.document import BlockKind, Related

_BULLET = re.compile(r"^(?:[-*+•·▪●–—]|\d{1,2}[.)])\s+\S")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_WIDE = (45, 110)
_HEADING_WORDS = 14


def read_pasted(text: str, lexicon: Lexicon, *, title: str | None = None, clean_head: bool = True) -> Draft:
    """The draft of normalised plain text. `clean_head=False` for a text that its source has set apart already."""
    lines = classify(split_lines(text, lexicon), lexicon, title=title, clean_head=clean_head)
    return draft_of(keep_densest(lines, lexicon.page) if clean_head else lines, lexicon, title=title)


def split_lines(text: str, lexicon: Lexicon) -> list[Line]:
    """One `Line` a paragraph: lines of hard-wrapped prose are joined, others (also a date or a byline) stay apart."""
    found: list[Line] = []
    chunk: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            chunk.append((number, line.strip()))
        elif chunk:
            found.extend(line for part in _split_at_dates(chunk, lexicon) for line in _split_chunk(part))
            chunk = []
    return found


def _split_at_dates(chunk: Sequence[tuple[int, str]], lexicon: Lexicon) -> list[list[tuple[int, str]]]:
    """The chunk in parts: below a headline, a line that holds only a date or an author is no wrapped prose."""
    parts: list[list[tuple[int, str]]] = [[]]
    for number, line in chunk:
        ended = not parts[-1] or not parts[-1][-1][1].endswith(",")
        apart = ended and not line.endswith(".") and (is_date_line(line, lexicon) or match_byline(line, lexicon.page))
        if apart:
            parts += [[(number, line)], []]
        else:
            parts[-1].append((number, line))
    return [part for part in parts if part]


def _split_chunk(chunk: Sequence[tuple[int, str]]) -> list[Line]:
    width = max(len(line) for _, line in chunk)
    if len(chunk) > 1 and _WIDE[0] <= width <= _WIDE[1] and _is_wrapped([line for _, line in chunk], width):
        return _join_wrapped(chunk)
    return [Line(line, f"line {number}") for number, line in chunk]


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Filled to a width: the next line's first word would not have fitted, but where a list item begins."""
    joints = [(a, b) for a, b in pairwise(lines) if not _BULLET.match(b)]
    filled = sum(len(a) + 1 + len(b.split(" ", 1)[0]) >= width - 2 for a, b in joints)
    return bool(joints) and filled >= 0.75 * len(joints)


def _join_wrapped(chunk: Sequence[tuple[int, str]]) -> list[Line]:
    found: list[Line] = []
    for number, line in chunk:
        if found and not _BULLET.match(line):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line}")
        else:
            found.append(Line(line, f"line {number}"))
    return found


def draft_of(lines: Sequence[Line], lexicon: Lexicon, *, title: str | None = None) -> Draft:
    """The draft that classified lines make."""
    by_kind = {kind: [line for line in lines if line.kind == kind] for kind in {line.kind for line in lines}}
    heads = by_kind.get("headline", [])
    dates = [found for line in by_kind.get("date", []) if (found := published_of(line.text, lexicon.page))]
    sections = [
        s for line in [*by_kind.get("section", []), *by_kind.get("date", [])] for s in sections_of(line.text, lexicon)
    ]
    leftovers = [line.text for kind in FURNITURE_PROSE for line in by_kind.get(kind, [])]  # type: ignore[call-overload]
    byline = _first_byline([*by_kind.get("byline", []), *by_kind.get("date", [])], lexicon)
    kept = [line for line in lines if line.kind in ("body", "heading")]
    if kept and byline and kept[-1].text.startswith((f"{byline} is a", f"{byline} is the")) and len(kept) > 1:
        kept = kept[:-1] if lexicon.page.byline_roles.search(kept[-1].text) else kept
    return Draft(
        paragraphs=tuple(Paragraph(line.text, _block_kind(line, kept), line.origin) for line in kept),
        title=title or (heads[0].text if heads else None),
        outlet=name_outlet(leftovers),
        byline=byline,
        sections=tuple(dict.fromkeys(sections)),
        published=dates[0] if dates else None,
        related=tuple(related for line in by_kind.get("related", []) if (related := _related(line.text))),
    )


def _block_kind(line: Line, kept: Sequence[Line]) -> BlockKind:
    if _BULLET.match(line.text):
        return "list_item"
    short = len(line.text.split()) <= _HEADING_WORDS and not line.text.endswith((":", ",", ";"))
    return (
        "heading"
        if line.kind == "heading" or (short and not is_sentence(line.text) and line is not kept[-1])
        else "paragraph"
    )


def _first_byline(lines: Sequence[Line], lexicon: Lexicon) -> str | None:
    for line in lines:
        for piece in (line.text, *re.split(r"\s*[|•·;]\s*", line.text)):
            if name := match_byline(piece, lexicon.page) or author_beside_date(piece, lexicon):
                return name
    return None


def _related(text: str) -> Related | None:
    link = _LINK.search(text)
    words = _LINK.sub("", text)
    opener, colon, rest = words.partition(":")
    title = (
        rest
        if colon
        and len(opener.split()) <= 4
        and opener.strip().lower().startswith(("read", "see", "also", "more", "related"))
        else words
    )
    title = re.sub(r"^[-*+•·▪●»›>\s\d.]{0,6}(?=\D)", "", title).strip(" ()[]<>-–—|")
    return Related(title, link.group() if link else None) if any(c.isalpha() for c in title) else None
