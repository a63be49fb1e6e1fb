"""Who faces whom in an article, for the words that leave it out ("the leaders", "we", "dismissed the figure")."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from communique.lexicon.plover import Plover
from communique.record.finding import Actor, EventType
from communique.understand.cast import Cast
from communique.understand.gathered.headline import is_matter

Ids = tuple[str, ...]

_COMPANY = 6  # sides; of more nobody says "the parties"
FEW = 3  # sides; who of a larger company dealt with whom an encounter does not tell
_MANY = 4  # sides
_LEADING = 0.4  # share of the mentions that the side has which an article is about
_HOSTILE = 3  # the lowest quad class of conflict, in words or deeds
_AGAINST_OTHERS = frozenset(("REJECT", "ACCUSE", "REQUEST", "THREATEN"))  # two who do so together face a third
_RECENT = 5  # sentences that a quarrel is remembered for
# What one does to a friend with whom the text tells of no quarrel: an ambassador is called home.
_OF_FRIENDS = "SANCTION"
# Whom the article is about tells nothing of who is blamed or asked.
_OF_ANYBODY = frozenset(("ACCUSE", "REQUEST"))


def is_sided(actor: Actor) -> bool:
    """Does the actor belong to a state, or is it a state or an organisation of states?"""
    return bool(actor.state or actor.code)


def has_side(actor: Actor) -> bool:
    """False for a group of whom the text does not say whose it is ("observers")."""
    return actor.kind != "group" or actor.state is not None


def has_name(actor: Actor) -> bool:
    """False for people or bodies that the text only describes ("foreign countries", "government")."""
    return is_sided(actor) or actor.kind == "person" or actor.name.split()[-1][0].isupper()


class Facing:
    """Memory of one pass over an article: the sides that met, who spoke last, who did something to whom last."""

    def __init__(self, cast: Cast, plover: Plover, title: str = "", narrator: Actor | None = None) -> None:
        self.cast, self.plover = cast, plover
        self._narrator = narrator
        self._side = {a.id: cast.side(a) for a in cast.actors}
        self._sided = frozenset([a.id for a in cast.actors if is_sided(a)])
        self._facing = frozenset([a.id for a in cast.actors if is_sided(a) or a.kind == "person"])
        self.voice: Ids = ()
        self._pair = self._headline_pair(title)
        words = [w.strip("\"'“”‘’:,.;()") for w in title.lower().split()]
        self._is_joint = "joint" in words and not plover.words["joint"].isdisjoint(words)
        self._last: dict[tuple[str, bool], tuple[int, Ids]] = {}
        self._struck: dict[str, Ids] = {}
        self._brokered: dict[str, Ids] = {}
        self._together: tuple[int, Ids] | None = None
        self._meetings: dict[frozenset[str], tuple[Ids, Ids]] = {}

    @property
    def pair(self) -> Ids:
        """Whom "the leaders" or "both sides" mean: those who met, else the two sides that the article is about."""
        return self._pair or self._protagonists[:2]

    @property
    def have_met(self) -> bool:
        """Has the text told of an encounter so far, or the headline named those who meet?"""
        return bool(self._pair)

    def met(self, count: int | None, sentence: int | None) -> Ids:
        """Whom a noun means: where it may mean states in a `sentence`, two that did something together right before;
        else the pair, where they are as many sides as it counts; two of three are those named last.
        """
        if count == 2 and sentence is not None and self._together is not None:
            told, two = self._together
            if told in (sentence - 1, sentence):
                return two
        if count == 2 and len(self.pair) == 3:
            return self.pair[-2:]
        return self.pair if count is None or len(self.sides(self.pair)) <= count else ()

    @property
    def narrator(self) -> Ids:
        """Who says "we" where nobody is quoted: the state whose government's page it is, else who spoke last."""
        return self.voice if self._is_joint or self._narrator is None else (self._narrator.id,)

    @property
    def home(self) -> str | None:
        """The only state of an article that knows one side alone."""
        return self._protagonists[0] if len(self._protagonists) == 1 else None

    def sides(self, ids: Ids) -> frozenset[str]:
        """The states, organisations or persons that actors belong to, as `Cast.side` gives them."""
        return frozenset([self._side[i] for i in ids])

    def sided(self, ids: Ids) -> Ids:
        """Those of the actors that have a side."""
        return tuple([i for i in ids if i in self._sided])

    def as_met(self, actors: Ids) -> tuple[Ids, Ids]:
        """Actors and recipients as when just these sides met: several guests of one host are no ring."""
        sides = self.sides(actors)
        return self._meetings.get(sides, (actors, ())) if len(sides) > 2 else (actors, ())

    def hear(self, speakers: Ids) -> None:
        """From here on "we" may mean the speakers: one of them, or all who make a joint statement."""
        if self._is_joint or len(self.sides(speakers)) == 1:
            self.voice = speakers if self._is_joint else speakers[:1]

    def remember(self, actors: Ids, recipients: Ids, type_: EventType, sentence: int, *, meets: bool) -> None:
        """Keep an event that a sentence tells. `meets`: the text tells of their encounter."""
        everyone = tuple(dict.fromkeys((*actors, *recipients)))
        present = self.present(everyone)
        if meets and 1 < len(self.sides(present)) <= _COMPANY:
            self._pair = present
            if actors and recipients:
                self._meetings.setdefault(self.sides(present), (self.present(actors), self.present(recipients)))
        elif not self._pair and 1 < len(self.sides(self.sided(actors))) <= _COMPANY and type_ not in _AGAINST_OTHERS:
            self._pair = self.sided(actors)
        if len(present) == 2 and not recipients and all(self.cast[a].kind == "state" for a in present):
            self._together = (sentence, present)
        hostile = self._is_hostile(type_)
        if type_ == "ASSAULT" and self.sided(recipients):
            self._struck.update(dict.fromkeys(self.sides(actors), self.sided(recipients)))
        for one in everyone:
            side = self._side[one]
            across = (recipients if one in actors else actors) if actors and recipients else everyone
            if others := tuple(o for o in self.sided(across) if self._side[o] != side):
                together = type_ in _AGAINST_OTHERS and set(others) <= set(actors)
                self._last[side, hostile] = (sentence, others if together else others[:1])

    def bring_together(self, brokers: Ids, parties: Ids) -> None:
        """Keep who mediates between whom."""
        if len(self.sides(parties)) > 1:
            self._brokered.update(dict.fromkeys(self.sides(brokers), parties))

    def brokered(self, mine: frozenset[str]) -> Ids:
        """Between whom one of these sides mediated before."""
        return next((self._brokered[side] for side in sorted(mine) if side in self._brokered), ())

    def counterpart(self, mine: frozenset[str], type_: EventType, sentence: int) -> Ids:
        """The other side that the words of a sentence leave out: the one faced last in such a matter, else the
        article's other side; () where neither tells.

        A state faces itself where the article names no other.
        """
        if len(mine) != 1:
            return ()
        (side,) = mine
        hostile = self._is_hostile(type_)
        if type_ == "ASSAULT" and side in self._struck:
            return self._struck[side]
        if side in self._brokered and not hostile:
            return self._brokered[side]
        met = side in self.sides(self._pair)
        other = tuple(p for p in self._pair if self._side[p] != side) if met and not hostile else ()
        if other:
            return other
        if (side, hostile) in self._last:
            told, faced = self._last[side, hostile]
            return faced if not hostile or self._are_few or sentence - told <= _RECENT else ()
        if type_ == "ASSAULT" and met:
            return ()  # those who meet are at war with somebody else
        told, faced = self._last.get((side, True), (-_RECENT - 1, ()))
        if type_ == "REQUEST" and sentence - told <= _RECENT:
            return faced  # something is asked of friends and foes
        if hostile and (side, False) in self._last:
            return self._last[side, False][1] if type_ == _OF_FRIENDS or self._are_few else ()
        return self._protagonist(side, type_)

    def _protagonist(self, side: str, type_: EventType) -> Ids:
        """The other side that the article is about; the only one itself."""
        others = next(((id_,) for id_ in self._protagonists if self._side[id_] != side), ())
        if others and (
            type_ in _OF_ANYBODY or (self._is_about_many and side not in self.sides(self._protagonists[:2]))
        ):
            return ()
        return others or self._protagonists[:1]

    def _is_hostile(self, type_: EventType) -> bool:
        """Is a type one of conflict? To ask is none: whom one asks may be a friend."""
        return self.plover.types[type_].quad >= _HOSTILE and type_ != "REQUEST"

    def present(self, ids: Ids) -> Ids:
        """Those of the actors who can face another at a meeting: all that have a side, and persons without one."""
        return tuple([i for i in ids if i in self._facing])

    def _headline_pair(self, title: str) -> Ids:
        """Who the headline brings together: one of each side that it names; where it names one ("Talks with X"), the
        person most mentioned of the state whose page it is joins.
        """
        named: dict[str, str] = {}
        for actor in self.cast.actors if title else ():
            if actor.kind in ("person", "state", "igo") and self._acts_in(title, actor.name):
                named.setdefault(self.cast.side(actor), actor.id)
        host = self.cast.side(self._narrator) if self._narrator is not None else ""
        if len(named) == 1 and host and host not in named:
            people = [a for a in self.cast.actors if a.kind == "person" and self.cast.side(a) == host]
            if people:
                named[host] = max(people, key=lambda a: len(a.mentions)).id
        return tuple(named.values()) if len(named) > 1 else ()

    def _acts_in(self, title: str, name: str) -> bool:
        """Named in a headline, not only as what something is about ("veto on Russia sanctions")."""
        states = (a.name for a in self.cast.actors if a.kind == "state")
        longer = [other for other in states if len(other) > len(name) and other.startswith(name)]
        spots = (m.start() for m in re.finditer(rf"\b{re.escape(name)}", title))
        own = (at for at in spots if not any(title.startswith(other, at) for other in longer))  # Niger in "Nigeria"
        at = next(own, None)
        return at is not None and not is_matter(title, at)

    @cached_property
    def _protagonists(self) -> Ids:
        """One actor of each side, most mentioned side first; states and organisations of states only."""
        first: dict[str, str] = {}
        for actor in self._states:
            side = self.cast.side(actor)
            if side not in first or actor.kind == "state":
                first[side] = actor.id
        return tuple(first[side] for side, _ in self._named.most_common(4))

    @cached_property
    def _states(self) -> tuple[Actor, ...]:
        """The actors with a side: states and their people where there are any, else organisations of states."""
        states = tuple(a for a in self.cast.actors if a.state or a.kind == "state")
        return states or tuple(a for a in self.cast.actors if is_sided(a))

    @cached_property
    def _named(self) -> Counter[str]:
        """How often each side is called by a name or a title."""
        count: Counter[str] = Counter()
        for actor in self._states:
            count[self.cast.side(actor)] += sum(m.kind != "pronoun" for m in actor.mentions)
        return count

    @property
    def _are_few(self) -> bool:
        """So few sides that each deals with nearly every other."""
        return len(self._named) <= FEW

    @cached_property
    def _is_about_many(self) -> bool:
        """Many sides, of which none leads: who faces whom cannot be told from how often they are named."""
        ((_, most),) = self._named.most_common(1) or ((None, 0),)
        return len(self._named) > _MANY and most < _LEADING * self._named.total()
