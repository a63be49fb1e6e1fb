"""What the clauses around a person's name tell of the state that the person serves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.record.language import Analysis
from communique.understand.naming.places import Places
from communique.understand.naming.sides import NearestState, destination

_CLIMB = 8
_SUBJECTS = ("nsubj", "nsubjpass")


class ClauseSide:
    """What the clauses around a person's name say of the state that the person serves."""

    def __init__(
        self,
        analysis: Analysis,
        places: Places,
        nearest: NearestState,
        words: Mapping[str, frozenset[str]],
        side_at: Callable[[int], str | None],
        judging: frozenset[str],
    ) -> None:
        """`words`: classes of the offices' table; `side_at`: the state of the person named at a token, if known;
        `judging`: verbs that judge what another does."""
        self.analysis, self.tokens, self.places = analysis, analysis.tokens, places
        self.nearest, self.words, self.side_at, self.judging = nearest, words, side_at, judging

    def of(self, first: int, last: int) -> str | None:
        """The side of the person named by tokens [first, last), or None.

        "X conveyed greetings from President P", "X said that Minister P would come": X's side. "X met President P": the
        other side's. "P's visit to Z", "P arrived in Z": not Z's.
        """
        head = self.analysis.top(first, last)
        abroad = self.travels_to(first, last)
        if abroad is not None:
            return self.nearest.most(abroad)
        led = self._team(head) or self._team_behind(head)
        if led is not None:
            return led
        own = self._spoken_of(head)
        if own is not None:
            return own
        relation, subject = self._climb(head)
        side = self._side_of(subject, first) if subject is not None else None
        if side is None:
            return None
        if relation == "other":
            return self.nearest.most(side) or self.nearest.visited(first, side)
        return side if relation == "same" else None

    def travels_to(self, first: int, last: int) -> str | None:
        """The state that the person named by tokens [first, last) travels to."""
        return destination(self.analysis, self.places, self.analysis.top(first, last), self.words["journeys"])

    def judged(self, first: int, last: int) -> str | None:
        """ "X blamed Oslo", "X thanked Norway": the state that the person named by tokens [first, last) judges."""
        token = self.tokens[self.analysis.top(first, last)]
        verb = self.tokens[token.head]
        if token.dep not in _SUBJECTS or verb.lemma.lower() not in self.judging:
            return None
        places = (self.places.at(k) for k in self.analysis.children(verb.index, "dobj"))
        return next((h.code for h in places if h is not None and h.kind in ("name", "seat")), None)

    def foreign_to(self, first: int, last: int) -> tuple[str | None, str | None]:
        """States that the person named by tokens [first, last) does not serve: where they travel to, and the side of
        whom they meet ("X will be hosted by President P")."""
        head = self.analysis.top(first, last)
        relation, subject = self._climb(head)
        met = self._side_of(subject, first) if relation == "other" and subject is not None else self._faced(head)
        return self.travels_to(first, last), met

    def _faced(self, head: int) -> str | None:
        sides = (self.side_at(i) for i in self.faced(head))
        return next((side for side in sides if side is not None), None)

    def faced(self, head: int) -> tuple[int, ...]:
        """ "X met Ambassador [P] of Z", "X received a call from [P]": the names of those whom a subject faces."""
        token = self.tokens[head]
        while token.dep == "appos" and token.head != token.index:
            token = self.tokens[token.head]
        if token.dep not in _SUBJECTS:
            return ()
        preps = self.analysis.children(token.head, "prep")
        verbs = (token.head, *self.analysis.children(token.head, "advcl"))
        verbs += tuple(i for k in preps for i in self.analysis.children(k, "pcomp"))
        for verb in verbs:
            if self.tokens[verb].lemma.lower() in self.words["met"]:
                things = self.analysis.children(verb, "dobj")
                preps = self.analysis.children(verb, "prep") + sum(
                    (self.analysis.children(t, "prep") for t in things), ()
                )
                faced = [
                    i
                    for k in preps
                    if self.tokens[k].lower in ("with", "from")
                    for i in self.analysis.children(k, "pobj")
                ]
                return (*things, *faced)
        return ()

    def _climb(self, head: int) -> tuple[str, int | None]:
        """How a name depends on the verb above it, and that verb's subject."""
        relation, token = "", self.tokens[head]
        for _ in range(_CLIMB):
            above = self.tokens[token.head]
            if above.index == token.index:
                return "", None
            if token.dep in ("dobj", "dative") or (token.dep == "pobj" and above.lower in ("with", "by", "to")):
                relation = relation or "other"
            if token.dep == "pobj" and above.lower in ("from", "of") and self._is_carried(above.head):
                relation = "other" if self._is_accepted(above.head) else "same"
            if token.dep == "ccomp" and above.pos == "VERB":
                relation = "same"
            if relation == "same" and token.dep in ("acl", "relcl") and self.side_at(above.index) is not None:
                return relation, above.index
            subjects = self.analysis.children(above.index, *_SUBJECTS)
            if above.pos in ("VERB", "AUX") and subjects and token.index not in subjects:
                brought = (i for i in self.analysis.children(above.index, "dobj") if self._is_carried(i))
                sure = relation != "other" or above.lemma in ("accept", "decline") or any(True for _ in brought)
                return relation if sure else self._by_verb(above.lemma.lower()), subjects[0]
            token = above
        return "", None

    def _is_accepted(self, noun: int) -> bool:
        """ "Accepted the invitation of", "at the invitation of": of the other side's."""
        token = self.tokens[noun]
        above = self.tokens[token.head]
        if token.lemma.lower() != "invitation":
            return False
        return above.lower in ("at", "upon") or (token.dep == "dobj" and above.lemma in ("accept", "decline"))

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

    def _team(self, head: int) -> str | None:
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
            if prep < head and self.tokens[prep].lower == "in" and verb.lemma.lower() not in self.words["met"]:
                places = (self.places.at(i) for i in self.analysis.children(prep, "pobj"))
                return next((h.code for h in places if h is not None and h.kind == "seat"), None)
        return None

    def _spoken_of(self, head: int) -> str | None:
        """ "X insisted that Bratislava needed a guarantee": who speaks for a capital serves there."""
        token = self.tokens[head]
        if token.dep not in _SUBJECTS:
            return None
        verbs = [token.head, *self.analysis.children(token.head, "advcl", "conj")]
        for verb in verbs:
            for clause in self.analysis.children(verb, "ccomp"):
                if self.tokens[clause].tag == "VB" and not self.analysis.children(clause, "aux"):
                    continue  # "demanded that Beijing halt the work"
                places = (self.places.at(i) for i in self.analysis.children(clause, *_SUBJECTS))
                code = next((h.code for h in places if h is not None and h.kind == "seat"), None)
                if code is not None:
                    return code
        return None

    def _team_behind(self, head: int) -> str | None:
        """ "A Polish delegation headed by X": the team's side."""
        by = self.tokens[head].head
        verb = self.tokens[by].head
        if self.tokens[by].lower != "by" or self.tokens[verb].lemma.lower() not in ("lead", "head"):
            return None
        team = self.tokens[verb].head if self.tokens[verb].dep in ("acl", "relcl") else verb
        near = (team, *self.analysis.children(team, "amod", "compound", "poss", "nsubjpass"))
        places = (self.places.at(i) for i in near)
        return next((h.code for h in places if h is not None and h.code), None)
