"""Tellings of encounters by verbs: "met with", "received", "spoke by phone", "signed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.lexicon.encounters import EncounterVerb
from communique.record.finding import Actor, ParticipantRole
from communique.record.language import Token
from communique.understand.grammar import clauses
from communique.understand.grammar.courtesies import runs_errand
from communique.understand.meetings.credentials import credentials_at
from communique.understand.meetings.sighting import Scene, Sighting
from communique.understand.meetings.visits import VisitSpotter

_LEADERS = frozenset({"leader", "president", "head"})  # those of an organisation's members meet at a summit
_TIMES = ("DATE", "TIME")
_DOUBTS = ("if", "whether")  # "declined to say whether they would meet"
_SINCE = ("since",)  # "had not met since May": they met in May
_MEANS = ("by", "over", "on", "via", "through")


class VerbSpotter:
    """Reads the verbs of one article."""

    def __init__(self, scene: Scene, visits: VisitSpotter) -> None:
        self.scene, self.analysis, self.visits = scene, scene.analysis, visits

    def read(self, token: Token, verb: EncounterVerb) -> Iterator[Sighting]:
        """One telling per company met; nothing for what did not happen and for the press."""
        analysis, here = self.analysis, token.index
        marks = self._marks(here, verb.marks)
        if verb.crowd and verb.marks and analysis.children(here, "dobj"):
            marks = tuple(m for m in marks if self._is_means(m))
        if (verb.marks and not marks) or (verb.at and not self._is_at(here, verb.at)):
            return
        if verb.unasked and self._asks_or_names(here):
            return
        signed = self._signed(here, verb.things) if verb.things else ()
        if verb.things and not signed:
            return
        stands = clauses.verbal(analysis, here)
        until = self.scene.schedule.new_day(here, _SINCE) if stands.negated and stands.tense == "past" else None
        if stands.negated and until is None and not (verb.place and stands.tense == "future"):
            return
        if any(analysis.tokens[k].lower in _DOUBTS for k in analysis.children(here, "mark")):
            return
        if verb.awaited and not stands.passive:
            return
        doer = clauses.subject(analysis, here)
        if verb.bodies:
            yield from self._session(here, verb, doer)
            return
        if verb.place:
            journeys = self.visits.journeys(here, verb, doer)
            yield from (replace(j, when=until, status="held") for j in journeys) if until is not None else journeys
            return
        others: list[tuple[int, ...]] = (
            [(k,) for k in clauses.objects(analysis, here, *verb.partners)] if verb.partners else []
        )
        if "with" in verb.partners:
            others += [(k,) for k in (*self._faced(here), *(() if verb.soft else self._and_with(here)))]
        if stands.passive:
            others = [clauses.objects(analysis, here, "by", "with", *(("to",) if verb.host else ()))]
        if not others and verb.partners:
            # "held a conversation with", and "by phone with", where the parser hangs "with" on the phone
            things = (*marks, *(analysis.children(here, "dobj") if verb.soft else ()))
            others = [(k,) for thing in things for k in self.scene.after(thing, *verb.partners)]
        if any(self.scene.parties.is_press(o) for group in others for o in group):
            return
        if verb.host:  # "to host the next summit", "received a call from": that is the encounter
            others = [group for group in others if not any(self._is_encounter(o) for o in group)]
            others = [group for group in others if not any(self._are_letters(o) for o in group)]
        if verb.things:
            others = [tuple(k for group in others for k in group)]
        if verb.dialled and not self._is_dialled(here, others):
            return
        if verb.soft and verb.kind != "call" and self._is_in_call(here):
            return  # told by the noun
        if verb.soft and verb.crowd and not (others or verb.at) and self._is_address(here):
            return
        for group in others or [()]:
            sighting = self._company(here, verb, doer, group, signed, stands.passive)
            if sighting is not None:
                yield sighting if until is None else replace(sighting, when=until, status="held")

    def _session(self, here: int, verb: EncounterVerb, doer: int | None) -> Iterator[Sighting]:
        """ "The joint commission met in Oslo": the sides are those of the body, else those named before."""
        analysis = self.analysis
        doer = self._body(doer) if doer is not None else None
        if doer is None:
            return
        if analysis.children(here, "dobj") or clauses.objects(analysis, here, "with"):
            return
        sighting = self.scene.sighting(here, verb.kind, verb.soft)
        for kid in analysis.children(doer, "compound", "amod", "nmod"):
            sighting.add(self.scene.parties.pair(kid))
        sighting.add(self.scene.parties.named((doer,)))
        sighting.place = self.scene.venues.of(here)
        sighting.sides, sighting.fresh = len(sighting.roles) < 2, True
        if not sighting.sides or self.scene.is_shared(doer):
            yield sighting

    def _body(self, doer: int) -> int | None:
        """The word for a body that sits: "the commission", "the committee on fish, [which] will meet in Oslo"."""
        tokens, bodies = self.analysis.tokens, self.scene.words["bodies"]
        if tokens[doer].tag in ("WDT", "WP") and tokens[tokens[doer].head].dep == "relcl":
            doer = tokens[tokens[doer].head].head
            while tokens[doer].dep == "pobj" and tokens[doer].lemma.lower() not in bodies:
                doer = tokens[tokens[doer].head].head
        return doer if tokens[doer].lemma.lower() in bodies else None

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
        subjects = self.scene.parties.named((doer,)) if doer is not None and not signs else ()
        partners = self.scene.parties.named(others, people=verb.people or not verb.things)
        if doer is not None and partners and verb.kind != "visit":
            subjects = subjects or self.scene.parties.speaker(doer)  # "we met her in Oslo"
        sides = any(
            self.scene.parties.are_sides(o) for o in (*others, *((doer,) if doer is not None and not signs else ()))
        )
        if verb.seated and not self._is_seated(here, partners):
            return None
        if sides and not others and not verb.things and doer is not None and len(subjects) == 1:
            subjects = () if self.analysis.tokens[doer].pos == "PRON" else subjects  # "they met": more than one
        if verb.host:
            partners = tuple(p for p in partners if not self._is_mass(p))
            subjects = tuple(s for s in subjects if not self.visits.is_freight(s))  # "the jet [...] summoned"
        if verb.soft and not subjects and self._is_aim(here):
            return None
        if verb.people:
            partners = tuple(p for p in partners if p.kind != "state" or self.analysis.tokens[others[0]].pos != "PRON")
        if not others and verb.crowd and self._is_told_by_noun(here):
            return None
        alone = (
            not others
            and verb.crowd
            and (bool(verb.marks or verb.at or verb.settled) or not self.analysis.children(here, "dobj"))
        )
        if verb.things:
            alone = True
            subjects += tuple(a for thing in signed for a in self._of_paper(thing))
        unnamed = verb.kind == "signing" and passive and not subjects and not partners
        sides = sides or unnamed
        crowd = alone and verb.kind == "meeting" and verb.crowd and self._are_members(doer, subjects)
        both = bool(subjects) and any(self._are_both(o) for o in others)  # "spoke by phone with both ministers"
        alone = alone and (len(subjects) > 1 or sides or bool(verb.things and subjects))
        if not (partners or crowd or alone or both):
            return None
        if verb.settled and not partners and (len(subjects) < 2 or clauses.verbal(self.analysis, here).tense != "past"):
            return None  # "proposed that the two sides discuss it"
        leaders = crowd and doer is not None and self.analysis.tokens[doer].lemma.lower() in _LEADERS
        sighting = self.scene.sighting(here, "summit" if leaders else verb.kind, verb.soft)
        self._add_sides(sighting, verb, subjects, partners, passive)
        self._put(here, verb, sighting, others, signed)
        sighting.fresh = sighting.fresh or (not verb.soft and self._is_another(here))
        sighting.sides, sighting.apart = sides and len(sighting.roles) < 2, verb.apart
        if not self._is_told(here, verb, sighting, signed):
            return None
        self.scene.add_seat(here, sighting)
        return sighting

    @staticmethod
    def _add_sides(
        sighting: Sighting, verb: EncounterVerb, subjects: tuple[Actor, ...], partners: tuple[Actor, ...], passive: bool
    ) -> None:
        hosting: ParticipantRole = "host" if verb.host else "participant"
        guests: ParticipantRole = "guest" if verb.host else "participant"
        if passive and verb.host:
            hosting, guests = guests, hosting
        sighting.add(subjects, hosting)
        sighting.add(partners, guests)

    def _is_told(self, here: int, verb: EncounterVerb, sighting: Sighting, signed: tuple[int, ...]) -> bool:
        """False for what only says which paper it was, and for what is only wished for."""
        if verb.things and sighting.status == "proposed":
            return False  # "a treaty could be signed", "wants to sign treaties"
        bare = sighting.when is None and sighting.place is None
        return not bare or not (self._only_says_which(here, signed) or (verb.settled and self._is_mere_will(here)))

    def _is_mass(self, actor: Actor) -> bool:
        """ "Has hosted refugees since May": a crowd that lives there, no guests."""
        return actor.kind == "group" and actor.name.lower().split()[-1].removesuffix("s") in self.scene.words["masses"]

    def _is_aim(self, verb: int) -> bool:
        """ "No reason [to negotiate] with Peru": of whom, and whether ever, is not said."""
        return self.analysis.tokens[verb].dep in ("acl", "relcl") and clauses.has_to(self.analysis, verb)

    def _of_paper(self, thing: int) -> tuple[Actor, ...]:
        """ "The Chile-Peru treaty", "a treaty between Chile and Peru": whose paper it is."""
        parties = self.scene.parties
        pairs = (a for k in self.analysis.children(thing, "compound", "amod", "nmod", "dep") for a in parties.pair(k))
        return (*pairs, *parties.named(self.scene.below(thing, "between", "with")), *parties.before(thing))

    def _put(
        self, here: int, verb: EncounterVerb, sighting: Sighting, others: tuple[int, ...], signed: tuple[int, ...]
    ) -> None:
        """Where it takes place; whoever is told to come somewhere visits it."""
        if verb.seated and (town := self._to_come_to(here)) is not None:
            sighting.kind, sighting.status, sighting.place = "visit", "planned", self.scene.venues.name(town)
        elif verb.kind != "call":
            sighting.place = self.scene.venues.near(here, *others, papers=signed)
        if sighting.place is None and verb.host and sighting.status == "held" and self._is_lede(here):
            sighting.place = self._home_seat(sighting)

    def _is_told_by_noun(self, verb: int) -> bool:
        """ "Gathered in Oslo [for a summit]"."""
        nouns, classes, tokens = self.scene.lexicon.nouns, self.scene.lexicon.classes, self.analysis.tokens
        what = (tokens[k].lemma.lower() for k in clauses.objects(self.analysis, verb, "for"))
        return any(classes[n.kind] == "gathering" for w in what for n in nouns.get(w, ()) if not n.modifiers)

    def _are_members(self, doer: int | None, subjects: tuple[Actor, ...]) -> bool:
        """ "G7 leaders gathered", "the foreign ministers of the EU convened": those of several states."""
        if doer is None or self.analysis.tokens[doer].tag not in ("NNS", "NNPS"):
            return False
        groups = [a for a in subjects if a.kind == "group" and a.state is None]
        if groups and self.scene.parties.is_of_others(doer):
            return True  # "the African ministers will meet"
        return any(a.kind == "igo" for a in subjects) or any(map(self.scene.parties.is_of_body, groups))

    def _is_in_call(self, verb: int) -> bool:
        """ "Discussed trade with her [in a phone call]"."""
        said = clauses.objects(self.analysis, verb, "in", "during", "by", "over", "on", "via")
        return any(self._is_call(k) for k in said)

    def _is_call(self, noun: int) -> bool:
        beside = {self.analysis.tokens[k].lemma.lower() for k in self.analysis.children(noun, "compound", "amod")}
        for found in self.scene.lexicon.nouns.get(self.analysis.tokens[noun].lemma.lower(), ()):
            if not found.modifiers or beside & found.modifiers:
                return found.kind == "call"
        return False

    def _is_dialled(self, verb: int, called: list[tuple[int, ...]]) -> bool:
        """ "[Called] the president to discuss trade": a person; called nothing, and to do nothing but listen."""
        tokens, cast = self.analysis.tokens, self.scene.parties.cast
        persons = [a for group in called for k in group if (a := cast.headed(k)) is not None and a.kind == "person"]
        said = self.analysis.children(verb, "xcomp", "ccomp", "advcl")
        heard = all(tokens[k].lemma in self.scene.words["addressing"] for k in said)
        names = self._gives_name(tuple(k for group in called for k in group))
        names = names or bool(self.analysis.children(verb, "oprd", "prt", "acomp", "attr"))
        return bool(persons) and heard and not names

    def _is_address(self, verb: int) -> bool:
        """ "Spoke [at the forum]", "spoke [to the crowd]", "spoke [of peace]": each to an audience; "spoke at length",
        "spoke about peace": together."""
        if clauses.objects(self.analysis, verb, "of"):
            return True
        heard = clauses.objects(self.analysis, verb, "at", "to", "before", "for", "against")
        return any(self.analysis.tokens[k].pos in ("NOUN", "PROPN") and self.analysis.children(k) for k in heard)

    def _is_lede(self, here: int) -> bool:
        """The first sentence, or the one behind the dateline."""
        return self.analysis.tokens[here].sentence <= self.scene.parties.cast.opening + 1

    def _home_seat(self, sighting: Sighting) -> str | None:
        """ "OSLO, May 3 -- The Norwegian premier received her": in Oslo."""
        cast = self.scene.parties.cast
        states = {cast[a].state or cast[a].code for a, role in sighting.roles.items() if role == "host"}
        return self.scene.venues.seat_of_news(next(iter(states))) if len(states) == 1 else None

    def _is_mere_will(self, verb: int) -> bool:
        """ "Would raise the matter with her": whether and when they will meet is not said."""
        return clauses.verbal(self.analysis, verb).tense in ("future", "possible")

    def _only_says_which(self, verb: int, signed: tuple[int, ...]) -> bool:
        """ "The treaties that A signed with B": without a day or place it only says which treaties."""
        described = self.analysis.tokens[verb].dep in ("acl", "relcl")
        return described and bool(signed) and not any(k in signed for k in self.analysis.children(verb, "dobj"))

    def _signed(self, verb: int, things: frozenset[str]) -> tuple[int, ...]:
        tokens = self.analysis.tokens
        found = self.analysis.children(verb, "dobj", "nsubjpass")
        doer = clauses.subject(self.analysis, verb)
        if doer is not None and clauses.verbal(self.analysis, verb).passive:
            found += (doer,)
        if tokens[verb].dep in ("acl", "relcl"):
            found += (self._paper(tokens[verb].head, things),)
        return tuple(f for f in found if tokens[f].lemma.lower() in things)

    def _paper(self, noun: int, things: frozenset[str]) -> int:
        """ "The Treaty of Friendship between A and B, [signed] in May": the paper, not what its name ends with."""
        tokens, here = self.analysis.tokens, noun
        while tokens[here].lemma.lower() not in things:
            if tokens[here].dep not in ("pobj", "conj", "prep", "appos") or tokens[here].head == here:
                return noun
            here = tokens[here].head
        return here

    def _asks_or_names(self, call: int) -> bool:
        """ "Called on her to act", "on her for help", "on Oslo", "called off": nobody is met."""
        analysis, tokens = self.analysis, self.analysis.tokens
        if runs_errand(analysis, call):
            return False
        more = analysis.children(call, "oprd", "ccomp", "prt", "advcl")
        asked = [k for k in analysis.children(call, "xcomp") if tokens[k].tag == "VB"]
        whom = clauses.objects(analysis, call, "on", "upon")
        asked += [k for o in whom for k in analysis.children(o, "acl", "relcl") if tokens[k].tag == "VB"]
        wanted = [
            k for w in (call, *whom) for k in clauses.objects(analysis, w, "for") if tokens[k].entity not in _TIMES
        ]
        asked += [k for k in wanted if tokens[k].lemma.lower() not in self.scene.lexicon.nouns]
        persons = any(a.kind == "person" for a in self.scene.parties.named(whom, people=True))
        return bool(asked or more) or self._gives_name(whom) or not persons

    def _gives_name(self, whom: tuple[int, ...]) -> bool:
        """ "Called her a friend", which the parser takes for an apposition without its comma."""
        behind = ((o, k) for o in whom for k in self.analysis.children(o, "appos") if k > o + 1)
        return any(self.analysis.tokens[k - 2].text != "," for _, k in behind)

    def _marks(self, verb: int, marks: frozenset[str]) -> tuple[int, ...]:
        first, last = self.analysis.edges(verb)
        tokens = self.analysis.tokens
        return tuple(i for i in range(first, last + 1) if marks and tokens[i].lemma.lower() in marks)

    def _is_at(self, verb: int, things: frozenset[str]) -> bool:
        """ "Returned [to the table]", "came back [to the negotiating table]"."""
        there = clauses.objects(self.analysis, verb, "to", "at", "around")
        return any(self.analysis.tokens[k].lemma.lower() in things for k in there)

    def _faced(self, verb: int) -> tuple[int, ...]:
        """ "Met face to face [with her]", "met one on one [with her]": hung on the face, as it were."""
        tokens = self.analysis.tokens
        return tuple(
            o
            for i in self.analysis.subtree(verb)
            if tokens[i].lower == "with" and tokens[tokens[i].head].lemma.lower() in ("face", "one")
            for o in self.analysis.children(i, "pobj")
        )

    def _and_with(self, verb: int) -> tuple[int, ...]:
        """ "Met with the president on Monday and [with the minister]": a company of its own, hung on the verb."""
        tokens = self.analysis.tokens
        tops = (verb, *(k for k in self.analysis.children(verb, "prep") if tokens[k].lower != "with"))
        withs = (k for top in tops for k in self.analysis.children(top, "conj") if tokens[k].lower == "with")
        return tuple(o for k in withs for o in self.analysis.children(k, "pobj"))

    def _is_seated(self, verb: int, partners: tuple[Actor, ...]) -> bool:
        """ "Welcomed her [to the palace]", "welcomed her [in Oslo]": a person, and the place where."""
        there = any(self.scene.venues.is_place(o) for o in clauses.objects(self.analysis, verb, "to"))
        words = (verb, *clauses.objects(self.analysis, verb, ""))
        there = there or self.scene.venues.near(*words) is not None
        return there and any(p.kind == "person" for p in partners)

    def _are_both(self, word: int) -> bool:
        """ "[Both] ministers", "the [two] leaders": those named before."""
        kids = self.analysis.children(word, "det", "nummod", "predet")
        counted = any(self.analysis.tokens[k].lower in ("both", "two") for k in kids)
        return counted and self.scene.parties.are_sides(word)

    def _is_another(self, verb: int) -> bool:
        """ "[Also] met with her", "are [also] expected to meet", "met [again]": besides those told before."""
        tokens = self.analysis.tokens
        tops = (verb, tokens[verb].head) if tokens[verb].dep == "xcomp" else (verb,)
        words = ("also", "again") if tokens[verb].tag == "VBD" else ("also",)
        return any(tokens[k].lower in words for top in tops for k in self.analysis.children(top, "advmod"))

    def _to_come_to(self, welcome: int) -> int | None:
        """ "Looks forward to welcoming her [to Oslo]": a visit; who welcomed her at the palace met her."""
        token = self.analysis.tokens[welcome]
        if token.dep != "pcomp" or self.analysis.tokens[self.analysis.tokens[token.head].head].lemma != "look":
            return None
        there = clauses.objects(self.analysis, welcome, "to")
        return next((k for k in there if self.scene.venues.host(k) is not None), None)

    def _is_encounter(self, word: int) -> bool:
        """A gathering or a call; a dinner is one of those whom it is given for."""
        nouns, classes = self.scene.lexicon.nouns, self.scene.lexicon.classes
        found = nouns.get(self.analysis.tokens[word].lemma.lower(), ())
        return any(classes[n.kind] in ("gathering", "call") for n in found)

    def _are_letters(self, word: int) -> bool:
        """ "Received the credentials of the envoys": told by `credentials`."""
        return any(credentials_at(self.scene, i) == word for i in self.analysis.subtree(word))

    def _is_means(self, word: int) -> bool:
        """ "Discussed trade [by telephone]", not "discussed the telephone network"."""
        tokens = self.analysis.tokens
        return tokens[word].dep == "pobj" and tokens[tokens[word].head].lower in _MEANS
