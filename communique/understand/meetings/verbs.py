"""Tellings of encounters by verbs: "met with", "received", "spoke by phone", "signed"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.encounters import EncounterVerb
from communique.record.finding import Actor, ParticipantRole
from communique.record.language import Token
from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Scene, Sighting
from communique.understand.meetings.visits import VisitSpotter

_LEADERS = frozenset({"leader", "president", "head"})  # those of an organisation's members meet at a summit
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
        signed = self._signed(here, verb.things) if verb.things else ()
        if verb.things and not signed:
            return
        if verb.unasked and clauses.asks(analysis, here):
            return
        stands = clauses.verbal(analysis, here)
        if stands.negated and not (verb.place and stands.tense == "future"):
            return
        if verb.awaited and not stands.passive:
            return
        doer = clauses.subject(analysis, here)
        if verb.bodies:
            yield from self._session(here, verb, doer)
            return
        if verb.place:
            yield from self.visits.journeys(here, verb, doer)
            return
        others: list[tuple[int, ...]] = (
            [(k,) for k in clauses.objects(analysis, here, *verb.partners)] if verb.partners else []
        )
        others += [(k,) for k in self._faced(here) if "with" in verb.partners]
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
        if verb.things:
            others = [tuple(k for group in others for k in group)]
        for group in others or [()]:
            sighting = self._company(here, verb, doer, group, signed, stands.passive)
            if sighting is not None:
                yield sighting

    def _session(self, here: int, verb: EncounterVerb, doer: int | None) -> Iterator[Sighting]:
        """ "The joint commission met in Oslo": the sides are those of the body, else those named before."""
        analysis, tokens = self.analysis, self.analysis.tokens
        if doer is None or tokens[doer].lemma.lower() not in self.scene.words["bodies"]:
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
        sides = any(
            self.scene.parties.are_sides(o) for o in (*others, *((doer,) if doer is not None and not signs else ()))
        )
        if verb.seated and not self._is_seated(here, partners):
            return None
        if verb.people:
            partners = tuple(p for p in partners if p.kind != "state" or self.analysis.tokens[others[0]].pos != "PRON")
        alone = not others and verb.crowd and (bool(verb.marks or verb.at) or not self.analysis.children(here, "dobj"))
        if verb.things:
            alone = True
            for thing in signed:
                for kid in self.analysis.children(thing, "compound", "amod", "nmod", "dep"):
                    subjects += self.scene.parties.pair(kid)
                subjects += self.scene.parties.named(self.scene.below(thing, "between", "with"))
                subjects += self.scene.parties.before(thing)
        unnamed = bool(verb.things) and passive and not subjects and not partners
        sides = sides or unnamed
        crowd = (
            alone
            and verb.kind == "meeting"
            and any(self.scene.parties.is_of_body(a) for a in subjects if a.kind == "group")
        )
        if not partners and not crowd and not (alone and (len(subjects) > 1 or sides or (verb.things and subjects))):
            return None
        leaders = crowd and doer is not None and self.analysis.tokens[doer].lemma.lower() in _LEADERS
        sighting = self.scene.sighting(here, "summit" if leaders else verb.kind, verb.soft)
        hosting: ParticipantRole = "host" if verb.host else "participant"
        guests: ParticipantRole = "guest" if verb.host else "participant"
        if passive and verb.host:
            hosting, guests = guests, hosting
        sighting.add(subjects, hosting)
        sighting.add(partners, guests)
        sighting.place = next((p for w in (here, *others) if (p := self.scene.venues.of(w)) is not None), None)
        sighting.sides = sides and len(sighting.roles) < 2
        if sighting.when is None and sighting.place is None and self._only_says_which(here, signed):
            return None
        self.scene.add_seat(here, sighting)
        return sighting

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
            if tokens[i].text.lower() == "with" and tokens[tokens[i].head].lemma.lower() in ("face", "one")
            for o in self.analysis.children(i, "pobj")
        )

    def _is_seated(self, verb: int, partners: tuple[Actor, ...]) -> bool:
        """ "Welcomed her [to the palace]", "welcomed her [in Oslo]": a person, and the place where."""
        there = any(self.scene.venues.is_place(o) for o in clauses.objects(self.analysis, verb, "to"))
        words = (verb, *clauses.objects(self.analysis, verb, ""))
        there = there or any(self.scene.venues.spot(w) is not None for w in words)
        return there and any(p.kind == "person" for p in partners)

    def _is_encounter(self, word: int) -> bool:
        """A gathering or a call; a dinner is one of those whom it is given for."""
        nouns, classes = self.scene.lexicon.nouns, self.scene.lexicon.classes
        found = nouns.get(self.analysis.tokens[word].lemma.lower(), ())
        return any(classes[n.kind] in ("gathering", "call") for n in found)

    def _is_means(self, word: int) -> bool:
        """ "Discussed trade [by telephone]", not "discussed the telephone network"."""
        tokens = self.analysis.tokens
        return tokens[word].dep == "pobj" and tokens[tokens[word].head].text.lower() in _MEANS
