"""Whose an office is that is told by its owner: "her spokesperson", "its minister", "the department's spokesman"."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person
from communique.understand.naming.places import UNIONS, Place, Places, union_named_last

_BACK = 2  # sentences in which the owner of "her minister" was named
_OF_THE_UNION = frozenset({("High", "representative"), ("Council", "president")})
_LEADING = frozenset({"head_of_state", "head_of_government", "monarch"})
_SUBJECTS = ("nsubj", "nsubjpass")
_ORGANS = frozenset({"agency", "organisation", "organization"})
_BESIDE = ("amod", "compound", "poss", "nmod")
_LINKING = frozenset({"ADP", "DET", "CCONJ", "PART"})  # "Support Mission [in] Libya", "Defence Forces[’]"


class Owners:
    """Finds the sides of the owners of titles in one article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person]) -> None:
        self.analysis, self.tokens, self.lexicon = analysis, analysis.tokens, lexicon
        self.places, self.persons = places, persons
        self._at = {i: p for p in persons for span in p.spans for i in range(span.first, span.last)}

    def acting(self, title: Title) -> str | None:
        """ "[Her] defence minister": of the state of whoever spoke or acted last, where the gender fits; "[its]
        minister": of the state or ministry that the sentence before, or the clause before in this one, is about."""
        if title.noun in self.lexicon.offices.classes["counterparts"]:
            return None
        if title.determiner == "its":
            body = self._subject_before(title)
            return None if body is None or body[1].code in self.lexicon.states.igo_codes else body[1].code
        gender = {"his": "m", "her": "f"}.get(title.determiner)
        if gender is None:
            return None
        here = self.tokens[title.first].sentence
        first = self.analysis.sentences[max(here - _BACK, 0)].first
        acting = (
            (i, person)
            for i in range(first, title.first)
            if (person := self._at.get(i)) is not None and self.tokens[i].dep in _SUBJECTS
        )
        fits = [person for _, person in acting if person.gender in (gender, None)]
        return fits[-1].state if fits else None

    def superior(self, title: Title, person: Person) -> str | None:
        """ "Her chief spokesperson, X", "Y's spokesperson, X": of the side of whoever was named last before, in this
        sentence or the last."""
        if (
            title.determiner in ("'s", "’s")
            and title.first > 1
            and (named := self._at.get(title.first - 2)) is not None
        ):
            return self._side_before(named, title)
        if title.determiner not in ("his", "her"):
            return None
        sentence = self.tokens[title.first].sentence
        before = [
            (span.first, other)
            for other in self.persons
            if other is not person
            for span in other.spans
            if span.first < title.first and sentence - self.tokens[span.first].sentence <= 1
        ]
        owner = max(before, key=lambda row: row[0], default=(0, None))[1]
        return self._side_before(owner, title) if owner is not None else None

    @staticmethod
    def _side_before(owner: Person, title: Title) -> str | None:
        """The side of the last office named before a title, else the state, of its owner."""
        return next((s for t, s in owner.titles if s is not None and t.first < title.first), owner.state)

    def beside(self, title: Title) -> str | None:
        """ "Belgium's King X and [Queen] Y": of the side of the leader named before "and", with another office."""
        before = title.first - 2
        joined = title.determiner in ("and", "&") and title.of is None and before in self._at
        if not joined or title.plural:
            return None
        partner = self._at[before]
        held = [(t, s or partner.state) for t, s in partner.titles if t.first < title.first]
        if title.role not in _LEADING or any(t.noun == title.noun for t, _ in held):
            return None
        if not any(t.role in _LEADING for t, _ in held):
            return None
        side = next((s for _, s in held if s is not None), None)
        return None if side in self.lexicon.states.igo_codes else side

    def of_that_body(self, title: Title) -> str | None:
        """ "The African Union agreed. Its chairperson", "[the bloc's] chairperson": of the organisation of before."""
        igos, first = self.lexicon.states.igo_codes, title.first
        word = self.tokens[first].lower
        if (word in UNIONS or word in _ORGANS) and self.tokens[first + 1].text in ("'s", "’s"):
            codes = self.lexicon.people.classes[UNIONS[word]] if word in UNIONS else igos
            whole = union_named_last(self.analysis, self.places, codes, first)
            return whole.code if whole is not None else None
        its = title.determiner == "its" or "its" in title.complement.split()  # "the chairperson of its commission"
        body = self._subject_before(title) if its else None
        if body is not None or title.determiner != "its":
            return body[1].code if body is not None and body[1].code in igos else None
        opening = self.analysis.sentence_of(first).first  # "a delegation of [the European Parliament] led by its"
        near = next((h for h in reversed(self.places.hits) if opening <= h.first < first), None)
        return near.code if near is not None and near.code in igos else None

    def filled(self, title: Title) -> Title:
        """ "The foreign ministry said so. Its minister": the ministry's matter makes the minister's role."""
        body = self._subject_before(title) if title.determiner == "its" and title.role == "minister" else None
        if body is None or self.tokens[body[0]].lower not in ("ministry", "department"):
            return title
        before = " ".join(self.tokens[i].lower for i in self.analysis.children(body[0], "amod", "compound"))
        return replace(title, role=self.lexicon.offices.role(title.noun, before, ""))

    def _subject_before(self, title: Title) -> tuple[int, Place] | None:
        """The subject that "its" takes up, and the place that names it or stands beside it."""
        here = self.tokens[title.first].sentence
        own, before = self.analysis.sentences[here], self.analysis.sentences[max(here - 1, 0)]
        for token in (*reversed(self.tokens[own.first : title.first]), *self.tokens[before.first : before.last]):
            if token.dep not in _SUBJECTS or self._at.get(token.index) is not None:
                continue
            beside = (token.index, *self.analysis.children(token.index, *_BESIDE))
            place = next((p for i in beside if (p := self.places.at(i)) is not None), None)
            if place is not None:
                return token.index, place
        return None

    def is_of_company(self, title: Title) -> bool:
        """ "The traders' union wrote to her. Its president": of the union, no state."""
        if title.determiner != "its" or title.of is not None or self._subject_before(title) is not None:
            return False
        here = self.analysis.sentences[max(self.tokens[title.first].sentence - 1, 0)]
        subject = next((t for t in self.tokens[here.first : here.last] if t.dep in _SUBJECTS), None)
        if subject is None or self._is_known_body(subject.index):
            return False
        return subject.entity == "ORG" or subject.lower in self.lexicon.people.company_nouns

    def _is_known_body(self, subject: int) -> bool:
        """ "The Pentagon denied it. Its spokesman": of the state whose it is."""
        first, last = self.analysis.edges(subject)
        words = self.analysis.text[self.tokens[first].start : self.tokens[last].end]
        return any(name in words for name in self.lexicon.people.known_bodies)

    def of_the_commission(self, title: Title) -> bool:
        """ "Commissioner X", "Council President X", "commission spokesperson X", "the High Representative, X" in an
        article that names the European Union.
        """
        before = self.tokens[title.head - 1].text if title.head > title.first else ""
        small = before == "commission" and "European Commission" in self.analysis.text
        ours = (title.noun == "commissioner" and not title.complement) or before == "Commission" or small
        ours = ours or (before, title.noun) in _OF_THE_UNION
        wholes = self.lexicon.states.wholes
        named = {wholes.get(h.code, h.code) for h in self.places.hits}
        return ours and "EU" in named and "BIH" not in named  # Bosnia has a High Representative of its own

    def of_its_body(self, title: Title) -> str | None:
        """ "The department's spokesman": of the State Department, named before."""
        first = self.tokens[title.first]
        if first.index == title.head or self.tokens[first.index + 1].text not in ("'s", "’s"):
            return None
        known = self.lexicon.people.known_bodies.items()
        spots = (
            (self.analysis.text.rfind(name, 0, first.start), state)
            for name, state in known
            if name.split()[-1].lower() == first.lower
        )
        at, state = max(spots, default=(-1, None))
        return state if at >= 0 else None

    def alone(self, title: Title) -> str | None:
        """The one state that has such an office ("the Taoiseach"); "Secretary of State", without a portfolio, is that
        of the United States where the article names them."""
        words = f" {self.analysis.words(title.first, title.last).lower()} "
        code = next((c for w, c in self.lexicon.offices.alone.items() if f" {w} " in words), None)
        bare = title.complement.removeprefix("of ") in self.lexicon.offices.classes["american"]
        if code is None and title.noun == "secretary" and bare and title.of is None:
            named = {h.code for h in self.places.hits}
            return "USA" if "USA" in named and "VAT" not in named else None
        return code or self.shortened(title)

    def shortened(self, title: Title) -> str | None:
        """ "SAF spokesperson", where the article tells of the "Slovak Air Force (SAF)": of the state or body in that
        name."""
        short = [t.text for t in self.tokens[title.first : title.last] if t.text.isupper() and len(t.text) > 2]
        if not short or title.of is not None:
            return None
        for token in self.tokens[1:-1]:
            around = self.tokens[token.index - 1].text + self.tokens[token.index + 1].text
            if token.text not in short or around != "()":
                continue
            first = token.index - 2
            while first > 0 and (self.tokens[first].text[0].isupper() or self.tokens[first].pos in _LINKING):
                first -= 1
            name = (self.places.at(i) for i in range(max(first, token.index - 2 * len(token.text)), token.index - 1))
            return next((place.code for place in name if place is not None), None)
        return None
