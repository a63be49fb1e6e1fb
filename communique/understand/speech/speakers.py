"""Who the source of an attribution is, among the actors of the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from communique.record.finding import Actor, Doubt, Occasion
from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.cast import Cast
from communique.understand.chains.binding import SUBJECTS
from communique.understand.speech.stand_ins import StandIns
from communique.understand.speech.turns import is_marker

_PLURAL = frozenset(("they", "both", "each", "the two", "the pair"))
_FIRST = frozenset(("i", "we", "my", "our"))
_SINGULAR = frozenset(("he", "she"))
_OTHER = {"he": frozenset(("she", "her", "hers")), "she": frozenset(("he", "him", "his"))}
_ROLES = {
    f"{whose} {word}": role
    for whose in ("the", "his", "her", "their")
    for word, role in (("guest", "guest"), ("visitor", "guest"), ("host", "host"))
}
_OF_STATES = frozenset(("sides", "parties"))
_OF_ANY = frozenset(("officials", "participants", "delegations"))
_PLURAL_FIRST = frozenset(("we", "our"))
_INDEFINITE = frozenset(("a", "an", "another"))
_TAKING_UP = frozenset(("it", "they", "he", "she"))
_GENDER = {"he": "m", "she": "f"}
_CLIMB = 4
_FEW = 3
"""Sentences in which sources without a name go on as "they"."""
_DETERMINERS = frozenset(("the", "both", "two", "all", "these"))


class Speakers:
    """Resolves sources to actors; `occasion` is the encounter that the article tells of, `home` whose own
    words the article is, a person ("I") or the state whose outlet it is ("we"); each None where there is none; `given`:
    {first name: m or f}."""

    def __init__(
        self,
        passage: Passage,
        cast: Cast,
        occasion: Occasion | None,
        home: Actor | None = None,
        given: Mapping[str, str] | None = None,
    ) -> None:
        self.passage, self.cast, self.occasion, self.home = passage, cast, occasion, home
        self._given = given or {}
        self._stand_ins = StandIns(passage, cast)
        self._stood_for: dict[str, Actor] = {}  # {actor without a name: whom it stands for}
        self._nameless: TokenRange | None = None  # the words for somebody without a name who spoke last
        self._paper = False  # whether what spoke last is a statement or another paper
        self._last: int | None = None  # where the words for who spoke last begin
        self._outlet: Actor | None = None  # the organisation that spoke last
        self._called: dict[str, frozenset[str]] = {}

    def resolve(
        self, source: TokenRange | None, outer: str | None, before: str | None, *, follows: bool = False
    ) -> tuple[str | None, tuple[Doubt, ...]]:
        """(actor id or None, doubts).

        `outer` is the speaker of the statement around, who is meant by "I"; `before` is who spoke last outside it;
        `follows` says
        that nobody has been named since then, so that "he" goes on speaking.
        """
        if source is None:
            return None, ()
        words = self.passage.analysis.words(*source)
        lower = words.lower()
        if is_marker(self.passage, *source) and self._before_colon(source[1]):
            return None, (Doubt("speaker", f"{words!r} names nobody"),)
        if lower in _FIRST:
            speaker = outer or self._own(lower, before)
            return speaker, () if speaker else (Doubt("speaker", f"{words!r} names nobody in the article"),)
        if outer is None and lower in (*_SINGULAR, "they") and self._goes_on(source[0], lower):
            return None, (Doubt("speaker", f"{words!r} is somebody without a name"),)
        paper, self._paper = self._paper, self._is_paper(source) or (self._paper and lower == "it")
        if outer is None and lower == "it" and paper:
            return before, () if before else (Doubt("speaker", f"{words!r} is a paper that names nobody"),)
        beside = self._is_next(source[0])
        self._last = source[0] if outer is None else self._last
        spoke = self.cast.get(before)
        if outer is None and lower == "they" and beside and spoke is not None and spoke.kind == "group":
            return before, ()
        actors = self._actors(source)
        here = any(self._is_named_here(a, source[0]) for a in actors)
        if outer is None and lower in _SINGULAR and follows and not here and self._may_be(before, lower):
            return before, ()
        quoted = self.passage.region[source[0]] != -1
        if outer is not None and lower in _SINGULAR and not quoted and self._may_be(outer, lower):
            return outer, ()
        if outer is not None and quoted and lower in _SINGULAR and any(a.id == outer for a in actors):
            actors = self._third_person(source[0], outer)
        if lower in _PLURAL and (not actors or (outer is None and not self._acted(actors[0], source[0]))):
            actors = self._those_named(source[0]) or actors
        if not actors and lower == "they" and outer is None:
            actors = self._several(before) or self._stand_ins.several(source[0])
        if not actors and lower in _ROLES:
            actors = self._in_role(_ROLES[lower])
        actors = self._meant(source, actors, before)
        actors = actors or self._stand_ins.of_paper(source) or self._stand_ins.makers(source)
        actors = actors or self._stand_ins.issuer(source, self.cast.get(before))
        actors = actors or self._in_office(source)
        if not actors:
            return None, (Doubt("speaker", f"no actor known for {words!r}"),)
        told = self._together(actors, source[0]) if len(actors) > 1 else actors[0]
        if told.kind == "group" and self._is_nameless(source):
            self._nameless = source
            return None, (Doubt("speaker", f"{words!r} is not named"),)
        self._nameless = None
        self._outlet = told if told.kind == "organisation" and not self._is_bare(told) else self._outlet
        return told.id, ()

    def _meant(self, source: TokenRange, actors: tuple[Actor, ...], before: str | None) -> tuple[Actor, ...]:
        """The actors, or who was named before, where the words only stand for somebody named: "the Lao leader"."""
        if len(actors) > 1 or (actors and not self._is_bare(actors[0])):
            return actors
        if actors and actors[0].id in self._stood_for and self.passage.analysis.words(*source).lower() in _TAKING_UP:
            return (self._stood_for[actors[0].id],)
        if any(self.passage.tokens[i].lower == "visiting" for i in range(*source)):
            return self._in_role("guest") or actors
        beside = self.passage.analysis.children(self.passage.analysis.top(*source), "appos")
        named = next((a for k in beside for a in self.cast.all_headed(k) if not self._is_bare(a)), None)
        meant = (
            named or self._stand_ins.person(source, self.cast.get(before)) or self._stand_ins.body(source, self._outlet)
        )
        if meant is not None and actors:
            self._stood_for[actors[0].id] = meant
        return (meant,) if meant is not None else actors

    def _is_bare(self, actor: Actor) -> bool:
        """Whether an actor has no name of its own, only a description; a people's name may stand for one of them."""
        if actor.kind == "person":
            return all(m.kind != "name" for m in actor.mentions)
        return actor.kind == "state" or actor.name.split()[-1].islower()

    def _is_next(self, source: int) -> bool:
        """Whether somebody spoke in this sentence or the one before."""
        sentence_of = self.passage.analysis.sentence_of
        return self._last is not None and 0 <= sentence_of(source).index - sentence_of(self._last).index <= 1

    def _is_paper(self, source: TokenRange) -> bool:
        """ "The statement", "a draft of the declaration": what "it" goes on with when the words go on."""
        return self.passage.lemma(self.passage.analysis.top(*source)) in self.passage.speech.any_paper

    def _goes_on(self, pronoun: int, word: str) -> bool:
        """Whether somebody without a name spoke last in the paragraph, and nobody was named since; several of them may
        go on in the next sentences."""
        if self._nameless is None or self._nameless[1] > pronoun:
            return False
        sentence_of = self.passage.analysis.sentence_of
        if word == "they" and self.passage.tokens[self._nameless[1] - 1].tag in ("NNS", "NNPS"):
            return sentence_of(pronoun).index - sentence_of(self._nameless[0]).index <= _FEW
        if sentence_of(self._nameless[0]).paragraph != sentence_of(pronoun).paragraph:
            return False
        between = (self.cast.covering(i) for i in range(self._nameless[1], pronoun))
        return not any(actor is not None and actor.kind == "person" for actor in between)

    def _is_nameless(self, source: TokenRange) -> bool:
        """ "Diplomatic sources", "a senior official", "two officials": who they are the outlet keeps to itself."""
        head = self.passage.analysis.top(*source)
        if self.passage.lemma(head) not in self.passage.speech.words["nameless"]:
            return False
        if self.passage.lemma(head) in ("people", "person") and not self._is_informed(source):
            return False
        one = self.passage.tokens[head].tag == "NN" or self.passage.lemma(head) == "source"
        known = any(self.passage.tokens[k].lower == "the" for k in self.passage.analysis.children(head, "det"))
        if known and self.passage.analysis.children(head, "compound", "amod", "nmod", "poss"):
            return False  # "the foreign ministry spokesman": the one that it has
        return one or (not known and bool(self.passage.analysis.children(head, "nummod")))

    def _is_informed(self, source: TokenRange) -> bool:
        """ "Two people familiar with the matter"; not "dozens of people"."""
        words = self.passage.speech.words["informed"]
        return any(token.lower in words for token in self.passage.tokens[source[0] : source[1]])

    def _in_office(self, source: TokenRange) -> tuple[Actor, ...]:
        """Who "PRIME MINISTER" is before a colon: the one person of the article who holds an office so called."""
        if not self._before_colon(source[1]):
            return ()
        words = self.passage.analysis.words(*source).casefold()
        persons = (a for a in self.cast.actors if a.kind == "person")
        holders = tuple(a for a in persons if any(o.title.casefold() == words for o in a.offices))
        return holders if len(holders) == 1 else ()

    def _before_colon(self, token: int) -> bool:
        return token < len(self.passage.tokens) and self.passage.tokens[token].text.endswith(":")

    def _own(self, pronoun: str, before: str | None) -> str | None:
        """Whom "I" and "we" mean outside quotations: whose words the article is; "we" may be
        the author's state that spoke last; where the words have no author, "we" is first of all who spoke last."""
        home, last = self.home, self.cast.get(before)
        if home is not None and home.kind == "person":
            ours = last is not None and last.kind == "state" and self.cast.side(last) == self.cast.side(home)
            return before if ours and pronoun in _PLURAL_FIRST else home.id
        return before or (home.id if home is not None else None) if pronoun in _PLURAL_FIRST else None

    def _actors(self, source: TokenRange) -> tuple[Actor, ...]:
        head = self.passage.analysis.top(*source)
        found = self.cast.phrase(head)
        if len(found) == 1 and self._is_served(source, found[0]):
            return ()
        if len(found) > 1 or (found and found[0].kind == "person"):
            return found
        named = self._named_last(source)
        if named is not None:
            return (named,)
        if found:
            return found
        actor = self.cast.covering(head)
        return (actor,) if actor is not None else ()

    def _is_named_here(self, actor: Actor, at: int) -> bool:
        """Whether the sentence names a person before a token that a clause of its own begins with ("..., but he")."""
        tokens = self.passage.tokens
        if at == 0 or tokens[at - 1].dep != "cc":
            return False
        first = tokens[self.passage.analysis.sentence_of(at).first].start
        return any(first <= m.start < tokens[at].start and m.kind != "pronoun" for m in actor.mentions)

    def _may_be(self, id_: str | None, pronoun: str) -> bool:
        """Whether an actor is a person whom neither the first name nor the article calls by the other pronoun."""
        actor = self.cast.get(id_)
        if actor is None or actor.kind != "person":
            return False
        if self._given.get(actor.name.split()[0], _GENDER[pronoun]) != _GENDER[pronoun]:
            return False
        return not self._pronouns(actor) & _OTHER[pronoun]

    def _pronouns(self, actor: Actor) -> frozenset[str]:
        if actor.id not in self._called:
            text = self.passage.analysis.text
            words = (text[m.start : m.end].lower() for m in actor.mentions if m.kind == "pronoun")
            self._called[actor.id] = frozenset(words)
        return self._called[actor.id]

    def named_between(self, first: int, last: int) -> bool:
        """Whether a person is named in tokens [first, last) outside quotations."""
        words = (i for i in range(first, last) if self.passage.region[i] == -1)
        return any((a := self.cast.covering(i)) is not None and a.kind == "person" for i in words)

    def _third_person(self, at: int, outer: str) -> tuple[Actor, ...]:
        """Whom "he" or "she" in somebody's own words means: neither the speaker ("I") nor the one addressed ("you"), so
        the person named last before."""
        parties = {p.actor for p in self.occasion.participants} if self.occasion is not None else set()
        spots = self._persons_named
        for k in range(bisect_left(spots, self.passage.tokens[at].start, key=lambda s: s[0]) - 1, -1, -1):
            person = spots[k][1].id
            if person != outer and person not in parties and self._may_be(person, self.passage.tokens[at].lower):
                return (spots[k][1],)
        return ()

    @cached_property
    def _persons_named(self) -> list[tuple[int, Actor]]:
        """(start, person) of every name and title, in text order."""
        named = ("name", "title")
        spots = [(m.start, a) for a in self.cast.actors if a.kind == "person" for m in a.mentions if m.kind in named]
        return sorted(spots, key=lambda s: s[0])

    def _named_last(self, source: TokenRange) -> Actor | None:
        """The person whose name ends the source behind a title ("Head of the Office of the President Ann Example")."""
        tokens = self.passage.tokens
        last = source[1] - 1
        actor = self.cast.covering(last)
        if actor is None or actor.kind != "person" or tokens[last].pos != "PROPN" or self._is_served(source, actor):
            return None
        head = self.passage.analysis.top(*source)
        if tokens[head].tag == "NNS" and any(tokens[i].dep == "cc" for i in range(head, last)):
            named = (self.cast.covering(i) for i in range(head + 1, last + 1) if tokens[i].pos == "PROPN")
            return next((a for a in named if a is not None and a.kind == "person"), None)  # "both, A and B, said"
        start = max(m.start for m in actor.mentions if m.start <= tokens[last].start < m.end)
        first = max(source[0], self.passage.analysis.tokens_in(start, start + 1).start)
        if first == source[0]:
            return actor
        before = tokens[first - 1]
        return actor if before.pos in ("PROPN", "NOUN") or before.text == "," else None

    def _is_served(self, source: TokenRange, actor: Actor) -> bool:
        """ "A spokesman for Minister Ann Example", "an aide to her": who speaks for the person has no name."""
        analysis, head = self.passage.analysis, self.passage.analysis.top(*source)
        if self.passage.lemma(head) not in self.passage.speech.words["nameless"]:
            return False
        if all(self.passage.tokens[k].lower not in _INDEFINITE for k in analysis.children(head, "det")):
            return False
        served = [p for k in analysis.children(head, "prep") for p in analysis.children(k, "pobj")]
        own = self.passage.tokens[head].start
        return any(
            any(m.start <= self.passage.tokens[p].start < m.end and m.start > own for m in actor.mentions)
            for p in served
        ) or any(actor in self.cast.all_headed(p) for p in served)

    def _together(self, actors: Sequence[Actor], at: int) -> Actor:
        """The group that stands for coordinated subjects, if the article names one, else the party named first.

        "The two sides" are those of the article's encounter, no others.
        """
        sides = {self.cast.side(a) for a in actors if a.kind != "group" or a.state}
        parties = self.occasion.participants if self.occasion is not None else ()
        met = {self.cast.side(a) for p in parties if (a := self.cast.get(p.actor)) is not None}
        if len(sides) < 2 or (len(met) > 1 and not sides <= met):
            return actors[0]
        group = self._group(at)
        word = group.name.split()[-1].lower() if group is not None else ""
        states = actors[0].kind == "state"
        if group is None or (states and word not in _OF_STATES):
            return actors[0]
        if not states and word in _OF_STATES | _OF_ANY and not self._is_of_two(group):
            return actors[0]
        return group

    def _is_of_two(self, group: Actor) -> bool:
        """Whether the article says "the two officials", "both sides"."""
        return any({"two", "both"} & set(name.lower().split()) for name in (group.name, *group.aliases))

    def _those_named(self, at: int) -> tuple[Actor, ...]:
        """Whom "they" and "both" stand for: the group of the two sides, else the party named first."""
        group = self._group(at)
        if group is not None:
            return (group,)
        parties = self.occasion.participants if self.occasion is not None else ()
        here = [a for p in parties if (a := self.cast.get(p.actor)) is not None and a.mentions]
        return (min(here, key=lambda a: min(m.start for m in a.mentions)),) if here else ()

    def _acted(self, actor: Actor, at: int) -> bool:
        """Whether an actor was the subject of a clause when last named before a token: who "they" may be."""
        start = self.passage.tokens[at].start
        named = [m for m in actor.mentions if m.start < start and m.kind != "pronoun"]
        if not named:
            return False
        words = self.passage.analysis.tokens_in(named[-1].start, named[-1].end)
        token = self.passage.tokens[self.passage.analysis.top(words.start, words.stop)]
        for _ in range(_CLIMB):
            if token.dep != "conj" or token.head == token.index:
                break
            token = self.passage.tokens[token.head]
        return token.dep in SUBJECTS

    def _several(self, before: str | None) -> tuple[Actor, ...]:
        """Who spoke last, if "they" may be so called: a body, a group or a state, not the "Nutrition Survey"."""
        actor = self.cast.get(before)
        is_paper = actor is not None and actor.name.split()[-1].lower() in self.passage.speech.documents
        return (actor,) if actor is not None and actor.kind != "person" and not is_paper else ()

    def _in_role(self, role: str) -> tuple[Actor, ...]:
        """ "The guest", "the host" of the encounter that the article tells of, if one person is."""
        parties = self.occasion.participants if self.occasion is not None else ()
        here = [a for p in parties if p.role == role and (a := self.cast.get(p.actor)) is not None]
        persons = [a for a in here if a.kind == "person"]
        return tuple(persons) if len(persons) == 1 else ()

    def _group(self, at: int) -> Actor | None:
        """The group of both sides ("the two leaders") mentioned last before a token, else first after it."""
        spots = self._groups
        k = bisect_right(spots, self.passage.tokens[at].start, key=lambda s: s[0])
        return spots[max(0, k - 1)][1] if spots else None

    @cached_property
    def _groups(self) -> list[tuple[int, Actor]]:
        """(start, group) of every mention of a group that stands for both sides, in text order."""
        groups = [a for a in self.cast.actors if a.kind == "group" and self._stands_for_both(a)]
        return sorted(((m.start, a) for a in groups for m in a.mentions), key=lambda s: s[0])

    def _stands_for_both(self, group: Actor) -> bool:
        words = group.name.lower().split()
        while words and words[0] in _DETERMINERS:
            words = words[1:]
        return len(words) == 1 and words[0] in self.passage.speech.together
