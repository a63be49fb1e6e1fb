"""Whose office a counterpart has: "his Indian counterpart, X", "her Chilean colleague, Y"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.record.language import Analysis
from communique.understand.grammar import clauses
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person

_SUBJECTS = ("nsubj", "nsubjpass")
PAIRED = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "envoy", "speaker"}
)
_MET = PAIRED | {"deputy", "military", "other"}


def match_counterparts(
    analysis: Analysis, persons: list[Person], nouns: frozenset[str], at: Mapping[int, Person]
) -> None:
    """Give each counterpart the role of whom it faces, or no office. `nouns`: words for a counterpart; `at`: {token of
    a name: person}."""
    _Counterparts(analysis, persons, nouns, at).match()


class _Counterparts:
    """The counterparts of one article."""

    def __init__(
        self, analysis: Analysis, persons: list[Person], nouns: frozenset[str], at: Mapping[int, Person]
    ) -> None:
        self.analysis, self.tokens, self.persons = analysis, analysis.tokens, persons
        self.nouns, self._at = nouns, at

    def match(self) -> None:
        """ "his Indian counterpart, X": the role of the office named last before it; none known: no office."""
        held = sorted(
            ((t.first, t, s) for p in self.persons for t, s in p.titles if t.role in PAIRED),
            key=lambda row: row[0],
        )
        for person in self.persons:
            kept: list[tuple[Title, str | None]] = []
            for title, side in person.titles:
                if title.noun not in self.nouns:
                    kept.append((title, side))
                    continue
                if title.noun == "colleague" and title.of is None:
                    continue  # of his party, of her cabinet
                model = self._met_here(person, title, side) or next(
                    (t for first, t, s in reversed(held) if first < title.first and s != side), None
                )
                if model is not None and not any(t.role == model.role for t, _ in person.titles):
                    kept.append((replace(title, role=model.role, noun=model.noun), side))
            person.titles = kept

    def _met_here(self, person: Person, title: Title, side: str | None) -> Title | None:
        """The office of whoever meets a counterpart ("X met with his counterpart"), else of whoever the sentence names
        before it."""
        sentence = self.analysis.sentence_of(title.head)
        meeting = self._meeting(title) or self._acted_before(title)
        if meeting is not None and meeting is not person:
            own = [t for t, s in meeting.titles if t.role in _MET and s != side]
            if own:
                return max(own, key=lambda t: t.role in PAIRED)
        near = [
            (span.first, t)
            for p in self.persons
            if p is not person
            for span in p.spans
            if sentence.first <= span.first < title.first
            for t, s in p.titles
            if t.role in _MET and s != side
        ]
        return max(near, key=lambda row: (row[0], row[1].role in PAIRED))[1] if near else None

    def _acted_before(self, title: Title) -> Person | None:
        """ "X thanked President Y. [His] Chilean colleague, Z": of X."""
        if title.determiner not in ("his", "her") or title.first - 1 > self.analysis.sentence_of(title.head).first:
            return None
        before = self.analysis.sentences[max(self.tokens[title.head].sentence - 1, 0)]
        acting = (self._at[i] for i in range(before.first, before.last) if i in self._at)
        return next((p for p in acting if any(self.tokens[s.last - 1].dep in _SUBJECTS for s in p.spans)), None)

    def _meeting(self, title: Title) -> Person | None:
        """The subject of the verb above a counterpart: who is named, whom "he" or "she" means, "the minister"."""
        verb = next((a for a in self.analysis.ancestors(title.head) if self.tokens[a].pos == "VERB"), None)
        subject = clauses.subject(self.analysis, verb) if verb is not None else None
        if subject is None or subject > title.first:
            return None
        word = self.tokens[subject]
        at = {t.head: p for p in self.persons for t, _ in p.titles} | dict(self._at)
        if subject in at:
            return at[subject]
        if word.lower in ("he", "she"):
            first = self.analysis.sentences[word.sentence].first
            return next((at[i] for i in range(first, subject) if i in at and self.tokens[i].dep in _SUBJECTS), None)
        held = ((p, t) for p in self.persons for t, _ in p.titles if t.role != "head_of_government")
        alike = [p for p, t in held if t.noun == word.lemma.lower()]
        before = [p for p in alike if p.first_seen < subject]
        return max(before, key=lambda p: p.seen_before(subject), default=None)
