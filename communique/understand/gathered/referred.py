"""Who is meant where a company is only referred to: "they", "the two leaders", "the leaders' next summit"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.record.finding import Actor
from communique.understand.cast import Cast
from communique.understand.gathered.companies import Companies
from communique.understand.gathered.gathering import Gathering, is_of_war
from communique.understand.gathered.headline import Headline
from communique.understand.meetings.sighting import Sighting

_PAIR = 2
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}


class Referred:
    """Completes the sightings of one article; `told`: the encounters told so far, in text order."""

    def __init__(
        self,
        cast: Cast,
        classes: Mapping[str, str],
        headline: Headline,
        home: Actor | None,
        companies: Companies,
        told: Sequence[Gathering],
    ) -> None:
        self.cast, self.classes, self.headline, self.home = cast, classes, headline, home
        self.companies, self.told = companies, told

    def add_home(self, sighting: Sighting) -> None:
        """Talks with one other side, told by a government's own outlet, are talks with that government."""
        if (
            self.home is None
            or self.classes[sighting.kind] not in ("meet", "call")
            or len(self.companies.sides(sighting.roles)) != 1
        ):
            return
        if self.cast.side(self.home) not in self.companies.sides(sighting.roles):
            sighting.add((self.home,))

    def fill(self, sighting: Sighting) -> None:
        """ "The two leaders": of the headline's encounter, else of the one named last, else of the opening."""
        if not sighting.roles and (pair := self._last_two(sighting)):
            sighting.add(pair)
            return
        two = not sighting.roles and self._count(sighting) == _PAIR
        again = sighting.soft and sighting.fresh  # "a second round": of those talks
        like = (g for g in reversed(self.told) if again and self.classes[g.kind] == self.classes[sighting.kind])
        near = (g for g in reversed(self.told) if self._is_near(sighting, g))
        for home in (*near, *(g for g in self.told if g.main), *like, *reversed(self.told)):
            if sighting.of_war and not is_of_war(home):
                continue
            sides = self.companies.sides(home.roles)
            if two and self._are_many(home):
                continue
            if len(sides) > 1 and (not sighting.roles or set(self.companies.sides(sighting.roles)) & set(sides)):
                if "host" in sighting.roles.values() and sighting.kind == "visit":
                    self._add_guests(sighting, home)
                    return
                for actor in home.roles:
                    sighting.roles.setdefault(actor, "participant")
                return
        sighting.add(self._protagonists(sighting))

    def _protagonists(self, sighting: Sighting) -> tuple[Actor, ...]:
        """Those of the headline or the opening, if they are as many as there must be."""
        count, actors = self._count(sighting), self.headline.protagonists
        if sighting.unsaid or sighting.anaphoric:  # "talks were held", "the talks": not even "they", "the leaders"
            count = count or _PAIR
            few = len(self.companies.sides(a.id for a in actors)) == _PAIR
            few = few and (self.headline.titled or (not sighting.of_war and self._knows_two()))
            actors = actors if few else self.headline.joined
        elif not self.headline.titled:
            count = count or _PAIR
        sides = self.companies.sides(a.id for a in actors)
        sizes = {len(sides), len(sides.keys() | self.companies.sides(sighting.roles))}
        return actors if len(sides) > 1 and (count is None or count in sizes) else ()

    def _knows_two(self) -> bool:
        """Whether the whole article names two sides and no more: whose its talks are needs no word."""
        sided = (a for a in self.cast.actors if a.kind in ("state", "igo") or (a.kind == "person" and a.state))
        return len({self.cast.side(a) for a in sided}) == _PAIR

    def _count(self, sighting: Sighting) -> int | None:
        """ "[Both] sides", "the [two] presidents", "the ministers of the [three] countries": how many there were."""
        tokens = self.cast.analysis.tokens
        counts = (_COUNTS[tokens[i].lower] for i in range(sighting.first, sighting.last) if tokens[i].lower in _COUNTS)
        return next(counts, None)

    def _is_near(self, sighting: Sighting, home: Gathering) -> bool:
        """ "Rojas then met Lund. [Both] signed a treaty": of those who met in this sentence or the one before."""
        tokens = self.cast.analysis.tokens
        met = self.classes[home.kind] in ("meet", "call") and home.status == "held"
        if not home.sightings or not met or sighting.kind == "visit" or sighting.unsaid:
            return False
        behind = tokens[sighting.head].sentence - tokens[home.sightings[-1].head].sentence
        return 0 <= behind <= 1

    def _are_many(self, home: Gathering) -> bool:
        """Whether more than two sides met, hosts and mediators apart."""
        return len(self.companies.sides(i for i, role in home.roles.items() if role not in ("host", "mediator"))) > 2

    def _add_guests(self, sighting: Sighting, home: Gathering) -> None:
        """ "Invited his counterpart to Oslo": the other side comes; which of its persons is not said."""
        hosts = self.companies.sides(sighting.roles)
        others = {s: ids for s, ids in self.companies.sides(home.roles).items() if s not in hosts}
        for ids in others.values() if len(others) == 1 else ():
            state = self.cast.state_actor(self.cast[min(ids)])
            alone = tuple(self.cast[i] for i in ids) if len(ids) == 1 else ()
            sighting.add((state,) if state is not None else alone, "guest")

    def _last_two(self, sighting: Sighting) -> tuple[Actor, ...]:
        """ "The two have spoken by phone": the two persons of different sides named last."""
        analysis, tokens = self.cast.analysis, self.cast.analysis.tokens
        alone = (i for i in range(sighting.first, sighting.last) if tokens[i].lower == "two")
        if not any(tokens[i].dep in ("nsubj", "pobj", "nsubjpass") for i in alone):
            return ()
        here = analysis.sentence_of(sighting.head)
        first = analysis.sentences[max(0, here.index - 1)].first
        sides: dict[str, Actor] = {}
        for actor in reversed(self.cast.named_in(first, sighting.head)):
            if actor.kind == "person":
                sides.setdefault(self.cast.side(actor), actor)
        return tuple(sides.values())[:2] if len(sides) > 1 else ()

    def add_college(self, sighting: Sighting) -> None:
        """ "The leaders met in Oslo. The [next] summit is due in May": of the same leaders."""
        company = any(self.cast[i].kind in ("group", "igo") for i in sighting.roles)
        bodies = [n for a in self.cast.actors if a.kind == "igo" for n in (a.code, a.name, *a.aliases) if n]
        for g in reversed(self.told if not company and not sighting.names else []):
            groups = (a for i in g.roles if g.kind == "summit" and (a := self.cast[i]).kind == "group")
            leaders = tuple(a for a in groups if a.state is None and any(f" {n} " in f" {a.name} " for n in bodies))
            if leaders:
                sighting.add(leaders)
                return
