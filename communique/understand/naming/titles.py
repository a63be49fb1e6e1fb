"""Titles that stand alone: "the president", "the Belarusian minister", "the presidents" -> whom they refer to."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_MAIN = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "speaker",
     "head_of_igo", "ambassador", "monarch"}
)  # fmt: skip
_LEADERS = frozenset({"president", "leader", "head"})


def refer(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], titles: list[Title], home: str | None
) -> list[Person]:
    """Add title mentions to the persons meant; returns persons whom the article names by their office alone."""
    unnamed: list[Person] = []
    for title in titles:
        if title.plural:
            _give_group(persons, title)
            continue
        if not _definite(title):
            continue
        person = _meant(lexicon, persons + unnamed, title, home)
        if person is not None:
            person.spots.append((title.first, title.last, "title"))
            _give_known(person, title)
        elif _names_somebody(title) and home in (None, title.of):
            unnamed.append(_new_person(analysis, lexicon, title))
    return unnamed


def _definite(title: Title) -> bool:
    return title.determiner in ("the", "his", "her", "their", "its") or (
        title.determiner not in ("a", "an", "no", "any", "every", "each") and title.of is not None
    )


def _meant(lexicon: Lexicon, persons: list[Person], title: Title, home: str | None) -> Person | None:
    """The person named last before the title who bears such an office on such a side."""
    fits = [
        p
        for p in persons
        if _bears(lexicon, p, title) and (title.of is None or title.of in (p.state, *(s for _, s in p.titles)))
    ]
    if home is not None and title.of is None and title.role == "head_of_state":
        fits = [p for p in fits if p.state == home] or fits
    before = [p for p in fits if p.first_seen < title.first]
    if before:
        return max(before, key=lambda p: p.seen_before(title.first))
    return fits[0] if len(fits) == 1 and title.of is not None else None


def _bears(lexicon: Lexicon, person: Person, title: Title) -> bool:
    """Whether the title can mean an office of the person: the same one, or the bare head noun of it."""
    if person.known is not None and person.known.role == title.role and title.tenure != "former":
        return True
    general = title.role == lexicon.offices.heads[title.noun.split("-")[0]] and title.noun != "president"
    for held, _ in person.titles:
        if held.noun == title.noun and (
            held.role == title.role or (general and held.role not in ("deputy", "head_of_government"))
        ):
            return held.tenure == title.tenure or title.tenure == "incumbent"
    return False


def _give_known(person: Person, title: Title) -> None:
    """The office of a known leader whom the article only calls "the President"."""
    if person.known is None or person.known.role != title.role or any(t.role == title.role for t, _ in person.titles):
        return
    person.titles.append((title, title.of or person.known.side))


def _names_somebody(title: Title) -> bool:
    return title.role in _MAIN and title.of is not None and title.tenure == "incumbent" and not title.body


def _new_person(analysis: Analysis, lexicon: Lexicon, title: Title) -> Person:
    person = Person(analysis.words(title.first, title.last), state=title.of)
    if title.of in lexicon.states.igo_codes:
        person.state = None
    person.titles.append((title, title.of))
    person.spots.append((title.first, title.last, "title"))
    return person


def _give_group(persons: list[Person], title: Title) -> None:
    """ "The presidents" gives their office to the known heads of state named before it who have none yet."""
    if title.noun not in _LEADERS or title.tenure != "incumbent":
        return
    for person in persons:
        known = person.known
        if person.titles or known is None or known.role is None or person.first_seen > title.first:
            continue
        if title.noun == "president" and known.role != "head_of_state":
            continue
        person.titles.append((replace(title, role=known.role), known.side))
