"""Sessions told by what a college does on a day: "EU ministers failed on Monday to agree", "the Council will vote"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.record.finding import Actor, OccasionKind, When
from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Scene, Sighting


class CollegeSpotter:
    """Reads the verbs of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.analysis = scene, scene.analysis

    def read(self, verb: int) -> Iterator[Sighting]:
        """The session, where the subject is a college, the verb is what colleges do, and a day stands with it."""
        tokens, words = self.analysis.tokens, self.scene.words
        yield from self._convened(verb)
        if tokens[verb].lemma.lower() not in words["deciding"] or tokens[verb].dep in ("relcl", "acl", "advcl"):
            return
        if tokens[verb].dep == "xcomp" and tokens[tokens[verb].head].lemma.lower() in words["deciding"]:
            return  # told by "failed"
        stands = clauses.verbal(self.analysis, verb)
        doer = clauses.subject(self.analysis, verb)
        if doer is None or stands.negated or stands.passive or self._is_told_by_noun(verb):
            return
        members = self._members(doer)
        if not members:
            return
        leaders = tokens[doer].lemma.lower() in ("leader", "head")
        kind: OccasionKind = "summit" if leaders else "session"
        sighting = self.scene.sighting(verb, kind, False)
        when = sighting.when or self._day_behind(verb)
        sighting.when = when
        if when is None or when.from_on is None or when.from_on != when.to_on:
            return
        sighting.add(members)
        sighting.fresh = True
        yield sighting

    def _convened(self, verb: int) -> Iterator[Sighting]:
        """ "Norway and Finland will [convene] their joint commission in Oslo": a session of theirs."""
        tokens, parties = self.analysis.tokens, self.scene.parties
        if tokens[verb].lemma.lower() not in self.scene.words["convening"]:
            return
        bodies = [
            k
            for k in clauses.objects(self.analysis, verb, "")
            if tokens[k].lemma.lower() in self.scene.words["bodies"] and self.scene.is_shared(k)
        ]
        doer = clauses.subject(self.analysis, verb)
        if not bodies or doer is None or clauses.verbal(self.analysis, verb).negated:
            return
        sighting = self.scene.sighting(verb, "session", False)
        sighting.add(parties.named((doer, *clauses.objects(self.analysis, verb, "with"))))
        for kid in self.analysis.children(bodies[0], "compound", "amod", "nmod"):
            sighting.add(parties.pair(kid))
        sighting.sides, sighting.fresh = len(sighting.roles) < 2, True
        sighting.place = self.scene.venues.near(verb, bodies[0])
        yield sighting

    def _day_behind(self, verb: int) -> When | None:
        """ "Failed to agree on a fresh package [on Thursday]", hung on the package."""
        tokens = self.analysis.tokens
        for word in (verb, *self.analysis.children(verb, "xcomp")):
            for thing in clauses.objects(self.analysis, word, "", "on"):
                when = self.scene.schedule.at(thing)
                spots = self.analysis.children(thing, "prep")
                if when is not None and any(tokens[k].lower == "on" for k in spots):
                    return when
        return None

    def _members(self, doer: int) -> tuple[Actor, ...]:
        """Ministers, ambassadors, leaders of a body with that body; or its parliament or council itself."""
        tokens, words, cast = self.analysis.tokens, self.scene.words, self.scene.parties.cast
        lemma = tokens[doer].lemma.lower()
        actors = self.scene.parties.named((doer,))
        if lemma in words["assemblies"]:
            return tuple(a for a in actors if a.kind == "igo")
        if lemma not in words["colleges"] or tokens[doer].tag not in ("NNS", "NNPS"):
            return ()
        inside = (cast.headed(i) for i in self.analysis.subtree(doer) if i < doer)
        bodies = tuple(dict.fromkeys(a for a in inside if a is not None and a.kind == "igo"))
        groups = tuple(a for a in actors if a.kind == "group" and a.state is None)
        joint = any(tokens[k].lemma.lower() == "member" for k in self.analysis.children(doer, "compound"))
        return (*groups, *bodies) if groups and (bodies or joint) else ()

    def _is_told_by_noun(self, verb: int) -> bool:
        """ "Will discuss it [at a summit] on Monday", "ministers [meeting] on Monday discussed it"."""
        nouns, tokens = self.scene.lexicon.nouns, self.analysis.tokens
        doer = clauses.subject(self.analysis, verb)
        setting = clauses.objects(self.analysis, verb, "", "at", "in", "during", "after", "to")
        near = self.analysis.subtree(doer) if doer is not None else ()
        meeting = any(tokens[i].lemma.lower() in ("meet", "gather", "convene") for i in near)
        return meeting or any(tokens[i].lemma.lower() in nouns for i in setting)
