"""Where the parser is regularly wrong about how agencies close and date their sentences, its tree put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.record.language import Token

_POINTING = frozenset({"that", "this", "these", "those"})
_WHERE = frozenset({"on", "in", "at", "during"})
_LEARNING = frozenset({"learn", "understand", "report", "gather"})


def mend_pointed(words: Sequence[Token]) -> list[Token]:
    """ "Repeated that view on Saturday in Rome": where and when he did so, no part of a thing that is pointed at."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        noun = out[word.head - base]
        if word.dep != "prep" or word.text.lower() not in _WHERE or noun.dep != "dobj" or word.index < noun.index:
            continue
        verb = out[noun.head - base]
        pointed = any(t.head == noun.index and t.dep == "det" and t.text.lower() in _POINTING for t in out)
        if pointed and verb.pos == "VERB" and verb.index < noun.index:
            out[n] = replace(word, head=verb.index)
    return out


def mend_learned(words: Sequence[Token]) -> list[Token]:
    """ "A minister said he would go, the Herald has learned": what he said is that he would go; the parser takes the
    Herald's own words for it."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        above = out[word.head - base]
        if word.lemma.lower() not in _LEARNING or word.dep != "ccomp" or above.index > word.index or above is word:
            continue
        kids = [t for t in out if t.head == word.index and t.index != word.index]
        owner = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        told = next((t for t in kids if t.dep == "ccomp" and t.index < word.index), None)
        if owner is None or told is None or told.index > owner.index:
            continue
        out[told.index - base] = replace(told, head=above.index)
        out[n] = replace(word, dep="parataxis")
    return out
