"""Where an encounter takes place, and whose place it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from communique.lexicon.encounters import Encounters
from communique.record.finding import Actor
from communique.record.language import Analysis
from communique.understand.attendance.parties import Parties
from communique.understand.attendance.whereabouts import Whereabouts
from communique.understand.grammar import clauses
from communique.understand.naming.places import Place

_PLACES = ("GPE", "LOC", "FAC", "ORG")
_NOT_PLACES = ("PERSON", "NORP", "DATE", "TIME", "EVENT")
_HOSTS = ("state", "igo", "government", "organisation", "person", "group")
_DATELINE = 16  # tokens, as `clauses.dateline_end` has them


class Venues:
    """Reads places in one article."""

    def __init__(self, analysis: Analysis, encounters: Encounters, parties: Parties) -> None:
        self.analysis, self.parties, self.words = analysis, parties, encounters.words
        self.stray = Whereabouts(analysis, encounters, parties.places)

    def of(self, head: int) -> str | None:
        """The place that stands with a verb or noun: "met [in Vienna, Austria]"."""
        spot = self.spot(head)
        return self.name(spot) if spot is not None else None

    def near(self, head: int, *company: int, papers: tuple[int, ...] = ()) -> str | None:
        """As `of`, else the place hung on a name in the phrase or on what the `papers` signed there are about, else
        the building ("at the chancellery") or, of "here", the place of the dateline.
        """
        spot = self.spot(head)
        if spot is None:
            spot = self.stray.of_company(head, *company)
        if spot is None:
            spot = next((s for paper in papers if (s := self.stray.of_paper(paper)) is not None), self._building(head))
        if spot is not None:
            return self.name(spot)
        return self.dateline if self.dateline and any(map(self._is_here, (head, *company))) else None

    def spot(self, head: int) -> int | None:
        """The token of that place."""
        tokens = self.analysis.tokens
        for prep in self.analysis.children(head, "prep"):
            if tokens[prep].lower in ("in", "at"):
                for spot in self.analysis.children(prep, "pobj"):
                    settled = self.settlement(spot)
                    if tokens[settled].entity in ("GPE", "LOC", "FAC") or self._is_known(settled, prep):
                        return settled
        return None

    def _is_known(self, spot: int, prep: int) -> bool:
        """A capital, or a lone name in nobody's use behind "in", whatever the tagger took it for."""
        token, hit = self.analysis.tokens[spot], self.parties.places.at(spot)
        if hit is not None:
            return hit.kind == "seat"
        if token.lemma.lower() == "capital":
            return self.name(spot) is not None
        named = token.pos == "PROPN" and token.text[0].isupper() and not token.text.isupper()
        if not named or self.analysis.children(spot) or self.analysis.tokens[prep].lower != "in":
            return False
        actor = self.parties.cast.covering(spot)
        return token.entity in ("", "ORG", "PERSON", "PRODUCT") and (actor is None or _is_mere_name(actor))

    def _building(self, head: int) -> int | None:
        """ "Welcomed her [at the chancellery]", "talks [in the Kremlin]"."""
        for spot in clauses.objects(self.analysis, head, "at", "in"):
            words = self.words["buildings" if self.analysis.tokens[spot].pos == "NOUN" else "named_buildings"]
            if self.analysis.tokens[spot].lemma.lower() in words:
                return spot
        return None

    def _is_here(self, head: int) -> bool:
        """ "Met with her [here] on Monday", hung on the verb or on her name."""
        first, last = head, self.analysis.edges(head)[1]
        return any(self.analysis.tokens[i].lower == "here" for i in range(first, last + 1))

    @cached_property
    def dateline(self) -> str | None:
        """The town of the line that the account opens with: "OSLO, May 3 (Wire) --"."""
        spot = self._dateline_spot
        if spot is None:
            return None
        words = self.analysis.words(0, spot + 1)
        return words.title() if words.isupper() else words

    @cached_property
    def _dateline_spot(self) -> int | None:
        """Last token of that town's name."""
        tokens = self.analysis.tokens[:_DATELINE]
        if not any(t.text in ("-", "–", "—", "--") and t.start > tokens[t.index - 1].end for t in tokens[1:]):
            return None
        last = next((t.index for t in tokens if t.text in (",", "(", "/", "-", "–", "—", "--")), 0) - 1
        named = last >= 0 and all(t.text[0].isupper() for t in tokens[: last + 1]) and last < 4
        return last if named else None

    def seat_of_news(self, state: str | None) -> str | None:
        """The town of the dateline, if it is the capital of that state: who receives there, receives at home."""
        spot = self._dateline_spot
        hit = self.parties.places.at(spot) if spot is not None else None
        return self.dateline if hit is not None and hit.kind == "seat" and hit.code == state else None

    def settlement(self, spot: int) -> int:
        """ "the city of Bucha" is Bucha."""
        if self.analysis.tokens[spot].lemma.lower() in self.parties.words["settlements"]:
            for prep in self.analysis.children(spot, "prep"):
                if self.analysis.tokens[prep].lemma == "of":
                    return next(iter(self.analysis.children(prep, "pobj")), spot)
            return next(iter(self.analysis.children(spot, "appos")), spot)
        return spot

    def name(self, spot: int) -> str:
        """The name as written, with the country that follows; of "the Finnish capital" its name."""
        tokens = self.analysis.tokens
        if tokens[spot].pos == "NOUN" and (capital := self._capital(spot)) is not None:
            return capital
        first = last = spot
        while first > 0 and tokens[first - 1].dep in ("compound", "amod") and self._is_part(first - 1, spot):
            first -= 1
        for kid in self.analysis.children(spot, "appos"):
            if tokens[kid].entity == "GPE" and kid - spot == 2:
                last = kid
        return self.analysis.words(first, last + 1)

    def _is_part(self, word: int, spot: int) -> bool:
        """Whether a word in front belongs to a place's name, or says which palace it is."""
        plain = self.analysis.tokens[spot].pos == "NOUN" and self.analysis.tokens[word].head == spot
        return plain or self.analysis.tokens[word].entity in _PLACES

    def _capital(self, spot: int) -> str | None:
        """The name of "the Finnish capital", if the article has it or the state has one seat only."""
        code = self._capital_of(spot)
        if code is None:
            return None
        places = self.parties.places.hits
        named = (self.analysis.words(p.first, p.last) for p in places if p.kind == "seat" and p.code == code)
        return next(named, None) or self.parties.states.seats.get(code)

    def _capital_of(self, spot: int) -> str | None:
        if self.analysis.tokens[spot].lemma.lower() != "capital":
            return None
        whose = (self.parties.places.at(k) for k in self.analysis.children(spot, "amod", "compound", "poss"))
        return next((w.code for w in whose if w is not None), None)

    def is_place(self, spot: int) -> bool:
        token, hit = self.analysis.tokens[spot], self.parties.places.at(spot)
        if hit is not None and hit.kind in ("name", "seat"):
            return True
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
        if hit is None and (code := self._capital_of(spot)) is not None:
            return self.parties.by_code.get(code)
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
        return token.dep == "pobj" and above.lower in ("to", "in") and not self.analysis.children(spot)

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


def _is_mere_name(actor: Actor) -> bool:
    """A name that the tagger took for an organisation's, of which nothing else is known."""
    return actor.kind == "organisation" and actor.state is None and " " not in actor.name
