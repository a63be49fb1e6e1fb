"""Quotation spans: what stands between quotation marks, nested and across paragraphs, or is set off without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.record.language import Analysis, Ranges

_OPENERS = "“„«"
_DOUBLE = '“”„«»"\u201f'
_ENDING = ",.?!…"
_PAIRS = ("``", "‘‘")  # two single marks that stand for a double one and open
_MARKS = re.compile(r"``|''|‘‘|’’|[“”„«»\"\u201f‘’‚'`]")
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
_ELISION = re.compile(r"['’‘](?:\d0s|\d\d\b|em\b|til\b|cause\b|tis\b|twas\b|n['’])", re.I)
_NESTED = 3000
"""Code points within which a quotation in single marks or inside another one closes."""
_REACH = 30
"""How many paragraphs a quotation may run on without reopened marks before it counts as left open by mistake."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words between two quotation marks, marks left out.

    `start`/`end` are code points of the text; `parts` has one range a paragraph where each paragraph opens the marks
    anew, else one range in all; `parent` is the index of the quotation around this one, or None; `marked` is False
    for one that is set off without marks.
    """

    start: int
    end: int
    parts: Ranges
    parent: int | None = None
    marked: bool = True


def quotes_of(analysis: Analysis) -> tuple[Quote, ...]:
    """Every quotation of an analysed text, with marks or set off without, in order of its start."""
    return find_quotes(analysis.text, analysis.set_off)


def find_quotes(text: str, set_off: Sequence[Ranges] = ()) -> tuple[Quote, ...]:
    """Every quotation in order of its start; `set_off` are the ranges of those that stand without marks.

    Apostrophes are no marks; a mark that nothing closes reaches to the end of its paragraph, unless the next
    paragraphs carry on to a closing mark.

    >>> [q.parts for q in find_quotes('He said: "Yes, ‘we’ will," and left.')]
    [((10, 25),), ((16, 18),)]
    """
    scan = _Scan(text)
    spots = [m.span() for m in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(spots):
        scan.paragraph(start, end, spots[number + 1 : number + 1 + _REACH])
    unmarked = [Quote(parts[0][0], parts[-1][1], parts, marked=False) for parts in set_off]
    return _nest(sorted([*scan.found, *unmarked], key=lambda q: (q.start, -q.end)))


def _nest(quotes: list[Quote]) -> tuple[Quote, ...]:
    out: list[Quote] = []
    stack: list[int] = []
    for quote in quotes:
        while stack and out[stack[-1]].end < quote.end:
            stack.pop()
        out.append(replace(quote, parent=stack[-1] if stack else None))
        stack.append(len(out) - 1)
    return tuple(out)


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    parts: list[tuple[int, int]]

    @property
    def double(self) -> bool:
        return self.mark in _DOUBLE or self.mark in (*_PAIRS, "''")


class _Scan:
    """Walks the marks of a text with a stack of quotations that are still open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quote] = []
        self.stack: list[_Open] = []

    def paragraph(self, start: int, end: int, coming: list[tuple[int, int]]) -> None:
        for match in _MARKS.finditer(self.text, start, end):
            at, mark = match.start(), match.group()
            before = self.text[at - 1] if at > start else " "
            after = self.text[match.end()] if match.end() < end else " "
            if mark in ("'", "’", "‘", "‚", "`"):
                self._single(at, mark, before, after, end)
            elif mark == "’’" and not any(o.mark == "‘‘" for o in self.stack):  # "‘I said ‘no’’": two that close
                self._single(at, "’", before, "’", end)
                self._single(at + 1, "’", "’", after, end)
            else:
                self._double(at, match.end(), mark, before, after, first=not self.text[start:at].strip())
        self._finish(end, coming)

    def _double(self, at: int, past: int, mark: str, before: str, after: str, *, first: bool) -> None:
        top = next((o for o in reversed(self.stack) if o.double), None)
        nests = False
        ends_word = not before.isspace() and (after.isspace() or not after)
        looks_open = (mark in _OPENERS and not (top and (top.mark == "„" or ends_word))) or mark in _PAIRS
        if mark in ('"', "\u201f", "''"):
            looks_open = (
                not after.isspace() and after not in ",.;:!?)]" and (before.isspace() or before in "([{—–-/‘'“")
            )
            nests = looks_open and top is not None and not first and self._nests(past)
            if top is None and not looks_open and before in _ENDING and after.isspace():
                return  # it closes what nothing opened: the opening mark is lost
            if looks_open and top is not None and not first and not nests:
                self._close(top, self._sentence_end(top.start, at))
                top = None
            looks_open = top is None or (looks_open and first) or nests
        if top is not None and first and looks_open:
            top.start = past
            return
        if looks_open:
            if top is not None and top.mark == mark and not nests:
                self._close(top, at)
            self.stack.append(_Open(mark, past, []))
        elif top is not None:
            self._close(top, at)

    def _sentence_end(self, start: int, at: int) -> int:
        """Where a quotation that nothing closed before the next one opens must have ended: with its last sentence."""
        ends = [self.text.rfind(sign, start, at) for sign in ".?!"]
        return max(ends) + 1 if max(ends) >= start else at

    def _nests(self, past: int) -> bool:
        """Whether straight marks after an opening one inside an open quotation close both of them, in this
        paragraph.
        """
        depth = 2
        stop = self.text.find("\n", past, past + _NESTED)
        for match in re.finditer('"', self.text[past : stop if stop >= 0 else past + _NESTED]):
            at = past + match.start()
            after = self.text[at + 1] if at + 1 < len(self.text) else " "
            depth += 1 if self.text[at - 1].isspace() and not after.isspace() else -1
            if depth == 0:
                return True
        return False

    def _single(self, at: int, mark: str, before: str, after: str, end: int) -> None:
        if (before.isalnum() and after.isalnum()) or _ELISION.match(self.text, at):
            return
        top = self.stack[-1] if self.stack and not self.stack[-1].double else None
        opens = (before.isspace() or before in '([{—–-/“"„«') and not after.isspace() and mark != "’"
        if top is not None and not opens:
            if not self._possessive(at, before, after, end):
                self._close(top, at)
        elif opens and top is None and self._closes_later(at + 1, end):
            self.stack.append(_Open(mark, at + 1, []))

    def _possessive(self, at: int, before: str, after: str, end: int) -> bool:
        """Whether this mark is the apostrophe of "the peoples' will" inside an open single quotation."""
        if before not in "sz" or not after.isspace():
            return False
        follows = self.text[at + 1 : at + 3].strip()
        return bool(follows) and follows[0].islower() and self._closes_later(at + 1, end)

    def _closes_later(self, at: int, end: int) -> bool:
        end = min(end, at + _NESTED)
        for match in re.finditer("['’]", self.text[at:end]):
            i = at + match.start()
            before = self.text[i - 1] if i > at else " "
            after = self.text[i + 1] if i + 1 < end else " "
            if not before.isspace() and not after.isalnum():
                return True
        return False

    def _finish(self, end: int, coming: list[tuple[int, int]]) -> None:
        """At the end of a paragraph: quotations that carry on stay open, all others end here."""
        for quote in list(self.stack):
            if quote not in self.stack:  # it stood inside one that has just ended
                continue
            if not quote.double or not coming:
                self._close(quote, end)
                continue
            start = coming[0][0]
            reopened = self.text[start] in '“"„«' or self.text.startswith("‘‘", start)
            if reopened and self._is_fragment(quote):
                self._close(quote, end)
            elif reopened:
                quote.parts.append((quote.start, end))
            elif not self._closed_in(coming):
                self._close(quote, end)

    def _is_fragment(self, quote: _Open) -> bool:
        """Whether the marks open amid a sentence ("spoke of “hidden work"): the next paragraph begins anew."""
        left = self.text[max(0, quote.start - 4) : quote.start].rstrip()[: -len(quote.mark)]
        opens_small = self.text[quote.start : quote.start + 1].islower()
        return not quote.parts and opens_small and "\n" not in left and left.rstrip()[-1:].isalnum()

    def _closed_in(self, coming: list[tuple[int, int]]) -> bool:
        for start, end in coming:
            for match in re.finditer('[“”„«»"]|‘‘|’’', self.text[start:end]):
                at, past = start + match.start(), start + match.end()
                before = self.text[at - 1] if at > start else " "
                after = self.text[past] if past < end else " "
                return match.group() in ("”", "»", '"', "’’") and not before.isspace() and not after.isalnum()
        return False

    def _close(self, quote: _Open, end: int) -> None:
        while self.stack and self.stack[-1] is not quote:
            self.stack.pop()
        self.stack.pop()
        parts = [trimmed for part in [*quote.parts, (quote.start, end)] if (trimmed := self._trim(*part))]
        if parts:
            self.found.append(Quote(parts[0][0], parts[-1][1], tuple(parts)))

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None
