"""Deeds told from the side of who undergoes them ("is under sanctions", "got a loan", "drew criticism")."""

from __future__ import annotations

from collections.abc import Callable

from communique.record.language import Token
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.predicates.triggers import DRAWN, Trigger

_UNDER = frozenset(("SANCTION", "REQUEST", "ACCUSE"))
_GIVEN = frozenset(("AID", "SUPPORT"))
_ANSWERED = frozenset(("ACCUSE", "REQUEST", "AGREE", "THREATEN"))


class Undergone:
    """Finds who suffers or gets what a noun tells of. `subject`: who does what a verb says."""

    def __init__(self, phrases: Phrases, subject: Callable[[int], Ids]) -> None:
        self.phrases, self.facing, self.subject = phrases, phrases.facing, subject
        self.analysis, self.plover = phrases.analysis, phrases.plover

    def ends(self, trigger: Trigger) -> tuple[Ids, Ids] | None:
        """(who does it, who undergoes it), where the noun's verb has the latter as its subject."""
        token = self.analysis.tokens[trigger.token]
        angered = trigger.frame.word in self.plover.words["angering"] and not (
            token.dep == "acl" and token.tag == "VBN"
        )
        if angered and trigger.object is not None:
            return self.phrases.who(trigger.object), self._behind(trigger.token)
        if trigger.verb == trigger.token or self.analysis.tokens[trigger.token].pos not in ("NOUN", "PROPN"):
            return None
        return self._borne(trigger) or self._drawn(trigger) or self._given(trigger)

    def answerer(self, trigger: Trigger) -> Ids:
        """Who refuses or accepts what a noun tells of ("Kenya's request was turned down by [the bank]")."""
        token = self.analysis.tokens[trigger.token]
        if trigger.verb == trigger.token or trigger.frame.type not in _ANSWERED:
            return ()
        if token.dep not in ("dobj", "nsubjpass") or not self.plover.refuses(self.analysis.tokens[token.head].lemma):
            return ()
        return self.subject(token.head)

    def hearers(self, noun: int, speakers: Ids) -> Ids:
        """ "[Oslo] accepted an apology from Chad": to whom it was made."""
        token = self.analysis.tokens[noun]
        found = self.subject(token.head) if token.dep == "dobj" else ()
        return () if self.facing.sides(found) & self.facing.sides(speakers) else self.facing.sided(found)

    def thanked(self, above: Token) -> Ids:
        """ "Expressed thanks [to Oslo] for giving shelter": who has done it."""
        nouns = (above.index,) if above.pos == "NOUN" else self.analysis.children(above.index, "dobj")
        for noun in nouns:
            token = self.analysis.tokens[noun]
            frames = (*self.plover.nouns.get(token.lemma.lower(), ()), *self.plover.nouns.get(token.lower, ()))
            if any(f.type == "SUPPORT" and "to" in f.to for f in frames):
                return self.phrases.after(noun, "to") or self.phrases.after(above.index, "to")
        return ()

    def hit_with(self, trigger: Trigger) -> Ids:
        """Whose the measures are with which somebody "was hit" or "was slapped"."""
        if trigger.frame.type != "SANCTION" or trigger.verb != trigger.token:
            return ()
        preps = (p for p in self.analysis.children(trigger.token, "prep") if self.analysis.tokens[p].lemma == "with")
        nouns = (c for p in preps for c in self.analysis.children(p, "pobj"))
        return next((w for n in nouns if (w := self._doers(n, trigger.token))), ())

    def _borne(self, trigger: Trigger) -> tuple[Ids, Ids] | None:
        """ "Has been [under American sanctions] since May", "came under pressure from Oslo"."""
        token = self.analysis.tokens[trigger.token]
        under = self.analysis.tokens[token.head]
        if trigger.frame.type not in _UNDER or token.dep != "pobj" or under.lower != "under":
            return None
        verb = self.analysis.tokens[under.head]
        if not (verb.tag.startswith("VB") or verb.pos == "AUX"):
            return None
        by = self._doers(token.index, verb.index)
        bearing = self.subject(verb.index)
        return (by, bearing) if by and bearing else None

    def _drawn(self, trigger: Trigger) -> tuple[Ids, Ids] | None:
        """ "The raid [drew criticism] from Oslo": what a deed brings about in others, towards whose deed it is."""
        token = self.analysis.tokens[trigger.token]
        verb = self.analysis.tokens[token.head]
        drawn = token.dep == "dobj" and verb.lemma.lower() in self.plover.words["drawing"]
        if trigger.frame.type not in DRAWN or not drawn:
            return None
        by = self._doers(token.index, verb.index)
        mine = self.facing.sides(by)
        undergoing = tuple(i for i in self._behind(verb.index) if not self.facing.sides((i,)) & mine)
        return by, undergoing

    def _behind(self, verb: int) -> Ids:
        """The subject of a verb, or whose deed it is; of "[which] drew criticism" who acts in the clause above."""
        token = self.analysis.tokens[verb]
        if token.dep == "relcl" and not self.phrases.who(token.head):
            above = self.analysis.tokens[self.analysis.tokens[token.head].head]
            return self.subject(above.index) if above.tag.startswith("VB") else ()
        return self.subject(verb)

    def _given(self, trigger: Trigger) -> tuple[Ids, Ids] | None:
        """ "Received 20 million in German aid", "obtained a loan from the bank"."""
        token = self.analysis.tokens[trigger.token]
        while (
            trigger.frame.type in _GIVEN and token.dep in ("pobj", "prep", "dobj", "conj") and token.head != token.index
        ):
            token = self.analysis.tokens[token.head]
            if token.tag.startswith("VB"):
                receives = token.lemma.lower() in self.plover.words["receiving"]
                got = self.subject(token.index) if receives else ()
                found = self.phrases.behind(trigger.token, 3) or self.phrases.after(token.index, "from")
                givers = tuple(f for f in found if not self.facing.sides((f,)) & self.facing.sides(got))
                return (givers, got) if got and givers else None
        return None

    def _doers(self, noun: int, verb: int) -> Ids:
        """Who does what the noun tells of: "[Russian] pressure", "criticism [from Oslo]"."""
        after = ((noun, "by"), (noun, "from"), (verb, "from"))
        return self.phrases.modifiers(noun) or next((w for h, p in after if (w := self.phrases.after(h, p))), ())
