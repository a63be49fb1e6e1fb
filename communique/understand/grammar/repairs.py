"""Where the parser is regularly wrong about a construction of news prose, its tree put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.record.language import Token
from communique.understand.grammar.repairs_news import mend_learned, mend_pointed

_OF_COMPANY = ("with", "by", "for", "from", "between", "to")
_NOUNS = ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_LONGEST = 150  # tokens; longer ones are no sentences of prose, and to search them for fronted phrases takes long
_FINITE = ("VBD", "VBZ", "VBP", "VB")


def mend(words: Sequence[Token]) -> list[Token]:
    """The tokens of one sentence with every mend made."""
    for repair in _REPAIRS:
        words = repair(words)
    return list(words)


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


def mend_following(words: Sequence[Token]) -> list[Token]:
    """ "A talk with the media [following] the visit": a preposition of time that the parser took for a verb."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        if word.tag != "VBG" or word.text.lower() != "following" or word.dep not in ("prep", "pcomp"):
            continue
        kids = [t for t in out if t.head == word.index and t.index != word.index]
        told = next((t for t in kids if t.dep == "dobj" and t.index > word.index), None)
        if told is None:
            continue
        above = out[word.head - base]
        subject = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        if word.dep == "pcomp":
            if subject is None or above.dep != "prep":
                continue
            out[subject.index - base] = replace(subject, dep="pobj", head=above.index)
        out[n] = replace(word, dep="prep", pos="ADP", head=above.head if word.dep == "pcomp" else word.head)
        out[told.index - base] = replace(told, dep="pobj")
    return out


def mend_counted(words: Sequence[Token]) -> list[Token]:
    """ "Take back up to 500 rejected applicants": who is counted are the applicants; the parser takes "rejected" for a
    verb of its own, beside the first."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        before = out[n - 1] if n else word
        if word.tag != "VBN" or word.dep != "conj" or before.tag != "CD" or before.dep not in ("dobj", "pobj"):
            continue
        counted = [t for t in out if t.head == word.index and t.dep == "dobj" and t.index > word.index]
        if len(counted) != 1 or counted[0].tag not in ("NNS", "NNPS"):
            continue
        noun = counted[0]
        for kid in [t for t in out if t.head == word.index and t.index not in (word.index, noun.index)]:
            out[kid.index - base] = replace(kid, head=before.head)
        out[noun.index - base] = replace(noun, dep=before.dep, head=before.head)
        out[before.index - base] = replace(before, dep="nummod", head=noun.index)
        out[n] = replace(word, dep="amod", pos="ADJ", head=noun.index)
    return out


def mend_gathered(words: Sequence[Token]) -> list[Token]:
    """ "Leaders meeting in Lima agreed": who agreed are the leaders; the parser takes their meeting for it."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        above = out[word.head - base]
        if word.tag != "VBG" or word.dep != "csubj" or above.tag not in _FINITE or above.index < word.index:
            continue
        subjects = [t for t in out if t.head == word.index and t.dep == "nsubj" and t.index < word.index]
        rivals = any(t.head == above.index and t.dep in ("nsubj", "nsubjpass", "expl") for t in out)
        if len(subjects) == 1 and subjects[0].tag in ("NNS", "NNPS") and not rivals:
            out[subjects[0].index - base] = replace(subjects[0], dep="nsubj", head=above.index)
            out[n] = replace(word, dep="acl", head=subjects[0].index)
    return out


def mend_swallowed(words: Sequence[Token]) -> list[Token]:
    """ "During talks in Oslo, President Rojas and Premier Li discussed trade": who discussed it are the two.

    The parser takes the names behind the comma for a gloss on the last noun of the phrase in front, and the verb is
    left without a subject. `words`: the tokens of one sentence.
    """
    out = list(words)
    base = out[0].index if out else 0
    for verb in words if len(words) <= _LONGEST else ():
        if verb.pos != "VERB" or verb.tag not in _FINITE or verb.dep not in ("ROOT", "ccomp"):
            continue
        kids = [t for t in out if t.head == verb.index and t.index != verb.index]
        if any(t.dep in _SUBJECTS for t in kids) or (verb.tag == "VB" and not any(t.tag == "MD" for t in kids)):
            continue
        for front in kids:
            if front.dep != "prep" or front.index > verb.index:
                continue
            below = _below(front.index, out)
            for name in sorted(below):
                token = out[name - base]
                if token.dep not in ("appos", "conj") or token.pos != "PROPN" or out[token.head - base].index > name:
                    continue
                gloss = _below(name, out)
                first, last = min(gloss), max(gloss)
                if (
                    last + 1 == verb.index
                    and first > base
                    and out[first - 1 - base].text == ","
                    and _has_person(gloss, out)
                ):
                    out[name - base] = replace(token, dep="nsubj", head=verb.index)
                    return out
    return out


def mend_second_with(words: Sequence[Token]) -> list[Token]:
    """ "Met with Rojas to discuss trade and [with Mori] to sign": the second "with" is the verb's, too."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        if word.text.lower() != "with" or word.dep != "conj" or word.head == word.index:
            continue
        above = out[word.head - base]
        if above.pos != "VERB" or above.dep != "advcl" or above.head == above.index:
            continue
        first = (t for t in out if t.head == above.head and t.dep == "prep" and t.text.lower() == "with")
        beside = next((t for t in first if t.index < above.index), None)
        if beside is not None:
            out[n] = replace(word, head=beside.index)
    return out


def mend_paired(words: Sequence[Token]) -> list[Token]:
    """ "The Secretary and Foreign Minister Rojas met": two met; the parser takes the first for a part of the name."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words[:-2]):
        name = out[word.head - base]
        titled = n > 0 and out[n - 1].text.lower() == "the" and word.pos == "PROPN" and name.pos == "PROPN"
        if not titled or word.dep not in ("nmod", "compound") or name.index < word.index or out[n + 1].text != "and":
            continue
        second = next((t for t in out if t.head == word.index and t.dep == "conj"), None)
        if second is None or not word.index < second.index < name.index or name.dep not in (*_NOUNS, "ROOT"):
            continue
        out[n] = replace(word, dep=name.dep, head=name.head)
        out[n - 1] = replace(out[n - 1], head=word.index)
        out[second.index - base] = replace(second, dep="compound", head=name.index)
        out[name.index - base] = replace(name, dep="conj", head=word.index)
    return out


def mend_listed(words: Sequence[Token]) -> list[Token]:
    """ "Met with Ann Lee, her counterpart, [and Luca Rossi]": a person beside a verb is the next of a list."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        if word.dep != "conj" or word.pos != "PROPN" or word.entity != "PERSON" or word.head >= word.index:
            continue
        verb = out[word.head - base]
        if verb.pos != "VERB" or any(t.head == word.index and t.dep in _SUBJECTS for t in out):
            continue
        preps = {t.index for t in out if t.head == verb.index and t.dep == "prep" and t.text.lower() in _OF_COMPANY}
        met = [t for t in out[verb.index - base : n] if t.dep == "dobj" and t.head == verb.index]
        met += [t for t in out[verb.index - base : n] if t.dep == "pobj" and t.head in preps]
        if met and met[-1].entity == "PERSON":
            out[n] = replace(word, head=met[-1].index)
    return out


def mend_parted(words: Sequence[Token]) -> list[Token]:
    """ "The minister had on Monday warned": the subject in front of a parted auxiliary is the verb's."""
    out = list(words)
    base = out[0].index if out else 0
    for word in words:
        verb = out[word.head - base]
        if word.dep not in ("aux", "auxpass") or verb.pos != "VERB" or verb.index <= word.index + 2:
            continue
        kids = [t for t in out if t.head == word.index and t.index != word.index]
        if any(t.dep in _SUBJECTS for t in kids) and not any(t.head == verb.index and t.dep in _SUBJECTS for t in out):
            for kid in kids:
                out[kid.index - base] = replace(kid, head=verb.index)
    return out


def mend_who(words: Sequence[Token]) -> list[Token]:
    """ "X, a senator from the Green party, [who] called for": a person, not the party that the parser takes it for."""
    out = list(words)
    base = out[0].index if out else 0
    for n, word in enumerate(words):
        verb = out[word.head - base]
        if word.text.lower() != "who" or word.dep != "nsubj" or verb.dep != "relcl" or n == 0 or out[n - 1].text != ",":
            continue
        noun = out[verb.head - base]
        if noun.dep != "pobj" or noun.entity == "PERSON" or noun.tag in ("NNS", "NNPS"):
            continue
        described = out[out[noun.head - base].head - base]  # "a senator | from | the party"
        name = out[described.head - base]
        if described.dep == "appos" and name.entity == "PERSON" and described.index > name.index:
            out[verb.index - base] = replace(verb, head=name.index)
    return out


def _below(word: int, sentence: Sequence[Token]) -> set[int]:
    """The word and all that hangs on it."""
    found, grown = {word}, True
    while grown:
        more = {t.index for t in sentence if t.head in found} - found
        found |= more
        grown = bool(more)
    return found


def _has_person(span: set[int], sentence: Sequence[Token]) -> bool:
    return any(t.index in span and t.entity == "PERSON" for t in sentence)


_REPAIRS = (
    mend_visiting, mend_following, mend_counted, mend_gathered, mend_swallowed, mend_second_with, mend_listed,
    mend_paired, mend_pointed, mend_learned, mend_parted, mend_who,
)  # fmt: skip
