"""What was agreed rather than announced: "under the deal, X will ...", "X will ..., the two sides agreed"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.record.language import Analysis, Token
from communique.understand.grammar import clauses

_EXCHANGE = ("exchange", "return")
_NEAR = 2  # sentences behind a deal that may tell what is in it


def is_under_deal(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Under the agreement, X would (must, is to) ...", "in exchange, Y would", "X must ... under the contract"."""
    tokens = analysis.tokens
    tops = {verb, clauses.first_conjunct(analysis, verb)}  # "under the deal, X would pay, and Y would leave"
    tops |= {tokens[verb].head} if tokens[tokens[verb].head].lemma == "be" else set()
    for prep in sorted(k for top in tops for k in analysis.children(top, "prep")):
        things = [tokens[k] for k in analysis.children(prep, "pobj")]
        if prep < verb and tokens[prep].lower == "in" and any(t.lemma in _EXCHANGE for t in things):
            return True
        paper = _paper(analysis, words, prep)
        if paper is not None:
            papers = words["under"] if prep < verb else words["treaties"] | words["truces"]
            return paper.tag == "WDT" or paper.lemma.lower() in papers
    return False


def _paper(analysis: Analysis, words: Mapping[str, frozenset[str]], prep: int) -> Token | None:
    """The noun behind "under", "in accordance with"; behind "according to", which may name a source, only a treaty."""
    tokens = analysis.tokens
    for phrase in words["by_paper"]:
        parts = phrase.split()
        last = prep + len(parts) - 1
        if last < len(tokens) and all(tokens[prep + i].lower == part for i, part in enumerate(parts)):
            thing = next((tokens[k] for k in analysis.children(last, "pobj")), None)
            sourced = phrase in words["by_source"] and thing is not None and thing.lemma not in words["treaties"]
            return None if sourced else thing
    return None


def is_told_as_agreed(analysis: Analysis, cue: int) -> bool:
    """ "The border will be opened by May, [the two sides agreed]"."""
    token = analysis.tokens[cue]
    above = analysis.tokens[token.head]
    return token.dep == "ccomp" and above.lemma == "agree" and above.index > cue


def is_told_under(analysis: Analysis, words: Mapping[str, frozenset[str]], cue: int, under: str) -> bool:
    """ "Under the deal, X will ...", "an agreement under which X will ...", and the sentence after such a one.

    `under`: the class of what it is told under.
    """
    tokens = analysis.tokens
    here = analysis.sentence_of(cue)
    before = analysis.sentences[here.index - 1] if here.index else here
    first = before.first if before.paragraph == here.paragraph else here.first
    for i in range(first, cue):
        if tokens[i].lower == "under":
            below = [tokens[k] for k in analysis.children(i, "pobj")]
            if any(t.lemma.lower() in words[under] or (t.tag == "WDT" and under == "under") for t in below):
                return True
    return False


def is_behind_deal(analysis: Analysis, words: Mapping[str, frozenset[str]], cue: int) -> bool:
    """ "The two sides struck a deal. The rebels [would free] 320 men": told by the outlet of what was agreed."""
    here = analysis.sentence_of(cue)
    for before in reversed(analysis.sentences[max(0, here.index - _NEAR) : here.index]):
        apart = here.paragraph - before.paragraph
        if apart > 1 or (apart == 1 and here.index - before.index > 1):
            return False
        if any(_concludes(analysis, words, i) for i in range(before.first, before.last)):
            return True
    return False


def _concludes(analysis: Analysis, words: Mapping[str, frozenset[str]], verb: int) -> bool:
    """ "Agreed", "signed a pact", "the truce was brokered"."""
    token = analysis.tokens[verb]
    if token.pos != "VERB" or not (token.lemma == "agree" or token.lemma in words["concluding"]):
        return False
    stands = clauses.verbal(analysis, verb)
    if stands.negated or stands.tense != "past":
        return False
    things = analysis.children(verb, "dobj", "nsubjpass")
    papers = words["treaties"] | words["truces"]
    return token.lemma == "agree" or any(analysis.tokens[k].lemma.lower() in papers for k in things)
