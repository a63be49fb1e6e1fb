"""Every place in an article where somebody is bound: by a cue word ("pledged to") or a deed to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique.lexicon.promises import Cue, Promises
from communique.record.language import Analysis, Token
from communique.understand.bonds.deeds import Undertaking, action_of, find_deeds, find_kept, find_provisions, offers_now
from communique.understand.bonds.listed import listed_deeds
from communique.understand.bonds.papers import find_papers, find_thing, is_plural
from communique.understand.grammar import clauses

_QUOTES = ('"', "”", "’", "''", "»")
_GIVING = ("make", "give", "set", "assign", "take")


def find_undertakings(analysis: Analysis, promises: Promises) -> Iterator[Undertaking]:
    """In text order of their cues; the same deed is given once, and no thing owed inside a deed."""
    claimed: set[int] = set()
    told = 0
    for token in analysis.tokens:
        for found in _at(analysis, promises, token):
            nested = found.act == found.cue and not found.bare and found.kind != "acceptance" and found.cue < told
            if found.act not in claimed and not nested:
                told = max(told, found.evidence[1])
                claimed |= {found.act, found.cue} if found.bare else {found.act}
                yield found


def _at(analysis: Analysis, promises: Promises, token: Token) -> Iterator[Undertaking]:
    lemma, words = token.lemma.lower(), promises.words
    if token.pos in ("VERB", "AUX"):
        cue = promises.verbs.get(lemma)
        if cue is None and token.tag == "VBN" and token.dep not in ("relcl", "acl", "amod", "advcl"):
            cue = promises.adjectives.get(lemma) or promises.adjectives.get(token.text.lower())
        found = tuple(_after_verb(analysis, token.index, cue, words)) if cue is not None else ()
        if not found and lemma in words["keeping"] and clauses.verbal(analysis, token.index).tense != "future":
            found = tuple(find_kept(analysis, words, token.index))
        if not found and lemma in words["providing"]:
            found = tuple(find_provisions(analysis, words, token.index))
        yield from found or find_deeds(analysis, words, token.index)
    elif token.pos == "ADJ":
        cue = promises.adjectives.get(lemma) or promises.adjectives.get(token.text.lower())
        if cue is not None:
            yield from _after_adjective(analysis, token.index, cue, words)
    elif token.pos == "NOUN":
        if lemma in promises.nouns:
            yield from _after_noun(analysis, token.index, promises.nouns[lemma], words)
        elif lemma in words["keeping"]:
            yield from find_kept(analysis, words, token.index)


def _after_verb(analysis: Analysis, verb: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[Undertaking]:
    stands = clauses.verbal(analysis, verb)
    if stands.negated or stands.tense == "possible" or _is_of_source(analysis, verb):
        return
    guest = next(iter(analysis.children(verb, "dobj", "dative")), None)
    doer = clauses.subject(analysis, verb)
    if stands.passive or (analysis.tokens[verb].dep == "acl" and analysis.tokens[verb].tag == "VBN"):
        agent = next(iter(clauses.objects(analysis, verb, "by")), None)
        if cue.kind in ("invitation", "assignment"):
            guest, doer = doer, agent
        elif cue.kind not in ("pledge", "plan") or agent is not None:
            doer = agent
    if cue.kind == "assignment":
        doer, guest = guest, doer
    bidden = guest if cue.kind == "invitation" else None
    if bidden is not None and stands.tense == "future":
        cue, guest = replace(cue, kind="pledge"), None  # to invite is what is promised
    acts = list(_deeds(analysis, verb, cue, words))
    if analysis.tokens[verb].lemma.lower() in ("set", "slate", "schedule"):
        acts = _not_idle(analysis, acts, cue, words)
    if cue.kind == "offer" and stands.tense == "present" and not offers_now(analysis, verb, doer, words):
        acts = [a for a in acts if analysis.tokens[a].pos != "NOUN"]  # "the shop offers ferries"
    yield from _each(analysis, verb, verb, cue, acts, doer, guest)
    if acts:
        return
    if cue.owed and analysis.tokens[verb].dep in ("relcl", "acl"):
        yield from find_thing(analysis, verb, cue)
        return
    whole = clauses.extent(analysis, verb, *analysis.children(verb, "advcl", "conj", "cc", "parataxis"))
    if cue.paper:
        yield from find_papers(analysis, verb, cue, doer)
        return
    if cue.manner and not any(analysis.tokens[k].text.lower() in cue.manner for k in analysis.children(verb, "advmod")):
        return
    if cue.manner and stands.tense != "past":
        return
    if cue.kind == "acceptance" and (cue.manner or _takes_invitation(analysis, verb)):
        yield Undertaking(cue.kind, cue.strength, verb, verb, doer, whole, whole)
    elif bidden is not None:
        yield Undertaking(cue.kind, cue.strength, verb, verb, doer, whole, whole, guest)


def _not_idle(analysis: Analysis, acts: list[int], cue: Cue, words: Mapping[str, frozenset[str]]) -> list[int]:
    """ "Is set to win": how things will be, no plan."""
    idle = words["idle"] - words["personal"] - words["effects"] if cue.kind == "plan" else frozenset()
    return [a for a in acts if analysis.tokens[a].lemma.lower() not in idle]


def _is_of_source(analysis: Analysis, verb: int) -> bool:
    """ "Officials who agreed to speak on condition of anonymity": what a source tells a reporter."""
    return any(analysis.tokens[i].lemma.lower() == "anonymity" for i in analysis.subtree(verb))


def _each(
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
        action = action_of(analysis, act)
        if len(acts) > 1:
            action = (action[0], min([action[1], *(analysis.edges(a)[0] for a in acts[number + 1 :] if a > act)]))
        evidence = _evidence(analysis, verb, acts, action) if number == 0 else action
        alone = cue.alone if doer is not None and not is_plural(analysis, doer) else None
        yield Undertaking(
            cue.kind, cue.strength, word, act, doer, action, evidence, guest, alone=alone, dated=cue.dated
        )


def _evidence(analysis: Analysis, word: int, acts: list[int], action: tuple[int, int]) -> tuple[int, int]:
    """The clause of the cue up to the end of the first deed."""
    leave = [k for k in analysis.children(word, "advcl", "parataxis", "cc", "conj", "mark", "relcl") if k not in acts]
    first, last = clauses.extent(analysis, word, *leave)
    if len(acts) > 1:
        last = max(action[1], word + 1)
    return min(first, action[0]), max(last, action[1])


def _takes_invitation(analysis: Analysis, verb: int) -> bool:
    things = analysis.children(verb, "dobj", "nsubjpass")
    return not things or any(analysis.tokens[t].lemma.lower() in ("invitation", "offer") for t in things)


def _deeds(analysis: Analysis, word: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[int]:
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


def _is_owed(analysis: Analysis, thing: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Promised maps", "announced a grant", "announced $5 million": not "promised nothing", "announced the winner"."""
    token = analysis.tokens[thing]
    if cue.things and token.lemma.lower() not in cue.things and not _is_money(analysis, thing):
        return False
    named = token.pos == "NOUN" or token.entity == "MONEY" or _is_money(analysis, thing)
    named = named and token.lemma.lower() not in words["courtesies"]
    return named and not any(analysis.tokens[d].text.lower() == "no" for d in analysis.children(thing, "det"))


def _is_money(analysis: Analysis, thing: int) -> bool:
    """ "5 million dollars", "12 million lei": also where the currency was not known for one."""
    tokens = analysis.tokens
    many = (t for k in analysis.children(thing, "nummod") for t in (k, *analysis.children(k)))
    if tokens[thing].lemma.lower() in ("million", "billion"):  # "a further CAD 25 million"
        return any(tokens[k].text.isupper() for k in analysis.children(thing, "compound", "nmod", "quantmod"))
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


def _after_adjective(
    analysis: Analysis, word: int, cue: Cue, words: Mapping[str, frozenset[str]]
) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if analysis.children(word, "neg") or tokens[word].dep in ("amod", "appos", "advcl", "relcl", "acl"):
        return
    verb = tokens[word].head
    if tokens[verb].pos in ("VERB", "AUX"):
        stands = clauses.verbal(analysis, verb)
        if stands.negated or tokens[verb].dep == "relcl" or (cue.courteous and stands.tense != "future"):
            return
        if tokens[verb].tag == "VBN" and any(tokens[k].text.lower() == "had" for k in analysis.children(verb, "aux")):
            return  # "he had been due to sign"
    else:
        verb = word
    acts = list(_deeds(analysis, word, cue, words))
    if not acts and verb != word:
        acts = [a for a in _deeds(analysis, verb, cue, words) if a > word]
    acts = _not_idle(analysis, acts, cue, words)
    yield from _each(analysis, word, verb, cue, acts, clauses.subject(analysis, verb))


def _after_noun(analysis: Analysis, noun: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if any(tokens[k].text.lower() in ("no", "any") for k in analysis.children(noun, "det")):
        return
    thanked = _thanked(analysis, noun, words)
    if cue.owned and thanked is None and _owner(analysis, noun) is None and not _is_taken(analysis, noun, words):
        return
    doer = thanked if thanked is not None else _holder(analysis, noun)
    guest = _who_answers(analysis, noun, words) if cue.kind == "invitation" else None
    doer = None if doer == guest else doer
    asked = _asked_to(analysis, noun) if cue.kind == "invitation" else None
    if asked is not None and guest is None:
        guest = next((k for k in clauses.objects(analysis, noun, "to") if k < asked), None)
    acts = [asked] if asked is not None else list(_deeds(analysis, noun, cue, words))
    given = next((k for k in analysis.children(noun, "acl", "relcl") if tokens[k].lemma in _GIVING), None)
    if given is None and cue.kind == "assignment":
        return
    if given is not None and not acts and cue.kind in ("pledge", "assignment"):
        agent = next(iter(clauses.objects(analysis, given, "by")), None)
        maker = agent if agent is not None else clauses.own_subject(analysis, given)
        whole = clauses.extent(analysis, noun)
        maker = None if cue.kind == "assignment" else maker if maker is not None else doer
        yield Undertaking(cue.kind, "firm", noun, noun, maker, whole, whole)
        return
    if cue.kind == "invitation":
        sender = [
            k
            for p in analysis.children(noun, "prep")
            if tokens[p].lemma == "from"
            for k in analysis.children(p, "pobj")
        ]
        nation = [k for k in analysis.children(noun, "amod", "compound") if tokens[k].text[:1].isupper()]
        if not sender and not acts and not nation and not analysis.children(noun, "poss"):
            return
        doer = sender[0] if sender else doer
        if not acts:
            whole = clauses.extent(analysis, noun)
            yield Undertaking(cue.kind, cue.strength, noun, noun, doer, whole, whole, guest)
    if not acts:
        acts = _behind(analysis, noun, cue) or _within(analysis, noun, cue)
    yield from _each(analysis, noun, noun, cue, acts, doer, guest)


def _asked_to(analysis: Analysis, invitation: int) -> int | None:
    """The infinitive behind the phrase: "an invitation from Oslo [to attend the forum]"."""
    tokens = analysis.tokens
    last = min(analysis.edges(invitation)[1] + 1, len(tokens) - 1)
    marks = (tokens[i] for i in range(invitation + 1, last + 1) if tokens[i].tag == "TO" and tokens[i].dep == "aux")
    return next((m.head for m in marks if tokens[m.head].tag == "VB"), None)


def _thanked(analysis: Analysis, noun: int, words: Mapping[str, frozenset[str]]) -> int | None:
    """ "Thanked Norway for its pledge", "gratitude to Norway for the decision": who is thanked."""
    tokens = analysis.tokens
    owner = _owner(analysis, noun)
    if owner is not None and tokens[owner].pos != "PRON":
        return None
    prep = tokens[noun].head
    if tokens[noun].dep != "pobj" or tokens[prep].text.lower() != "for":
        return None
    thanks = tokens[prep].head
    for word in (thanks, *analysis.ancestors(thanks)[:1]):
        given = [word, *analysis.children(word, "dobj")]
        if any(tokens[w].lemma.lower() in words["thanking"] for w in given):
            preps = ("", "to") if given[0] != noun and tokens[word].lemma.lower() in words["thanking"] else ("to",)
            return next((k for w in given for k in clauses.objects(analysis, w, *preps)), None)
    return None


def _who_answers(analysis: Analysis, invitation: int, words: Mapping[str, frozenset[str]]) -> int | None:
    """Who accepts or declines an invitation was invited."""
    tokens = analysis.tokens
    verb = tokens[invitation].head
    if tokens[invitation].dep != "dobj" or tokens[verb].lemma.lower() not in words["declining"] | {"accept"}:
        return None
    return clauses.subject(analysis, verb)


def _behind(analysis: Analysis, noun: int, cue: Cue) -> list[int]:
    """The deed right behind the noun belongs to it, wherever the parser hung it."""
    tokens = analysis.tokens
    after = noun + 1
    while after < len(tokens) and tokens[after].text in _QUOTES:  # 'a "firm commitment" to reform'
        after += 1
    if after >= len(tokens) or tokens[after].text.lower() != "to":
        return []
    mark = tokens[after]
    if mark.dep == "aux" and "to" in cue.opens:
        return [mark.head]
    if mark.dep in ("prep", "dative") and "prep:to" in cue.opens:
        return [k for k in analysis.children(mark.index, "pobj", "pcomp") if tokens[k].pos != "PRON"][:1]
    return []


def _within(analysis: Analysis, noun: int, cue: Cue) -> list[int]:
    """The infinitive that ends the noun's phrase: "the readiness of the two states [to help]"."""
    if "to" not in cue.opens:
        return []
    for i in range(noun + 1, analysis.edges(noun)[1] + 1):
        if analysis.tokens[i].dep == "acl" and clauses.verbal(analysis, i).tense == "infinitive":
            return [i]
    return []


def _holder(analysis: Analysis, noun: int) -> int | None:
    """Whose commitment it is: the owner, the nation in front, else the subject of the clause."""
    tokens = analysis.tokens
    for prep in analysis.children(noun, "prep"):
        if tokens[prep].lemma == "between":
            return next(iter(analysis.children(prep, "pobj")), None)
    owner = _owner(analysis, noun)
    if owner is not None and tokens[owner].text.lower() != "its":
        return owner
    if (giver := next(iter(clauses.objects(analysis, noun, "from")), None)) is not None:
        return giver  # "received a pledge from Oslo that"
    verb = clauses.governor(analysis, noun)
    return clauses.subject(analysis, verb) if verb is not None else None


def _is_taken(analysis: Analysis, noun: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Took the decision to", "adopted a plan to": it is the subject's own."""
    token = analysis.tokens[noun]
    return token.dep == "dobj" and analysis.tokens[token.head].lemma.lower() in words["taking"]


def _owner(analysis: Analysis, noun: int) -> int | None:
    """Whose it is, written in the noun's own phrase: an owner or a nation in front."""
    owner = clauses.owner(analysis, noun)
    if owner is not None:
        return owner
    kids = analysis.children(noun, "amod", "compound", "nmod")
    return next((k for k in kids if analysis.tokens[k].text[:1].isupper()), None)
