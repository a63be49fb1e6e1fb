"""Who "he", "she", "they" and "it" are: rules of recency, gender and grammar; abstains when unsure.

First and second persons are left to the statements, which know who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from typing import Literal

from communique.record.finding import MentionKind
from communique.record.language import Analysis, Token

Sort = Literal["person", "group", "body", "state"]

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "agent"})
_CHAINED = frozenset({"compound", "appos", "conj", "nmod", "flat", "amod", "poss"})
_REACH = 3
_KEEP = 60
_QUOTES = re.compile(r"“[^”]*”?|\"[^\"\n]*\"?")


@dataclass(eq=False, slots=True)
class Referent:
    """Somebody a pronoun may mean. `spots` is the gathered actor's own list: found pronouns are added to it."""

    sort: Sort
    spots: list[tuple[int, int, MentionKind]]
    gender: str | None = None
    plural: bool = False
    count: int = 0


@dataclass(slots=True)
class _Seen:
    """A mention that was passed: its head word, the grammatical role of its phrase, whether in a quotation."""

    referent: Referent
    head: int
    sentence: int
    role: str
    quoted: bool


class PronounReader:
    """Reads the pronouns of one article from left to right."""

    def __init__(self, analysis: Analysis, referents: list[Referent]) -> None:
        self.analysis, self.tokens = analysis, analysis.tokens
        quotes = [m.span() for m in _QUOTES.finditer(analysis.text)]
        self._quote_starts = [start for start, _ in quotes]
        self._quotes = quotes
        self._marks = sorted(
            (
                (first, last, ref)
                for ref in referents
                for first, last, kind in ref.spots
                if kind not in ("pronoun", "demonym")
            ),
            key=lambda mark: mark[0],
        )
        self._seen: deque[_Seen] = deque(maxlen=_KEEP)
        self._at = {token: ref for first, last, ref in self._marks for token in range(first, last)}
        self._speakers: dict[int, frozenset[int]] = {}
        self._ahead = 0

    def read(self) -> None:
        """Add a pronoun spot to the referent of every pronoun that can be settled."""
        for token in self.tokens:
            self._pass_marks(token.index)
            word = token.text.lower()
            if word in _GENDER:
                found = self._person(token, _GENDER[word])
            elif word in _PLURAL:
                found = self._several(token)
            elif word in _NEUTER:
                found = self._thing(token)
            else:
                continue
            if found is not None:
                found.spots.append((token.index, token.index + 1, "pronoun"))
                self._note(found, token.index, token.index + 1)

    def _pass_marks(self, until: int) -> None:
        while self._ahead < len(self._marks) and self._marks[self._ahead][0] <= until:
            first, last, referent = self._marks[self._ahead]
            self._note(referent, first, last)
            self._ahead += 1

    def _note(self, referent: Referent, first: int, last: int) -> None:
        head = self.analysis.top(first, last)
        referent.count += 1
        self._seen.append(
            _Seen(referent, head, self.tokens[head].sentence, self._role(head), self._quoted(head) is not None)
        )

    def _role(self, head: int) -> str:
        """ "subject", "object" or "" of the phrase that the word leads or belongs to."""
        token = self.tokens[head]
        possessor = token.dep == "poss"
        for _ in range(_REACH * 2):
            if token.dep not in _CHAINED or token.head == token.index:
                break
            token = self.tokens[token.head]
        if token.dep in _SUBJECTS:
            return "owner" if possessor else "subject"
        return "object" if token.dep in ("dobj", "dative", "agent") else ""

    def _quoted(self, index: int) -> tuple[int, int] | None:
        """The quotation that holds the token."""
        offset = self.tokens[index].start
        at = bisect_right(self._quote_starts, offset) - 1
        return self._quotes[at] if at >= 0 and offset < self._quotes[at][1] else None

    def _person(self, token: Token, gender: str) -> Referent | None:
        scores: dict[int, tuple[float, Referent]] = {}
        quote = self._quoted(token.index)
        barred = self._barred(token) | (self._quoting(quote) if quote is not None else frozenset())
        for seen in self._seen:
            ref = seen.referent
            if ref.sort != "person" or ref.gender not in (gender, None) or token.sentence - seen.sentence > _REACH:
                continue
            if id(ref) in barred:
                continue
            score = self._score(seen, token) + (0.6 if ref.gender == gender else 0.0)
            if id(ref) not in scores or score >= scores[id(ref)][0]:
                scores[id(ref)] = (score, ref)
        ahead = self._cataphor(token, gender) if quote is None else None
        if ahead is not None and id(ahead) not in barred:
            best = scores.get(id(ahead), (0.0, ahead))[0]
            scores[id(ahead)] = (max(best, 1.7), ahead)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05 and ranked[0][1].gender is None):
            return None
        found = ranked[0][1]
        found.gender = found.gender or gender
        return found

    def _score(self, seen: _Seen, token: Token) -> float:
        """How likely a pronoun takes up a mention: near, subject, often named."""
        distance = token.sentence - seen.sentence
        score = (1.6, 1.2, 0.2, -0.4)[distance]
        score += {"subject": 0.9, "owner": 0.3, "object": 0.2}.get(seen.role, 0.0)
        if token.dep in _SUBJECTS and seen.role == "subject":
            score += 0.3
        if seen.quoted and self._quoted(token.index) is None:
            score -= 0.8
        if self.tokens[seen.head].text.lower() in _GENDER:
            score += 0.25
        return score + min(seen.referent.count, 8) * 0.04

    def _barred(self, token: Token) -> set[int]:
        """Referents that grammar rules out: an object pronoun never means the subject of its own verb."""
        if token.text.lower() in _REFLEXIVE or token.dep not in _OBJECTS:
            return set()
        verb = self.tokens[token.head]
        for _ in range(3):
            if verb.pos in ("VERB", "AUX") or verb.head == verb.index:
                break
            verb = self.tokens[verb.head]
        subject = self._subject(verb.index)
        return {id(s.referent) for s in self._seen if subject is not None and self._belongs(s.head, subject)}

    def _subject(self, verb: int) -> int | None:
        """The subject of a verb, or the one that it shares with the verb above it."""
        for _ in range(4):
            found = self.analysis.children(verb, "nsubj", "nsubjpass")
            if found:
                return found[0]
            token = self.tokens[verb]
            if token.dep not in ("advcl", "xcomp", "conj", "pcomp", "prep") or token.head == verb:
                return None
            verb = token.head
        return None

    def _belongs(self, head: int, subject: int) -> bool:
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

    def _quoting(self, quote: tuple[int, int]) -> frozenset[int]:
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
                if self.tokens[index].dep in _SUBJECTS and (ref := self._mark_under(index)) is not None:
                    found.add(id(ref))
        at = bisect_right(self._quote_starts, quote[0]) - 1
        if not found and at > 0 and self._quotes[at - 1][0] in self._speakers:
            found = set(self._speakers[self._quotes[at - 1][0]])
        self._speakers[quote[0]] = frozenset(found)
        return self._speakers[quote[0]]

    def _mark_under(self, index: int) -> Referent | None:
        """The referent named by a subject or by the pronoun that stands there."""
        named = self._at.get(index)
        if named is not None:
            return named
        return next((seen.referent for seen in self._seen if seen.head == index), None)

    def _cataphor(self, token: Token, gender: str) -> Referent | None:
        """ "In his speech, X said": the subject that follows an opening phrase."""
        sentence = self.analysis.sentences[token.sentence]
        if token.index - sentence.first > 8 or self.tokens[token.index].dep != "poss":
            return None
        top = token
        for _ in range(8):
            if top.dep in ("prep", "advcl") or top.head == top.index:
                break
            top = self.tokens[top.head]
        subject = next((s for s in self.analysis.children(top.head, "nsubj", "nsubjpass") if s > token.index), None)
        if subject is None or top.dep not in ("prep", "advcl"):
            return None
        for first, last, ref in self._marks[self._ahead : self._ahead + 6]:
            if first <= subject < last or self._belongs(self.analysis.top(first, last), subject):
                return ref if ref.sort == "person" and ref.gender in (gender, None) else None
        return None

    def _several(self, token: Token) -> Referent | None:
        """ "They": a plural group that is the subject around or just before; else abstain."""
        best: tuple[float, Referent] | None = None
        for seen in self._seen:
            distance = token.sentence - seen.sentence
            if distance > 1 or seen.referent.sort == "person" or not self._may_be_several(seen):
                continue
            if id(seen.referent) in self._barred(token):
                continue
            score = (1.0 if distance == 0 else 0.6) + {"subject": 1.0, "object": 0.3}.get(seen.role, 0.0)
            score += 0.5 if seen.referent.plural else 0.0
            if best is None or score >= best[0]:
                best = (score, seen.referent)
        return best[1] if best is not None and best[0] >= 1.5 else None

    def _may_be_several(self, seen: _Seen) -> bool:
        return seen.referent.plural or seen.referent.sort in ("group", "body")

    def _thing(self, token: Token) -> Referent | None:
        """ "It", "its": the state or body that is the subject of a clause around it or of the sentence before."""
        if self._empty_it(token):
            return None
        subject = self._governing_subject(token)
        if subject is None:
            return None
        for seen in reversed(self._seen):
            if seen.referent.sort != "person" and not seen.referent.plural and self._belongs(seen.head, subject):
                return seen.referent
        return None

    def _empty_it(self, token: Token) -> bool:
        """ "It is clear that ...", "it seems": stands for nothing."""
        if token.text.lower() != "it":
            return False
        verb = self.tokens[token.head]
        if token.dep in ("expl",) or verb.lemma in ("seem", "appear", "happen", "rain", "snow"):
            return True
        return verb.lemma == "be" and bool(self.analysis.children(verb.index, "acomp", "attr"))

    def _governing_subject(self, token: Token) -> int | None:
        """The subject of the nearest clause above the pronoun's own, in the sentence; else of the sentence before."""
        own = token.dep in _SUBJECTS
        for above in self.analysis.ancestors(token.index):
            if self.tokens[above].pos not in ("VERB", "AUX"):
                continue
            found = [s for s in self.analysis.children(above, "nsubj", "nsubjpass") if s < token.index]
            if own and found == [token.index]:
                continue
            if found:
                return found[0] if self.tokens[found[0]].pos != "PRON" else None
        if not own or token.sentence == 0:
            return None
        before = self.analysis.sentences[token.sentence - 1]
        if before.paragraph != self.analysis.sentences[token.sentence].paragraph:
            return None
        return next(iter(self.analysis.children(before.root, "nsubj", "nsubjpass")), None)


def resolve_pronouns(analysis: Analysis, referents: list[Referent]) -> None:
    """Add a pronoun spot to whom each third-person pronoun means; where that is unsettled, none is added."""
    PronounReader(analysis, referents).read()
