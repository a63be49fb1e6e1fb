"""Offices that a letterhead or a lede tells without the name, and the next paragraph a name without the office.

"The UK has expelled two diplomats, the foreign secretary has announced. // Jane Doe told MPs ...": British papers and
broadcasters write so.
"""

from __future__ import annotations

from communique.record.language import Analysis
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_ROLES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"})
_WHOSE = frozenset({"its", "their", "his", "her"})
_TOP = 8  # sentences in which a letterhead stands
_LINE = 20  # words in a line of it at most
_AHEAD = 2  # sentences in which the name follows


def name_leads(
    analysis: Analysis, titles: tuple[Title, ...], given: set[Title], persons: list[Person]
) -> tuple[Title, ...]:
    """Give such an office to the person whom the next sentences begin with; returns the offices given."""
    return tuple(
        title for title in titles if title not in given and _leads(analysis, title) and _give(analysis, title, persons)
    )


def name_letterheads(
    analysis: Analysis, titles: tuple[Title, ...], given: set[Title], persons: list[Person]
) -> tuple[Title, ...]:
    """ "MINISTER FOR TRADE // The Hon Jane Doe MP // I will ...": the office in a line of its own at the top of a
    release is that of the name in the line beside it; returns the offices given."""
    lines = _top_lines(analysis)
    names = {
        paragraph: person
        for person in persons
        for span in person.spans
        if (paragraph := analysis.sentence_of(span.first).paragraph) in lines
    }
    out = []
    for title in titles:
        line = analysis.sentence_of(title.head).paragraph
        if title in given or title.plural or line not in lines or line in names or title.determiner:
            continue
        person = names.get(line + 1) or names.get(line - 1)
        if person is not None:
            person.titles.append((title, None))
            out.append(title)
    return tuple(out)


def heads_letter(analysis: Analysis, title: Title) -> bool:
    """Whether an office stands in a line without a verb at the top of an article."""
    return analysis.sentence_of(title.head).paragraph in _top_lines(analysis)


def _top_lines(analysis: Analysis) -> frozenset[int]:
    """The paragraphs at the top that are no sentences: few words, no full stop."""
    found: dict[int, int] = {}
    for sentence in analysis.sentences[:_TOP]:
        ended = analysis.tokens[sentence.last - 1].text in (".", "!", "?", ":", "”", '"')
        size = sentence.last - sentence.first + (_LINE if ended else 0)
        found[sentence.paragraph] = found.get(sentence.paragraph, 0) + size
    return frozenset(number for number, size in found.items() if size <= _LINE)


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
