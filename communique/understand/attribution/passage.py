"""Passage: the analysed text with its quotations laid over the tokens; what every rule of attribution reads."""

from __future__ import annotations

from dataclasses import dataclass

from communique.lexicon.speech import Speech
from communique.record.language import Analysis, Token
from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.coordination import rejoin
from communique.understand.quotes import Quote, quotes_of

ENDS = frozenset(".?!")
FINITE = frozenset(("VBD", "VBZ", "VBP"))
VERBAL = frozenset(("VERB", "AUX"))
_SETTINGS = frozenset(["in", "at", "on", "during", "after", "before", "ahead", "following", "via", "through", "within"])
_SMALL = frozenset(("ADP", "DET", "CCONJ", "PART"))
SIGNS = frozenset(",;:.\"“”„«»'‘’`()[]–—-")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: [first, last) without marks; `opened` is the token of the opening mark, `closed` the
    first after
    the closing mark."""

    index: int
    quote: Quote
    first: int
    last: int
    opened: int
    closed: int
    parts: tuple[TokenRange, ...]
    parent: int


class Passage:
    """Tokens, quotations and, for every token, the innermost quotation around it (-1: none)."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self.analysis, self.speech = analysis, speech
        self.tokens = analysis.tokens
        self.cues = speech.cues
        self.reporting = speech.reporting
        self.quotes = tuple(self._laid(quotes_of(analysis)))
        self.region = [-1] * len(self.tokens)
        by_index = {q.index: q for q in self.quotes}
        for quote in self.quotes:
            self.region[quote.first : quote.last] = [quote.index] * (quote.last - quote.first)
        self.by_index = by_index
        self.mark_tokens = self._mark_tokens()
        self.joined = rejoin(self)

    def _laid(self, quotes: tuple[Quote, ...]) -> list[Quoted]:
        out: list[Quoted] = []
        kept: dict[int, int] = {}
        for number, quote in enumerate(quotes):
            words = self.analysis.tokens_in(quote.start, quote.end)
            if not words or (self.tokens[words.start].start < quote.start and len(words) == 1):
                continue
            first, last = words.start, words.stop
            opened = first - 1 if quote.marked and first and self.tokens[first - 1].end <= quote.start else first
            closed = last
            while (
                quote.marked
                and closed < len(self.tokens)
                and self.tokens[closed].text in ('"', "”", "’", "'", "''", "»", "“")
                and closed < last + 1
            ):
                closed += 1
            parts = tuple((r.start, r.stop) for r in (self.analysis.tokens_in(*part) for part in quote.parts) if r)
            kept[number] = len(out)
            parent = kept.get(quote.parent, -1) if quote.parent is not None else -1
            out.append(Quoted(len(out), quote, first, last, opened, closed, parts, parent))
        return out

    def _mark_tokens(self) -> frozenset[int]:
        marks = set()
        for quote in self.quotes:
            marks |= set(range(quote.opened, quote.first)) | set(range(quote.last, quote.closed))
        return frozenset(marks)

    def opens_paragraph(self, token: int) -> bool:
        return token == 0 or self.paragraph(token - 1) != self.paragraph(token)

    def paragraph(self, token: int) -> int:
        return self.analysis.sentence_of(token).paragraph

    def inside(self, token: int, region: int) -> bool:
        """Whether a token lies in a quotation or in one nested in it; every token lies in region -1."""
        here = self.region[token]
        while here != region and here != -1:
            here = self.by_index[here].parent
        return here == region

    def is_cue_verb(self, token: Token) -> bool:
        return token.pos in VERBAL and token.lemma.lower() in self.cues

    def may_report(self, token: int) -> bool:
        """Whether a token is a verb that takes content in some frame of the lexicon."""
        return self.tokens[token].pos in VERBAL and self.lemma(token) in self.reporting

    def lemma(self, token: int) -> str:
        return self.tokens[token].lemma.lower()

    def trimmed(self, first: int, last: int) -> TokenRange | None:
        """The range without signs and quotation marks at its ends; None when nothing is left."""
        while first < last and (self.tokens[first].text in SIGNS or first in self.mark_tokens):
            first += 1
        while last > first and (self.tokens[last - 1].text in SIGNS or last - 1 in self.mark_tokens):
            last -= 1
        return (first, last) if first < last else None


def is_name(passage: Passage, quote: Quoted) -> bool:
    """Whether the marks stand around a name or a title: its words have capitals but for small ones ("On Water")."""
    words = [t for t in passage.tokens[quote.first : quote.last] if t.text[0].isalnum()]
    tall = [t.text[0].isupper() or t.text[0].isdigit() for t in words]
    return bool(words) and tall[0] and all(up or t.pos in _SMALL for t, up in zip(words, tall, strict=True))


def is_setting(passage: Passage, prep: int) -> bool:
    """ "At a briefing", "during the call", "on Monday": when and where something was said, not what."""
    tokens, analysis = passage.tokens, passage.analysis
    if tokens[prep].lower not in _SETTINGS:
        return False
    for pobj in analysis.children(prep, "pobj"):
        if passage.lemma(pobj) in passage.speech.setting and not analysis.children(pobj, "acl"):
            return True
        if is_day(passage, pobj):
            return True
    return False


def is_day(passage: Passage, token: int) -> bool:
    """ "Monday", "last week"."""
    before = passage.tokens[token - 1].lower if token else ""
    spans = passage.lemma(token) in ("week", "month", "year") and before in ("last", "this")
    return spans or passage.lemma(token) in passage.speech.words["days"]
