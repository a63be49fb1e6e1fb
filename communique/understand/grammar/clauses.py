"""Who does what in a clause: subjects, objects, time to come or past, where a clause begins and ends.

Token arguments and results are indices into `Analysis.tokens`. Dependency labels are ClearNLP's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.language import Analysis

Tense = Literal["past", "present", "progressive", "future", "possible", "infinitive", "none"]

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ca", "ought"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECT_CONTROL = frozenset(
    (
        *("ask", "invite", "urge", "request", "instruct", "order", "task", "allow", "enable", "help", "let", "assign"),
        *("authorize", "authorise", "encourage", "want", "expect", "require", "call", "press", "persuade", "convince"),
        *("appeal", "advise", "entrust"),
    )
)
_DASHES = ("-", "–", "—", "--")
_DATELINE = 16  # tokens
_DEPTH = 6
_FALLBACK = frozenset({"otherwise", "else"})
_DENIALS = frozenset({"never", "no", "nor", "neither"})


@dataclass(frozen=True, slots=True)
class Verbal:
    """How a verb stands: its tense, whether it is denied, whether it is passive."""

    tense: Tense
    negated: bool
    passive: bool


def verbal(analysis: Analysis, verb: int) -> Verbal:
    """Tense, negation and voice of a verb, its auxiliaries read; a bare conjunct has those of the verb it follows."""
    tokens, kids = analysis.tokens, analysis.children(verb)
    helpers = [tokens[k] for k in kids if tokens[k].dep in ("aux", "auxpass") and k < verb]
    negated = any(tokens[k].dep == "neg" for k in kids) or any(
        tokens[k].lower in _DENIALS or (tokens[k].text == "longer" and tokens[k - 1].lemma == "no")
        for k in kids
        if k < verb
    )
    passive = any(t.dep == "auxpass" for t in helpers)
    words = {t.lower for t in helpers}
    token = tokens[verb]
    if not helpers and token.dep == "conj" and token.head != verb and tokens[token.head].pos in ("VERB", "AUX"):
        first = verbal(analysis, token.head)
        if token.tag in ("VB", "VBN", "VBG") or first.tense == "past":
            acts = token.tag == "VBD" and bool(analysis.children(verb, "dobj"))  # "was invited and accepted the offer"
            return Verbal(first.tense, negated, first.passive and not acts)
    return Verbal(_tense(token.tag, words), negated, passive)


def _tense(tag: str, helpers: set[str]) -> Tense:
    if helpers & _FUTURE:
        return "future"
    if helpers & _POSSIBLE:
        return "possible"
    if "to" in helpers:
        return "infinitive"
    if (
        tag == "VBD"
        or helpers & {"was", "were", "had", "did"}
        or (tag == "VBN" and helpers & {"has", "have", "'ve", "'s", "’ve", "’s"})
    ):
        return "progressive" if tag == "VBG" and not helpers & {"had"} else "past"
    if tag == "VBG":
        return "progressive" if helpers else "none"
    if tag in ("VBP", "VBZ") or helpers:
        return "present"
    return "past" if tag == "VBN" else "none"


def own_subject(analysis: Analysis, verb: int) -> int | None:
    """The subject written at this very verb, or at the verb that it is coordinated with."""
    for _ in range(_DEPTH):
        kids = analysis.children(verb, *_SUBJECTS) or _hung_on_helper(analysis, verb)
        if kids:
            return past_dateline(analysis, max((k for k in kids if k < verb), default=kids[0]))
        token = analysis.tokens[verb]
        if token.dep != "conj" or token.head == verb:
            return _under_secretary(analysis, verb)
        verb = token.head
    return None


def _hung_on_helper(analysis: Analysis, verb: int) -> tuple[int, ...]:
    """The subject where the parser hung it on the auxiliary: "that [Norway] were committed"."""
    helpers = analysis.children(verb, "auxpass")
    return tuple(k for helper in helpers for k in analysis.children(helper, *_SUBJECTS))


def _under_secretary(analysis: Analysis, verb: int) -> int | None:
    """ "Under Secretary Ann Lee met": a title that the parser took for a preposition."""
    for prep in analysis.children(verb, "prep"):
        if analysis.tokens[prep].text == "Under" and prep < verb and analysis.tokens[prep + 1].text == "Secretary":
            return next(iter(analysis.children(prep, "pobj")), None)
    return None


def dateline_end(analysis: Analysis, sentence: int) -> int:
    """First token after a dateline ("MINSK, March 6 (Wire) - "); the sentence's first token where there is none."""
    tokens, first = analysis.tokens, analysis.sentences[sentence].first
    if not (tokens[first].text.isupper() and len(tokens[first].text) > 2):
        return first
    for i in range(first + 1, min(first + _DATELINE, analysis.sentences[sentence].last - 1)):
        if tokens[i].text in _DASHES and tokens[i].start > tokens[i - 1].end:
            return i + 1
    return first


def past_dateline(analysis: Analysis, found: int) -> int:
    """The real subject where the parser took the place of a dateline for it."""
    end = dateline_end(analysis, analysis.tokens[found].sentence)
    if found >= end:
        return found
    return next(
        (k for k in analysis.subtree(found) if k >= end and analysis.tokens[k].dep in ("appos", "conj", "dep")), found
    )


def has_to(analysis: Analysis, verb: int) -> bool:
    """ "To meet": an infinitive with its "to"."""
    return any(analysis.tokens[k].tag == "TO" for k in analysis.children(verb, "aux"))


def first_conjunct(analysis: Analysis, word: int) -> int:
    """The first of the words that are joined by "and", "or", where the parser hangs them all."""
    tokens = analysis.tokens
    while tokens[word].dep == "conj" and tokens[word].head != word:
        word = tokens[word].head
    return word


def subject(analysis: Analysis, verb: int) -> int | None:
    """Who does it: the written subject, else the one understood from the clause above.

    An infinitive takes the subject of its verb ("agreed to meet"), or its object after verbs of asking ("invited her to
    come"); a participle the subject of its clause; a relative clause the noun it describes.
    """
    tokens = analysis.tokens
    for _ in range(_DEPTH):
        found = own_subject(analysis, verb)
        if found is not None:
            return _antecedent(analysis, verb, found)
        verb = first_conjunct(analysis, verb)
        token, head = tokens[verb], tokens[verb].head
        if head == verb:
            return None
        if token.dep in ("relcl", "acl") and tokens[head].pos not in ("VERB", "AUX"):
            if token.dep == "relcl" or token.tag in ("VBG", "VBN"):
                return head
            found = owner(analysis, head)
            if found is not None:
                return found
            verb = governor(analysis, head) or head
            if tokens[verb].pos not in ("VERB", "AUX"):
                return None
            continue
        if token.dep == "pcomp" and (led := owner_before(analysis, max(head - 1, 0))) is not None:
            return led  # "his leadership in convening them"
        if token.dep in ("xcomp", "ccomp", "advcl") and tokens[head].lemma in _OBJECT_CONTROL:
            objects = analysis.children(head, "dobj", "dative")
            if objects and token.dep != "advcl":
                return objects[0]
            passive = analysis.children(head, "nsubjpass")
            if passive and token.dep != "advcl":
                return passive[0]
        verb = head if tokens[head].pos in ("VERB", "AUX", "ADJ") else governor(analysis, head) or head
    return None


def _antecedent(analysis: Analysis, verb: int, found: int) -> int:
    """The noun behind a relative pronoun."""
    if analysis.tokens[found].lower in ("who", "which", "that", "whom") and analysis.tokens[found].tag in (
        "WP",
        "WDT",
        "IN",
    ):
        top = verb
        while analysis.tokens[top].dep == "conj":
            top = analysis.tokens[top].head
        if analysis.tokens[top].dep == "relcl":
            return analysis.tokens[top].head
    return found


def owner(analysis: Analysis, noun: int) -> int | None:
    """Whose it is: "his visit", "Russia's readiness", "the commitment of the sides"; None when nobody is named."""
    for kid in analysis.children(noun, "poss"):
        return kid
    for prep in analysis.children(noun, "prep"):
        if analysis.tokens[prep].lemma == "of":
            for kid in analysis.children(prep, "pobj"):
                return kid
    return None


def trailing(analysis: Analysis, noun: int) -> int | None:
    """The participle or infinitive right behind a noun ("the forum, [scheduled] to open in May", "the talks to be
    [held] in May"), wherever the parser hung it.
    """
    tokens = analysis.tokens
    here = analysis.edges(noun)[1] + 1
    last = analysis.sentence_of(noun).last
    while here < last and tokens[here].text in (",", ")"):
        here += 1
    if (
        here < last
        and tokens[here].text in ("due", "set", "scheduled", "slated")
        and tokens[min(here + 1, last)].tag == "TO"
    ):
        here += 1
    to_come = here < last and tokens[here].tag == "TO"
    here += to_come + (to_come and tokens[min(here + 1, last - 1)].lemma == "be")
    if here < last and tokens[here].tag in (("VBN", "VB") if to_come else ("VBN",)) and tokens[here].head < here:
        return here
    return None


def is_fallback(analysis: Analysis, verb: int) -> bool:
    """ "[Otherwise] we will close it", "or [else] we will": what follows if a condition is not met."""
    tokens, top = analysis.tokens, verb
    while tokens[top].dep == "conj" and not analysis.children(top, *_SUBJECTS) and tokens[top].head != top:
        top = tokens[top].head
    begins = analysis.edges(next(iter(analysis.children(top, *_SUBJECTS)), top))[0]
    beside = {k for k in (begins - 1, begins - 2) if k >= 0 and _opens(analysis, k)}
    beside.update(k for k in analysis.children(top, "advmod") if k < begins)
    return any(tokens[k].lower in _FALLBACK for k in beside)


def _opens(analysis: Analysis, word: int) -> bool:
    """Whether a clause begins with the word: behind a stop or "or"."""
    before = analysis.tokens[word - 1] if word > 0 else None
    return before is None or before.pos == "PUNCT" or before.lower == "or"


def owner_before(analysis: Analysis, noun: int) -> int | None:
    """Whose it is, where the owner stands in front ("Chile's compliance with ...")."""
    return next(iter(analysis.children(noun, "poss")), None)


def governor(analysis: Analysis, noun: int) -> int | None:
    """The nearest verb above a word."""
    return next((a for a in analysis.ancestors(noun) if analysis.tokens[a].pos in ("VERB", "AUX")), None)


def objects(analysis: Analysis, verb: int, *preps: str) -> tuple[int, ...]:
    """Heads of the direct object ("" among `preps`) and of the objects of the given prepositions, in text order."""
    out: list[int] = []
    if "" in preps and analysis.tokens[verb].dep == "amod" and analysis.tokens[verb].tag == "VBD":
        out.append(analysis.tokens[verb].head)  # the parser took "hosted" for an adjective of those hosted
    for kid in analysis.children(verb):
        token = analysis.tokens[kid]
        if token.dep in ("dobj", "dative") and "" in preps and token.pos != "ADP":
            out.append(kid)
        elif token.dep in ("prep", "agent", "dative") and token.lower in preps:
            for prep in (kid, *(k for k in analysis.children(kid, "conj") if analysis.tokens[k].pos == "ADP")):
                out += analysis.children(prep, "pobj")
        elif token.dep == "prep" and token.lower == "on" and "to" in preps:  # "will travel [on to] Oslo"
            nested = (k for k in analysis.children(kid, "prep") if k == kid + 1 and analysis.tokens[k].text == "to")
            out += (o for k in nested for o in analysis.children(k, "pobj"))
    return tuple(out)


def complement(analysis: Analysis, word: int) -> tuple[int, ...]:
    """The clauses that a word opens ("agreed [to meet and to sign]"), coordinated ones each on its own."""
    out: list[int] = []
    for kid in analysis.children(word, "xcomp", "ccomp", "acl", "advcl"):
        told = bool(analysis.children(kid, "mark"))  # "an assurance [that they would be freed]"
        if analysis.tokens[kid].dep == "acl" and analysis.tokens[kid].tag != "VB" and not told:
            continue
        if analysis.tokens[kid].dep == "advcl" and not has_to(analysis, kid):
            continue
        out.append(kid)
    return tuple(out)


def conjuncts(analysis: Analysis, verb: int) -> tuple[int, ...]:
    """The verb and the verbs coordinated with it that have no subject of their own."""
    out, stack = [], [verb]
    while stack:
        word = stack.pop(0)
        out.append(word)
        stack += [
            k
            for k in analysis.children(word, "conj")
            if analysis.tokens[k].pos in ("VERB", "AUX") and not analysis.children(k, *_SUBJECTS)
        ]
    return tuple(sorted(out))


def extent(analysis: Analysis, head: int, *leave: int) -> tuple[int, int]:
    """[first, last) tokens of a phrase without the subtrees in `leave` at its ends, without end signs and dateline."""
    first, last = analysis.edges(head)
    for cut in sorted(leave):
        left, right = analysis.edges(cut)
        if first <= left <= head < right or left > head:
            last = min(last, left - 1)
        elif right < head and left <= first:
            first = right + 1
    if first == analysis.sentence_of(head).first:
        end = dateline_end(analysis, analysis.tokens[head].sentence)
        first = end if end <= head else first
    while last > head and (analysis.tokens[last].pos == "PUNCT" or analysis.tokens[last].dep in ("cc", "mark")):
        last -= 1
    while first < head and (analysis.tokens[first].pos == "PUNCT" or analysis.tokens[first].dep == "cc"):
        first += 1
    # Where the parse crosses its own branches, a subtree may enclose all that is left: the head remains.
    return (first, last + 1) if first <= last else (head, head + 1)


def is_prepared(analysis: Analysis, preparing: frozenset[str], noun: int) -> bool:
    """ "Preparations for [the visit]", "the groundwork is being laid for [the visit]", which the parser hangs on the
    verb. `preparing`: lemmas."""
    tokens = analysis.tokens
    prep = tokens[tokens[noun].head]
    if tokens[noun].dep != "pobj":
        return False
    subjects = analysis.children(prep.head, "nsubj", "nsubjpass") if prep.lower == "for" else ()
    return any(tokens[k].lemma.lower() in preparing for k in (prep.head, *subjects))
