"""Verbs of reported speech: "X said that P", "X stressed the importance of P", "X thanked Y for P"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.attribution.sources import find_source
from communique.understand.attribution.spread import clause_spread, phrase_spread

_VERBAL = ("VERB", "AUX")
_QUESTIONS = frozenset(("whether", "if", "why", "how", "what", "when", "where", "who"))


def find_reported(passage: Passage, taken: frozenset[int]) -> Iterator[Attribution]:
    """Attributions that a verb of speech introduces outside or inside quotations; `taken` are cue verbs already used."""
    for token in passage.tokens:
        if token.pos not in _VERBAL or token.index in taken:
            continue
        content, cue_end = content_of(passage, token.index)
        if content:
            yield Attribution(
                find_source(passage, token.index), _cue(passage, token.index, cue_end), content, "reported", token.index
            )


def _cue(passage: Passage, verb: int, end: int) -> TokenRange:
    return (verb, max(verb + 1, end))


def content_of(passage: Passage, verb: int) -> tuple[tuple[TokenRange, ...], int]:
    """Content of a verb of speech and the end of its cue: ((), verb) where the verb reports nothing.

    Tries the frames of the lexicon from the most telling to the least.
    """
    if _is_hypothetical(passage, verb):
        return (), verb
    for frame in (
        _state,
        _this,
        _light,
        _person,
        _as,
        _label,
        _request,
        _clause,
        _matter,
        _object,
        _infinitive,
        _passive_object,
    ):
        content, end = frame(passage, verb)
        if content:
            return content, end
    return (), verb


Found = tuple[tuple[TokenRange, ...], int]
_NOTHING: Found = ((), 0)


def _is_hypothetical(passage: Passage, verb: int) -> bool:
    """ "Would not say", "to say the least": nothing has been said."""
    tokens, analysis = passage.tokens, passage.analysis
    if tokens[verb].dep == "acl" and tokens[verb].tag == "VB":
        return True
    if tokens[verb].tag == "VB":
        helpers = {tokens[k].text.lower() for k in analysis.children(verb, "aux")}
        if analysis.children(verb, "neg") and helpers & {"did", "do", "does", "would", "could", "will"}:
            return True
        if passage.lemma(tokens[verb].head) in ("decline", "refuse", "fail") and tokens[verb].head != verb:
            return True
        if helpers & {"could", "should", "may", "might", "must", "can", "ca"} and passage.lemma(verb) != "add":
            return True
    return False


def _clause(passage: Passage, verb: int) -> Found:
    lemma = passage.lemma(verb)
    if lemma not in passage.speech.clause:
        return _NOTHING
    for child in passage.analysis.children(verb, "ccomp"):
        if _is_clause(passage, child) and not _belongs_to_object(passage, verb, child):
            content = clause_spread(passage, verb, child)
            if content:
                return content, _particle_end(passage, verb)
    return _parenthesis(passage, verb)


def _belongs_to_object(passage: Passage, verb: int, clause: int) -> bool:
    """Whether a clause without *that* is a relative clause of the object: "the significance he places on it"."""
    if passage.lemma(verb) not in passage.speech.object or passage.analysis.children(clause, "mark"):
        return False
    first = passage.analysis.edges(clause)[0]
    return any(verb < k < first for k in passage.analysis.children(verb, "dobj"))


def _is_clause(passage: Passage, child: int) -> bool:
    return passage.tokens[child].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "ADV", "NUM", "ADP", "DET")


def _particle_end(passage: Passage, verb: int) -> int:
    particles = [k for k in passage.analysis.children(verb, "prt") if k == verb + 1]
    return particles[0] + 1 if particles else verb + 1


def _parenthesis(passage: Passage, verb: int) -> Found:
    """ "Without a solution, he threatened, the bridge would close": the clause that the parenthesis interrupts."""
    tokens = passage.tokens
    if tokens[verb].dep != "parataxis" or tokens[verb].head == verb:
        return _NOTHING
    host = tokens[verb].head
    left, right = passage.analysis.edges(host)
    first, last = passage.analysis.edges(verb)
    spans = [passage.trimmed(left, first), passage.trimmed(last + 1, right + 1)]
    content = tuple(s for s in spans if s is not None)
    return (content, verb + 1) if content else _NOTHING


def _this(passage: Passage, verb: int) -> Found:
    """ "P. This was stated by X", "P. X said this at a briefing": the sentence before is the content."""
    analysis, tokens = passage.analysis, passage.tokens
    if passage.lemma(verb) not in passage.speech.clause or passage.region[verb] != -1 or tokens[verb].dep != "ROOT":
        return _NOTHING
    if not any(tokens[k].text.lower() == "this" for k in analysis.children(verb, "dobj", "nsubjpass")):
        return _NOTHING
    number = tokens[verb].sentence - 1
    if number < 0:
        return _NOTHING
    before = analysis.sentences[number]
    content = passage.trimmed(before.first, before.last)
    return ((content,), verb + 1) if content else _NOTHING


def _state(passage: Passage, verb: int) -> Found:
    """ "X is convinced that P", "X made it clear that P"."""
    tokens, analysis, speech = passage.tokens, passage.analysis, passage.speech
    lemma = passage.lemma(verb)
    if lemma == "make":
        for clear in (
            k
            for k in analysis.children(verb, "ccomp", "oprd", "acomp", "advcl", "xcomp")
            if passage.lemma(k) in speech.clear
        ):
            for child in (*analysis.children(clear, "ccomp", "advcl"), *analysis.children(verb, "ccomp")):
                if child > clear:
                    return clause_spread(passage, clear, child), clear + 1
            for child in (*analysis.children(clear, "dobj", "nsubj"), *analysis.children(verb, "dobj")):
                if child > clear:
                    return phrase_spread(passage, verb, child), clear + 1
    adjective = verb if lemma == "convince" else None
    if lemma == "be":
        adjective = next(
            (k for k in analysis.children(verb, "acomp", "attr") if passage.lemma(k) in speech.convinced), None
        )
    if adjective is None or (adjective == verb and tokens[verb].tag != "VBN"):
        return _NOTHING
    for child in (*analysis.children(adjective, "ccomp"), *analysis.children(verb, "ccomp")):
        if child > adjective:
            return clause_spread(passage, adjective, child), adjective + 1
    return _NOTHING


def _light(passage: Passage, verb: int) -> Found:
    """ "X gave an update on P", "attention was drawn to P"."""
    analysis, speech = passage.analysis, passage.speech
    if passage.lemma(verb) not in speech.light_verbs:
        return _NOTHING
    for noun in analysis.children(verb, "dobj", "nsubjpass"):
        if passage.lemma(noun) not in speech.light_nouns:
            continue
        for holder in (noun, verb):
            for prep in analysis.children(holder, "prep"):
                if prep > noun and passage.lemma(prep) in speech.light_prepositions:
                    return phrase_spread(passage, verb, prep), prep
    return _NOTHING


def _person(passage: Passage, verb: int) -> Found:
    prepositions = passage.speech.person.get(passage.lemma(verb))
    if prepositions is None:
        return _NOTHING
    objects = passage.analysis.children(verb, "dobj", "nsubjpass", "dative")
    if not objects and passage.lemma(verb) not in passage.speech.objectless:
        return _NOTHING
    content = _after_preposition(passage, verb, prepositions)
    return (content, verb + 1) if content else _NOTHING


def _after_preposition(passage: Passage, verb: int, prepositions: frozenset[str]) -> tuple[TokenRange, ...]:
    analysis = passage.analysis
    holders = [verb, *analysis.children(verb, "dobj", "dative", "nsubjpass")]
    holders += [p for prep in analysis.children(verb, "prep") for p in analysis.children(prep, "pobj")]
    preps = [
        k
        for h in holders
        for k in analysis.children(h, "prep")
        if k > verb and passage.tokens[k].text.lower() in prepositions
    ]
    return phrase_spread(passage, verb, min(preps)) if preps else ()


def _as(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.as_:
        return _NOTHING
    analysis, tokens = passage.analysis, passage.tokens
    holders = (verb, *analysis.children(verb, "dobj"))
    for mark in sorted(k for h in holders for k in analysis.children(h, "prep", "mark", "advcl") if k > verb):
        if tokens[mark].text.lower() == "as":
            content = phrase_spread(passage, verb, mark, skip=1)
            return (content, verb + 1) if content else _NOTHING
    return _NOTHING


def _label(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.label or passage.tokens[verb].dep == "acl":
        return _NOTHING
    for child in passage.analysis.children(verb, "oprd"):
        if child > verb:
            return phrase_spread(passage, verb, child), verb + 1
    for child in passage.analysis.children(verb, "ccomp", "xcomp"):
        subjects = passage.analysis.children(child, "nsubj", "nsubjpass")
        if child > verb and passage.tokens[child].pos not in _VERBAL and subjects and passage.lemma(verb) == "call":
            first = passage.analysis.edges(subjects[0])[1] + 1
            content = passage.trimmed(first, passage.analysis.edges(child)[1] + 1)
            return ((content,), verb + 1) if content else _NOTHING
    return _NOTHING


def _request(passage: Passage, verb: int) -> Found:
    """ "X urged Y to do", "X called on Y to do": content from *to* on."""
    if passage.lemma(verb) not in passage.speech.request:
        return _NOTHING
    analysis, tokens = passage.analysis, passage.tokens
    kids = [k for k in analysis.children(verb, "xcomp", "ccomp", "advcl") if k > verb]
    ons = [k for k in analysis.children(verb, "prep") if tokens[k].text.lower() in ("on", "upon", "to") and k > verb]
    if passage.lemma(verb) == "call" and not ons:
        return _NOTHING
    for on in ons:
        kids += [k for p in analysis.children(on, "pobj") for k in analysis.children(p, "acl", "relcl")] + list(
            analysis.children(on, "pcomp")
        )
    for child in kids:
        to = next((k for k in analysis.children(child, "aux") if tokens[k].text.lower() == "to" and k > verb), None)
        if to is not None and _somebody_asked(passage, verb, child):
            before = to - 1 if tokens[to - 1].dep == "neg" and tokens[to - 1].head == child else to
            return phrase_spread(passage, verb, child, start=before), (
                ons[0] + 1 if ons and ons[0] == verb + 1 else verb + 1
            )
    return _NOTHING


def _somebody_asked(passage: Passage, verb: int, child: int) -> bool:
    """Whether the request has an addressee; "asked not to be named" has none."""
    analysis = passage.analysis
    objects = analysis.children(verb, "dobj", "dative", "nsubjpass", "prep")
    return bool(objects or analysis.children(child, "nsubj", "nsubjpass"))


def _matter(passage: Passage, verb: int) -> Found:
    prepositions = passage.speech.matter.get(passage.lemma(verb))
    if prepositions is None:
        return _look_forward(passage, verb)
    for prep in passage.analysis.children(verb, "prep"):
        if prep > verb and passage.tokens[prep].text.lower() in prepositions:
            if passage.lemma(verb) in passage.speech.weak and not _attitude(passage, prep):
                continue
            content = phrase_spread(passage, verb, prep, skip=1)
            if content:
                return content, prep + 1 if prep == verb + 1 else verb + 1
    return _NOTHING


def _attitude(passage: Passage, prep: int) -> bool:
    return any(passage.lemma(p) in passage.speech.attitude for p in passage.analysis.children(prep, "pobj"))


def _look_forward(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) != "look" or verb + 2 >= len(passage.tokens):
        return _NOTHING
    if [passage.tokens[verb + k].text.lower() for k in (1, 2)] != ["forward", "to"]:
        return _NOTHING
    return phrase_spread(passage, verb, verb + 2, skip=1), verb + 3


def _object(passage: Passage, verb: int) -> Found:
    speech, analysis, tokens = passage.speech, passage.analysis, passage.tokens
    lemma = passage.lemma(verb)
    if lemma not in speech.object and lemma not in speech.weak:
        return _NOTHING
    if analysis.children(verb, "dative"):
        return _NOTHING
    for child in analysis.children(verb, "dobj"):
        if child < verb or tokens[child].pos == "PRON" or passage.lemma(child) in speech.offered:
            continue
        if lemma not in speech.object and passage.lemma(child) not in speech.attitude:
            continue
        if lemma in speech.greeting and (tokens[child].pos == "PROPN" or tokens[child].entity == "PERSON"):
            continue
        return phrase_spread(passage, verb, child), verb + 1
    return _NOTHING


def _infinitive(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.infinitive:
        return _NOTHING
    for child in passage.analysis.children(verb, "xcomp"):
        if child > verb:
            return phrase_spread(passage, verb, child), verb + 1
    return _NOTHING


def _passive_object(passage: Passage, verb: int) -> Found:
    """ "The importance of P was emphasised": the subject of a passive is the content."""
    if passage.lemma(verb) not in passage.speech.object or not passage.analysis.children(verb, "auxpass"):
        return _NOTHING
    for child in passage.analysis.children(verb, "nsubjpass"):
        if passage.lemma(child) in passage.speech.attitude:
            return _split_subject(passage, verb, child)
    return _NOTHING


def _split_subject(passage: Passage, verb: int, subject: int) -> Found:
    """ "Hope was expressed for P": the subject and what the verb parts from it; "hope was expressed that P": P alone."""
    first, last = passage.analysis.edges(subject)
    tail = passage.analysis.edges(verb)[1] + 1
    behind = phrase_spread(passage, verb, verb, start=verb + 1) if tail > verb + 1 else ()
    if behind and passage.tokens[verb + 1].text.lower() == "that":
        return tuple((max(a, verb + 2), b) for a, b in behind), verb + 1
    before = passage.trimmed(first, min(last + 1, verb - 1))
    if before is not None and before[1] - before[0] > 2:
        return (before,), verb + 1
    return ((before, *behind) if before is not None else behind), verb + 1
