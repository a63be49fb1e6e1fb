"""Who acts and who is acted on: the actors behind the words around a predicate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from communique.lexicon.load import Lexicon
from communique.record.finding import Actor, EventType, Statement
from communique.record.language import Analysis, Token
from communique.understand.cast import Cast
from communique.understand.event_types import Trigger, is_passive

FIRST = frozenset(("i", "we", "our", "my", "us", "me", "ours", "ourselves"))
_THEY = frozenset(("they", "their", "them", "both"))
_SECOND = frozenset(("you", "your", "yours"))
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_ECHO = frozenset(("it", "they", "he", "she", "we"))
_OWNERS = ("of", "from", "by", "between", "in", "among", "with", "within", "against", "on", "for")
_INNER = ("xcomp", "ccomp", "prep", "dobj", "acl", "advcl", "dative", "pcomp", "relcl")
_PLACES = ("to", "in", "into", "at", "for")
_OWN_BODY = frozenset(("MOBILIZE", "RETREAT"))
_LISTED = ("conj", "appos", "nsubj", "dep", "npadvmod")
_THINGS = frozenset(("AGREE", "AID", "RETREAT", "COERCE", "ASSAULT", "MOBILIZE", "SANCTION", "REJECT"))
_TWO_SIDED = frozenset(("CONSULT", "COOPERATE"))
_HOSTILE = 4
_DEPTH = 4

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor ids of an event; `named` counts the sides that its own words name (not the ones understood)."""

    actors: Ids
    recipients: Ids


class RoleFinder:
    """Resolves noun phrases to actors, knowing who speaks and which sides the text is dealing with."""

    def __init__(
        self, analysis: Analysis, cast: Cast, lexicon: Lexicon, statements: tuple[Statement, ...], title: str = ""
    ) -> None:
        self.analysis, self.cast, self.plover, self.places = analysis, cast, lexicon.plover, lexicon.states
        self.pair: Ids = self._headline_pair(title)
        self._voice: Ids = ()
        self._facing: dict[tuple[str, bool], Ids] = {}
        self._inside = _cover(analysis, statements)

    def _headline_pair(self, title: str) -> Ids:
        """Who the headline brings together; where it names one side, the most mentioned person of another joins."""
        named: dict[str, str] = {}
        for actor in self.cast.actors if title else ():
            if (actor.kind == "person" or actor.kind in ("state", "igo")) and actor.name in title:
                named.setdefault(self.cast.side(actor), actor.id)
        if len(named) == 1:
            people = [a for a in self.cast.actors if a.kind == "person" and a.state and a.state not in named]
            if people:
                other = max(people, key=lambda a: len(a.mentions))
                named[self.cast.side(other)] = other.id
        return tuple(named.values()) if len(named) > 1 else ()

    def _is_sided(self, actor: Actor) -> bool:
        return bool(actor.state or actor.code)

    def sided(self, ids: Ids) -> Ids:
        """Those of the actors that belong to a state or are an organisation of states."""
        return tuple(i for i in ids if self._is_sided(self.cast[i]))

    def statement_at(self, token: int) -> Statement | None:
        """The innermost statement whose content holds the token."""
        return self._inside.get(token)

    def remember(self, roles: Roles, type_: EventType, meets: bool, speaks: bool) -> None:
        """Keep who faced whom, for the words that name one side only ("the ministry dismissed the figure").

        `meets`: the text tells of their encounter, so "the leaders" means them from here on. `speaks`: "we" may mean the actors.
        """
        everyone = tuple(dict.fromkeys((*roles.actors, *roles.recipients)))
        if meets and len(self.sides(self.sided(everyone))) > 1:
            self.pair = self.sided(everyone)
        elif not self.pair and len(self.sides(self.sided(roles.actors))) > 1:
            self.pair = self.sided(roles.actors)
        if speaks and len(self.sides(roles.actors)) == 1:
            self._voice = roles.actors[:1]
        family = self.plover.types[type_].quad == _HOSTILE
        for one in everyone:
            side = self.cast.side(self.cast[one])
            if others := tuple(o for o in self.sided(everyone) if self.cast.side(self.cast[o]) != side):
                self._facing[side, family] = others[:1]

    def counterpart(self, mine: frozenset[str], type_: EventType) -> Ids:
        """The other side that the words leave out: named in the sentence, faced last, or the one the article is about.

        A state faces itself where the article names no other.
        """
        if len(mine) != 1:
            return ()
        (side,) = mine
        family = self.plover.types[type_].quad == _HOSTILE
        for key in ((side, family), (side, not family)):
            if key in self._facing:
                return self._facing[key]
        others = next(((id_,) for id_ in self._protagonists if self.cast.side(self.cast[id_]) != side), ())
        return others or tuple(self._protagonists[:1])

    @cached_property
    def _protagonists(self) -> Ids:
        """One actor of each side, most mentioned side first; states and organisations of states only."""
        count: Counter[str] = Counter()
        first: dict[str, str] = {}
        states = [a for a in self.cast.actors if a.state or a.kind == "state"]
        for actor in states if len({self.cast.side(a) for a in states}) > 1 else self.cast.actors:
            side = self.cast.side(actor)
            if actor.state or actor.code:
                count[side] += len(actor.mentions)
                if side not in first or actor.kind == "state":
                    first[side] = actor.id
        return tuple(first[side] for side, _ in count.most_common(4))

    # ------------------------------------------------------------------ phrases

    def who(self, head: int, depth: int = 0) -> Ids:
        """The actors that a noun phrase stands for: named, meant by a pronoun, or behind its modifiers ("Russian strikes")."""
        found = dict.fromkeys(self._one(head, depth))
        for other in self.analysis.children(head, "conj", "appos") if depth < _DEPTH else ():
            if self.analysis.tokens[other].dep == "conj":
                found.update(dict.fromkeys(self.who(other, depth + 1)))
            elif found and self._is_next_in_list(other, tuple(found)):
                found.update(dict.fromkeys(self.who(other, depth + 1)))
        return tuple(found)

    def _is_next_in_list(self, word: int, before: Ids) -> bool:
        """A person of another side set behind a comma is no apposition but the next in a list."""
        actor = self.cast.headed(word)
        return actor is not None and actor.kind == "person" and not self.sides((actor.id,)) & self.sides(before)

    def _one(self, head: int, depth: int) -> Ids:
        """As `who`, of one phrase without those coordinated to it."""
        token = self.analysis.tokens[head]
        if (meant := self._by_pronoun(token)) is not None:
            return meant
        named = self.cast.headed(head)
        if named is None:
            named = next((a for k in self.analysis.children(head, "appos") if (a := self.cast.headed(k))), None)
        if self._is_pair(token, named):
            pair = self.pair or self._protagonists[:2]
            return pair[-2:] if len(pair) == 3 and self._is_two(head) else pair
        if named is not None and named.kind == "group" and len(behind := self._behind(head, depth)) > 1:
            return behind
        if named is not None and self._has_side(named):
            return (named.id,)
        if depth < _DEPTH and (behind := self._behind(head, depth)):
            return behind
        if named is not None:
            return (named.id,)
        covering = self.cast.covering(head)
        if covering is not None and token.pos in ("PROPN", "ADJ") and self._has_side(covering):
            return (covering.id,)
        return self._by_seat(token) if token.pos == "PROPN" else ()

    def _has_side(self, actor: Actor) -> bool:
        return actor.kind != "group" or actor.state is not None

    def _by_seat(self, token: Token) -> Ids:
        """The state whose capital the word is, when that state is in the cast."""
        place = self.places.match_at(self.analysis.text, token.start)
        if place is None or place.kind != "seat":
            return ()
        return tuple(a.id for a in self.cast.actors if a.kind == "state" and a.code == place.code)

    def _by_pronoun(self, token: Token) -> Ids | None:
        word = token.text.lower()
        if word not in FIRST and word not in _SECOND:
            return None
        known = self.cast.covering(token.index)
        if known is not None and not (known.kind == "group" and not known.state):
            return (known.id,)
        statement = self.statement_at(token.index)
        speaker = statement.speaker if statement is not None else None
        if word in FIRST:
            return (speaker,) if speaker else self._voice
        if statement is not None and statement.addressees:
            return tuple(statement.addressees)
        mine = self.sides((speaker,)) if speaker else frozenset()
        others = tuple(p for p in self.pair if not self.sides((p,)) & mine)
        return others if speaker and len(others) == 1 else ()

    def _is_pair(self, token: Token, named: Actor | None) -> bool:
        """Does a plural word ("they", "the leaders", "both sides") mean the sides that met?"""
        word = token.text.lower()
        if not (token.tag in ("NNS", "NNPS") or word in _THEY):
            return False
        lemma = word.removesuffix("s") if token.tag == "NNPS" else token.lemma.lower()
        if lemma not in self.plover.pair_words and word not in _THEY:
            return False
        if named is None:
            return not self._behind(token.index, 0)
        return named.id in self.pair or not self._has_side(named)

    def _is_two(self, head: int) -> bool:
        return any(self.analysis.tokens[c].lemma.lower() in ("two", "both") for c in self.analysis.children(head))

    def _behind(self, head: int, depth: int) -> Ids:
        """Actors behind a common noun: its possessor, its adjectives and compounds, its of-phrase."""
        tokens = self.analysis.tokens
        owners = self.analysis.children(head, "poss")
        for child in owners:
            if tokens[child].pos != "PRON" and (found := self.who(child, depth + 1)):
                return found
        if found := self._modifiers(head):
            return found
        for child in owners:
            if found := self.who(child, depth + 1):
                return found
        return next((w for p in _OWNERS if (w := self._after(head, p, depth + 1))), ()) if depth < _DEPTH else ()

    def is_agent(self, verb: int) -> bool:
        """Is the subject of a verb itself an actor (a name, title or pronoun), not a thing of somebody's ("the membership will")?"""
        if is_passive(self.analysis, verb):
            return False
        for child in self.analysis.children(verb, "nsubj"):
            word = self.analysis.tokens[child].text.lower()
            return word in FIRST or word in _ECHO or self.cast.headed(child) is not None
        return True

    def sides(self, ids: Ids) -> frozenset[str]:
        """The states, organisations or persons that actors belong to, as `Cast.side` gives them."""
        return frozenset(self.cast.side(self.cast[i]) for i in ids)

    # ------------------------------------------------------------------ roles of a predicate

    def roles(self, trigger: Trigger) -> Roles:
        """Actors and recipients of the event that a predicate tells of; either may be empty."""
        if "owner" in trigger.frame.to and trigger.verb is not None:
            return Roles(self.subject(trigger.verb), self._behind(trigger.token, 0))
        if trigger.frame.word == "*must":
            return self._demand(trigger)
        if trigger.verb != trigger.token and self.analysis.tokens[trigger.token].pos in ("NOUN", "PROPN"):
            actors = self._noun_actors(trigger)
        else:
            verb = trigger.verb if trigger.verb is not None else trigger.token
            actors = self.subject(verb)
            if trigger.frame.type in _OWN_BODY and not actors and trigger.object is not None and is_passive(self.analysis, verb):
                return Roles(self.who(trigger.object), ())
            if trigger.frame.type == "AGREE" and not actors and is_passive(self.analysis, verb) and trigger.frame.joint:
                return Roles(self.pair, ())
        actors = self.sided(actors) or actors
        if trigger.frame.ours and len(self.sides(actors)) < 2:
            return Roles(self.pair or self._protagonists[:2], ())
        recipients = self._recipients(trigger, actors)
        if not actors and recipients and trigger.frame.type in _TWO_SIDED and trigger.verb != trigger.token:
            actors = self.counterpart(self.sides(recipients), trigger.frame.type)
        return Roles(actors, recipients)

    def _demand(self, trigger: Trigger) -> Roles:
        """Who says that somebody "must" do something, and who that is."""
        wanted = self.subject(trigger.token) if self.is_agent(trigger.token) else ()
        token = self.analysis.tokens[trigger.token]
        statement = self.statement_at(trigger.token)
        if statement is not None and statement.speaker:
            asking: Ids = (statement.speaker,)
        else:
            asking = self.subject(token.head) if token.dep == "ccomp" and token.head != token.index else ()
        return Roles(asking, tuple(w for w in wanted if not self.sides((w,)) & self.sides(asking)))

    def subject(self, verb: int, hops: int = 0) -> Ids:
        """Who does what a verb says: its subject, the agent of a passive, or the subject understood from the verb above."""
        analysis, tokens = self.analysis, self.analysis.tokens
        token = tokens[verb]
        if hops > 6:
            return ()
        if is_passive(analysis, verb):
            return self._agent(verb)
        for child in analysis.children(verb, "nsubj"):
            if tokens[child].text.lower() in _RELATIVE and token.dep == "relcl":
                return self.who(token.head)
            if found := self.who(child):
                return found if self.sided(found) else self._named_before(child, verb) or found
            if tokens[child].text.lower() in _ECHO and token.dep == "ccomp" and token.head != verb:
                return self.subject(token.head, hops + 1)
            return ()
        head = tokens[token.head]
        if token.dep in ("acl", "relcl"):
            return self.who(token.head) if token.tag == "VBG" or token.dep == "relcl" else self._owner_or_subject(token.head, hops)
        if token.dep == "pcomp" and head.index != verb:
            return self._below_preposition(head, hops)
        if token.dep in ("conj", "xcomp", "ccomp", "advcl", "acomp", "dep", "oprd", "prep") and head.index != verb:
            if head.tag.startswith("VB") or head.pos in ("AUX", "ADJ"):
                return self.subject(head.index, hops + 1)
            return self._owner_or_subject(head.index, hops)
        statement = self.statement_at(verb)
        if statement is not None and statement.speaker and token.tag in ("VB", "VBP") and token.dep in ("ROOT", "ccomp"):
            return (statement.speaker,)
        return ()

    def _named_before(self, subject: int, verb: int) -> Ids:
        """Sided actors between a subject without a side (a dateline, "officials") and its verb."""
        if self.analysis.tokens[subject].pos == "PRON" or verb - subject > 12:
            return ()
        heads = (self.cast.headed(w) for w in range(subject + 1, verb) if self.analysis.tokens[w].dep in _LISTED)
        return tuple(dict.fromkeys(a.id for a in heads if a is not None and self._is_sided(a)))

    def _agent(self, verb: int) -> Ids:
        for prep in self.analysis.children(verb, "agent", "prep"):
            if self.analysis.tokens[prep].lemma.lower() == "by":
                for child in self.analysis.children(prep, "pobj"):
                    return self.who(child)
        return ()

    def _owner_or_subject(self, noun: int, hops: int) -> Ids:
        """The owner of a noun ("Armenia's decision to ..."), else the subject of the verb above it."""
        if owner := self._behind(noun, 0):
            return owner
        token = self.analysis.tokens[noun]
        while token.dep in ("pobj", "prep", "conj", "dobj", "attr", "acomp", "pcomp") and token.head != token.index:
            token = self.analysis.tokens[token.head]
            if token.tag.startswith("VB"):
                return self.subject(token.index, hops + 1)
        return ()

    def _below_preposition(self, prep: Token, hops: int) -> Ids:
        """Subject of a gerund after a preposition: whom one thanks or blames for it, else who the verb above is about."""
        above = self.analysis.tokens[prep.head]
        if prep.lemma.lower() in ("for", "of") and above.tag.startswith("VB"):
            for child in self.analysis.children(above.index, "dobj"):
                if found := self.who(child):
                    return found
        if above.tag.startswith("VB"):
            return self.subject(above.index, hops + 1)
        return self._owner_or_subject(above.index, hops)

    def _noun_actors(self, trigger: Trigger) -> Ids:
        frame, analysis, tokens = trigger.frame, self.analysis, self.analysis.tokens
        noun = trigger.token
        for child in analysis.children(noun, "poss"):
            if found := self.who(child):
                return found
        for child in analysis.children(noun, "acl", "prep", "agent"):
            if tokens[child].lemma.lower() == "by":
                for inner in analysis.children(child, "pobj"):
                    return self.who(inner)
            if tokens[child].tag == "VBN" and (found := self._agent(child)):
                return found
        if trigger.verb is not None and (found := self.subject(trigger.verb)):
            return found
        if found := self._modifiers(noun):
            return found
        for prep in ("between", "among", "of", "from"):
            if prep in ("between", "among") or prep not in frame.to or frame.joint or prep == "from":
                if found := self._after(noun, prep):
                    return found
        for prep in ("of", "with"):
            if prep == "of" and prep in frame.to and frame.type in ("ASSAULT", "COERCE", "SANCTION", "RETREAT"):
                continue
            if found := self._after(noun, prep):
                if prep == "of":
                    return found
                break
        if frame.type == "CONSULT":
            return self._bystander(noun)
        token = tokens[noun]
        if frame.type == "ASSAULT":
            return ()
        return self.subject(token.head) if token.dep == "dobj" and tokens[token.head].tag.startswith("VB") else ()

    def _bystander(self, noun: int) -> Ids:
        """Who did something "during a meeting", or between whom a call "took place": understood as those who met."""
        token = self.analysis.tokens[noun]
        for _ in range(6):
            if token.head == token.index or token.dep == "relcl":
                return ()
            subject_of = token.dep in ("nsubj", "nsubjpass")
            token = self.analysis.tokens[token.head]
            if token.tag.startswith("VB"):
                if subject_of:
                    return next((w for p in ("between", "of", "with") if (w := self._after(token.index, p))), ())
                if found := self.subject(token.index):
                    return found
        return ()

    def _modifiers(self, noun: int) -> Ids:
        out: dict[str, None] = {}
        for child in self.analysis.children(noun, "amod", "compound", "nmod"):
            for part in (child, *self.analysis.children(child)):
                actor = self.cast.covering(part)
                if actor is not None and part < noun and (actor.state or actor.code):
                    out[actor.id] = None
        return tuple(out)

    def _after(self, head: int, preposition: str, depth: int = 0) -> Ids:
        for prep in self.analysis.children(head, "prep", "dative", "prt", "agent"):
            if self.analysis.tokens[prep].lemma.lower() == preposition:
                for child in self.analysis.children(prep, "pobj"):
                    if found := self.who(child, depth):
                        return found
                for nested in self.analysis.children(prep, "prep"):
                    for child in self.analysis.children(nested, "pobj"):
                        if found := self.who(child, depth):
                            return found
            elif self.analysis.tokens[prep].lemma.lower() == "by":
                for child in self.analysis.children(prep, "pobj"):
                    if found := self._after(child, preposition, depth):
                        return found
        return ()

    # ------------------------------------------------------------------ recipients

    def _recipients(self, trigger: Trigger, actors: Ids) -> Ids:
        mine = self.sides(actors)
        joint = trigger.frame.joint and len(mine) > 1
        for slot in trigger.frame.to:
            if joint and slot not in ("object", "with", "dative"):
                continue
            found = self._slot(trigger, slot, mine)
            if slot == "object" and trigger.frame.type in _THINGS:
                found = tuple(f for f in found if self._has_side(self.cast[f]))
            found = self.sided(found) or found
            if self.plover.types[trigger.frame.type].mutual:
                found = tuple(f for f in found if self.cast[f].kind != "state" or self.cast.side(self.cast[f]) not in mine)
            if others := tuple(r for r in found if r not in actors):
                return others
            if found and slot == "object" and self._is_foreign(trigger.object):
                return found
        return ()

    def _is_foreign(self, head: int | None) -> bool:
        """Does an object name its side itself ("Turkish students"), not by "its" or "their"? Then a state may face its own."""
        if head is None:
            return False
        tokens = self.analysis.tokens
        if tokens[head].pos == "PRON":
            return False
        return not any(tokens[c].pos == "PRON" for c in self.analysis.children(head, "poss"))

    def _slot(self, trigger: Trigger, slot: str, mine: frozenset[str]) -> Ids:
        owner = None if trigger.frame.type == "CONSULT" else trigger.object
        heads = dict.fromkeys(h for h in (trigger.token, trigger.verb, owner) if h is not None)
        if slot == "object":
            return self.who(trigger.object) if trigger.object is not None else ()
        if slot == "dative":
            verb = trigger.verb if trigger.verb is not None else trigger.token
            return next((w for c in self.analysis.children(verb, "dative") if (w := self.who(c))), ())
        if slot == "clause":
            return self._clause_subject(trigger.token)
        if slot == "inside":
            return self._inside_of(trigger.token, mine)
        if slot == "place":
            return next((w for h in heads for p in _PLACES if (w := self._place(h, p))), ())
        return next((w for h in heads if (w := self._after(h, slot))), ())

    def _place(self, head: int, preposition: str) -> Ids:
        found = self._after(head, preposition)
        return tuple(i for i in found if self.cast[i].kind in ("state", "igo", "government"))

    def _clause_subject(self, token: int) -> Ids:
        """Who should act in "called for the sides to show restraint": the subject of the clause below."""
        analysis = self.analysis
        stack = list(analysis.children(token, "xcomp", "ccomp", "advcl", "acl", "relcl", "prep"))
        while stack:
            inner = stack.pop(0)
            if analysis.tokens[inner].dep == "prep":
                stack += analysis.children(inner, "pcomp")
                for noun in analysis.children(inner, "pobj"):
                    if analysis.children(noun, "acl", "relcl") and (found := self.who(noun)):
                        return found
                continue
            for child in analysis.children(inner, "nsubj"):
                if found := self.who(child):
                    return found
        return ()

    def _inside_of(self, token: int, mine: frozenset[str]) -> Ids:
        """The first other side named in what is promised, asked or blamed."""
        for child in self.analysis.children(token, *_INNER):
            first, last = self.analysis.edges(child)
            for word in range(first, last + 1):
                actor = self.cast.covering(word)
                if actor is not None and (actor.state or actor.code) and self.cast.side(actor) not in mine:
                    together = tuple(i for i in self.who(word) if not self.sides((i,)) & mine)
                    return together or (actor.id,)
        return ()


def _cover(analysis: Analysis, statements: tuple[Statement, ...]) -> dict[int, Statement]:
    """{token: innermost statement whose content holds it}."""
    spans = [(e.end - e.start, e.start, e.end, n) for n, s in enumerate(statements) for e in s.content]
    out: dict[int, Statement] = {}
    for _, start, end, number in sorted(spans, reverse=True):
        out.update(dict.fromkeys(analysis.tokens_in(start, end), statements[number]))
    return out
