"""Noun phrases -> actors: named, meant by a pronoun, or behind a common noun ("Russian strikes", "the leaders")."""

from __future__ import annotations

import re
from functools import cached_property

from communique.lexicon.load import Lexicon
from communique.record.finding import Actor, Statement
from communique.record.language import Analysis, Token
from communique.understand.cast import Cast
from communique.understand.naming.places import places_inside
from communique.understand.plover.facing import Facing, Ids, has_name, has_side, is_sided
from communique.understand.plover.telling import cover_statements
from communique.understand.predicates.plurals import examples_of, how_many, is_counted, is_of_others, is_told_apart

FIRST = frozenset(("i", "we", "our", "my", "us", "me", "ours", "ourselves"))
_ALONE = frozenset(("i", "my", "me"))
_THEY = frozenset(("they", "their", "them", "both"))
_SECOND = frozenset(("you", "your", "yours"))
_OWNERS = ("by", "of", "from", "between", "in", "among", "with", "within", "against", "on", "for")
_COMPANY = frozenset(
    ("leader", "minister", "president", "ambassador", "envoy", "member", "ally", "government", "state")
)
_JOINTLY = frozenset(("together", "along", "alongside", "jointly"))
_SAME = frozenset(("the", "these", "those"))
_BESIDE = ("det", "amod", "compound", "nmod", "poss", "nummod", "prep", "relcl", "acl", "appos")
_HYPHEN = re.compile("[-\u2010\u2011\u2012\u2013]")
_DEPTH = 4
_CLOSE = 4
_MOST = 30


class Phrases:
    """Resolves the heads of noun phrases to actor ids. `facing` says whom the understood words mean."""

    def __init__(
        self,
        analysis: Analysis,
        cast: Cast,
        lexicon: Lexicon,
        statements: tuple[Statement, ...],
        title: str = "",
        narrator: Actor | None = None,
    ) -> None:
        self.analysis, self.cast, self.plover, self.places = analysis, cast, lexicon.plover, lexicon.states
        self.facing = Facing(cast, lexicon.plover, title, narrator)
        self._inside = cover_statements(analysis, statements)
        self._modifiers: dict[int, Ids] = {}
        self._prepositions: dict[int, tuple[tuple[int, str, bool], ...]] = {}

    def statement_at(self, token: int) -> Statement | None:
        """The innermost statement whose content holds the token."""
        return self._inside.get(token)

    def who(self, head: int, depth: int = 0) -> Ids:
        """The actors that a noun phrase stands for: named, meant by a pronoun, or behind its modifiers."""
        found: dict[str, None] = {}
        waiting = [head]
        while waiting and len(found) < _MOST:
            word = waiting.pop(0)
            found.update(dict.fromkeys(self._one(word, depth)))
            waiting += (w for w in self.analysis.children(word, "conj") if not self._is_deed(w))
            if found:
                listed = self.analysis.children(word, "appos")
                waiting += (w for w in listed if self._is_next_in_list(w, tuple(found)))
                if self._is_other_person(word):
                    waiting += (
                        w for a in listed for w in self.analysis.children(a, "conj") if self._is_other_person(w)
                    )
        return tuple(found)

    def _is_deed(self, word: int) -> bool:
        """ "The blockade of Chad and [Oslo's support for it]": another deed, nobody named beside Chad."""
        token = self.analysis.tokens[word]
        owned = token.lemma.lower() in self.plover.nouns and bool(self.analysis.children(word, "poss"))
        return owned and self.cast.headed(word) is None

    def _is_next_in_list(self, word: int, before: Ids) -> bool:
        """A person, state or group of envoys of another side behind a comma is no apposition but the next in a list."""
        actor = self.cast.headed(word)
        if actor is not None and self.is_company(word):
            return not self.facing.sides(self.after(word, "of", 1)) & self.facing.sides(before)
        if actor is None or self.facing.sides((actor.id,)) & self.facing.sides(before):
            return False
        return actor.kind == "person" or (
            actor.kind == "state" and all(self.cast[i].kind in ("state", "igo") for i in before)
        )

    def _named_so_before(self, token: Token, named: Actor | None) -> Ids:
        """ "The officials" after "a dozen Georgian officials": theirs whose they were said to be when last named."""
        if token.tag != "NNS" or (named is not None and is_sided(named)):
            return ()
        beside = [self.analysis.tokens[c] for c in self.analysis.children(token.index, *_BESIDE)]
        if len(beside) != 1 or beside[0].lower not in _SAME:
            return ()
        last = next((w for w in reversed(self._plurals.get(token.lemma.lower(), ())) if w < token.index), None)
        if last is None:
            return ()
        owned = self.modifiers(last)
        return owned if len(self.facing.sides(owned)) == 1 else ()

    @cached_property
    def _plurals(self) -> dict[str, tuple[int, ...]]:
        """{noun: where its plural stands}."""
        out: dict[str, list[int]] = {}
        for token in self.analysis.tokens:
            if token.tag == "NNS":
                out.setdefault(token.lemma.lower(), []).append(token.index)
        return {lemma: tuple(words) for lemma, words in out.items()}

    def _persons_behind(self, noun: int) -> Ids:
        """ "The ministers of both countries, [Ann Lee and Luca Rossi]"."""
        listed = self.analysis.children(noun, "appos")
        words = (w for a in listed for w in (a, *self.analysis.children(a, "conj")))
        named = (self.cast.headed(w) for w in words)
        return tuple(a.id for a in named if a is not None and a.kind == "person" and is_sided(a))

    def _is_other_person(self, word: int) -> bool:
        """ "Ann Lee, her counterpart, and [Luca Rossi]", hung on the counterpart."""
        actor = self.cast.headed(word)
        return actor is not None and actor.kind == "person" and is_sided(actor)

    def is_company(self, word: int) -> bool:
        """People named after those they speak for ("the ambassadors of X and Y")?"""
        actor, token = self.cast.headed(word), self.analysis.tokens[word]
        if actor is None or actor.kind != "group":
            return False
        return token.tag == "NNS" and bool(self.facing.sided(self.after(word, "of", 1)))

    def _one(self, head: int, depth: int) -> Ids:
        """As `who`, of one phrase without those coordinated to it."""
        token = self.analysis.tokens[head]
        if (meant := self._by_pronoun(token)) is not None:
            return meant
        if together := self._listed(token, depth):
            return together
        beside = (self.cast.headed(k) for k in self.analysis.children(head, "appos"))
        named = self.cast.headed(head) or next((a for a in beside if a is not None), None)
        if company := self._company(token, named):
            return company
        examples = examples_of(self.analysis, self.plover, head) if depth < _DEPTH else ()
        if some := self.facing.sided(tuple(i for e in examples for i in self.who(e, depth + 1))):
            return some
        if token.tag == "NNS" and len(persons := self._persons_behind(head)) > 1:
            return persons
        if again := self._named_so_before(token, named):
            return again
        if self._is_pair(token, named):
            near = token.sentence if token.lemma.lower() in self.plover.words["powers"] else None
            return self.facing.met(how_many(self.analysis, head), near)
        if named is not None and named.kind == "group":
            each = self.cast.all_headed(head)
            if len(each) > 1 and depth < _DEPTH and len(self.facing.sides(self.after(head, "of", depth + 1))) > 1:
                return tuple(a.id for a in each)  # "the ministers of X and Y": one company of each
            if len(behind := self.behind(head, depth)) > 1:
                return behind
        if named is not None and (is_sided(named) or named.kind == "person"):
            return (named.id,)
        behind = self.behind(head, depth) if depth < _DEPTH else ()
        if behind and (named is None or any(has_name(self.cast[b]) for b in behind)):
            return behind
        if named is not None:
            return (named.id,)
        covering = self.cast.covering(head)
        if covering is not None and token.pos in ("PROPN", "ADJ") and has_side(covering):
            return (covering.id,)
        return self._by_seat(token) if token.pos == "PROPN" else ()

    def _company(self, token: Token, named: Actor | None) -> Ids:
        """ "EU leaders", "ASEAN ministers", and "the leaders" after them: the members' people, not the organisation."""
        lemma = token.lemma.lower()
        if token.lower in _THEY and self._companies:
            return self._company_before(token)
        if token.tag != "NNS" or lemma not in self._companies or is_of_others(self.analysis, self.plover, token.index):
            return ()
        first, id_ = self._companies[lemma]
        if any(a.id == id_ for a in self.cast.all_headed(token.index)):
            return (id_,)
        counted = any(self.analysis.tokens[c].dep == "nummod" for c in self.analysis.children(token.index))
        bare = not counted and not self._is_whose(token.index) and (named is None or not is_sided(named))
        return (id_,) if bare and first < token.index else ()

    def _company_before(self, token: Token) -> Ids:
        """ "The leaders renewed their pledge": theirs who act in the clause."""
        for above in self.analysis.ancestors(token.index):
            if self.analysis.tokens[above].tag.startswith("VB"):
                subjects = [self.analysis.tokens[s] for s in self.analysis.children(above, "nsubj")]
                if not subjects and self.analysis.tokens[above].dep == "conj":
                    continue  # "met and renewed their pledge"
                plural = [s for s in subjects if s.tag == "NNS" and s.index < token.index]
                return next((w for s in plural if (w := self._company(s, self.cast.headed(s.index)))), ())
        return ()

    def is_of_members(self, actor: str) -> bool:
        """People of an organisation's members, who act for it together ("EU leaders")?"""
        return any(id_ == actor for _, id_ in self._companies.values())

    @cached_property
    def _companies(self) -> dict[str, tuple[int, str]]:
        """{noun: the word where people of an organisation's members are first named by it, and who they are}."""
        out: dict[str, tuple[int, str]] = {}
        for actor in self.cast.actors:
            if actor.kind != "group" or actor.state is not None:
                continue
            for mention in actor.mentions:
                words = self.analysis.tokens_in(mention.start, mention.end)
                if mention.kind == "pronoun" or not words:
                    continue
                head = self.analysis.top(words.start, words.stop)
                token = self.analysis.tokens[head]
                if token.tag != "NNS" or token.lemma.lower() not in _COMPANY:
                    continue
                beside = (self.cast.covering(c) for c in self.analysis.children(head, "compound", "amod", "poss"))
                if any(b is not None and b.kind == "igo" for b in beside):
                    out.setdefault(token.lemma.lower(), (head, actor.id))
                    break
        return out

    def _listed(self, token: Token, depth: int) -> Ids:
        """ "X and Y said they stood by Z": both of whom the clause above names."""
        verb = self.analysis.tokens[token.head]
        if token.lower != "they" or token.dep != "nsubj" or verb.dep != "ccomp" or depth:
            return ()
        for subject in self.analysis.children(verb.head, "nsubj"):
            listed = self.analysis.children(subject, "conj") and subject < token.index
            if listed and len(found := self.who(subject, 1)) > 1:
                return found
        return ()

    def _by_seat(self, token: Token) -> Ids:
        """The state whose capital the word is, when that state is in the cast."""
        place = self.places.match_at(self.analysis.text, token.start)
        return self._states(place.code) if place is not None and place.kind == "seat" else ()

    def _states(self, code: str) -> Ids:
        return tuple(a.id for a in self.cast.actors if a.kind == "state" and a.code == code)

    def named_at(self, token: int) -> Ids:
        """Who is named at a word before a noun: also states inside one word or a longer name ("U.S.-Japan")."""
        word = self.analysis.tokens[token]
        places = places_inside(self.analysis, self.places, token, _HYPHEN)
        joined = tuple(i for p in places for i in self._states(p.code))
        if len(joined) > 1:
            return joined
        actor = self.cast.covering(token)
        if actor is None or is_sided(actor):
            return (actor.id,) if actor is not None else ()
        place = self.places.match_at(self.analysis.text, word.start)
        return self._states(place.code) if place is not None and place.kind in ("name", "demonym") else ()

    def _by_pronoun(self, token: Token) -> Ids | None:
        word = token.lower
        if word not in FIRST and word not in _SECOND:
            return None
        known = self.cast.covering(token.index)
        if known is not None and not (known.kind == "group" and not known.state):
            return self._speakers(word, known.id)
        statement = self.statement_at(token.index)
        speaker = statement.speaker if statement is not None else None
        if word in FIRST:
            if statement is None:
                return self.facing.narrator
            return self._speakers(word, speaker) if speaker else self.facing.voice
        if statement is not None and statement.addressees:
            return tuple(statement.addressees)
        mine = self.facing.sides((speaker,)) if speaker else frozenset()
        others = tuple(p for p in self.facing.pair if not self.facing.sides((p,)) & mine)
        return others if speaker and len(others) == 1 else ()

    def _speakers(self, word: str, speaker: str) -> Ids:
        """Who says "we": everybody that a joint statement is by, else its one speaker."""
        together = self.facing.voice
        return together if word in FIRST - _ALONE and speaker in together else (speaker,)

    def _is_pair(self, token: Token, named: Actor | None) -> bool:
        """Does a plural word ("they", "the leaders", "both sides") mean the sides that met?"""
        word = token.lower
        is_name = token.tag in ("NNP", "NNPS")
        if not (token.tag == "NNS" or word in _THEY or (is_name and word.endswith("s"))):
            return False
        if is_name and named is not None and is_sided(named):
            return False
        if is_of_others(self.analysis, self.plover, token.index) or is_counted(self.analysis, token.index):
            return False
        if is_told_apart(self.analysis, token.index):
            return False
        lemma = word.removesuffix("s") if is_name else token.lemma.lower()
        if (lemma not in self.plover.pair_words and word not in _THEY) or word == "people":
            return False  # the two peoples, but "20 people were killed"
        if lemma in self.plover.words["anybody"] and not self.analysis.children(
            token.index, "det", "poss", "nummod", "predet"
        ):
            return False  # "countries that are ready": any countries
        if named is None:
            return not self.behind(token.index, 0)
        if named.kind == "organisation" and is_name:
            return not is_sided(named) and not self.analysis.children(token.index, "prep", "poss", "amod", "relcl")
        return named.id in self.facing.pair or (not has_side(named) and not self._is_whose(token.index))

    def _is_whose(self, noun: int) -> bool:
        """Does a plural name its sides itself ("the presidents of X and Y", "X's leaders")?"""
        owners = (c for c in self.analysis.children(noun, "poss") if self.analysis.tokens[c].pos != "PRON")
        return bool(self.modifiers(noun) or any(self.who(c, 1) for c in owners) or self.after(noun, "of", 1))

    def behind(self, head: int, depth: int) -> Ids:
        """Actors behind a common noun: its possessor, its adjectives and compounds, its of-phrase."""
        tokens = self.analysis.tokens
        owners = self.analysis.children(head, "poss")
        related = tokens[head].tag == "NNS" and tokens[head].lemma.lower() in self.plover.words["related"]
        if related and any(tokens[child].pos != "PRON" for child in owners):
            return self.modifiers(head)  # "Oslo's partners" are not Oslo
        if any(tokens[child].lower == "whose" for child in owners):
            return self._antecedent(head, depth)
        for child in owners:
            if tokens[child].pos != "PRON" and (found := self.who(child, depth + 1)):
                return found
        if found := self.modifiers(head):
            return found
        for child in owners:
            if found := self.who(child, depth + 1):
                return found
        if depth >= _DEPTH or not self._behind(head):
            return ()
        return next((w for p in _OWNERS if (w := self.after(head, p, depth + 1))), ())

    def _antecedent(self, noun: int, depth: int) -> Ids:
        """Whose a noun is behind "whose" ("France, whose embassy sent medicine")."""
        token = self.analysis.tokens[noun]
        while token.dep != "relcl" and token.head != token.index:
            token = self.analysis.tokens[token.head]
        return self.who(token.head, depth + 1) if token.dep == "relcl" and depth < _DEPTH else ()

    def modifiers(self, noun: int) -> Ids:
        """Sides named by the adjectives and nouns before a noun ("the Tajik and Afghan delegations")."""
        if (known := self._modifiers.get(noun)) is not None:
            return known
        out: dict[str, None] = {}
        money = self.analysis.tokens[noun].entity == "MONEY"  # "3 million US dollars"
        beside = self.analysis.children(noun, "amod", "compound", "nmod")
        for child in () if money else beside:
            for part in (child, *self.analysis.children(child)):
                if part < noun:
                    out.update(dict.fromkeys(self.named_at(part)))
        found = tuple(out) if len(out) > 1 or money else self.joined_before(noun) or tuple(out)
        self._modifiers[noun] = found
        return found

    def joined_before(self, noun: int) -> Ids:
        """The states of one word with a hyphen close before a noun ("the U.S.-Japan alliance"), wherever it hangs."""
        first = max(noun - _CLOSE, self.analysis.sentence_of(noun).first)
        for word in range(noun - 1, first - 1, -1):
            token = self.analysis.tokens[word]
            if token.pos in ("VERB", "AUX", "ADP"):
                break
            if _HYPHEN.search(token.text) and len(found := self.named_at(word)) > 1:
                return found
        return ()

    def after(self, head: int, preposition: str, depth: int = 0) -> Ids:
        """Who stands in the prepositional phrase of a word, also behind a "by" phrase or a day before it."""
        for prep, word, leads_on in self._behind(head):
            if word == preposition:
                for top in (prep, *self.analysis.children(prep, "prep")):
                    for child in self.analysis.children(top, "pobj"):
                        if found := self.who(child, depth):
                            return found
            elif leads_on:
                for child in self.analysis.children(prep, "pobj"):
                    if found := self.after(child, preposition, depth):
                        return found
        return ()

    def _behind(self, head: int) -> tuple[tuple[int, str, bool], ...]:
        """(preposition, its word, whether another may stand behind it) of each phrase of a word, looked up once."""
        known = self._prepositions.get(head)
        if known is None:
            preps = self.analysis.children(head, "prep", "dative", "prt", "agent")
            words = [(prep, self.analysis.tokens[prep].lemma.lower()) for prep in preps]
            known = tuple([(prep, word, word == "by" or self._is_day(prep)) for prep, word in words])
            self._prepositions[head] = known
        return known

    def alongside(self, head: int) -> Ids:
        """Who does it too: "[together with Norway]", "[along with its allies Norway and Chile]"."""
        tokens = self.analysis.tokens
        found: dict[str, None] = {}
        for prep in self.analysis.children(head, "prep"):
            beside = {tokens[p].lower for p in (prep, *self.analysis.children(prep, "advmod"))}
            if beside.isdisjoint(_JOINTLY):
                continue
            withs = (prep, *self.analysis.children(prep, "prep"))
            for company in (c for w in withs for c in self.analysis.children(w, "pobj")):
                named = self.analysis.children(company, "appos")
                found.update(dict.fromkeys(i for n in (named or (company,)) for i in self.who(n)))
        return self.facing.sided(tuple(found))

    def _is_day(self, prep: int) -> bool:
        """ "The withdrawal on Friday of X": a day between a noun and who it is of."""
        return any(self.analysis.tokens[c].entity == "DATE" for c in self.analysis.children(prep, "pobj"))
