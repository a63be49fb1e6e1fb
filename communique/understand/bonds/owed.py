"""To whom an undertaking is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.record.finding import Actor, Occasion, Statement
from communique.record.language import Analysis
from communique.understand.bonds.deeds import Undertaking, suffers
from communique.understand.cast import Cast

_OBLIGEES = frozenset(("state", "person", "government"))


class Obligees:
    """Knows whom an article's undertakings are owed. `lift`: the state for an official who binds it."""

    def __init__(
        self,
        analysis: Analysis,
        cast: Cast,
        words: Mapping[str, frozenset[str]],
        main: Occasion | None,
        lift: Callable[[Undertaking, tuple[Actor, ...]], tuple[Actor, ...]],
    ) -> None:
        self.analysis, self.cast, self.words = analysis, cast, words
        self.main, self._lift = main, lift

    def to(self, found: Undertaking, by: tuple[Actor, ...], statement: Statement | None) -> tuple[Actor, ...]:
        """Who benefits or is owed the deed: a guest, those it is done for, listeners, the other side met."""
        sides = {self.cast.side(a) for a in by}
        if found.guest is not None:
            guests = tuple(a for a in self.cast.phrase(found.guest) if a.id not in {b.id for b in by})
            if guests:
                return guests
        if len(sides) > 1 and (found.kind == "agreement" or self.is_mutual(found)):
            return by
        made = (*self._made(found), *self._sent(found))
        for token in range(*found.action):
            actor = self.cast.covering(token)
            if actor is None or actor in made or suffers(self.analysis, self.words, token) or self._stands_by(token):
                continue
            if self._is_obligee(actor, sides):
                beside = self.cast.phrase(token)  # "between Norway and Chile"
                return tuple(a for a in beside if a is actor or self._is_obligee(a, sides)) or (actor,)
        if statement is not None:
            listeners = tuple(
                a
                for i in statement.addressees
                if (a := self.cast.get(i)) and self.cast.side(a) not in sides and self._can_be_owed(a)
            )
            if listeners:
                return listeners
        return self._facing(found, sides)

    def _stands_by(self, token: int) -> bool:
        """ "Under [Swiss] mediation", "under the auspices of [the UN]", "the disarmament of [North Korea]": no side."""
        tokens = self.analysis.tokens
        while tokens[token].dep == "compound":
            token = tokens[token].head
        above = tokens[token].head if tokens[token].dep != "pobj" else tokens[tokens[token].head].head
        return tokens[above].lemma.lower() in self.words["standing_by"]

    def _is_obligee(self, actor: Actor, sides: set[str]) -> bool:
        return actor.kind in _OBLIGEES and bool(actor.state or actor.code) and self.cast.side(actor) not in sides

    def _can_be_owed(self, actor: Actor) -> bool:
        """A promise is made to sides: not to reporters, a newspaper or just "countries"."""
        return actor.kind in (*_OBLIGEES, "igo") or bool(actor.state)

    def _made(self, found: Undertaking) -> tuple[Actor, ...]:
        """Bodies that are the thing promised: "reopen its embassy"."""
        if self.analysis.tokens[found.act].lemma.lower() not in self.words["making"]:
            return ()
        things = self.analysis.children(found.act, "dobj", "nsubjpass")
        return tuple(a for k in things for a in self.cast.phrase(k) if a.kind == "government")

    def _sent(self, found: Undertaking) -> tuple[Actor, ...]:
        """ "Committed [550 troops] to the mission": what is promised."""
        thing = self.cast.covering(found.act) if self.analysis.tokens[found.act].pos == "NOUN" else None
        return (thing,) if thing is not None and thing.kind in ("group", "person") else ()

    def is_mutual(self, found: Undertaking) -> bool:
        """ "A mutual readiness", "their shared commitment"."""
        words = (self.analysis.tokens[k].lower for k in self.analysis.children(found.cue, "amod"))
        return not self.words["reciprocal"].isdisjoint(words)

    def _facing(self, found: Undertaking, sides: set[str]) -> tuple[Actor, ...]:
        """The one other side of the article's encounter, when those bound take part in it."""
        there = [a for p in self.main.participants if (a := self.cast.get(p.actor))] if self.main is not None else []
        others = tuple(a for a in there if self.cast.side(a) not in sides)
        if len(sides) != 1 or len(others) == len(there) or len({self.cast.side(a) for a in others}) != 1:
            return ()
        if not all(self._can_be_owed(a) for a in others):
            return ()
        return self._lift(found, others)
