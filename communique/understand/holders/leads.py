"""Offices that a lede tells without the name, and the next paragraph a name without the office.

"The UK has expelled two diplomats, the foreign secretary has announced. // Jane Doe told MPs ...": British papers and
broadcasters write so.
"""

from __future__ import annotations

from communique.record.language import Analysis
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_ROLES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"})
_WHOSE = frozenset({"its", "their", "his", "her"})
_AHEAD = 2  # sentences in which the name follows


def name_leads(
    analysis: Analysis, titles: tuple[Title, ...], given: set[Title], persons: list[Person]
) -> tuple[Title, ...]:
    """Give such an office to the person whom the next sentences begin with; returns the offices given."""
    return tuple(
        title for title in titles if title not in given and _leads(analysis, title) and _give(analysis, title, persons)
    )


def _leads(analysis: Analysis, title: Title) -> bool:
    """ "The foreign secretary", no more words than that, does something in the first paragraph."""
    token = analysis.tokens[title.head]
    alone = title.determiner == "the" and title.of is None and not title.plural and not title.complement
    first = analysis.sentences[token.sentence].paragraph == analysis.sentences[0].paragraph
    return alone and first and title.tenure == "incumbent" and title.role in _ROLES and token.dep == "nsubj"


def _give(analysis: Analysis, title: Title, persons: list[Person]) -> bool:
    person = min(
        (p for p in persons if p.spans and p.first_seen >= title.last), key=lambda p: p.first_seen, default=None
    )
    if person is None or person.titles or person.known is not None or len(person.parts) < 2:
        return False
    if any(t.role == title.role for p in persons for t, _ in p.titles if t.of is None and t.determiner not in _WHOSE):
        return False
    span = min(person.spans, key=lambda s: s.first)
    sentence = analysis.sentence_of(span.first)
    away = sentence.index - analysis.tokens[title.head].sentence
    opens = span.first == sentence.first and analysis.tokens[analysis.top(span.first, span.last)].dep == "nsubj"
    if not (0 < away <= _AHEAD and opens):
        return False
    person.titles.append((title, None))
    person.spots.append((title.first, title.last, "title"))
    return True
