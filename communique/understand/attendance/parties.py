"""Who a noun phrase stands for at an encounter: persons before bodies, states for nations, nobody for the press."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from communique.lexicon.states import States
from communique.record.finding import Actor
from communique.record.language import Analysis
from communique.understand.cast import Cast
from communique.understand.naming.places import places_inside
from communique.understand.quotes import Quote, quotes_of

_ASIDE = ("relcl", "acl", "advcl", "poss", "parataxis", "ccomp")
_HYPHEN = re.compile(r"[-–](?=[A-Z])")
_OFFICE_ENDS = ("ministers", "presidents", "leaders", "speakers")
_ALONE = ("i", "me", "my")
_FIRST = (*_ALONE, "we", "us")
_COUNTED = ("both", "two")
_BESIDE = ("amod", "nmod", "compound", "conj")
ALIKE = ("counterpart", "colleague")
"""Who is met in the same office on the other side."""
_PEOPLES = ("NORP", "LOC", "GPE")
_PLURAL = ("they", "them", "their")
_HYPHENS = ("-", "–", "‐")
_OFFICIAL = ("government", "state", "affair")  # "heads of [government] of A and B"
_FOREIGN = ("with", "by", "between", "among", "against", "than")


def is_counterpart(actor: Actor) -> bool:
    """ "His Finnish counterpart": one without a name."""
    return actor.kind == "group" and actor.name.lower().split()[-1] in ALIKE


class Parties:
    """Reads the sides of encounters in one article."""

    def __init__(
        self,
        analysis: Analysis,
        words: Mapping[str, frozenset[str]],
        cast: Cast,
        states: States,
        issuer: Actor | None = None,
    ) -> None:
        """`issuer`: whose "I" it is outside quotation marks, in the release of a minister."""
        self.analysis, self.words, self.cast, self.states = analysis, words, cast, states
        self.issuer, self.places = issuer, cast.places
        self.by_code = {a.code: a for a in cast.actors if a.kind in ("state", "igo") and a.code}

    def of(self, heads: tuple[int, ...], *, people: bool = False) -> tuple[Actor, ...]:
        """The actors of these noun phrases; a name beside an office ("President of the Chamber, Carlo Rossi") wins.

        `people`: only who can be met, not whose thing it is ("met its targets", "received Yerevan's request").
        """
        found: dict[str, Actor] = {}
        for head in heads:
            if people and self._is_sent(head):
                continue
            actors = (*self.cast.phrase(head), *self._leaders(head)) or self.speaker(head, _ALONE)
            listed = any(self.analysis.tokens[i].dep == "conj" for i in range(head, self.analysis.edges(head)[1] + 1))
            if not actors or listed or any(a.kind not in ("person", "state", "igo") for a in actors):
                persons = self._persons(head)
                if persons:
                    kept = [a for a in actors if a.kind in ("person", "state", "igo") or self._is_another(a)]
                    actors = (*kept, *(p for p in persons if p not in kept))
            actors = tuple(a for actor in actors for a in self._states_of(actor, head))
            for actor in actors or (() if people and not self._is_company(head) else self._inside(head)):
                found.setdefault(actor.id, actor)
            found |= {a.id: a for a in self._and_i(head)}
        return tuple(found.values())

    def speaker(self, pronoun: int, words: tuple[str, ...] = _FIRST) -> tuple[Actor, ...]:
        """ ""[I] met her on Monday," Berg said", "Berg said. "[We] had a good talk."": whose words these are."""
        analysis, tokens = self.analysis, self.analysis.tokens
        if tokens[pronoun].lower not in words or tokens[pronoun].text == "US":
            return ()
        here = analysis.sentence_of(pronoun)
        tellers = [a for a in analysis.ancestors(pronoun) if tokens[a].pos == "VERB"]
        before = analysis.sentences[here.index - 1] if here.index > 0 else None
        if before is not None and before.paragraph == here.paragraph and tokens[here.first].tag == "``":
            tellers.append(before.root)  # the quotation goes on
        for verb in tellers:
            doers = (k for k in analysis.children(verb, "nsubj") if not k < pronoun <= analysis.edges(k)[1])
            persons = tuple(a for k in doers if (a := self.cast.headed(k)) is not None and a.kind == "person")
            if persons:
                return persons[:1]
        issued = self.issuer is not None and tokens[pronoun].lower in _ALONE
        return (self.issuer,) if issued and self.issuer is not None and not self._is_quoted(pronoun) else ()

    def _is_quoted(self, token: int) -> bool:
        start = self.analysis.tokens[token].start
        return any(q.start <= start < q.end for q in self._quotes)

    @cached_property
    def _quotes(self) -> tuple[Quote, ...]:
        return tuple(quotes_of(self.analysis))

    def _and_i(self, head: int) -> tuple[Actor, ...]:
        """ "Minister Rojas [and I] discussed trade": who speaks was there, too."""
        kids = self.analysis.children(head, "conj")
        return tuple(a for k in kids for a in (*self.speaker(k, _ALONE), *self._and_i(k)))

    def _leaders(self, head: int) -> tuple[Actor, ...]:
        """ "The delegation [led by Minister X]": the minister was there."""
        tokens = self.analysis.tokens
        if tokens[head].lemma.lower() not in self.words["led"]:
            return ()
        led = (k for k in self.analysis.children(head, "acl", "relcl") if tokens[k].lemma in ("lead", "head"))
        heads = (
            o for k in led for by in self.analysis.children(k, "agent") for o in self.analysis.children(by, "pobj")
        )
        return tuple(a for h in heads for a in self.cast.phrase(h) if a.kind == "person")

    def _states_of(self, actor: Actor, head: int) -> tuple[Actor, ...]:
        """ "The presidents of Chile and Peru" are both states; a town is nobody."""
        tokens = self.analysis.tokens
        if actor.kind in ("organisation", "group") and actor.state is None and tokens[head].entity == "GPE":
            return ()
        if len(others := self._counterparts(actor)) > 1:
            return others
        lemma = tokens[head].lemma.lower().removesuffix("s")
        posts = actor.kind == "organisation" and lemma in self.words["sides"]  # "Prime Ministers of A and B"
        if (actor.kind != "group" and not posts) or actor.state is not None:
            return (actor,)
        states: list[Actor] = []
        waiting = [head]
        for word in waiting:
            for prep in self.analysis.children(word, "prep"):
                if tokens[prep].lemma in ("of", "from"):
                    for kid in self.analysis.children(prep, "pobj"):
                        states += [a for a in self.cast.phrase(kid) if a.kind in ("state", "igo")]
                        waiting += [kid] if word == head and tokens[kid].lemma in _OFFICIAL else []
        return tuple(states) or (actor,)

    def _is_another(self, actor: Actor) -> bool:
        """ "Berg and his Finnish counterpart", who has no name; "and his Finnish counterpart, Virtanen", has one."""
        if not self._counterparts(actor):
            return False
        last = self.analysis.tokens_in(actor.mentions[0].start, actor.mentions[0].end)[-1]
        named = (self.cast.headed(k) for k in self.analysis.children(last, "appos"))
        return not any(a is not None and a.kind == "person" for a in named)

    def _counterparts(self, actor: Actor) -> tuple[Actor, ...]:
        """ "Her [Finnish and Chilean] counterparts", who have no names: their states."""
        if actor.kind != "group" or actor.name.lower().split()[-1].removesuffix("s") not in ALIKE:
            return ()
        tokens = self.analysis.tokens
        last = self.analysis.tokens_in(actor.mentions[0].start, actor.mentions[0].end)[-1]
        beside = (i for i in self.analysis.subtree(last) if tokens[i].dep in _BESIDE and i < last)
        codes = (hit.code for i in beside if (hit := self.places.at(i)) is not None)
        return tuple(a for c in dict.fromkeys(codes) if (a := self.by_code.get(c)) is not None)

    def named(self, heads: tuple[int, ...], *, people: bool = False) -> tuple[Actor, ...]:
        """As `of`, without companies that are only called "the leaders", "both sides"."""
        several = any(self.analysis.tokens[h].lower in _PLURAL for h in heads)
        found = (a for a in self.of(heads, people=people) if not self.is_vague(a))
        return tuple(a for a in found if not (several and self._is_one(a)))

    def _is_one(self, actor: Actor) -> bool:
        """ "A senior official said the schedules would allow [them] to meet": not he."""
        last = actor.name.split()[-1].lower()
        return actor.kind == "group" and last in self.words["sides"] and not last.endswith("s")

    def _is_sent(self, head: int) -> bool:
        """ "A letter [from her]", "a clear guarantee [from her]": nobody who is met."""
        token = self.analysis.tokens[head]
        if token.pos != "NOUN" or self._is_company(head) or self.analysis.children(head, "appos"):
            return False
        return any(self.analysis.tokens[k].lower == "from" for k in self.analysis.children(head, "prep"))

    def _is_company(self, head: int) -> bool:
        """A pronoun or a noun for people: "officials", "the leadership", "his counterpart"."""
        token = self.analysis.tokens[head]
        return token.pos in ("PRON", "PROPN") or token.lemma.lower() in self.words["people"]

    def is_vague(self, actor: Actor) -> bool:
        """A company without a state whose name only says that there were sides."""
        if actor.kind not in ("group", "organisation") or actor.state is not None:
            return False
        vague = self.words["fillers"] | self.words["media"]
        return all(w.rstrip("s") in self.words["sides"] or w in vague for w in actor.name.lower().split())

    def are_sides(self, head: int) -> bool:
        """ "the two leaders", "they", "both ministers": the sides named before."""
        token = self.analysis.tokens[head]
        word, lemma = token.lower, token.lemma.lower()
        if word in ("they", "them", "their", "both", "we", "our", "us"):
            return True
        named = lemma in self.words["sides"] and token.tag in ("NNS", "NNPS", "CD")
        if not named and not self._is_capital(head):
            return False
        if self.is_of_others(head) or self._is_from_elsewhere(head) or self._is_told_apart(head):
            return False
        found = [a for a in self.of((head,)) if not self.is_vague(a)]
        return len(found) < 2 and not any(self.is_of_body(a) for a in found)

    def is_of_others(self, head: int) -> bool:
        """ "The African foreign ministers", "Andean officials": a company of its own, whoever was named before."""
        kids = (self.analysis.tokens[k] for k in self.analysis.children(head, "amod", "compound", "nmod") if k < head)
        return any(t.entity in _PEOPLES and t.lower not in self.words["fillers"] for t in kids)

    def _is_from_elsewhere(self, head: int) -> bool:
        """ "Her counterparts [from the member states]", "officials [from other countries]"."""
        tokens = self.analysis.tokens
        preps = (p for p in self.analysis.children(head, "prep") if tokens[p].lemma == "from")
        far = (k for p in preps for k in self.analysis.children(p, "pobj"))
        return any(not self.words["fillers"].issuperset(self._before(k)) for k in far)

    def _is_told_apart(self, head: int) -> bool:
        """ "The countries [that signed the accord]": those who did; "both countries" are those named before."""
        counts = self.analysis.children(head, "nummod", "det", "predet")
        if any(self.analysis.tokens[k].lower in _COUNTED for k in counts):
            return False
        firsts = (self.analysis.edges(k)[0] for k in self.analysis.children(head, "relcl"))
        return any(self.analysis.tokens[first - 1].text != "," for first in firsts)

    def _before(self, noun: int) -> set[str]:
        return {self.analysis.tokens[k].lower for k in self.analysis.children(noun) if k < noun}

    def _is_capital(self, head: int) -> bool:
        """ "The Ministers also witnessed", "the two Speakers signed"; not the Conference of the Parties."""
        token = self.analysis.tokens[head]
        if token.pos != "PROPN" or not token.lower.endswith(_OFFICE_ENDS):
            return False
        before = (self.analysis.tokens[k] for k in self.analysis.children(head) if k < head)
        return all(t.dep in ("det", "nummod") or t.lower in self.words["fillers"] for t in before)

    def is_of_body(self, actor: Actor) -> bool:
        """ "NATO leaders", "leaders of the BRICS countries": a company of its own, whoever was named before."""
        if actor.kind != "group" or actor.state is not None:
            return actor.kind == "igo"
        names = (n for a in self.cast.actors if a.kind == "igo" for n in (a.code, a.name, *a.aliases))
        return any(n is not None and n in actor.name for n in names)

    def is_sitting(self, company: Iterable[str]) -> bool:
        """ "The Security Council will hold a meeting": a body that meets by itself sits."""
        actors = [self.cast[i] for i in company]
        last = actors[0].name.split()[-1].lower() if len(actors) == 1 else ""
        return last in self.words["bodies"] | self.words["assemblies"]

    def is_of_members(self, noun: int) -> bool:
        """ "The APEC meeting": of all its members; not "the EU-Japan meeting"."""
        sides = [a for k in self.analysis.children(noun, "compound", "nmod", "amod") for a in self.pair(k)]
        return len(sides) == 1 and sides[0].kind == "igo"

    def is_press(self, head: int) -> bool:
        """Journalists are no side of an encounter."""
        near = [head, *self.analysis.children(head, "compound", "amod")]
        for prep in self.analysis.children(head, "prep"):
            near += [
                k for kid in self.analysis.children(prep, "pobj") for k in (kid, *self.analysis.children(kid, "amod"))
            ]
        return any(self.analysis.tokens[n].lemma.lower() in self.words["media"] for n in near)

    def pair(self, kid: int) -> tuple[Actor, ...]:
        """Sides in front of a noun: "Russian-Turkish talks", "U.S.-ASEAN summit"."""
        out: list[Actor] = []
        first, last = self.analysis.edges(kid)
        for i in range(first, last + 1):
            actor = self.cast.covering(i)
            if actor is None and (hit := self.places.at(i)) is not None:
                actor = self.by_code.get(hit.code)
            found = self._hyphened(i) or ([actor] if actor is not None else [])
            out += [a for a in found if a not in out and a.kind in ("state", "igo")]
        return tuple(out)

    def namesakes(self, noun: int) -> tuple[Actor, ...]:
        """The two persons in front of a noun: "the [Berg-Campos] talks"."""
        tokens = self.analysis.tokens
        first = max(noun - 5, self.analysis.sentence_of(noun).first)
        for i in range(noun - 2, first, -1):
            if tokens[i].text not in _HYPHENS:
                continue
            ends = (self.cast.covering(i - 1), self.cast.covering(i + 1))
            persons = tuple(a for a in ends if a is not None and a.kind == "person")
            if len(persons) == 2 and self.cast.side(persons[0]) != self.cast.side(persons[1]):
                return persons
        return ()

    def before(self, noun: int) -> tuple[Actor, ...]:
        """Sides in a hyphened word in front of a noun, wherever the parser hung it."""
        first = max(noun - 4, self.analysis.sentence_of(noun).first)
        return tuple(a for i in range(first, noun) for a in self._hyphened(i))

    def _hyphened(self, token: int) -> list[Actor]:
        """The sides in one word: "US-Kazakhstan"."""
        hits = places_inside(self.analysis, self.states, token, _HYPHEN)
        return [a for hit in hits if (a := self.by_code.get(hit.code)) is not None]

    def _persons(self, head: int) -> list[Actor]:
        """Persons named inside a phrase; what is told about them in clauses, and whose they are, is left out."""
        tokens, out = self.analysis.tokens, []
        stack, seen = [head], []
        while stack:
            here = stack.pop()
            seen.append(here)
            for kid in self.analysis.children(here):
                if tokens[kid].dep in _ASIDE or (tokens[kid].dep == "prep" and tokens[kid].lower in _FOREIGN):
                    continue
                stack.append(kid)
        for i in sorted(seen):
            actor = self.cast.headed(i)
            if actor is not None and actor.kind == "person" and actor not in out:
                out.append(actor)
        return out

    def _inside(self, head: int) -> tuple[Actor, ...]:
        """The body or nation that a phrase without an actor of its own belongs to."""
        direct = self.cast.covering(head)
        if direct is not None:
            return (direct,)
        tokens = self.analysis.tokens
        if tokens[head].pos == "PRON":
            return ()
        persons = self._persons(head)
        if persons:
            return tuple(persons)
        for kid in self.analysis.children(head, "compound", "amod", "nmod", "poss"):
            actor = self.cast.covering(kid)
            if actor is not None:
                return (actor,)
        if tokens[head].lemma.lower() in self.words["bonded"]:
            return ()  # "the close ally of Russia" is not Russia
        for prep in self.analysis.children(head, "prep"):
            if tokens[prep].lemma in ("of", "from"):
                for kid in self.analysis.children(prep, "pobj"):
                    actors = self.cast.phrase(kid)
                    beside = (self.cast.covering(k) for k in self.analysis.children(kid, "compound", "amod", "nmod"))
                    actors = actors or tuple(a for a in beside if a is not None)[:1]
                    if actors:
                        return actors
        return ()
