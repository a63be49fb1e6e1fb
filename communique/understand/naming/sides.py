"""Which state words without a country of their own speak of: the state named nearest in clause, paragraph, article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from communique.record.language import Analysis
from communique.understand.naming.places import Place, Places
from communique.understand.quotes import find_quotes

_CLIMB = 8
_BACK = 3  # paragraphs in which a spokesman's ministry is looked for
_MISSIONS = frozenset({"embassy", "consulate"})
_SUBJECTS = ("nsubj", "nsubjpass")
_BESIDE = ("amod", "compound", "poss", "nmod", "conj")


@cache
def _whole(name: str) -> re.Pattern[str]:
    """A name that is no part of a longer word: "Rada", not "Radar"."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


class NearestState:
    """Finds the state that stands nearest before a word."""

    def __init__(self, analysis: Analysis, places: Places, igos: frozenset[str], outlet: str | None = None) -> None:
        """`outlet`: the state that the outlet is named after, or None."""
        self.analysis, self.tokens = analysis, analysis.tokens
        self._outlet = outlet
        states = [h for h in places.hits if h.code not in igos]
        states = [h for h in states if not self._is_matter(h)] or states
        self._firsts = sorted({h.code: h for h in reversed(states)}.values(), key=lambda h: (h.code != outlet, h.first))
        self._quoted = {
            i: number
            for number, quote in enumerate(find_quotes(analysis.text))
            if quote.parent is None
            for i in analysis.tokens_in(quote.start, quote.end)
        }
        self._at = {h.first: h for h in states}
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
        acting = {h.code for h in nearest if self.tokens[h.first].sentence == sentence}
        if own is not None and (not acting or own.code in acting):  # "Peru and Chile agreed, said President X"
            return self._told_in(first, acting) or own.code
        if not nearest:
            nearest = [h for h in here if self.tokens[h.first].sentence == sentence]
            whose = [h for h in nearest if not self._is_where(h)]
            scene = [h for h in nearest if self._opens(h)] if all(self._is_mission(h) for h in whose) else []
            nearest = scene or whose or nearest
        if not nearest:
            nearest = [h for h in here if h.kind == "name" and self._is_object(h)]
        if nearest:
            return nearest[-1].code
        return next((h.code for h in self._firsts if can_serve(h)), None)

    def _told_in(self, first: int, acting: set[str]) -> str | None:
        """ "Peru and Chile agreed, Minister X told reporters [in Santiago]": where one of those who act tells of it."""
        words = (first, *self.analysis.ancestors(first))
        speaker = next((w for w in words if self.tokens[w].dep == "nsubj"), None)
        if speaker is None:
            return None
        preps = (k for w in (self.tokens[speaker].head, speaker) for k in self.analysis.children(w, "prep"))
        where = (p for prep in preps for p in self.analysis.children(prep, "pobj"))
        spots = {w for w in where if w > first and self.tokens[self.tokens[w].head].lower == "in"}
        here = self._in_paragraph.get(self.analysis.sentence_of(first).paragraph, ())
        return next((h.code for h in here if h.code in acting and not spots.isdisjoint(range(h.first, h.last))), None)

    def _is_mission(self, place: Place) -> bool:
        """ "Outside the Ethiopian Embassy": a house abroad."""
        return place.last < len(self.tokens) and self.tokens[place.last].lower in _MISSIONS

    def scene(self, word: int) -> Place | None:
        """ "In Oslo, she will meet the minister": the state where the sentence of a word plays, if it opens so."""
        sentence = self.analysis.sentence_of(word)
        here = self._in_paragraph.get(sentence.paragraph, ())
        return next((h for h in here if sentence.first <= h.first < word and self._opens(h)), None)

    def told_side(self, word: int) -> str | None:
        """ "On the Russian side, negotiator X said": the side that the sentence of a word opens with."""
        first = self.analysis.sentence_of(word).first
        opening = [t.lower for t in self.tokens[first : first + 2]]
        place = self._at.get(first + 2)
        if opening not in (["on", "the"], ["for", "the"], ["from", "the"]) or place is None or place.last > word:
            return None
        return place.code if self.tokens[place.last].lower == "side" else None

    def _opens(self, place: Place) -> bool:
        """ "In Cairo, people protested outside the Ethiopian Embassy": where the sentence plays."""
        first = self.analysis.sentence_of(place.first).first
        after = self.tokens[place.last] if place.last < len(self.tokens) else self.tokens[place.first]
        leads = after.text == "," or (after.tag == "PRP" and after.dep in _SUBJECTS)
        return self._is_where(place) and place.first == first + 1 and leads

    def _is_matter(self, place: Place) -> bool:
        """ "Agree on Russia sanctions": a state's bare name before a common noun says what something is about."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        noun = self.tokens[token.head]
        named = place.kind == "name" and not token.text.isupper()  # "U.S." is an adjective, too
        return named and token.dep == "compound" and noun.pos == "NOUN" and noun.text.islower()

    def _is_object(self, place: Place) -> bool:
        """ "It has unsettled Ethiopia": what the sentence before came to speak of."""
        return self.tokens[self.analysis.top(place.first, place.last)].dep == "dobj"

    def _leads_subject(self, place: Place) -> bool:
        """Whether a place is the subject of its clause or modifies it ("the Turkish side said")."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        for _ in range(_CLIMB):
            above = self.tokens[token.head]
            sent = token.dep == "pobj" and above.lower == "from"
            if not sent and (token.dep not in _BESIDE or token.head == token.index):
                break
            token = self.tokens[above.head] if sent else above
        return token.dep in ("nsubj", "nsubjpass")

    def speaking(
        self, first: int, bodies: frozenset[str], known: Mapping[str, str], *, bare: bool = False
    ) -> str | None:
        """The state whose body ("the Polish Foreign Ministry"; `known`: "the Kremlin") was named last before a word in
        its paragraph or, described, in the ones before; None where none was. `bare`: "spokesman X", of that body."""
        paragraph = self.analysis.sentence_of(first).paragraph
        near, last = self._described(first, bodies, paragraph, paragraph - 1), self.tokens[first].start
        begin = next(s.first for s in self.analysis.sentences if s.paragraph == paragraph)
        here = self.analysis.text[self.tokens[begin].start : last]
        found_at = ((m.start(), code) for n, code in known.items() if n in here for m in _whole(n).finditer(here))
        at, code = max(found_at, default=(-1, ""))
        at += self.tokens[begin].start if at >= 0 else 0
        if at >= 0 and (near is None or at > self.tokens[near.first].start):
            return code
        own = next((h for h in self._firsts if h.code == self._outlet), None)
        before = self._described(first, bodies, paragraph - 1, paragraph - _BACK)
        found = near or self._topic(first) or (before if bare else None) or own or before
        return found.code if found is not None else None

    def _topic(self, first: int) -> Place | None:
        """ "[Russia] has made its feelings known. Foreign Ministry spokesman X said": what the paragraph speaks of."""
        sentence = self.analysis.sentence_of(first)
        here = (h for h in self._in_paragraph.get(sentence.paragraph, ()) if h.last <= sentence.first)
        told = [h for h in here if self._quoted.get(h.first) is None and self._leads_subject(h)]
        return told[-1] if told else None

    def _described(self, first: int, bodies: frozenset[str], upper: int, lower: int) -> Place | None:
        """The last state before a word, in paragraphs `upper` down to `lower` (exclusive), whose body is named."""
        for number in range(upper, lower, -1):
            for hit in reversed(self._in_paragraph.get(number, ())):
                if hit.last > first or self._quoted.get(hit.first) is not None:
                    continue
                token = self.tokens[self.analysis.top(hit.first, hit.last)]
                head = self.tokens[token.head]
                if token.dep in _BESIDE and head.lower in bodies and head.dep != "poss":
                    return hit
        return None

    def _is_where(self, place: Place) -> bool:
        """ "In Yerevan", "in Poland": where something is, not whose."""
        token = self.tokens[self.analysis.top(place.first, place.last)]
        return token.dep == "pobj" and self.tokens[token.head].lower in ("in", "at", "near")

    def most(self, excluded: str) -> str | None:
        """The state that the article names first other than `excluded`, where it names but one or two others."""
        others = [h.code for h in self._firsts if h.code != excluded]
        return others[0] if 0 < len(others) <= 2 else None

    def visited(self, first: int, own: str) -> str | None:
        """The one foreign place where a sentence plays: "While in Amman, X paid a call on Prince P"."""
        sentence = self.tokens[first].sentence
        here = self._in_paragraph.get(self.analysis.sentences[sentence].paragraph, ())
        codes = {h.code for h in here if self.tokens[h.first].sentence == sentence and self._is_where(h)} - {own}
        return codes.pop() if len(codes) == 1 else None


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

    def foreign_to(self, first: int, last: int) -> tuple[str | None, str | None]:
        """States that the person named by tokens [first, last) does not serve: where they travel to, and the side of
        whom they meet ("X will be hosted by President P")."""
        head = self.analysis.top(first, last)
        relation, subject = self._climb(head)
        met = self._side_of(subject, first) if relation == "other" and subject is not None else self._faced(head)
        return self.travels_to(first, last), met

    def _faced(self, head: int) -> str | None:
        """ "X met Ambassador P of Z", "X spoke after meeting P of Z": the state of the one whom the subject faces."""
        token = self.tokens[head]
        if token.dep not in _SUBJECTS:
            return None
        preps = self.analysis.children(token.head, "prep")
        verbs = (token.head, *self.analysis.children(token.head, "advcl"))
        verbs += tuple(i for k in preps for i in self.analysis.children(k, "pcomp"))
        for verb in verbs:
            if self.tokens[verb].lemma.lower() in self.words["met"]:
                with_ = (k for k in self.analysis.children(verb, "prep") if self.tokens[k].text == "with")
                faced = (i for k in with_ for i in self.analysis.children(k, "pobj"))
                sides = (self.side_at(i) for i in (*self.analysis.children(verb, "dobj"), *faced))
                return next((side for side in sides if side is not None), None)
        return None

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


def destination(analysis: Analysis, places: Places, head: int, journeys: frozenset[str]) -> str | None:
    """The state that the person named at `head` travels to ("arrived in Baku", "visited Baku"): no home of theirs."""
    tokens = analysis.tokens
    token = tokens[head]
    while token.dep in ("conj", "appos") and token.head != token.index:
        token = tokens[token.head]
    above = tokens[token.head]
    if token.dep == "pobj" and above.lower == "of":
        above = tokens[above.head]
    elif token.dep not in ("poss", "nsubj", "nsubjpass"):
        return None
    if above.lemma.lower() not in journeys and not analysis.children(above.index, "dobj", "dative"):
        due = (k for k in analysis.children(above.index, "xcomp") if not analysis.children(k, "nsubj"))
        above = next((tokens[k] for k in due if tokens[k].tag == "VB"), above)  # "is due to travel to"
    if above.lemma.lower() not in journeys:
        return None
    preps = (k for k in analysis.children(above.index, "prep") if tokens[k].lower in ("to", "in"))
    where = [*analysis.children(above.index, "dobj"), *(i for k in preps for i in analysis.children(k, "pobj"))]
    return next((place.code for i in where if (place := places.at(i)) is not None), None)
