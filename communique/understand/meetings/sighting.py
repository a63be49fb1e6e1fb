"""One telling of an encounter, and what every reader of tellings needs to know of the article."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.lexicon.encounters import Encounters
from communique.record.finding import Actor, OccasionKind, OccasionStatus, ParticipantRole, Rank, When
from communique.record.language import Analysis
from communique.understand.attendance.parties import Parties
from communique.understand.attendance.venues import Venues
from communique.understand.grammar import clauses
from communique.understand.grammar.invitations import BIDDING
from communique.understand.grammar.schedule import Schedule
from communique.understand.meetings.standing import fell_through, judge_standing


@dataclass(slots=True)
class Sighting:
    """One telling of an encounter. `head` is its token; `first`/`last` the tokens of its evidence (`last` exclusive).

    `anaphoric`: a definite noun without a side of its own ("during the meeting"). `fresh`: "another", "the next one".
    `sides`: the sides are only called so ("the two leaders met") and were named before; `unsaid`: not even that ("talks
    were held"). `of_war`: of those who fight, whoever was named before ("peace talks"). `moved`: to the day of `when`.
    `names`: the proper words of a gathering's name ("the [East Asia] Summit"). `apart`: only told again in these words.
    """

    head: int
    kind: OccasionKind
    status: OccasionStatus
    first: int
    last: int
    roles: dict[str, ParticipantRole] = field(default_factory=dict)
    rank: Rank | None = None
    place: str | None = None
    when: When | None = None
    soft: bool = False
    anaphoric: bool = False
    fresh: bool = False
    sides: bool = False
    unsaid: bool = False
    of_war: bool = False
    moved: bool = False
    apart: bool = False
    names: frozenset[str] = frozenset()

    def add(self, actors: tuple[Actor, ...], role: ParticipantRole = "participant") -> None:
        for actor in actors:
            if self.roles.get(actor.id, "participant") == "participant":
                self.roles[actor.id] = role


class Scene:
    """One article as the readers of encounters see it."""

    def __init__(
        self, analysis: Analysis, encounters: Encounters, parties: Parties, venues: Venues, schedule: Schedule
    ) -> None:
        self.analysis, self.words, self.lexicon = analysis, encounters.words, encounters
        self.parties, self.venues, self.schedule = parties, venues, schedule

    def sighting(self, head: int, kind: OccasionKind, soft: bool) -> Sighting:
        """A telling with its evidence, time, status and rank, nobody there yet."""
        analysis = self.analysis
        first, last = self._evidence(head)
        kids = analysis.children(head, "amod", "det", "compound", "advmod")
        beside = [analysis.tokens[k].lemma.lower() for k in kids]
        when = self.schedule.governing(head) or self._set_for(head) or self._of_journey(head)
        token = analysis.tokens[head]
        met = self.lexicon.classes[kind] in ("meet", "call") and token.tag == "VBD" and token.lemma not in BIDDING
        over = met or self._is_past(head)  # "ahead of the summit next week, they met"
        if when is not None and over and self.is_to_come(when):
            when = None
        stands = self.lexicon.classes[kind] in ("gathering", "rite")
        status = judge_standing(analysis, self.words, head, when, self.schedule.published, stands=stands)
        published = self.schedule.published
        if (
            status == "proposed"
            and when is not None
            and published is not None
            and when.to_on
            and when.to_on < published
        ):
            when = None  # the day of the offer
        if status == "postponed" and when is not None and self.is_to_come(when):
            when = None if fell_through(analysis, self.words, head) else when
        if (moved := self._new_day(head)) is not None:
            status = "postponed"
            when = moved if when is None or not _is_later(when, moved) else when
        ranks = self.lexicon.ranks
        rank = next((ranks[b] for b in beside if b in ranks), None) if kind == "visit" else None
        if status in ("planned", "proposed") and self._is_past(head):
            status = "held"
        new = self.words["fresh"].intersection(beside)
        if new == {"first"} and analysis.children(head, "poss"):
            new = frozenset()  # "after his first meeting with her": which one it was of theirs
        fresh = bool(new) and analysis.tokens[head].pos != "VERB"
        return Sighting(
            head, kind, status, first, last, rank=rank, when=when, soft=soft, fresh=fresh, moved=moved is not None
        )

    def _set_for(self, head: int) -> When | None:
        """The day in "a session of the commission, which is scheduled to be held in May", hung on the body, and in "the
        summit that Oslo will host in May"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        owners = (o for k in analysis.children(head, "prep") for o in analysis.children(k, "pobj"))
        for clause in (c for h in (head, *owners) for c in analysis.children(h, "relcl", "acl")):
            lemma = tokens[clause].lemma.lower()
            set_for = lemma in self.words["planning"] | self.words["hosting"] and not self.schedule.was_set(clause)
            if set_for and clause > head:
                times = (self.schedule.at(v) for v in (*analysis.children(clause, "xcomp"), clause))
                return next((t for t in times if t is not None), None)
        return None

    def _of_journey(self, head: int) -> When | None:
        """ "Will travel to Oslo on Monday [to sign] the protocol": on that day, or from it on."""
        token = self.analysis.tokens[head]
        above = self.analysis.tokens[token.head]
        goes = any(v.place for v in self.lexicon.verbs.get(above.lemma.lower(), ()))
        if not goes or token.dep not in ("advcl", "xcomp") or not clauses.has_to(self.analysis, head):
            return None
        return self.schedule.at(above.index)

    def _new_day(self, head: int) -> When | None:
        """The day that an encounter was moved to: "the session [moved to May]", "the visit was [put off until May]"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        verbs = list(analysis.children(head, "acl", "relcl"))
        if tokens[head].dep in ("nsubjpass", "dobj", "nsubj"):
            verbs.append(tokens[head].head)
        for verb in verbs:
            if tokens[verb].lemma.lower() in self.words["moving"]:
                when = self.schedule.new_day(verb, self.words["new_day"])
                if when is not None:
                    return when
        return None

    def is_shared(self, body: int) -> bool:
        """Whether a body is one of the sides named before ("the joint commission"), not a parliament's or the UN's."""
        inside = self.analysis.subtree(body)
        actors = (self.parties.cast.covering(i) for i in inside)
        if any(a is not None and a.kind == "igo" for a in actors):
            return False
        return not self.words["shared"].isdisjoint(self.analysis.tokens[i].lower for i in inside)

    def is_to_come(self, when: When) -> bool:
        """Whether a time lies after the day of publication."""
        return (
            self.schedule.published is not None and when.from_on is not None and when.from_on > self.schedule.published
        )

    def _is_past(self, noun: int) -> bool:
        """ "What was agreed during the visit": the visit is over, whatever year its month was given."""
        tokens = self.analysis.tokens
        prep = tokens[tokens[noun].head]
        if tokens[noun].dep != "pobj" or prep.lower not in ("during", "after", "following", "since"):
            return False
        told = (a for a in self.analysis.ancestors(prep.index) if tokens[a].pos in ("VERB", "AUX"))
        tenses = (clauses.verbal(self.analysis, a).tense for a in told)
        return next((t for t in tenses if t not in ("infinitive", "none")), None) == "past"

    def _evidence(self, head: int) -> tuple[int, int]:
        """The clause of a verb, the phrase of a noun with the verb that carries it."""
        analysis = self.analysis
        token = analysis.tokens[head]
        if token.pos == "VERB":
            leave = analysis.children(head, "advcl", "ccomp", "parataxis", "mark", "cc", "conj")
            leave += tuple(k for k in analysis.children(head, "prep") if analysis.children(k, "pcomp"))
            return clauses.extent(analysis, head, *leave)
        return clauses.extent(analysis, head, *analysis.children(head, "relcl", "conj", "cc", "appos"))

    def after(self, noun: int, *preps: str) -> tuple[int, ...]:
        """Heads of the objects of a noun's prepositions."""
        out: list[int] = []
        for prep in self.analysis.children(noun, "prep"):
            if self.analysis.tokens[prep].lower in preps:
                out += self.analysis.children(prep, "pobj")
        return tuple(out)

    def below(self, noun: int, *preps: str) -> tuple[int, ...]:
        """Objects of these prepositions anywhere in the noun's phrase ("a contract for the link with Jordan")."""
        tokens = self.analysis.tokens
        out: list[int] = []
        for i in range(noun, self.analysis.edges(noun)[1] + 1):
            if tokens[i].dep == "prep" and tokens[i].lower in preps:
                out += self.analysis.children(i, "pobj")
        return tuple(out)

    def add_seat(self, word: int, sighting: Sighting) -> None:
        """Talks of one side in another's capital are talks with that other side."""
        spot = self.venues.spot(word)
        if spot is None or len(sighting.roles) != 1 or sighting.sides or self.lexicon.classes[sighting.kind] != "meet":
            return
        host = self.venues.host(spot)
        guest = self.parties.cast[next(iter(sighting.roles))]
        if self.parties.is_of_body(guest):
            return  # "EU ministers met in Oslo"
        if host is not None and host.kind == "state" and guest.kind != "state" and guest.state != host.code:
            sighting.add((host,), "host")


def _is_later(a: When, b: When) -> bool:
    return a.from_on is not None and b.from_on is not None and a.from_on > b.from_on
