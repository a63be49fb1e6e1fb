"""The side that the words of a deed leave out: who acts unnamed, and whom the deed is understood to be towards."""

from __future__ import annotations

from communique.lexicon.plover import Frame
from communique.record.finding import Doubt, EventType
from communique.understand.plover.answers import Answers
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import Roles
from communique.understand.predicates.triggers import Trigger

_ALONE = frozenset(("MOBILIZE", "RETREAT", "PROTEST"))
_SEEN = frozenset(("SUPPORT", "ACCUSE", "REJECT"))
_CAUSE = frozenset(("clause", "inside"))  # what is asked for, not of whom: "called for restraint"
_KEPT = frozenset(("COERCE", "SANCTION", "CONSULT", "RETREAT"))
_TAKEN = frozenset(("arrest", "deport"))  # modes of what is done to people
_OUTWARD = frozenset(("SUPPORT", "AID", "COOPERATE", "CONSULT"))  # no state does so with itself unless it is said


class Unsaid:
    """Completes the roles of one article's events."""

    def __init__(self, phrases: Phrases, answers: Answers) -> None:
        self.phrases, self.facing, self.answers = phrases, phrases.facing, answers
        self.analysis, self.cast, self.plover = phrases.analysis, phrases.cast, phrases.plover

    def complete(self, trigger: Trigger, type_: EventType, roles: Roles) -> tuple[Roles, tuple[Doubt, ...]]:
        """Roles with the side that the words leave out, and a doubt for each that was understood."""
        answered = self.answers.complete(type_, trigger, roles)
        actors, recipients = answered.actors, answered.recipients
        doubts: list[Doubt] = []
        if recipients != roles.recipients and recipients:
            doubts.append(Doubt("recipients", "not named with the deed; understood from what was told before"))
        home = self.facing.home
        outward = type_ in _OUTWARD and bool(home and self.faces_itself(Roles((home,), recipients)))
        if home and not outward and not self.facing.sided(actors) and self._has_unnamed_agent(trigger, actors):
            actors = (home,)
            doubts.append(Doubt("actors", "not named; the article knows one state only"))
        if type_ in _KEPT and not actors and (keepers := self.answers.keepers(trigger, recipients)):
            actors = keepers
            doubts.append(Doubt("actors", "not named; the state where it happened"))
        seen = not recipients and not (trigger.frame.joint and len(self.facing.sides(actors)) > 1)
        if seen and self._is_onlooker(trigger, actors) and self._is_settled(trigger, type_):
            recipients = self.facing.pair
            doubts.append(Doubt("recipients", "not named with the deed; understood from what was told before"))
        if self._lacks_other(trigger, type_, actors, recipients):
            if not (type_ == "SUPPORT" and trigger.frame.needs and self._is_onlooker(trigger, actors)):
                recipients = self._victim(trigger, type_, actors) or self._other(trigger, type_, actors)
            outward = type_ in _OUTWARD or (type_ == "CONCEDE" and not self.facing.home)
            blamed = type_ == "ACCUSE" and recipients == actors
            if blamed or (outward and self.faces_itself(Roles(actors, recipients))):
                recipients = ()
            if recipients:
                doubts.append(Doubt("recipients", "not named with the deed; understood from the article"))
        return Roles(actors, recipients), tuple(doubts)

    def _other(self, trigger: Trigger, type_: EventType, actors: Ids) -> Ids:
        """Whom the actors face; several who act alike face whom the one named first does."""
        together = not self.plover.types[type_].mutual and len(self.facing.sides(actors)) > 1
        mine, sentence = (
            self.facing.sides(actors[:1] if together else actors),
            self.analysis.tokens[trigger.token].sentence,
        )
        found = self.facing.counterpart(mine, type_, sentence)
        return () if together and self.facing.sides(found) & self.facing.sides(actors) else found

    def _victim(self, trigger: Trigger, type_: EventType, actors: Ids) -> Ids:
        """ "Oslo said that their army had shelled a village": one's own, where nobody says whose it is."""
        told = type_ == "ASSAULT" and trigger.verb == trigger.token
        statement = self.phrases.statement_at(trigger.token) if told else None
        teller = self.facing.sided((statement.speaker,)) if statement is not None and statement.speaker else ()
        if not teller or self.facing.sides(teller) & self.facing.sides(actors):
            return ()
        state = self.cast.state_actor(self.cast[teller[0]])
        return (state.id,) if state is not None else teller

    def faces_itself(self, roles: Roles) -> bool:
        """Is the side that was understood the actors' own?"""
        return bool(self.facing.sides(roles.actors) & self.facing.sides(roles.recipients))

    def _has_unnamed_agent(self, trigger: Trigger, actors: Ids) -> bool:
        """Somebody acts whom the text calls by no name ("prisoners rioted"), and no organisation that has one."""
        if any(self.cast[a].kind not in ("group", "person") or self.cast[a].offices for a in actors):
            return False
        return trigger.verb is not None and bool(self.analysis.children(trigger.verb, "nsubj", "agent"))

    def _lacks_other(self, trigger: Trigger, type_: EventType, actors: Ids, recipients: Ids) -> bool:
        frame = trigger.frame
        if not actors or recipients or frame.word == "*must" or frame.under:
            return False
        if "place" in frame.to and frame.type != "AGREE":
            return False
        if frame.type == "CONSULT" and (trigger.verb != trigger.token or (type_ == "CONSULT" and frame.mode)):
            return False
        if type_ == "CONSULT" and frame.joint and self._is_assembly(trigger.token, actors):
            return False
        if type_ == "ASSAULT" and len(self.facing.sides(actors)) > 1:
            return False  # each other, or whom is not said
        if type_ == "ASSAULT" and trigger.verb != trigger.token and self._is_scene(trigger.token):
            return False
        if type_ == "REQUEST" and frozenset(frame.to) == _CAUSE:
            return False
        if type_ == "ACCUSE" and not self.facing.home and not self._is_retort(frame):
            return False
        if self.answers.names_another(trigger, actors) or (type_ == "AGREE" and self.answers.is_bare(trigger)):
            return False
        if frame.word == "*blaming":
            return False
        if type_ in ("AGREE", "CONSULT") and all(self.phrases.is_of_members(a) for a in actors):
            return False  # "EU leaders will discuss the file": among themselves
        abroad = not self.facing.home
        people = frame.mode in _TAKEN or (type_ == "COERCE" and trigger.verb != trigger.token)
        if abroad and people and not self._is_known(trigger.object):
            return False
        if abroad and all(self._is_at_home(a) for a in actors):
            return False
        if type_ in _ALONE and not (type_ == "PROTEST" and self.facing.home):
            return False
        return len(self.facing.sides(actors)) == 1 or not self.plover.types[type_].mutual

    def _is_assembly(self, verb: int, actors: Ids) -> bool:
        """ "[ASEAN ministers] met": each other."""
        subjects = self.analysis.children(verb, "nsubj")
        many = any(self.analysis.tokens[s].tag in ("NNS", "NNPS") for s in subjects)
        return many and all(self.cast[a].kind in ("igo", "group") for a in actors)

    def _is_scene(self, noun: int) -> bool:
        """ "The [Ukraine] invasion", "the [Gaza] war": where it is; by whom is not said. Nor is it of a civil war."""
        tokens = self.analysis.tokens
        if any(tokens[c].lower == "civil" for c in self.analysis.children(noun, "amod", "compound")):
            return True
        named = (tokens[c] for c in self.analysis.children(noun, "compound", "nmod"))
        places = (self.phrases.places.match_at(self.analysis.text, t.start) for t in named if t.text[1:].islower())
        return any(place is not None and place.kind == "name" for place in places)

    def _is_known(self, word: int | None) -> bool:
        """ "Arrested [the fishermen]", of whom was told before; not "arrested 200 people"."""
        return word is not None and bool(self.analysis.children(word, "det", "poss"))

    def _is_at_home(self, actor: str) -> bool:
        """A parliament, a party, the opposition: whom they face unnamed is in their own country."""
        body = self.cast[actor]
        words = (w.strip("s").lower() for w in body.name.split())
        return body.kind in ("government", "group", "organisation") and any(
            w in self.plover.words["home"] for w in words
        )

    def _is_onlooker(self, trigger: Trigger, actors: Ids) -> bool:
        """ "Norway welcomed the truce": what others have done together, seen by one who was not there."""
        told = trigger.verb == trigger.token and trigger.object is not None
        pair, mine = self.facing.sides(self.facing.pair), self.facing.sides(self.facing.sided(actors))
        return told and bool(mine) and len(pair) > 1 and not pair & mine

    def _is_settled(self, trigger: Trigger, type_: EventType) -> bool:
        """ "Welcomed the deal", "denounced the talks": of both who made it; that talks go on is to nobody's credit."""
        if type_ not in _SEEN or trigger.object is None:
            return False
        noun = self.analysis.tokens[trigger.object].lemma.lower()
        return noun in self.plover.words["settled"] or (type_ != "SUPPORT" and noun in self.plover.words["meetings"])

    def _is_retort(self, frame: Frame) -> bool:
        """ "Called the allegation absurd": somebody has made it."""
        return frame.mode == "disapprove" and "allegation" in frame.objects
