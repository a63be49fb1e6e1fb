"""Where an encounter takes place, and whose place it is."""

from __future__ import annotations

from collections.abc import Iterator

from communique.record.finding import Actor
from communique.record.language import Analysis
from communique.understand.meetings.parties import Parties
from communique.understand.naming.places import Place

_PLACES = ("GPE", "LOC", "FAC", "ORG")
_NOT_PLACES = ("PERSON", "NORP", "DATE", "TIME", "EVENT")
_HOSTS = ("state", "igo", "government", "organisation", "person", "group")


class Venues:
    """Reads places in one article."""

    def __init__(self, analysis: Analysis, parties: Parties) -> None:
        self.analysis, self.parties = analysis, parties

    def of(self, head: int) -> str | None:
        """The place that stands with a verb or noun: "met [in Vienna, Austria]"."""
        spot = self.spot(head)
        return self.name(spot) if spot is not None else None

    def spot(self, head: int) -> int | None:
        """The token of that place."""
        tokens = self.analysis.tokens
        for prep in self.analysis.children(head, "prep"):
            if tokens[prep].text.lower() in ("in", "at"):
                for spot in self.analysis.children(prep, "pobj"):
                    settled = self.settlement(spot)
                    if tokens[settled].entity in ("GPE", "LOC", "FAC"):
                        return settled
        return None

    def settlement(self, spot: int) -> int:
        """ "the city of Bucha" is Bucha."""
        if self.analysis.tokens[spot].lemma.lower() in self.parties.words["settlements"]:
            for prep in self.analysis.children(spot, "prep"):
                if self.analysis.tokens[prep].lemma == "of":
                    return next(iter(self.analysis.children(prep, "pobj")), spot)
            return next(iter(self.analysis.children(spot, "appos")), spot)
        return spot

    def name(self, spot: int) -> str:
        """The name as written, with the country that follows."""
        tokens = self.analysis.tokens
        first = last = spot
        while first > 0 and tokens[first - 1].dep in ("compound", "amod") and tokens[first - 1].entity in _PLACES:
            first -= 1
        for kid in self.analysis.children(spot, "appos"):
            if tokens[kid].entity == "GPE" and kid - spot == 2:
                last = kid
        return self.analysis.words(first, last + 1)

    def is_place(self, spot: int) -> bool:
        token = self.analysis.tokens[spot]
        named = token.pos == "PROPN" and any(
            self.analysis.tokens[a].lemma.lower() in self.parties.words["settlements"]
            for a in self.analysis.ancestors(spot)[:2]
        )
        unknown = token.pos == "PROPN" and token.entity not in _NOT_PLACES and self.parties.cast.covering(spot) is None
        return token.entity in _PLACES or named or unknown

    def host(self, spot: int) -> Actor | None:
        """The state that is named or whose capital it is, else the body or person that is visited."""
        hit = self.parties.places.at(spot)
        if hit is None:
            for kid in self.analysis.children(spot, "appos", "npadvmod"):
                hit = hit or self.parties.places.at(kid)
            hit = hit or self._country_behind(spot)
        if hit is None and self.analysis.tokens[spot].lemma.lower() == "capital":  # "the Finnish capital"
            whose = (self.parties.places.at(k) for k in self.analysis.children(spot, "amod", "compound", "poss"))
            hit = next((w for w in whose if w is not None), None)
            return self.parties.by_code.get(hit.code) if hit is not None else None
        if hit is not None and hit.kind != "demonym":
            host = self.parties.by_code.get(hit.code)
            return host if host is None or hit.kind != "seat" or host.kind == "state" else None  # "talks in Brussels"
        actor = self.parties.cast.headed(spot)
        if actor is None or (
            self.analysis.tokens[spot].entity in ("GPE", "LOC") and actor.kind not in ("state", "igo")
        ):
            return None
        if actor.kind == "organisation" and actor.state is None and self._is_town(spot):
            return None
        return actor if actor.kind in _HOSTS else None

    def _country_behind(self, spot: int) -> Place | None:
        """ "In Glasgow, [UK]": right behind the comma, where the parser took it for the next of a list."""
        tokens = self.analysis.tokens
        for kid in self.analysis.children(spot, "conj"):
            if kid == spot + 2 and tokens[spot + 1].text == ",":
                hit = self.parties.places.at(kid)
                return hit if hit is not None and hit.kind != "demonym" else None
        return None

    def _is_town(self, spot: int) -> bool:
        """A lone name behind "to", "in": who travels there goes to a place, whatever the tagger took it for."""
        token = self.analysis.tokens[spot]
        above = self.analysis.tokens[token.head]
        return token.dep == "pobj" and above.text.lower() in ("to", "in") and not self.analysis.children(spot)

    def spread(self, heads: tuple[int, ...]) -> Iterator[int]:
        """The places of coordinated phrases, each once."""
        tokens, stack = self.analysis.tokens, list(heads)
        while stack:
            head = self.settlement(stack.pop(0))
            yield head
            stack += self.analysis.children(head, "conj")
            named = self.parties.places.at(head) is not None
            stack += [
                k
                for k in self.analysis.children(head, "appos")
                if tokens[k].entity == "GPE" and not named and k - head > 2
            ]
