"""Visits put right: nobody visits the own country, and who invites there is the host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.understand.cast import Cast
from communique.understand.gathered.gathering import Gathering
from communique.understand.meetings.sighting import Sighting


class Journeys:
    """Corrects the visits of one article."""

    def __init__(self, cast: Cast, words: Mapping[str, frozenset[str]]) -> None:
        self.cast, self.words = cast, words

    def turn(self, sighting: Sighting, told: Sequence[Gathering]) -> None:
        """Nobody visits the own country: who invites there is the host, the guest is another.

        That is somebody named in the sentence, else at the last encounter ("asked him to pay a visit to Oslo"). Without
        an invitation it is a journey at home: the text names no other guest.
        """
        if not self._is_bidden(sighting):
            return
        hosts = {self.cast[i].code for i, r in sighting.roles.items() if r == "host" and self.cast[i].kind == "state"}
        guests = [self.cast[i] for i, role in sighting.roles.items() if role == "guest"]
        if not hosts or not guests or any(g.kind != "person" or g.state not in hosts for g in guests):
            return
        analysis = self.cast.analysis
        near = self.cast.named_in(analysis.sentence_of(sighting.head).first, sighting.head)
        company = [near, *(tuple(map(self.cast.__getitem__, g.roles)) for g in reversed(told) if g.kind != "visit")]
        for actors in company:
            others = [a for a in actors if a.kind == "person" and a.state not in hosts]
            if others:
                sighting.roles.update(dict.fromkeys((g.id for g in guests), "host"))
                sighting.roles[others[-1].id] = "guest"
                return

    def are_two(self, sighting: Sighting, home: Gathering) -> bool:
        """ "Rojas visited Oslo in May. During [her own visit]": of other persons."""
        if sighting.kind != "visit" or home.kind != "visit":
            return False
        mine, theirs = (
            {i for i, role in roles.items() if role == "guest" and self.cast[i].kind == "person"}
            for roles in (sighting.roles, home.roles)
        )
        return bool(mine and theirs) and mine.isdisjoint(theirs)

    def stay_home(self, sighting: Sighting) -> None:
        """A journey at home is to nobody: no state receives its own."""
        guests = {self.cast[i].state for i, role in sighting.roles.items() if role == "guest"}
        own = [i for i, role in sighting.roles.items() if role == "host" and self.cast[i].kind == "state"]
        for host in own if len(guests) == 1 and not self._is_bidden(sighting) else ():
            if self.cast[host].code in guests:
                del sighting.roles[host]

    def _is_bidden(self, sighting: Sighting) -> bool:
        """Whether the visit is one that somebody asks or is asked for."""
        words, tokens = self.words["proposing"], self.cast.analysis.tokens
        return any(tokens[i].lemma.lower() in words for i in self.cast.analysis.ancestors(sighting.head))
