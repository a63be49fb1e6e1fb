"""Tellings of visits: who goes where, and whose place it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.lexicon.encounters import EncounterVerb
from communique.record.finding import Actor
from communique.understand.grammar import clauses, invitations
from communique.understand.meetings.sighting import Scene, Sighting

_ENDS = ("guest", "host")


class VisitSpotter:
    """Reads visits in one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.analysis = scene, scene.analysis

    def journeys(self, here: int, verb: EncounterVerb, doer: int | None) -> Iterator[Sighting]:
        """ "travelled to Kyiv", "visited the city": one visit per place."""
        if verb.party and not self._is_party(here):
            return
        bidding = invitations.bidding(self.analysis, here, self.scene.words["taking"])
        guest_heads = bidding[1] if bidding is not None else (doer,) if doer is not None else ()
        subjects = self.scene.parties.named(guest_heads)
        guests = tuple(a for a in subjects if a.kind == "person" or not (a.kind == "igo" or verb.people))
        guests = tuple(a for a in guests if not self.is_freight(a) and (a.offices or not verb.official))
        spots = tuple(self._noun_of(s) for s in clauses.objects(self.analysis, here, *verb.place))
        hosts = self.scene.parties.named(bidding[0] if bidding is not None else self._inviters(here))
        if verb.bidden:
            hosts, guests = guests, self.scene.parties.named(clauses.objects(self.analysis, here, ""))
            spots = tuple(s for s in spots if self.analysis.tokens[s].lemma.lower() not in self.scene.lexicon.nouns)
            if self._is_for_talks(here):
                return
        if verb.bidden and guests and hosts and self._is_meal(here):
            meal = self.scene.sighting(here, "meeting", False)
            meal.status = "proposed" if meal.status == "held" else meal.status
            meal.fresh = True
            meal.add(hosts, "host")
            meal.add(guests, "guest")
            yield meal
            return
        if hosts and not guests and spots and (verb.bidden or bidding is not None):
            yield from self._unnamed(here, spots, hosts, bidden=verb.bidden)
            return
        if guests and not spots and verb.place != ("",):
            yield from self._arrival(here, guests)
        if guests and spots:
            sighting = self.scene.sighting(here, "visit", False)
            if sighting.when is None and sighting.status == "planned" and (time := self.scene.schedule.term(here)):
                sighting.when = time.when if time.type != "DURATION" else None
            if verb.bidden and sighting.status == "held":
                sighting.status = "proposed"
            if verb.awaited:
                sighting.status = "planned"
            if self._is_off(here):
                sighting.status = "cancelled"
            sighting.add(guests, "guest")
            sighting.add(hosts, "host")
            if verb.party:
                yield from (self._legs_at(sighting, spots) if sighting.when is not None else ())
                return
            for leg in self._legs_at(sighting, spots):
                if verb.abroad and not self._is_abroad(leg):
                    continue
                abroad = leg.place is not None and any(a.kind == "person" for a in guests)
                if len(leg.roles) > len(guests) or abroad or (leg.place and verb.place == ("",)):
                    yield leg

    def _unnamed(
        self, verb: int, spots: tuple[int, ...], hosts: tuple[Actor, ...], *, bidden: bool
    ) -> Iterator[Sighting]:
        """ "Invited his counterpart to Oslo": from the other side of those told of before."""
        sighting = self.scene.sighting(verb, "visit", False)
        if bidden and sighting.status == "held":
            sighting.status = "proposed"
        sighting.add(hosts, "host")
        sighting.sides = True
        legs = list(self._legs_at(sighting, spots))
        yield legs[0] if len(legs) == 1 else sighting

    def _is_meal(self, bidding: int) -> bool:
        """ "Invited her [to dinner]"."""
        there = clauses.objects(self.analysis, bidding, "to", "for")
        return any(self.analysis.tokens[k].lemma.lower() in self.scene.words["meals"] for k in there)

    def _is_party(self, verb: int) -> bool:
        """ "Will send [a team] to Oslo", "led [a delegation] to Oslo"."""
        sent = clauses.objects(self.analysis, verb, "")
        return any(self.analysis.tokens[k].lemma.lower() in self.scene.words["led"] for k in sent)

    def _inviters(self, verb: int) -> tuple[int, ...]:
        """ "[Berg] invited her to visit the north": who asks somebody to come receives her."""
        token = self.analysis.tokens[verb]
        if token.dep != "xcomp" or self.analysis.tokens[token.head].lemma.lower() != "invite":
            return ()
        if clauses.verbal(self.analysis, token.head).passive:
            return clauses.objects(self.analysis, token.head, "by")
        doer = clauses.subject(self.analysis, token.head)
        return (doer,) if doer is not None else ()

    def _arrival(self, verb: int, guests: tuple[Actor, ...]) -> Iterator[Sighting]:
        """ "Rojas, who [arrived on Monday]": at those whom the text has told of before."""
        tokens = self.analysis.tokens
        persons = tuple(a for a in guests if a.kind == "person")
        if tokens[verb].lemma not in ("arrive", "land") or tokens[verb].dep != "relcl" or not persons:
            return
        sighting = self.scene.sighting(verb, "visit", False)
        if sighting.when is not None:
            sighting.add(persons, "guest")
            sighting.sides = True
            yield sighting

    def _is_abroad(self, leg: Sighting) -> bool:
        """Whether guest and host are known to be of two states."""
        cast = self.scene.parties.cast
        states = {role: {cast[a].state or cast[a].code for a, r in leg.roles.items() if r == role} for role in _ENDS}
        guests, hosts = (states[role] for role in _ENDS)
        return bool(guests and hosts) and None not in guests | hosts and guests.isdisjoint(hosts)

    def is_freight(self, actor: Actor) -> bool:
        """A company that is none of people, or none that anybody receives: "the convoy", "tourists"."""
        last = actor.name.lower().split()[-1]
        if actor.kind == "group" and last.removesuffix("s") in self.scene.words["masses"]:
            return True
        return actor.kind in ("group", "organisation") and last in self.scene.words["freight"]

    def _is_for_talks(self, bidding: int) -> bool:
        """ "Invited her to Oslo for a second round": the encounter is the round."""
        nouns, tokens = self.scene.lexicon.nouns, self.analysis.tokens
        return any(
            noun.kind != "visit"
            for k in clauses.objects(self.analysis, bidding, "for")
            for noun in nouns.get(tokens[k].lemma.lower(), ())
        )

    def _is_off(self, verb: int) -> bool:
        """ "Will not travel to Oslo", "no longer plans to go there"; who does not hesitate to go there goes."""
        if clauses.verbal(self.analysis, verb).negated:
            return True
        token = self.analysis.tokens[verb]
        words = self.scene.words
        if self.analysis.tokens[token.head].lemma.lower() in words["declining"] | words["holding_back"]:
            return False
        return token.dep == "xcomp" and clauses.verbal(self.analysis, token.head).negated

    def stays(self, verb: int) -> Iterator[Sighting]:
        """ "is in Vienna from March 12 to 15": somebody abroad, with the days told."""
        spots, is_due = clauses.objects(self.analysis, verb, "in"), False
        for due in self.analysis.children(verb, "acomp"):
            if self.analysis.tokens[due].lemma == "due":
                spots, is_due = self.scene.after(due, "in", "at"), True
        is_due = is_due or self._is_set(verb)
        doer = clauses.subject(self.analysis, verb) if is_due else clauses.own_subject(self.analysis, verb)
        doer = self._noun_of(doer) if doer is not None else None
        hit = self.scene.parties.places.at(spots[0]) if spots else None
        town = bool(spots) and (self.analysis.tokens[spots[0]].entity == "GPE" or (hit and hit.kind == "seat"))
        if doer is None or not spots or not (is_due or town):
            return
        guests = tuple(a for a in self.scene.parties.named((doer,)) if a.kind == "person")
        host = self.scene.venues.host(spots[0])
        if not guests or host is None or host.kind != "state" or host.code == guests[0].state:
            return
        sighting = self.scene.sighting(verb, "visit", False)
        if sighting.when is None and (time := self.scene.schedule.term(verb)) is not None:
            sighting.when = time.when
        if sighting.status == "held" and clauses.verbal(self.analysis, verb).tense == "present":
            sighting.status = "under_way"
        if is_due and sighting.status in ("held", "under_way"):
            sighting.status = "planned"
        if sighting.when is not None or self._has_purpose(verb):
            sighting.add(guests, "guest")
            yield from self._legs_at(sighting, spots)

    def _has_purpose(self, verb: int) -> bool:
        """ "Is in Oslo [for talks]", "was in Oslo [to attend a forum]": come there for an encounter."""
        nouns, tokens = self.scene.lexicon.nouns, self.analysis.tokens
        for word in (verb, *clauses.objects(self.analysis, verb, "in")):
            things = clauses.objects(self.analysis, word, "for")
            deeds = (k for k in self.analysis.children(word, "advcl", "xcomp", "acl") if tokens[k].tag == "VB")
            if any(tokens[k].lemma.lower() in nouns for k in things):
                return True
            if any(tokens[k].lemma.lower() in self.scene.words["purposes"] for k in deeds):
                return True
        return False

    def _is_set(self, verb: int) -> bool:
        """ "Is scheduled [to be] in Oslo on Monday"."""
        token = self.analysis.tokens[verb]
        awaited = self.scene.words["planning"] | self.scene.words["awaiting"]
        planned = self.analysis.tokens[token.head].lemma.lower() in awaited
        return token.dep == "xcomp" and planned and clauses.has_to(self.analysis, verb)

    def legs(self, sighting: Sighting, noun: int, preps: tuple[str, ...]) -> Iterator[Sighting]:
        """ "His visit to Singapore and Vietnam": one visit per place."""
        spots = self.scene.after(noun, *(p for p in preps if p != "of"))
        if "of" in preps:
            seen = ((k, self.scene.venues.host(k)) for k in self.scene.after(noun, "of"))
            spots += tuple(k for k, host in seen if host is not None and host.kind == "state")
        if not spots and self.analysis.tokens[noun].dep == "dobj":  # "will pay a visit [to Oslo]", hung on the verb
            verb = self.analysis.tokens[noun].head
            made = self.analysis.tokens[verb].lemma in ("make", "pay")
            spots = clauses.objects(self.analysis, verb, "to", *(["in"] if made else []))
        yield from self._legs_at(sighting, spots) if spots else (sighting,)

    def _legs_at(self, sighting: Sighting, spots: tuple[int, ...]) -> Iterator[Sighting]:
        """A visit to several countries is one visit to each."""
        seen: set[str] = set()
        for spot in self.scene.venues.spread(spots):
            host = self.scene.venues.host(spot)
            named = host is not None and host.id not in sighting.roles and not self.scene.parties.is_vague(host)
            if not named and not self.scene.venues.is_place(spot):
                continue
            key = host.id if host else self.analysis.tokens[spot].text
            if key in seen:
                continue
            seen.add(key)
            leg = replace(sighting, roles=dict(sighting.roles))
            leg.place = self.scene.venues.name(spot) if self.scene.venues.is_place(spot) else None
            if named and host is not None:
                leg.add((host,), "host")
            yield leg
        if not seen:
            yield sighting

    def _noun_of(self, word: int) -> int:
        """The noun that a relative pronoun stands for ("the city, which they visited")."""
        tokens = self.analysis.tokens
        if tokens[word].tag in ("WDT", "WP") and tokens[tokens[word].head].dep == "relcl":
            return tokens[tokens[word].head].head
        return word
