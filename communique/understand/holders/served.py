"""Whom each title serves: the side of every office and its role on that side."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.finding import Doubt
from communique.record.language import Analysis
from communique.understand.holders.clause_sides import ClauseSide
from communique.understand.holders.counterparts import PAIRED, match_counterparts
from communique.understand.holders.leads import heads_letter
from communique.understand.holders.owners import Owners
from communique.understand.holders.roles import UNKNOWN, Roles
from communique.understand.naming.offices import BORN, Title
from communique.understand.naming.persons import Person
from communique.understand.naming.places import Place, Places, is_of_the_article, place_after_of, place_in_brackets
from communique.understand.naming.sides import NearestState

# a government's own readers know who holds these: a text that names no side for them speaks of another state
_SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "monarch"})
# "Sen. Ann Lee (R-Ark.)", "Rep. Jo Poe, D-Tex.": party and state, as American papers give them
_AMERICAN = re.compile(
    r"(?:,| \()\s?(?:[RDI]-[A-Z][A-Za-z]*\.?|(?:a|an|the) (?:\w+ )?(?:Republican|Democrat)\b(?! of the))"
)
_BESIDE = 2  # words between an office and its bearer: ", Senator"
_OPENING = 8  # sentences at the beginning
_UNIQUE = _SINGLE | {"minister", "speaker"}
_SIDED = _SINGLE | {"minister", "deputy", "ambassador", "speaker", "spokesperson"}


class Served:
    """Decides sides and roles for the titles that the persons of one article bear."""

    def __init__(
        self,
        analysis: Analysis,
        lexicon: Lexicon,
        places: Places,
        persons: list[Person],
        home: str | None,
        nearest: NearestState,
    ) -> None:
        self.analysis, self.tokens, self.lexicon = analysis, analysis.tokens, lexicon
        self.places, self.persons, self.home, self.nearest = places, persons, home, nearest
        self.classes = lexicon.offices.classes
        self._others: set[tuple[int, str, str | None]] = set()
        self._held: dict[tuple[str, str], Person] = {}
        self._at = {i: p for p in persons for span in p.spans for i in range(span.first, span.last)}
        self.owners = Owners(analysis, lexicon, places, persons)
        self.roles = Roles(analysis, lexicon, places, self.owners)
        judging = lexicon.people.classes["judging"]
        self.clauses = ClauseSide(analysis, places, nearest, self.classes, self._side_at, judging)

    def settle(self, free: list[Title]) -> None:
        """Decide the side of every given title, then the state of every person; `free` titles found no bearer."""
        self._others = {(self.tokens[t.first].sentence, t.role, t.of) for t in free if not t.plural}
        for person in self.persons:
            self._part_namesake(person)
            person.state = self._own_state(person) or self._home_state(person)
        self._claim(free)
        self._read_clauses()
        for person in self.persons:
            for title, after_name in person.titles:
                side = after_name or title.of or person.state
                self._hold(self.with_role(title, side), side, person)
        for person in self.persons:
            self._read_clause(person)
            own = None  # whom the minister of foreign affairs serves, the deputy premier that he is, too, does
            for number, (held, side) in sorted(enumerate(person.titles), key=lambda one: one[1][0].role not in _SINGLE):
                title = self.owners.filled(held)
                side = self._served(title, side or (own if title.role != "other" else None), person)
                title = self.with_role(title, side)
                person.titles[number] = (title, side)
                if side == self.home is not None and title.role in _SINGLE:
                    person.state = person.state or side  # "President X" further down
                own = side if title.role in _SINGLE and title.tenure == "incumbent" else own
                self._hold(title, side, person)
            person.state = person.state or next(
                (s for _, s in person.titles if s and s not in self.lexicon.states.igo_codes), None
            )
        match_counterparts(self.analysis, self.persons, self.classes["counterparts"], self._at)

    def with_role(self, title: Title, side: str | None) -> Title:
        """The title with the role that fits the side served."""
        return replace(title, role=self.roles.fit(title, side))

    def _hold(self, title: Title, side: str | None, person: Person) -> None:
        """Note who holds an office that a state has but once."""
        if side is not None and title.tenure == "incumbent" and title.role in _UNIQUE:
            self._held.setdefault((side, self._post(title)), person)

    def _post(self, title: Title) -> str:
        """The office without its state: the role, for a minister the portfolio too."""
        if title.role != "minister":
            return title.role
        own = (
            t for t in self.tokens[title.first : title.last] if self.places.at(t.index) is None and t.text[0].isalpha()
        )
        return " ".join(t.lower for t in own)

    def _read_clauses(self) -> None:
        """States that the clauses around a name tell; two rounds, since one person's state tells another's."""
        for _ in range(2):
            for person in self.persons:
                self._read_clause(person)

    def _read_clause(self, person: Person) -> None:
        if (
            person.state is None
            and person.known is None
            and any(self._is_sided(t) for t, _ in person.titles)
            and not any(self.owners.of_the_commission(t) for t, _ in person.titles)
        ):
            owned = next((s for t, _ in person.titles if (s := self.owners.acting(t)) is not None), None)
            sides = (self.clauses.of(span.first, span.last) for span in person.spans)
            person.state = owned or next((s for s in sides if s is not None), None)

    def _is_sided(self, title: Title) -> bool:
        """Whether the clause around its bearer may tell whom an office serves."""
        return title.role in _SIDED or title.noun in BORN or title.noun in self.classes["counterparts"]

    def _side_at(self, token: int) -> str | None:
        """The state of the person named at a token; for "he" and "she", of the one named last before."""
        person = self._at.get(token)
        if person is None and self.tokens[token].lower in ("he", "she"):
            here = self.analysis.sentences[max(self.tokens[token].sentence - 1, 0)]
            named = (i for i in range(here.first, here.last) if i in self._at)
            person = next((self._at[i] for i in named if self.tokens[i].dep == "nsubj"), None)
        return person.state if person is not None else None

    def _served(self, title: Title, after_name: str | None, person: Person) -> str | None:
        """The side that the title names, or the words after the name ("X of Armenia"), else what the context says."""
        if title.of is not None and not (title.plural and after_name):
            return title.of
        return after_name or self.owners.alone(title) or self.owners.of_that_body(title) or self._side(title, person)

    def _claim(self, free: list[Title]) -> None:
        """ "Transport Minister X ... the Syrian minister": the only minister without a state is Syria's."""
        for title in free:
            if (
                title.of is None
                or title.plural
                or not (title.determiner in ("the", "") or self._possessed(title))
                or title.of in self.lexicon.states.igo_codes
            ):
                continue
            general = title.role == self.lexicon.offices.heads[title.noun.split("-")[0]]
            alike = [p for p in self.persons if any(self._alike(t, title, general) for t, _ in p.titles)]
            if any(p.state == title.of for p in alike):
                continue
            stateless = [p for p in alike if p.state is None and p.known is None and not self._beside(p, title)]
            stateless = [p for p in stateless if not self._serves_body(p) and not self._faces_peer(p, title)]
            before = [p for p in stateless if p.first_seen < title.first]
            beside = any(self._is_peer(p, title) for p in self.persons)
            minister = title.noun == "minister" and title.role != "head_of_government"
            if beside and (minister or (not before and title.noun == "leader")):
                continue
            if len(stateless) == 1 or len(before) == 1:
                (before or stateless)[0].state = title.of

    def _serves_body(self, person: Person) -> bool:
        """Whether one of a person's offices is of an organisation of states."""
        sides = (side or title.of or self.owners.alone(title) for title, side in person.titles)
        return any(side in self.lexicon.states.igo_codes for side in sides)

    def _is_peer(self, person: Person, title: Title) -> bool:
        """ "His Brazilian peer, X. [...] The Brazilian leader (minister)": who is named by no other office."""
        peers = self.classes["counterparts"]
        named = bool(person.titles) and all(t.noun in peers for t, _ in person.titles)
        return named and person.state == title.of and person.first_seen < title.first

    def _faces_peer(self, person: Person, title: Title) -> bool:
        """ "X and his Danish counterpart, Y [...] the Danish PM": Y's office, by X named last before him."""
        for peer in self.persons:
            if not self._is_peer(peer, title):
                continue
            first = min(t.first for t, _ in peer.titles)
            before = range(self.analysis.sentence_of(first).first, first)
            if next((p for i in reversed(before) if (p := self._at.get(i)) is not None), None) is person:
                return True
        return False

    def _beside(self, person: Person, title: Title) -> bool:
        """Named first in the sentence of the title: in "President X asked her to tell the President of India" two."""
        return self.tokens[person.first_seen].sentence == self.tokens[title.first].sentence

    def _possessed(self, title: Title) -> bool:
        """ "Israel's ambassador": there is one."""
        place = self.places.at(title.first)
        return place is not None and self.tokens[place.last].text in ("'s", "’s")

    @staticmethod
    def _alike(held: Title, free: Title, general: bool) -> bool:
        """Whether a free title can mean a held one: the same office, the bare head noun of it, "the Tajik leader"."""
        if free.noun == "leader":
            return held.role in ("head_of_state", "head_of_government")
        return held.noun == free.noun and (
            held.role == free.role or (general and held.role not in ("deputy", "head_of_government"))
        )

    def _own_state(self, person: Person) -> str | None:
        igos = self.lexicon.states.igo_codes
        served = [s for t, after in person.titles if (s := after or (None if t.plural else t.of)) and s not in igos]
        if served:
            return served[0]
        for span in person.spans:
            owner = self.places.ending(span.first - 1)
            if owner is not None and owner.code not in igos and self.tokens[span.first - 1].text in ("'s", "’s"):
                return owner.code
            if _AMERICAN.match(self.analysis.text, self.tokens[span.last - 1].end):
                return "USA"
            if (part := self._part_behind(span.last)) is not None:
                return part
            place = place_after_of(self.analysis, self.places, span.last) or place_in_brackets(
                self.analysis, self.places, span.last
            )
            if place is not None and place.code not in igos:
                return place.code
        if person.known is not None:
            return person.known.side if person.known.side not in igos else None
        alone = (self.owners.alone(t) for t, _ in person.titles)
        return next((code for code in alone if code is not None and code not in igos), None)

    def _part_namesake(self, person: Person) -> None:
        """ "President Harris" in an article that names no United States: not the known vice president Harris."""
        known = person.known
        if known is None or len(person.parts) > 1 or any(h.code == known.side for h in self.places.hits):
            return
        held = {t.role for t, _ in person.titles if t.role in _SINGLE and t.tenure == "incumbent"}
        if held and known.role not in held:
            person.known = None

    def _home_state(self, person: Person) -> str | None:
        """A government's own paper: whose office heads the letter, and its own leader, who acts in its first sentence.

        "Foreign Minister X today announced", "MINISTER FOR TRADE // Jane Doe"."""
        if self.home is None or person.known is not None:
            return None
        own = (
            t
            for t, side in person.titles
            if side is None and t.of is None and t.tenure == "incumbent" and t.role in _SIDED
        )
        leads = any(heads_letter(self.analysis, t) or self._opens_account(t, person) for t in own)
        return self.home if leads else None

    def _opens_account(self, title: Title, person: Person) -> bool:
        """Whether an office with its bearer's name is the first of its kind and a subject near the beginning."""
        sentence = self.analysis.sentence_of(title.first)
        span = next((s for s in person.spans if 0 <= s.first - title.last <= _BESIDE), None)
        if span is None or title.role not in _SINGLE or sentence.index > _OPENING:
            return False
        first = min(t.first for p in self.persons for t, _ in p.titles if t.role == title.role and t.of is None)
        return first == title.first and self.tokens[self.analysis.top(title.first, span.last)].dep in (
            "nsubj",
            "nsubjpass",
        )

    def _part_behind(self, last: int) -> str | None:
        """ "X of Texas", "X from South Dakota": the state of that part of it."""
        words = [t.text for t in self.tokens[last : last + 3]]
        if len(words) < 2 or words[0] not in ("of", "from"):
            return None
        parts = self.lexicon.offices.parts
        return parts.get(words[1]) or parts.get(" ".join(words[1:]))

    def _side(self, title: Title, person: Person) -> str | None:
        """The side of a title that names none: the person's own, the publishing government's, or the nearest state."""
        if person.known is not None and person.known.side in self.lexicon.states.igo_codes:
            return person.known.side
        if person.state is not None or title.noun in self.classes["counterparts"]:  # these: not of the nearest state
            return person.state
        if self.owners.of_the_commission(title):
            return "EU"
        superior = self.owners.superior(title, person) or self.owners.beside(title)
        if superior is not None:
            return superior
        outside = title.role == "other" or (title.role == "head_of_state" and title.body)
        if title.role in UNKNOWN and any(self.roles.of_unknown_body(t) for t, _ in person.titles):
            return None
        told = self.nearest.told_side(title.first)
        if told is not None:
            return told
        private = outside and title.noun in self.classes["private"] and not self.roles.governmental(title)
        if private or self.roles.of_company(title):
            return None
        scene = self.nearest.scene(title.first) if self._is_met(title, person) else None
        if scene is None and self._is_faced(title, person):
            scene = self.nearest.goal(title.first, self.classes["journeys"])
        if scene is not None and self._can_serve(title, scene, person):
            words = self.analysis.words(title.first, title.last)
            person.doubts.append(Doubt("state", f"“{words}” names no side: taken from the place where they meet"))
            return scene.code
        ours = self.home is not None and title.role not in _SINGLE and not self._absent(title, self.home)
        abroad = self._abroad(title, person)
        if ours and abroad is None:
            return self.home
        found = None
        if title.role == "spokesperson":
            people = self.lexicon.people
            bodies = people.known_bodies.items()
            known = {
                n: code
                for n, code in bodies
                if not self._absent(title, code) and is_of_the_article(n, code, people, self.places)
            }
            found = self.owners.of_its_body(title) or self.nearest.speaking(
                (title.first, title.last),
                people.government_nouns,
                known,
                self._serving(title, person),
            )
        found = found or abroad or self.nearest.before(title.first, self._serving(title, person))
        if found is not None:
            words = self.analysis.words(title.first, title.last)
            person.doubts.append(Doubt("state", f"“{words}” names no side: taken from the state named nearest"))
        return found

    def _serving(self, title: Title, person: Person) -> Callable[[Place], bool]:
        return lambda place: self._can_serve(title, place, person)

    def _abroad(self, title: Title, person: Person) -> str | None:
        """The foreign state that may be that of an official whom somebody meets: never the one of who does."""
        if not self._is_faced(title, person):
            return None
        own = {self.clauses.foreign_to(s.first, s.last)[1] for s in person.spans}
        code = self.nearest.before(title.first, self._serving(title, person))
        return None if code in own else code

    def _is_faced(self, title: Title, person: Person) -> bool:
        """Whether somebody meets, receives or calls on the bearer."""
        if not self._is_met(title, person):
            return False
        above = (self.tokens[a].lemma.lower() for a in self.analysis.ancestors(title.head))
        return not {*self.classes["facing"], "call"}.isdisjoint(above)

    def _is_met(self, title: Title, person: Person) -> bool:
        """ "Will meet Prime Minister X", "sign it with Minister X": no subject."""
        heads = [self.tokens[self.analysis.top(s.first, s.last)] for s in person.spans if s.first >= title.last]
        if not heads:
            return False
        token = min(heads, key=lambda t: t.index)
        while token.dep in ("conj", "appos") and token.head != token.index:
            token = self.tokens[token.head]
        by = self.tokens[token.head]
        calls = by.lower == "on" and self.tokens[by.head].lemma.lower() in ("call", "pay")
        return token.dep == "dobj" or (token.dep == "pobj" and (by.lower in ("with", "by") or calls))

    def _absent(self, title: Title, code: str) -> bool:
        """Whether the state has no such office."""
        absent = self.lexicon.people.absent_offices.get(code, ())
        words = f" {self.analysis.words(title.first, title.last).lower()} "
        return any(f" {a} " in words for a in absent if a != "president" or title.role == "head_of_state")

    def _can_serve(self, title: Title, place: Place, person: Person) -> bool:
        """Whether a title that names no side may be an office of this state: it has one, and nobody else holds it."""
        once = title.role in _UNIQUE and title.tenure == "incumbent"
        if once and self._held.get((place.code, self._post(title)), person) is not person:
            return False
        if title.first <= place.first < title.last or self._absent(title, place.code):
            return False
        if self._is_counterparts(place.code, title) or self._is_origin(place):
            return False
        if (self.tokens[title.first].sentence, title.role, place.code) in self._others:
            return False  # "Prime Minister X greeted the Dutch prime minister"
        for span in person.spans:
            abroad, met = self.clauses.foreign_to(span.first, span.last)
            if place.code in (abroad, self.clauses.judged(span.first, span.last)) or (
                place.code == met and title.role in PAIRED
            ):
                return False
            if self._is_of_envoy(place, span.first, span.last):
                return False
        return place.code != self.home or (title.role not in _SINGLE and not self._is_faced(title, person))

    def _is_of_envoy(self, place: Place, first: int, last: int) -> bool:
        """ "X received the [Danish] ambassador": an envoy deals with those of another state than his own."""
        for faced in self.clauses.faced(self.analysis.top(first, last)):
            left, right = self.analysis.edges(faced)
            nouns = {self.tokens[i].lower for i in (faced, *self.analysis.children(faced, "compound", "appos"))}
            is_sent = not nouns.isdisjoint(self.classes["sent"]) or nouns >= {"high", "commissioner"}
            if is_sent and left <= place.first <= right:
                return True
        return False

    def _is_origin(self, place: Place) -> bool:
        """ "Russian-installed": who stands behind somebody."""
        joined = [t.lower for t in self.tokens[place.last : place.last + 2]]
        return joined[:1] == ["-"] and joined[-1] in self.classes["origins"]

    def _is_counterparts(self, code: str, title: Title) -> bool:
        """Whether the sentence tells of a counterpart of that state: the title is of the other side."""
        sentence = self.analysis.sentence_of(title.first)
        words, peers = range(sentence.first, sentence.last), self.classes["counterparts"]
        sides = (self.places.ending(i) for i in words if self.tokens[i].lower in peers)
        return any(place is not None and place.code == code for place in sides)
