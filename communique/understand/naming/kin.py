"""Kin: "his father", "X's wife, Y": who is whose relative."""

from __future__ import annotations

from communique.lexicon.people import People
from communique.record.language import Analysis
from communique.understand.naming.persons import Person


def find_kin(analysis: Analysis, persons: list[Person], people: People) -> None:
    """Add kin to the persons whose relatives the article names; "his father" becomes a mention of the relative."""
    tokens = analysis.tokens
    bearer_at = {i: p for p in persons for first, last, _ in p.spots for i in range(first, last)}
    starts = {s.first: p for p in persons for s in p.spans}
    for token in tokens:
        relation = token.text.lower()
        if relation not in people.kin or token.pos != "NOUN":
            continue
        owner = next((p for i in analysis.children(token.index, "poss") if (p := bearer_at.get(i))), None)
        if owner is None:
            continue
        relative = _named_beside(analysis, token.index, starts) or _same_family(owner, relation, persons, people)
        pronoun = next(
            (i for i in analysis.children(token.index, "poss") if (i, i + 1, "pronoun") in owner.spots), None
        )
        if relative is None and pronoun is not None:
            other = _likelier_owner(analysis, pronoun, owner, relation, persons, people)
            if other is not None:
                owner.spots.remove((pronoun, pronoun + 1, "pronoun"))
                owner, relative = other
                owner.spots.append((pronoun, pronoun + 1, "pronoun"))
        if relative is None or relative is owner:
            continue
        if (relation, relative) not in owner.kin:
            owner.kin.append((relation, relative))
        first = min(analysis.children(token.index, "poss"))
        relative.spots.append((min(first, token.index), token.index + 1, "title"))
        relative.gender = relative.gender or people.gender_words.get(relation)


def _named_beside(analysis: Analysis, kin: int, starts: dict[int, Person]) -> Person | None:
    """ "his wife Y", "his wife, Y,"."""
    after = kin + 1
    if after < len(analysis.tokens) and analysis.tokens[after].text == ",":
        after += 1
    person = starts.get(after)
    return person if person is None or analysis.tokens[after].sentence == analysis.tokens[kin].sentence else None


def _likelier_owner(
    analysis: Analysis, pronoun: int, owner: Person, relation: str, persons: list[Person], people: People
) -> tuple[Person, Person] | None:
    """Somebody named before "his" in the same sentence whose relative by family name the article also names."""
    first = analysis.sentence_of(pronoun).first
    here = [
        p for p in persons if p is not owner and first <= p.seen_before(pronoun) and p.gender in (owner.gender, None)
    ]
    for person in sorted(here, key=lambda p: -p.seen_before(pronoun)):
        relative = _same_family(person, relation, persons, people)
        if relative is not None:
            return person, relative
    return None


def _same_family(owner: Person, relation: str, persons: list[Person], people: People) -> Person | None:
    """The one other person of the article with the owner's family name whose gender fits the relation."""
    gender = people.gender_words.get(relation)
    fits = [
        p
        for p in persons
        if p is not owner and p.parts and owner.parts and p.parts[-1] == owner.parts[-1] and p.gender in (gender, None)
    ]
    return fits[0] if len(fits) == 1 else None
