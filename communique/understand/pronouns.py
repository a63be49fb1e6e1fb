"""Who "he", "she" and "they" are: rules of recency, gender and grammar; abstains when unsure."""

from __future__ import annotations

from communique.record.language import Analysis
from communique.understand.persons import Person

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_REACH = 3  # sentences


def resolve_pronouns(analysis: Analysis, persons: list[Person]) -> None:
    """Add a pronoun spot to the person whom each third-person singular pronoun means."""
    spots = (
        sorted((first, person) for person in persons for first, _, kind in person.spots if kind != "pronoun")
        if persons
        else []
    )
    spots.sort(key=lambda s: s[0])
    tokens = analysis.tokens
    salience: dict[Person, tuple[int, int]] = {}
    cursor = 0
    for token in tokens:
        while cursor < len(spots) and spots[cursor][0] <= token.index:
            first, person = spots[cursor]
            salience[person] = (tokens[first].sentence, _rank(analysis, first))
            cursor += 1
        gender = _GENDER.get(token.text.lower())
        if gender is None:
            continue
        fits = [p for p in salience if p.gender in (gender, None) and token.sentence - salience[p][0] <= _REACH]
        if not fits:
            continue
        best = max(fits, key=lambda p: (salience[p][0] == token.sentence, salience[p]))
        best.spots.append((token.index, token.index + 1, "pronoun"))
        best.gender = best.gender or gender
        salience[best] = (token.sentence, _rank(analysis, token.index))


def _rank(analysis: Analysis, token: int) -> int:
    dep = analysis.tokens[token].dep
    head = token
    while dep in ("compound", "appos", "conj") and analysis.tokens[head].head != head:
        head = analysis.tokens[head].head
        dep = analysis.tokens[head].dep
    return {"nsubj": 3, "nsubjpass": 3, "dobj": 1}.get(dep, 0)
