"""What is told or planned, hung on who tells or plans."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from communique.lexicon.speech import load_speech
from communique.record.language import Token
from communique.understand.repairs.tree import Tree

_AFTER = frozenset({"after", "following"})
_ASIDE = frozenset({"prep", "pcomp", "pobj", "advcl", "acl"})
_FARTHEST = 4  # steps up from the clause of time to who tells


@cache
def _words() -> Mapping[str, Set[str]]:
    return load_speech().words


@cache
def _telling() -> Set[str]:
    """Verbs of speech that a clause with "that" follows; not "asked that"."""
    speech = load_speech()
    return speech.clause - speech.asking


def mend_told(tree: Tree) -> None:
    """ "Said after meeting Rojas that [the border would open]": said, not met."""
    for that in tree.words:
        word = tree.above(that)
        if that.dep != "mark" or that.lower != "that" or that.index > word.index or word.head == word.index:
            continue
        _free_of_time(tree, word, that)
        above = tree.above(word)
        if word.dep not in ("ccomp", "pcomp") or above.index > that.index or _takes_that(tree, above, that):
            continue
        teller = _teller(tree, above)
        if teller is not None and not tree.kids(teller, "ccomp"):
            tree.hang(word, teller.index, "ccomp")


def _takes_that(tree: Tree, verb: Token, that: Token) -> bool:
    """ "After learning that", and what stands right in front of it."""
    if verb.dep == "prep":  # "following talks that", "after having met her that"
        return not any(t.index < that.index for t in tree.kids(verb, "pobj", "pcomp"))
    lemma = verb.lemma.lower()
    followed = lemma in _telling() or lemma in _words()["knowing"]
    return verb.pos != "VERB" or followed or verb.index + 1 == that.index


def _teller(tree: Tree, aside: Token) -> Token | None:
    """Who tells, above a phrase or clause of time behind the verb."""
    word = aside
    for _ in range(_FARTHEST):
        if word.dep not in _ASIDE or word.head >= word.index:
            return None
        word = tree.above(word)
        if word.pos == "VERB" and word.lemma.lower() in _telling():
            return word
    return None


def _free_of_time(tree: Tree, told: Token, that: Token) -> None:
    """ "Said, [when the talks ended], that the border would open": when it was said."""
    verb = tree.above(told)
    for clause in tree.kids(told, "advcl"):
        if told.dep == "ccomp" and verb.index < clause.index < that.index:
            tree.hang(clause, verb.index)


def mend_estimated(tree: Tree) -> None:
    """ "They estimated by 2050, trade [would double]": what is estimated, which the parser takes for a second deed."""
    for told in tree.words:
        teller = tree.above(told)
        if told.dep != "conj" or teller.index > told.index or teller.lemma.lower() not in _telling():
            continue
        first = min(tree.below(told))
        comma = tree.at(first - 1)
        fronted = comma.text == "," and tree.at(teller.index + 1).tag == "IN"
        alone = not tree.kids(teller, "cc", "ccomp", "dobj", "xcomp")
        if fronted and alone and tree.kids(told, "nsubj", "nsubjpass") and tree.kids(told, "aux"):
            tree.hang(told, dep="ccomp")


def mend_closing(tree: Tree) -> None:
    """ "Said that Oslo would open a mission, [after meeting Rojas]", "[speaking after the talks]": when it was said."""
    for word in tree.words:
        comma = tree.before(word)
        if comma is None or comma.text != "," or not _is_of_telling(tree, word):
            continue
        told = tree.above(word)
        while told.dep in ("conj", "xcomp") and told.head < told.index:
            told = tree.above(told)
        teller = tree.above(told)
        if told.dep == "ccomp" and teller.index < told.index < word.index and teller.lemma.lower() in _telling():
            tree.hang(word, teller.index)
            tree.hang(comma, teller.index)


def _is_of_telling(tree: Tree, word: Token) -> bool:
    """ "After meeting her", "following talks with her", "speaking in Oslo"."""
    if word.dep == "advcl":
        return word.tag == "VBG" and word.lemma.lower() in _words()["commenting"]
    if word.dep != "prep" or word.lower not in _AFTER:
        return False
    things = tree.kids(word, "pobj", "pcomp")
    return any(t.lemma.lower() in _words()["meeting" if t.dep == "pcomp" else "meetings"] for t in things)


def mend_planned(tree: Tree) -> None:
    """ "Norway and Finland [plan] to meet": a verb, which the parser takes for a noun and yet gives a subject."""
    for word in tree.words:
        if word.tag != "NN" or word.dep == "attr" or not tree.kids(word, "nsubj") or tree.kids(word, "det", "cop"):
            continue
        deeds = [t for t in tree.kids(word, "xcomp") if t.index > word.index]
        if any(a.lower == "to" for t in deeds for a in tree.kids(t, "aux")):
            tree.hang(word, pos="VERB", tag="VBP")


def mend_state(tree: Tree) -> None:
    """ "[Norway] trained Finnish soldiers", "Minister Ane [Holm] told them": who did it, not when; the parser takes a
    name for an adverb."""
    for word in tree.words:
        verb = tree.above(word)
        named = (word.dep == "npadvmod" and word.entity == "GPE") or (word.dep == "advmod" and word.pos == "PROPN")
        if not named or verb.index != word.index + 1:
            continue
        if verb.tag in ("VBD", "VBZ") and not tree.kids(verb, "nsubj", "nsubjpass", "auxpass"):
            tree.hang(word, dep="nsubj")


def mend_called(tree: Tree) -> None:
    """ "Condemned the raids and [what it called terror]": both are condemned; the parser takes it for a second deed."""
    for what in tree.words:
        named, comma = tree.above(what), tree.before(what)
        if what.lower != "what" or named.dep != "conj" or comma is None or comma.lower not in ("and", "or"):
            continue
        verb = tree.above(named)
        things = [t for t in tree.kids(verb, "dobj") if verb.index < t.index < what.index]
        if not things or verb.pos != "VERB" or named.index < what.index:
            continue
        tree.hang(named, things[-1].index)
        tree.hang(comma, things[-1].index)
        for clause in tree.kids(named, "advcl"):
            before = tree.before(clause)
            if clause.tag == "VBG" and clause.index > named.index and before is not None and before.text == ",":
                tree.hang(clause, verb.index)


def mend_bracketed(tree: Tree) -> None:
    """ "Norway has sent aid, the [National Relief Agency] (NRA) said": the parser takes the agency for a name of the
    aid, for the letters in brackets."""
    for verb in tree.words:
        close = tree.before(verb)
        if close is None or close.text != ")" or verb.lemma.lower() not in _telling() or verb.tag not in ("VBD", "VBZ"):
            continue
        opened = next((t for t in tree.words if t.text == "(" and close.index - 4 < t.index < close.index), None)
        letters = tree.at(opened.index + 1) if opened is not None else None
        body = tree.above(letters) if letters is not None else None
        if body is None or body.dep != "appos" or body.index > verb.index or tree.kids(verb, "nsubj"):
            continue
        comma = tree.before(tree.at(min(tree.below(body))))
        if comma is not None and comma.text == ",":
            tree.hang(body, verb.index, "nsubj")
            tree.hang(verb, dep="conj" if verb.dep == "advcl" else verb.dep)
            for clause in tree.kids(tree.above(verb), "advcl"):
                if clause.tag == "VBG" and clause.index > verb.index:
                    tree.hang(clause, verb.index)
