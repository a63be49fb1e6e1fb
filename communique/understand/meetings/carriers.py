"""Sides of an encounter named by the verb that its noun hangs on: "held talks", "said during the meeting"."""

from __future__ import annotations

from communique.lexicon.encounters import EncounterNoun
from communique.record.finding import Actor, ParticipantRole
from communique.record.language import Token
from communique.understand.attendance.parties import is_counterpart
from communique.understand.grammar import clauses, invitations
from communique.understand.meetings.sighting import Scene, Sighting
from communique.understand.meetings.standing import asked_at

_NESTED = 3  # "at the end of two days of talks"


class CarrierReader:
    """Reads the clauses around the nouns of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.analysis = scene, scene.analysis

    def add(self, token: Token, noun: EncounterNoun, sighting: Sighting) -> bool:
        """Sides named by the verb that the noun hangs on: "held talks", "said during the meeting"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        top, prep = self._top(token.index), None
        link, above = tokens[top], tokens[top].head
        if link.dep == "pobj":
            prep = tokens[above].lower
            asked = asked_at(analysis, self.scene.words, top)
            above = tokens[above].head if asked is None else asked
            framed = prep == "with" and tokens[above].lemma.lower() in self.scene.words["framing"]
            framed = framed or (prep == "of" and tokens[above].lemma.lower() in self.scene.words["calling_off"])
            if prep not in self.scene.words["attending"] and not framed:
                return False
        before, beside = len(sighting.roles), link.lemma.lower() in self.scene.words["sidelines"]
        if beside and noun.kind in ("session", "visit"):
            return False  # "on the margins of the General Assembly", "of the visit": where they met, who else was there
        if link.dep == "nsubj" and (ready := self._ready_for(above)) is not None:
            prep, above, sighting.status = "for", ready, "proposed"
        if prep == "to" and tokens[above].lemma.lower() in self.scene.words["declining"]:
            hosts = (clauses.owner(analysis, k) for k in analysis.children(above, "dobj"))
            sighting.add(self.scene.parties.named(tuple(h for h in hosts if h is not None)), "host")
            return len(sighting.roles) > before
        guest: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        if above == top:
            return False
        if (journey := self._journey(link.dep, prep, above)) is not None:
            sighting.add(self._travellers(journey), guest)
            return len(sighting.roles) > before
        if tokens[above].pos == "NOUN" and tokens[above].lemma.lower() in self.scene.words["presence"]:
            owner = clauses.owner(analysis, above)
            if owner is None and (verb := self._spoken_at(above)) is not None:
                owner = clauses.subject(analysis, verb)
            sighting.add(self.scene.parties.named((owner,)) if owner is not None else (), guest)
            return len(sighting.roles) > before
        beside = beside or (prep in ("at", "during") and self._is_meeting(above, sighting))
        if beside and tokens[above].pos in ("NOUN", "PROPN") and tokens[above].dep in ("dobj", "pobj"):
            return self._add_beside(token.index, above, sighting)
        visiting = prep == "on" and noun.kind == "visit"  # "Berg, currently on a visit to Oslo, said"
        if tokens[above].pos == "PROPN" and (prep in ("at", "during") or visiting):
            sighting.status = "under_way" if visiting and sighting.status == "held" else sighting.status
            while tokens[above].dep in ("conj", "appos") and tokens[above].head != above:
                above = tokens[above].head
            sighting.add(self.scene.parties.named((above,)), guest)
            return len(sighting.roles) > before
        if prep in ("for", "to", "in") and self._is_ready(above):
            stands = tokens[above].head if tokens[above].dep == "acomp" or tokens[above].pos == "ADJ" else above
            self._add_doer(token.index, stands, None, sighting, guest)
            return len(sighting.roles) > before
        if tokens[above].pos not in ("VERB", "AUX"):
            return False
        self._add_by_verb(token, noun, sighting, (top, prep, above))
        return len(sighting.roles) > before

    def _add_by_verb(
        self, token: Token, noun: EncounterNoun, sighting: Sighting, hung: tuple[int, str | None, int]
    ) -> None:
        """Who takes part by the verb of the clause; `hung`: the word in the clause, its preposition, the verb."""
        top, prep, above = hung
        analysis, link = self.analysis, self.analysis.tokens[top]
        guest: ParticipantRole = "guest" if noun.kind == "visit" else "participant"
        lemma = analysis.tokens[above].lemma.lower()
        bidding = invitations.bidding(analysis, above, self.scene.words["taking"]) if noun.kind == "visit" else None
        if bidding is not None:
            sighting.add(self.scene.parties.named(bidding[1]), "guest")
            sighting.add(self.scene.parties.named(bidding[0]), "host")
            return
        self._add_mediators(link, above, sighting)
        if noun.kind == "visit" and self._is_received(above, prep):
            self._add_received(above, prep, sighting)
            return
        carried = link.dep in ("dobj", "pobj") and (lemma in self.scene.words["carrying"] or prep is not None)
        if carried and not (noun.kind == "visit" and sighting.roles):
            role: ParticipantRole = "host" if lemma in self.scene.words["hosting"] else guest
            self._add_doer(token.index, above, prep, sighting, role)
        if link.dep == "dobj" and noun.partners:
            sighting.add(self.scene.parties.named(self._behind(above, top, noun.partners)))
        given = analysis.children(above, "dative") if link.dep == "dobj" else ()
        if given and self.scene.lexicon.classes[noun.kind] in ("meet", "call"):  # "promised her a meeting"
            sighting.add(self.scene.parties.named((*given, *filter(None, (clauses.subject(analysis, above),)))))
        if link.dep == "nsubjpass" and lemma in self.scene.words["carrying"]:
            by: ParticipantRole = "host" if lemma in self.scene.words["hosting"] else guest
            sighting.add(self.scene.parties.named(clauses.objects(analysis, above, "by")), by)
        if link.dep == "nsubj" and lemma in self.scene.words["uniting"]:
            among = (i for i in analysis.subtree(above) if analysis.tokens[i].lower == "including")
            named = tuple(k for i in among for k in analysis.children(i, "pobj"))
            sighting.add(self.scene.parties.named((*clauses.objects(analysis, above, ""), *named)))
        self._add_bidden(token.index, above, prep, sighting)
        if self.scene.lexicon.classes[noun.kind] in ("gathering", "rite"):
            self._add_inviters(above, sighting)
        if noun.kind == "call" and prep is not None:
            sighting.add(self.scene.parties.named(clauses.objects(analysis, above, "with")))
        said_at = noun.kind == "call" or (noun.kind == "meeting" and self._is_new(token.index))
        if prep in ("in", "during", "at") and said_at and len(sighting.roles) == 1:
            self._add_addressed(above, sighting)
        gathering = self.scene.lexicon.classes[noun.kind] == "gathering"
        if lemma == "meet" and prep in ("at", "for", "during", "on") and gathering:
            self._add_doer(token.index, above, prep, sighting, guest)
            sighting.add(self.scene.parties.named(clauses.objects(analysis, above, "", "with")))
        if (
            lemma in self.scene.words["carrying"]
            or lemma in self.scene.words["holding"]
            or link.dep in ("nsubj", "nsubjpass")
        ):
            beside = clauses.objects(analysis, above, "with", "between", "among")
            beside = tuple(k for k in beside if analysis.tokens[k].lemma.lower() not in self.scene.lexicon.nouns)
            sighting.add(self.scene.parties.named(beside), guest)
            if noun.kind not in ("visit", "call"):
                told = (above, *analysis.children(above, "xcomp"))  # "is to be held"
                places = (p for verb in told if (p := self.scene.venues.near(verb)) is not None)
                sighting.place = sighting.place or next(places, None)

    def _add_mediators(self, link: Token, above: int, sighting: Sighting) -> None:
        """Who stands between the sides: "Oman [mediated] the talks", "held talks under Omani [mediation]"."""
        analysis = self.analysis
        if analysis.tokens[above].lemma.lower() in self.scene.words["mediating"] and link.dep in ("dobj", "nsubjpass"):
            doer = clauses.objects(analysis, above, "by") if link.dep != "dobj" else (clauses.subject(analysis, above),)
            sighting.add(self.scene.parties.named(tuple(d for d in doer if d is not None)), "mediator")
        for led in clauses.objects(analysis, above, "under", "with"):
            if analysis.tokens[led].lemma.lower() == "mediation":  # "under Omani mediation"
                kids = analysis.children(led, "amod", "compound", "poss")
                sighting.add(tuple(a for k in kids for a in self.scene.parties.pair(k)), "mediator")

    def _is_received(self, verb: int, prep: str | None) -> bool:
        """ "[Hosted] a visit by her", "[welcomed] her for a visit", "was [received] during a visit"."""
        lemma = self.analysis.tokens[verb].lemma.lower()
        return lemma in self.scene.words["receiving"] and (prep is not None or lemma in self.scene.words["hosting"])

    def _add_received(self, verb: int, prep: str | None, sighting: Sighting) -> None:
        """Who receives is the host, whoever is received the guest."""
        doer = clauses.subject(self.analysis, verb)
        passive = self._is_passive(verb) or clauses.verbal(self.analysis, verb).passive
        subject = self.scene.parties.named((doer,)) if doer is not None else ()
        others = clauses.objects(self.analysis, verb, "by") if passive else ()
        if not passive and prep is not None:
            others = clauses.objects(self.analysis, verb, "")
        sighting.add(subject, "guest" if passive and prep is not None else "host")
        sighting.add(self.scene.parties.named(others, people=True), "host" if passive else "guest")

    def _add_beside(self, noun: int, above: int, sighting: Sighting) -> bool:
        """ "Met the president [on the sidelines of the forum]", hung on the president: both are at the forum."""
        before, verb = len(sighting.roles), clauses.governor(self.analysis, above)
        sighting.add(tuple(a for a in self.scene.parties.named((above,)) if a.kind == "person"))
        if verb is not None:
            self._add_doer(noun, verb, "on", sighting, "participant")
            if sighting.when is None:
                sighting.when = self.scene.schedule.governing(verb)
        return len(sighting.roles) > before

    def _is_meeting(self, above: int, sighting: Sighting) -> bool:
        """ "Held [talks] at the summit": who held them was there."""
        classes = self.scene.lexicon.classes
        found = self.scene.lexicon.nouns.get(self.analysis.tokens[above].lemma.lower(), ())
        return classes[sighting.kind] == "gathering" and any(classes[n.kind] == "meet" for n in found)

    def is_errand(self, noun: int) -> bool:
        """ "Is in Oslo [for talks]", "arrived in Oslo for three days of talks"."""
        prep = self.analysis.tokens[self.analysis.tokens[self._top(noun)].head]
        return prep.lower == "for" and self.analysis.tokens[prep.head].pos in ("VERB", "AUX")

    def _journey(self, dep: str, prep: str | None, above: int) -> int | None:
        """ "A [visit] to Oslo for talks with her", "a [visit] that included talks with her"."""
        if dep == "dobj" and self.analysis.tokens[above].lemma.lower() == "include":
            noun = clauses.subject(self.analysis, above)
        else:
            noun = above if prep == "for" and self.analysis.tokens[above].pos == "NOUN" else None
        if noun is not None and self.analysis.tokens[noun].lemma.lower() in self.scene.words["led"]:
            return noun  # "came with a delegation for talks with her"
        found = self.scene.lexicon.nouns.get(self.analysis.tokens[noun].lemma.lower(), ()) if noun is not None else ()
        return noun if any(n.kind == "visit" for n in found) else None

    def _travellers(self, visit: int) -> tuple[Actor, ...]:
        """Whose visit it is, else who makes it."""
        whose = clauses.owner(self.analysis, visit)
        if whose is None and self.analysis.tokens[visit].dep in ("dobj", "pobj", "appos", "npadvmod"):
            verb = clauses.governor(self.analysis, visit)
            whose = clauses.subject(self.analysis, verb) if verb is not None else None
        actors = self.scene.parties.named((whose,)) if whose is not None else ()
        return tuple(a for a in actors if a.kind in ("person", "group"))

    def _top(self, noun: int) -> int:
        """The word that hangs in the clause: "hours of [talks]", "on the sidelines of [the forum]"."""
        tokens, top = self.analysis.tokens, noun
        while tokens[top].dep in ("conj", "appos") and tokens[top].head != top:
            top = tokens[top].head
        words = self.scene.words
        for _ in range(_NESTED):
            above = tokens[tokens[top].head].head
            parts = words["lasting"] | words["sidelines"] | words["spans"]
            if tokens[tokens[top].head].lemma != "of" or tokens[above].lemma.lower() not in parts:
                break
            top = above
        return top

    def _is_ready(self, word: int) -> bool:
        """ "Is [ready] for talks", "is [prepared] for talks"."""
        token, proposing = self.analysis.tokens[word], self.scene.words["proposing"]
        if token.pos == "ADJ":
            return token.lemma in proposing
        return token.tag == "VBN" and token.lower in proposing and token.dep in ("acomp", "ROOT", "conj")

    def _ready_for(self, verb: int) -> int | None:
        """ "Is [ready] for talks to end the war", where the parser lets the talks end it."""
        marks = (k for k in self.analysis.children(verb, "mark") if self.analysis.tokens[k].lower == "for")
        return next((k - 1 for k in marks if k and self._is_ready(k - 1)), None)

    def _spoken_at(self, presence: int) -> int | None:
        """The verb whose subject is meant by "accepted an invitation to", "said in a speech to"."""
        tokens = self.analysis.tokens
        above = tokens[presence].head
        if tokens[presence].dep == "dobj" and tokens[above].lemma == "accept":
            return above
        said = tokens[presence].dep == "pobj" and tokens[above].lower in ("in", "during", "at")
        return tokens[above].head if said and tokens[tokens[above].head].pos == "VERB" else None

    def _add_bidden(self, noun: int, verb: int, prep: str | None, sighting: Sighting) -> None:
        """ "Invited her to the forum", "joined him in talks": whom the verb brings there."""
        lemma, parties = self.analysis.tokens[verb].lemma.lower(), self.scene.parties
        there = parties.named(clauses.objects(self.analysis, verb, "")) if prep is not None else ()
        if lemma == "invite" and prep == "to" and self.scene.lexicon.classes[sighting.kind] in ("gathering", "rite"):
            passive = clauses.verbal(self.analysis, verb).passive
            if passive and (guest := clauses.subject(self.analysis, verb)) is not None:  # "was invited to the summit"
                there = parties.named((guest,))
                sighting.add(parties.named(clauses.objects(self.analysis, verb, "by")), "host")
            else:
                self._add_doer(noun, verb, None, sighting, "host")
            bidden = tuple(a for a in there if a.id not in sighting.roles)
            sighting.add(bidden, "guest")
            sighting.sides = not bidden
        elif lemma in self.scene.words["joining"]:
            sighting.add(there)

    def _add_inviters(self, verb: int, sighting: Sighting) -> None:
        """ "Accepted an invitation to attend the forum": from whom it says, else from the other side told of before."""
        tokens = self.analysis.tokens
        bidding = invitations.bidding(self.analysis, verb, self.scene.words["taking"])
        if bidding is None:
            return
        sighting.add(self.scene.parties.named(bidding[1]))
        sighting.add(self.scene.parties.named(bidding[0]), "host")
        accepted = tokens[tokens[tokens[verb].head].head].lemma.lower() == "accept"
        sighting.sides = sighting.sides or (accepted and not bidding[0] and len(sighting.roles) == 1)

    def _behind(self, verb: int, noun: int, preps: tuple[str, ...]) -> tuple[int, ...]:
        """ "Took a call [from her]", where the parser hung it on the verb."""
        after = self.analysis.edges(noun)[1] + 1
        found = (k for k in self.analysis.children(verb, "prep") if k == after)
        return tuple(
            o for k in found if self.analysis.tokens[k].lower in preps for o in self.analysis.children(k, "pobj")
        )

    def _is_new(self, noun: int) -> bool:
        """ "At [a] meeting": not one told of before."""
        return any(self.analysis.tokens[k].lower in ("a", "an") for k in self.analysis.children(noun, "det"))

    def _add_addressed(self, verb: int, sighting: Sighting) -> None:
        """ "In a phone call he [told the minister]", "conveyed his regrets [to her] during the call"."""
        if self.analysis.tokens[verb].lemma.lower() in self.scene.words["addressing"]:
            heard = self.scene.parties.named(clauses.objects(self.analysis, verb, "", "to"), people=True)
            sighting.add(tuple(a for a in heard if a.kind == "person" or is_counterpart(a)))

    def _add_doer(self, noun: int, verb: int, prep: str | None, sighting: Sighting, role: ParticipantRole) -> None:
        doer = next(iter(clauses.objects(self.analysis, verb, "by")), None) if self._is_passive(verb) else None
        doer = self._praised(verb) if doer is None else doer
        doer = clauses.subject(self.analysis, verb) if doer is None else doer
        if doer is None or doer == noun or clauses.verbal(self.analysis, verb).negated:
            return
        between = self.scene.after(noun, "between") if prep in ("after", "following") else ()
        if between and not any(self.scene.parties.are_sides(k) for k in between):
            return  # "the plant will reopen, she said following talks between the owners and the unions"
        several = self._several(doer) if self.scene.parties.are_sides(doer) else doer
        if several is None:
            if sighting.roles and role == "participant":  # "we had a good talk with her", said by one of us
                sighting.add(self.scene.parties.speaker(doer))
            sighting.sides = sighting.sides or len(sighting.roles) < 2
            return
        doer = several
        actors = self.scene.parties.named((doer,))
        lemma = self.analysis.tokens[verb].lemma.lower()
        busy = prep == "in" and lemma in self.scene.words["being"] and sighting.soft  # "Norway is in talks with Peru"
        there = prep is None or busy or lemma in self.scene.words["partaking"]
        kinds: tuple[str, ...] = ("person", "group") if sighting.kind == "visit" else ("person",)
        college = self.scene.lexicon.classes[sighting.kind] == "gathering" and prep in ("at", "during")
        members = college and self.analysis.tokens[doer].lemma.lower() in self.scene.words["colleges"]
        kinds = (*kinds, "group", "igo") if members else kinds
        single = self.scene.lexicon.classes[sighting.kind] in ("meet", "call") and prep in ("in", "during", "at")
        posts = single and self.analysis.tokens[doer].lemma.lower() in self.scene.words["colleges"]
        officials = tuple(a for a in actors if posts and (a.kind == "state" or (a.kind == "group" and a.state)))
        if single and prep == "at" and sighting.kind == "meeting":  # "at a meeting in Oslo, the Nordic delegates said"
            officials += tuple(a for a in actors if a.kind == "group" and self.scene.parties.is_of_body(a))
        both = sighting.soft and not sighting.roles and self._are_apart(actors)  # "both agreed after two days of talks"
        sighting.add(tuple(a for a in actors if there or both or a.kind in kinds or a in officials), role)

    def _are_apart(self, actors: tuple[Actor, ...]) -> bool:
        return len({self.scene.parties.cast.side(a) for a in actors}) > 1

    def _several(self, doer: int) -> int | None:
        """ "[Norway and Finland] paid what they promised at the conference": who they are, by the same sentence."""
        tokens = self.analysis.tokens
        above = clauses.governor(self.analysis, tokens[doer].head)
        if tokens[doer].lower != "they" or above is None:
            return None
        named = clauses.own_subject(self.analysis, above)
        actors = self.scene.parties.named((named,)) if named is not None and named != doer else ()
        return named if self._are_apart(actors) else None

    def _praised(self, verb: int) -> int | None:
        """ "Thanked [Norway] for pledging aid at the conference": whose deed it was."""
        tokens = self.analysis.tokens
        prep = tokens[tokens[verb].head]
        above = tokens[prep.head]
        praised = above.lemma.lower() in self.scene.words["praising"] and prep.lower in ("for", "of", "on")
        if tokens[verb].dep != "pcomp" or not praised:
            return None
        return next(iter(clauses.objects(self.analysis, above.index, "")), None)

    def _is_passive(self, verb: int) -> bool:
        """ "Was chaired by", "as discussed by"."""
        return self.analysis.tokens[verb].tag == "VBN" and bool(self.analysis.children(verb, "agent"))
