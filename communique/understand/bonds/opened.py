"""The deeds that a binding word opens ("agreed [to reopen it and to meet]"), each an undertaking of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.lexicon.promises import Cue
from communique.record.language import Analysis
from communique.understand.bonds.deeds import Undertaking, action_of, with_purpose
from communique.understand.bonds.listed import listed_deeds
from communique.understand.bonds.papers import is_plural
from communique.understand.grammar import clauses


def opened_deeds(analysis: Analysis, word: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[int]:
    """The deeds that a cue opens; coordinated ones each on its own where each has an object."""
    tokens = analysis.tokens
    for clause in clauses.complement(analysis, word):
        if _is_about_else(analysis, word, clause):
            continue
        stands = clauses.verbal(analysis, clause)
        opened = (
            ("to" in cue.opens and stands.tense == "infinitive")
            or ("ing" in cue.opens and tokens[clause].tag == "VBG")
            or ("that" in cue.opens and tokens[clause].dep in ("ccomp", "acl") and stands.tense == "future")
        )
        if opened:
            yield from _split(analysis, clause, tokens[word].pos == "NOUN")
            yield from _further(analysis, word)
            return
    preps = analysis.children(word, "prep", "dative")
    if cue.things and tokens[word].pos == "VERB":  # "assured her of support": hung on her
        preps += tuple(p for k in analysis.children(word, "dobj") for p in analysis.children(k, "prep"))
    for prep in preps:
        text = tokens[prep].text.lower()
        if f"prep:{text}" in cue.opens or f"ing:{text}" in cue.opens:
            for kid in analysis.children(prep, "pcomp", "pobj"):
                if tokens[kid].pos == "PRON":
                    continue  # "ready for this"
                if tokens[kid].dep == "pcomp" or f"prep:{text}" in cue.opens or tokens[kid].lemma.lower() in cue.things:
                    yield kid
                    return
    if "noun" in cue.opens:
        for kid in analysis.children(word, "dobj"):
            if _is_owed(analysis, kid, cue, words):
                yield kid
                return


def each_deed(
    analysis: Analysis, word: int, verb: int, cue: Cue, acts: list[int], doer: int | None, guest: int | None = None
) -> Iterator[Undertaking]:
    """One undertaking per deed; the first has the words of the cue as evidence, the others their own.

    A list behind a colon spells out what the cue binds to, and has its own words as evidence.
    """
    listed = list(listed_deeds(analysis, word, max(acts, default=None))) if "to" in cue.opens else []
    for act, first in listed:
        action = (max(first, action_of(analysis, act)[0]), action_of(analysis, act)[1])
        yield Undertaking(
            cue.kind, cue.strength, word, act, doer, action, (first, action[1]), guest, dated=cue.dated, listed=True
        )
    if listed:
        return
    for number, act in enumerate(acts):
        action = with_purpose(analysis, word, action_of(analysis, act))
        if len(acts) > 1:
            action = (action[0], min([action[1], *(analysis.edges(a)[0] for a in acts[number + 1 :] if a > act)]))
        evidence = _evidence(analysis, verb, acts, action) if number == 0 else action
        alone = cue.alone if doer is not None and not is_plural(analysis, doer) else None
        yield Undertaking(
            cue.kind, cue.strength, word, act, doer, action, evidence, guest, alone=alone, dated=cue.dated
        )


def without_idle(analysis: Analysis, acts: list[int], cue: Cue, words: Mapping[str, frozenset[str]]) -> list[int]:
    """ "Is set to win": how things will be, no plan."""
    idle = words["idle"] - words["personal"] - words["effects"] if cue.kind == "plan" else frozenset()
    return [a for a in acts if analysis.tokens[a].lemma.lower() not in idle]


def _evidence(analysis: Analysis, word: int, acts: list[int], action: tuple[int, int]) -> tuple[int, int]:
    """The clause of the cue up to the end of the first deed."""
    leave = [k for k in analysis.children(word, "advcl", "parataxis", "cc", "conj", "mark", "relcl") if k not in acts]
    first, last = clauses.extent(analysis, word, *leave)
    if len(acts) > 1:
        last = max(action[1], word + 1)
    return min(first, action[0]), max(last, action[1])


def _is_owed(analysis: Analysis, thing: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Promised maps", "announced a grant", "announced $5 million": not "promised nothing", "announced the winner"."""
    token = analysis.tokens[thing]
    kinds = (thing, *clauses.objects(analysis, thing, "of"))  # "a line of credit"
    told = any(analysis.tokens[k].lemma.lower() in cue.things for k in kinds)
    if cue.things and not told and not _is_money(analysis, thing):
        return False
    named = token.pos == "NOUN" or _is_money(analysis, thing)
    named = named and token.lemma.lower() not in words["courtesies"]
    return named and not any(analysis.tokens[d].text.lower() == "no" for d in analysis.children(thing, "det"))


def _is_money(analysis: Analysis, thing: int) -> bool:
    """ "5 million dollars", "12 million lei": also where the currency was not known for one."""
    tokens = analysis.tokens
    many = (t for k in analysis.children(thing, "nummod") for t in (k, *analysis.children(k)))
    if tokens[thing].lemma.lower() in ("million", "billion"):  # "a further CAD 25 million"
        signs = analysis.children(thing, "compound", "nmod", "quantmod")
        return tokens[thing].entity == "MONEY" or any(tokens[k].text.isupper() for k in signs)
    return tokens[thing].entity == "MONEY" or any(tokens[k].lemma.lower() in ("million", "billion") for k in many)


def _is_about_else(analysis: Analysis, word: int, clause: int) -> bool:
    """ "Agreed on the importance of aid to sustain them": what they agreed on is the importance."""
    tokens = analysis.tokens
    return tokens[word].lemma in ("agree", "concur") and any(
        prep < clause
        and tokens[prep].text.lower() in ("on", "upon", "about")
        and any(tokens[k].entity not in ("DATE", "TIME") for k in analysis.children(prep, "pobj"))
        for prep in analysis.children(word, "prep")
    )


def _further(analysis: Analysis, word: int) -> Iterator[int]:
    """Infinitives that the parser coordinated with the cue itself: "agreed to reopen ... and to exchange"."""
    for kid in analysis.children(word, "conj"):
        to = [k for k in analysis.children(kid, "aux") if analysis.tokens[k].text.lower() == "to"]
        if to and analysis.tokens[word].pos == "VERB" and analysis.tokens[kid].tag == "VB":
            yield kid


def _split(analysis: Analysis, clause: int, noun: bool) -> Iterator[int]:
    verbs = clauses.conjuncts(analysis, clause)
    tokens = analysis.tokens
    if len(verbs) > 1 and not all(analysis.children(v, "dobj", "prep", "ccomp", "xcomp", "nsubjpass") for v in verbs):
        yield clause
        return
    for verb in verbs:
        own_to = any(tokens[k].text.lower() == "to" for k in analysis.children(verb, "aux"))
        if verb == clause or own_to or not noun:
            yield verb
