"""PLOVER: who did what to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Doubt, Event, EventType, Modality, Occasion, Statement, Time
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import Evidence
from communique.understand.cast import Cast
from communique.understand.naming.home import home_code, home_state
from communique.understand.plover.answers import Answers
from communique.understand.plover.facing import Ids, is_sided
from communique.understand.plover.held import (
    as_attended,
    find_held,
    find_planned,
    is_to_come,
    join_calls,
    without_hosts,
)
from communique.understand.plover.inside import SPOKEN, Inside
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.reciprocal import as_charge, each_way
from communique.understand.plover.roles import RoleFinder, Roles
from communique.understand.plover.telling import ContextFinder, Telling
from communique.understand.plover.undone import Undone, is_command
from communique.understand.plover.unsaid import Unsaid
from communique.understand.predicates.modality import ModalityJudge
from communique.understand.predicates.objects import is_passive
from communique.understand.predicates.triggers import Trigger, find_triggers

_SPARED = frozenset(("SUPPORT", "AID", "COOPERATE"))
_NEAR = 4  # words from the start of what is said to the noun that it is about
_SMALL_CAST = 6  # actors; in a larger one whoever belongs to no side stands by


def find_events(
    article: Article,
    analysis: Analysis,
    lexicon: Lexicon,
    cast: Cast,
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
    occasions: tuple[Occasion, ...] = (),
) -> tuple[Event, ...]:
    """Every event that the text tells of, in order; one told twice alike is one with more evidence.

    `occasions` say of an encounter whether it was held, and who took part where its own words do not.
    """
    return _EventFinder(article, analysis, lexicon, cast, times, statements, occasions).find()


class _EventFinder:
    """One pass over the predicates of an article."""

    def __init__(
        self,
        article: Article,
        analysis: Analysis,
        lexicon: Lexicon,
        cast: Cast,
        times: tuple[Time, ...],
        statements: tuple[Statement, ...],
        occasions: tuple[Occasion, ...] = (),
    ) -> None:
        self.analysis, self.plover, self.cast = analysis, lexicon.plover, cast
        narrator = home_state(home_code(article, lexicon), cast)
        self.phrases = Phrases(analysis, cast, lexicon, statements, article.title or "", narrator)
        self.roles, self.facing = RoleFinder(self.phrases), self.phrases.facing
        self.answers = Answers(self.phrases)
        self.unsaid = Unsaid(self.phrases, self.answers)
        self.judge = ModalityJudge(analysis, lexicon.plover)
        self.undone = Undone(self.phrases, self.roles, self.judge)
        self.cues = {
            token: statement
            for statement in statements
            if statement.cue is not None
            for token in analysis.tokens_in(statement.cue.start, statement.cue.end)
        }
        self.occasions, self.encounter_nouns = occasions, lexicon.encounters.nouns
        told = [
            (analysis.top(span.start, span.stop), occasion)
            for occasion in occasions
            for e in occasion.evidence
            if (span := analysis.tokens_in(e.start, e.end))
        ]
        self.encounters = dict(told)
        self.several = {head for head, count in Counter(head for head, _ in told).items() if count > 1}
        self.telling = Telling(analysis, times, article.published_on)
        self.contexts = ContextFinder(analysis, lexicon.plover.contexts)

    def find(self) -> tuple[Event, ...]:
        triggers = find_triggers(self.analysis, self.plover, lambda head: bool(self.cast.phrase(head)))
        inside = Inside(self.phrases, self.roles, triggers, self.cues)
        self.threats, self.forgone = inside.threats, inside.forgone
        events: dict[tuple[object, ...], Event] = {}
        once = number_repeats()
        for event in (e for trigger in inside.standing() for e in self._events(trigger)):
            key = (event.type, event.mode, event.modality, event.actors, event.recipients, event.asserted_by)
            if key in events:
                known = events[key]
                contexts = tuple(sorted({*known.contexts, *event.contexts}))
                more = tuple(e for e in event.evidence if e not in known.evidence)
                events[key] = replace(known, evidence=(*known.evidence, *more), contexts=contexts)
            else:
                events[key] = replace(event, id=once(event.id))
        told = tuple(events.values())
        met = (
            replace(e, id=once(e.id), contexts=self._contexts(e.evidence[0]))
            for find in (find_held, find_planned)
            for e in find(self.occasions, told, self.phrases, self.plover)
        )
        return tuple(sorted(join_calls((*told, *met), self.phrases), key=lambda event: event.evidence[0].start))

    def _contexts(self, evidence: Evidence) -> tuple[str, ...]:
        return self.contexts.at(self.analysis.tokens_in(evidence.start, evidence.end).start)

    def _events(self, trigger: Trigger) -> Iterator[Event]:
        """What one predicate tells: mostly one event."""
        for roles in each_way(self.phrases, self.roles, trigger) or (None,):
            event = self._event(trigger, roles)
            if event is None:
                continue
            yield event
            charge = as_charge(self.phrases, trigger, event, self.phrases.statement_at(trigger.token))
            if charge is not None:
                self.answers.remember("ACCUSE", trigger, Roles(charge.actors, charge.recipients))
                yield charge

    def _event(self, trigger: Trigger, each: Roles | None) -> Event | None:
        if self.undone.tells_of_none(trigger) or trigger.token in self.forgone:
            return None
        type_, modality = self.judge.judge(trigger)
        if self.undone.is_guess(trigger, type_) or self._is_admission(trigger):
            return None
        if self.undone.is_ended(trigger):
            if type_ not in ("COOPERATE", "AID"):
                return None
            type_ = "SANCTION"
        roles = each or self.roles.roles(trigger)
        if type_ == "CONSULT" and roles.recipients and self._is_address(trigger, roles.recipients):
            return None
        if roles.actors and set(roles.actors) == set(roles.recipients):
            return None
        encounter = self._encounter(trigger) if type_ == "CONSULT" else None
        if encounter is not None and modality == "negated":  # "had not met since May"
            encounter, modality = (encounter, "historical") if encounter.status == "held" else (None, modality)
        if encounter is not None:
            bare = modality == "actual" and (trigger.verb is None or self.analysis.tokens[trigger.verb].tag == "VB")
            if is_to_come(encounter, bare=bare, is_noun=trigger.verb != trigger.token):
                return None  # `find_planned` tells of it
            at_once = trigger.verb != trigger.token and self.several.isdisjoint((trigger.token, trigger.verb))
            roles = as_attended(self.facing, encounter, roles, is_noun=at_once)
        cue = self._told_by(trigger) or self._readout(trigger) if type_ in SPOKEN and not roles.actors else None
        if cue is not None and cue.speaker is not None:
            roles = Roles((cue.speaker,), tuple(r for r in roles.recipients if r != cue.speaker))
        mine = self.facing.sides(roles.actors)
        if trigger.token in self.threats and len(mine) == 1:
            type_ = "THREATEN"  # to promise harm
        if trigger.frame.between and len(mine | self.facing.sides(roles.recipients)) < 2:
            return None
        if len(mine) < 2 and self.undone.is_opinion(trigger):
            return None
        if not roles.recipients:
            roles = Roles(*self.facing.as_met(roles.actors))
        if trigger.frame.word in ("protest", "demonstrate") and not any(self._is_official(a) for a in roles.actors):
            type_ = "PROTEST"
        if self.undone.concerns_no_other(trigger, type_, roles):
            return None
        if type_ == "REJECT" and trigger.frame.type in ("SUPPORT", "COOPERATE") and not roles.recipients:
            return None
        roles, doubts = self.unsaid.complete(trigger, type_, roles)
        if doubts and self.unsaid.faces_itself(roles):
            if self._is_spared(trigger, type_, roles):
                return None
            roles = self._alone(trigger, type_, roles)
            doubts = tuple(d for d in doubts if roles.recipients or d.field != "recipients")
        if self._is_of_unknown(type_, roles):
            return None
        if type_ == "REJECT" and self.unsaid.faces_itself(roles) and not self.facing.home:
            return None
        if type_ == "COOPERATE" and trigger.frame.needs and (doubts or not self.facing.sided(roles.actors)):
            return None  # "sells power at low prices": to whom is not said; "a grocer who imports tomatoes": no state
        if type_ in SPOKEN and trigger.frame.word != "*" and self.phrases.statement_at(trigger.token) is None:
            self.facing.hear(roles.actors)
        if not self._stands(trigger, roles, type_, modality) or self._is_domestic(type_, roles, is_told=not doubts):
            return None
        self._remember(trigger, type_, roles, encounter)
        return self._build(trigger, type_, modality, roles, doubts, encounter=encounter)

    def _remember(self, trigger: Trigger, type_: EventType, roles: Roles, encounter: Occasion | None) -> None:
        """Keep who dealt with whom for the words that leave it out later on."""
        brokered = trigger.frame.mode == "third-party"
        if brokered:
            self.facing.bring_together(roles.actors, roles.recipients)
        meets = type_ == "CONSULT" and not brokered and self._is_about(trigger)
        met = without_hosts(self.facing, encounter, roles) if meets else roles
        sentence = self.analysis.tokens[trigger.token].sentence
        self.facing.remember(met.actors, met.recipients, type_, sentence, meets=meets)
        self.answers.remember(type_, trigger, roles)

    def _is_spared(self, trigger: Trigger, type_: EventType, roles: Roles) -> bool:
        """What no side does to itself: an organisation's sanctions, help; nor do things ("battered by the storms")."""
        ruling = type_ == "SANCTION" and all(self.cast[a].kind == "igo" for a in roles.actors)
        struck = type_ == "ASSAULT" and is_passive(self.analysis, trigger.token)
        return ruling or struck or (type_ in _SPARED and not self.facing.home)

    def _alone(self, trigger: Trigger, type_: EventType, roles: Roles) -> Roles:
        """Without recipients where a state would deal with itself."""
        own = self.facing.home and self.undone.names_people(trigger, roles.actors)
        bid = trigger.object is not None and self.analysis.tokens[trigger.object].lemma.lower()
        invited = bid == "invitation" or bid in self.encounter_nouns  # "declined an invitation", "cancelled the visit"
        return Roles(roles.actors, ()) if invited or (type_ in ("CONSULT", "AGREE") and not own) else roles

    def _is_admission(self, trigger: Trigger) -> bool:
        """ "Conceded a diplomat", "conceded that it was late": said, nothing is yielded."""
        return trigger.frame.word == "concede" and trigger.token in self.cues

    def _readout(self, trigger: Trigger) -> Statement | None:
        """ "Reiterated unwavering support for X": in a narrated statement the speaker is who supports."""
        statement = self.phrases.statement_at(trigger.token) if trigger.verb != trigger.token else None
        if statement is None or statement.form != "indirect" or not statement.content:
            return None
        first = self.analysis.tokens_in(statement.content[0].start, statement.content[0].end).start
        return statement if trigger.token - first <= _NEAR else None

    def _is_address(self, trigger: Trigger, heard: Ids) -> bool:
        """Words to the press or to an assembly are no encounter of sides."""
        spoken = trigger.frame.word in ("speak", "talk") and bool(self.phrases.after(trigger.token, "to"))
        return all(self._is_press(i) or (spoken and (self.cast[i].kind == "igo" or self._is_outlet(i))) for i in heard)

    def _is_press(self, actor: str) -> bool:
        """Talking to journalists is no encounter of sides."""
        words = {w.strip("s") for w in self.cast[actor].name.lower().split()}
        return self.cast[actor].kind == "group" and not self.plover.words["press"].isdisjoint(words)

    def _is_outlet(self, actor: str) -> bool:
        """ "Speaking to Radio Lima"."""
        words = self.cast[actor].name.lower().replace("-", " ").split()
        return self.cast[actor].kind == "organisation" and not self.plover.words["outlets"].isdisjoint(words)

    def _encounter(self, trigger: Trigger) -> Occasion | None:
        """The occasion that the predicate tells of."""
        return self.encounters.get(trigger.token) or self.encounters.get(
            trigger.verb if trigger.verb is not None else trigger.token
        )

    def _build(
        self,
        trigger: Trigger,
        type_: EventType,
        modality: Modality,
        roles: Roles,
        doubts: tuple[Doubt, ...],
        *,
        encounter: Occasion | None,
    ) -> Event:
        mode = trigger.frame.mode if type_ == trigger.frame.type else None
        mode = mode or ("phone" if encounter is not None and encounter.kind == "call" else None)
        evidence, statement = self.telling.evidence(trigger), self._told_by(trigger)
        when = self.telling.when(trigger, modality, encounter)
        actors = roles.actors
        via: Ids = ()
        if statement is not None and statement.on_behalf_of and statement.speaker in actors:
            actors, via = (statement.on_behalf_of,), (statement.speaker,)
        return Event(
            id=make_id("e", type_, *actors, ">", *roles.recipients, evidence.quote),
            type=type_,
            actors=actors,
            recipients=roles.recipients,
            modality=modality,
            score=self.plover.score(type_, mode),
            evidence=(evidence,),
            mode=mode,
            contexts=self.contexts.at(trigger.token),
            via=via,
            when=when.value if when is not None else None,
            where=self.telling.where(trigger),
            asserted_by=self._asserted_by(trigger, type_, roles),
            doubts=(*doubts, *self._nameless(trigger)),
        )

    def _stands(self, trigger: Trigger, roles: Roles, type_: EventType, modality: Modality) -> bool:
        """Does the text name enough of who and whom?"""
        frame, sides = trigger.frame, self.facing.sides(roles.actors)
        if not roles.actors and (not roles.recipients or frame.word == "*must"):
            return False  # "under the treaty, Oslo must": nobody asks
        if not roles.actors and is_command(self.analysis, trigger.token):
            return False
        if not roles.actors:
            return trigger.verb == trigger.token and (type_ != "AGREE" or trigger.object is not None)
        together = frame.joint or type_ == "SUPPORT"
        if frame.needs and not roles.recipients and not (together and len(sides) > 1):
            return False
        if frame.word == "*" and type_ != "AGREE" and not self.undone.is_refusal(trigger, type_, roles.actors):
            return False
        if frame.word == "*must" and not roles.recipients:
            return False
        if type_ == "REQUEST" and modality == "hypothetical":
            return False
        if type_ == "AGREE" and modality in ("negated", "hypothetical"):
            return False
        if modality == "hypothetical" and trigger.verb != trigger.token:
            return False
        if type_ == "ACCUSE" and not roles.recipients and not (self.facing.home or self._is_censure(trigger)):
            return False
        if modality == "negated" and not self.plover.types[type_].mutual:
            return False
        if (
            frame.type == "CONSULT"
            and not roles.recipients
            and len(sides if trigger.verb is None else roles.actors) < 2
        ):
            return False
        return modality not in ("negated", "hypothetical") or len(sides | self.facing.sides(roles.recipients)) > 1

    def _is_censure(self, trigger: Trigger) -> bool:
        """ "Condemned the attacks": blame for a thing, whoever did it; what is regretted blames nobody."""
        frame = trigger.frame
        if trigger.object is None or self.analysis.tokens[trigger.object].tag.startswith("W"):
            return False  # "over what he called a mistake"
        return trigger.verb == trigger.token and frame.mode == "disapprove" and frame.word != "regret"

    def _is_official(self, actor: str) -> bool:
        """A state, a body of one or a bearer of an office: they protest in words."""
        return self.cast[actor].kind in ("state", "government", "igo") or bool(self.cast[actor].offices)

    def _is_of_unknown(self, type_: EventType, roles: Roles) -> bool:
        """In a larger cast, what those do who belong to no side."""
        heard = roles.recipients if type_ == "SUPPORT" else ()
        return len(self.cast.actors) > _SMALL_CAST and not (self._is_known(roles.actors) and self._is_known(heard))

    def _is_known(self, actors: Ids) -> bool:
        """False when all who act are companies or things of whom the text does not say whose they are."""
        return not actors or any(
            is_sided(self.cast[a]) or self.cast[a].kind in ("person", "government") or self.phrases.is_of_members(a)
            for a in actors
        )

    def _is_domestic(self, type_: EventType, roles: Roles, *, is_told: bool) -> bool:
        """A promise to one's own compatriots, or praise for nobody but them, is no dealing of states; where the article
        knows one state only, its parties deal with each other.
        """
        if self.facing.home or not roles.recipients or len(self.facing.sides((*roles.actors, *roles.recipients))) != 1:
            return False
        return (type_ == "AGREE" and is_told) or (type_ == "SUPPORT" and not is_told)

    def _is_about(self, trigger: Trigger) -> bool:
        """Does the text tell of an encounter as its matter: with a verb, in neither a relative clause nor somebody's
        words, or by a noun that names those who met ("talks between X and Y") where nobody has met before?
        """
        if trigger.verb is None:
            return not self.facing.have_met and len(self.facing.sides(self.phrases.after(trigger.token, "between"))) > 1
        aside = self.analysis.tokens[trigger.verb].dep in ("relcl", "acl")
        return not aside and self.phrases.statement_at(trigger.token) is None

    def _asserted_by(self, trigger: Trigger, type_: EventType, roles: Roles) -> str | None:
        """The speaker whose words claim the event; None where speaking is the deed."""
        statement = self.phrases.statement_at(trigger.token)
        if statement is None or statement.speaker is None:
            return None
        speaker = self.cast.get(statement.speaker)
        if speaker is None or (type_ in SPOKEN and self.cast.side(speaker) in self.facing.sides(roles.actors)):
            return None
        return statement.speaker

    def _nameless(self, trigger: Trigger) -> tuple[Doubt, ...]:
        """ "Two officials said that X had met Y": no word of the outlet's, and nobody known who claims it."""
        statement = self.phrases.statement_at(trigger.token)
        nobody = statement is not None and statement.speaker is None and statement.source is not None
        return (Doubt("asserted_by", "claimed by somebody whom the text does not name"),) if nobody else ()

    def _told_by(self, trigger: Trigger) -> Statement | None:
        """The statement whose cue the predicate is ("conveyed")."""
        return self.cues.get(trigger.verb if trigger.verb is not None else trigger.token)
