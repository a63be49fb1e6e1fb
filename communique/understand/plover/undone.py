"""Words of a deed that tell of none: denied, lifted, asked of others, only expected, or said of no actor."""

from __future__ import annotations

from communique.record.finding import EventType
from communique.record.language import Analysis, Token
from communique.understand.grammar.clauses import has_to
from communique.understand.plover.facing import Ids
from communique.understand.plover.phrases import Phrases
from communique.understand.plover.roles import RoleFinder, Roles
from communique.understand.predicates.modality import ModalityJudge
from communique.understand.predicates.triggers import Trigger

_OWED = frozenset(("AGREE", "CONSULT", "COOPERATE", "AID", "PROTEST", "SUPPORT", "RETREAT", "CONCEDE"))
_REQUIRING = frozenset(("call", "require", "demand"))
_SAID_TO = frozenset(("ACCUSE", "SUPPORT"))
_POLITE = frozenset(("thank", "welcome", "congratulate"))  # "Thank you": the word is the deed
_DENYING = frozenset(("deny", "refute"))
_DENIED = ("ccomp", "conj", "dobj", "xcomp", "pcomp")
_HOSTILE = 4  # the quad class
_LIFTED = frozenset(("SANCTION", "REJECT", "REQUEST", "ACCUSE", "THREATEN", "COERCE"))
_WEIGHED = frozenset(("SANCTION", "RETREAT", "MOBILIZE", "CONCEDE", "COERCE", "AID", "SUPPORT", "AGREE"))
_ACTED_ON = ("dobj", "nsubjpass")


def is_command(analysis: Analysis, verb: int) -> bool:
    """ "Visit our pages": asked of whoever reads or hears it."""
    token = analysis.tokens[verb]
    return token.tag == "VB" and token.dep in ("ROOT", "conj", "ccomp") and not analysis.children(verb, "nsubj", "aux")


class Undone:
    """Judges the predicates of one article."""

    def __init__(self, phrases: Phrases, roles: RoleFinder, judge: ModalityJudge) -> None:
        self.phrases, self.roles, self.judge = phrases, roles, judge
        self.analysis, self.plover = phrases.analysis, phrases.plover

    def tells_of_none(self, trigger: Trigger) -> bool:
        """True where the words around a predicate say that nothing was done, promised or said by it."""
        frame, is_noun = trigger.frame, trigger.verb != trigger.token
        if frame.type not in _SAID_TO and self.judge.is_purpose(trigger.verb):
            return True
        if frame.type == "COOPERATE" and is_noun and self.judge.is_topic(trigger.token):
            return True
        if frame.word == "*" and not self.roles.is_agent(trigger.token):
            return True
        return (
            self._is_lifted(trigger)
            or self._is_fulfilment(trigger)
            or self._is_denied(trigger)
            or self._is_told_to(trigger)
            or self._is_put_off(trigger)
            or self._is_matter(trigger)
            or self._is_weighed(trigger)
            or self._is_thanked_for(trigger)
            or self._is_unmade(trigger)
            or self._is_freight(trigger)
            or self._is_in_paper(trigger)
        )

    def is_refusal(self, trigger: Trigger, type_: EventType, actors: Ids) -> bool:
        """ "Will not sign": who will not do what could be asked of it refuses; "will not forget" refuses nothing."""
        token = self.analysis.tokens[trigger.token]
        yielding = token.lemma.lower() in self.plover.words["yielding"]
        wanted = token.dep in ("acl", "ccomp") and self.analysis.tokens[token.head].pos == "NOUN"  # "a pledge that ..."
        return type_ == "REJECT" and yielding and not wanted and bool(self.phrases.facing.sided(actors))

    def is_guess(self, trigger: Trigger, type_: EventType) -> bool:
        """What others are only expected to do, told by its own verb: no promise of theirs; nor is it a threat what a
        thing would do ("operations would restrict traffic").
        """
        verb = trigger.verb if trigger.verb is not None else trigger.token
        if type_ == "THREATEN" and trigger.frame.type != type_:
            return not self.roles.is_agent(verb)
        if type_ == "THREATEN" and trigger.frame.word == "threaten":
            return any(self._is_matter_of(c) for c in self.analysis.children(verb, "nsubj"))
        told = type_ == "AGREE" and trigger.verb is not None and not trigger.frame.swallows
        return (told or trigger.frame.word == "*") and self.judge.is_expected(verb)

    def _is_matter_of(self, subject: int) -> bool:
        """ "The expansion threatens Oslo": a thing, or what a relative clause is about, utters no threat."""
        token = self.analysis.tokens[subject]
        thing = token.tag == "NN" or token.tag == "WDT"
        return thing and self.phrases.cast.headed(subject) is None

    def is_opinion(self, trigger: Trigger) -> bool:
        """ "Not all agree that X is right": who agrees that something is so promises nothing."""
        children = self.analysis.children
        says = bool(children(trigger.token, "ccomp")) and not children(trigger.token, "xcomp", "prep")
        return trigger.frame.word == "agree" and says

    def concerns_no_other(self, trigger: Trigger, type_: EventType, roles: Roles) -> bool:
        """Asked of one's own people, refused to nobody, or nobody's anger."""
        return (
            (type_ == "REQUEST" and not roles.recipients and self._is_own(trigger.object))
            or self._is_bidding(trigger, roles)
            or self._is_nobodys(trigger, roles)
            or self._is_own_affair(trigger, type_, roles)
        )

    def _is_bidding(self, trigger: Trigger, roles: Roles) -> bool:
        """ "Instructed the coast guard": of one's own people nothing is asked."""
        mine, theirs = self.phrases.facing.sides(roles.actors), self.phrases.facing.sides(roles.recipients)
        commands = trigger.frame.type == "REQUEST" and trigger.frame.word in self.plover.words["commanding"]
        bodies = all(self.phrases.cast[r].kind in ("government", "group") for r in roles.recipients)
        own = mine == theirs or not self.phrases.facing.sided(roles.recipients)
        return commands and bool(theirs) and bodies and own

    def _is_nobodys(self, trigger: Trigger, roles: Roles) -> bool:
        """ "Hackers angered by the cartoons": whose anger it is and at whom must be said."""
        return trigger.frame.word in self.plover.words["angering"] and not (roles.actors and roles.recipients)

    def _is_own_affair(self, trigger: Trigger, type_: EventType, roles: Roles) -> bool:
        """ "Does not intend to run again": refuses nobody anything; "does not intend to sign" does."""
        if type_ != "REJECT" or trigger.frame.type != "AGREE" or trigger.frame.word == "*" or roles.recipients:
            return False
        below = self.analysis.children(trigger.token, "xcomp", "ccomp", "acl", "prep")
        said = (*below, *(c for b in below for c in self.analysis.children(b, "pcomp")))
        yielding = self.plover.words["yielding"]
        return not any(self.analysis.tokens[c].lemma.lower() in yielding for c in said) and trigger.object is None

    def _is_own(self, asked: int | None) -> bool:
        """ "Instructed their ministries", "instructed us": whose orders they take anyway; "demanded their release" asks
        others."""
        if asked is not None and self.analysis.tokens[asked].lemma.lower() in self.plover.words["freeing"]:
            return False
        owners = self.analysis.children(asked, "poss") if asked is not None else ()
        us = asked is not None and self.analysis.tokens[asked].lower in ("us", "me")
        return us or any(self.analysis.tokens[k].tag == "PRP$" for k in owners)

    def names_people(self, trigger: Trigger, actors: Ids) -> bool:
        """ "Is ready for the return of refugees": where the article knows one state only, they are its own."""
        first, last = self.analysis.edges(trigger.verb if trigger.verb is not None else trigger.token)
        after = (i for i in range(max(first, trigger.token), last + 1) if i != trigger.object)
        people = (self.phrases.cast.headed(i) for i in after)
        return any(p is not None and p.kind == "group" and p.id not in actors for p in people)

    def _is_lifted(self, trigger: Trigger) -> bool:
        """ "Lifted the sanctions on X", "dropped its veto": what ends is no sanction."""
        token = self.analysis.tokens[trigger.token]
        if trigger.frame.type not in _LIFTED or trigger.verb == trigger.token or token.dep not in _ACTED_ON:
            return False
        frames = self.plover.verbs.get(self.analysis.tokens[token.head].lemma.lower(), ())
        ended = {token.lemma.lower(), *(("sanction",) if trigger.frame.type == "SANCTION" else ())}
        return any(frame.type == "CONCEDE" and not ended.isdisjoint(frame.objects) for frame in frames)

    def _is_weighed(self, trigger: Trigger) -> bool:
        """ "Is considering sanctions": thought about; "opposes the Finnish sanctions": there are such."""
        token = self.analysis.tokens[trigger.token]
        if trigger.frame.type not in _WEIGHED or trigger.verb == trigger.token:
            return False
        if trigger.frame.between:
            token = self._signing_of(token)
        elif trigger.frame.type == "SUPPORT" and token.lemma.lower() not in self.plover.words["sealing"]:
            return token.dep == "dobj" and self.analysis.tokens[token.head].lemma == "seek"
        if token.dep not in _ACTED_ON:
            return False
        own = self.phrases.modifiers(token.index) or self.phrases.after(token.index, "by")
        known = own or self.analysis.children(token.index, "poss", "acl", "relcl")
        return not known and self.analysis.tokens[token.head].lemma.lower() in self.plover.words["weighing"]

    def _signing_of(self, paper: Token) -> Token:
        """The signing of a paper ("the [signing] and ratification of the accord"), or the paper itself."""
        tokens = self.analysis.tokens
        of = tokens[paper.head]
        deed = tokens[of.head]
        if paper.dep != "pobj" or of.lemma != "of" or deed.lemma.lower() not in self.plover.words["sealing"]:
            return paper
        return tokens[deed.head] if deed.dep == "conj" else deed

    def _is_thanked_for(self, trigger: Trigger) -> bool:
        """ "Expressed gratitude for the assistance": who thanks has not helped."""
        token = self.analysis.tokens[trigger.token]
        over = trigger.frame.type == "AID" and trigger.verb is not None and trigger.verb != trigger.token
        whose = self.analysis.children(token.index, "poss")  # "for their assistance": there was some
        return over and not whose and token.dep == "pobj" and self.analysis.tokens[token.head].lower == "for"

    def _is_unmade(self, trigger: Trigger) -> bool:
        """ "Will not sign any agreement with X": no agreement."""
        token = self.analysis.tokens[trigger.token]
        if trigger.frame.type != "AGREE" or not trigger.frame.between or token.dep not in _ACTED_ON:
            return False
        return trigger.verb is None and self.judge.is_negated(token.head, token.head)

    def _is_in_paper(self, trigger: Trigger) -> bool:
        """ "The [deal] calls for a pause": so it was agreed; nobody asks."""
        if trigger.frame.type != "REQUEST" or trigger.frame.word not in _REQUIRING:
            return False
        subjects = self.analysis.children(trigger.token, "nsubj")
        return any(self.analysis.tokens[s].lemma.lower() in self.plover.words["terms"] for s in subjects)

    def _is_freight(self, trigger: Trigger) -> bool:
        """ "A shipment of flour arrived in Oslo": a thing pays no visit."""
        frame = trigger.frame
        if frame.type != "CONSULT" or frame.mode != "visit" or frame.to != ("place",) or trigger.verb != trigger.token:
            return False
        token = self.analysis.tokens[trigger.token]
        subjects = self.analysis.children(token.index, "nsubj") or ((token.head,) if token.dep == "acl" else ())
        heads = (
            token.head if self.analysis.tokens[s].tag in ("WDT", "WP") and token.dep == "relcl" else s for s in subjects
        )
        return any(self._is_thing(head) for head in heads)

    def _is_thing(self, head: int) -> bool:
        """A common noun that means nobody."""
        token = self.analysis.tokens[head]
        of = (p for p in self.analysis.children(head, "prep") if self.analysis.tokens[p].lemma == "of")
        if any(self.phrases.cast.headed(c) for p in of for c in self.analysis.children(p, "pobj")):
            return False  # "a group of officials"
        named = self.phrases.cast.headed(head) is not None or token.lemma in self.plover.pair_words
        return token.pos == "NOUN" and not named

    def _is_put_off(self, trigger: Trigger) -> bool:
        """ "The signing has been put off", "is being prepared": nobody has signed."""
        token = self.analysis.tokens[trigger.token]
        if trigger.frame.type != "SUPPORT" or trigger.verb == trigger.token or token.dep != "nsubjpass":
            return False
        return self.analysis.tokens[token.head].lemma.lower() in self.plover.attitudes.unrealised

    def _is_matter(self, trigger: Trigger) -> bool:
        """ "Brokered the release of X": who brings something about has not done it. "A pact on sharing data": what a
        paper or talk is on nobody does yet. "Avoids meeting him": they do not meet. "Leaving others to
        pay": nobody is left.
        """
        token = self.analysis.tokens[trigger.token]
        above = self.analysis.tokens[token.head]
        if self._is_missed(trigger, token, above):
            return True
        if trigger.frame.type == "RETREAT" and token.dep in ("dobj", "nsubjpass") and above.tag.startswith("VB"):
            return above.lemma.lower() in self.plover.words["brokering"]
        if trigger.frame.type == "COOPERATE" and token.dep == "pcomp" and above.lemma == "on":
            return self.analysis.tokens[above.head].pos in ("NOUN", "PROPN")
        if trigger.verb != trigger.token or token.lemma != "leave":
            return False
        return any(has_to(self.analysis, c) for c in self.analysis.children(trigger.token, "xcomp", "ccomp", "advcl"))

    def _is_missed(self, trigger: Trigger, token: Token, above: Token) -> bool:
        """ "Avoids meeting him", "the cancellation of talks": no encounter. "We have to work together": not yet."""
        if trigger.frame.type == "CONSULT" and token.dep in ("dobj", "xcomp", "pcomp", "pobj"):
            deed = self.analysis.tokens[above.head] if token.dep == "pobj" and above.lemma == "of" else above
            return deed.lemma.lower() in self.plover.words["shunning"]
        if token.index != trigger.verb or not has_to(self.analysis, token.index):
            return False
        owed = token.dep == "xcomp" and above.lemma in ("have", "need")
        wished = token.dep == "ccomp" and above.lemma.lower() in self.plover.attitudes.wishing
        return (owed or wished) and trigger.frame.type in _OWED

    def is_ended(self, trigger: Trigger) -> bool:
        """ "Stopped sharing the data": what somebody stopped doing is not done."""
        token = self.analysis.tokens[trigger.token]
        above = self.analysis.tokens[token.head]
        ended = (
            token.tag == "VBG"
            and token.dep in ("xcomp", "pcomp")
            and above.lemma.lower() in self.plover.words["ending"]
        )
        return ended and trigger.frame.type in ("COOPERATE", "AID", "SUPPORT", "CONSULT")

    def _is_fulfilment(self, trigger: Trigger) -> bool:
        """ "Meets a challenge" or "a standard": nobody is met."""
        if trigger.frame.word != "meet" or trigger.object is None:
            return False
        named = self.analysis.tokens[trigger.object].lemma.lower() in self.plover.attitudes.fulfilled
        if self.judge.is_future(trigger.token) and self._is_own(trigger.object):
            return False  # "will meet its obligations"
        whose = self.phrases.modifiers(trigger.object)  # "met the Chilean opposition"
        return named and not whose and self.phrases.cast.headed(trigger.object) is None

    def _is_denied(self, trigger: Trigger) -> bool:
        """ "Denies that its troops opened fire": what is denied is not told as done."""
        beside_speech = trigger.frame.type in ("REJECT", "REQUEST", "ACCUSE")
        if self.plover.types[trigger.frame.type].quad != _HOSTILE and (beside_speech or trigger.verb != trigger.token):
            return False
        here = self.analysis.tokens[trigger.token]
        while here.dep in _DENIED and here.head != here.index:
            beside = here.dep == "conj"
            here = self.analysis.tokens[here.head]
            if here.lemma.lower() in _DENYING:
                return not beside and here.index not in (trigger.token, trigger.verb)
        return False

    def _is_told_to(self, trigger: Trigger) -> bool:
        """ "Give us weapons": what a speaker tells others to do, nobody has done."""
        told = trigger.verb == trigger.token and trigger.frame.word not in _POLITE
        spoken = told and self.phrases.statement_at(trigger.token) is not None
        return spoken and is_command(self.analysis, trigger.token)
