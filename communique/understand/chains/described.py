"""Persons whom the article describes first and calls by that word later: "actor Jan Kowal", "the actor"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.people import People
from communique.record.language import Analysis, Token
from communique.understand.naming.persons import Person

_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "conj", "appos"})
_NARROWS = ("amod", "compound", "nmod", "poss", "nummod", "prep", "relcl", "acl", "appos")


def refer_described(analysis: Analysis, persons: list[Person], people: People, offices: frozenset[str]) -> None:
    """Gives "the actor" to the one person so described before it; words for offices, kin and bodies do not count."""
    barred = offices | people.kin | people.company_nouns | people.body_nouns | people.classes["vague"]
    introduced: dict[int, list[Person]] = {}
    for person in persons:
        for span in person.spans:
            for noun in _described(analysis, span.first, span.last):
                if noun.lemma not in barred:
                    introduced.setdefault(noun.index, []).append(person)
    if not introduced:
        return
    called: dict[str, dict[int, Person]] = {}
    for token in analysis.tokens:
        if token.index in introduced:
            called.setdefault(token.lemma, {}).update((id(p), p) for p in introduced[token.index])
        elif len(bearers := called.get(token.lemma, {})) == 1 and _takes_up(analysis, token):
            (person,) = bearers.values()
            person.spots.append((token.index, token.index + 1, "title"))


def _described(analysis: Analysis, first: int, last: int) -> Iterator[Token]:
    """Common nouns in the singular right before a name ("actor and director X") or in apposition to it."""
    tokens, head = analysis.tokens, analysis.top(first, last)
    near = [*analysis.children(head, "appos")]
    if tokens[head].dep == "appos":
        near.append(tokens[head].head)
    here = first - 1
    while here >= 0 and _is_common(tokens[here]):
        near.append(here)
        here -= 2 if here > 0 and tokens[here - 1].lower in (",", "and") else len(tokens)
    yield from (tokens[i] for i in near if _is_common(tokens[i]) and tokens[i].sentence == tokens[first].sentence)


def _is_common(token: Token) -> bool:
    return token.tag == "NN" and token.text.islower()


def _takes_up(analysis: Analysis, token: Token) -> bool:
    """ "The actor" alone, without words that narrow it."""
    if token.tag != "NN" or not token.text.islower() or token.dep not in _ROLES:
        return False
    if analysis.children(token.index, *_NARROWS):
        return False
    return any(analysis.tokens[i].lower == "the" for i in analysis.children(token.index, "det"))
