"""Which names are those of humans: the name itself, the words beside it and what its bearer does tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.lexicon.people import People
from communique.record.language import Analysis, Token
from communique.understand.naming.trimming import NameSpan

if TYPE_CHECKING:
    from communique.understand.naming.persons import Person

_LIST = 4  # names of a list between a name and the verb
_DESCRIPTION = 7  # words in which a description comes to its noun: "a former, twice-elected county judge"


def humans(analysis: Analysis, persons: list[Person], people: People) -> list[Person]:
    """Those who hold an office, of whom the name or the words beside it tell that they are human, and whom one of these
    is named with."""
    sure = [p for p in persons if _is_human(analysis, p, people)]
    at = {i for p in sure for s in p.spans for i in range(s.first, s.last)}
    meeting = people.classes["human_meetings"]
    return [
        p
        for p in persons
        if p in sure or any(_is_named_with(analysis, s, at) or _meets(analysis, s, at, meeting) for s in p.spans)
    ]


def _is_human(analysis: Analysis, person: Person, people: People) -> bool:
    """Whether a name is a human's by an office, by its own words, by a description beside it, or by what it does."""
    if person.titles or any(s.gender or s.titled for s in person.spans):
        return True
    if len(person.parts) > 1 and len({len(s.words) for s in person.spans}) > 1:
        return True  # named in full, then by the family name
    words = [w for s in person.spans for w in s.words]
    family = person.parts[-1] if person.parts else ""
    if family in people.known_family or any(w in people.gender or _is_human_part(w, people) for w in words):
        return True
    if gender_by_ending(family, people) is not None:
        return True
    return any(is_told_human(analysis, s, people) for s in person.spans)


def _is_human_part(word: str, people: People) -> bool:
    """ "Ji-won", "T.", "bin", "Nguyen": what stands in names of persons alone."""
    if re.fullmatch(r"[A-Z]\w{1,6}-[a-z]\w{1,6}", word) or any(part in people.gender for part in word.split("-")):
        return True
    return bool(re.fullmatch(r"[A-Z]\.", word)) or word in people.classes["human_parts"]


def is_told_human(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """ "X, 41, said", "X (Peru)", "X, who", "X, a nurse", "X, the envoy", "the case of X", "activist X", "X told"."""
    tokens, after = analysis.tokens, span.last
    before = list(tokens[max(span.first - 2, 0) : span.first])
    if before and before[-1].text == ",":
        before.pop()  # "his predecessor, X"
    if before and (before[-1].text in people.honorifics or _describes(before[-1].text, people)):
        return True
    if span.tagged and len(span.words) > 1 and _is_owned(analysis, span):
        return True
    behind = [t.lower for t in tokens[after : after + 2]]
    if behind[:1] == [":"] and tokens[span.first].index == analysis.sentence_of(span.first).first:
        return True
    if len(behind) == 2 and behind[0] in (",", "("):
        if (
            behind[1].isdigit()
            or behind[1] in ("who", "whose", "aged")
            or (behind[0] == "(" and tokens[after + 1].entity == "GPE")
        ):
            return True
        if any(_describes(t.text, people) for t in _described_by(analysis, span, after + 1)):
            return True
    if behind[:1] in (["of"], ["from"]) and len(span.words) > 1 and tokens[after + 1].entity == "GPE":
        return True
    if behind[:1] == ["who"]:
        return True
    return _acts_humanly(analysis, span, people)


def _is_owned(analysis: Analysis, span: NameSpan) -> bool:
    """ "The Nordic Institute's X": somebody of a body."""
    mark, owner = analysis.tokens[max(span.first - 1, 0)], analysis.tokens[max(span.first - 2, 0)]
    return mark.text in ("'s", "’s") and owner.entity == "ORG" and span.first > 1


def _described_by(analysis: Analysis, span: NameSpan, first: int) -> Iterator[Token]:
    """The nouns of the phrase that a comma or bracket behind a name opens: "X, [a senior researcher at Y]"."""
    for token in analysis.tokens[first : first + _DESCRIPTION]:
        apart = token.pos in ("VERB", "AUX", "PUNCT", "SCONJ") and token.text != "-" and token.tag not in ("VBN", "VBG")
        if apart or token.sentence != analysis.tokens[span.first].sentence:
            return
        if token.tag == "NN":
            yield token


def _describes(noun: str, people: People) -> bool:
    """A noun for what a person is or does: "reporter", "activist", "wife"; not "operator", which a company is."""
    if noun in people.company_nouns or noun in people.body_nouns:
        return False
    if noun in people.gender_words or noun in people.kin or noun in people.classes["human_nouns"]:
        return True
    return f"{noun}s" in people.group_nouns and noun.endswith(tuple(people.classes["human_endings"]))


def _acts_humanly(analysis: Analysis, span: NameSpan, people: People) -> bool:
    """Whether the name says or is said to, or is what is done to humans alone ("was arrested")."""
    token = analysis.tokens[analysis.top(span.first, span.last)]
    verb = analysis.tokens[token.head]
    if token.dep == "pobj" and verb.lower == "of":
        return analysis.tokens[verb.head].lemma.lower() in people.classes["human_deeds"]
    for _ in range(_LIST):
        if token.dep != "conj" or token.head == token.index:
            break
        token = analysis.tokens[token.head]
        verb = analysis.tokens[token.head]
    if token.dep == "nsubj" and verb.lemma.lower() in people.classes["human_speech"]:
        return len(span.words) > 1
    if token.dep == "nsubj" and verb.lemma.lower() in people.classes["human_acts"]:
        return len(span.words) > 1 and span.tagged
    return token.dep in ("dobj", "nsubjpass") and verb.lemma.lower() in people.classes["human_deeds"]


def _is_named_with(analysis: Analysis, span: NameSpan, at: set[int]) -> bool:
    """ "X and Y": coordinated with a human's name, on either side."""
    head = analysis.top(span.first, span.last)
    token = analysis.tokens[head]
    beside = [*analysis.children(head, "conj"), *([token.head] if token.dep == "conj" else [])]
    return len(span.words) > 1 and any(i in at for i in beside)


def _meets(analysis: Analysis, span: NameSpan, at: set[int], meeting: frozenset[str]) -> bool:
    """ "X received Y", "X met with Y", where one of them is human."""
    token = analysis.tokens[analysis.top(span.first, span.last)]
    above = analysis.tokens[token.head]
    if token.dep == "nsubj" and above.lemma.lower() in meeting:
        with_ = (k for k in analysis.children(above.index, "prep") if analysis.tokens[k].text == "with")
        met = [*analysis.children(above.index, "dobj"), *(i for k in with_ for i in analysis.children(k, "pobj"))]
        return any(i in at for m in met for i in (m, *analysis.children(m, "appos")))
    verb = analysis.tokens[above.head] if token.dep == "pobj" and above.text == "with" else above
    facing = token.dep == "dobj" or verb is not above
    return facing and verb.lemma.lower() in meeting and any(i in at for i in analysis.children(verb.index, "nsubj"))


def gender_by_ending(family: str, people: People) -> str | None:
    """The gender that the ending of a family name tells: Omarova, Omarov."""
    fits = [e for e in people.family_endings if family.endswith(e) and len(family) > len(e) + 2]
    return people.family_endings[max(fits, key=len)] if fits else None
