"""The noun phrases of an article as links of a chain: head word, what narrows it, how it points back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from communique.record.language import Analysis, Token

Reach = Literal["name", "definite", "indefinite", "bare"]

_ROLES = frozenset({
    "nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "attr", "appos", "conj", "agent", "ROOT", "oprd",
    "npadvmod", "dep", "nmod",
})  # fmt: skip
_NARROWING = frozenset({"amod", "compound", "nummod", "nmod"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_OPENING = frozenset({"a", "an", "another", "some", "any", "every", "each", "no", "such", "other", "either", "all"})
_NAMED = frozenset({"GPE", "LOC", "ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP"})
_NO_THINGS = frozenset({"QUANTITY", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "TIME"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase with this `head`; `words` narrow it ("science" in "this science competition").

    `reach` says how it points: "the X", "this X", "her X" are definite, "X" is bare. `owner` is its possessor's head.
    """

    head: Final[int]
    first: Final[int]
    last: Final[int]
    key: Final[str]
    words: Final[frozenset[str]]
    reach: Final[Reach]
    plural: Final[bool]
    owner: Final[int | None]
    label: Final[str]


def phrases_of(analysis: Analysis, empty: frozenset[str], taken: frozenset[int]) -> Iterator[Phrase]:
    """Every noun phrase in text order whose head no name of an actor has `taken`; `empty` words narrow nothing."""
    named: dict[int, tuple[int, int]] = {}
    for entity in analysis.entities:
        if entity.label in _NAMED:
            named[entity.last - 1] = (entity.first, entity.last)
    for token in analysis.tokens:
        if token.index in taken or token.pos not in ("NOUN", "PROPN") or token.entity in _NO_THINGS:
            continue
        if token.dep in _ROLES or (token.index in named and token.pos == "PROPN"):
            yield phrase_at(analysis, empty, token.index)


def phrase_at(analysis: Analysis, empty: frozenset[str], head: int) -> Phrase:
    """The noun phrase of a head word."""
    token, tokens = analysis.tokens[head], analysis.tokens
    first, last, owner = head, head + 1, None
    words: set[str] = set()
    reach: Reach = "name" if token.pos == "PROPN" else "bare"
    for child in analysis.children(head):
        kid = tokens[child]
        low = kid.lower
        if child < head:
            first = min(first, analysis.edges(child)[0])
            if kid.dep in ("det", "predet"):
                reach = _pointed(low, reach)
            elif kid.dep == "poss":
                owner, reach = child, "definite" if reach == "bare" else reach
            elif kid.dep in _NARROWING and low not in empty:
                words |= _narrowing(analysis, empty, child)
                reach = "indefinite" if kid.dep == "nummod" and reach == "bare" else reach
        elif kid.dep == "prep" and low == "of":
            words |= {f"of {tokens[k].lemma.lower()}" for k in analysis.children(child, "pobj")}
    while first < head and not tokens[first].text[0].isalnum():
        first += 1
    return Phrase(head, first, last, key_of(token), frozenset(words), reach, is_plural(token), owner, token.entity)


def _pointed(word: str, reach: Reach) -> Reach:
    if word in _POINTING:
        return reach if reach == "name" else "definite"
    return "indefinite" if word in _OPENING else reach


def _narrowing(analysis: Analysis, empty: frozenset[str], child: int) -> set[str]:
    return {
        t.lemma.lower()
        for t in (analysis.tokens[i] for i in analysis.subtree(child))
        if t.pos not in ("PUNCT", "DET", "PART") and t.lower not in empty
    }


def key_of(token: Token) -> str:
    """What two head words must share: the lemma of a common noun, the letters of a name."""
    return token.lemma.lower() if token.pos == "NOUN" else token.lower.replace(".", "")


def is_plural(token: Token) -> bool:
    return token.tag in ("NNS", "NNPS")
