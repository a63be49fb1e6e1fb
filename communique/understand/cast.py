"""The actors of one article, made easy to ask: who stands at this word, who is named in this phrase."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from communique.lexicon.states import load_states
from communique.record.finding import Actor
from communique.record.language import Analysis
from communique.understand.naming.places import Places

_COORDINATED = ("conj",)
_NO_PLACES = Places(())


class Cast:
    """Looks up the actors of an article by word. Token arguments are indices into `Analysis.tokens`.

    `places`: the words for states and organisations of states in the text, also where they are nobody who acts ("in
    Lima").
    """

    def __init__(self, actors: Iterable[Actor], analysis: Analysis, places: Places = _NO_PLACES) -> None:
        self.actors = tuple(actors)
        self.analysis, self.places = analysis, places
        self._by_id = {actor.id: actor for actor in self.actors}

    def __getitem__(self, id_: str) -> Actor:
        return self._by_id[id_]

    def get(self, id_: str | None) -> Actor | None:
        return self._by_id.get(id_) if id_ is not None else None

    @cached_property
    def _heads(self) -> dict[int, tuple[str, ...]]:
        """{head token of a mention: actor ids}: those with the shortest mention of that head; adjectives never count.

        Several share a head in "Hungarian and Romanian officials".
        """
        best: dict[int, tuple[int, tuple[str, ...]]] = {}
        for actor in self.actors:
            for mention in actor.mentions:
                words = self.analysis.tokens_in(mention.start, mention.end)
                if not words or mention.kind == "demonym":
                    continue
                head, size = self.analysis.top(words.start, words.stop), len(words)
                if head not in best or size < best[head][0]:
                    best[head] = (size, (actor.id,))
                elif size == best[head][0] and actor.id not in best[head][1]:
                    best[head] = (size, (*best[head][1], actor.id))
        heads = {head: ids for head, (_, ids) in best.items()}
        return self._title_heads() | heads

    def _title_heads(self) -> dict[int, tuple[str, ...]]:
        """Head words of titles beside a name ("President of X, Y"): they stand for the bearers."""
        out: dict[int, tuple[str, ...]] = {}
        for actor in self.actors:
            for evidence in (e for office in actor.offices for e in office.evidence):
                words = self.analysis.tokens_in(evidence.start, evidence.end)
                if words:
                    head = self.analysis.top(words.start, words.stop)
                    out[head] = (*out.get(head, ()), *(() if actor.id in out.get(head, ()) else (actor.id,)))
        return out

    @cached_property
    def _states(self) -> dict[str, Actor]:
        return {a.code: a for a in reversed(self.actors) if a.kind == "state" and a.code}

    @cached_property
    def _covering(self) -> dict[int, str]:
        """{token: actor id} for each word of a mention; inner (shorter) mentions win."""
        spots = [(m.end - m.start, m.start, m.end, a.id) for a in self.actors for m in a.mentions]
        out: dict[int, str] = {}
        for _, start, end, id_ in sorted(spots, reverse=True):
            out.update(dict.fromkeys(self.analysis.tokens_in(start, end), id_))
        return out

    @cached_property
    def opening(self) -> int:
        """Index of the sentence that the account opens with: the first one that names somebody, else 0."""
        first = min((m.start for actor in self.actors for m in actor.mentions), default=0)
        token = self.analysis.token_at(first)
        return self.analysis.tokens[token].sentence if token is not None else 0

    def headed(self, token: int) -> Actor | None:
        """The actor whose mention has this token as its head word; None for a demonym or a common noun.

        Where several actors share the head, the first; `all_headed` gives all.
        """
        ids = self._heads.get(token)
        return self._by_id[ids[0]] if ids else None

    def all_headed(self, token: int) -> tuple[Actor, ...]:
        """Every actor whose mention has this token as its head word."""
        return tuple(self._by_id[id_] for id_ in self._heads.get(token, ()))

    def covering(self, token: int) -> Actor | None:
        """The actor of the innermost mention (name, title, pronoun, demonym) that covers this token."""
        return self.get(self._covering.get(token))

    def phrase(self, head: int) -> tuple[Actor, ...]:
        """Who a noun phrase with this head word refers to, its coordinated phrases and appositions included, in order.

        >>> # "Baku and Yerevan confirmed ..." : phrase(index of "Baku") -> (AZE, ARM)
        """
        found: list[Actor] = []
        stack = [head]
        while stack:
            token = stack.pop(0)
            actors = self.all_headed(token)
            if not actors:
                actors = next((a for k in self.analysis.children(token, "appos") if (a := self.all_headed(k))), ())
            found += [actor for actor in actors if actor not in found]
            stack += self.analysis.children(token, *_COORDINATED)
        return tuple(found)

    def named_in(self, first: int, last: int) -> tuple[Actor, ...]:
        """Every actor with a mention that covers a token of [first, last), in order of appearance, each once."""
        found: dict[str, Actor] = {}
        for token in range(first, last):
            actor = self.covering(token)
            if actor is not None:
                found.setdefault(actor.id, actor)
        return tuple(found.values())

    def side(self, actor: Actor) -> str:
        """The state code that an actor belongs to or is; else its own code or id. An organ is of its organisation."""
        code = actor.state or actor.code or actor.id
        return load_states().wholes.get(code, code)

    def state_of(self, code: str) -> Actor | None:
        """The actor of kind `state` with a code."""
        return self._states.get(code)

    def state_actor(self, actor: Actor) -> Actor | None:
        """The actor of kind `state` behind an official, or the state itself."""
        code = actor.code if actor.kind == "state" else actor.state
        return self._states.get(code) if code else None

    def served(self, actor: Actor) -> Actor | None:
        """The state behind an official, else the organisation that its head or envoy speaks for."""
        if (sender := self._sender(actor)) is not None:
            return sender
        state = self.state_actor(actor)
        if state is not None or actor.state is not None:
            return state
        codes = {o.of for o in actor.offices if o.tenure in ("incumbent", "acting")}
        return next((a for a in self.actors if a.kind == "igo" and a.code in codes), None)

    def _sender(self, actor: Actor) -> Actor | None:
        """The organisation that sent an envoy: "the [U.N.] envoy for Chile"."""
        titles = [o.title.replace(".", "") for o in actor.offices if o.role == "envoy"]
        bodies = [a for a in self.actors if a.kind == "igo"] if titles else []
        named = (a for a in bodies for t in titles if a.code in t.split() or a.name in t)
        return next(named, None)
