"""Every place in an article that tells of an encounter: verbs ("met with") and nouns ("talks with"), and who was there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from communique.lexicon.encounters import EncounterNoun, Encounters, EncounterVerb
from communique.record.finding import Actor, OccasionKind, OccasionStatus, ParticipantRole, Rank, When
from communique.record.language import Analysis, Token
from communique.understand import clauses
from communique.understand.meetings.parties import Parties
from communique.understand.schedule import Schedule
from communique.understand.meetings.standing import judge_standing
from communique.understand.meetings.venues import Venues

_DEFINITE = frozenset({"the", "this", "these", "that", "our", "their", "its", "today"})
_JOINING = frozenset({"join", "accompany", "host", "receive"})


@dataclass(slots=True)
class Sighting:
    """One telling of an encounter. `head` is its token; `first`/`last` the tokens of its evidence (`last` exclusive).

    `anaphoric`: a definite noun without a side of its own ("during the meeting"). `fresh`: "another", "the next one".
    `sides`: the sides are only called so ("the two leaders met") and were named before.
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
    sides: bool = False

    def add(self, actors: tuple[Actor, ...], role: ParticipantRole = "participant") -> None:
        for actor in actors:
            if self.roles.get(actor.id, "participant") == "participant":
                self.roles[actor.id] = role


class EncounterSpotter:
    """Walks through one article."""

    def __init__(
        self, analysis: Analysis, encounters: Encounters, parties: Parties, venues: Venues, schedule: Schedule
    ) -> None:
        self.analysis, self.words, self.lexicon = analysis, encounters.words, encounters
        self.parties, self.venues, self.schedule = parties, venues, schedule

    def sightings(self) -> Iterator[Sighting]:
        """In text order; encounters with the press, and words that only look like one, are left out."""
        for token in self.analysis.tokens:
            if token.pos == "VERB":
                for verb in self.lexicon.verbs.get(token.lemma.lower(), ()):
                    found = list(self._verb(token, verb))
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
            elif token.lemma == "be" and token.pos == "AUX":
                yield from self._stay(token.index)

    # ---- verbs

    def _verb(self, token: Token, verb: EncounterVerb) -> Iterator[Sighting]:
        analysis, here = self.analysis, token.index
        if verb.marks and not self._marked(here, verb.marks):
            return
        signed = self._signed(here, verb.things) if verb.things else ()
        if verb.things and not signed:
            return
        stands = clauses.verbal(analysis, here)
        doer = clauses.subject(analysis, here)
        if verb.place:
            yield from self._visits(here, verb, self.parties.named((doer,)) if doer is not None else ())
            return
        others = [(k,) for k in clauses.objects(analysis, here, *verb.partners)] if verb.partners else []
        if stands.passive:
            others = [clauses.objects(analysis, here, "by", "with", *(("to",) if verb.host else ()))]
        if any(self.parties.is_press(o) for group in others for o in group):
            return
        if verb.things:
            others = [tuple(k for group in others for k in group)]
        for group in others or [()]:
            sighting = self._company(here, verb, doer, group, signed, stands.passive)
            if sighting is not None:
                yield sighting

    def _company(
        self,
        here: int,
        verb: EncounterVerb,
        doer: int | None,
        others: tuple[int, ...],
        signed: tuple[int, ...],
        passive: bool,
    ) -> Sighting | None:
        """The encounter of a verb's subject with one of its partners."""
        signs = doer is not None and doer in signed
        subjects = self.parties.named((doer,)) if doer is not None and not signs else ()
        partners = self.parties.named(others, people=verb.people or not verb.things)
        sides = any(self.parties.are_sides(o) for o in (*others, *((doer,) if doer is not None and not signs else ())))
        if verb.people:
            partners = tuple(
                p for p in partners if p.kind != "state" or not self.analysis.tokens[others[0]].pos == "PRON"
            )
        alone = not others and verb.crowd and not self.analysis.children(here, "dobj")
        if verb.things:
            alone = True
            for thing in signed:
                for kid in self.analysis.children(thing, "compound", "amod", "nmod"):
                    subjects += self.parties.pair(kid)
                subjects += self.parties.named(self._below(thing, "between", "with"))
        if not partners and not (alone and (len(subjects) > 1 or sides or (verb.things and subjects))):
            return None
        sighting = self._sighting(here, verb.kind, verb.soft)
        hosting: ParticipantRole = "host" if verb.host else "participant"
        guests: ParticipantRole = "guest" if verb.host else "participant"
        if passive and verb.host:
            hosting, guests = guests, hosting
        sighting.add(subjects, hosting)
        sighting.add(partners, guests)
        sighting.place = self.venues.of(here)
        sighting.sides = sides and len(sighting.roles) < 2
        self._add_seat(here, sighting)
        return sighting

    def _add_seat(self, word: int, sighting: Sighting) -> None:
        """Talks of one side in another's capital are talks with that other side."""
        spot = self.venues.spot(word)
        if spot is None or len(sighting.roles) != 1 or sighting.sides or self.lexicon.classes[sighting.kind] != "meet":
            return
        host = self.venues.host(spot)
        guest = self.parties.cast[next(iter(sighting.roles))]
        if host is not None and host.kind == "state" and guest.kind != "state" and guest.state != host.code:
            sighting.add((host,), "host")

    def _signed(self, verb: int, things: frozenset[str]) -> tuple[int, ...]:
        tokens = self.analysis.tokens
        found = self.analysis.children(verb, "dobj", "nsubjpass")
        if tokens[verb].dep in ("acl", "relcl"):
            found += (tokens[verb].head,)
        return tuple(f for f in found if tokens[f].lemma.lower() in things)

    def _marked(self, verb: int, marks: frozenset[str]) -> bool:
        first, last = self.analysis.edges(verb)
        return any(self.analysis.tokens[i].lemma.lower() in marks for i in range(first, last + 1))

    def _visits(self, here: int, verb: EncounterVerb, subjects: tuple[Actor, ...]) -> Iterator[Sighting]:
        guests = tuple(a for a in subjects if a.kind != "igo")
        spots = clauses.objects(self.analysis, here, *verb.place)
        if verb.bidden:
            guests = self.parties.named(clauses.objects(self.analysis, here, ""))
        if guests and spots:
            sighting = self._sighting(here, "visit", False)
            sighting.add(guests, "guest")
            for leg in self._legs_at(sighting, spots):
                if len(leg.roles) > len(guests) or (leg.place and verb.place == ("",)):
                    yield leg

    def _stay(self, verb: int) -> Iterator[Sighting]:
        """ "is in Vienna from March 12 to 15": somebody abroad, with the days told."""
        spots = clauses.objects(self.analysis, verb, "in")
        for due in self.analysis.children(verb, "acomp"):
            if self.analysis.tokens[due].lemma == "due":
                spots = self._after(due, "in", "at")
        doer = clauses.own_subject(self.analysis, verb)
        if doer is None or not spots or self.analysis.tokens[spots[0]].entity != "GPE":
            return
        guests = tuple(a for a in self.parties.named((doer,)) if a.kind == "person")
        host = self.venues.host(spots[0])
        if not guests or host is None or host.kind != "state" or host.code == guests[0].state:
            return
        sighting = self._sighting(verb, "visit", False)
        if sighting.when is not None:
            sighting.add(guests, "guest")
            yield from self._legs_at(sighting, spots)

    def _legs(self, sighting: Sighting, noun: int, preps: tuple[str, ...]) -> Iterator[Sighting]:
        spots = self._after(noun, *(p for p in preps if p != "of"))
        yield from self._legs_at(sighting, spots) if spots else (sighting,)

    def _legs_at(self, sighting: Sighting, spots: tuple[int, ...]) -> Iterator[Sighting]:
        """A visit to several countries is one visit to each."""
        seen: set[str] = set()
        for spot in self.venues.spread(spots):
            host = self.venues.host(spot)
            named = host is not None and host.id not in sighting.roles and not self.parties.is_vague(host)
            if not named and not self.venues.is_place(spot):
                continue
            key = host.id if host else self.analysis.tokens[spot].text
            if key in seen:
                continue
            seen.add(key)
            leg = replace(sighting, roles=dict(sighting.roles))
            leg.place = self.venues.name(spot) if self.venues.is_place(spot) else None
            if named and host is not None:
                leg.add((host,), "host")
            yield leg
        if not seen:
            yield sighting

    # ---- nouns

    def _noun(self, token: Token, noun: EncounterNoun) -> Sighting | None:
        analysis, here = self.analysis, token.index
        beside = [
            analysis.tokens[k] for k in analysis.children(here, "compound", "amod", "nmod", "det", "poss", "nummod")
        ]
        lemmas = {t.lemma.lower() for t in beside}
        if token.dep == "compound" or lemmas & self.words["media"] or (noun.modifiers and not lemmas & noun.modifiers):
            return None
        if "no" in lemmas or (noun.plural and token.tag not in ("NNS", "NNPS")):
            return None
        above = clauses.governor(analysis, here)
        partners = self._after(here, *self.words["with"])
        if above is not None:
            partners += clauses.objects(analysis, above, "with")
        if any(self.parties.is_press(p) for p in partners):
            return None
        sighting = self._sighting(here, noun.kind, noun.soft)
        own = self._own_sides(token, noun, sighting)
        clause = self._clause_sides(token, noun, sighting)
        self._add_seat(here, sighting)
        return self._judge(sighting, noun, token, own, clause, lemmas)

    def _judge(
        self, sighting: Sighting, noun: EncounterNoun, token: Token, own: bool, clause: bool, lemmas: set[str]
    ) -> Sighting | None:
        """Whether the noun tells of one encounter, and whether of one that was named before."""
        owners = self.analysis.children(token.index, "poss")
        definite = bool(lemmas & _DEFINITE) or bool(owners)
        settled = sighting.when is not None or sighting.place is not None
        if noun.possessed and not own:
            if noun.kind == "visit" and clause and (settled or not definite):
                return sighting
            if not definite or noun.kind == "call":
                return None
            sighting.anaphoric = True
            return sighting
        if noun.own and not own:
            return None
        if token.lemma.lower() == "round" and any(self._after(token.index, "of")) and not own:
            return None
        sighting.sides = sighting.sides or any(self.parties.are_sides(o) for o in owners)
        sighting.anaphoric = not own and definite and not sighting.fresh and not sighting.sides
        if not own and not clause and not sighting.anaphoric and self.lexicon.classes[noun.kind] == "meet":
            sighting.sides = sighting.sides or settled or sighting.fresh or self._is_held(token.index)
        if own or clause or definite or sighting.sides:
            return sighting
        return sighting if noun.bare and settled else None

    def _is_held(self, noun: int) -> bool:
        """ "after nine hours of talks", "talks began": told as something that took place."""
        tokens = self.analysis.tokens
        token = tokens[noun]
        if token.tag != "NNS":
            return False
        above = tokens[token.head]
        if token.dep == "pobj":
            return above.text.lower() in ("after", "during", "following") or (
                above.lemma == "of" and tokens[above.head].lemma.lower() in self.words["lasting"]
            )
        return token.dep in ("nsubj", "nsubjpass", "dobj") and above.lemma.lower() in self.words["holding"]

    def _after(self, noun: int, *preps: str) -> tuple[int, ...]:
        out: list[int] = []
        for prep in self.analysis.children(noun, "prep"):
            if self.analysis.tokens[prep].text.lower() in preps:
                out += self.analysis.children(prep, "pobj")
        return tuple(out)

    def _below(self, noun: int, *preps: str) -> tuple[int, ...]:
        """Objects of these prepositions anywhere in the noun's phrase ("a contract for the link with Jordan")."""
        tokens, out = self.analysis.tokens, []
        first, last = self.analysis.edges(noun)
        for i in range(noun, last + 1):
            if tokens[i].dep == "prep" and tokens[i].text.lower() in preps:
                out += self.analysis.children(i, "pobj")
        return tuple(out)

    def _own_sides(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named inside the noun's own phrase: whose, with whom, between whom."""
        analysis, here, parties = self.analysis, token.index, self.parties
        role: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        for kid in analysis.children(here, "poss"):
            if analysis.tokens[kid].text.lower() not in ("our", "its") and not parties.are_sides(kid):
                sighting.add(parties.named((kid,)), role)
        if noun.kind == "visit":
            sighting.add(parties.named(self._after(here, "by", "of", "from")), "guest")
            return bool(sighting.roles)
        if noun.kind == "signing":
            sighting.add(parties.named(self._below(here, "with", "between", "by")))
            for paper in self._after(here, "of"):
                for kid in analysis.children(paper, "compound", "amod", "nmod"):
                    sighting.add(parties.pair(kid))
        partners = self._after(here, *self.words["with"], "of")
        sighting.add(parties.named(partners))
        sighting.sides = not sighting.roles and any(parties.are_sides(p) for p in partners)
        for kid in analysis.children(here, "compound", "amod", "nmod"):
            sighting.add(parties.pair(kid))
        sighting.place = self.venues.of(here)
        for clause in analysis.children(here, "acl", "relcl"):
            if analysis.tokens[clause].lemma.lower() in self.words["holding"]:
                sighting.place = sighting.place or self.venues.of(clause)
        return bool(sighting.roles)

    def _clause_sides(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named by the verb that the noun hangs on: "held talks", "attended the summit", "said during the meeting"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        top, prep = token.index, None
        while tokens[top].dep in ("conj", "appos") and tokens[top].head != top:
            top = tokens[top].head
        link, above = tokens[top], tokens[top].head
        if link.dep == "pobj":
            prep = tokens[above].text.lower()
            if prep not in self.words["attending"]:
                return False
            above = tokens[above].head
        before = len(sighting.roles)
        guest: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        if above == top:
            return False
        if tokens[above].pos == "NOUN" and tokens[above].lemma.lower() in self.words["presence"]:
            owner = clauses.owner(analysis, above)
            sighting.add(self.parties.named((owner,)) if owner is not None else (), guest)
            return len(sighting.roles) > before
        if tokens[above].pos not in ("VERB", "AUX"):
            return False
        lemma = tokens[above].lemma.lower()
        if link.dep in ("dobj", "pobj") and (lemma in self.words["carrying"] or prep is not None):
            if not (noun.kind == "visit" and sighting.roles):
                self._add_doer(token.index, above, prep, sighting, "host" if lemma in self.words["hosting"] else guest)
        if link.dep == "nsubj" and lemma in self.words["uniting"]:
            sighting.add(self.parties.named(clauses.objects(analysis, above, "")))
        if lemma in _JOINING and prep is not None:
            sighting.add(self.parties.named(clauses.objects(analysis, above, "")))
        if lemma in self.words["carrying"] or lemma in self.words["holding"] or link.dep in ("nsubj", "nsubjpass"):
            sighting.add(self.parties.named(clauses.objects(analysis, above, "with", "between", "among")))
            if noun.kind != "visit":
                sighting.place = sighting.place or self.venues.of(above)
        return len(sighting.roles) > before

    def _add_doer(self, noun: int, verb: int, prep: str | None, sighting: Sighting, role: ParticipantRole) -> None:
        doer = clauses.subject(self.analysis, verb)
        if doer is None or doer == noun:
            return
        if self.parties.are_sides(doer):
            sighting.sides = sighting.sides or len(sighting.roles) < 2
            return
        actors = self.parties.named((doer,))
        sighting.add(tuple(a for a in actors if prep is None or a.kind == "person"), role)

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
