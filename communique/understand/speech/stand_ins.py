"""Phrases that stand for somebody or something named before: "the Frenchman", "the group", "the document"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from communique.record.finding import Actor
from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import Passage
from communique.understand.attribution.sources import is_passive, subject_of
from communique.understand.cast import Cast
from communique.understand.chains.binding import SUBJECTS

_REACH = 4
"""Sentences back in which who is meant was named."""
_POINTING = frozenset(("the", "this", "that"))
_NARROWING = ("prep", "relcl", "acl", "appos")
_TAKEN_UP = frozenset(("the", "its", "his", "her", "their"))
_OWN = frozenset(("his", "her"))
_UNFINISHED = frozenset(("draft", "joint", "final", "written", "full", "separate", "official", "brief"))
_TRIBAL = ("man", "woman")
_NO_UNION = "UN"  # nobody calls it "the bloc" or "the alliance"


class StandIns:
    """Answers for one article."""

    def __init__(self, passage: Passage, cast: Cast) -> None:
        self.passage, self.cast = passage, cast
        self.tokens, self.analysis = passage.tokens, passage.analysis
        self._spoken_in: dict[str, tuple[Actor, ...]] = {}  # {"report": who spoke in the last one}

    def person(self, source: TokenRange, before: Actor | None) -> Actor | None:
        """Whom "the Lao leader", "the Frenchman" or "the diplomat" means: of a state that is named, the person of it
        named last; else who spoke last, where nobody was named since.
        """
        head = self._pointing(source)
        if head is None:
            return None
        state = self._state(source)
        tribal = self._is_tribal(head) and state is not None
        if not tribal and self.passage.lemma(head) not in self.passage.speech.words["standing"]:
            return None
        of_state = self._latest(self._persons, source[0], state) if state is not None else None
        if of_state is not None or tribal or self._is_of_nobody(head):
            return of_state
        latest = self._latest(self._persons, source[0])
        if state is not None and (latest is None or len(self.cast.side(latest)) == len(state)):
            return None  # of another state; the EU's ambassador may well be "the Czech diplomat"
        return latest if latest is before or self._is_alone(source[0]) else None

    def body(self, source: TokenRange, spoke: Actor | None) -> Actor | None:
        """Which organisation "the group" or "the 55-member bloc" is, and whose army "the military": that named last;
        which "the newspaper" is, that which `spoke` last of all organisations."""
        head, words = self.analysis.top(*source), self.passage.speech.words
        lemma, word = self.passage.lemma(head), self.tokens[head].lower
        if lemma in words["fighting"]:
            fighters = [(i, a) for i, a in self._groups if a.name.split()[-1] == word and a.name[0].isupper()]
            return self._latest(fighters, source[0]) or self._latest(self._bodies, source[0])
        if self._pointing(source) is None or not words["other_parties"].isdisjoint(self._narrowed(head)):
            return None
        if lemma in words["bodies"] | words["press"] and (name := self._name_before(head)) is not None:
            return self.cast.covering(name)
        if lemma in words["press"]:
            return spoke
        if lemma in words["armies"]:
            armies = [(i, a) for i, a in self._offices if a.name.split()[-1].lower() in words["armies"]]
            return self._latest(armies, source[0])
        if lemma in words["unions"]:
            return self._latest([(i, a) for i, a in self._bodies if a.code != _NO_UNION], source[0])
        own = [(i, a) for i, a in self._bodies if a.kind != "igo"]
        return self._latest(own, source[0]) if lemma in words["bodies"] else None

    def _name_before(self, head: int) -> int | None:
        """The last word of a name of its own in front, which is no state's: "the [Global Mirror] newspaper"."""
        kids = self.analysis.children(head, "compound", "nmod")
        names = [k for k in kids if self.tokens[k].pos == "PROPN" and self.tokens[k].entity not in ("GPE", "NORP")]
        return names[-1] if names and self.tokens[head].text.islower() else None

    def _narrowed(self, head: int) -> set[str]:
        return {self.tokens[k].lower for k in self.analysis.children(head, "amod", "compound", "nmod")}

    def _is_joint(self, paper: int) -> bool:
        """ "Signed a statement", "a joint statement"."""
        beside = {self.passage.lemma(k) for k in self.analysis.children(paper, "amod")}
        return "joint" in beside or any(self.passage.lemma(k) == "sign" for k in self.analysis.ancestors(paper)[:2])

    def body_before(self, paper: int) -> tuple[Actor, ...]:
        """Whose "a ministry press release" is: of the body named last whose name ends so."""
        for kid in self.analysis.children(paper, "compound", "nmod"):
            word = self.tokens[kid].text
            if self.tokens[kid].tag == "NN" and word.islower():
                offices = [(i, a) for i, a in self._offices if a.name.split()[-1].lower() == word]
                found = self._latest(offices, paper)
                if found is not None:
                    return (found,)
        return ()

    def several(self, at: int) -> tuple[Actor, ...]:
        """Those whom the last sentence before names together as its subject: "X and Y met. They said P"."""
        sentence = self.tokens[at].sentence
        for number in range(sentence - 1, max(-1, sentence - 3), -1):
            span = self.analysis.sentences[number]
            for token in self.tokens[span.first : span.last]:
                if token.dep in SUBJECTS and self.passage.region[token.index] == -1:
                    actors = self.cast.phrase(token.index)
                    if len(actors) > 1:
                        return actors
        return ()

    def _makers(self, source: TokenRange) -> tuple[Actor, ...]:
        """Who speaks in a paper: "the ministry's figures", "a poll conducted by X"; "the Iran report" is about it."""
        return self._owners(self.analysis.top(*source))

    def _owners(self, head: int) -> tuple[Actor, ...]:
        """Whose a paper or a page of the web is: "the ministry website", "a post on the ministry's website"; nobody's
        where it is a fake, or where another is told to have made it."""
        analysis, speech = self.analysis, self.passage.speech
        lemma = self.passage.lemma(head)
        if lemma not in self._telling or not speech.words["faked"].isdisjoint(self._narrowed(head)):
            return ()
        makers = ("by", "from") if lemma in speech.documents else ("by", "of", "from")
        made = [head, *(k for k in analysis.children(head, "acl") if self.passage.lemma(k) in speech.making)]
        bys = [k for h in made for k in analysis.children(h, "agent", "prep") if self.passage.lemma(k) in makers]
        owners = [*analysis.children(head, "poss"), *(k for by in bys for k in analysis.children(by, "pobj"))]
        bodies = (self.cast.phrase(k) for k in analysis.children(head, "compound"))
        named = [*(self.cast.phrase(k) for k in owners), *(b for b in bodies if all(a.kind != "state" for a in b))]
        found = next((actors for actors in named if actors), ()) or self.body_before(head)
        if found or owners or lemma not in speech.words["issued"]:
            return found
        holders = [head, *analysis.children(head, "acl")]  # "a statement posted on the website of X"
        places = [p for h in holders for k in analysis.children(h, "prep") for p in analysis.children(k, "pobj")]
        return next((o for p in places if self.passage.lemma(p) in speech.words["web"] and (o := self._owners(p))), ())

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Papers and pages in which somebody may speak."""
        speech = self.passage.speech
        return speech.documents | speech.saying | speech.setting | speech.words["issued"] | speech.words["web"]

    def of_paper(self, source: TokenRange) -> tuple[Actor, ...]:
        """Who speaks in a paper, also where it is taken up: "A report of the union said A. The report said B"."""
        makers = self._makers(source)
        head = self.analysis.top(*source)
        lemma = self.passage.lemma(head)
        if makers:
            self._spoken_in[lemma] = makers
            return makers
        kids = {self.tokens[k].lower for k in self.analysis.children(head)}
        known = {"the", "its"} & kids and kids <= {"the", "its", "same", "also"}
        return self._spoken_in.get(lemma, ()) if known else ()

    def issuer(self, source: TokenRange, before: Actor | None) -> tuple[Actor, ...]:
        """Whose "the statement" and "its message" are that go on with what was said: of who spoke last."""
        head = self.analysis.top(*source)
        own = {self.tokens[k].lower for k in self.analysis.children(head, "det", "poss")}
        others = [
            k
            for k in self.analysis.children(head, "prep", "acl", "relcl", "compound", "amod")
            if self.passage.lemma(k) not in _UNFINISHED
        ]
        speaks = self.passage.lemma(head) in self.passage.speech.words["issued"] and own & _TAKEN_UP and not others
        if before is None or (before.kind == "person" and not own & _OWN):
            return ()  # "X told reporters P. The statement said Q": of another
        return (before,) if speaks else ()

    def makers(self, source: TokenRange) -> tuple[Actor, ...]:
        """Whose "the document" and "the letter" are: of who sent or issued the one told of last; what is signed is of
        bodies and groups, of one of several signers never.
        """
        head = self._pointing(source)
        if head is None or self.passage.lemma(head) not in self._papers:
            return ()
        own, words = self.passage.lemma(head), self.passage.speech.words
        for paper, maker in reversed(self._made[: bisect_left(self._made, (head, 0))]):
            taken = self.passage.lemma(paper)
            if taken == own or (own in words["any_paper"] and taken not in words["issued"]):
                actors = self.cast.phrase(maker)
                both = taken in words["shared_papers"] | words["any_paper"] or self._is_joint(paper)
                return actors if not both or all(a.kind not in ("person", "state") for a in actors) else ()
        return ()

    @cached_property
    def _papers(self) -> frozenset[str]:
        return frozenset().union(*(self.passage.speech.words[w] for w in ("papers", "shared_papers", "any_paper")))

    @cached_property
    def _made(self) -> list[tuple[int, int]]:
        """(paper, head word of who made it), in text order."""
        return list(self._find_made())

    def _find_made(self) -> Iterator[tuple[int, int]]:
        speech = self.passage.speech
        for token in self.tokens:
            if self.passage.region[token.index] != -1 or token.lemma.lower() not in self._papers:
                continue
            verb = next((k for k in self.analysis.ancestors(token.index)[:4] if self.tokens[k].pos == "VERB"), None)
            if verb is None:
                continue
            inside = self.tokens[token.head].lower == "in" and self.passage.may_report(verb)
            made = self.passage.lemma(verb) in speech.making | speech.words["issuing"]
            if not inside and not (made and token.dep in ("dobj", "nsubjpass", "conj")):
                continue
            if made and is_passive(self.passage, verb):
                agents = [p for k in self.analysis.children(verb, "agent") for p in self.analysis.children(k, "pobj")]
                maker = agents[0] if agents else None
            else:
                maker = subject_of(self.passage, verb)
            if maker is not None and maker != token.index:
                yield token.index, maker

    def _pointing(self, source: TokenRange) -> int | None:
        """The head word of "the X" that nothing but what stands before it narrows."""
        head = self.analysis.top(*source)
        token = self.tokens[head]
        if token.tag not in ("NN", "NNP", "JJ") or self.analysis.children(head, *_NARROWING):
            return None
        dets = {self.tokens[k].lower for k in self.analysis.children(head, "det")}
        own = {self.tokens[k].tag for k in self.analysis.children(head, "poss")}
        met = self.passage.lemma(head) == "counterpart" and own == {"PRP$"}
        return head if met or (dets & _POINTING and not own) else None

    def _state(self, source: TokenRange) -> str | None:
        for i in range(*source):
            actor = self.cast.covering(i)
            if actor is not None and actor.kind == "state":
                return actor.code
        return None

    def _is_tribal(self, head: int) -> bool:
        """ "The Frenchman", "the Briton": one of a people."""
        token = self.tokens[head]
        actor = self.cast.covering(head)
        people = actor is not None and actor.kind == "state"
        return people and (token.text.endswith(_TRIBAL) or token.entity == "NORP")

    @cached_property
    def _persons(self) -> list[tuple[int, Actor]]:
        """(token, person) of every name outside quotations, in text order."""
        return self._named(a for a in self.cast.actors if a.kind == "person")

    @cached_property
    def _bodies(self) -> list[tuple[int, Actor]]:
        """(token, body) of every name of an organisation, in text order; "Hamas" may be a government, too."""
        kinds = ("organisation", "group", "igo")
        named = (a for a in self.cast.actors if a.name[0].isupper() and a.name.split()[-1][0].isupper())
        return self._named(a for a in named if a.kind in kinds or (a.kind == "government" and " " not in a.name))

    def _is_of_nobody(self, head: int) -> bool:
        """ "A Gulf diplomat said P. The diplomat added Q": somebody without a name was so called before."""
        first = self._unnamed.get(self.passage.lemma(head))
        return first is not None and first < head

    @cached_property
    def _unnamed(self) -> dict[str, int]:
        """{noun: first token where "a" stands before it, or where it is plural}."""
        out: dict[str, int] = {}
        for token in self.tokens:
            if token.pos == "NOUN" and token.lemma.lower() in self.passage.speech.words["standing"]:
                dets = {self.tokens[k].lower for k in self.analysis.children(token.index, "det")}
                if token.tag == "NNS" or dets & {"a", "an", "another", "one"}:
                    out.setdefault(token.lemma.lower(), token.index)
        return out

    @cached_property
    def _offices(self) -> list[tuple[int, Actor]]:
        return self._named(a for a in self.cast.actors if a.kind == "government")

    @cached_property
    def _groups(self) -> list[tuple[int, Actor]]:
        return self._named(a for a in self.cast.actors if a.kind == "group")

    def _is_alone(self, at: int) -> bool:
        """Whether one person only is named within reach before a token."""
        nearest, near = self.tokens[at].sentence - _REACH, set[str]()
        for k in range(bisect_left(self._persons, at, key=lambda s: s[0]) - 1, -1, -1):
            token, actor = self._persons[k]
            if self.tokens[token].sentence < nearest:
                break
            near.add(actor.id)
        return len(near) == 1

    def _named(self, actors: Iterable[Actor]) -> list[tuple[int, Actor]]:
        spots = [
            (words.start, actor)
            for actor in actors
            for m in actor.mentions
            if m.kind == "name" and (words := self.analysis.tokens_in(m.start, m.end))
        ]
        return sorted((s for s in spots if self.passage.region[s[0]] == -1), key=lambda s: s[0])

    def _latest(self, named: list[tuple[int, Actor]], at: int, state: str | None = None) -> Actor | None:
        """Who is named last within reach before a token, of a state if one is given."""
        nearest = self.tokens[at].sentence - _REACH
        for k in range(bisect_left(named, at, key=lambda s: s[0]) - 1, -1, -1):
            token, actor = named[k]
            if self.tokens[token].sentence < nearest:
                return None
            if state is None or self.cast.side(actor) == state:
                return actor
        return None
