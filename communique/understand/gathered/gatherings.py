"""Tellings of the same encounter put together: same kind, same company, dates and places that do not contradict."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from communique.lexicon.encounters import Encounters
from communique.record.finding import Actor, OccasionKind
from communique.understand.cast import Cast
from communique.understand.gathered.assembled import speakers
from communique.understand.gathered.companies import Companies
from communique.understand.gathered.gathering import (
    DONE,
    Gathering,
    in_one_word,
    is_apart,
    is_of_war,
    other_name,
    places_agree,
    status_agrees,
)
from communique.understand.gathered.headline import Headline
from communique.understand.gathered.journeys import Journeys
from communique.understand.gathered.referred import Referred
from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Sighting

_MAIN_KINDS = ("call", "meeting", "talks")
_SITTINGS = ("meeting", "session")
_PAIR = 2
_NEAR = 2  # sentences behind a gathering in which "the forum" is that one
_NEWS_DAYS = (
    6  # how long before publication the encounter of a headline may lie. Source: weekly round-ups are the slowest
)


class Gatherer:
    """Takes the sightings of one article in text order. `classes`: {kind: class of kinds that may be one encounter}."""

    def __init__(
        self, cast: Cast, encounters: Encounters, headline: Headline, published: date | None, home: Actor | None
    ) -> None:
        self.cast, self.headline, self.published = cast, headline, published
        self.companies, self.journeys = Companies(cast), Journeys(cast, encounters.words)
        self.classes, self.words = encounters.classes, encounters.words
        self.all: list[Gathering] = []
        self.referred = Referred(cast, encounters.classes, headline, home, self.companies, self.all)
        self.main = self._from_headline()

    def place(self, sighting: Sighting) -> None:
        """Add the sighting to the encounter that it tells of, or begin a new one."""
        if sighting.kind == "visit":
            self.journeys.turn(sighting, self.all)
            self.journeys.stay_home(sighting)
        if sighting.sides:
            also = sighting.fresh and self.cast.analysis.tokens[sighting.head].lemma.lower() in ("meet", "speak")
            if not (also and sighting.roles):  # "they also met with her": who they are is open
                self.referred.fill(sighting)
            sides = len(self.companies.sides(sighting.roles))
            if sighting.kind == "visit" and (sides > _PAIR or set(sighting.roles.values()) == {"guest"}):
                return  # to whom is not said
        if sighting.kind == "summit" and sighting.fresh:
            self.referred.add_college(sighting)
        home = self._find(sighting) or self._whole(sighting)
        if home is None:
            named = sighting.names or self._points_back(sighting)
            tells = self.classes[sighting.kind] in ("meet", "call") and not named
            if sighting.anaphoric and not sighting.roles and tells:
                self.referred.fill(sighting)
            if not sighting.roles:
                return
            self.referred.add_home(sighting)
            home = Gathering(sighting.kind, sighting.status)
            self.all.append(home)
        home.take(sighting)

    def finish(self, opening: Sighting | None) -> list[Gathering]:
        """The encounters, in the order of their first telling.

        An encounter that only the headline names rests on the `opening`, unless another of its kind was told there.
        """
        told = [g for g in self.all if g.sightings and g.roles and self._stands(g)]
        for g in told:
            if self._is_news(g):
                for actor in speakers(self.cast, self.words, g.sightings[0].last):
                    g.roles.setdefault(actor.id, "participant")
        main = self.main
        if main is not None:
            self._leave_told(main)
        if main is not None and not main.sightings and opening is not None:
            near = {self.classes[g.kind] for g in told if g.status in DONE and g.sightings[0].head < opening.last}
            phoned = main.kind == "talks" and "call" in near  # "talks with X" that were phone calls
            if self.headline.sure and self.classes[main.kind] not in near and not phoned:
                main.take(opening)
                told.append(main)
        return sorted(told, key=lambda g: g.sightings[0].first)

    def _leave_told(self, main: Gathering) -> None:
        """A state that only the headline names is there by its person; it was not there if the text tells of two sides
        without it ("Rojas, Lund talk as Chile votes").
        """
        told = {i for s in main.sightings for i in s.roles}
        sides = self.companies.sides(told)
        for side, ids in self.companies.sides(main.roles).items():
            persons = any(self.cast[i].kind == "person" for i in ids & told)
            if side in ids and side not in told and (persons or (side not in sides and len(sides) > 1)):
                del main.roles[side]

    def _stands(self, g: Gathering) -> bool:
        """Whether enough is told: a soft word needs somebody, a parliament's own session is no encounter, and "the
        summit in Paris" that took place says of France only where it was.
        """
        actors = [self.cast[i] for i in g.roles]
        if len(self.companies.sides(g.roles)) > 1:
            return True
        nobody = all(a.kind == "group" and a.state is None for a in actors)
        if g.kind == "visit" and g.place is None and g.when is None and nobody:
            return False  # "a visit from inspectors"
        if self.classes[g.kind] == "meet" and set(g.roles.values()) == {"host"} and g.when is None:
            return False  # "the president, who received him": nobody knows whom
        if g.kind == "summit" and g.status in DONE and set(g.roles.values()) == {"host"}:
            return any(a.kind == "person" for a in actors)
        told = self.cast.analysis.tokens[g.sightings[0].head]
        lede = told.sentence <= self.cast.opening + 1 and told.tag == "VBD"
        if g.kind == "session" or (g.kind == "signing" and g.place is None and g.when is None and not lede):
            tokens = self.cast.analysis.tokens
            # "the Parliament will vote on Monday", "the Council will hold a meeting on Monday"
            dated = g.when is not None and any(tokens[s.head].lemma.lower() in _SITTINGS for s in g.sightings)
            sits = dated or any(tokens[s.head].pos == "VERB" for s in g.sightings)
            sits = sits and all(a.kind in ("igo", "group") and a.state is None for a in actors)
            return (sits or all(a.kind == "person" for a in actors)) and g.kind == "session"
        return any(a.kind in ("person", "state", "igo") or a.state for a in actors) or not all(
            s.soft for s in g.sightings
        )

    def _from_headline(self) -> Gathering | None:
        actors = self.headline.actors
        kind = self.headline.kind
        apart = len({self.cast.side(a) for a in actors}) > 1
        if kind not in _MAIN_KINDS or kind is None or not (apart or self.headline.at_home):
            return None
        main = Gathering(kind, "held", main=True, roles={a.id: "participant" for a in actors})
        self.all.append(main)
        return main

    def _find(self, sighting: Sighting) -> Gathering | None:
        candidates: Iterable[Gathering] = reversed(self.all)
        if (same := self._counted(sighting) or self._purpose(sighting)) is not None:
            return same
        if sighting.fresh and not sighting.anaphoric:
            same_day = (g for g in self.all if g.when is not None and g.when == sighting.when)
            others = (g for g in self.all if sighting.names & g.names or (g.main and not g.sightings))
            candidates = (*same_day, *others)
        if (
            sighting.anaphoric and not sighting.roles and sighting.status in DONE
        ):  # "the meeting" is rather one that was held
            candidates = sorted(candidates, key=lambda g: not status_agrees(sighting, g))
        for home in candidates:
            soft = sighting.soft or (home.sightings and home.sightings[0].soft) or (home.main and sighting.anaphoric)
            tokens = self.cast.analysis.tokens
            behind = home.sightings and tokens[sighting.head].sentence > tokens[home.sightings[-1].head].sentence
            if behind and _is_its_name(sighting, home):
                home.kind = "summit"
                return home
            if not self._same_class(sighting.kind, home.kind, soft and not is_apart(sighting, home)):
                continue
            if other_name(sighting, home) or not in_one_word(sighting, home) or self._is_listed(sighting, home):
                continue
            if not (self._dates_agree(home, sighting) or (sighting.moved and home.status not in DONE)):
                continue
            if not places_agree(home.place, sighting.place) and not self._one_country(home, sighting):
                continue
            if sighting.anaphoric:
                if self.journeys.are_two(sighting, home):
                    continue
                if sighting.of_war and not is_of_war(home):
                    continue
                if sighting.names and home.place is None and self.classes[home.kind] == "meet":
                    continue  # "the Lima talks" are none that may have been held anywhere
                if home.status == "under_way" and sighting.kind != home.kind and sighting.place is not None:
                    continue  # "that meeting in Oslo" is none of the talks that go on
                if sighting.names and not home.names and sighting.status == "planned" and home.status in DONE:
                    continue  # "the Three Seas summit in May" is not the forum of today
                if self._is_same_word(sighting, home):
                    return home
                led = set(sighting.roles.values()) <= {"mediator"}  # "the meeting was mediated by her", or nobody
                if led or set(self.companies.sides(sighting.roles)) & set(self.companies.sides(home.roles)):
                    return home
                if self._attended(sighting) and len(self.companies.sides(home.roles)) > 1:
                    return home
            elif self._are_more(sighting, home) or not (
                status_agrees(sighting, home) or self._is_said_again(sighting, home)
            ):
                continue
            elif self.companies.compatible(sighting.roles, home.roles) or self._is_like(sighting, home):
                return home
        return None

    def _counted(self, sighting: Sighting) -> Gathering | None:
        """ "Travelled to Oslo on Monday, [his third trip to Norway this year]": the one that the sentence tells of."""
        tokens = self.cast.analysis.tokens
        if sighting.kind != "visit" or tokens[sighting.head].dep not in ("appos", "npadvmod", "dep", "attr"):
            return None
        for home in self.all:
            here = home.sightings and tokens[home.sightings[-1].head].sentence == tokens[sighting.head].sentence
            if here and home.kind == "visit" and sighting.roles.items() <= home.roles.items():
                return home if self._dates_agree(home, sighting) else None
        return None

    def _purpose(self, sighting: Sighting) -> Gathering | None:
        """ "Met with her in Oslo [to hold talks]", "met with her for talks": the meeting of the same sentence."""
        tokens = self.cast.analysis.tokens
        above = tokens[tokens[sighting.head].head]
        if not sighting.soft or (above.lower != "for" and not clauses.has_to(self.cast.analysis, above.index)):
            return None
        like = (g for g in reversed(self.all) if self.classes[g.kind] == self.classes[sighting.kind] and g.sightings)
        return next((g for g in like if g.sightings[-1].head == above.head and tokens[above.head].pos == "VERB"), None)

    def _is_news(self, g: Gathering) -> bool:
        """A summit of a body's leaders that the first sentence tells of."""
        if not g.sightings:
            return False  # the headline's, of which the text has not told yet
        tokens = self.cast.analysis.tokens
        first = tokens[g.sightings[0].head].sentence <= self.cast.opening + 1
        company = (self.cast[i] for i in g.roles)
        leaders = any(a.kind == "igo" or (a.kind == "group" and a.state is None) for a in company)
        return g.kind == "summit" and g.status in DONE and first and leaders

    def _whole(self, sighting: Sighting) -> Gathering | None:
        """ "At the [closing] session", "both sessions": a part of the gathering or talks told before."""
        if sighting.soft and sighting.sides and sighting.when is None and sighting.status in DONE:
            # "leaders failed to agree at five hours of talks over dinner"
            return next((g for g in self.all if self._is_news(g) and set(sighting.roles) <= set(g.roles)), None)
        analysis = self.cast.analysis
        if sighting.kind != "session" or analysis.tokens[sighting.head].lemma.lower() != "session":
            return None
        kids = analysis.children(sighting.head, "amod", "det", "compound")
        if not any(analysis.tokens[k].lower in self.words["parts"] for k in kids):
            return None
        parts = ("gathering", "meet")
        if sighting.status not in DONE:
            return None  # "will chair the opening session of the dialogue": of another day
        return next((g for g in reversed(self.all) if self.classes[g.kind] in parts and g.status in DONE), None)

    def _is_same_word(self, sighting: Sighting, home: Gathering) -> bool:
        """ "Addressed a business forum. Speaking at the forum, X said": the one called so before, whoever was there."""
        if self.classes[sighting.kind] != "gathering" or not home.sightings or sighting.names:
            return False
        if sighting.kind == home.kind == "summit" and sighting.when is None and status_agrees(sighting, home):
            return True  # "leaders met in Oslo. She hosted the summit"
        tokens = self.cast.analysis.tokens
        if tokens[sighting.head].sentence - tokens[home.sightings[-1].head].sentence > _NEAR:
            return False
        return tokens[sighting.head].lemma.lower() == tokens[home.sightings[-1].head].lemma.lower()

    def _one_country(self, home: Gathering, sighting: Sighting) -> bool:
        """ "Arrived in Oslo for a visit to Norway": the same guest, the same host."""
        shared = {i for i, role in sighting.roles.items() if home.roles.get(i) == role}
        return sighting.kind == home.kind == "visit" and {sighting.roles[i] for i in shared} >= {"guest", "host"}

    def _goes_on(self, home: Gathering, sighting: Sighting) -> bool:
        """ "During her visit": the one told before; "arrived in Oslo for a working visit": the purpose of the journey
        that the same sentence tells of; "will not come in May; the visit was moved to June": the new day of what was
        called off.
        """
        if sighting.kind != "visit" or home.kind != "visit" or not set(sighting.roles) <= set(home.roles):
            return False
        tokens = self.cast.analysis.tokens
        same = tokens[home.sightings[-1].head].sentence == tokens[sighting.head].sentence
        return sighting.moved or same or self._taken_up(sighting)

    def _is_listed(self, sighting: Sighting, home: Gathering) -> bool:
        """ "The Arctic forum and the [conference] on fish": two."""
        token = self.cast.analysis.tokens[sighting.head]
        return token.dep == "conj" and any(s.head == token.head for s in home.sightings)

    def _is_said_again(self, sighting: Sighting, home: Gathering) -> bool:
        """ "Others condemned [Berg's trip]": the one told of before, held or not."""
        taken_up = sighting.kind == home.kind == "visit" and self._taken_up(sighting)
        return taken_up and sighting.roles.items() <= home.roles.items()

    def _taken_up(self, sighting: Sighting) -> bool:
        """ "During her visit": the one told before."""
        analysis = self.cast.analysis
        owned = bool(analysis.children(sighting.head, "poss"))
        return owned and sighting.place is None and sighting.when is None

    def _points_back(self, sighting: Sighting) -> bool:
        """ "[That] meeting in Oslo": one told of before, whose company is not known where it is not found."""
        analysis = self.cast.analysis
        dets = {analysis.tokens[k].lower for k in analysis.children(sighting.head, "det")}
        return "that" in dets and sighting.place is not None

    def _attended(self, sighting: Sighting) -> bool:
        """ "X, who attended the meeting as an observer": X was there, too."""
        token = self.cast.analysis.tokens[sighting.head]
        verb = self.cast.analysis.tokens[token.head]
        return token.dep == "dobj" and verb.lemma.lower() in self.words["present"]

    def _same_class(self, a: OccasionKind, b: OccasionKind, soft: object) -> bool:
        first, second = self.classes[a], self.classes[b]
        if (a == "session") != (b == "session"):
            return False
        return first == second or (bool(soft) and {first, second} <= {"meet", "call"})

    def _are_more(self, sighting: Sighting, home: Gathering) -> bool:
        """ "Four-party talks between [...]" are not the talks of two; "the meeting" may be told with more company."""
        kids = self.cast.analysis.children(sighting.head, "det", "poss")
        sizes = sorted((len(self.companies.sides(sighting.roles)), len(self.companies.sides(home.roles))))
        return not kids and sizes[0] > 1 and sizes[1] - sizes[0] > 1

    def _is_like(self, sighting: Sighting, home: Gathering) -> bool:
        """Whether a company that is only part of the other's, or another's, may yet be the same."""
        if sighting.kind == home.kind == "summit" and sighting.place is not None and not sighting.names:
            return sighting.place == home.place  # "at the energy summit in Oslo [...] a two-day summit in Oslo"
        return self._goes_on(home, sighting) or self._is_lone(sighting, home)

    def _is_lone(self, sighting: Sighting, home: Gathering) -> bool:
        """ "The matter came up during a meeting with her": the one at which she was, if there is one only."""
        persons = all(self.cast[i].kind == "person" for i in sighting.roles)
        with_her = {"with"} & {
            self.cast.analysis.tokens[k].text for k in self.cast.analysis.children(sighting.head, "prep")
        }
        if not (persons and with_her) or len(sighting.roles) != 1 or sighting.status != "held":
            return False
        like = [g for g in self.all if self.classes[g.kind] == "meet" and sighting.roles.keys() <= g.roles.keys()]
        return like == [home] and len(self.companies.sides(home.roles)) > 1

    def _dates_agree(self, home: Gathering, sighting: Sighting) -> bool:
        when = sighting.when
        if when is None or when.from_on is None:
            return True
        if home.when is not None and home.when.from_on is not None:
            known = home.when
            return when.from_on <= (known.to_on or home.when.from_on) and home.when.from_on <= (
                when.to_on or when.from_on
            )
        if not home.main or self.published is None:
            return True
        first, last = self.published - timedelta(days=_NEWS_DAYS), self.published + timedelta(days=1)
        return when.from_on <= last and (when.to_on or when.from_on) >= first


def _is_its_name(sighting: Sighting, home: Gathering) -> bool:
    """ "Their meeting in Oslo in June [...] the June summit in Oslo": what the meeting is called."""
    if sighting.kind != "summit" or home.kind != "meeting" or not sighting.anaphoric or home.place is None:
        return False
    return sighting.place == home.place and sighting.when in (None, home.when)
