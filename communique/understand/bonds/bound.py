"""Who is bound by an undertaking, to whom, and in which statement and encounter it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.lexicon.promises import Promises
from communique.lexicon.states import load_states
from communique.record.finding import Actor, Occasion, Statement
from communique.record.language import Analysis
from communique.understand.bonds.agreed import is_behind_deal, is_under_deal
from communique.understand.bonds.deeds import Undertaking, is_encounter, is_stay, is_tour
from communique.understand.bonds.made_at import Circumstances, bringers, on_behalf_of, told_before
from communique.understand.bonds.owed import Obligees
from communique.understand.grammar import clauses

_OWN = ("his", "her", "our", "my")
_BODIES = frozenset(("state", "igo", "government", "organisation"))
_REPORTED = ("ccomp", "xcomp")


@dataclass(frozen=True, slots=True)
class Bond:
    """The people of a commitment. `speaker` is whose words it is in, None where the outlet tells it.

    `thing`: the subject of the deed is no actor ("the bridge will be repaired").
    """

    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    via: tuple[Actor, ...]
    speaker: Actor | None
    statement: Statement | None
    occasion: Occasion | None
    thing: bool = False


class Binder:
    """Knows who speaks at a word and who meets whom in one article."""

    def __init__(
        self,
        analysis: Analysis,
        promises: Promises,
        circumstances: Circumstances,
        statements: Iterable[Statement],
    ) -> None:
        self.analysis, self.cast, self.words = analysis, circumstances.cast, promises.words
        self.around = circumstances
        self.occasions, self.protagonists = circumstances.occasions, circumstances.protagonists
        self.home = (circumstances.home,) if circumstances.home is not None else ()
        self.schedule = circumstances.schedule
        self.main = next((o for o in self.occasions if len(o.participants) > 1), None)
        self._owed = Obligees(analysis, self.cast, self.words, self.main, self._lift)
        self._said: dict[int, Statement] = {}
        spans = [(s.end - s.start, s.start, s.end, st) for st in statements for s in st.content]
        for _, start, end, statement in sorted(spans, key=lambda x: (-x[0], x[1])):
            self._said.update(dict.fromkeys(analysis.tokens_in(start, end), statement))

    def bind(self, found: Undertaking) -> Bond | None:
        """The bond, or None when nobody binds himself: others' deeds foretold, or nobody that the text names."""
        # who instructs is no pledger: the assignment is told where the instructing is
        told = (found.cue, found.act) if found.kind == "assignment" else (found.act, found.cue)
        statement = self._said.get(told[0]) or self._said.get(told[1])
        if self._is_disowned(statement):
            return None
        speaker = self._speaker(found, statement)
        by = self._by(found, speaker, statement)
        by = tuple(a for a in by if not self._is_paper(a))
        if not by or self._is_public(found):
            return None
        by = self._lift(found, self._of_owner(found, by))
        occasion = self._occasion(statement)
        to = self._owed.to(found, by, statement)
        via: tuple[Actor, ...] = ()
        if found.kind == "invitation":
            via = on_behalf_of(self.analysis, self.cast, found.cue, by)
            if via:
                by, via = via, by
            via = via or tuple(
                a for a in bringers(self.analysis, self.cast, self.words, found.cue) if a not in (*by, *to)
            )
        return Bond(by, to, via, speaker, statement, occasion, self._is_thing(found))

    def _is_disowned(self, statement: Statement | None) -> bool:
        """ "Rejected claims that X plans to", "did not rule out that X would": no word is given."""
        if statement is None or statement.cue is None:
            return False
        cue = self.analysis.tokens[self.analysis.tokens_in(statement.cue.start, statement.cue.end).start]
        return cue.lemma.lower() in self.words["disowning"]

    def _of_owner(self, found: Undertaking, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "[Her] government hopes to": the state of the one whose government it is."""
        if len(actors) != 1 or actors[0].state is not None or found.doer is None:
            return actors
        if self.analysis.tokens[found.doer].lemma.lower() not in self.words["governing"]:
            return actors
        owners = (self.cast.covering(k) for k in self.analysis.children(found.doer, "poss"))
        states = tuple(s for o in owners if o is not None and (s := self.cast.state_actor(o)) is not None)
        return states or actors

    def _is_thing(self, found: Undertaking) -> bool:
        if not found.bare or found.doer is None:
            return False
        token = self.analysis.tokens[found.doer]
        return token.pos == "NOUN" and not self._named(found.doer) and not self._is_company(found.doer)

    def _is_public(self, found: Undertaking) -> bool:
        """ "The voters will", "most analysts plan to": nobody binds them, and they bind nobody. "Residents will be
        compensated" binds who says it, and experts of a state do its work.
        """
        if found.doer is None or self.analysis.tokens[found.doer].lemma.lower() not in self.words["public"]:
            return False
        if self.analysis.children(found.cue, "auxpass"):
            return False
        sent = self.analysis.tokens[found.doer].lemma.lower() in self.words["sent"]
        return not (sent and any(a.state or clauses.owner(self.analysis, found.doer) for a in self._named(found.doer)))

    def _is_paper(self, actor: Actor) -> bool:
        """ "The Accords", "the Shipping Act": what is written binds others."""
        if actor.kind != "organisation" or actor.state is not None:
            return False
        return actor.name.lower().split()[-1].removesuffix("s") in self.words["treaties"]

    def _spoken(self, speaker: Actor | None) -> tuple[Actor, ...]:
        """Whose words bind: "both sides" are those of the encounter."""
        if speaker is None:
            return ()
        return (self._sides() if self._is_vague(speaker) else ()) or (speaker,)

    def _is_company(self, doer: int) -> bool:
        token = self.analysis.tokens[doer]
        return not self.words["sides"].isdisjoint((token.lemma.lower(), token.lower))

    def _speaker(self, found: Undertaking, statement: Statement | None) -> Actor | None:
        if statement is not None and statement.speaker is not None:
            return self.cast.get(statement.speaker)
        tokens = self.analysis.tokens
        here = found.cue
        for above in self.analysis.ancestors(found.cue):
            if tokens[here].dep in _REPORTED and tokens[above].pos == "VERB" and above != found.cue:
                doer = clauses.subject(self.analysis, above)
                actors = self.cast.phrase(doer) if doer is not None else ()
                if actors:
                    return actors[0]
            here = above
        return None

    def _by(self, found: Undertaking, speaker: Actor | None, statement: Statement | None) -> tuple[Actor, ...]:
        if found.status == "in_progress":
            parties = tuple(a for a in self.cast.named_in(*found.action) if a.kind in ("state", "igo"))
            if len(parties) > 1:
                return parties
        if found.doer is None:
            if found.kind in ("agreement", "acceptance"):
                return self._sides(found.cue if found.kind == "agreement" and found.status == "open" else None)
            if found.guest is not None:
                guests = {self.cast.side(a) for a in self.cast.phrase(found.guest)}
                if found.kind != "invitation" and speaker is None:
                    return ()
                if found.kind != "invitation" and speaker is not None and self.cast.side(speaker) not in guests:
                    return self._spoken(speaker)  # "Norway was promised a loan, the minister said"
                return tuple(a for a in self._sides() if self.cast.side(a) not in guests)
            return self._unnamed(found, speaker)
        token = self.analysis.tokens[found.doer]
        word = token.lower
        if word in self.words["first_person"]:
            own = self.cast.headed(found.doer)
            if named := tuple(a for k in self.analysis.children(found.doer, "appos") for a in self.cast.phrase(k)):
                return named  # "we, members of the governments"
            if word == "we" and found.kind == "agreement" and (sides := self._agreed_with(found, speaker)):
                return sides
            return (speaker,) if speaker is not None else (own,) if own is not None else self.home
        actors = self._named(found.doer)
        if actors and (me := self._with_me(found.doer, speaker)):
            return (*actors, *(a for a in me if a not in actors))
        if self.home and statement is None and self._is_our_government(found.doer):
            actors = self.home
        if word in ("he", "she") and found.bare and speaker is not None and speaker.kind == "person":
            actors = (speaker,) if statement is None or statement.form != "direct" else actors
        if token.pos == "PRON" and statement is not None and (statement.form == "direct" or statement.within):
            actors = tuple(a for a in actors if a is not speaker)  # in his own words, nobody is "he" or "you"
        if found.kind == "plan" and self.analysis.tokens[found.cue].tag in ("VBN", "JJ"):
            return actors
        if not found.bare:
            if self._owed.is_mutual(found) and len(sides := self._sides()) > 1:
                return sides
            if not actors and word in ("his", "her") and speaker is not None and speaker.kind != "person":
                return ()
            # "her presence offers a chance", but "our doors are open"
            thing = found.kind == "assignment" or (
                token.pos == "NOUN" and found.kind == "offer" and not self._is_own(token.index)
            )
            if not actors and (seated := self._seated(token.index, speaker)) is not None:
                return seated
            unknown = token.tag == "NNS" and found.status == "open" and not self._is_company(token.index)
            others = not self._is_own(token.index) and (unknown or self._are_others(token.index))
            return actors or (() if thing or others else self._spoken(speaker))
        return self._by_deed(found, speaker, statement, actors)

    def _unnamed(self, found: Undertaking, speaker: Actor | None) -> tuple[Actor, ...]:
        """ "The apology promised in May", said by one of two sides: either may owe it; else who speaks is bound."""
        token = self.analysis.tokens[found.cue]
        sides = self._sides() if token.dep == "acl" and token.tag in ("VBN", "VBD") else ()
        if speaker is not None and self.cast.side(speaker) in {self.cast.side(a) for a in sides} and len(sides) > 1:
            return sides
        if token.dep == "acl" and token.tag == "VBN" and clauses.objects(self.analysis, found.cue, "to"):
            return ()  # "the money pledged to Chile": the text does not say by whom
        return () if found.bare else self._spoken(speaker)

    def _by_deed(
        self, found: Undertaking, speaker: Actor | None, statement: Statement | None, actors: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Who is bound by a "will": the speaker's own side; what others will do is a forecast."""
        token = self.analysis.tokens[found.doer or 0]
        if self._is_own(token.index) and speaker is not None:
            mine = tuple(a for a in actors if a.kind == "person" and self.cast.side(a) == self.cast.side(speaker))
            return mine or (speaker,)
        if is_under_deal(self.analysis, self.words, found.cue) and (found.would or not actors):
            return actors or self._sides()
        told = statement is None and speaker is None  # by the outlet
        if told and found.would and is_behind_deal(self.analysis, self.words, found.cue):
            timed = self.schedule.at(found.cue) is not None or bool(self.analysis.children(found.cue, "auxpass"))
            return actors or (self._sides() if timed else ())
        if found.would and (told or (statement is not None and statement.form == "direct")):
            return ()
        passive = bool(self.analysis.children(found.cue, "auxpass"))
        if passive and token.pos == "PRON" and (bound := self._suffered(found, speaker)) is not None:
            return bound
        if found.kind == "plan" and passive and not self.cast.phrase(token.index):
            return self._spoken(speaker) or self.home
        if speaker is None and not actors and self.home and self.schedule.at(found.cue) is not None:
            return self.home
        if speaker is None:
            return () if passive and token.pos == "NOUN" and not actors else actors
        agents = clauses.objects(self.analysis, found.cue, "by") if passive else ()
        doers = {self.cast.side(a) for k in agents for a in self.cast.phrase(k)}
        if doers and self.cast.side(speaker) not in doers:
            return ()  # "will be released by Hamas"
        sides = {self.cast.side(a) for a in actors}
        unknown = (
            speaker.state is None
            and speaker.kind in ("person", "group", "government")
            and all(a.kind in ("state", "igo", "government") for a in actors)
        )
        if self.cast.side(speaker) in sides or (actors and (unknown or self._is_vague(speaker))):
            return actors
        if actors and statement is not None and statement.source is not None and speaker.state is None:
            source = self.analysis.tokens_in(statement.source.start, statement.source.end)
            spoken_for = {self.cast.side(a) for a in self.cast.named_in(source.start, source.stop)}
            if sides <= spoken_for:
                return actors  # "a spokesman for the minister said that she would"
        timed = self.schedule.at(found.cue) is not None
        dated = token.pos == "NOUN" and not actors and timed
        passive = passive and (timed or not found.would or self._is_granted(found))
        if dated or (passive and token.pos in ("NOUN", "PROPN", "PRON")):
            return self._sides() if self._is_vague(speaker) else (speaker,)
        return ()

    def _seated(self, doer: int, speaker: Actor | None) -> tuple[Actor, ...] | None:
        """The state whose capital the doer is: "[Oslo] plans to"; None where it is no capital."""
        token = self.analysis.tokens[doer]
        place = load_states().match_at(self.analysis.text, token.start) if token.pos == "PROPN" else None
        if place is None or place.code is None:
            return None
        ours = (speaker,) if speaker is not None and self.cast.side(speaker) == place.code else ()
        return (state,) if (state := self.cast.state_of(place.code)) is not None else ours

    def _agreed_with(self, found: Undertaking, speaker: Actor | None) -> tuple[Actor, ...]:
        """ "We agreed to", said by one of the two sides that met: both are bound."""
        sides, mine = self._sides(found.cue), (speaker, *self.home)
        ours = {self.cast.side(a) for a in mine if a is not None}
        there = {self.cast.side(a) for a in sides}
        return sides if len(there) == 2 and not ours.isdisjoint(there) else ()

    def _with_me(self, doer: int, speaker: Actor | None) -> tuple[Actor, ...]:
        """ "President Rojas [and I]": who speaks, beside whom he names."""
        joined = self.analysis.children(doer, "conj")
        if not any(self.analysis.tokens[k].lower in ("i", "me", "myself") for k in joined):
            return ()
        return (speaker,) if speaker is not None else self.home

    def _is_own(self, doer: int) -> bool:
        """ "Our minister", "his government"."""
        return any(self.analysis.tokens[k].lower in _OWN for k in self.analysis.children(doer, "poss"))

    def _suffered(self, found: Undertaking, speaker: Actor | None) -> tuple[Actor, ...] | None:
        """ "They will be held at home": who speaks will hold them, unless it is said who; None where nobody speaks."""
        agents = clauses.objects(self.analysis, found.cue, "by")
        if agents:
            return tuple(a for k in agents for a in self.cast.phrase(k))
        if speaker is None or self._is_vague(speaker):
            return None
        sure = not found.would or self._is_granted(found) or self.schedule.at(found.cue) is not None
        return self._spoken(speaker) if sure else ()

    def _is_granted(self, found: Undertaking) -> bool:
        """ "The crew would be released": what lies with who says so."""
        return self.analysis.tokens[found.cue].lemma.lower() in self.words["granted"]

    def _is_vague(self, actor: Actor) -> bool:
        """A group without a state whose name only says that there were sides."""
        words = actor.name.lower().split()
        if actor.state is not None or actor.kind not in ("group", "organisation"):
            return False
        if actor.kind == "organisation":  # "Foreign Ministers"
            return words[-1].endswith("s") and words[-1].removesuffix("s") in self.words["sides"]
        return not self.words["sides"].isdisjoint(w.removesuffix("s") for w in words)

    def _named(self, doer: int) -> tuple[Actor, ...]:
        """The actors of a noun phrase; "the parties", "they" are the sides of the encounter."""
        actors = self.cast.phrase(doer) or self._beside(doer)
        beside = [a for k in self.analysis.children(doer, "appos") for a in self.cast.phrase(k)]
        if beside and all(a.kind == "group" or a in beside for a in actors):
            actors = tuple(beside)  # "the minister, Ada Berg"
        if actors and all(self._is_vague(a) for a in actors):
            bodies = (self.cast.covering(k) for k in self.analysis.children(doer, "compound", "poss", "nmod", "amod"))
            members = tuple(b for b in bodies if b is not None and b.kind in ("igo", "government", "state"))
            if members:
                return members  # "EU leaders", "foreign ministry officials"
            return actors if self._are_others(doer) else self._sides(doer) or actors
        if not actors and self._is_company(doer):
            return () if self._are_others(doer) else self._sides(doer)
        if not actors and self.analysis.tokens[doer].lower == "it":
            return self._taken_up(doer)
        return actors

    def _is_our_government(self, doer: int) -> bool:
        """ "The Government will", in a release of one: whose release it is."""
        tokens = self.analysis.tokens
        beside = [tokens[k].lower for k in self.analysis.children(doer) if k < doer]
        return tokens[doer].text == "Government" and beside == ["the"] and clauses.owner(self.analysis, doer) is None

    def _are_others(self, doer: int) -> bool:
        """ "Other countries", "the 28 ministers", "the world powers": not those who met."""
        tokens = self.analysis.tokens
        beside = self.analysis.children(doer, "amod", "nummod", "det", "predet")
        return any(tokens[k].lower in self.words["apart"] or tokens[k].text.isdigit() for k in beside)

    def _taken_up(self, pronoun: int) -> tuple[Actor, ...]:
        """Whom "it" may stand for: the body that says it in this sentence, or that the one before tells of."""
        above = clauses.governor(self.analysis, self.analysis.tokens[pronoun].head)
        if above is None and (before := self.analysis.tokens[pronoun].sentence - 1) >= 0:
            span = self.analysis.sentences[before]
            above = self.analysis.top(span.first, span.last)
            above = next(
                (k for k in self.analysis.children(above, "ccomp") if k < above), above
            )  # "X will ..., he said."
        who = clauses.own_subject(self.analysis, above) if above is not None else None
        actors = self.cast.phrase(who) if who is not None else ()
        return actors if len(actors) == 1 and actors[0].kind in _BODIES else ()

    def _beside(self, doer: int) -> tuple[Actor, ...]:
        """Whose the doer is: "the Russian side", "our army", "the parliament of Georgia"."""
        direct = self.cast.covering(doer)
        if direct is not None:
            return (direct,)
        for kid in self.analysis.children(doer, "poss", "compound", "amod", "nmod"):
            actor = self.cast.covering(kid)
            if actor is not None:
                return (actor,)
        owner = clauses.owner(self.analysis, doer)
        return self.cast.phrase(owner) if owner is not None else ()

    def _sides(self, at: int | None = None) -> tuple[Actor, ...]:
        """Those of the encounter told just before a word, else of the article's first one, else its protagonists."""
        main = told_before(self.analysis, self.around, self.main, at) if at is not None else None
        main = main or self.main
        if main is None:
            return self.protagonists
        there = tuple(a for p in main.participants if (a := self.cast.get(p.actor)) is not None)
        if main is not self.main:
            there = tuple(self.cast.state_actor(a) or a for a in there)
        own = tuple(a for a in there if a.kind != "group" or a.state is not None or a.code is not None)
        there = own if len({self.cast.side(a) for a in own}) > 1 else there
        known = tuple(a for a in there if not self._is_vague(a))
        return known if len({self.cast.side(a) for a in known}) > 1 else there

    def _lift(self, found: Undertaking, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """An official binds the state, but to come and to meet is the person's own deed."""
        tokens, deed = self.analysis.tokens, self.analysis.tokens[found.act].lemma.lower()
        named = found.kind == "assignment" and found.doer is not None and tokens[found.doer].pos == "PROPN"
        personal = named or found.kind in ("invitation", "acceptance") or deed in self.words["personal"]
        if deed == "take" and personal:  # "take office", not "take steps"
            things = self.analysis.children(found.act, "dobj")
            personal = any(tokens[k].lemma.lower() in self.words["taken_up"] for k in things)
        journey = is_encounter(self.analysis, self.words, found.act) or is_stay(self.analysis, found.act)
        journey = journey or is_tour(self.analysis, self.words, found.act)
        personal = (personal or journey) and not self._is_thing(found)
        out: dict[str, Actor] = {}
        for actor in actors:
            state = None if personal or actor.kind != "person" else self.cast.served(actor)
            out[(state or actor).id] = state or actor
        return tuple(out.values())

    def _occasion(self, statement: Statement | None) -> Occasion | None:
        if statement is not None and statement.occasion is not None:
            return next((o for o in self.occasions if o.id == statement.occasion), None)
        return self.main
