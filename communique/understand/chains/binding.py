"""What grammar and quotation marks rule out for a pronoun."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from communique.record.language import Analysis, Token
from communique.understand.chains.referents import Referent, Seen

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "agent"})
_CHAINED = frozenset({"compound", "appos", "conj", "nmod", "flat", "amod", "poss"})
_CLIMB = 6
_QUOTES = re.compile(r"“[^”]*”?|\"[^\"\n]*\"?")


class Grammar:
    """Answers about the phrases of one article; `named` is the referent named at a token."""

    def __init__(self, analysis: Analysis, named: dict[int, Referent]) -> None:
        self.analysis, self.tokens, self._named = analysis, analysis.tokens, named
        self._quotes = [m.span() for m in _QUOTES.finditer(analysis.text)]
        self._starts = [start for start, _ in self._quotes]
        self._speakers: dict[int, frozenset[int]] = {}

    def quote_at(self, index: int) -> tuple[int, int] | None:
        """The quotation that holds the token."""
        offset = self.tokens[index].start
        at = bisect_right(self._starts, offset) - 1
        return self._quotes[at] if at >= 0 and offset < self._quotes[at][1] else None

    def role(self, head: int) -> str:
        """ "subject", "owner" (of the subject), "object" or "other": what the phrase of the word is in its clause."""
        token = self.tokens[head]
        possessor = token.dep == "poss"
        for _ in range(_CLIMB):
            if token.dep not in _CHAINED or token.head == token.index:
                break
            token = self.tokens[token.head]
        if token.dep in SUBJECTS:
            return "owner" if possessor else "subject"
        return "object" if token.dep in ("dobj", "dative", "agent") else "other"

    def belongs(self, head: int, subject: int) -> bool:
        """Whether a word is the subject or a part of its name."""
        token = self.tokens[head]
        if token.dep == "poss":
            return False
        for _ in range(4):
            if token.index == subject:
                return True
            if token.dep not in ("compound", "appos", "nmod") or token.head == token.index:
                return False
            token = self.tokens[token.head]
        return False

    def holds(self, head: int, index: int) -> bool:
        """Whether a pronoun stands inside the phrase of a head word: "their latest games" are not "their"."""
        token = self.tokens[index]
        for _ in range(4):
            if token.dep not in ("poss", "compound", "amod", "prep", "pobj", "nmod") or token.head == token.index:
                return False
            token = self.tokens[token.head]
            if token.index == head:
                return True
        return False

    def barred(self, token: Token, seen: Iterable[Seen]) -> set[int]:
        """Referents (by `id`) that an object pronoun cannot mean: the subject of its own verb."""
        if token.lower in _REFLEXIVE or token.dep not in _OBJECTS:
            return set()
        verb = self.tokens[token.head]
        for _ in range(3):
            if verb.pos in ("VERB", "AUX") or verb.head == verb.index:
                break
            verb = self.tokens[verb.head]
        subject = self._subject(verb.index)
        return {id(s.referent) for s in seen if subject is not None and self.belongs(s.head, subject)}

    def _subject(self, verb: int) -> int | None:
        """The subject of a verb, or the one that it shares with the verb above it."""
        for _ in range(4):
            found = self.analysis.children(verb, *SUBJECTS)
            if found:
                return found[0]
            token = self.tokens[verb]
            if token.dep not in ("advcl", "xcomp", "conj", "pcomp", "prep") or token.head == verb:
                return None
            verb = token.head
        return None

    def quoting(self, quote: tuple[int, int], seen: Iterable[Seen]) -> frozenset[int]:
        """Who speaks a quotation, so is not "he" in it: subjects outside it in the sentences where it begins and ends.

        A quotation without such a subject carries on the one before it.
        """
        known = self._speakers.get(quote[0])
        if known is not None:
            return known
        inside = self.analysis.tokens_in(*quote)
        sentences = {self.tokens[i].sentence for i in (inside.start, inside.stop - 1)} if inside else set()
        found = set()
        for number in sentences:
            sentence = self.analysis.sentences[number]
            for index in (*range(sentence.first, inside.start), *range(inside.stop, sentence.last)):
                if self.tokens[index].dep in SUBJECTS and (ref := self._under(index, seen)) is not None:
                    found.add(id(ref))
        at = bisect_right(self._starts, quote[0]) - 1
        if not found and at > 0 and self._quotes[at - 1][0] in self._speakers:
            found = set(self._speakers[self._quotes[at - 1][0]])
        self._speakers[quote[0]] = frozenset(found)
        return self._speakers[quote[0]]

    def _under(self, index: int, seen: Iterable[Seen]) -> Referent | None:
        """The referent named by a subject or by the pronoun that stands there."""
        named = self._named.get(index)
        return named if named is not None else next((s.referent for s in seen if s.head == index), None)

    def governing_subject(self, token: Token) -> int | None:
        """The subject of the nearest clause above a word's own, in the sentence; else of the sentence before."""
        own = token.dep in SUBJECTS
        for above in self.analysis.ancestors(token.index):
            if self.tokens[above].pos not in ("VERB", "AUX"):
                continue
            found = [s for s in self.analysis.children(above, *SUBJECTS) if s < token.index]
            if found and not (own and found == [token.index]):
                return found[0]
        if not own or token.sentence == 0:
            return None
        before = self.analysis.sentences[token.sentence - 1]
        if before.paragraph != self.analysis.sentences[token.sentence].paragraph:
            return None
        return next(iter(self.analysis.children(before.root, *SUBJECTS)), None)

    def teller(self, token: Token) -> int | None:
        """The subject of the verb that a clause with a pronoun for its subject is the object of ("X said that he")."""
        verb = self.tokens[token.head]
        if token.dep not in SUBJECTS or verb.dep != "ccomp":
            return None
        subjects = self.analysis.children(verb.head, *SUBJECTS)
        if not subjects or subjects[0] > token.index:
            return None
        told = self.tokens[subjects[0]]
        above = self.tokens[verb.head]
        return above.head if told.lower in ("who", "that") and above.dep == "relcl" else told.index

    def judged(self, token: Token, judging: frozenset[str]) -> int | None:
        """ "Accused X of breaking [its] promise", "thanked X for [its] help": the object whose deed is judged."""
        here = token
        if here.dep != "poss" and here.dep not in SUBJECTS:
            return None
        for _ in range(_CLIMB):
            if here.dep == "prep" and here.lower in ("of", "for", "over", "from"):
                break
            if here.head == here.index or here.dep in ("ccomp", "relcl", "conj", "advcl"):
                return None
            here = self.tokens[here.head]
        verb = self.tokens[here.head]
        if here.dep != "prep" or verb.pos != "VERB" or verb.lemma.lower() not in judging:
            return None
        return next((k for k in self.analysis.children(verb.index, "dobj", "nsubjpass") if k < token.index), None)

    def following_subject(self, token: Token) -> int | None:
        """ "In his speech, X said": the subject that follows the opening phrase that a possessive stands in."""
        sentence = self.analysis.sentences[token.sentence]
        if token.index - sentence.first > 8 or token.dep != "poss":
            return None
        top = token
        for _ in range(8):
            if top.dep in ("prep", "advcl") or top.head == top.index:
                break
            top = self.tokens[top.head]
        if top.dep not in ("prep", "advcl"):
            return None
        return next((s for s in self.analysis.children(top.head, *SUBJECTS) if s > token.index), None)
