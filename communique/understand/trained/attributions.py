"""The attributions of the rules and of the trained reader, made one list.

Rules know quotation marks and turns of a transcript; the reader knows reported speech that no word list foresees, and
where it is sure it bounds it better than a parse. Source: dev readings and GUM news, see training/README.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from communique.record.language import Analysis
from communique.record.text import Span
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.reader import Attributed, ReaderOutput

BY_MARKS = frozenset(("quoted", "turn", "carried"))
ALONE = 0.97
"""Score from which the reader is believed where no rule fires."""
SURE = 0.97
"""Score from which the reader's bounds of reported speech are better than the parse's."""
_SAME, _INSIDE = 0.5, 0.9
_PAUSES = frozenset((",", "-", "–", "—"))


def combine(
    analysis: Analysis, proposed: Sequence[Attribution], read: ReaderOutput, earning: Set[str] = frozenset()
) -> list[Attribution]:
    """Candidates of both; what both found is one candidate, with the better bounds.

    `earning`: verbs whose subject gets the words that the object names ("drew praise for P").
    """
    seen = [(found, item.score) for item in read.attributions if (found := to_tokens(analysis, item)) is not None]
    nearby = _Nearby([found for found, _ in seen])
    out: list[Attribution] = []
    used: set[int] = set()
    for candidate in proposed:
        twin = next((n for n in nearby.of(candidate) if n not in used and _is_same(seen[n][0], candidate)), None)
        if twin is not None:
            used.add(twin)
            out.append(_merged(analysis, candidate, *seen[twin]))
        else:
            out.append(candidate)
    taken = _Nearby(out)
    for n, (found, score) in enumerate(seen):
        anchored = (found.cue is not None or found.source is not None) and not _earns(analysis, found, earning)
        if n not in used and anchored and score >= ALONE and not any(_covers(out[k], found) for k in taken.of(found)):
            out.append(found)
    return out


def places_to_read(analysis: Analysis, proposed: Sequence[Attribution]) -> list[Span]:
    """Where the reader may better the rules: at the cues of reported speech and at their content.

    Source: reading only the paragraphs that these touch costs a third less and no quality, see training/README.md.
    """
    tokens = analysis.tokens
    out = []
    for candidate in proposed:
        if candidate.origin not in BY_MARKS:
            out += [Span(tokens[a].start, tokens[b - 1].end) for a, b in candidate.content]
            if candidate.head is not None:
                out.append(Span(tokens[candidate.head].start, tokens[candidate.head].end))
    return out


def to_tokens(analysis: Analysis, item: Attributed) -> Attribution | None:
    """What the reader found, in tokens; None when its content touches no token."""
    content = tuple(r for span in item.content if (r := _range(analysis, span)) is not None)
    if not content:
        return None
    cue = _range(analysis, item.cue)
    return Attribution(_range(analysis, item.source), cue, content, "reader", analysis.top(*cue) if cue else None)


def _range(analysis: Analysis, span: Span | None) -> TokenRange | None:
    if span is None:
        return None
    tokens = analysis.tokens_in(span.start, span.end)
    return (tokens.start, tokens.stop) if tokens else None


def _earns(analysis: Analysis, found: Attribution, earning: Set[str]) -> bool:
    """ "Drew both praise for P and criticism": the subject is praised. "Drew attention to P" says P."""
    if found.head is None or analysis.tokens[found.head].lemma.lower() not in earning:
        return False
    return analysis.tokens[found.content[0][0] - 1].lower != "to"


def _merged(analysis: Analysis, candidate: Attribution, found: Attribution, score: float) -> Attribution:
    source = candidate.source or found.source
    frames = candidate.origin == "phrase"  # all that a phrase stands in: the reader may add to it, not take from it
    if candidate.origin in BY_MARKS or score < SURE or (frames and not candidate.tokens() <= found.tokens()):
        return replace(candidate, source=source)
    if _is_cut_before_which(analysis, candidate, found):
        return replace(candidate, source=source)
    head = candidate.head if candidate.head is not None else found.head
    return replace(found, source=source, cue=candidate.cue or found.cue, head=head)


def _is_cut_before_which(analysis: Analysis, candidate: Attribution, found: Attribution) -> bool:
    """Whether the reader stops where the words go on with "which" behind a pause: ours have such clauses with them."""
    tokens, last = analysis.tokens, found.last
    shorter = found.first == candidate.first and last + 1 < candidate.last
    return shorter and tokens[last].text in _PAUSES and tokens[last + 1].tag in ("WDT", "WP", "WRB")


def _is_same(a: Attribution, b: Attribution) -> bool:
    """Whether both are one statement; words that hold the other's cue are around it, or were read too wide."""
    left, right = a.tokens(), b.tokens()
    if {a.head, b.head} & (left | right):
        return False
    if a.head is not None and a.head == b.head:
        return True
    return len(left & right) > _SAME * len(left | right)


def _covers(kept: Attribution, found: Attribution) -> bool:
    """Whether `found` says again what is kept, or tells of words inside a turn, which need no second cue."""
    left, right = kept.tokens(), found.tokens()
    shared = len(left & right)
    if kept.head in right and found.head is not None and found.head != kept.head and found.head not in left:
        return False  # what is kept stands within
    if kept.origin == "turn" and shared > _INSIDE * len(right):
        return True
    return shared > _SAME * len(left | right)


class _Nearby:
    """Finds the attributions that share a token of content, or the cue's head, with another one."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, attribution in enumerate(attributions):
            for token in attribution.tokens():
                self._at[token].append(number)
            if attribution.head is not None:
                self._at[attribution.head].append(number)

    def of(self, attribution: Attribution) -> list[int]:
        """Numbers of those that may be the same, in order."""
        near = {n for token in attribution.tokens() for n in self._at.get(token, ())}
        if attribution.head is not None:
            near.update(self._at.get(attribution.head, ()))
        return sorted(near)
