"""Who was at the summit that an article reports: the leaders who take the floor in it."""

from __future__ import annotations

from collections.abc import Mapping

from communique.record.finding import Actor
from communique.understand.cast import Cast
from communique.understand.grammar import clauses

_LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "head_of_igo", "foreign_minister"})


def speakers(cast: Cast, words: Mapping[str, frozenset[str]], after: int) -> tuple[Actor, ...]:
    """Leaders and foreign ministers who say or do something behind token `after`, in text order.

    Left out is who did not come, in so many words: "did not travel to Oslo", "stayed away", "was represented by". Who
    only rejects what others said may be anywhere.
    """
    analysis, tokens = cast.analysis, cast.analysis.tokens
    found: dict[str, Actor] = {}
    absent: set[str] = set()
    for verb in tokens[after:]:
        doer = clauses.subject(analysis, verb.index) if verb.pos == "VERB" else None
        actor = cast.headed(doer) if doer is not None else None
        if actor is None or actor.kind != "person":
            continue
        stands = clauses.verbal(analysis, verb.index)
        lemma = verb.lemma.lower()
        if lemma == "represent" and stands.passive:
            for by in clauses.objects(analysis, verb.index, "by"):
                found |= {a.id: a for a in cast.phrase(by) if a.kind == "person"}
        away = lemma in words["staying_away"] and (lemma != "represent" or stands.passive)
        if (lemma in words["coming_to"] and stands.negated) or (away and not stands.negated):
            absent.add(actor.id)
            continue
        there = verb.tag == "VBD" and not stands.negated and lemma not in words["opposing"]
        if there and _leads(actor) and not _is_elsewhere(cast, verb.index):
            found.setdefault(actor.id, actor)
    return tuple(a for i, a in found.items() if i not in absent)


def _leads(actor: Actor) -> bool:
    return any(o.role in _LEADERS and o.tenure in ("incumbent", "acting") for o in actor.offices)


def _is_elsewhere(cast: Cast, verb: int) -> bool:
    """ "Said in Oslo", "In Washington, the president signed": at a place of its own, not at the summit."""
    where = clauses.objects(cast.analysis, verb, "in", "at", "from")
    return any(cast.analysis.tokens[k].entity in ("GPE", "LOC", "FAC") for k in where)
