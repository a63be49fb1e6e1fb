"""Every place in an article where somebody is bound: by a cue word ("pledged to") or a deed to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique.lexicon.promises import Cue, Promises
from communique.record.language import Analysis, Token
from communique.understand.bonds.conditions import is_supposed
from communique.understand.bonds.deeds import Undertaking, find_deeds, find_gifts, offers_now
from communique.understand.bonds.nouns import after_noun
from communique.understand.bonds.opened import each_deed, opened_deeds, without_idle
from communique.understand.bonds.papers import find_kept, find_papers, find_provisions, find_recalled, find_thing
from communique.understand.grammar import clauses


def find_undertakings(analysis: Analysis, promises: Promises) -> Iterator[Undertaking]:
    """In text order of their cues; the same deed is given once, and no thing owed inside a deed."""
    claimed: set[int] = set()
    told = 0
    for token in analysis.tokens:
        for found in _at(analysis, promises, token):
            if is_supposed(analysis, promises.words, found.cue):
                continue
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
            cue = promises.adjectives.get(lemma) or promises.adjectives.get(token.lower)
        found: tuple[Undertaking, ...] = ()
        if cue is not None:
            found = tuple(find_recalled(analysis, words, token.index, cue))
            found = found or tuple(_after_verb(analysis, token.index, cue, words))
        if not found and lemma in words["keeping"] and clauses.verbal(analysis, token.index).tense != "future":
            found = tuple(find_kept(analysis, words, token.index))
        if not found and lemma in words["providing"]:
            found = tuple(find_provisions(analysis, words, token.index))
        if lemma in words["getting"]:
            found = tuple(find_gifts(analysis, words, token.index))
        if found or not _is_hearsay(analysis, token.index, words):
            yield from found or find_deeds(analysis, words, token.index)
    elif token.pos == "ADJ":
        cue = promises.adjectives.get(lemma) or promises.adjectives.get(token.lower)
        if cue is not None:
            yield from _after_adjective(analysis, token.index, cue, words)
    elif token.pos == "NOUN":
        if lemma in promises.nouns:
            yield from after_noun(analysis, token.index, promises.nouns[lemma], words)
        elif lemma in words["keeping"]:
            yield from find_kept(analysis, words, token.index)


def _after_verb(analysis: Analysis, verb: int, cue: Cue, words: Mapping[str, frozenset[str]]) -> Iterator[Undertaking]:
    stands = clauses.verbal(analysis, verb)
    if (
        stands.negated
        or stands.tense == "possible"
        or _is_of_source(analysis, verb)
        or _is_failed(analysis, verb, words)
    ):
        return
    guest = next(iter(analysis.children(verb, "dobj", "dative")), None)
    doer = _thanked_for(analysis, verb, words) or _writer(analysis, verb) or clauses.subject(analysis, verb)
    if _only_marks(analysis, verb, cue) or (cue.kind in ("agreement", "acceptance") and stands.tense == "infinitive"):
        return  # "efforts to agree on it"
    if stands.passive or _is_participle(analysis, verb):
        agent = next(iter(clauses.objects(analysis, verb, "by")), None)
        if cue.kind in ("invitation", "assignment"):
            guest, doer = doer, agent
        elif cue.kind in ("offer", "pledge") and stands.passive and guest is not None and "noun" in cue.opens:
            guest, doer = doer, agent  # "Norway was offered a loan"
        elif cue.kind not in ("pledge", "plan") or agent is not None:
            doer = agent
    if cue.kind == "assignment":
        doer, guest = guest, doer
    bidden = guest if cue.kind == "invitation" else None
    if bidden is not None and stands.tense == "future":
        cue, guest = replace(cue, kind="pledge"), None  # to invite is what is promised
    acts = list(opened_deeds(analysis, verb, cue, words))
    if analysis.tokens[verb].lemma.lower() in ("set", "slate", "schedule"):
        acts = without_idle(analysis, acts, cue, words)
    if cue.kind == "offer" and stands.tense == "present" and not offers_now(analysis, verb, doer, words):
        acts = [a for a in acts if analysis.tokens[a].pos != "NOUN"]  # "the shop offers ferries"
    yield from each_deed(analysis, verb, verb, cue, acts, doer, guest)
    if acts:
        return
    if cue.owed and analysis.tokens[verb].dep in ("relcl", "acl"):
        yield from find_thing(analysis, verb, cue)
        return
    whole = clauses.extent(analysis, verb, *analysis.children(verb, "advcl", "conj", "cc", "parataxis"))
    if cue.paper:
        yield from find_papers(analysis, verb, cue, doer, words)
        return
    if cue.manner and not any(analysis.tokens[k].lower in cue.manner for k in analysis.children(verb, "advmod")):
        return
    if cue.manner and stands.tense != "past":
        return
    if cue.kind == "acceptance" and (cue.manner or _takes_invitation(analysis, verb)):
        yield Undertaking(cue.kind, cue.strength, verb, verb, doer, whole, whole)
    elif bidden is not None:
        yield Undertaking(cue.kind, cue.strength, verb, verb, doer, whole, whole, guest)


def _is_participle(analysis: Analysis, verb: int) -> bool:
    """ "A plan [agreed] by both": not where the parser took a past tense for one."""
    token = analysis.tokens[verb]
    return token.dep == "acl" and token.tag == "VBN" and not analysis.children(verb, "nsubj")


def _only_marks(analysis: Analysis, verb: int, cue: Cue) -> bool:
    """ "A man [committed] to his people": what somebody is like."""
    described = analysis.tokens[analysis.tokens[verb].head]
    return _is_participle(analysis, verb) and cue.opens == {"to", "prep:to"} and described.pos == "NOUN"


def _thanked_for(analysis: Analysis, verb: int, words: Mapping[str, frozenset[str]]) -> int | None:
    """ "Thanked [Norway] for pledging aid": who is thanked has pledged it."""
    tokens = analysis.tokens
    prep = tokens[tokens[verb].head]
    if tokens[verb].dep != "pcomp" or prep.lower != "for" or tokens[prep.head].lemma not in words["thanking"]:
        return None
    return next(iter(analysis.children(prep.head, "dobj")), None)


def _writer(analysis: Analysis, verb: int) -> int | None:
    """ "[He] wrote to the president inviting him", "a letter to her from [the king], inviting her": not who is written
    to.
    """
    tokens, person = analysis.tokens, analysis.tokens[verb].head
    prep = tokens[tokens[person].head]
    if tokens[verb].tag != "VBG" or tokens[verb].dep != "acl" or prep.lower != "to":
        return None
    letters = (prep.head, *analysis.children(prep.head, "dobj"))
    sender = next((k for letter in letters for k in clauses.objects(analysis, letter, "from")), None)
    above = prep.head if tokens[prep.head].pos == "VERB" else clauses.governor(analysis, prep.head)
    return sender if sender is not None or above is None else clauses.subject(analysis, above)


def _is_failed(analysis: Analysis, verb: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "[Failed] to approve the loan", "[refused] to promise aid"."""
    token = analysis.tokens[verb]
    failed = words["failing"] | words["declining"]
    return token.dep == "xcomp" and analysis.tokens[token.head].lemma.lower() in failed


def _is_hearsay(analysis: Analysis, verb: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "[Rumours] that Norway would send aid", "denied [reports] that it would", "[reports] that P are false"."""
    tokens, token = analysis.tokens, analysis.tokens[verb]
    noun = tokens[token.head]
    if token.dep not in ("acl", "ccomp") or noun.pos != "NOUN" or not analysis.children(verb, "mark"):
        return False
    above = tokens[noun.head]
    false = (tokens[k].lower for k in analysis.children(above.index, "acomp"))
    denied = noun.dep == "dobj" and above.lemma.lower() in words["declining"] | {"deny"}
    gainsaid = noun.dep == "nsubj" and any(f in words["untrue"] for f in false)
    lemma = noun.lemma.lower()
    return lemma in words["rumoured"] or (lemma in words["hearsay"] and (denied or gainsaid))


def _is_of_source(analysis: Analysis, verb: int) -> bool:
    """ "Officials who agreed to speak on condition of anonymity": what a source tells a reporter."""
    return any(analysis.tokens[i].lemma.lower() == "anonymity" for i in analysis.subtree(verb))


def _takes_invitation(analysis: Analysis, verb: int) -> bool:
    """ "Accepted the invitation", "accepted it", "[which] was accepted" behind an invitation in this sentence or the
    one before.
    """
    tokens, things = analysis.tokens, analysis.children(verb, "dobj", "nsubjpass")
    if _is_participle(analysis, verb):
        things = (tokens[verb].head,)  # "the truce accepted by both"
    if any(tokens[t].lower in ("it", "which") for t in things):
        here = tokens[verb].sentence
        before = tokens[analysis.sentences[max(here - 1, 0)].first : verb]
        return any(t.lemma.lower() == "invitation" for t in before)
    return not things or any(tokens[t].lemma.lower() in ("invitation", "offer") for t in things)


def _after_adjective(
    analysis: Analysis, word: int, cue: Cue, words: Mapping[str, frozenset[str]]
) -> Iterator[Undertaking]:
    tokens = analysis.tokens
    if any(tokens[k].lower == "too" for k in analysis.children(word, "advmod")):
        return  # "too willing to give in"
    if analysis.children(word, "neg") or tokens[word].dep in ("amod", "appos", "advcl", "relcl", "acl"):
        return
    verb = tokens[word].head
    if tokens[verb].pos in ("VERB", "AUX"):
        stands = clauses.verbal(analysis, verb)
        described = tokens[verb].dep == "relcl" and cue.kind != "plan"  # "who is due to meet her" is told
        if stands.negated or described or (cue.courteous and stands.tense != "future"):
            return
        if tokens[verb].tag == "VBN" and any(tokens[k].lower == "had" for k in analysis.children(verb, "aux")):
            return  # "he had been due to sign"
    else:
        verb = word
    acts = list(opened_deeds(analysis, word, cue, words))
    if not acts and verb != word:
        acts = [a for a in opened_deeds(analysis, verb, cue, words) if a > word]
    acts = without_idle(analysis, acts, cue, words)
    yield from each_deed(analysis, word, verb, cue, acts, clauses.subject(analysis, verb))
