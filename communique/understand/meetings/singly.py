"""Several encounters told in one breath: "separate calls with A and B", "talks with A and, separately, with B".

Also of those who act: "A and B met C respectively".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.record.language import Analysis, Token
from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Scene, Sighting

_APART = frozenset(("separate", "separately", "respectively", "individually"))
_SINGLE = ("meet", "call")
_COUNTED = ("meeting", "call", "conversation", "bilateral")


def one_each(scene: Scene, sighting: Sighting) -> Iterator[Sighting]:
    """A telling for each of those met, where the words say that they were met one after the other; else as it is."""
    apart = _met_apart(scene, sighting)
    met = [scene.parties.cast[one] for one in apart]
    several = len({scene.parties.cast.side(a) for a in met}) > 1 or all(a.kind == "person" for a in met)
    if len(met) < 2 or not several:
        apart = ()
    apart = apart or _acting_apart(scene, sighting)
    for one in apart or (None,):
        roles = {i: r for i, r in sighting.roles.items() if one is None or i == one or i not in apart}
        yield replace(sighting, roles=roles)


def another(scene: Scene, token: Token) -> Sighting | None:
    """ "A round ended in March. [Another] is planned for May": of those who met, with its day or month."""
    analysis, words = scene.analysis, scene.words
    verb = analysis.tokens[token.head]
    said = verb.lemma.lower() in words["planning"] | words["holding"]
    if token.lower != "another" or token.dep not in ("nsubj", "nsubjpass") or not said:
        return None
    when, here = scene.schedule.term(verb.index), analysis.sentence_of(token.index)
    before = analysis.sentences[max(0, here.index - 1)].first
    nouns = (scene.lexicon.nouns.get(analysis.tokens[i].lemma.lower(), ()) for i in range(before, here.first))
    kinds = [n.kind for found in nouns for n in found if not n.modifiers and n.kind != "visit"]
    if when is None or when.when.from_on is None or not kinds:
        return None
    sighting = scene.sighting(verb.index, kinds[-1], False)
    sighting.when, sighting.sides, sighting.fresh = when.when, True, True
    return sighting


def _acting_apart(scene: Scene, sighting: Sighting) -> tuple[str, ...]:
    """ "The premier and the speaker met with her [respectively]": the persons who act, or ()."""
    analysis, verb = scene.analysis, sighting.head
    each = any(analysis.tokens[k].lower in _APART for k in analysis.children(verb, "advmod"))
    doer = clauses.subject(analysis, verb) if each and analysis.tokens[verb].pos == "VERB" else None
    persons = tuple(a.id for a in scene.parties.named((doer,)) if a.kind == "person") if doer is not None else ()
    return persons if 1 < len(persons) < len(sighting.roles) else ()


def _met_apart(scene: Scene, sighting: Sighting) -> tuple[str, ...]:
    """Those of the encounter who do not act in the clause, or () where all may have met at once."""
    if scene.lexicon.classes[sighting.kind] not in _SINGLE or len(sighting.roles) < 2:
        return ()
    analysis, head = scene.analysis, sighting.head
    verb = head if analysis.tokens[head].pos == "VERB" else clauses.governor(analysis, head)
    told = {*analysis.children(head, "amod", "advmod")}
    last = sighting.last if verb is None else max(sighting.last, analysis.edges(verb)[1] + 1)
    told |= {i for i in range(head, last) if _is_of(analysis, i, head, verb)}
    told |= {*analysis.children(verb, "advmod")} if verb is not None else set()
    doer = clauses.subject(analysis, verb) if verb is not None else None
    token = analysis.tokens[head]
    each = token.tag == "NNS" and token.lemma.lower() in _COUNTED  # "phone calls with A, B and C"
    if each and doer == head and analysis.tokens[head].dep == "nsubjpass":
        return tuple(sighting.roles)  # "meetings were held with A, B and C", by whom is not said
    if len(sighting.roles) < 3 or doer is None or not (each or any(analysis.tokens[i].lower in _APART for i in told)):
        return ()
    acting = {a.id for a in scene.parties.named((doer,))}
    guests = tuple(i for i in sighting.roles if i not in acting)
    return guests if len(guests) < len(sighting.roles) else ()


def _is_of(analysis: Analysis, word: int, *heads: int | None) -> bool:
    """ "Separately" of this encounter, not of another deed: "met X and Y and [separately] toured the port"."""
    token = analysis.tokens[word]
    return token.lower == "separately" and (
        token.head in heads or analysis.tokens[token.head].pos not in ("VERB", "AUX")
    )
