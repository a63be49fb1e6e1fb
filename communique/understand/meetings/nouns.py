"""Tellings of encounters by nouns: "talks with", "the summit in", "during his visit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.lexicon.encounters import EncounterNoun
from communique.record.finding import Actor, ParticipantRole
from communique.record.language import Token
from communique.understand.grammar import clauses
from communique.understand.meetings.carriers import CarrierReader
from communique.understand.meetings.look_alikes import LookAlikes
from communique.understand.meetings.sighting import Scene, Sighting

_TELLERS = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "envoy"}
)


class NounSpotter:
    """Reads the nouns of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.analysis = scene, scene.analysis
        self.carriers, self.looks = CarrierReader(scene), LookAlikes(scene)

    def read(self, token: Token, noun: EncounterNoun) -> Sighting | None:
        """The telling, or None where the noun means something else, nothing particular, or talks with the press."""
        analysis, here = self.analysis, token.index
        beside = [
            analysis.tokens[k] for k in analysis.children(here, "compound", "amod", "nmod", "det", "poss", "nummod")
        ]
        lemmas = {t.lemma.lower() for t in beside}
        if (
            token.dep == "compound"
            or lemmas & self.scene.words["media"]
            or (noun.modifiers and not lemmas & noun.modifiers)
        ):
            return None
        if "no" in lemmas or self._is_inner(here) or (noun.plural and token.tag not in ("NNS", "NNPS")):
            return None
        if noun.kind == "visit" and self.looks.is_of_freight(here):
            return None
        if lemmas & self.scene.words["domestic"] and not lemmas & self.scene.words["shared"]:
            return None
        if (token.pos == "PROPN" and self.looks.is_of_body(token)) or self.looks.is_of_paper(token):
            return None
        if (noun.numbered and not analysis.children(here, "nummod")) or self.looks.is_summons(token, noun):
            return None
        above = clauses.governor(analysis, here)
        if above is not None and (self.looks.is_nobodys(above) or self.looks.is_denied(above, here)):
            return None
        if token.lemma.lower() == "consultation" and self.looks.is_recalled(token):
            return None
        if noun.soft and token.dep == "dobj" and above is not None and self.looks.is_kept(above):
            return None
        partners = self.scene.after(here, *self.scene.words["with"])
        if above is not None:
            partners += clauses.objects(analysis, above, "with")
        if any(self.scene.parties.is_press(p) for p in partners):
            return None
        sighting = self.scene.sighting(here, noun.kind, noun.soft)
        several = noun.bare and token.tag in ("NNS", "NNPS") and not lemmas & self.scene.words["counted"]
        if several and sighting.when is None:
            return None  # "will raise it in international forums"
        if noun.dated and not (sighting.when is not None and lemmas & self.scene.words["fresh"]):
            return None
        sighting.of_war = not lemmas.isdisjoint(self.scene.words["truces"])
        own = self._own_sides(token, noun, sighting)
        clause = self.carriers.add(token, noun, sighting)
        if own and not clause:
            self._add_teller(token, sighting)
        self.scene.add_seat(here, sighting)
        if above is not None and self.carriers.is_errand(here):
            self.scene.add_seat(above, sighting)
        if self.scene.lexicon.classes[noun.kind] == "gathering":
            self._add_host(here, sighting)
            sighting.names |= self._names(here)
        elif noun.kind != "visit" and (seat := self.scene.venues.stray.of_name(here)) is not None:
            sighting.names |= {self.analysis.tokens[seat].lower}
        meets = self.scene.lexicon.classes[noun.kind] == "meet" and token.lemma.lower() != "talk"
        if meets and self.scene.parties.is_sitting(sighting.roles):
            sighting.kind = "session"
        elif token.lemma.lower() == "meeting" and self.scene.parties.is_of_members(here):
            sighting.kind = "conference"
        return self._judge(sighting, noun, token, own, clause, lemmas)

    def _add_teller(self, token: Token, sighting: Sighting) -> None:
        """ "Talks [with Peru] are close to a deal, Norway's minister said": Norway's talks with Peru."""
        met = self.scene.lexicon.classes[sighting.kind] == "meet" and self.scene.after(token.index, "with")
        if not met or len({self._side(i) for i in sighting.roles}) != 1:
            return
        tokens = self.analysis.tokens
        for above in self.analysis.ancestors(token.index):
            told = self.analysis.children(above, "ccomp")
            doer = clauses.own_subject(self.analysis, above) if told and tokens[above].pos == "VERB" else None
            for actor in self.scene.parties.named((doer,)) if doer is not None else ():
                leads = any(o.role in _TELLERS and o.tenure == "incumbent" for o in actor.offices)
                if leads and actor.state is not None and self._side(actor.id) not in map(self._side, sighting.roles):
                    sighting.add((actor,))
                    return

    def seats(self, sighting: Sighting, token: Token) -> Iterator[Sighting]:
        """ "The next two conferences in Chile and Peru": one in each."""
        venues = self.scene.venues
        spots = self.scene.after(token.index, "in") if token.tag in ("NNS", "NNPS") else ()
        hosts = tuple((s, venues.host(s)) for s in venues.spread(spots))
        if self.scene.lexicon.classes[sighting.kind] != "gathering" or len(hosts) < 2:
            yield sighting
            return
        there = {host.id for _, host in hosts if host is not None}
        for spot, host in hosts:
            leg = replace(sighting, roles={i: r for i, r in sighting.roles.items() if i not in there})
            leg.fresh, leg.anaphoric, leg.place = True, False, venues.name(spot)
            leg.add((host,) if host is not None and host.kind == "state" else (), "host")
            yield leg

    def _names(self, noun: int) -> frozenset[str]:
        """The proper words in front of the noun that say which gathering it is, its year and month left out."""
        tokens = self.analysis.tokens
        kids = self.analysis.children(noun, "compound", "amod", "nmod")
        words = (tokens[i] for k in kids for i in self.analysis.subtree(k) if i < noun)
        return frozenset(w.lower for w in words if w.text[:1].isupper() and w.entity not in ("DATE", "ORDINAL"))

    def _add_host(self, here: int, sighting: Sighting) -> None:
        """The state in whose capital, or on whose soil, a conference takes place receives its guests."""
        spot = self._spot(here)
        host = self.scene.venues.host(spot) if spot is not None else None
        if host is not None and host.kind == "state":
            sighting.add((host,), "host")

    def _spot(self, here: int) -> int | None:
        """Where it is or is to be held: "the forum in Oslo", "the forum to be held in Oslo"."""
        analysis, holding = self.analysis, self.scene.words["holding"]
        verbs = [c for c in self._clauses(here) if analysis.tokens[c].lemma.lower() in holding]
        behind = clauses.trailing(analysis, here)
        if behind is not None and analysis.tokens[behind].lemma.lower() in holding:
            verbs += [behind, *analysis.children(behind, "xcomp")]
        return next((s for word in (here, *verbs) if (s := self.scene.venues.spot(word)) is not None), None)

    def _clauses(self, here: int) -> Iterator[int]:
        """Clauses that describe the noun, hung on it or on the last name in its phrase, and the infinitives they open:
        "the session of the council, which is [to be held] in Oslo", "which they agreed [to hold] in Oslo"."""
        analysis = self.analysis
        for word in (here, *(i for i in analysis.subtree(here) if i > here and analysis.tokens[i].pos == "PROPN")):
            for clause in analysis.children(word, "acl", "relcl"):
                yield from (clause, *analysis.children(clause, "xcomp"))

    def _judge(
        self, sighting: Sighting, noun: EncounterNoun, token: Token, own: bool, clause: bool, lemmas: set[str]
    ) -> Sighting | None:
        """Whether the noun tells of one encounter, and whether of one that was named before."""
        owners = self.analysis.children(token.index, "poss")
        definite = bool(lemmas & self.scene.words["definite"]) or bool(owners)
        settled = sighting.when is not None or sighting.place is not None
        if noun.kind == "visit" and self.is_this(token):
            sighting.anaphoric, sighting.fresh = True, False
            return sighting
        if noun.possessed and not own:
            if noun.kind == "visit" and clause and (settled or not definite):
                return sighting
            if noun.kind == "call" and clause and not definite and len(sighting.roles) > 1:
                return sighting  # "A and B agreed in a call to meet"
            if not definite or noun.kind == "call":
                return None
            sighting.anaphoric = True
            return sighting
        if noun.own and not own:
            return None
        if noun.kind == "signing" and not settled and not self.looks.is_done(token):
            return None
        if noun.own_compounds and not own and self._is_other_thing(token):
            return None
        named = len(sighting.roles) > 1 and noun.kind != "visit"
        sighting.sides = sighting.sides or (not named and any(self.scene.parties.are_sides(o) for o in owners))
        if noun.of_bodies and definite and not own and not clause:
            sighting.sides = sighting.sides or not self.scene.after(token.index, "of")
        if noun.of_bodies and self._is_new_bodys(token) and len(sighting.roles) < 2:
            sighting.sides = True
        if "trilateral" in lemmas and len({self._side(i) for i in sighting.roles}) == 1:
            sighting.sides = True  # "the trilateral meeting with Peru": the two named before, and Peru
        sighting.anaphoric = not own and definite and not sighting.fresh and not sighting.sides
        if not own and not clause and not sighting.anaphoric and self.scene.lexicon.classes[noun.kind] == "meet":
            sighting.unsaid = not sighting.sides and (settled or self._is_held(token.index))
            sighting.sides = sighting.sides or sighting.unsaid
        if lemmas & self.scene.words["processes"] and not self._add_joined(token, sighting):
            return None
        if own or clause or definite or sighting.sides:
            return sighting
        return sighting if noun.bare and settled else None

    def _add_joined(self, token: Token, sighting: Sighting) -> bool:
        """ "Peru opened its accession talks in 2012 and hopes to join the Union": talks of the two, under way."""
        parties, tokens = self.scene.parties, self.analysis.tokens
        sides = {self._side(i) for i in sighting.roles}
        if not sides and (above := tokens[tokens[token.head].head]).pos == "NOUN":  # "progress in its talks"
            owner = clauses.owner(self.analysis, above.index)
            sighting.add(parties.named((owner,)) if owner is not None else ())
        if len(sides) < 2:
            span = self.analysis.sentence_of(token.index)
            near = (parties.cast.headed(i) for i in range(span.first, span.last))
            joined = tuple({a.id: a for a in near if a is not None and a.kind == "igo"}.values())
            sighting.add(joined if len(joined) == 1 else ())
            sighting.status, sighting.when = "under_way", None
        sighting.anaphoric = sighting.sides = False
        sighting.fresh = True
        return len({self._side(i) for i in sighting.roles}) > 1

    def _side(self, actor: str) -> str:
        return self.scene.parties.cast.side(self.scene.parties.cast[actor])

    def _is_body(self, word: int) -> bool:
        """ "The second session of the joint commission": of those who sit in it; not of one of the UN."""
        return self.analysis.tokens[word].lemma.lower() in self.scene.words["bodies"] and self.scene.is_shared(word)

    def is_this(self, token: Token) -> bool:
        """ "[This] is her third trip to the region": the one told of before."""
        if token.dep != "attr":
            return False
        doers = self.analysis.children(token.head, "nsubj")
        return any(self.analysis.tokens[k].lower in ("this", "it", "which") for k in doers)

    def _is_new_bodys(self, session: Token) -> bool:
        """ "Proposed a joint council and [its] first session": of a body of two sides in the same sentence."""
        if all(self.analysis.tokens[k].lower != "its" for k in self.analysis.children(session.index, "poss")):
            return False
        first = self.analysis.sentence_of(session.index).first
        return any(self._is_body(i) for i in range(first, session.index))

    def _is_inner(self, noun: int) -> bool:
        """ "The next round of [Russian-Ukrainian talks]": told with the round."""
        tokens = self.analysis.tokens
        of = tokens[tokens[noun].head]
        return tokens[noun].dep == "pobj" and of.lemma == "of" and tokens[of.head].lemma.lower() in ("round", "session")

    def _is_called_so(self, actor: Actor, noun: int) -> bool:
        """ "The Summit of the Ocean Conference" read as the name of a body: nobody takes part in himself."""
        if actor.kind not in ("organisation", "group", "igo") or actor.state is not None:
            return False
        token = self.analysis.tokens[noun]
        return any(m.start <= token.start and token.end <= m.end for m in actor.mentions)

    def _is_other_thing(self, token: Token) -> bool:
        """ "A round of sanctions", "artillery rounds"."""
        kinds = (*self.scene.after(token.index, "of"), *self.analysis.children(token.index, "compound"))
        return any(self.analysis.tokens[k].lemma.lower() not in self.scene.lexicon.nouns for k in kinds)

    def _is_held(self, noun: int) -> bool:
        """ "after nine hours of talks", "talks began": told as something that took place."""
        tokens = self.analysis.tokens
        token = tokens[noun]
        if token.tag != "NNS":
            return False
        above = tokens[token.head]
        if token.dep == "pobj":
            return above.lower in ("after", "during", "following") or (
                above.lemma == "of" and tokens[above.head].lemma.lower() in self.scene.words["lasting"]
            )
        said = {
            above.lemma.lower(),
            *(tokens[k].lemma.lower() for k in self.analysis.children(above.index, "xcomp", "acomp")),
        }
        return token.dep in ("nsubj", "nsubjpass", "dobj") and not said.isdisjoint(self.scene.words["holding"])

    def _own_sides(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named inside the noun's own phrase: whose, with whom, between whom."""
        analysis, here, parties = self.analysis, token.index, self.scene.parties
        if noun.kind != "visit" and (pair := parties.namesakes(here)):
            sighting.add(pair)
            sighting.place = self._place(token, noun)
            return True
        role: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        for kid in analysis.children(here, "poss"):
            if analysis.tokens[kid].lower == "their" and noun.kind != "visit":
                sighting.add(self._several(here), role)
            if analysis.tokens[kid].lower not in ("our", "its") and not parties.are_sides(kid):
                sighting.add(parties.named((kid,)), role)
            if noun.kind == "visit" and not sighting.roles:
                sighting.add(self._ahead(kid), "guest")
        if noun.kind == "visit":
            whose = parties.named(self.scene.after(here, "by", "of", "from") + self._by_behind(here))
            toured = "of" in noun.place  # "a tour of Peru and Chile": they are the places
            sighting.add(tuple(a for a in whose if not toured or a.kind not in ("state", "igo")), "guest")
            return bool(sighting.roles)
        if noun.kind == "signing":
            sighting.add(parties.named(self.scene.below(here, "with", "between", "by")))
            for paper in self.scene.after(here, "of"):
                for kid in analysis.children(paper, "compound", "amod", "nmod"):
                    sighting.add(parties.pair(kid))
        partners = self.scene.after(here, *self.scene.words["with"], *noun.partners, "of")
        people = self.scene.lexicon.classes[noun.kind] in ("meet", "call")
        sighting.add(tuple(a for a in parties.named(partners, people=people) if not self._is_called_so(a, here)))
        if any(self._is_body(p) for p in partners):
            sighting.roles = {i: r for i, r in sighting.roles.items() if parties.cast.side(parties.cast[i]) != i}
        for partner in partners:
            if (
                analysis.tokens[partner].lemma.lower() in self.scene.lexicon.nouns
            ):  # "a round of Chilean-Peruvian talks"
                for kid in analysis.children(partner, "compound", "amod", "nmod"):
                    self._add_beside(kid, sighting)
                sighting.add(parties.named(self.scene.after(partner, *self.scene.words["with"])))
        sighting.sides = not sighting.roles and any(parties.are_sides(p) or self._is_body(p) for p in partners)
        for kid in analysis.children(here, "compound", "amod", "nmod"):
            self._add_beside(kid, sighting)
        self._add_format(here, sighting)
        if not sighting.roles:
            sighting.add(parties.before(here))
        inner = (p for p in partners if analysis.tokens[p].lemma.lower() in self.scene.lexicon.nouns)
        for clause in (c for word in (here, *inner) for c in analysis.children(word, "acl")):
            lemma = analysis.tokens[clause].lemma.lower()
            housed = lemma == "host" and self.scene.lexicon.classes[noun.kind] == "meet"
            if housed or lemma in self.scene.words["mediating"]:
                sighting.add(parties.named(clauses.objects(analysis, clause, "by")), "host" if housed else "mediator")
                sighting.sides = sighting.sides or set(sighting.roles.values()) <= {
                    "host",
                    "mediator",
                }  # between those named before
            elif lemma in self.scene.words["holding"] | self.scene.words["carrying"]:
                sighting.add(parties.named(clauses.objects(analysis, clause, "with", "between", "by", "among")))
        self._add_described(here, sighting)
        sighting.place = self._place(token, noun)
        return bool(sighting.roles)

    def _add_beside(self, kid: int, sighting: Sighting) -> None:
        """Sides in front of the noun: "Chilean-Peruvian talks"; of "Omani-mediated talks" they are none, of
        "Omani-backed talks" not there, and "the Lima talks" are in Lima."""
        if self.scene.venues.stray.is_seat(kid) or self._is_done_by(kid, "backing"):
            return
        led = self._is_done_by(kid, "mediating")
        sighting.add(self.scene.parties.pair(kid), "mediator" if led else "participant")
        sighting.sides = sighting.sides or (led and set(sighting.roles.values()) == {"mediator"})

    def _is_done_by(self, kid: int, deeds: str) -> bool:
        """ "Omani-[mediated]", "U.S.-[backed]" in one word or three; `deeds`: a class of verbs."""
        token = self.analysis.tokens[kid]
        last = token.lower.rsplit("-", 1)[-1] if "-" in token.text else ""
        return any(token.lemma.lower() == w or (last and last in (w + "d", w + "ed")) for w in self.scene.words[deeds])

    def _by_behind(self, noun: int) -> tuple[int, ...]:
        """ "The thaw follows a visit last month [by X]": where the parser hangs it on the verb before."""
        verb = self.analysis.tokens[noun].head
        if self.analysis.tokens[noun].dep != "dobj" or clauses.verbal(self.analysis, verb).passive:
            return ()
        return tuple(k for k in clauses.objects(self.analysis, verb, "by") if k > noun)

    def _place(self, token: Token, noun: EncounterNoun) -> str | None:
        """Where it is: said of the noun, of those who meet, or in the name of a gathering."""
        here, venues = token.index, self.scene.venues
        spot = self._spot(here)
        if spot is None and noun.kind not in ("call", "visit"):
            if (near := venues.near(here)) is not None:
                return near
            spot = venues.stray.of_name(here)
        return venues.name(spot) if spot is not None else None

    def _ahead(self, pronoun: int) -> tuple[Actor, ...]:
        """ "As part of [his] visit to Oslo, Rojas met her": whom a pronoun in front of its name stands for."""
        tokens = self.analysis.tokens
        if tokens[pronoun].tag != "PRP$" or self.scene.parties.cast.covering(pronoun) is not None:
            return ()
        verb = clauses.governor(self.analysis, pronoun)
        doer = clauses.own_subject(self.analysis, verb) if verb is not None else None
        if doer is None or doer < pronoun:
            return ()
        return tuple(a for a in self.scene.parties.named((doer,)) if a.kind == "person")

    def _add_described(self, here: int, sighting: Sighting) -> None:
        """ "The talks [that she held with him]", "a meeting [which took place between them]"."""
        analysis, words, parties = self.analysis, self.scene.words, self.scene.parties
        for clause in analysis.children(here, "relcl"):
            lemma = analysis.tokens[clause].lemma.lower()
            if lemma not in words["carrying"] | words["holding"] or clauses.verbal(analysis, clause).negated:
                continue
            doer = clauses.own_subject(analysis, clause)
            if doer is not None and analysis.tokens[doer].tag not in ("WDT", "WP"):
                role: ParticipantRole = "host" if lemma in words["hosting"] else "participant"
                sighting.add(parties.named((doer,)) if not parties.are_sides(doer) else (), role)
            sighting.add(parties.named(clauses.objects(analysis, clause, "with", "between", "by", "among")))

    def _add_format(self, noun: int, sighting: Sighting) -> None:
        """The states of a format that the article names: "the C5+1 summit"; it is none of the meetings told before."""
        words = self.analysis.words(self.analysis.edges(noun)[0], noun + 1).lower().split()
        for name, codes in self.scene.lexicon.formats.items():
            if name in words:
                sighting.add(tuple(a for c in codes if (a := self.scene.parties.by_code.get(c)) is not None))
                sighting.names, sighting.fresh = frozenset({name}), True

    def _several(self, noun: int) -> tuple[Actor, ...]:
        """The sides of the clause's subject, if there are two or more: "A and B will speak at [their] meeting"."""
        verb = clauses.governor(self.analysis, noun)
        doer = clauses.subject(self.analysis, verb) if verb is not None else None
        beside = clauses.objects(self.analysis, verb, "with", "alongside", "beside") if verb is not None else ()
        actors = self.scene.parties.named((doer, *beside)) if doer is not None else ()
        return actors if len({self.scene.parties.cast.side(a) for a in actors}) > 1 else ()
