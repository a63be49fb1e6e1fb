"""What the article says became of a commitment: accepted, declined, put off, withdrawn, never done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.record.finding import CommitmentStatus
from communique.record.language import Analysis
from communique.understand.bonds.deeds import Undertaking
from communique.understand.grammar import clauses

_KNOWN = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_ASIDE = frozenset({"after", "although", "because", "before", "since", "when", "while"})
_AGAIN = frozenset({"it", "they", "he", "she"})
_NEAR = 2  # sentences in which an offer or invitation is answered. Source: answers stand in the same paragraph


def judge_fate(
    analysis: Analysis,
    words: Mapping[str, frozenset[str]],
    found: Undertaking,
    others: Iterable[Undertaking],
    late: bool,
) -> CommitmentStatus:
    """The status as of this article. `late`: its last day lies before publication."""
    word = _of_word(analysis, words, found)
    if word is not None:
        return word
    taken_back = _taken_back(analysis, words, found)
    if taken_back is not None:
        return taken_back
    if found.kind in ("invitation", "offer"):
        answer = _answer(analysis, words, found, others)
        if answer is not None:
            return answer
    if found.act == found.cue or analysis.tokens[found.act].pos in ("NOUN", "PROPN"):
        return _of_thing(analysis, words, found, late) or found.status
    return found.status


def _answer(
    analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking, others: Iterable[Undertaking]
) -> CommitmentStatus | None:
    tokens = analysis.tokens
    above = {tokens[a].lemma.lower() for a in analysis.ancestors(found.cue)[:2]}
    if above & words["declining"]:
        return "declined"
    if found.kind == "invitation" and (
        "accept" in above or any(o.kind == "acceptance" and o.cue > found.cue for o in others)
    ):
        return "kept"
    here = tokens[found.cue].sentence
    last = analysis.sentences[min(here + _NEAR, len(analysis.sentences) - 1)].last
    for i in range(found.evidence[1], last):
        if tokens[i].pos == "VERB" and tokens[i].lemma.lower() in words["declining"]:
            things = analysis.children(i, "dobj", "nsubjpass")
            own = words["answered_invitation" if found.kind == "invitation" else "answered_offer"]
            if any(tokens[t].lemma.lower() in own and not _is_other(analysis, words, t) for t in things):
                return "declined"
    return None


def _of_word(analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking) -> CommitmentStatus | None:
    """ "Kept its promise to", "went back on its pledge to", "failed to honour its word", "withdrew its offer"."""
    tokens = analysis.tokens
    verb, deed = treatment(analysis, found.cue)
    if not deed:
        return None
    above = tokens[verb].head
    failed = tokens[verb].dep == "xcomp" and tokens[above].lemma.lower() in words["failing"]
    stands = clauses.verbal(analysis, above if failed else verb)
    if stands.tense != "past":
        return None
    undone = stands.negated != failed
    if deed in words["word_kept"]:
        return "broken" if undone else "kept"
    if undone:
        return None
    if deed in words["word_broken"]:
        return "broken"
    return "withdrawn" if deed in words["withdrawing"] else None


def treatment(analysis: Analysis, word_given: int) -> tuple[int, str]:
    """The verb that a promise is object of and what it does with it: "keep", "go back on"; "" where there is none."""
    tokens = analysis.tokens
    noun = tokens[word_given]
    verb = tokens[noun.head].head if noun.dep == "pobj" else noun.head
    if noun.pos != "NOUN" or noun.dep not in ("dobj", "pobj", "nsubjpass") or tokens[verb].pos != "VERB":
        return verb, ""
    deed = tokens[verb].lemma.lower()
    if noun.dep == "pobj":
        deed = " ".join([deed, *(tokens[i].lower for i in range(verb + 1, noun.head + 1))])
    return verb, deed


def _taken_back(analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking) -> CommitmentStatus | None:
    """ "Pledged to send aid but [withdrew the pledge]", "agreed to sell ships, but [the deal was cancelled]": in the
    same sentence behind it, or in the next."""
    tokens, here = analysis.tokens, analysis.tokens[found.cue].sentence
    last = analysis.sentences[min(here + 1, len(analysis.sentences) - 1)].last
    for i in range(found.cue + 1, last):
        objects = analysis.children(i, "dobj", "nsubjpass") if tokens[i].pos == "VERB" else ()
        if not objects:
            continue
        lemma = tokens[i].lemma.lower()
        particles = {f"{lemma} {tokens[k].lower}" for k in analysis.children(i, "prt")}
        if lemma not in words["withdrawing"] and not particles & words["withdrawing"]:
            continue
        stands = clauses.verbal(analysis, i)
        things = (k for k in objects if tokens[k].lemma.lower() in words["undertaken"])
        own = any(_is_the(analysis, k) and not _is_other(analysis, words, k) for k in things)
        if own and _goes_on(analysis, found, i) and stands.tense == "past" and not stands.negated:
            return "withdrawn"
    return None


def _goes_on(analysis: Analysis, found: Undertaking, verb: int) -> bool:
    """Whether a verb tells what the one who undertook it did next, or what was done to it; not an aside ("after X
    cancelled the deal", "which withdrew the offer"), not what another did."""
    tokens = analysis.tokens
    aside = {tokens[k].lower for k in analysis.children(verb, "mark", "prep")} & _ASIDE
    if tokens[verb].dep in ("relcl", "pcomp") or aside:
        return False
    subjects = analysis.children(verb, "nsubj")
    if subjects:
        doer = tokens[found.doer].lower if found.doer is not None else ""
        return any(tokens[k].lower in _AGAIN | {doer} for k in subjects)
    passive = bool(analysis.children(verb, "nsubjpass"))
    return passive or (tokens[verb].dep == "conj" and tokens[verb].sentence == tokens[found.cue].sentence)


def _is_the(analysis: Analysis, thing: int) -> bool:
    """ "The deal", "its offer"; not "the deal with Russia", which is told of for the first time."""
    tokens = analysis.tokens
    other = analysis.children(thing, "prep") or {t.lower for t in tokens[thing + 1 : thing + 2]} & {"with", "between"}
    return not other and any(tokens[k].lower in _KNOWN for k in analysis.children(thing, "det", "poss"))


def _is_other(analysis: Analysis, words: Mapping[str, frozenset[str]], thing: int) -> bool:
    """ "The older offer", "another invitation", "a proposal": not the one just told."""
    beside = {analysis.tokens[k].lower for k in analysis.children(thing, "amod", "det")}
    return not beside.isdisjoint(words["others"] | {"a", "an"})


def _of_thing(
    analysis: Analysis, words: Mapping[str, frozenset[str]], found: Undertaking, late: bool
) -> CommitmentStatus | None:
    """ "The draft that they had promised [never came]": the verb that the thing is subject of, or object of."""
    tokens = analysis.tokens
    token = tokens[found.act]
    verb = token.head if token.dep in ("nsubj", "nsubjpass", "dobj") else None
    if verb is None or tokens[verb].pos not in ("VERB", "AUX") or verb == found.cue:
        return None  # "an agreement was signed": what it says is still to be done
    lemma, stands = tokens[verb].lemma.lower(), clauses.verbal(analysis, verb)
    particles = {f"{lemma} {tokens[k].lower}" for k in analysis.children(verb, "prt")}
    if lemma in words["withdrawing"] or particles & words["withdrawing"]:
        return "withdrawn"
    if lemma in words["declining"]:
        return "declined"
    if lemma in words["stalling"] or particles & words["stalling"]:
        return "stalled"
    if token.dep == "dobj" and lemma in words["done"] and stands.tense == "past" and not stands.negated:
        own = found.doer is not None and tokens[found.doer].pos == "PRON"
        return "kept" if own else None  # "have paid what they had promised"
    if token.dep == "dobj" or stands.tense not in ("past", "present"):
        return None
    if stands.negated:
        return "broken" if late else "stalled"
    return "kept" if lemma in words["done"] and stands.tense == "past" else None
