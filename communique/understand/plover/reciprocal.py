"""Hostile deeds with two ends told at once: what two do to each other, and what one says that the other has done."""

from __future__ import annotations

from dataclasses import replace

from communique.record.finding import Event, Statement
from communique.record.ids import make_id
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import RoleFinder, Roles
from communique.understand.predicates.objects import object_of
from communique.understand.predicates.triggers import Trigger

_HOSTILE = 3  # the lowest quad class of conflict, in words or deeds
_DEEDS = frozenset(("ASSAULT", "COERCE"))
_MAIN = ("ccomp", "conj", "ROOT", "parataxis")
_OTHER = frozenset(("other", "another"))
_EACH = frozenset(("each", "one", "both"))


def each_way(phrases: Phrases, finder: RoleFinder, trigger: Trigger) -> tuple[Roles, ...]:
    """ "A and B accused each other", "A and B traded accusations": the roles of each of the two; () elsewhere.

    Who fights whom is one event of both.
    """
    frame = trigger.frame
    if phrases.plover.types[frame.type].quad < _HOSTILE or frame.type == "ASSAULT" or trigger.verb != trigger.token:
        return ()
    if not (frame.joint or _is_each_other(phrases, trigger.token)):
        return ()
    doers = finder.subject(trigger.token)
    if not frame.joint and len(phrases.facing.sides(doers)) < 2:
        doers = phrases.facing.pair  # "each side accused the other"
    first, *others = doers or ("",)
    mine = phrases.facing.sides((first,)) if first else frozenset()
    second = next((o for o in others if not phrases.facing.sides((o,)) & mine), None)
    if second is None or len(phrases.facing.sides((first, *others))) != 2:
        return ()
    return Roles((first,), (second,)), Roles((second,), (first,))


def _is_each_other(phrases: Phrases, verb: int) -> bool:
    """ "[Each other]", "[one another]'s envoys", "each side ... [the other]"."""
    analysis, tokens = phrases.analysis, phrases.analysis.tokens
    target = object_of(analysis, verb)
    if target is None:
        return False
    for word in (target, *analysis.children(target, "poss")):
        said = {tokens[i].lower for i in (word, *analysis.children(word, "det"))}
        subjects = analysis.children(verb, "nsubj")
        apart = any(tokens[k].lower == "each" for s in subjects for k in (s, *analysis.children(s, "det")))
        if said & _OTHER and (said & _EACH or apart):
            return True
    return False


def as_charge(phrases: Phrases, trigger: Trigger, event: Event, told_in: Statement | None) -> Event | None:
    """ "Kampala said that the neighbours' army had shelled a village": who says so accuses the army."""
    if event.type not in _DEEDS or trigger.verb != trigger.token or event.modality not in ("actual", "historical"):
        return None
    if phrases.analysis.tokens[trigger.token].dep not in _MAIN:
        return None  # "the driver whom they had held": told to say which
    speaker = told_in.speaker if told_in is not None and told_in.form == "indirect" else None
    accused = phrases.facing.sided(event.actors)
    if speaker is None or not accused or not phrases.facing.sided((speaker,)):
        return None
    mine = phrases.facing.sides((speaker,))
    if mine & phrases.facing.sides(accused) or not mine & phrases.facing.sides(event.recipients):
        return None
    if event.doubts:
        return None  # "Oslo said that Lima had arrested smugglers": nobody's people, as far as is said
    return replace(
        event,
        id=make_id("e", "ACCUSE", speaker, ">", *accused, event.evidence[0].quote),
        type="ACCUSE",
        mode="allege",
        actors=(speaker,),
        recipients=accused,
        modality="actual",
        score=phrases.plover.score("ACCUSE", "allege"),
        asserted_by=None,
        via=(),
        doubts=(),
    )
