"""Encounters that no predicate told of as events: held ones are consultations, planned ones agreements; who met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from communique.lexicon.plover import Plover
from communique.record.finding import Event, Occasion
from communique.record.ids import make_id
from communique.understand.plover.facing import FEW, Facing, Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import Roles

_MANY = 16  # sides; in a larger company not all met all
_TO_COME = ("planned", "proposed")
_MODES = {"meeting": None, "talks": None, "visit": "visit", "call": "phone"}


def find_held(
    occasions: Iterable[Occasion], told: Iterable[Event], phrases: Phrases, plover: Plover
) -> Iterator[Event]:
    """An event for each meeting, talks, call or visit of two sides or more that `told` does not hold yet."""
    facing, told = phrases.facing, tuple(told)
    known = {pair for event in told if event.type == "CONSULT" for pair in _pairs(event, facing)}
    for occasion in occasions:
        if occasion.status != "held" or occasion.kind not in _MODES:
            continue
        met = (p for p in occasion.participants if p.role != "mediator")
        there = {p.actor: p.role for p in met if _counts(phrases, p.actor)}
        if known & _within(there, facing):
            there = {a: role for a, role in there.items() if _is_named(phrases, occasion, a)}
        pairs = _within(there, facing)
        if not 2 <= len(facing.sides(tuple(there))) <= _MANY or pairs <= known or _is_told(occasion, told, phrases):
            continue
        hosts = tuple(a for a, role in there.items() if role == "host")
        guests = tuple(a for a, role in there.items() if role == "guest")
        split = bool(hosts and guests) and len(hosts) + len(guests) == len(there)
        event = _build(occasion, guests if split else tuple(there), hosts if split else (), phrases, plover)
        known |= set(_pairs(event, facing))
        yield event


def find_planned(
    occasions: Iterable[Occasion], told: Iterable[Event], phrases: Phrases, plover: Plover
) -> Iterator[Event]:
    """An AGREE for each planned encounter of two sides named with it, unless `told` holds one of the two already."""
    facing = phrases.facing
    known = {pair for event in told if event.type == "AGREE" for pair in _pairs(event, facing)}
    for occasion in occasions:
        if occasion.status != "planned" or occasion.kind not in _MODES:
            continue
        named = (p.actor for p in occasion.participants if _is_named(phrases, occasion, p.actor))
        there = tuple(a for a in named if _counts(phrases, a))
        pairs = _within(there, facing)
        if len(pairs) == 1 and not pairs & known:
            known |= pairs
            event = _build(occasion, there, (), phrases, plover)
            yield replace(event, type="AGREE", mode=None, modality="future", score=plover.score("AGREE", None))


def is_to_come(encounter: Occasion, *, bare: bool, is_noun: bool) -> bool:
    """ "Expected to see each other at a summit in May", "will travel there for talks", `bare` as in "Lund to visit
    Oslo": nobody has met there yet."""
    dated = encounter.status == "planned" and encounter.when is not None
    return (dated and is_noun) or (bare and encounter.status in _TO_COME)


def join_calls(told: Iterable[Event], phrases: Phrases) -> tuple[Event, ...]:
    """ "A [discussed] trade with B in a [phone call]": one consultation, told by two words of a sentence."""
    analysis, facing = phrases.analysis, phrases.facing
    out: dict[tuple[frozenset[str], int, str], Event] = {}
    rest: list[Event] = []
    for event in told:
        if event.type != "CONSULT" or event.mode not in (None, "phone"):
            rest.append(event)
            continue
        first = analysis.tokens_in(event.evidence[0].start, event.evidence[0].end).start
        sides = facing.sides((*event.actors, *event.recipients))
        key = (sides, analysis.tokens[first].sentence, event.modality)
        known = out.get(key)
        if known is None or known.mode == event.mode or len(sides) < 2:
            out.setdefault(key, event)
            rest += [event] if known is not None else []
            continue
        evidence = tuple(dict.fromkeys((*known.evidence, *event.evidence)))
        score, when = (known if known.mode else event).score, known.when or event.when
        out[key] = replace(known, mode="phone", score=score, evidence=evidence, when=when)
    return (*out.values(), *rest)


def as_attended(facing: Facing, encounter: Occasion, roles: Roles, *, is_noun: bool) -> Roles:
    """Those who took part, where the predicate's own words name one side or none of them. One meeting with several
    is a meeting of all; who "met" several may have met one after the other.
    """
    named = facing.sides((*roles.actors, *roles.recipients))
    there = tuple(p.actor for p in encounter.participants)
    bodies = bool(roles.actors) and not roles.recipients and all(facing.cast[a].kind == "igo" for a in roles.actors)
    if bodies:  # "at the G20 summit in Rome": whose it is and who gives the room have met nobody by that
        there = tuple(p.actor for p in encounter.participants if p.actor not in roles.actors and p.role != "host")
    sides = facing.sides(there)
    if is_noun and (named <= sides or sides <= named) and roles.actors and len(facing.sides(roles.recipients)) > 1:
        return Roles((*roles.actors, *roles.recipients), ())
    if len(named) > 1 or len(sides) < 2 or len(sides) > FEW or not (named <= sides or bodies):
        return roles
    return Roles(there, ())


def without_hosts(facing: Facing, encounter: Occasion | None, roles: Roles) -> Roles:
    """Those who face each other where a third side only houses or leads their talks."""
    if encounter is None:
        return roles
    there = encounter.participants
    third = facing.sides(tuple(p.actor for p in there if p.role in ("host", "mediator")))
    sides = facing.sides(tuple(p.actor for p in there)) - third
    if len(sides) != 2:
        return roles
    kept = (
        tuple(a for a in ids if facing.cast.side(facing.cast[a]) in sides) for ids in (roles.actors, roles.recipients)
    )
    return Roles(*kept)


def _is_told(occasion: Occasion, told: Iterable[Event], phrases: Phrases) -> bool:
    """Does an event tell already of an encounter whose own word is a verb ("X met Y", "summoned Y over the raid")?"""
    analysis = phrases.analysis
    heads = [
        analysis.top(span.start, span.stop) for e in occasion.evidence if (span := analysis.tokens_in(e.start, e.end))
    ]
    if not any(analysis.tokens[head].tag.startswith("VB") for head in heads):
        return False
    spans = [(e.start, e.end) for event in told if event.type in ("CONSULT", "ACCUSE") for e in event.evidence]
    return any(a < e.end and e.start < b for e in occasion.evidence for a, b in spans)


def _within(ids: Iterable[str], facing: Facing) -> set[frozenset[str]]:
    """The pairs of sides among some actors."""
    return {frozenset(p) for p in combinations(facing.sides(tuple(ids)), 2)}


def _is_named(phrases: Phrases, occasion: Occasion, actor: str) -> bool:
    """Do the sentences that tell of an encounter mention the actor? Others may have been taken from farther off."""
    analysis = phrases.analysis
    sentences = {analysis.sentence_of(analysis.tokens_in(e.start, e.end).start) for e in occasion.evidence}
    spans = [(analysis.tokens[s.first].start, analysis.tokens[s.last - 1].end) for s in sentences]
    return any(a <= m.start < b for m in phrases.cast[actor].mentions for a, b in spans)


def _counts(phrases: Phrases, actor: str) -> bool:
    one = phrases.cast[actor]
    return one.kind == "person" or bool(phrases.facing.sided((actor,)))


def _pairs(event: Event, facing: Facing) -> Iterator[frozenset[str]]:
    """The sides that dealt with each other in an event."""
    mine, others = facing.sides(event.actors), facing.sides(event.recipients)
    if others:
        yield from (frozenset((a, b)) for a in mine for b in others)
    else:
        yield from (frozenset(p) for p in combinations(mine, 2))


def _build(occasion: Occasion, actors: Ids, recipients: Ids, phrases: Phrases, plover: Plover) -> Event:
    mode, evidence = _MODES[occasion.kind], occasion.evidence[0]
    statement = phrases.statement_at(phrases.analysis.tokens_in(evidence.start, evidence.end).start)
    return Event(
        id=make_id("e", "CONSULT", *actors, ">", *recipients, evidence.quote),
        type="CONSULT",
        actors=actors,
        recipients=recipients,
        modality="actual",
        score=plover.score("CONSULT", mode),
        evidence=(evidence,),
        mode=mode,
        when=occasion.when.value if occasion.when is not None else None,
        where=occasion.place,
        asserted_by=statement.speaker if statement is not None else None,
    )
