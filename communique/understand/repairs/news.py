"""Where the parser is regularly wrong about how agencies close and date their sentences, its tree put right."""

from __future__ import annotations

from communique.understand.repairs.tree import Tree

POINTING = frozenset({"that", "this", "these", "those"})
_WHERE = frozenset({"on", "in", "at", "during"})
_RECEIVING = frozenset({"host", "receive", "meet", "welcome", "greet"})
_CALLING = frozenset(
    {"threaten", "warn", "vow", "urge", "accuse", "demand", "promise", "pledge", "reject", "condemn", "call"}
)
_LINES = frozenset({"border", "frontier"})
_CLOSING = frozenset({'"', "”", "''"})
_LEARNING = frozenset({"learn", "understand", "report", "gather"})


def mend_pointed(tree: Tree) -> None:
    """ "Repeated that view on Saturday in Rome": where and when he did so, no part of a thing that is pointed at."""
    for word in tree.words:
        if word.dep != "prep" or word.lower not in _WHERE:
            continue
        noun = tree.above(word)
        if noun.dep != "dobj" or word.index < noun.index:
            continue
        verb = tree.above(noun)
        pointed = any(t.lower in POINTING for t in tree.kids(noun, "det"))
        if pointed and verb.pos == "VERB" and verb.index < noun.index:
            tree.hang(word, verb.index)


def mend_called_on(tree: Tree) -> None:
    """ "[Called on] Minister Ann Lee to discuss trade": on whom; the parser takes her for who was called."""
    for word in tree.words:
        before = tree.before(word)
        if word.lower != "on" or before is None or before.lemma.lower() != "call" or word.head != before.index:
            continue
        called = next((t for t in tree.kids(before, "dobj", "oprd") if t.index > word.index), None)
        if called is not None and not tree.kids(word):
            tree.hang(word, dep="prep")
            tree.hang(called, word.index, "pobj")


def mend_learned(tree: Tree) -> None:
    """ "A minister said he would go, the Herald has learned": what he said is that he would go; the parser takes the
    Herald's own words for it."""
    for word in tree.words:
        if word.dep != "ccomp" or word.lemma.lower() not in _LEARNING or word.head >= word.index:
            continue
        kids = tree.kids(word)
        owner = next((t for t in kids if t.dep == "nsubj" and t.index < word.index), None)
        told = next((t for t in kids if t.dep == "ccomp" and t.index < word.index), None)
        if owner is None or told is None or told.index > owner.index:
            continue
        tree.hang(told, word.head)
        tree.hang(word, dep="parataxis")


def mend_finite(tree: Tree) -> None:
    """ "She proposes to open a line and [invites] him": the second finite verb goes on from the first one."""
    for word in tree.words:
        if word.dep != "conj" or word.tag not in ("VBZ", "VBD") or tree.kids(word, "nsubj", "nsubjpass", "expl"):
            continue
        deed = above = tree.above(word)
        if deed.tag != "VB" or not any(t.lower == "to" for t in tree.kids(deed, "aux")):
            continue
        while above.head != above.index and above.tag not in ("VBZ", "VBD", "VBP"):
            above = tree.above(above)
        if above.tag == word.tag and above.index < deed.index:
            tree.hang(word, above.index)


def mend_phoned(tree: Tree) -> None:
    """ "She called President Rojas on Tuesday": whom she called, not what she called somebody."""
    for word in tree.words:
        if word.dep == "oprd" and word.entity in ("DATE", "TIME"):  # "called Saturday for calm"
            tree.hang(word, dep="npadvmod")
            continue
        if word.dep != "oprd" or word.entity != "PERSON" or word.pos != "PROPN":
            continue
        verb = tree.above(word)
        if verb.lemma == "call" and verb.index < word.index and not tree.kids(verb, "dobj", "nsubjpass", "auxpass"):
            tree.hang(word, dep="dobj")


def mend_readout(tree: Tree) -> None:
    """ "They spoke on Monday, according to a White House [readout]": a paper; the parser takes it for the verb."""
    for word in tree.words:
        if word.lower != "readout" or not word.tag.startswith("VB"):
            continue
        kids = tree.kids(word)
        phrase = next((t for t in kids if t.lower == "according" and t.index < word.index), None)
        told = next((t for t in kids if t.dep == "ccomp" and t.index < word.index), None)
        to = next(iter(tree.kids(phrase, "prep")), None) if phrase is not None else None
        if phrase is None or told is None or to is None or word.head != word.index:
            continue
        for kid in tree.kids(to, "pobj"):
            tree.hang(kid, word.index, "compound")
        for kid in kids:
            tree.hang(kid, told.index)
        tree.hang(word, to.index, "pobj", "NOUN")
        tree.hang(told, told.index, "ROOT")


def mend_split_list(tree: Tree) -> None:
    """ "Officials from Chile, [Peru and Bolivia] met": officials of three states; the parser lets the last two meet,
    or puts them beside the officials."""
    for word in tree.words:
        listed = tree.kids(word, "conj") if word.dep in ("nsubj", "nsubjpass", "conj") and word.pos == "PROPN" else []
        if "GPE" not in (word.entity, *(t.entity for t in listed[:1])) or not listed:
            continue
        comma = tree.before(tree.at(min(tree.below(word))))
        last = tree.before(comma) if comma is not None and comma.text == "," else None
        if comma is None or last is None or last.entity != "GPE" or last.dep not in ("pobj", "conj"):
            continue
        above = tree.above(word)
        nouns = [above] if word.dep == "conj" else tree.kids(above, "nsubj", "nsubjpass", "npadvmod", "dep")
        for noun in nouns:
            if noun.tag == "NNS" and noun.index < last.index and last.index in tree.below(noun):
                tree.hang(noun, dep=noun.dep if word.dep == "conj" else word.dep)
                tree.hang(word, last.index, "conj")
                tree.hang(comma, last.index)
                break


def mend_guests(tree: Tree) -> None:
    """ "Hosted delegations [from] Oslo and Lima": whose delegations they are; the parser hangs it on the verb."""
    for word in tree.words:
        before = tree.before(word)
        if word.dep != "prep" or word.lower != "from" or before is None or before.dep != "dobj":
            continue
        verb = tree.above(word)
        if before.head == verb.index and verb.lemma in _RECEIVING and before.tag in ("NNS", "NN"):
            tree.hang(word, before.index)


def mend_bordered(tree: Tree) -> None:
    """ "Massed tanks along its border [with] Norway": whose border it is, too; the parser hangs it on the verb."""
    for word in tree.words:
        before = tree.before(word)
        if word.dep == "prep" and word.lower == "with" and before is not None and before.lemma in _LINES:
            tree.hang(word, before.index)


def mend_unquoted(tree: Tree) -> None:
    """ "Claimed that Oslo was "a party to the war" and [threatened] it": who claims threatens, not who is talked of.

    The parser joins the verb to the one inside the quotation that ends before it.
    """
    for word in tree.words:
        that = any(t.lower == "that" for t in tree.kids(word, "mark"))
        if word.dep != "conj" or not (that or (word.tag in ("VBD", "VBZ") and word.lemma in _CALLING)):
            continue
        inner = tree.above(word)
        joint = next((t for t in tree.kids(inner, "cc") if t.index < word.index), None)
        closing = tree.before(joint) if joint is not None else None
        if joint is None or closing is None or closing.text not in _CLOSING:
            continue
        if not that and tree.kids(word, "nsubj", "nsubjpass"):
            continue
        outer = tree.above(inner)
        told = [t for t in tree.kids(outer, "ccomp") if t.index < inner.index] if that else []
        if told and inner.dep == "ccomp":  # "said A would meet "at once, rain or shine" and [that] B could come"
            tree.hang(word, told[-1].index)
            tree.hang(joint, told[-1].index)
            continue
        if inner.dep == "ccomp" and outer.tag == word.tag and outer.index < inner.index:
            tree.hang(word, outer.index)
            tree.hang(joint, outer.index)


def mend_two_titled(tree: Tree) -> None:
    """ "Between Norway's minister Ane Holm and Chile's president [Ana Rojas]": a second one, which the parser takes for
    another name of the first."""
    for name in tree.words:
        title = tree.above(name)
        if name.dep != "appos" or title.index > name.index:
            continue
        first = next((t for t in tree.kids(title, "appos") if t.index < name.index), None)
        joints = [t for t in tree.kids(first, "cc") if first.index < t.index < name.index] if first is not None else []
        if joints and any(t.dep in ("poss", "compound", "amod") for t in tree.kids(name)):
            tree.hang(name, title.index, "conj")
            tree.hang(joints[-1], title.index)
