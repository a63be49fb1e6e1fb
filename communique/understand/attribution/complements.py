"""Content of a verb of speech that is no clause: "stressed the importance of P", "thanked Y for P", "urged Y to do"."""

from __future__ import annotations

from collections.abc import Callable

from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.coordination import before_that
from communique.understand.attribution.passage import VERBAL, Passage
from communique.understand.attribution.sources import QUOTING, cited_by, is_in_title, is_passive, of_deeds
from communique.understand.attribution.spread import clause_behind, clause_spread, phrase_spread
from communique.understand.grammar.courtesies import runs_errand

Found = tuple[tuple[TokenRange, ...], int]
"""Content and the end of the cue."""
NOTHING: Found = ((), 0)
_DONE_BY_SAYING = frozenset(("apologise", "apologize"))  # "agreed to apologise": no apology yet
_HYPHENS = frozenset({"-", "–"})  # "called on them to de-escalate"
_QUOTES = frozenset({'"', "“", "'", "‘"})


def complement_of(passage: Passage, verb: int, frames: tuple[Frame, ...]) -> Found:
    """The first of `frames` that the verb fills; NOTHING where it fills none."""
    return next((found for frame in frames if (found := frame(passage, verb))[0]), NOTHING)


def _light(passage: Passage, verb: int) -> Found:
    """ "X gave an update on P", "attention was drawn to P"."""
    analysis, speech = passage.analysis, passage.speech
    if passage.lemma(verb) not in speech.light_verbs:
        return NOTHING
    for noun in analysis.children(verb, "dobj", "nsubjpass"):
        if passage.lemma(noun) not in speech.light_nouns:
            continue
        for holder in (noun, verb):
            for prep in analysis.children(holder, "prep"):
                if prep > noun and passage.lemma(prep) in speech.light_prepositions:
                    return phrase_spread(passage, verb, prep), prep
    return NOTHING


def _worded(passage: Passage, verb: int) -> Found:
    """ "X gave assurances that P", "issued a warning to Y that P", "left no doubt that P"."""
    speech = passage.speech
    if passage.lemma(verb) not in speech.light_verbs | speech.words["leaving"] or is_passive(passage, verb):
        return NOTHING
    for noun in passage.analysis.children(verb, "dobj"):
        clause = clause_behind(passage, noun, verb) if _stands_for_words(passage, verb, noun) else None
        if clause is not None:
            return clause_spread(passage, verb, clause), noun + 1
    return NOTHING


def _stands_for_words(passage: Passage, verb: int, noun: int) -> bool:
    speech, word = passage.speech, passage.lemma(noun)
    own = any(passage.tokens[k].dep == "poss" for k in passage.analysis.children(noun))
    if passage.lemma(verb) in speech.words["leaving"] and word in speech.words["left"]:
        return True
    return not own and not _rouses(passage, passage.lemma(verb), word) and word in speech.nominal | speech.saying


def _rouses(passage: Passage, verb: str, noun: str) -> bool:
    """ "The move raised hopes": what is felt, not said."""
    return verb == "raise" and noun in passage.speech.words["roused"]


def _grateful(passage: Passage, verb: int) -> Found:
    """ "X is grateful for P": the adjective's preposition stays with the content."""
    if passage.lemma(verb) != "be":
        return NOTHING
    for adjective in passage.analysis.children(verb, "acomp"):
        if passage.lemma(adjective) not in passage.speech.grateful:
            continue
        for prep in (*passage.analysis.children(adjective, "prep"), *passage.analysis.children(verb, "prep")):
            if prep > adjective and passage.tokens[prep].lower == "for":
                return phrase_spread(passage, verb, prep), adjective + 1
    return NOTHING


def _emphasis(passage: Passage, verb: int) -> Found:
    """ "The emphasis was on P"; the emphasis of a thing is nobody's."""
    subjects = passage.analysis.children(verb, "nsubj")
    nouns = [k for k in subjects if passage.lemma(k) in passage.speech.emphasis and not _has_of(passage, k)]
    if passage.lemma(verb) != "be" or not nouns:
        return NOTHING
    for prep in passage.analysis.children(verb, "prep"):
        if prep > verb and passage.tokens[prep].lower == "on":
            return phrase_spread(passage, verb, prep, skip=1), prep + 1
    return NOTHING


def _has_of(passage: Passage, noun: int) -> bool:
    return any(passage.lemma(k) == "of" for k in passage.analysis.children(noun, "prep"))


def _person(passage: Passage, verb: int) -> Found:
    prepositions = passage.speech.person.get(passage.lemma(verb))
    if prepositions is None or (passage.tokens[verb].tag in ("VB", "VBP") and passage.lemma(verb) in _DONE_BY_SAYING):
        return NOTHING
    marks = [m for k in passage.analysis.children(verb, "ccomp") for m in passage.analysis.children(k, "mark")]
    if any(passage.tokens[m].lower != "if" for m in marks):
        return NOTHING
    objects = passage.analysis.children(verb, "dobj", "nsubjpass", "dative")
    alone = passage.lemma(verb) in passage.speech.objectless and not is_passive(passage, verb)
    if not objects and not alone and verb not in passage.joined:
        return NOTHING
    content = _after_preposition(passage, verb, prepositions)
    return (content, verb + 1) if content else NOTHING


def _after_preposition(passage: Passage, verb: int, prepositions: frozenset[str]) -> tuple[TokenRange, ...]:
    analysis = passage.analysis
    objects = analysis.children(verb, "dobj", "dative", "nsubjpass")
    titles = [k for h in objects for k in analysis.children(h, "prep") if is_in_title(passage, k)]
    holders = [verb, *objects]
    holders += [p for prep in (*analysis.children(verb, "prep"), *titles) for p in analysis.children(prep, "pobj")]
    preps = [
        k for h in holders for k in analysis.children(h, "prep") if k > verb and passage.tokens[k].lower in prepositions
    ]
    preps = [k for k in preps if k not in titles] or preps or of_deeds(passage, verb)
    if preps and _is_of_the_thing(passage, verb, min(preps)):
        return ()
    return phrase_spread(passage, verb, min(preps)) if preps else ()


def _is_of_the_thing(passage: Passage, verb: int, prep: int) -> bool:
    """ "Criticised the plans for a conference": not a person is criticised for it, the plans are."""
    noun = passage.tokens[passage.tokens[prep].head]
    thing = noun.pos == "NOUN" and noun.dep == "dobj" and bool(passage.analysis.children(prep, "pobj"))
    return thing and passage.lemma(verb) in passage.speech.object


def _as(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.as_ or _is_of_nobody(passage, verb):
        return NOTHING
    analysis, tokens = passage.analysis, passage.tokens
    holders = (verb, *analysis.children(verb, "dobj"))
    for mark in sorted(k for h in holders for k in analysis.children(h, "prep", "mark", "advcl") if k > verb):
        if tokens[mark].lower == "as":
            content = phrase_spread(passage, verb, mark, skip=1)
            return (content, verb + 1) if content else NOTHING
    for child in analysis.children(verb, "advcl", "oprd", "xcomp", "acomp"):
        first = analysis.edges(child)[0]
        if first > verb and tokens[first].lower == "as":
            return phrase_spread(passage, verb, child, skip=1), verb + 1
    for mark in analysis.subtree(verb):  # "slammed the curbs imposed by X [as "illegal"]", hung on what was done
        behind = tokens[mark + 1].text if mark + 1 < len(tokens) else ""
        if mark > verb and tokens[mark].lower == "as" and behind in _QUOTES:
            return phrase_spread(passage, verb, mark, skip=1), verb + 1
    return NOTHING


def _is_of_nobody(passage: Passage, verb: int) -> bool:
    """ "Had been lauded as P", "is called P": what people in general say."""
    return is_passive(passage, verb) and not passage.analysis.children(verb, "agent")


def _label(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.label or _names_noun(passage, verb) or _is_of_nobody(passage, verb):
        return NOTHING
    for child in passage.analysis.children(verb, "oprd"):
        if child > verb and passage.tokens[child].text not in _HYPHENS:
            return phrase_spread(passage, verb, child), verb + 1
    for child in passage.analysis.children(verb, "ccomp", "xcomp"):
        subjects = passage.analysis.children(child, "nsubj", "nsubjpass")
        if child > verb and passage.tokens[child].pos not in VERBAL and subjects and passage.lemma(verb) == "call":
            first = passage.analysis.edges(subjects[0])[1] + 1
            content = passage.trimmed(first, passage.analysis.edges(child)[1] + 1)
            return ((content,), verb + 1) if content else NOTHING
    return NOTHING


def _names_noun(passage: Passage, verb: int) -> bool:
    """ "A group [called the Old Guard]"; behind "after leaving" the parse takes it for the main verb."""
    tokens, analysis = passage.tokens, passage.analysis
    apart = all(analysis.edges(k)[1] < verb - 1 for k in analysis.children(verb, "nsubj"))
    before = next((i for i in (verb - 1, verb - 2) if i >= 0 and tokens[i].text != ","), verb)
    beside = tokens[before].pos in ("NOUN", "PROPN") and not analysis.children(verb, "dobj", "ccomp")
    return tokens[verb].dep == "acl" or (apart and beside and tokens[verb].dep != "relcl")


def _request(passage: Passage, verb: int) -> Found:
    """ "X urged Y to do", "X called on Y to do": content from *to* on."""
    if passage.lemma(verb) not in passage.speech.request:
        return NOTHING
    analysis, tokens = passage.analysis, passage.tokens
    if tokens[verb].tag == "VB" and passage.lemma(verb) in passage.speech.words["ordering"]:
        return NOTHING  # "agreed to instruct them to start"
    if passage.lemma(verb) == "call" and runs_errand(analysis, verb):
        return NOTHING  # "called on the minister to discuss trade": a visit
    kids = [k for k in analysis.children(verb, "xcomp", "ccomp", "advcl") if k > verb]
    ons = [k for k in analysis.children(verb, "prep") if tokens[k].lower in ("on", "upon", "to") and k > verb]
    ons = [k for k in ons if not any(tokens[p].entity == "DATE" for p in analysis.children(k, "pobj"))]
    if _right_behind(passage, verb) == "for" or (passage.lemma(verb) == "call" and not ons):
        return NOTHING
    for on in ons:
        kids += [k for p in analysis.children(on, "pobj") for k in analysis.children(p, "acl", "relcl")] + list(
            analysis.children(on, "pcomp")
        )
    for child in kids:
        to = next((k for k in analysis.children(child, "aux") if tokens[k].lower == "to" and k > verb), None)
        if to is not None and _somebody_asked(passage, verb, child):
            before = to - 1 if tokens[to - 1].dep == "neg" and tokens[to - 1].head == child else to
            return before_that(passage, phrase_spread(passage, verb, child, start=before)), (
                ons[0] + 1 if ons and ons[0] == verb + 1 else verb + 1
            )
    return NOTHING


def _right_behind(passage: Passage, verb: int) -> str:
    return passage.tokens[verb + 1].lower if verb + 1 < len(passage.tokens) else ""


def _somebody_asked(passage: Passage, verb: int, child: int) -> bool:
    """Whether the request has an addressee; "asked not to be named" has none."""
    analysis, tokens = passage.analysis, passage.tokens
    objects = analysis.children(verb, "dobj", "dative", "nsubjpass", "prep", "agent")
    if objects or analysis.children(child, "nsubj", "nsubjpass"):
        return True
    unnamed = analysis.children(child, "neg") or passage.lemma(child) in ("remain", "stay")
    return passage.lemma(verb) == "ask" and tokens[verb].tag in ("VBD", "VBN", "VBZ") and not unnamed


def _matter(passage: Passage, verb: int) -> Found:
    prepositions = passage.speech.matter.get(passage.lemma(verb))
    if prepositions is None:
        return _look_forward(passage, verb)
    if _phrasal(passage, verb) in passage.speech.phrasal:
        return NOTHING  # "pointed out the hall to the guests"
    for prep in passage.analysis.children(verb, "prep"):
        if prep > verb and passage.tokens[prep].lower in prepositions:
            if passage.lemma(verb) in passage.speech.weak and not _attitude(passage, prep):
                continue
            content = phrase_spread(passage, verb, prep, skip=1)
            if content:
                return content, prep + 1 if prep == verb + 1 else verb + 1
    for clause in passage.analysis.children(verb, "advcl", "ccomp", "xcomp"):
        marks = passage.analysis.children(clause, "mark")
        if marks and marks[0] == verb + 1 and passage.tokens[marks[0]].lower in prepositions:
            return phrase_spread(passage, verb, clause, start=marks[0] + 1), marks[0] + 1
    return NOTHING


def _attitude(passage: Passage, prep: int) -> bool:
    return any(passage.lemma(p) in passage.speech.attitude for p in passage.analysis.children(prep, "pobj"))


def _look_forward(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) != "look" or verb + 2 >= len(passage.tokens):
        return NOTHING
    if [passage.tokens[verb + k].lower for k in (1, 2)] != ["forward", "to"]:
        return NOTHING
    return phrase_spread(passage, verb, verb + 2, skip=1), verb + 3


def _phrasal(passage: Passage, verb: int) -> str:
    """The verb with its particle: "set forth", "rule out"; the verb alone where it has none."""
    particles = [passage.tokens[k].lower for k in passage.analysis.children(verb, "prt", "advmod") if k == verb + 1]
    return " ".join([passage.lemma(verb), *particles])


def _object(passage: Passage, verb: int) -> Found:
    speech, analysis, tokens = passage.speech, passage.analysis, passage.tokens
    lemma = passage.lemma(verb)
    aims = tokens[verb].tag == "VB" and tokens[verb].dep in ("advcl", "acl")  # "a memorandum to set out the terms"
    if _phrasal(passage, verb) in speech.phrasal and not aims and tokens[verb].dep not in ("acl", "relcl"):
        for child in analysis.children(verb, "dobj", "xcomp"):
            if child > verb:
                return phrase_spread(passage, verb, child), verb + 2
    if lemma not in speech.with_object or cited_by(passage, verb) is not None or _cites_saying(passage, verb):
        return NOTHING
    if (lemma in speech.request or lemma == "protest") and tokens[verb].tag == "VB":
        return NOTHING  # "will request a session": nothing has been asked for yet; "left to protest it"
    given = any(tokens[k].pos != "ADP" for k in analysis.children(verb, "dative"))  # "offered Y help"
    given = given or (lemma == "offer" and tokens[verb + 1].entity == "GPE" and tokens[verb + 1].dep == "nmod")
    to_do = analysis.children(verb, "xcomp") if lemma in speech.infinitive else ()
    if given or analysis.children(verb, "auxpass") or any(not _has_matter(passage, verb, k) for k in to_do):
        return NOTHING
    for clause in analysis.children(verb, "ccomp"):
        if tokens[clause].tag == "VBN" and not analysis.children(clause, "aux", "auxpass", "mark"):
            for subject in analysis.children(clause, "nsubj", "nsubjpass"):
                return phrase_spread(passage, verb, clause, start=analysis.edges(subject)[0]), verb + 1
    for clause in analysis.children(verb, "ccomp", "dobj"):
        first = analysis.edges(clause)[0]
        if lemma in speech.object and first == verb + 1 and tokens[first].lower == "what":
            return phrase_spread(passage, verb, clause), verb + 1  # "welcomed what it called P"
    for child in analysis.children(verb, "dobj"):
        this = lemma == "deny" and tokens[child].lower == "this"
        for_ = any(k == child + 1 and tokens[k].lower == "for" for k in analysis.children(verb, "prep"))
        judged = for_ and lemma in speech.words["judged_for"]  # "condemned him for P"
        if child < verb or (tokens[child].pos == "PRON" and not (this or judged)):
            continue
        if passage.lemma(child) in speech.offered or not _is_matter(passage, lemma, passage.lemma(child)):
            continue
        if lemma in speech.greeting | speech.request and (
            tokens[child].pos == "PROPN" or tokens[child].entity == "PERSON"
        ):
            continue
        return phrase_spread(passage, verb, child), verb + 1
    return NOTHING


def _cites_saying(passage: Passage, verb: int) -> bool:
    """ "Cited Y as saying that P": Y's words are told at their own cue."""
    ases = (k for k in passage.analysis.subtree(verb) if k > verb and passage.tokens[k].lower == "as")
    said = (k for a in ases for k in passage.analysis.children(a, "pcomp"))
    return passage.lemma(verb) in QUOTING and any(passage.lemma(k) == "say" for k in said)


def _is_matter(passage: Passage, verb: str, noun: str) -> bool:
    """Whether an object is what was said; what is called back ("recalled its ambassador") was not remembered."""
    speech = passage.speech
    if verb in speech.object:
        return verb != "recall" or noun not in speech.words["called_back"]
    if verb in speech.words["answering"]:
        return noun in speech.words["answered"]
    if _rouses(passage, verb, noun):
        return False
    return noun in (speech.words["doubted"] if verb in speech.words["doubting"] else speech.attitude)


def _infinitive(passage: Passage, verb: int) -> Found:
    if passage.lemma(verb) not in passage.speech.infinitive or _narrows_noun(passage, verb):
        return NOTHING
    for child in passage.analysis.children(verb, "xcomp"):
        if _has_matter(passage, verb, child):
            continue
        if child > verb:
            spread = phrase_spread(passage, verb, child)
            return before_that(passage, spread), verb + 1
    return NOTHING


def _has_matter(passage: Passage, verb: int, aim: int) -> bool:
    """ "Proposed [a truce] to evacuate the wounded", "pledged [two billion] to rebuild it": the object is the matter,
    the infinitive its aim."""
    things = (k for k in passage.analysis.children(verb, "dobj") if verb < k < aim)
    aimed = passage.lemma(verb) in ("propose", "suggest", "pledge")
    return aimed and any(passage.tokens[k].pos in ("NOUN", "NUM", "SYM") for k in things)


def _narrows_noun(passage: Passage, verb: int) -> bool:
    """ "The envoys who offered to help", "the bridge they promised to build"; what is told of a time ("in May, when X
    promised to build it") narrows nothing."""
    if passage.tokens[verb].dep == "relcl":
        return not any(passage.tokens[k].lower == "when" for k in passage.analysis.children(verb, "advmod"))
    return passage.tokens[verb].dep == "acl"


def _gerund(passage: Passage, verb: int) -> Found:
    """ "X denied ordering P", "X admitted having taken P"."""
    if passage.lemma(verb) not in passage.speech.gerund:
        return NOTHING
    for child in passage.analysis.children(verb, "xcomp", "ccomp"):
        first = passage.analysis.edges(child)[0]
        if first == verb + 1 and passage.tokens[first].tag == "VBG":
            return phrase_spread(passage, verb, child), verb + 1
    return NOTHING


def _passive_object(passage: Passage, verb: int) -> Found:
    """ "The importance of P was emphasised": the subject of a passive is the content."""
    if passage.lemma(verb) not in passage.speech.object or not passage.analysis.children(verb, "auxpass"):
        return NOTHING
    for child in passage.analysis.children(verb, "nsubjpass"):
        if passage.lemma(child) in passage.speech.attitude:
            return _split_subject(passage, verb, child)
        whole = passage.analysis.children(child, "prep", "acl", "relcl", "ccomp")
        if passage.lemma(verb) in passage.speech.passive and passage.tokens[child].pos == "NOUN" and whole:
            return _whole_subject(passage, verb, child)
    return NOTHING


def _whole_subject(passage: Passage, verb: int, subject: int) -> Found:
    first, last = passage.analysis.edges(subject)
    if last + 1 < verb and passage.analysis.children(subject, "acl") and passage.lemma(subject) == "fact":
        first = next((i + 1 for i in range(subject, last) if passage.tokens[i].lower == "that"), first)
    span = passage.trimmed(first, min(last + 1, verb))
    return ((span,), verb + 1) if span is not None and span[1] - span[0] > 1 else NOTHING


def _split_subject(passage: Passage, verb: int, subject: int) -> Found:
    """ "Hope was expressed for P": the subject and what the verb parts from it; "hope was expressed that P": P
    alone.
    """
    first, last = passage.analysis.edges(subject)
    tail = passage.analysis.edges(verb)[1] + 1
    behind = phrase_spread(passage, verb, verb, start=verb + 1) if tail > verb + 1 else ()
    if behind and passage.tokens[verb + 1].lower == "that":
        return tuple((max(a, verb + 2), b) for a, b in behind), verb + 1
    before = passage.trimmed(first, min(last + 1, verb - 1))
    if before is not None and before[1] - before[0] > 2:
        return (before,), verb + 1
    return ((before, *behind) if before is not None else behind), verb + 1


Frame = Callable[[Passage, int], Found]
BEFORE_CLAUSES: tuple[Frame, ...] = (_light, _worded, _grateful, _emphasis, _person, _as, _label, _request)
"""Frames that win over a clause: in "told Y about P that Q" the person's frame is the verb's own."""
AFTER_CLAUSES: tuple[Frame, ...] = (_matter, _object, _infinitive, _gerund, _passive_object)
