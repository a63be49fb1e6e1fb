"""Circumstances of an undertaking: the encounter it was made at, and in whose name an invitation is passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from communique.record.finding import Actor, Occasion
from communique.record.language import Analysis
from communique.understand.cast import Cast
from communique.understand.grammar import clauses
from communique.understand.grammar.schedule import Schedule

# "Their talks in March. The two agreed": not those of years ago. Source: own trials, any of 30 to 120 days did as well.
_LATELY: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who and what an article is about. `home`: the state whose outlet it is; `protagonists`: its two sides or more."""

    cast: Cast
    occasions: tuple[Occasion, ...]
    home: Actor | None
    protagonists: tuple[Actor, ...]
    schedule: Schedule


def told_before(analysis: Analysis, around: Circumstances, main: Occasion | None, at: int) -> Occasion | None:
    """The encounter of two sides that the sentence before, or this one, has told of; else the second one of the day,
    from this paragraph or the one before."""
    start = analysis.tokens[at].start
    paragraph = analysis.sentence_of(at).paragraph
    found: tuple[int, Occasion] | None = None
    for occasion in around.occasions:
        if occasion.kind not in ("meeting", "call", "talks"):
            continue
        spots = [e.start for e in occasion.evidence if e.start < start]
        if not spots or (found is not None and max(spots) < found[0]):
            continue
        first = analysis.tokens_in(max(spots), max(spots) + 1).start
        sides = {around.cast.side(a) for p in occasion.participants if (a := around.cast.get(p.actor)) is not None}
        there = analysis.sentence_of(first)
        just_told = there.paragraph == paragraph and analysis.tokens[at].sentence - there.index <= 1
        of_now = (just_told and _is_lately(occasion, around)) or _is_of_that_day(occasion, around, main)
        if len(sides) == 2 and of_now and paragraph - there.paragraph <= 1:
            found = (max(spots), occasion)
    return found[1] if found is not None else None


def _is_lately(occasion: Occasion, around: Circumstances) -> bool:
    """Held, and not months before the article."""
    when, day = occasion.when, around.schedule.published
    last = (when.to_on or when.from_on) if when is not None else None
    return occasion.status == "held" and (last is None or day is None or day - last <= _LATELY)


def _is_of_that_day(occasion: Occasion, around: Circumstances, main: Occasion | None) -> bool:
    """Held on the day of the first one, or on that of the article."""
    first = main.when if main is not None else None
    day = first.from_on if first is not None else around.schedule.published
    when = occasion.when
    return occasion.status == "held" and day is not None and when is not None and when.from_on == day == when.to_on


def on_behalf_of(analysis: Analysis, cast: Cast, cue: int, by: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """In whose name somebody invites: "on behalf of the president"."""
    here = analysis.sentence_of(cue)
    for i in range(here.first, here.last):
        if analysis.tokens[i].lemma == "behalf":
            for kid in clauses.objects(analysis, i, "of"):
                actors = cast.phrase(kid)
                if actors and actors[0].id not in {b.id for b in by}:
                    return actors
    return ()


def bringers(analysis: Analysis, cast: Cast, words: Mapping[str, frozenset[str]], cue: int) -> tuple[Actor, ...]:
    """ "Dahl conveyed an invitation from the president": who passes it on."""
    token = analysis.tokens[cue]
    if token.dep != "dobj" or analysis.tokens[token.head].lemma.lower() not in words["conveying"]:
        return ()
    bringer = clauses.subject(analysis, token.head)
    return cast.phrase(bringer) if bringer is not None else ()
