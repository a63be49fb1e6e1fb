"""Undertakings told by a noun: "their commitment to", "an invitation from", "the task set for"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.lexicon.promises import Cue
from communique.record.language import Analysis
from communique.understand.bonds.deeds import Undertaking
from communique.understand.bonds.fate import treatment
from communique.understand.bonds.opened import behind_giver, each_deed, opened_deeds
from communique.understand.grammar import clauses

_QUOTES = ('"', "”", "’", "''", "»")


def after_noun(analysis: Analysis, noun: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if any(tokens[k].lower in ("no", "any") for k in analysis.children(noun, "det")):
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
    acts = [asked] if asked is not None else list(opened_deeds(analysis, noun, cue, words))
    given = next((k for k in analysis.children(noun, "acl", "relcl") if tokens[k].lemma in words["giving"]), None)
    if given is None and cue.kind == "assignment":
        yield from _assigned(analysis, noun, cue, words)
        return
    if given is not None and not acts and cue.kind in ("pledge", "assignment"):
        agent = next(iter(clauses.objects(analysis, given, "by")), None)
        maker = agent if agent is not None else clauses.own_subject(analysis, given)
        whole = clauses.extent(analysis, noun)
        if maker is None and tokens[given].tag == "VBN":
            maker = doer if treatment(analysis, noun)[1] in words["word_kept"] | words["word_broken"] else None
            if maker is None and (maker := _owner(analysis, noun)) is None:
                return  # "noted the assurances given to it"
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
        if not sender:  # "an invitation to a forum [from her colleague]"
            sender = [
                k for thing in clauses.objects(analysis, noun, "to") for k in clauses.objects(analysis, thing, "from")
            ]
        nation = [k for k in analysis.children(noun, "amod", "compound") if tokens[k].text[:1].isupper()]
        if not sender and not acts and not nation and not analysis.children(noun, "poss"):
            return
        doer = sender[0] if sender else doer
        if not acts:
            whole = clauses.extent(analysis, noun)
            yield Undertaking(cue.kind, cue.strength, noun, noun, doer, whole, whole, guest)
    if not acts:
        giver = _giver(analysis, noun)
        acts = list(behind_giver(analysis, noun, giver, cue, words)) if giver is not None else []
        acts = acts or _behind(analysis, noun, cue) or _within(analysis, noun, cue, words)
    if cue.kind == "offer":  # "a proposal to blacklist officials" offers them nothing
        acts = [a for a in acts if tokens[a].lemma.lower() not in words["harming"]]
    yield from each_deed(analysis, noun, noun, cue, acts, doer, guest)


def _assigned(analysis: Analysis, noun: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[Undertaking]:
    """ "Gave the ministers instructions to open it", "was given the task of opening it": they must act."""
    tokens = analysis.tokens
    verb = tokens[noun].head
    if tokens[noun].dep not in ("dobj", "nsubjpass") or tokens[verb].lemma.lower() not in words["assigning"]:
        return
    stands = clauses.verbal(analysis, verb)
    if stands.negated or stands.tense not in ("past", "present"):
        return
    given = tuple(k for k in analysis.children(verb, "dative", "dobj", "nsubjpass") if tokens[k].pos != "ADP")
    given += clauses.objects(analysis, verb, "to", "for") + clauses.objects(analysis, noun, "to", "for")
    given += analysis.children(noun, "compound")  # "gave [the government] instructions to"
    doer = next((k for k in given if k != noun and not tokens[k].lower.endswith(("self", "selves"))), None)
    acts = [
        k for p in analysis.children(noun, "prep") if tokens[p].lower == "of" for k in analysis.children(p, "pcomp")
    ]
    acts = acts or [k for top in (noun, verb) for k in clauses.complement(analysis, top) if k > noun]
    acts = [k for k in acts if tokens[k].tag == "VBG" or clauses.has_to(analysis, k)][:1]
    setter = next(iter(clauses.objects(analysis, verb, "by")), None)
    setter = clauses.subject(analysis, verb) if setter is None and not stands.passive else setter
    if doer is not None and acts:
        yield from each_deed(analysis, noun, verb, cue, list(clauses.conjuncts(analysis, acts[0])), doer, setter)


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
    if tokens[noun].dep != "pobj" or tokens[prep].lower != "for":
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
    if after >= len(tokens) or tokens[after].lower != "to":
        return []
    mark = tokens[after]
    if mark.dep == "aux" and "to" in cue.opens:
        return [mark.head]
    if mark.dep in ("prep", "dative") and "prep:to" in cue.opens:
        return [k for k in analysis.children(mark.index, "pobj", "pcomp") if tokens[k].pos != "PRON"][:1]
    return []


def _within(analysis: Analysis, noun: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> list[int]:
    """The infinitive that ends the noun's phrase: "the readiness of the two states [to help]"; the clause that the
    parser took for a relative one: "a guarantee [that they would leave]".
    """
    for clause in analysis.children(noun, "relcl") if "that" in cue.opens else ():
        first, stands = analysis.edges(clause)[0], clauses.verbal(analysis, clause)
        spoken = analysis.tokens[first].lower == "that" and clauses.own_subject(analysis, clause) not in (None, first)
        deed = analysis.tokens[clause].lemma.lower()
        if spoken and stands.tense == "future" and deed not in words["word_kept"] | words["giving"]:
            return [clause]
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
    verb = clauses.governor(analysis, noun)
    judged = verb is not None and tokens[verb].dep == "pcomp"  # "accused X of breaking its promise"
    if owner is not None and (tokens[owner].lower != "its" or judged):
        return owner
    if (giver := _giver(analysis, noun)) is not None:
        return giver
    return clauses.subject(analysis, verb) if verb is not None else None


def _giver(analysis: Analysis, noun: int) -> int | None:
    """ "Received a pledge [from Oslo] that", "turned down a proposal [by Oslo] to"."""
    tokens = analysis.tokens
    found = clauses.objects(analysis, noun, "from", "by")
    if tokens[noun].dep == "dobj":
        found += clauses.objects(analysis, tokens[noun].head, "from")
    return next((k for k in found if k > noun and tokens[k].entity not in ("DATE", "TIME")), None)


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
