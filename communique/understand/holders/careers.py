"""Offices that a verb tells somebody to hold, take up or give up, and those of which the words say that they are over.

"X served as consul in Lima", "X succeeded Y as minister", "X was ambassador to Peru from 2010 to 2014".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis, Token
from communique.understand.grammar import clauses
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_GENDER = {"he": "m", "she": "f"}
_TOLD = frozenset({"past", "present"})
_VAGUE = frozenset({"other", "envoy"})  # roles that somebody may play for a day
_OFFICE = frozenset({"office", "oath"})
_SPEECH_CLAUSE = "ccomp"  # "she said that X was the minister": he may still be
_LASTING = frozenset({"since", "for", "until"})  # "has served as minister since May"
_YEAR = r"(?:[A-Z]\w+\s+)?(?:19|20)\d\d"
# behind an office: a time that is over
_CLOSED = re.compile(
    rf",?\s*(?:\(\s*)?(?:(?:from|between)\s+)?{_YEAR}\s*(?:[-–—]|to|until|till|and)\s*(?:{_YEAR}|\d\d)\b"
    r"|,?\s*(?:at (?:the|that) time|until (?:recently|last)|back then)\b"
)


class Careers:
    """Reads the careers of the persons of one article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, persons: list[Person]) -> None:
        self.analysis, self.tokens, self.persons = analysis, analysis.tokens, persons
        self.classes = lexicon.offices.classes
        self._at = {analysis.top(s.first, s.last): p for p in persons for s in p.spans}

    def give(self, titles: Iterable[Title]) -> set[Title]:
        """Give titles that stand beside no name to whom a verb tells to hold them; returns those given."""
        given = set()
        for title in titles:
            verb = None if title.plural else self._verb(title)
            if verb is None:
                continue
            told = self._is_told(verb)
            holder, earlier = self._parties(title, verb)
            if holder is not None and (told or self._gives_up(verb)):
                holder.titles.append((title, None))
                given.add(title)
                if title.determiner == "the":
                    holder.spots.append((title.first, title.last, "title"))
            if earlier is not None and earlier is not holder:
                earlier.titles.append((replace(title, tenure="former") if told else title, None))
                given.add(title)
        return given

    def mark_over(self) -> None:
        """Make offices former that their clause or the time behind them tells to be over."""
        for person in self.persons:
            for number, (title, side) in enumerate(person.titles):
                if title.tenure == "incumbent" and not title.plural and self._is_over(title, person):
                    person.titles[number] = (replace(title, tenure="former"), side)

    def _verb(self, title: Title) -> Token | None:
        """The verb, or the noun for a deed, that tells of an office: "[was] X", "[served] as X", "[exit] as X"."""
        token = self.tokens[clauses.first_conjunct(self.analysis, self.analysis.top(title.first, title.last))]
        above = self.tokens[token.head]
        if token.dep in ("attr", "oprd") and above.pos in ("VERB", "AUX"):
            return above
        if token.dep != "pobj" or above.lower != "as" or above.head == above.index:
            return None
        told = self.tokens[above.head]
        return self.tokens[told.head] if told.dep == "dobj" and told.index in self._at else told

    def _is_told(self, verb: Token) -> bool:
        """No denial, wish, question or plan."""
        how = clauses.verbal(self.analysis, verb.index)
        if verb.pos not in ("VERB", "AUX") or how.negated or how.tense not in _TOLD:
            return False
        return not any(self.tokens[k].lower in ("if", "whether") for k in self.analysis.children(verb.index, "mark"))

    def _parties(self, title: Title, verb: Token) -> tuple[Person | None, Person | None]:
        """Who holds the office of which a verb tells, and who held it before."""
        lemma = verb.lemma.lower()
        passive = clauses.verbal(self.analysis, verb.index).passive
        if lemma in self.classes["following"]:
            agents = (k for k in self.analysis.children(verb.index, "agent"))
            by = [p for k in agents for p in self.analysis.children(k, "pobj")]
            done = self._subject(verb) if passive else self._named(self.analysis.children(verb.index, "dobj"))
            return (self._named(by) if passive else self._subject(verb)), done
        if lemma in self.classes["dismissing"] | self.classes["appointing"]:
            return (self._subject(verb) if passive else None), None
        plain = title.noun != "leader" or title.of is not None  # "is a true world leader"
        tells = (lemma == "be" and plain) or lemma in self.classes["serving"] or self._gives_up(verb)
        return (self._subject(verb) if tells or self._acts_as(title, verb) else None), None

    def _acts_as(self, title: Title, verb: Token) -> bool:
        """ "X returned as minister", "X took office as minister"; not "hailed Y as minister", "acted as mediator"."""
        done = {self.tokens[k].lemma.lower() for k in self.analysis.children(verb.index, "dobj", "ccomp")}
        passive = clauses.verbal(self.analysis, verb.index).passive
        return title.role not in _VAGUE and not passive and done <= _OFFICE and verb.lemma.lower() != "act"

    def _subject(self, verb: Token) -> Person | None:
        subject = clauses.subject(self.analysis, verb.index)
        if subject is None:
            return None
        return self._at.get(subject) or self._pronoun(self.tokens[subject])

    def _named(self, heads: Iterable[int]) -> Person | None:
        return next((self._at[h] for h in heads if h in self._at), None)

    def _pronoun(self, token: Token) -> Person | None:
        """ "He", "she": the only one of that gender whom the paragraph names before, or else the one before it."""
        gender = _GENDER.get(token.lower)
        if gender is None:
            return None
        paragraph = self.analysis.sentence_of(token.index).paragraph
        named: dict[int, dict[int, Person]] = {paragraph: {}, paragraph - 1: {}}
        for head, person in self._at.items():
            there = named.get(self.analysis.sentence_of(head).paragraph)
            if there is not None and head < token.index and person.gender in (gender, None):
                there[id(person)] = person
        near = named[paragraph] or named[paragraph - 1]
        return next(iter(near.values())) if len(near) == 1 else None

    def _is_over(self, title: Title, person: Person) -> bool:
        if _CLOSED.match(self.analysis.text, self.tokens[title.last - 1].end):
            return True
        verb = self._verb(title)
        if verb is None or verb.dep == _SPEECH_CLAUSE:
            return False
        lemma = verb.lemma.lower()
        if verb.pos not in ("VERB", "AUX"):
            return self._gives_up(verb)
        how = clauses.verbal(self.analysis, verb.index)
        helpers = {self.tokens[k].lower for k in self.analysis.children(verb.index, "aux", "auxpass")}
        if self._gives_up(verb) or lemma in self.classes["dismissing"]:
            return how.tense in ("past", "none") and not how.negated and verb.tag != "VB"
        if how.tense != "past" or (lemma != "be" and lemma not in self.classes["serving"]):
            return False
        if self._subject(verb) is not person or title.role == "envoy":
            return False  # "present was the minister, X"; "X was the chief negotiator at the talks"
        return not helpers & {"has", "have"} or (lemma != "be" and self._is_finished(verb))

    def _gives_up(self, word: Token) -> bool:
        """ "Resigned", "stepped down"; not "stepped in"."""
        lemma = word.lemma.lower()
        parts = (self.tokens[k].lower for k in self.analysis.children(word.index, "prt", "advmod"))
        return lemma in self.classes["leaving"] and (lemma != "step" or not {"down", "aside", "back"}.isdisjoint(parts))

    def _is_finished(self, verb: Token) -> bool:
        """ "Has previously served as": not "has served as minister since May"."""
        words = {self.tokens[k].lower for k in self.analysis.children(verb.index)}
        return not words & _LASTING and bool(words & self.classes["over"])
