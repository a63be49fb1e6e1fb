"""Where the parser is regularly wrong about a construction of news prose, its tree put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.record.language import Token

_OF_COMPANY = ("with", "by", "for", "from", "between", "to")
_NOUNS = ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos")


def mend_visiting(words: Sequence[Token]) -> list[Token]:
    """ "Met visiting President Rojas", "talks with visiting President Rojas": who is met is the president.

    The parser takes "visiting" for a verb with the president as its object. `words`: the tokens of one sentence.
    """
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        if word.tag != "VBG" or word.text.lower() != "visiting" or n == 0 or word.head == word.index:
            continue
        above, before = out[word.head - base], out[n - 1]
        kids = [t for t in out if t.head == word.index and t.index != word.index]
        guest = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        if word.dep == "pcomp" and guest is not None:  # "met with deputies [visiting Oslo]"
            out[guest.index - base] = replace(guest, dep="pobj", head=above.index)
            out[n] = replace(word, dep="acl", head=guest.index)
            continue
        met = next((t for t in kids if t.dep == "dobj"), None)
        if met is None or not _is_titled(met, out):
            continue
        if word.dep == "pcomp" and above is before and above.text.lower() in _OF_COMPANY:
            dep, head = "pobj", above.index
        elif word.dep == "xcomp" and above is before:
            dep, head = "dobj", above.index
        elif n > 1 and before.dep == "cc" and word.dep in ("acl", "conj"):
            dep, head = "conj", out[n - 2].index if out[n - 2].dep in _NOUNS else before.head
        else:
            continue
        top = head if dep == "dobj" else above.head if dep == "pobj" else out[head - base].head
        for kid in kids:
            out[kid.index - base] = replace(kid, head=top if kid is not met and kid.dep == "prep" else met.index)
        out[met.index - base] = replace(met, dep=dep, head=head)
        out[n] = replace(word, dep="amod", head=met.index)
    return out


def _is_titled(name: Token, sentence: Sequence[Token]) -> bool:
    """ "President Rojas": a name with words in front that is not known for a place."""
    titled = any(t.head == name.index and t.dep == "compound" for t in sentence)
    return titled and name.pos == "PROPN" and name.entity in ("PERSON", "")
