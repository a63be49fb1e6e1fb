"""Whom an answer is to where the words do not say: who made the claim, who holds the prisoner, who did the deed."""

from __future__ import annotations

from itertools import takewhile

from communique.record.finding import EventType
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import Roles
from communique.understand.predicates.triggers import Trigger

_HARD = 4  # the quad class
_UTTERED = frozenset(("ACCUSE", "THREATEN", "REJECT", "REQUEST"))
_RECENT = 5  # sentences that a claim is remembered for
_NEXT = 2  # sentences from a question to its answer of one word


class Answers:
    """Memory of one pass: who claimed, proposed, asked and who took prisoners."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.facing = phrases, phrases.facing
        self.analysis, self.cast, self.words = phrases.analysis, phrases.cast, phrases.plover.words
        proposals, demands = self.words["proposals"], self.words["demands"]
        self._answered: dict[EventType, frozenset[str]] = {
            "ACCUSE": self.words["charges"],
            "AGREE": proposals,
            "REQUEST": demands | proposals,
        }
        self._proposing = self.words["proposing"] | demands | proposals
        self._made: list[tuple[int, EventType, Ids]] = []
        self._asked: list[tuple[int, Ids, Ids]] = []
        self._deeds: list[tuple[Ids, Ids]] = []
        self._said: list[tuple[int, Ids]] = []
        self._captors: list[tuple[Ids, Ids]] = []

    def remember(self, type_: EventType, trigger: Trigger, roles: Roles) -> None:
        """Keep what an event may be answered by later on."""
        word = self.analysis.tokens[trigger.token].lemma.lower()
        if roles.actors and (type_ == "ACCUSE" or (type_ in self._answered and word in self._proposing)):
            self._made.append((self.analysis.tokens[trigger.token].sentence, type_, roles.actors))
        if roles.actors and roles.recipients and word in self._proposing:
            self._asked.append((self.analysis.tokens[trigger.token].sentence, roles.actors, roles.recipients))
        if type_ in _UTTERED and roles.actors:
            self._said.append((self.analysis.tokens[trigger.token].sentence, roles.actors))
        if self.phrases.plover.types[type_].quad == _HARD and roles.actors and roles.recipients:
            self._deeds.append((roles.actors, roles.recipients))
        if type_ in ("COERCE", "SANCTION") and roles.actors and roles.recipients:
            self._captors.append((roles.actors, roles.recipients))

    def complete(self, type_: EventType, trigger: Trigger, roles: Roles) -> Roles:
        """The roles with the recipient that the memory tells, where it tells one."""
        if not roles.actors:
            return roles
        if self.is_bare(trigger) and not roles.recipients and (to := self._askers(trigger, roles.actors)):
            return Roles(roles.actors, to)
        if type_ == "REJECT" and not roles.recipients and (to := self._claimants(trigger, roles.actors)):
            return Roles(roles.actors, to)
        if type_ in ("ACCUSE", "REJECT") and not roles.recipients and (to := self._doers(trigger, roles.actors)):
            return Roles(roles.actors, to)
        if type_ == "ACCUSE" and self._is_filed(trigger, roles.recipients):
            mine, sentence = self.facing.sides(roles.actors), self.analysis.tokens[trigger.token].sentence
            return Roles(roles.actors, self.facing.counterpart(mine, type_, sentence))
        if type_ in ("ACCUSE", "REQUEST") and (held := self._custody(type_, trigger, roles.actors)) is not None:
            mine = self.facing.sides(roles.actors)
            return Roles(roles.actors, tuple(h for h in held if not self.facing.sides((h,)) & mine))
        return roles

    def is_bare(self, trigger: Trigger) -> bool:
        """ "She accepted": an answer of one word to who has asked."""
        below = ("dobj", "xcomp", "ccomp", "nsubjpass")
        answers = trigger.frame.word in self.words["answering"] and trigger.object is None
        return answers and not self.analysis.children(trigger.token, *below)

    def _askers(self, trigger: Trigger, actors: Ids) -> Ids:
        """Who asked or invited one of the actors just before."""
        mine, here = self.facing.sides(actors), self.analysis.tokens[trigger.token].sentence
        near = takewhile(lambda asked: here - asked[0] <= _NEXT, reversed(self._asked))
        return next((by for _, by, to in near if self.facing.sides(to) & mine and not self.facing.sides(by) & mine), ())

    def names_another(self, trigger: Trigger, actors: Ids) -> bool:
        """ "Support for its ally", "interference by outsiders": somebody is meant, but the text does not say who."""
        tokens, heads, kin = self.analysis.tokens, (trigger.token, trigger.object), self.words["related"]
        for head in (h for h in heads if h is not None):
            if head == trigger.object and tokens[head].lemma.lower() in kin and not self._others(head, actors):
                return True
            for prep in self.analysis.children(head, "prep", "agent"):
                for noun in self.analysis.children(prep, "pobj"):
                    by = tokens[prep].lower == "by" and head == trigger.object
                    related = tokens[noun].lemma.lower() in kin
                    if (by or related) and not self._others(noun, actors):
                        return True
        return False

    def _others(self, noun: int, actors: Ids) -> Ids:
        mine = self.facing.sides(actors)
        return tuple(i for i in self.phrases.who(noun) if not self.facing.sides((i,)) & mine)

    def _is_filed(self, trigger: Trigger, heard: Ids) -> bool:
        """ "Filed a complaint with the Security Council": who hears it is not who is accused."""
        filed = {self.analysis.tokens[w].lemma.lower() for w in (trigger.token, trigger.object) if w is not None}
        bodies = all(self.cast[i].kind in ("igo", "organisation") for i in heard)
        return bool(heard) and bodies and not filed.isdisjoint(self.words["filed"])

    def keepers(self, trigger: Trigger, moved: Ids) -> Ids:
        """ "Arrested at Lima airport", "expelled from Peru", "the ambassador in Lima was summoned": the state where
        somebody is taken, kept, called in, or which one must leave."""
        frame, verb = trigger.frame, trigger.token
        if trigger.verb != verb or not moved:
            return ()
        found: Ids = ()
        if frame.mode == "arrest":
            found = self._where(verb, "in", "at")
        elif frame.mode in ("expel", "deport"):
            found = self._where(verb, "from")
        elif frame.mode == "release":
            found = self._where(verb, "from", "in")
        elif frame.word == "summon" and trigger.object is not None:
            found = self._where(verb, "to", "in") or self._where(trigger.object, "in", "to")
        return () if self.facing.sides(found) & self.facing.sides(moved) and frame.mode != "arrest" else found

    def _where(self, head: int, *prepositions: str) -> Ids:
        """The state in which something is done."""
        for prep in self.analysis.children(head, "prep"):
            if self.analysis.tokens[prep].lower not in prepositions:
                continue
            for where in self.analysis.children(prep, "pobj"):
                spots = (where, *self.analysis.children(where, "compound", "amod"))
                found = tuple(i for s in spots for i in self.phrases.who(s) if self.cast[i].kind == "state")
                if found:
                    return found[:1]
        return ()

    def _doers(self, trigger: Trigger, actors: Ids) -> Ids:
        """ "Called the move a stunt": of who last did something hard to the one who complains; "slammed the remarks":
        of who last spoke hard words."""
        if trigger.object is None:
            return ()
        mine, what = self.facing.sides(actors), self.analysis.tokens[trigger.object]
        if what.lemma.lower() in self.words["utterances"]:
            near = takewhile(lambda said: what.sentence - said[0] <= _RECENT, reversed(self._said))
            return next((by for _, by in near if not self.facing.sides(by) & mine), ())
        if what.lemma.lower() not in self.words["steps"]:
            return ()
        return next((by for by, to in reversed(self._deeds) if self.facing.sides(to) & mine), ())

    def _claimants(self, trigger: Trigger, actors: Ids) -> Ids:
        """Who made the charge or proposal that is refused: the last who did within a few sentences."""
        refused = self.analysis.tokens[trigger.token]
        object_ = trigger.object if trigger.object is not None else refused.head if refused.dep == "relcl" else None
        if object_ is None:
            return ()
        token = self.analysis.tokens[object_]
        named = token.lemma.lower()
        mine = self.facing.sides(actors)
        for sentence, type_, made_by in reversed(self._made):
            if token.sentence - sentence > _RECENT:
                break
            if named not in self._answered[type_]:
                continue
            others = tuple(a for a in made_by if not self.facing.sides((a,)) & mine)
            rivals = tuple(a for a in made_by if a not in actors)  # of the same state: its opposition
            if others or rivals or sentence == token.sentence:
                return others or rivals or made_by
        return ()

    def _custody(self, type_: EventType, trigger: Trigger, actors: Ids) -> Ids | None:
        """Who holds or judged somebody whose release is asked or whose treatment is condemned; None: not about that."""
        wanted = self.words["custody" if type_ == "ACCUSE" else "freeing"]
        tokens = self.analysis.tokens
        nouns = [trigger.object] if trigger.object is not None else []
        for prep in self.analysis.children(trigger.token, "prep"):
            nouns += self.analysis.children(prep, "pobj")
        matter = next((n for n in nouns if tokens[n].lemma.lower() in wanted), None)
        if matter is None:
            return None
        owners = next((w for c in self.analysis.children(matter, "poss") if (w := self.phrases.who(c))), ())
        owners = owners or self.phrases.after(matter, "of")
        ours = self.facing.sides(owners) <= self.facing.sides(actors)  # "demanded the release of its citizens"
        if not ours and any(self.cast[o].kind not in ("person", "group") or self.cast[o].offices for o in owners):
            return None
        for captors, captives in reversed(self._captors):
            if set(captives) & set(owners) or (ours and self.facing.sides(captives) & self.facing.sides(owners)):
                return captors
        kept = next((k for o in self._captives_at(matter) if (k := self._kept_in(o))), ())
        return kept or (() if owners else None)

    def _captives_at(self, matter: int) -> tuple[int, ...]:
        """The heads of those whose release, detention or trial a noun tells of."""
        preps = (p for p in self.analysis.children(matter, "prep") if self.analysis.tokens[p].lemma == "of")
        return tuple(c for p in preps for c in self.analysis.children(p, "pobj"))

    def _kept_in(self, captive: int) -> Ids:
        """ "Workers [who have been held in Peru]": the state where they are kept."""
        frames = self.phrases.plover.verbs
        for verb in self.analysis.children(captive, "relcl", "acl"):
            named = frames.get(self.analysis.tokens[verb].lemma.lower(), ())
            if any(f.mode == "arrest" for f in named) and (state := self._where(verb, "in", "at")):
                return state
        return ()
