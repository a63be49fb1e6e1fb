""" "I" and "we" in somebody's own words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.record.finding import Actor, Mention, Statement
from communique.record.language import Analysis
from communique.understand.quotes import quotes_of

Firsts = dict[str, list[int]]
"""{speaker's id: tokens}, in text order."""

_ALONE = frozenset({"i", "me", "my", "mine", "myself"})
_TOGETHER = frozenset({"we", "us", "our", "ours", "ourselves"})


def find_firsts(analysis: Analysis, statements: Sequence[Statement]) -> Firsts:
    """Every first person in quotation marks or in words said directly, under the innermost speaker there.

    Words of somebody who is not settled are nobody's, whoever cites them.
    """
    starts = [token.start for token in analysis.tokens]
    spans = [
        (evidence.start, evidence.end, statement)
        for statement in statements
        if statement.form != "indirect"
        for evidence in statement.content
    ]
    quoted = [(q.start, q.end) for q in quotes_of(analysis)]
    said: dict[int, str] = {}
    for start, end, statement in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        inside = [(start, end)] if statement.form == "direct" else _within(quoted, start, end)
        for a, b in inside:
            for i in range(bisect_left(starts, a), bisect_left(starts, b)):
                if (analysis.tokens[i].lower in _ALONE | _TOGETHER) and analysis.tokens[i].text != "US":
                    said[i] = statement.speaker or ""
    found: Firsts = {}
    for token, speaker in sorted(said.items()):
        if speaker:
            found.setdefault(speaker, []).append(token)
    return found


def _within(quoted: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The quotations that stand in or around code points [start, end), cut to them."""
    first = max(0, bisect_right(quoted, (start, start)) - 1)
    last = bisect_left(quoted, (end, end))
    cut = [(max(a, start), min(b, end)) for a, b in quoted[first:last]]
    return [(a, b) for a, b in cut if a < b]


def add_firsts(analysis: Analysis, actors: Iterable[Actor], firsts: Mapping[str, Sequence[int]]) -> tuple[Actor, ...]:
    """The actors with their own "I"; "we" is one of a body, group or state, for a person says it for others, too."""
    return tuple(_with_firsts(analysis, actor, firsts.get(actor.id, ())) for actor in actors)


def _with_firsts(analysis: Analysis, actor: Actor, tokens: Sequence[int]) -> Actor:
    own = _ALONE if actor.kind == "person" else _ALONE | _TOGETHER
    words = [analysis.tokens[i] for i in tokens if analysis.tokens[i].lower in own]
    held = {(m.start, m.end) for m in actor.mentions}
    added = [Mention(w.start, w.end, "pronoun") for w in words if (w.start, w.end) not in held]
    if not added:
        return actor
    return replace(actor, mentions=tuple(sorted((*actor.mentions, *added), key=lambda m: (m.start, m.end))))


def spoken_together(
    analysis: Analysis, actors: Iterable[Actor], firsts: Mapping[str, Sequence[int]]
) -> list[list[int]]:
    """The "we" of each person, which is a company that the article may never name."""
    people = (firsts.get(actor.id, ()) for actor in actors if actor.kind == "person")
    chains = ([i for i in tokens if analysis.tokens[i].lower in _TOGETHER] for tokens in people)
    return [chain for chain in chains if chain]
