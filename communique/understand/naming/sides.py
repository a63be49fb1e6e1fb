"""Which state words without a country of their own speak of: the state named nearest in clause, paragraph, article."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.record.language import Analysis
from communique.understand.naming.places import Place, Places
from communique.understand.quotes import find_quotes

_CLIMB = 8
_BACK = 3  # paragraphs in which a spokesman's ministry is looked for
_SUBJECTS = ("nsubj", "nsubjpass")
_BESIDE = ("amod", "compound", "poss", "nmod", "conj")


class NearestState:
    """Finds the state that stands nearest before a word."""

    def __init__(self, analysis: Analysis, places: Places, igos: frozenset[str], outlet: str | None = None) -> None:
        """`outlet`: the state that the outlet is named after, or None."""
        self.analysis, self.tokens = analysis, analysis.tokens
        self._outlet = outlet
        states = [h for h in places.hits if h.code not in igos]
        self._firsts = sorted({h.code: h for h in reversed(states)}.values(), key=lambda h: (h.code != outlet, h.first))
        self._quoted = {
            i: number
            for number, quote in enumerate(find_quotes(analysis.text))
            if quote.parent is None
            for i in analysis.tokens_in(quote.start, quote.end)
        }
        self._in_paragraph: dict[int, list[Place]] = {}
        for hit in states:
            self._in_paragraph.setdefault(analysis.sentence_of(hit.first).paragraph, []).append(hit)

    def before(self, first: int, can_serve: Callable[[Place], bool] = lambda place: True) -> str | None:
        """The last state that is a subject in the sentence, else the outlet's own, else the last that is one in the
        paragraph, else the sentence's last, else the first.

        What somebody says in quotation marks tells nothing of the side of those outside them.

        Source: the best of 17 such orders tried on the training articles; the dev articles were looked at too.
        """
        paragraph = self.analysis.sentence_of(first).paragraph
        quote = self._quoted.get(first)
        here = [
            h
            for h in self._in_paragraph.get(paragraph, ())
            if h.last <= first and self._quoted.get(h.first) in (None, quote) and can_serve(h)
        ]
        own = next((h for h in self._firsts if h.code == self._outlet and can_serve(h)), None)
        nearest = [h for h in here if self._leads_subject(h)]
        sentence = self.tokens[first].sentence
        if own is not None and not any(self.tokens[h.first].sentence == sentence for h in nearest):
            return own.code
        if not nearest:
            nearest = [h for h in here if self.tokens[h.first].sentence == sentence]
            nearest = [h for h in nearest if not self._is_where(h)] or nearest
        if nearest:
            return nearest[-1].code
        return next((h.code for h in self._firsts if can_serve(h)), None)

    def _leads_subject(self, place: Place) -> bool:
        """Whether a place is the subject of its clause or modifies it ("the Turkish side said")."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        for _ in range(_CLIMB):
            above = self.tokens[token.head]
            sent = token.dep == "pobj" and above.text.lower() == "from"
            if not sent and (token.dep not in _BESIDE or token.head == token.index):
                break
            token = self.tokens[above.head] if sent else above
        return token.dep in ("nsubj", "nsubjpass")

    def speaking(self, first: int, bodies: frozenset[str]) -> str | None:
        """The state whose body ("the Polish Foreign Ministry") was named last before a word, or None."""
        paragraph = self.analysis.sentence_of(first).paragraph
        for number in range(paragraph, paragraph - _BACK, -1):
            for hit in reversed(self._in_paragraph.get(number, ())):
                if hit.last > first or self._quoted.get(hit.first) is not None:
                    continue
                token = self.tokens[self.analysis.top(hit.first, hit.last)]
                head = self.tokens[token.head]
                if token.dep in _BESIDE and head.text.lower() in bodies:
                    return hit.code
        return None

    def _is_where(self, place: Place) -> bool:
        """ "In Yerevan", "in Poland": where something is, not whose."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        return token.dep == "pobj" and self.tokens[token.head].text.lower() in ("in", "at", "near")

    def most(self, excluded: str) -> str | None:
        """The state that the article names first other than `excluded`, where it names but one or two others."""
        others = [h.code for h in self._firsts if h.code != excluded]
        return others[0] if 0 < len(others) <= 2 else None


class ClauseSide:
    """What the clauses around a person's name say of the state that the person serves."""

    def __init__(
        self,
        analysis: Analysis,
        places: Places,
        nearest: NearestState,
        words: Mapping[str, frozenset[str]],
        side_at: Callable[[int], str | None],
    ) -> None:
        """`words`: classes of the offices' table; `side_at`: the state of the person named at a token, if known."""
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places
        self.nearest, self.words, self.side_at = nearest, words, side_at

    def of(self, first: int, last: int) -> str | None:
        """The side of the person named by tokens [first, last), or None.

        "X conveyed greetings from President P", "X said that Minister P would come": X's side. "X met President P": the
        other side's. "P's visit to Z", "P arrived in Z": not Z's.
        """
        head = self.analysis.top(first, last)
        abroad = self._destination(head)
        if abroad is not None:
            return self.nearest.most(abroad)
        led = self._led(head) or self._leads(head)
        if led is not None:
            return led
        relation, subject = self._climb(head)
        side = self._side_of(subject, first) if subject is not None else None
        if side is None:
            return None
        return side if relation == "same" else self.nearest.most(side) if relation == "other" else None

    def _climb(self, head: int) -> tuple[str, int | None]:
        """How a name depends on the verb above it, and that verb's subject."""
        relation, token = "", self.tokens[head]
        for _ in range(_CLIMB):
            above = self.tokens[token.head]
            if above.index == token.index:
                return "", None
            if token.dep in ("dobj", "dative") or (token.dep == "pobj" and above.text.lower() in ("with", "by", "to")):
                relation = relation or "other"
            if token.dep == "pobj" and above.text.lower() in ("from", "of") and self._is_carried(above.head):
                relation = "same"
            if token.dep == "ccomp" and above.pos == "VERB":
                relation = "same"
            subjects = self.analysis.children(above.index, *_SUBJECTS)
            if above.pos in ("VERB", "AUX") and subjects and token.index not in subjects:
                return self._by_verb(above.lemma.lower()) if relation == "other" else relation, subjects[0]
            token = above
        return "", None

    def _is_carried(self, head: int) -> bool:
        """ "Greetings from", "conveyed the greetings from": what one brings from one's superior."""
        things = (head, *self.analysis.children(head, "dobj"))
        return any(self.tokens[i].lemma.lower() in self.words["carried"] for i in things)

    def _by_verb(self, verb: str) -> str:
        """Whom one meets is of the other side; whom one instructs or appoints is of one's own."""
        if verb in self.words["met"]:
            return "other"
        return "same" if verb in self.words["instructed"] else ""

    def _side_of(self, subject: int, before: int) -> str | None:
        known = self.side_at(subject)
        if known is not None or subject >= before:
            return known
        stack = [subject, *self.analysis.children(subject, "amod", "compound", "poss", "nmod")]
        places = (self.places.at(i) for i in stack)
        return next((h.code for h in places if h is not None and h.kind in ("name", "demonym", "seat")), None)

    def _led(self, head: int) -> str | None:
        """ "X led the Polish delegation"; "In Bucharest, X reacted"."""
        token = self.tokens[head]
        if token.dep not in _SUBJECTS:
            return None
        verb = self.tokens[token.head]
        if verb.lemma.lower() in ("lead", "head", "represent"):
            for team in self.analysis.children(verb.index, "dobj"):
                places = (self.places.at(i) for i in (team, *self.analysis.children(team, "amod", "compound", "poss")))
                return next((h.code for h in places if h is not None and h.code), None)
        for prep in self.analysis.children(verb.index, "prep"):
            if prep < head and self.tokens[prep].text.lower() == "in" and verb.lemma.lower() not in self.words["met"]:
                places = (self.places.at(i) for i in self.analysis.children(prep, "pobj"))
                return next((h.code for h in places if h is not None and h.kind == "seat"), None)
        return None

    def _leads(self, head: int) -> str | None:
        """ "A Polish delegation headed by X": the team's side."""
        by = self.tokens[head].head
        verb = self.tokens[by].head
        if self.tokens[by].text.lower() != "by" or self.tokens[verb].lemma.lower() not in ("lead", "head"):
            return None
        team = self.tokens[verb].head if self.tokens[verb].dep in ("acl", "relcl") else verb
        near = (team, *self.analysis.children(team, "amod", "compound", "poss", "nsubjpass"))
        places = (self.places.at(i) for i in near)
        return next((h.code for h in places if h is not None and h.code), None)

    def _destination(self, head: int) -> str | None:
        """The state that the person travels to: no home of theirs."""
        token = self.tokens[head]
        above = self.tokens[token.head]
        if token.dep == "pobj" and above.text.lower() == "of":
            above = self.tokens[above.head]
        elif token.dep not in ("poss", "nsubj"):
            return None
        if above.lemma.lower() not in self.words["journeys"]:
            return None
        for prep in self.analysis.children(above.index, "prep"):
            if self.tokens[prep].text.lower() in ("to", "in"):
                for place in (self.places.at(i) for i in self.analysis.children(prep, "pobj")):
                    if place is not None:
                        return place.code
        return None
