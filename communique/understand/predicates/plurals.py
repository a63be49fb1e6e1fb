"""What a plural noun says of whom it means: how many, others than those the text is about, some of them by name."""

from __future__ import annotations

from communique.lexicon.plover import Plover
from communique.record.language import Analysis

_FEW = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_EXAMPLES = frozenset(("including", "like"))


def is_of_others(analysis: Analysis, plover: Plover, noun: int) -> bool:
    """ "European leaders", "world leaders", "several countries" are not the two whom the text is about."""
    tokens = analysis.tokens
    is_plain = not tokens[noun].text[0].isupper()
    words = [tokens[c] for c in analysis.children(noun, "amod", "compound", "det")]
    others = plover.words["others"]
    if [w.lower for w in words] == ["all"]:
        above = tokens[tokens[noun].head].lower
        return above != "with" and not analysis.children(noun, "nummod", "poss")  # "called on all states"
    return any(w.lower in others or (w.dep == "amod" and is_plain and w.text[0].isupper()) for w in words)


def is_counted(analysis: Analysis, noun: int) -> bool:
    """ "Some 40 countries": more than meet each other."""
    counts = (analysis.tokens[c].lower for c in analysis.children(noun, "nummod"))
    return any(c not in _FEW for c in counts)


def is_told_apart(analysis: Analysis, noun: int) -> bool:
    """ "The countries [that signed it]": those of whom it is said, whoever met."""
    clauses = analysis.children(noun, "relcl")
    return any(analysis.edges(c)[0] == noun + 1 and analysis.tokens[noun + 1].tag in ("WDT", "WP") for c in clauses)


def how_many(analysis: Analysis, noun: int) -> int | None:
    """Two of "the two ministers" and "both sides", four of "all four parties"; None where the noun does not tell."""
    words = (analysis.tokens[c].lower for c in analysis.children(noun))
    return next((_FEW[w] for w in words if w in _FEW), None)


def examples_of(analysis: Analysis, plover: Plover, noun: int) -> tuple[int, ...]:
    """Heads of those who are named of a plural ("countries of the region, [including Chad and Niger]")."""
    tokens = analysis.tokens
    if tokens[noun].tag != "NNS" or tokens[noun].lemma.lower() not in plover.words["companies"]:
        return ()
    inner = (w for p in analysis.children(noun, "prep") for w in analysis.children(p, "pobj"))
    preps = (p for w in (noun, *inner) for p in analysis.children(w, "prep"))
    return tuple(w for p in preps if tokens[p].lower in _EXAMPLES for w in analysis.children(p, "pobj"))
