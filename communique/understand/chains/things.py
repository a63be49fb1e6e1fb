"""Things, places and bodies that phrases name again: "the agreement", "the city", "the company".

One pass from left to right; what a phrase may take up is looked up by head word, so the work grows with the text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis
from communique.understand.chains.phrases import Phrase, phrase_at, phrases_of
from communique.understand.chains.referents import Referent, Sort

_RECENT = 12  # how many chains of one head word are kept and compared
_NEAR = 3  # sentences in which "the company" looks for the company's name
_ALL = frozenset({"every", "each", "no", "any"})
_HUMAN_ENDINGS = ("man", "woman", "ist", "person")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})


@dataclass(eq=False, slots=True)
class _Chain:
    """What phrases with one head word speak of; `words` are all that ever narrowed it."""

    referent: Referent
    plural: bool
    named: bool
    words: set[str] = field(default_factory=set)
    owners: set[str | int] = field(default_factory=set)
    is_all: bool = False


def is_human(noun: str, lexicon: Lexicon) -> bool:
    """Whether a noun in the singular, in small letters, is one human being: "spokesperson", "minister"."""
    people, heads = lexicon.people, lexicon.offices.heads
    return noun in people.kin or noun in people.gender_words or noun in heads or noun.endswith(_HUMAN_ENDINGS)


def chain_phrases(analysis: Analysis, referents: Sequence[Referent], lexicon: Lexicon) -> list[Referent]:
    """The things of the article, one-off ones included; phrases for a given referent are added to its spots."""
    return _Chainer(analysis, referents, lexicon).read()


class _Chainer:
    def __init__(self, analysis: Analysis, referents: Sequence[Referent], lexicon: Lexicon) -> None:
        self.analysis, self.tokens = analysis, analysis.tokens
        classes = lexicon.people.classes
        self._kinds = {"state": classes["states"], "town": classes["towns"], "body": classes["named_bodies"]}
        self._empty = classes["empty"]
        self._gender = lexicon.people.gender_words
        self._human = lexicon.people.kin | lexicon.people.single_nouns | set(lexicon.offices.heads) | set(self._gender)
        self._by_key: dict[str, list[_Chain]] = {}
        self._initials: dict[str, _Chain] = {}
        self._of: dict[int, _Chain] = {}
        self._heads: dict[int, Referent] = {}
        self._inside: set[int] = set()
        for referent in referents:
            for first, last, kind in referent.spots:
                if kind == "pronoun":
                    continue
                head = analysis.top(first, last)
                if kind == "demonym":
                    continue
                self._heads.setdefault(head, referent)
                if referent.sort != "group":
                    self._inside.update(range(first, last))
        self._marks = sorted(self._heads.items())
        self._last: dict[str, deque[tuple[int, Referent]]] = {s: deque(maxlen=4) for s in ("state", "town", "body")}
        self._demonyms = sorted(
            (first, r) for r in referents if r.sort == "state" for first, _, kind in r.spots if kind == "demonym"
        )
        self.found: list[Referent] = []

    def read(self) -> list[Referent]:
        ahead, passed = 0, 0
        for phrase in phrases_of(self.analysis, self._empty, frozenset(self._inside)):
            while passed < len(self._demonyms) and self._demonyms[passed][0] < phrase.head:
                self._last["state"].append(self._demonyms[passed])
                passed += 1
            while ahead < len(self._marks) and self._marks[ahead][0] < phrase.head:
                self._pass(*self._marks[ahead])
                ahead += 1
            if phrase.head not in self._heads:
                self._take(phrase)
        return self.found

    def _pass(self, head: int, referent: Referent) -> None:
        """A mention of an actor: later phrases may take it up."""
        phrase = phrase_at(self.analysis, self._empty, head)
        self._enter(self._chain_of(referent, phrase), phrase)
        if referent.sort == "state":
            self._last["state"].append((head, referent))
        elif referent.sort == "body" and self.tokens[head].pos == "PROPN":
            self._last["body"].append((head, referent))

    def _chain_of(self, referent: Referent, phrase: Phrase) -> _Chain:
        chain = self._of.get(id(referent))
        if chain is None:
            chain = self._of[id(referent)] = _Chain(referent, phrase.plural, phrase.reach == "name")
        return chain

    def _enter(self, chain: _Chain, phrase: Phrase) -> None:
        chain.words |= phrase.words
        if phrase.owner is not None:
            chain.owners.add(self._owner(phrase.owner))
        listed = self._by_key.setdefault(phrase.key, [])
        if chain in listed:
            listed.remove(chain)
        listed.append(chain)
        del listed[:-_RECENT]
        if phrase.reach == "name" and phrase.last - phrase.first > 1:
            letters = "".join(t.text[0] for t in self.tokens[phrase.first : phrase.last] if t.text[0].isupper())
            if len(letters) > 1:
                self._initials[letters] = chain

    def _owner(self, head: int) -> str | int:
        """Whose: the referent of a name, the word of a pronoun."""
        return id(self._heads[head]) if head in self._heads else self.tokens[head].lower

    def _take(self, phrase: Phrase) -> None:
        chain = self._same(phrase)
        if chain is None and self.tokens[phrase.head].dep == "compound":
            return
        if chain is None:
            referent = self._described(phrase)
            if referent is None:
                referent = Referent(self._sort(phrase), [], self._gender.get(phrase.key), phrase.plural, is_actor=False)
                self.found.append(referent)
            chain = self._chain_of(referent, phrase)
            chain.is_all = self.tokens[phrase.first].lower in _ALL
        self._enter(chain, phrase)
        chain.referent.spots.append((phrase.first, phrase.last, "title" if chain.referent.is_actor else "name"))
        self._heads[phrase.head] = chain.referent
        if phrase.label in _PLACES and phrase.reach == "name":
            self._last["town"].append((phrase.head, chain.referent))
        elif phrase.label == "ORG" and phrase.reach == "name":
            self._last["body"].append((phrase.head, chain.referent))

    def _sort(self, phrase: Phrase) -> Sort:
        if phrase.key in self._human or phrase.key.endswith(_HUMAN_ENDINGS):
            return "group" if phrase.plural else "person"
        return "place" if phrase.label in _PLACES else "time" if phrase.label in _TIMES else "thing"

    def _same(self, phrase: Phrase) -> _Chain | None:
        """The chain that a phrase takes up by its words, the latest first."""
        listed = self._by_key.get(phrase.key, [])
        for chain in reversed(listed):
            if chain.plural == phrase.plural and not chain.is_all and self._fits(phrase, chain):
                return chain
        if phrase.reach == "name" and len(phrase.key) > 1 and phrase.key.isalpha():
            return self._initials.get(self.tokens[phrase.head].text.replace(".", "")) if not phrase.words else None
        return None

    def _fits(self, phrase: Phrase, chain: _Chain) -> bool:
        """Whether the words allow it; whether a state's name or capital speaks of the state is settled before."""
        if phrase.reach == "name" and chain.referent.sort == "state":
            return False
        if phrase.owner is not None and self._owner(phrase.owner) not in chain.owners:
            return False
        if phrase.reach == "name":
            return phrase.words <= chain.words or (chain.words <= phrase.words and chain.named)
        if phrase.reach == "definite":
            return phrase.words <= chain.words
        return False

    def _described(self, phrase: Phrase) -> Referent | None:
        """ "The country", "the city", "the company": the one named last nearby."""
        if phrase.reach != "definite" or phrase.plural or phrase.words or phrase.owner is not None:
            return None
        key = phrase.key
        kind = next((kind for kind, words in self._kinds.items() if key in words), "")
        sentence = self.tokens[phrase.head].sentence
        near = [r for head, r in self._last.get(kind, ()) if sentence - self.tokens[head].sentence <= _NEAR]
        return near[-1] if near else None
