"""Who the source of an attribution is, among the actors of the article."""

from __future__ import annotations

from collections.abc import Iterable

from communique.record.finding import Actor, Doubt
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.cast import Cast

_PLURAL = frozenset(("they", "both", "sides", "parties", "leaders"))
_FIRST = frozenset(("i", "we", "my", "our"))


class Speakers:
    """Resolves sources to actors; keeps who spoke last for quotations that carry on."""

    def __init__(self, passage: Passage, cast: Cast) -> None:
        self.passage, self.cast = passage, cast

    def resolve(self, source: TokenRange | None, outer: str | None) -> tuple[str | None, tuple[Doubt, ...]]:
        """(actor id or None, doubts); `outer` is the speaker of the statement around, who is meant by "I"."""
        if source is None:
            return None, ()
        words = self.passage.analysis.words(*source)
        if words.lower() in _FIRST and outer is not None:
            return outer, ()
        actors = self._actors(source)
        if not actors:
            return None, (Doubt("speaker", f"no actor known for {words!r}"),)
        if len(actors) > 1:
            return self._together(actors).id, ()
        return actors[0].id, ()

    def _actors(self, source: TokenRange) -> tuple[Actor, ...]:
        head = self.passage.analysis.top(*source)
        found = self.cast.phrase(head)
        if found:
            return tuple(a for a in found)
        actor = self.cast.covering(head)
        if actor is not None:
            return (actor,)
        for index in range(source[1] - 1, source[0] - 1, -1):
            actor = self.cast.headed(index)
            if actor is not None and actor.kind == "person" and self._attached(index, head):
                return (actor,)
        return ()

    def _attached(self, index: int, head: int) -> bool:
        """Whether a name inside the source names its head (apposition, compound), not an owner or a place."""
        tokens = self.passage.tokens
        while index != head:
            if tokens[index].dep not in ("appos", "compound", "nmod", "flat", "amod", "conj"):
                return False
            above = tokens[index].head
            if above == index:
                return False
            index = above
        return True

    def _together(self, actors: Iterable[Actor]) -> Actor:
        """The group that stands for coordinated subjects, if the article names one, else the party named first."""
        named = list(actors)
        groups = [a for a in self.cast.actors if a.kind == "group" and self._stands_for_both(a)]
        return groups[0] if groups else named[0]

    def _stands_for_both(self, group: Actor) -> bool:
        words = group.name.lower().split()
        last = words[-1] if words else ""
        speech = self.passage.speech
        return (
            last in speech.together or last.rstrip("s") in speech.together or last[:-3] + "y" in speech.together
        ) and (len(words) <= 3)
