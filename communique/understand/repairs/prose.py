"""Where the parser is regularly wrong about a construction of news prose, its tree put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.record.language import Token
from communique.understand.repairs.news import (
    POINTING,
    mend_bordered,
    mend_called_on,
    mend_finite,
    mend_guests,
    mend_learned,
    mend_phoned,
    mend_pointed,
    mend_readout,
    mend_split_list,
    mend_two_titled,
    mend_unquoted,
)
from communique.understand.repairs.telling import (
    mend_bracketed,
    mend_called,
    mend_closing,
    mend_estimated,
    mend_planned,
    mend_state,
    mend_told,
)
from communique.understand.repairs.tree import Tree

_OF_COMPANY = ("with", "by", "for", "from", "between", "to")
_NOUNS = ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_LONGEST = 150  # tokens; longer ones are no sentences of prose, and to search them for fronted phrases takes long
_TITLES = frozenset({"president", "minister", "secretary", "chancellor", "chairman", "speaker", "king", "commissioner"})
_FINITE = ("VBD", "VBZ", "VBP", "VB")


def mend(words: Sequence[Token]) -> list[Token]:
    """The tokens of one sentence with every mend made."""
    tree = Tree(words)
    signs = tree.signs()
    for repair, wanted in _REPAIRS:
        if not wanted.isdisjoint(signs):
            repair(tree)
    return tree.words


def mend_visiting(tree: Tree) -> None:
    """ "Met visiting President Rojas", "talks with visiting President Rojas": who is met is the president.

    The parser takes "visiting" for a verb with the president as its object.
    """
    for word in tree.words:
        before = tree.before(word)
        if word.tag != "VBG" or word.lower != "visiting" or before is None or word.head == word.index:
            continue
        above, kids = tree.above(word), tree.kids(word)
        guest = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        if word.dep == "pcomp" and guest is not None:  # "met with deputies [visiting Oslo]"
            tree.hang(guest, above.index, "pobj")
            tree.hang(word, guest.index, "acl")
            continue
        met = next((t for t in kids if t.dep == "dobj"), None)
        if met is None or not _is_titled(met, tree):
            continue
        first = tree.before(before)
        if word.dep == "pcomp" and above is before and above.lower in _OF_COMPANY:
            dep, head = "pobj", above.index
        elif word.dep == "xcomp" and above is before:
            dep, head = "dobj", above.index
        elif first is not None and before.dep == "cc" and word.dep in ("acl", "conj"):
            dep, head = "conj", first.index if first.dep in _NOUNS else before.head
        else:
            continue
        top = head if dep == "dobj" else above.head if dep == "pobj" else tree.at(head).head
        for kid in kids:
            tree.hang(kid, top if kid is not met and kid.dep == "prep" else met.index)
        tree.hang(met, head, dep)
        tree.hang(word, met.index, "amod")


def _is_titled(name: Token, tree: Tree) -> bool:
    """ "President Rojas": a name with words in front that is not known for a place."""
    return name.pos == "PROPN" and name.entity in ("PERSON", "") and bool(tree.kids(name, "compound"))


def mend_following(tree: Tree) -> None:
    """ "A talk with the media [following] the visit": a preposition of time that the parser took for a verb."""
    for word in tree.words:
        if word.tag != "VBG" or word.lower != "following" or word.dep not in ("prep", "pcomp"):
            continue
        kids = tree.kids(word)
        told = next((t for t in kids if t.dep == "dobj" and t.index > word.index), None)
        if told is None:
            continue
        above = tree.above(word)
        subject = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        if word.dep == "pcomp":
            if subject is None or above.dep != "prep":
                continue
            tree.hang(subject, above.index, "pobj")
        tree.hang(word, above.head if word.dep == "pcomp" else word.head, "prep", "ADP")
        tree.hang(told, dep="pobj")


def mend_counted(tree: Tree) -> None:
    """ "Take back up to 500 rejected applicants": who is counted are the applicants; the parser takes "rejected" for a
    verb of its own, beside the first."""
    for word in tree.words:
        if word.tag != "VBN" or word.dep != "conj":
            continue
        before = tree.before(word)
        if before is None or before.tag != "CD" or before.dep not in ("dobj", "pobj"):
            continue
        kids = tree.kids(word)
        counted = [t for t in kids if t.dep == "dobj" and t.index > word.index]
        if len(counted) != 1 or counted[0].tag not in ("NNS", "NNPS"):
            continue
        noun = counted[0]
        for kid in kids:
            tree.hang(kid, before.head)
        tree.hang(noun, before.head, before.dep)
        tree.hang(before, noun.index, "nummod")
        tree.hang(word, noun.index, "amod", "ADJ")


def mend_gathered(tree: Tree) -> None:
    """ "Leaders meeting in Lima agreed": who agreed are the leaders; the parser takes their meeting for it."""
    for word in tree.words:
        if word.tag != "VBG" or word.dep != "csubj":
            continue
        above = tree.above(word)
        if above.tag not in _FINITE or above.index < word.index:
            continue
        subjects = [t for t in tree.kids(word, "nsubj") if t.index < word.index]
        rivals = tree.kids(above, "nsubj", "nsubjpass", "expl")
        if len(subjects) == 1 and subjects[0].tag in ("NNS", "NNPS") and not rivals:
            tree.hang(subjects[0], above.index)
            tree.hang(word, subjects[0].index, "acl")


def mend_swallowed(tree: Tree) -> None:
    """ "During talks in Oslo, President Rojas and Premier Li discussed trade": who discussed it are the two.

    The parser takes the names behind the comma for a gloss on the last noun of the phrase in front, and the verb is
    left without a subject. So also behind "speaking during a visit to Oslo" and "accompanied by Premier Li".
    """
    for verb in tree.words if len(tree.words) <= _LONGEST else ():
        if verb.pos != "VERB" or verb.tag not in _FINITE or verb.dep not in ("ROOT", "ccomp"):
            continue
        kids = tree.kids(verb)
        fronts = [t for t in kids if t.index < verb.index and (t.dep == "prep" or _is_participial(t, tree))]
        if any(t.dep in _SUBJECTS and t not in fronts for t in kids):
            continue
        if verb.tag == "VB" and not any(t.tag == "MD" for t in kids):
            continue
        for front in fronts:
            name = next((n for i in sorted(tree.below(front)) if _is_swallowed(n := tree.at(i), verb, tree)), None)
            if name is not None:
                _free(name, verb, tree)
                tree.hang(front, dep="advcl" if front.dep == "csubj" else front.dep)
                return


def _is_participial(clause: Token, tree: Tree) -> bool:
    """ "Speaking during a visit to Oslo", "accompanied by his minister", whose subject is that of the clause."""
    return clause.dep in ("advcl", "csubj") and clause.tag in ("VBG", "VBN") and not tree.kids(clause, *_SUBJECTS)


def _is_swallowed(name: Token, verb: Token, tree: Tree) -> bool:
    """Whether a person's name, a comma in front, reaches to the verb."""
    if name.pos != "PROPN" or name.head > name.index:
        return False
    gloss = tree.below(name)
    place = _glossed(name, tree)
    if place is not None:
        gloss -= tree.below(place)
    elif name.dep not in ("appos", "conj"):
        return False
    before = tree.before(tree.at(min(i for i in gloss if tree.at(i).pos != "PUNCT")))
    opened = max(gloss) + 1 == verb.index and before is not None and before.text == ","
    commas = [i for i in gloss if tree.at(i).text == ","]
    if commas and max(commas) != max(gloss):
        return False  # "asked about Rojas, the envoy said": the last of them
    return opened and any(tree.at(i).entity == "PERSON" for i in gloss)


def _glossed(name: Token, tree: Tree) -> Token | None:
    """ "During a visit to [Oslo], President Rojas discussed trade", where the parser makes the place a part of the
    name."""
    if name.dep != "pobj":
        return None
    return next((t for t in tree.kids(name, "nmod") if t.pos == "PROPN" and t.index < name.index), None)


def _free(name: Token, verb: Token, tree: Tree) -> None:
    place = _glossed(name, tree)
    if place is not None:
        tree.hang(place, name.head, name.dep)
    tree.hang(name, verb.index, "nsubj")


def mend_two_names(tree: Tree) -> None:
    """ "President Ann Lee [and] Ambassador Luca Rossi": two persons; the parser makes the one a part of the other's
    name, or a gloss on it."""
    for word in tree.words:
        above = tree.above(word)
        if word.pos != "PROPN" or above.pos != "PROPN" or above is word:
            continue
        if word.dep == "appos" and word.entity == "PERSON" and above.index < word.index:
            joint = tree.before(tree.at(min(tree.below(word))))
            if joint is not None and joint.dep == "cc" and joint.text == "and":
                tree.hang(word, dep="conj")
                tree.hang(joint, above.index)
        elif word.dep == "nmod" and above.entity == "PERSON" and above.index > word.index and _is_full(word, tree):
            joint = next((t for t in tree.kids(word, "cc") if t.text == "and"), None)
            if joint is None or tree.kids(word, "conj") or joint.index != max(tree.below(word)):
                continue
            tree.hang(word, above.head, above.dep)
            tree.hang(above, word.index, "conj")


def _is_full(name: Token, tree: Tree) -> bool:
    """A first name or title, and a last name that is no title: "President Lee", not "Vice President"."""
    return bool(tree.kids(name, "compound")) and name.lemma.lower() not in _TITLES


def mend_second_with(tree: Tree) -> None:
    """ "Met with Rojas to discuss trade and [with Mori] to sign": the second "with" is the verb's, too."""
    for word in tree.words:
        if word.lower != "with" or word.dep != "conj" or word.head == word.index:
            continue
        above = tree.above(word)
        if above.pos != "VERB" or above.dep != "advcl" or above.head == above.index:
            continue
        preps = tree.kids(tree.above(above), "prep")
        beside = next((t for t in preps if t.lower == "with" and t.index < above.index), None)
        if beside is not None:
            tree.hang(word, beside.index)


def mend_paired(tree: Tree) -> None:
    """ "The Secretary and Foreign Minister Rojas met": two met; the parser takes the first for a part of the name."""
    for word in tree.words[:-2]:
        if word.dep not in ("nmod", "compound") or word.pos != "PROPN":
            continue
        name, the = tree.above(word), tree.before(word)
        titled = the is not None and the.lower == "the" and name.pos == "PROPN"
        if the is None or not titled or name.index < word.index or tree.at(word.index + 1).text != "and":
            continue
        second = next(iter(tree.kids(word, "conj")), None)
        if second is None or not word.index < second.index < name.index or name.dep not in (*_NOUNS, "ROOT"):
            continue
        tree.hang(word, name.head, name.dep)
        tree.hang(the, word.index)
        tree.hang(second, name.index, "compound")
        tree.hang(name, word.index, "conj")


def mend_listed(tree: Tree) -> None:
    """ "Met with Ann Lee, her counterpart, [and Luca Rossi]": a person beside a verb is the next of a list."""
    for word in tree.words:
        if word.dep != "conj" or word.pos != "PROPN" or word.entity != "PERSON" or word.head >= word.index:
            continue
        verb = tree.above(word)
        if verb.pos != "VERB" or tree.kids(word, *_SUBJECTS):
            continue
        preps = [t for t in tree.kids(verb, "prep") if t.lower in _OF_COMPANY]
        met = [*tree.kids(verb, "dobj"), *(t for prep in preps for t in tree.kids(prep, "pobj"))]
        met = [t for t in met if verb.index < t.index < word.index]
        if met and met[-1].entity == "PERSON":
            tree.hang(word, met[-1].index)


def mend_parted(tree: Tree) -> None:
    """ "The minister had on Monday warned": the subject in front of a parted auxiliary is the verb's."""
    for word in tree.words:
        if word.dep not in ("aux", "auxpass") or word.head <= word.index + 2:
            continue
        verb = tree.above(word)
        if verb.pos == "VERB" and tree.kids(word, *_SUBJECTS) and not tree.kids(verb, *_SUBJECTS):
            for kid in tree.kids(word):
                tree.hang(kid, verb.index)


def mend_who(tree: Tree) -> None:
    """ "X, a senator from the Green party, [who] called for": a person, not the party that the parser takes it for."""
    for word in tree.words:
        if word.lower != "who" or word.dep != "nsubj":
            continue
        verb, before = tree.above(word), tree.before(word)
        if verb.dep != "relcl" or before is None or before.text != ",":
            continue
        noun = tree.above(verb)
        if noun.dep != "pobj" or noun.entity == "PERSON" or noun.tag in ("NNS", "NNPS"):
            continue
        described = tree.above(tree.above(noun))  # "a senator | from | the party"
        name = tree.above(described)
        if described.dep == "appos" and name.entity == "PERSON" and described.index > name.index:
            tree.hang(verb, name.index)


_REPAIRS: tuple[tuple[Callable[[Tree], None], frozenset[str]], ...] = (
    (mend_visiting, frozenset({"visiting"})),
    (mend_following, frozenset({"following"})),
    (mend_counted, frozenset({"CD"})),
    (mend_gathered, frozenset({"csubj"})),
    (mend_swallowed, frozenset({"PERSON"})),
    (mend_two_names, frozenset({"PERSON"})),
    (mend_second_with, frozenset({"with"})),
    (mend_listed, frozenset({"PERSON"})),
    (mend_paired, frozenset({"and"})),
    (mend_two_titled, frozenset({"appos"})),
    (mend_pointed, POINTING),
    (mend_called_on, frozenset({"on"})),
    (mend_learned, frozenset({"ccomp"})),
    (mend_bracketed, frozenset({")"})),
    (mend_told, frozenset({"that"})),
    (mend_estimated, frozenset({"will", "would"})),
    (mend_closing, frozenset({"ccomp"})),
    (mend_called, frozenset({"what"})),
    (mend_planned, frozenset({"xcomp"})),
    (mend_state, frozenset({"npadvmod", "advmod"})),
    (mend_parted, frozenset({"aux", "auxpass"})),
    (mend_who, frozenset({"who"})),
    (mend_finite, frozenset({"VBZ", "VBD"})),
    (mend_phoned, frozenset({"oprd"})),
    (mend_split_list, frozenset({"GPE"})),
    (mend_guests, frozenset({"from"})),
    (mend_bordered, frozenset({"border", "frontier"})),
    (mend_readout, frozenset({"readout"})),
    (mend_unquoted, frozenset({"''"})),
)
"""Each with what a sentence must have, one of them, for it to be tried: words, tags, roles, labels of entities."""
