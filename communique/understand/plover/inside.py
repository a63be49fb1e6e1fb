"""Predicates inside another's words: what a promise, demand or charge only spells out, and what is an event still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from communique.record.finding import Statement
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import RoleFinder
from communique.understand.predicates.modality import (
    ModalityJudge,
    find_swallowers,
    is_sent_to,
    is_swallowed,
)
from communique.understand.predicates.objects import is_passive
from communique.understand.predicates.triggers import Trigger

SPOKEN = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"))
_HOSTILE = 4  # the quad class
_ANSWERED = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
_KNOWN = frozenset(("ASSAULT", "MOBILIZE"))
_GIVING = frozenset(("offer", "volunteer"))
_DECIDING = frozenset(("decide", "decision"))


class Inside:
    """Which predicates of one article stand for themselves. `cues`: {word that says so: its statement}.

    `threats`: promises whose content is hostile ("vowed to fight", "plans to impose restrictions"); `forgone`: hostile
    deeds that somebody does not plan.
    """

    def __init__(
        self, phrases: Phrases, roles: RoleFinder, triggers: Iterable[Trigger], cues: Mapping[int, Statement]
    ) -> None:
        self.phrases, self.facing, self.plover = phrases, phrases.facing, phrases.plover
        self.roles, self.cues, self.triggers = roles, cues, tuple(triggers)
        swallowers = find_swallowers(phrases.analysis, self.triggers)
        self._over = {t.token: is_swallowed(phrases.analysis, t, swallowers) for t in self.triggers}
        judge = ModalityJudge(phrases.analysis, self.plover)
        self._decided = {t.token: over.token for t, over in self._hostile_content() if over.frame.word in _DECIDING}
        hostile = tuple(
            over
            for t, over in self._hostile_content()
            if over.frame.type == "AGREE" and over.frame.future and not judge.is_negated(t.token, t.verb)
            if not (
                t.frame.type == "MOBILIZE" and (over.frame.word in _GIVING or is_sent_to(phrases.analysis, t.token))
            )
        )
        self.forgone = frozenset(o.token for o in hostile if judge.is_negated(o.token, o.verb))
        self.threats = frozenset(o.token for o in hostile) - self.forgone

    def standing(self) -> Iterator[Trigger]:
        """The predicates that tell of an event of their own, in order."""
        # "Suspended cooperation": no such deed.
        stopped = [t for t in self.triggers if t.frame.mode == "discontinue" or t.frame.mode == "withdraw"]
        ended = {t.object for t in stopped} | {w for t in stopped for w in self._matter(t)}
        for trigger in self.triggers:
            over = self._over[trigger.token]
            if trigger.token in ended and trigger.verb != trigger.token:
                continue
            if trigger.token not in self._decided.values() and (over is None or self._stands_inside(trigger, over)):
                yield trigger

    def _matter(self, trigger: Trigger) -> tuple[int, ...]:
        """Of what a noun tells the end ("suspension of [trade]"), or what is left ("walked out of the [talks]")."""
        analysis = self.phrases.analysis
        if trigger.verb == trigger.token:
            outer = analysis.children(trigger.token, "prep")
            preps = (*outer, *(p for o in outer for p in analysis.children(o, "prep")))
            things = (c for p in preps for c in analysis.children(p, "pobj"))
            return tuple(c for c in things if analysis.tokens[c].lemma.lower() in trigger.frame.more)
        of = (p for p in analysis.children(trigger.token, "prep") if analysis.tokens[p].lemma == "of")
        return tuple(c for p in of for c in analysis.children(p, "pobj"))

    def _stands_inside(self, trigger: Trigger, over: Trigger) -> bool:
        return (
            trigger.token in self._decided
            or self._is_known_deed(trigger)
            or self._is_own_word(trigger)
            or self._is_alleged(trigger, over)
            or self._is_answered(trigger, over)
        )

    def _is_answered(self, trigger: Trigger, over: Trigger) -> bool:
        """ "Rejected [claims by X] that Y had lied": what is refused has been charged, by another."""
        if over.frame.type != "REJECT" or trigger.frame.type not in _ANSWERED or trigger.verb == trigger.token:
            return False
        roles = self.roles.roles(trigger)
        mine, theirs = (self.facing.sides(self.facing.sided(ids)) for ids in (roles.actors, roles.recipients))
        answered = bool(mine) and bool(theirs) and not mine & self.facing.sides(self.roles.roles(over).actors)
        named = self.phrases.analysis.tokens[trigger.token].dep == "dobj" and self.phrases.after(trigger.token, "from")
        voiced = trigger.frame.type == "ACCUSE" or bool(named)
        return answered and (voiced or is_passive(self.phrases.analysis, over.token))

    def _hostile_content(self) -> Iterator[tuple[Trigger, Trigger]]:
        """(hostile deed, the promise or decision to do it); who decides to expel or to impose sanctions does so."""
        for trigger in self.triggers:
            over = self._over[trigger.token]
            if over is not None and trigger.verb == trigger.token and self._is_hostile(trigger):
                yield trigger, over

    def _is_hostile(self, trigger: Trigger) -> bool:
        return self.plover.types[trigger.frame.type].quad == _HOSTILE

    def _is_known_deed(self, trigger: Trigger) -> bool:
        """A war, an attack or a missile test named with its author is a fact also inside a demand or a charge."""
        if trigger.frame.type not in _KNOWN or trigger.token == trigger.verb:
            return False
        roles = self.roles.roles(trigger)
        alone = trigger.frame.type == "MOBILIZE" and self.phrases.analysis.children(trigger.token, "poss")
        return bool(self.facing.sided(roles.actors) and (alone or self._is_two_sided(trigger, roles.recipients)))

    def _is_two_sided(self, trigger: Trigger, recipients: Ids) -> bool:
        return trigger.frame.type == "ASSAULT" and bool(self.facing.sided(recipients))

    def _is_own_word(self, trigger: Trigger) -> bool:
        """ "Stressed that talks go on and urged X to come", "ruled out a pause, as X had demanded": what the outlet
        reports as said is no part of what was."""
        cued = trigger.verb == trigger.token and (
            self.cues.get(trigger.token) is not None or self._is_aside(trigger.token)
        )
        return cued and trigger.frame.type in SPOKEN and self.phrases.statement_at(trigger.token) is None

    def _is_aside(self, verb: int) -> bool:
        """Whether a verb stands in a clause with *as* and a subject of its own."""
        analysis = self.phrases.analysis
        marks = (analysis.tokens[k].lower for k in analysis.children(verb, "mark"))
        return analysis.tokens[verb].dep == "advcl" and "as" in marks and bool(analysis.children(verb, "nsubj"))

    def _is_alleged(self, trigger: Trigger, over: Trigger) -> bool:
        """ "Accused X of holding two Y citizens": a hostile deed told with who and whom, by a speaker who claims it."""
        statement = self.phrases.statement_at(trigger.token)
        if over.frame.type != "ACCUSE" or not self._is_hostile(trigger) or statement is None or not statement.speaker:
            return False
        roles = self.roles.roles(trigger)
        mine, theirs = (self.facing.sides(self.facing.sided(ids)) for ids in (roles.actors, roles.recipients))
        return bool(mine) and bool(theirs) and not mine & theirs
