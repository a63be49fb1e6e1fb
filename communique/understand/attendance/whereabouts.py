"""The place of an encounter that the parser hung on somebody's name: "met the minister Karl Braun [in Berlin]"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.encounters import Encounters
from communique.record.language import Analysis
from communique.understand.naming.places import Places

_IN = ("in", "at")
_TO_COMPANY = frozenset({"with", "between", "among", "by", "of", "from", "alongside", "at", "in", "during"})
_TO_OCCASION = frozenset({"for", "on", "over"})
_LINKS = ("dobj", "pobj", "dative", "appos", "conj", "nmod")
_TOWNS = ("GPE", "FAC")
_NAMED = ("GPE", "ORG", "NORP", "PERSON", "EVENT", "FAC")
_HYPHENS = ("-", "–", "‐")
_TIMES = ("DATE", "TIME")
_MOST = 60  # words of one phrase; longer ones are lists, whose places are those of their members


class Whereabouts:
    """Looks for places inside the phrases that tell who met, in one article."""

    def __init__(self, analysis: Analysis, encounters: Encounters, places: Places) -> None:
        self.analysis, self.lexicon, self.places = analysis, encounters, places

    def of_company(self, head: int, *company: int) -> int | None:
        """The town that ends the phrase of a verb or noun of encounter, or of those met, wherever it is hung."""
        return next(self._below(head, [w for w in company if self._leads_on(w)]), None)

    def of_paper(self, paper: int) -> int | None:
        """ "Signed an agreement on trade [in Oslo]": trade is nowhere in particular, the signing is."""
        tokens = self.analysis.tokens
        direct = next((s for s in self._spots(paper) if self._is_town(s)), None)
        if direct is not None:
            return direct
        for prep in self.analysis.children(paper, "prep"):
            for matter in self.analysis.children(prep, "pobj"):
                last = max((matter, *self.analysis.children(matter, "conj")))
                if tokens[last].lemma.lower() in self.lexicon.words["matters"]:
                    return next((s for s in self._spots(last) if self._is_town(s)), None)
        return None

    def of_name(self, noun: int) -> int | None:
        """ "The [Oslo] forum", "the [Samarkand] summit": a capital or town in front of an encounter's noun."""
        return next((k for k in self.analysis.children(noun, "compound", "nmod") if self.is_seat(k)), None)

    def is_seat(self, word: int) -> bool:
        """A capital named alone, not one of two sides ("Moscow-Kyiv talks")."""
        hit, edges = self.places.at(word), self.analysis.edges(word)
        beside = {self.analysis.tokens[i].text for i in (max(edges[0] - 1, 0), edges[1] + 1)}
        return hit is not None and hit.kind == "seat" and edges[0] == edges[1] and beside.isdisjoint(_HYPHENS)

    def _is_town(self, spot: int) -> bool:
        hit = self.places.at(spot)
        return hit is None or hit.kind == "seat"

    def _below(self, head: int, company: list[int]) -> Iterator[int]:
        """The places below these words, those of the words next to them first."""
        analysis, tokens = self.analysis, self.analysis.tokens
        queue, seen = [head, *company], 0
        while queue and seen < _MOST:
            here = queue.pop(0)
            seen += 1
            if here != head:
                yield from self._spots(here)
            for kid in analysis.children(here):
                token = tokens[kid]
                if kid < head or (here != head and kid < here):
                    continue
                if token.lower in _TO_OCCASION and tokens[here].pos == "VERB":  # "set for May 10 [in Oslo]"
                    for day in analysis.children(kid, "pobj"):
                        yield from self._spots(day) if tokens[day].entity in _TIMES else ()
                if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ"):
                    test = self._is_of_encounter if token.lower in _TO_OCCASION else self._leads_on
                    if token.lower in _TO_COMPANY | _TO_OCCASION:
                        queue += [k for k in analysis.children(kid, "pobj") if test(k)]
                elif token.dep in _LINKS and token.pos in ("NOUN", "PROPN") and self._leads_on(kid):
                    queue.append(kid)

    def _leads_on(self, word: int) -> bool:
        """Whether a word belongs to the company or the encounter, not to what it is about."""
        token, words = self.analysis.tokens[word], self.lexicon.words
        lemma = token.lemma.lower()
        if token.pos == "PROPN" or token.entity in _NAMED:
            return lemma not in words["posted"] and token.entity not in ("DATE", "TIME")
        return lemma in words["met"] or self._is_of_encounter(word)

    def _is_of_encounter(self, word: int) -> bool:
        """What or whom an encounter is for: "a dinner [for her] in Oslo"."""
        token = self.analysis.tokens[word]
        lemma = token.lemma.lower()
        return token.entity == "PERSON" or lemma in self.lexicon.words["venues"] or lemma in self.lexicon.nouns

    def _spots(self, word: int) -> Iterator[int]:
        """Towns and buildings "in" or "at" which a word is; of a state's name only what is no state itself."""
        tokens = self.analysis.tokens
        is_state = self.places.at(word) is not None and tokens[word].entity == "GPE"
        for prep in self.analysis.children(word, "prep"):
            if prep < word or tokens[prep].lower not in _IN:
                continue
            for spot in self.analysis.children(prep, "pobj"):
                hit = self.places.at(spot)
                is_seat = hit is not None and hit.kind == "seat"
                if is_seat or (tokens[spot].entity in _TOWNS and not (is_state and hit is not None)):
                    yield spot
