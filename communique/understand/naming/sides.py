"""Which state words without a country of their own speak of: the state named nearest in clause, paragraph, article."""

from __future__ import annotations

from collections.abc import Callable

from communique.record.language import Analysis
from communique.understand.naming.places import Place, Places

_CLIMB = 8


class NearestState:
    """Finds the state that stands nearest before a word."""

    def __init__(self, analysis: Analysis, places: Places, igos: frozenset[str], outlet: str | None = None) -> None:
        """`outlet`: the state that the outlet is named after, or None."""
        self.analysis, self.tokens = analysis, analysis.tokens
        states = [h for h in places.hits if h.code not in igos]
        self._firsts = sorted({h.code: h for h in reversed(states)}.values(), key=lambda h: (h.code != outlet, h.first))
        self._in_paragraph: dict[int, list[Place]] = {}
        for hit in states:
            self._in_paragraph.setdefault(analysis.sentence_of(hit.first).paragraph, []).append(hit)

    def before(self, first: int, can_serve: Callable[[Place], bool] = lambda place: True) -> str | None:
        """The state that is the last subject in the paragraph, else the last of the sentence, else the outlet's, the first.

        Source: chosen among eleven such orders on articles made for learning.
        """
        paragraph = self.analysis.sentence_of(first).paragraph
        here = [h for h in self._in_paragraph.get(paragraph, ()) if h.last <= first and can_serve(h)]
        nearest = [h for h in here if self._leads_subject(h)]
        if not nearest:
            nearest = [h for h in here if self.tokens[h.first].sentence == self.tokens[first].sentence]
        if nearest:
            return nearest[-1].code
        return next((h.code for h in self._firsts if can_serve(h)), None)

    def _leads_subject(self, place: Place) -> bool:
        """Whether a place is the subject of its clause or modifies it ("the Turkish side said")."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        for _ in range(_CLIMB):
            if token.dep not in ("amod", "compound", "poss", "nmod", "conj") or token.head == token.index:
                break
            token = self.tokens[token.head]
        return token.dep in ("nsubj", "nsubjpass")
