"""Every place in an article where somebody binds himself or is bound: cue words ("pledged to"), and "will" with a deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.lexicon.promises import Cue, Promises
from communique.record.finding import CommitmentKind, Strength
from communique.record.language import Analysis, Token
from communique.understand import clauses

_NOMINAL = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A commitment as its words stand. Tokens: `cue` (the binding word, "will" counts as its verb), `act` (head of the deed),
    `doer` (who is bound, None = nobody is named), `guest` (who is invited or given the task). Ranges end exclusively."""

    kind: CommitmentKind
    strength: Strength
    cue: int
    act: int
    doer: int | None
    action: tuple[int, int]
    evidence: tuple[int, int]
    guest: int | None = None
    bare: bool = False


def find_undertakings(analysis: Analysis, promises: Promises) -> Iterator[Undertaking]:
    """In text order of their cues; the same deed is given once."""
    claimed: set[int] = set()
    for token in analysis.tokens:
        for found in _at(analysis, promises, token):
            if found.act not in claimed:
                claimed.add(found.act)
                yield found


def _at(analysis: Analysis, promises: Promises, token: Token) -> Iterator[Undertaking]:
    lemma = token.lemma.lower()
    if token.pos in ("VERB", "AUX"):
        cue = promises.verbs.get(lemma)
        if cue is None and lemma in promises.adjectives and token.tag == "VBN":
            cue = promises.adjectives[lemma]
        if cue is not None:
            found = tuple(_after_verb(analysis, promises, token.index, cue))
            if found:
                yield from found
                return
        yield from _will(analysis, promises, token.index)
    elif token.pos == "ADJ":
        cue = promises.adjectives.get(lemma) or promises.adjectives.get(token.text.lower())
        if cue is not None:
            yield from _after_adjective(analysis, token.index, cue)
    elif token.pos == "NOUN" and lemma in promises.nouns:
        yield from _after_noun(analysis, token.index, promises.nouns[lemma])


def _after_verb(analysis: Analysis, promises: Promises, verb: int, cue: Cue) -> Iterator[Undertaking]:
    stands = clauses.verbal(analysis, verb)
    if stands.negated or stands.tense == "possible":
        return
    guest = next(iter(analysis.children(verb, "dobj", "dative")), None)
    doer = clauses.subject(analysis, verb)
    if stands.passive or (analysis.tokens[verb].dep == "acl" and analysis.tokens[verb].tag == "VBN"):
        agents = clauses.objects(analysis, verb, "by")
        if cue.kind in ("invitation", "assignment"):
            guest, doer = doer, (agents[0] if agents else None)
        elif cue.kind != "agreement" and not agents:
            guest = None
        else:
            doer = agents[0] if agents else None
    kind = cue.kind
    if cue.alone and doer is not None and not _plural(analysis, doer):
        kind = cue.alone
    acts = list(_deeds(analysis, verb, cue))
    for number, act in enumerate(acts):
        action = _action(analysis, act)
        evidence = _evidence(analysis, verb, acts) if number == 0 else action
        yield Undertaking(kind, cue.strength, verb, act, doer, action, evidence, guest)
    if not acts and cue.kind == "acceptance" and _takes_invitation(analysis, verb):
        first, last = clauses.extent(analysis, verb, *analysis.children(verb, "advcl", "conj", "cc", "parataxis"))
        yield Undertaking(kind, cue.strength, verb, verb, doer, (first, last), (first, last))
    if not acts and "invitation" not in cue.opens and kind == "invitation" and guest is not None:
        first, last = clauses.extent(analysis, verb, *analysis.children(verb, "conj", "cc", "parataxis"))
        yield Undertaking(kind, cue.strength, verb, verb, doer, (first, last), (first, last), guest)


def _takes_invitation(analysis: Analysis, verb: int) -> bool:
    things = analysis.children(verb, "dobj", "nsubjpass")
    return not things or any(analysis.tokens[t].lemma.lower() in ("invitation", "offer") for t in things)


def _plural(analysis: Analysis, doer: int) -> bool:
    token = analysis.tokens[doer]
    return (
        token.tag in ("NNS", "NNPS")
        or token.text.lower() in ("they", "we", "both")
        or bool(analysis.children(doer, "conj"))
    )


def _deeds(analysis: Analysis, word: int, cue: Cue) -> Iterator[int]:
    """The deeds that a cue opens, each coordinated one on its own."""
    tokens = analysis.tokens
    for clause in clauses.complement(analysis, word):
        stands = clauses.verbal(analysis, clause)
        token = tokens[clause]
        opened = (
            ("to" in cue.opens and stands.tense == "infinitive")
            or ("ing" in cue.opens and token.tag == "VBG")
            or ("that" in cue.opens and token.dep == "ccomp" and stands.tense == "future")
        )
        if opened:
            yield from clauses.conjuncts(analysis, clause)
    for prep in analysis.children(word, "prep", "dative"):
        text = tokens[prep].text.lower()
        if f"prep:{text}" in cue.opens or text in cue.opens:
            for kid in analysis.children(prep, "pcomp", "pobj"):
                if tokens[kid].dep == "pcomp":
                    yield from clauses.conjuncts(analysis, kid)
                else:
                    yield kid
    if "noun" in cue.opens:
        for kid in analysis.children(word, "dobj"):
            if tokens[kid].pos == "NOUN":
                yield kid


def _action(analysis: Analysis, act: int) -> tuple[int, int]:
    token = analysis.tokens[act]
    if token.pos in _NOMINAL:
        return clauses.extent(analysis, act, *analysis.children(act, "relcl"))
    drop = analysis.children(act, "aux", "mark", "nsubj", "nsubjpass", "conj", "cc", "neg")
    first, last = clauses.extent(
        analysis, act, *(k for k in drop if analysis.tokens[k].dep != "neg"), *_conditions(analysis, act)
    )
    return first, last


def _conditions(analysis: Analysis, verb: int) -> tuple[int, ...]:
    return tuple(k for k in analysis.children(verb, "advcl") if analysis.children(k, "mark", "advmod"))


def _evidence(analysis: Analysis, word: int, acts: list[int]) -> tuple[int, int]:
    """The clause of the cue up to the end of the first deed."""
    tokens = analysis.tokens
    leave = [k for k in analysis.children(word, "advcl", "parataxis", "cc", "conj", "mark") if k not in acts]
    first, last = clauses.extent(analysis, word, *leave)
    if tokens[word].pos in ("VERB", "AUX") and not analysis.children(word, "nsubj", "nsubjpass"):
        first = max(first, min((k for k in (*analysis.children(word), word)), default=word))
    if len(acts) > 1:
        last = min(last, max(_action(analysis, acts[0])[1], word + 1))
    return first, last


def _after_adjective(analysis: Analysis, word: int, cue: Cue) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if analysis.children(word, "neg") or tokens[word].dep in ("amod",):
        return
    verb = tokens[word].head
    if tokens[verb].pos not in ("VERB", "AUX") or clauses.verbal(analysis, verb).negated:
        if tokens[verb].pos in ("VERB", "AUX"):
            return
        verb = word
    doer = clauses.subject(analysis, verb)
    acts = list(_deeds(analysis, word, cue))
    if not acts and verb != word:
        acts = [a for a in _deeds(analysis, verb, cue) if a > word]
    for number, act in enumerate(acts):
        action = _action(analysis, act)
        evidence = _evidence(analysis, verb, acts) if number == 0 else action
        yield Undertaking(cue.kind, cue.strength, word, act, doer, action, (evidence[0], max(evidence[1], action[1])))


def _after_noun(analysis: Analysis, noun: int, cue: Cue) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if any(tokens[k].text.lower() in ("no", "any") for k in analysis.children(noun, "det")):
        return
    doer = clauses.owner(analysis, noun)
    if doer is None:
        doer = next(
            (k for k in analysis.children(noun, "amod", "compound", "nmod") if tokens[k].pos in ("PROPN", "ADJ")), None
        )
        verb = clauses.governor(analysis, noun)
        if verb is not None and (doer is None or not tokens[doer].text[:1].isupper()):
            doer = clauses.subject(analysis, verb)
    acts = list(_deeds(analysis, noun, cue))
    if not acts and "any" in cue.opens:
        first, last = clauses.extent(analysis, noun)
        yield Undertaking(cue.kind, cue.strength, noun, noun, doer, (first, last), (first, last))
    for number, act in enumerate(acts):
        action = _action(analysis, act)
        first, last = clauses.extent(analysis, noun, *analysis.children(noun, "relcl"))
        if len(acts) > 1:
            last = min(last, action[1])
        yield Undertaking(cue.kind, cue.strength, noun, act, doer, action, (first, last) if number == 0 else action)


def _will(analysis: Analysis, promises: Promises, verb: int) -> Iterator[Undertaking]:
    """ "We will provide maps": one deed per coordinated verb."""
    tokens = analysis.tokens
    helpers = {tokens[k].text.lower() for k in analysis.children(verb, "aux")}
    if not helpers & {"will", "'ll", "’ll", "shall", "would", "wo"}:
        return
    doer = clauses.subject(analysis, verb)
    if doer is None:
        return
    for number, act in enumerate(clauses.conjuncts(analysis, verb)):
        lemma = tokens[act].lemma.lower()
        stands = clauses.verbal(analysis, act)
        if number and stands.tense != "future":
            continue
        inner = clauses.complement(analysis, act)
        deed = (
            inner[0] if inner and lemma in ("continue", "begin", "start", "help", "work", "try", "seek", "go") else act
        )
        if lemma in promises.words["idle"] and deed == act and lemma not in promises.words["personal"]:
            continue
        if any(tokens[k].lemma.lower() in promises.words["guessing"] for k in analysis.children(act, "advmod")):
            continue
        leave = analysis.children(act, "conj", "cc", "mark", "parataxis")
        first, last = clauses.extent(analysis, act, *leave, *_conditions(analysis, act))
        yield Undertaking("pledge", "firm", act, act, doer, _action(analysis, act), (first, last), bare=True)
