"""Who and what "he", "she", "they" and "it" are; abstains when unsure.

First and second persons are left to `speech`, which knows who speaks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from math import exp

from communique.lexicon.people import People
from communique.record.language import Analysis, Token
from communique.understand.chains.binding import SUBJECTS, Grammar
from communique.understand.chains.referents import Referent, Seen
from communique.understand.chains.salience import Salience
from communique.understand.chains.weights import PronounWeights

_GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_SORTS: dict[str, str] = {
    "they": "several", "them": "several", "their": "several", "theirs": "several", "themselves": "several",
    "it": "single", "its": "single", "itself": "single",
}  # fmt: skip
_DOERS = frozenset({"body", "group", "state"})
_KEEP = 60
_REACH = 3
_LEAST_APART = 0.05
Candidates = list[tuple[Referent, tuple[str, ...]]]
Choose = Callable[[Token, str, Candidates, tuple[str, ...]], Referent | None]


class PronounReader:
    """Reads the pronouns of one article from left to right.

    "He" and "she" go by a rule; for "they" and "it" `choose` picks among the candidates or abstains.
    """

    def __init__(self, analysis: Analysis, people: People, referents: Sequence[Referent], choose: Choose) -> None:
        self.analysis, self.tokens, self._choose = analysis, analysis.tokens, choose
        self._deeds, self._judging = people.classes["deeds"], people.classes["judging"]
        self._marks = sorted(
            ((f, la, r) for r in referents for f, la, kind in r.spots if kind not in ("pronoun", "demonym")),
            key=lambda mark: mark[:2],
        )
        self._at = {token: ref for first, last, ref in self._marks for token in range(first, last)}
        self._grammar = Grammar(analysis, self._at)
        self._salience = Salience(analysis, self._grammar, people.classes["empty_verbs"])
        self._seen: deque[Seen] = deque(maxlen=_KEEP)
        self._ahead = 0

    def read(self) -> None:
        """Add a pronoun spot to the referent of every pronoun that can be settled."""
        for token in self.tokens:
            while self._ahead < len(self._marks) and self._marks[self._ahead][0] <= token.index:
                first, last, referent = self._marks[self._ahead]
                self._note(referent, first, last, is_pronoun=False)
                self._ahead += 1
            word = token.lower
            if word not in _GENDER and word not in _SORTS:
                continue
            judged = self._judged(token, word)
            if judged is not None:
                found: Referent | None = judged
            elif word in _GENDER:
                found = self._person(token, _GENDER[word])
            else:
                found = self._ranked(token, _SORTS[word])
            if found is not None:
                found.spots.append((token.index, token.index + 1, "pronoun"))
                self._note(found, token.index, token.index + 1, is_pronoun=True)

    def _judged(self, token: Token, word: str) -> Referent | None:
        """Whose deed is thanked for or complained of ("accused X of breaking its word"), where the pronoun agrees."""
        at = self._grammar.judged(token, self._judging)
        ref = self._at.get(at) if at is not None else None
        if ref is None or (word in _SORTS and not _agrees(ref, _SORTS[word])):
            return None
        if word in _GENDER and (ref.sort != "person" or ref.gender not in (_GENDER[word], None)):
            return None
        return ref

    def _note(self, referent: Referent, first: int, last: int, *, is_pronoun: bool) -> None:
        head = self.analysis.top(first, last)
        referent.count += 1
        sentence, role, quote = self.tokens[head].sentence, self._grammar.role(head), self._grammar.quote_at(head)
        self._seen.append(Seen(referent, head, first, last, sentence, role, quote, is_pronoun))

    def _person(self, token: Token, gender: str) -> Referent | None:
        """The person who was named near, as a subject, often; one whom only a noun names where no other is near."""
        turn = self._in_turn(token)
        if turn is not None and turn.sort == "person" and turn.gender in (gender, None):
            turn.gender = turn.gender or gender
            return turn
        beside = self._beside(token)
        if beside is not None and beside.gender in (gender, None):
            beside.gender = beside.gender or gender
            return beside
        quote = self._grammar.quote_at(token.index)
        barred = self._grammar.barred(token, self._seen)
        if quote is not None:
            barred |= self._grammar.quoting(quote, self._seen)
        scores: dict[int, tuple[float, Referent]] = {}
        teller = self._grammar.teller(token)
        for seen in self._seen:
            ref = seen.referent
            if ref.sort != "person" or ref.gender not in (gender, None) or token.sentence - seen.sentence > _REACH:
                continue
            if id(ref) in barred or seen.first <= token.index < seen.last:
                continue
            score = self._score(seen, token, quote) + (0.6 if ref.gender == gender else 0.0)
            score += 0.4 if teller is not None and self._grammar.belongs(seen.head, teller) else 0.0
            if id(ref) not in scores or score >= scores[id(ref)][0]:
                scores[id(ref)] = (score, ref)
        ahead = self._following(token) if quote is None else None
        if ahead is not None and ahead.sort == "person" and ahead.gender in (gender, None) and id(ahead) not in barred:
            scores[id(ahead)] = (max(scores.get(id(ahead), (0.0, ahead))[0], 1.7), ahead)
        found = _clearly_first([pair for pair in scores.values() if pair[1].is_actor])
        if not any(ref.is_actor for _, ref in scores.values()):
            found = _clearly_first(list(scores.values()))
        if found is not None:
            found.gender = found.gender or gender
        return found

    def _beside(self, token: Token) -> Referent | None:
        """ "She spoke to X and asked him": of two deeds of one subject, the object of the first."""
        second = self.tokens[token.head]
        first = self.tokens[second.head]
        if token.dep not in ("dobj", "dative") or second.dep != "conj" or first.pos != "VERB":
            return None
        if self.analysis.children(second.index, *SUBJECTS):
            return None
        met = [*self.analysis.children(first.index, "dobj", "dative")]
        preps = [*self.analysis.children(first.index, "prep")]
        means = [m for p in preps if self.tokens[p].lower == "by" for m in self.analysis.children(p, "pobj")]
        preps += [p for m in means for p in self.analysis.children(m, "prep")]  # "spoke by phone to X"
        for prep in preps:
            if self.tokens[prep].lower in ("with", "to"):
                met += self.analysis.children(prep, "pobj")
        met += [a for m in tuple(met) for a in self.analysis.children(m, "appos")]
        found = {
            id(r): r for m in met if m < second.index and (r := self._at.get(m)) is not None and r.sort == "person"
        }
        named = [r for r in found.values() if r.is_actor] or [*found.values()]
        return named[0] if len(named) == 1 else None

    def _score(self, seen: Seen, token: Token, quote: tuple[int, int] | None) -> float:
        """How likely a pronoun takes up a mention: near, subject, often named."""
        score = (1.6, 1.2, 0.2, -0.4)[token.sentence - seen.sentence]
        score += {"subject": 0.9, "owner": 0.6, "object": 0.2}.get(seen.role, 0.0)
        if token.dep in SUBJECTS and seen.role == "subject":
            score += 0.3
        if seen.quote is not None and quote is None:
            score -= 0.8
        if seen.is_pronoun:
            score += 0.25
        return score + min(seen.referent.count, 8) * 0.04

    def _in_turn(self, token: Token) -> Referent | None:
        """ "For [his] part, X said": whoever is named next and acts."""
        part = self.tokens[token.head]
        above = self.tokens[part.head].lower
        return self._following(token) if part.lower == "part" and above in ("for", "on") else None

    def _following(self, token: Token) -> Referent | None:
        """ "In his speech, X said": who is named by the subject that follows the opening phrase."""
        subject = self._grammar.following_subject(token)
        return self._at.get(subject) if subject is not None else None

    def _ranked(self, token: Token, sort: str) -> Referent | None:
        """Each referent that agrees, by its latest mention, nearest first, with what speaks for it; one of them."""
        out = self._grammar.barred(token, self._seen)
        subject = self._grammar.governing_subject(token)
        acts = token.dep in SUBJECTS and self.tokens[token.head].lemma in self._deeds
        found: Candidates = []
        for seen in reversed(self._seen):
            if token.sentence - seen.sentence > _REACH:
                break
            ref = seen.referent
            if id(ref) in out or not _agrees(ref, sort) or seen.first <= token.index < seen.last:
                continue
            if acts and ref.sort not in _DOERS:
                continue
            if not self._grammar.holds(seen.head, token.index):
                out.add(id(ref))
                found.append((ref, self._salience.of(token, seen, subject, len(found))))
        ahead = self._following(token)
        if ahead is not None and id(ahead) not in out and _agrees(ahead, sort):
            found.append((ahead, ("ahead", f"sort {ahead.sort}")))
        return self._choose(token, sort, found, self._salience.nobody(token, len(found))) if found else None


def _clearly_first(scored: list[tuple[float, Referent]]) -> Referent | None:
    ranked = sorted(scored, key=lambda pair: -pair[0])
    if not ranked:
        return None
    near = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_APART
    return None if near and ranked[0][1].gender is None else ranked[0][1]


def _agrees(ref: Referent, sort: str) -> bool:
    if ref.sort in ("person", "time") or ref.human:
        return False
    return not ref.plural if sort == "single" else ref.plural or ref.sort in ("group", "body", "state")


def resolve_pronouns(
    analysis: Analysis, people: People, referents: Sequence[Referent], weights: PronounWeights
) -> None:
    """Add a pronoun spot to what each third-person pronoun means; where that is unsettled, none is added."""

    def choose(token: Token, sort: str, candidates: Candidates, nobody: tuple[str, ...]) -> Referent | None:
        table = weights.of[sort]
        strengths = [sum(table.get(f, 0.0) for f in features) for _, features in candidates]
        best = max(range(len(strengths)), key=strengths.__getitem__)
        rest = sum(exp(s - strengths[best]) for s in strengths) + exp(
            sum(table.get(f, 0.0) for f in nobody) - strengths[best]
        )
        return candidates[best][0] if 1 / rest >= weights.least[sort] else None

    PronounReader(analysis, people, referents, choose).read()
