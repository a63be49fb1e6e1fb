"""Every place in an article that tells of an encounter: verbs ("met with") and nouns ("talks with"), with who was there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.lexicon.encounters import EncounterNoun, Encounters, EncounterVerb
from communique.lexicon.states import States
from communique.record.finding import Actor, OccasionKind, OccasionStatus, ParticipantRole, Rank, When
from communique.record.language import Analysis, Token
from communique.understand import clauses
from communique.understand.cast import Cast
from communique.understand.places import Places, find_places
from communique.understand.schedule import Schedule
from communique.understand.standing import judge_standing

_PEOPLE = ("person", "group", "government", "organisation")
_PLACES = ("GPE", "LOC", "FAC", "ORG")


@dataclass(slots=True)
class Sighting:
    """One telling of an encounter. `head` is its token; `first`/`last` the tokens of its evidence (`last` exclusive).

    `anaphoric`: a definite noun without a side of its own ("during the meeting"). `fresh`: "another", "the next one".
    """

    head: int
    kind: OccasionKind
    status: OccasionStatus
    first: int
    last: int
    roles: dict[str, ParticipantRole] = field(default_factory=dict)
    rank: Rank | None = None
    place: str | None = None
    when: When | None = None
    soft: bool = False
    anaphoric: bool = False
    fresh: bool = False

    def add(self, actors: tuple[Actor, ...], role: ParticipantRole = "participant") -> None:
        for actor in actors:
            if self.roles.get(actor.id, "participant") == "participant":
                self.roles[actor.id] = role


class EncounterSpotter:
    """Walks through one article."""

    def __init__(
        self, analysis: Analysis, encounters: Encounters, states: States, cast: Cast, schedule: Schedule
    ) -> None:
        self.analysis, self.words, self.lexicon = analysis, encounters.words, encounters
        self.cast, self.schedule = cast, schedule
        self.places: Places = find_places(analysis, states)
        self.by_code = {a.code: a for a in cast.actors if a.kind in ("state", "igo") and a.code}

    def sightings(self) -> Iterator[Sighting]:
        """In text order; encounters with the press, and words that only look like one, are left out."""
        for token in self.analysis.tokens:
            if token.pos == "VERB":
                for verb in self.lexicon.verbs.get(token.lemma.lower(), ()):
                    found = self._verb(token, verb)
                    if found:
                        yield from found
                        break
            elif token.pos in ("NOUN", "PROPN"):
                for noun in self.lexicon.nouns.get(token.lemma.lower(), ()):
                    sighting = self._noun(token, noun)
                    if sighting is not None:
                        yield from (
                            self._legs(sighting, token.index, noun.place) if noun.kind == "visit" else (sighting,)
                        )
                        break

    def party(self, heads: tuple[int, ...]) -> tuple[Actor, ...]:
        """The actors that these noun phrases name; a nation's adjective stands for its state where nobody else is named."""
        found: dict[str, Actor] = {}
        for head in heads:
            actors = self.cast.phrase(head) or self._inside(head)
            found.update({a.id: a for a in actors})
        return tuple(found.values())

    def _inside(self, head: int) -> tuple[Actor, ...]:
        direct = self.cast.covering(head)
        if direct is not None:
            return (direct,)
        if self.analysis.tokens[head].pos == "PRON":
            return ()
        for kid in self.analysis.children(head, "compound", "amod", "nmod", "poss"):
            actor = self.cast.covering(kid)
            if actor is not None:
                return (actor,)
        for prep in self.analysis.children(head, "prep"):
            if self.analysis.tokens[prep].lemma in ("of", "from"):
                for kid in self.analysis.children(prep, "pobj"):
                    actors = self.cast.phrase(kid)
                    if actors:
                        return actors
        return ()

    # ---- verbs

    def _verb(self, token: Token, verb: EncounterVerb) -> list[Sighting]:
        analysis, here = self.analysis, token.index
        if verb.marks and not self._marked(here, verb.marks):
            return []
        if verb.things and not self._signs(here, verb.things):
            return []
        stands = clauses.verbal(analysis, here)
        doer = clauses.subject(analysis, here)
        others = clauses.objects(analysis, here, *verb.partners) if verb.partners else ()
        if stands.passive:
            others = clauses.objects(analysis, here, "by", "with")
        if any(self._is_press(o) for o in others):
            return []
        subjects = self.party((doer,)) if doer is not None else ()
        partners = self.party(others)
        if verb.place:
            return self._visits(here, verb, subjects)
        if verb.people:
            partners = tuple(p for p in partners if p.kind != "state" or self.analysis.tokens[others[0]].pos != "PRON")
        if not partners and not (verb.crowd and (len(subjects) > 1 or self._is_crowd(subjects, doer))):
            return []
        if not verb.crowd and not partners:
            return []
        sighting = self._sighting(here, verb.kind, verb.soft)
        hosting: ParticipantRole = "host" if verb.host else "participant"
        guests: ParticipantRole = "guest" if verb.host else "participant"
        if stands.passive and verb.host:
            hosting, guests = guests, hosting
        sighting.add(subjects, hosting)
        sighting.add(partners, guests)
        sighting.place = self.place_of(here)
        if len(sighting.roles) < 2 and not self._is_crowd(subjects, doer) and not verb.things:
            return [sighting] if partners else []
        return [sighting]

    def _signs(self, verb: int, things: frozenset[str]) -> bool:
        tokens = self.analysis.tokens
        found = self.analysis.children(verb, "dobj", "nsubjpass")
        token = tokens[verb]
        if token.dep in ("acl", "relcl"):
            found += (token.head,)
        return any(tokens[f].lemma.lower() in things for f in found)

    def _is_crowd(self, actors: tuple[Actor, ...], doer: int | None) -> bool:
        """Whether a single mention stands for several sides ("the two leaders", "they")."""
        if doer is None:
            return False
        token = self.analysis.tokens[doer]
        return bool(actors) and (token.tag in ("NNS", "NNPS") or token.text.lower() in ("they", "we", "both"))

    def _marked(self, verb: int, marks: frozenset[str]) -> bool:
        first, last = self.analysis.edges(verb)
        return any(self.analysis.tokens[i].lemma.lower() in marks for i in range(first, last + 1))

    def _is_press(self, head: int) -> bool:
        return self.analysis.tokens[head].lemma.lower() in self.words["media"]

    def _visits(self, here: int, verb: EncounterVerb, subjects: tuple[Actor, ...]) -> list[Sighting]:
        guests = tuple(a for a in subjects if a.kind != "igo")
        spots = clauses.objects(self.analysis, here, *verb.place)
        if not guests or not spots:
            return []
        sighting = self._sighting(here, "visit", False)
        sighting.add(guests, "guest")
        out = list(self._legs_at(sighting, spots))
        return [s for s in out if len(s.roles) > len(guests) or (s.place and verb.place == ("",))]

    def _legs(self, sighting: Sighting, noun: int, preps: tuple[str, ...]) -> Iterator[Sighting]:
        spots = self._after(noun, *(p for p in preps if p != "of"))
        yield from self._legs_at(sighting, spots) if spots else (sighting,)

    def _legs_at(self, sighting: Sighting, spots: tuple[int, ...]) -> Iterator[Sighting]:
        """A visit to several countries is one visit to each."""
        seen: set[str] = set()
        for spot in self._spread(spots):
            token = self.analysis.tokens[spot]
            host = self.host_at(spot)
            named = host is not None and host.id not in sighting.roles
            if not named and token.entity not in _PLACES:
                continue
            key = host.id if host else token.text
            if key in seen:
                continue
            seen.add(key)
            leg = Sighting(**{f: getattr(sighting, f) for f in Sighting.__slots__} | {"roles": dict(sighting.roles)})
            leg.place = self.place_name(spot) if token.entity in _PLACES else None
            if named and host is not None:
                leg.add((host,), "host")
            yield leg
        if not seen:
            yield sighting

    def _spread(self, heads: tuple[int, ...]) -> list[int]:
        out, stack = [], list(heads)
        while stack:
            head = stack.pop(0)
            out.append(head)
            stack += self.analysis.children(head, "conj")
            stack += [
                k
                for k in self.analysis.children(head, "appos")
                if self.analysis.tokens[k].entity == "GPE" and not self.places.at(head)
            ]
        return out

    def host_at(self, spot: int) -> Actor | None:
        """Whose place it is: the state that is named or whose capital it is, else the body that is visited."""
        hit = self.places.at(spot)
        if hit is None:
            for kid in self.analysis.children(spot, "appos", "npadvmod", "conj"):
                hit = hit or (self.places.at(kid) if self.analysis.tokens[kid].dep != "conj" else None)
        if hit is not None and hit.kind != "demonym":
            return self.by_code.get(hit.code)
        actor = self.cast.headed(spot)
        if actor is not None and actor.kind in ("state", "igo", "government", "organisation", "person", "group"):
            return actor
        return None

    # ---- nouns

    def _noun(self, token: Token, noun: EncounterNoun) -> Sighting | None:
        analysis, here = self.analysis, token.index
        beside = [
            analysis.tokens[k] for k in analysis.children(here, "compound", "amod", "nmod", "det", "poss", "nummod")
        ]
        lemmas = {t.lemma.lower() for t in beside}
        if token.dep == "compound" and analysis.tokens[token.head].lemma.lower() not in ("invitation", "participant"):
            return None
        if lemmas & self.words["media"] or (noun.modifiers and not lemmas & noun.modifiers):
            return None
        if noun.plural and token.tag not in ("NNS", "NNPS"):
            return None
        sighting = self._sighting(here, noun.kind, noun.soft)
        own = self._own_sides(token, noun, sighting)
        clause = self._clause_sides(token, noun, sighting)
        definite = bool(lemmas & {"the", "this", "these", "that", "our", "their", "its"}) or "poss" in {
            t.dep for t in beside
        }
        if noun.possessed and not own:
            if noun.kind == "visit" and clause:
                return sighting
            if not definite or noun.kind == "call":
                return None
            sighting.anaphoric = True
            return sighting
        if not own and definite and not sighting.fresh:
            sighting.anaphoric = True
        if not own and not definite and not clause and not (noun.bare and sighting.place):
            return None
        return sighting

    def _after(self, noun: int, *preps: str) -> tuple[int, ...]:
        out: list[int] = []
        for prep in self.analysis.children(noun, "prep"):
            if self.analysis.tokens[prep].text.lower() in preps:
                out += self.analysis.children(prep, "pobj")
        return tuple(out)

    def _own_sides(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named inside the noun's own phrase: whose, with whom, between whom."""
        analysis, here = self.analysis, token.index
        role: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        before = len(sighting.roles)
        for kid in analysis.children(here, "poss"):
            owners = self.party((kid,))
            if analysis.tokens[kid].text.lower() not in ("our", "its"):
                sighting.add(owners, role)
        if noun.kind == "visit":
            sighting.add(self.party(self._after(here, "by", "of", "from")), "guest")
            for spot in self._after(here, "to", "in"):
                host = self.host_at(spot)
                if host is not None and host.id not in sighting.roles:
                    sighting.place = self.place_name(spot)
            return len(sighting.roles) > before
        sighting.add(self.party(self._after(here, *self.words["with"], "of")))
        for kid in analysis.children(here, "compound", "amod", "nmod"):
            sighting.add(self._pair(kid))
        sighting.place = self.place_of(here)
        return len(sighting.roles) > before

    def _pair(self, kid: int) -> tuple[Actor, ...]:
        """Sides in front of the noun: "Russian-Turkish talks", "U.S.-ASEAN summit"."""
        out: list[Actor] = []
        first, last = self.analysis.edges(kid)
        for i in range(first, last + 1):
            actor = self.cast.covering(i)
            if actor is None and (hit := self.places.at(i)) is not None:
                actor = self.by_code.get(hit.code)
            if actor is not None and actor not in out and actor.kind in ("state", "igo"):
                out.append(actor)
        return tuple(out)

    def _clause_sides(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named by the verb that the noun hangs on: "held talks", "attended the summit", "said during the meeting"."""
        analysis = self.analysis
        top, prep = token.index, None
        while analysis.tokens[top].dep in ("conj", "appos") and analysis.tokens[top].head != top:
            top = analysis.tokens[top].head
        link = analysis.tokens[top]
        if link.dep == "pobj":
            prep = analysis.tokens[link.head].text.lower()
            if prep not in self.words["attending"]:
                return False
            verb = analysis.tokens[link.head].head
        else:
            verb = link.head
        if verb == top or analysis.tokens[verb].pos not in ("VERB", "AUX"):
            return False
        lemma = analysis.tokens[verb].lemma.lower()
        before = len(sighting.roles)
        if link.dep in ("dobj", "pobj") and (lemma in self.words["carrying"] or (prep and link.dep == "pobj")):
            doer = clauses.subject(analysis, verb)
            if doer is not None and doer != token.index:
                actors = tuple(a for a in self.party((doer,)) if prep is None or a.kind != "state" or prep in ("with",))
                host: ParticipantRole = "host" if lemma in self.words["hosting"] else "participant"
                sighting.add(actors, "guest" if noun.kind == "visit" else host)
        if lemma in self.words["carrying"] or lemma in self.words["holding"] or link.dep in ("nsubj", "nsubjpass"):
            sighting.add(self.party(clauses.objects(analysis, verb, "with", "between", "among")))
            if noun.kind != "visit":
                sighting.place = sighting.place or self.place_of(verb)
        return len(sighting.roles) > before

    # ---- shared

    def _sighting(self, head: int, kind: OccasionKind, soft: bool) -> Sighting:
        analysis = self.analysis
        first, last = self._evidence(head)
        beside = {
            analysis.tokens[k].lemma.lower() for k in analysis.children(head, "amod", "det", "compound", "advmod")
        }
        when = self.schedule.governing(head)
        status = judge_standing(analysis, self.words, head, when, self.schedule.published)
        rank = (
            next((self.lexicon.ranks[b] for b in beside if b in self.lexicon.ranks), None) if kind == "visit" else None
        )
        fresh = bool(beside & self.words["fresh"])
        return Sighting(head, kind, status, first, last, rank=rank, when=when, soft=soft, fresh=fresh)

    def _evidence(self, head: int) -> tuple[int, int]:
        """The clause of a verb, the phrase of a noun with the verb that carries it."""
        analysis = self.analysis
        token = analysis.tokens[head]
        if token.pos == "VERB":
            leave = analysis.children(head, "advcl", "ccomp", "parataxis", "mark", "cc", "conj")
            return clauses.extent(analysis, head, *leave)
        return clauses.extent(analysis, head, *analysis.children(head, "relcl", "conj", "cc", "appos"))

    def place_of(self, head: int) -> str | None:
        for spot in self._after(head, "in", "at"):
            if self.analysis.tokens[spot].entity in ("GPE", "LOC", "FAC"):
                return self.place_name(spot)
        return None

    def place_name(self, spot: int) -> str:
        """The name as written, with the country that follows ("Vienna, Austria")."""
        tokens = self.analysis.tokens
        first = last = spot
        while first > 0 and tokens[first - 1].dep in ("compound", "amod") and tokens[first - 1].entity in _PLACES:
            first -= 1
        for kid in self.analysis.children(spot, "appos"):
            if tokens[kid].entity == "GPE" and kid - spot == 2:
                last = kid
        return self.analysis.words(first, last + 1)
