"""Is a deed done, to come, wished, denied or past? And which predicates only stand inside another's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.lexicon.plover import Plover
from communique.record.finding import EventType, Modality
from communique.record.language import Analysis
from communique.understand.grammar import clauses
from communique.understand.predicates.objects import is_turned, strayed_clause
from communique.understand.predicates.triggers import Trigger

_AROUND = frozenset(("during", "after", "following", "since"))  # "agreed during talks": the talks were held
_SAID = frozenset(("SUPPORT", "REQUEST", "ACCUSE"))  # to say that one would like to is to do it
_FOR = frozenset(("to", "for"))
_AGAINST = frozenset(("against", "near", "along", "into"))
_BOUNDARIES = ("nsubj", "relcl", "parataxis")


def find_swallowers(analysis: Analysis, triggers: Iterable[Trigger]) -> dict[int, Trigger]:
    """{word: the promise, demand or charge that it belongs to}: the predicate's own word and a clause gone astray."""
    out: dict[int, Trigger] = {}
    for trigger in triggers:
        if trigger.frame.swallows:
            out[trigger.token] = trigger
            if trigger.frame.alone and (clause := strayed_clause(analysis, trigger.token)) is not None:
                out[clause] = trigger
    return out


def is_swallowed(analysis: Analysis, trigger: Trigger, swallowers: Mapping[int, Trigger]) -> Trigger | None:
    """The predicate whose promise, demand or charge this one only spells out, or None.

    What is agreed to, asked for or refused has not happened; a relative clause or a subject stands for itself.
    """
    tokens = analysis.tokens
    here = tokens[trigger.token]
    own = {trigger.token, trigger.verb}
    for _ in range(30):
        head = tokens[here.head]
        if here.dep in _BOUNDARIES or head.index == here.index:
            return None
        clause = here.dep == "advcl" and here.index != trigger.token and tokens[here.index].tag != "VBG"
        if clause and not (clauses.has_to(analysis, here.index) and head.index in swallowers):
            return None
        if here.dep == "prep" and here.lower in _AROUND and trigger.token != trigger.verb and head.index not in own:
            return None
        if here.index == trigger.token and trigger.frame.type == "REQUEST" and is_bid(analysis, here.index):
            return None
        if (over := swallowers.get(here.index)) is not None and over.token != here.index:
            return over
        over = swallowers.get(head.index)
        spells_out = not (here.dep in ("conj", "advcl", "cc") or (here.dep == "dep" and here.tag == "VBD")) or (
            here.dep == "advcl" and over is not None and over.frame.future and clauses.has_to(analysis, here.index)
        )
        if over is not None and head.index not in own and spells_out:
            return over
        here = head
    return None


def is_bid(analysis: Analysis, noun: int) -> bool:
    """ "At the request of X": why something was done or put off is a deed of X's own."""
    tokens = analysis.tokens
    return tokens[noun].dep == "pobj" and tokens[tokens[noun].head].lower == "at"


def is_sent_to(analysis: Analysis, verb: int) -> bool:
    """ "Send soldiers to Oslo": for somebody, against nobody."""
    words = {analysis.tokens[p].lower for p in analysis.children(verb, "prep", "dative")}
    return bool(words & _FOR) and words.isdisjoint(_AGAINST)


class ModalityJudge:
    """Judges one predicate at a time."""

    def __init__(self, analysis: Analysis, plover: Plover) -> None:
        self.analysis, self.plover = analysis, plover

    def judge(self, trigger: Trigger) -> tuple[EventType, Modality]:
        """The type as it counts (a meeting to come is AGREE, help denied is REJECT) and the modality."""
        frame = trigger.frame
        facts = self.plover.types[frame.type]
        verb = trigger.verb if trigger.verb is not None else self._clause(trigger.token)
        negated = self.is_negated(trigger.token, verb)
        is_noun = verb != trigger.token and self.analysis.tokens[trigger.token].pos == "NOUN"
        if frame.type in _SAID and verb == trigger.token and self._is_polite(verb):
            return frame.type, "actual"
        future = verb is not None and self.is_future(verb) and not (is_noun and frame.type == "SUPPORT")
        if negated:
            if facts.cooperative and (future or self._is_able(verb) or not facts.mutual or self._declines(trigger)):
                return "REJECT", "actual"
            if frame.type == "MOBILIZE" and future:
                return "REJECT", "actual"  # "will not send troops"
            return frame.type, "negated"
        if facts.cooperative and verb is not None and self._is_failed(verb):
            return (frame.type, "negated") if frame.word == "agree" else ("REJECT", "actual")
        if self.is_conditional(trigger.token) or (facts.quad == 2 and verb == trigger.token and self._can(verb)):
            return ("AGREE" if facts.cooperative and frame.type != "AGREE" else frame.type), "hypothetical"
        if frame.type == "AID" and self._is_offer(trigger.token if verb is None else verb):
            return "AGREE", "future"
        if future or self._is_wished(verb) or (is_noun and self._is_to_come(trigger.token)):
            if facts.cooperative:
                return "AGREE", "future"
            if frame.type == "MOBILIZE" and future and verb is not None and is_sent_to(self.analysis, verb):
                return "AGREE", "future"
            if facts.quad == 4 and future:
                return "THREATEN", "actual"
            return frame.type, "actual"
        if frame.future:
            return frame.type, "future"
        return frame.type, "historical" if self._is_past(trigger.token, verb) else "actual"

    def _declines(self, trigger: Trigger) -> bool:
        """ "Is not ready to talk", "has no intention of going": not to want to is to refuse."""
        frame = trigger.frame
        return frame.type == "AGREE" and frame.future and frame.word in self.plover.words["declining"]

    def is_expected(self, verb: int) -> bool:
        """What somebody only hopes or thinks that others will do, or would do otherwise, is no promise of theirs."""
        tokens = self.analysis.tokens
        here = tokens[verb]
        if clauses.is_fallback(self.analysis, verb):
            return True
        for _ in range(3):
            head = tokens[here.head]
            if head.index == here.index or here.dep not in ("ccomp", "acl", "conj"):
                return False
            if here.dep != "conj" and head.lemma.lower() in self.plover.attitudes.expecting:
                return True
            here = head
        return False

    def _is_polite(self, verb: int) -> bool:
        """ "I would like to thank X" thanks X."""
        analysis, tokens = self.analysis, self.analysis.tokens
        head = tokens[tokens[verb].head]
        if tokens[verb].dep != "xcomp" or head.lemma.lower() not in ("like", "want", "wish"):
            return False
        return any(tokens[c].lower in ("i", "we") for c in analysis.children(head.index, "nsubj"))

    def is_future(self, verb: int, hops: int = 0) -> bool:
        """Under "will", "would", "going to", or below such a verb ("will continue to support")."""
        analysis, tokens = self.analysis, self.analysis.tokens
        marks = self.plover.attitudes.future
        for child in analysis.children(verb, "aux"):
            if tokens[child].lower in marks:
                return True
        token, head = tokens[verb], tokens[tokens[verb].head]
        if token.dep == "xcomp" and head.tag == "VBG" and head.lemma == "go":
            return True
        if token.dep == "xcomp" and head.lemma == "be" and clauses.has_to(analysis, verb):
            return True
        if (
            token.dep in ("xcomp", "conj")
            and head.index != verb
            and hops < 4
            and not analysis.children(verb, "nsubj", "nsubjpass")
        ):
            has_own_aux = any(tokens[c].tag in ("VBD", "VBZ", "VBP", "MD") for c in analysis.children(verb, "aux"))
            return not has_own_aux and token.tag not in ("VBD", "VBZ") and self.is_future(head.index, hops + 1)
        if token.tag == "VB" and clauses.has_to(analysis, verb):
            return (
                token.dep in ("xcomp", "ROOT")
                and head.lemma == "be"
                and head.pos in ("AUX", "VERB")
                and head.index != verb
            )
        return False

    def is_negated(self, token: int, verb: int | None) -> bool:
        """Under "not" or "no", "no longer", or below "is not going to"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        words = {token, verb} - {None}
        above = tokens[tokens[verb].head] if verb is not None and tokens[verb].dep == "xcomp" else None
        if above is not None and above.lemma == "go" and above.tag == "VBG":
            words.add(above.index)
        for word in words:
            for child in analysis.children(word):  # type: ignore[arg-type]
                near = tokens[child]
                if near.dep == "neg" or (near.dep == "advmod" and near.lemma.lower() == "not"):
                    return True
                if near.lower == "longer" and child and tokens[child - 1].lower == "no":
                    return True
        return any(tokens[c].lower == "no" for c in analysis.children(token, "det"))

    def _is_offer(self, word: int) -> bool:
        """ "Announced a grant", "offered a loan": nothing is given yet."""
        token = self.analysis.tokens[word]
        if token.pos == "NOUN" and token.dep == "dobj":
            token = self.analysis.tokens[token.head]
        return token.lemma.lower() in self.plover.words["offering"]

    def _is_able(self, verb: int | None) -> bool:
        if verb is None:
            return False
        return any(self.analysis.tokens[c].tag == "MD" for c in self.analysis.children(verb, "aux"))

    def _can(self, verb: int) -> bool:
        """ "Can work together" says of nobody that they do."""
        return any(self.analysis.tokens[c].lower in ("can", "ca") for c in self.analysis.children(verb, "aux"))

    def _is_failed(self, verb: int) -> bool:
        """ "Failed to agree"."""
        token = self.analysis.tokens[verb]
        head = self.analysis.tokens[token.head]
        return token.dep == "xcomp" and head.lemma == "fail" and not self.is_negated(head.index, head.index)

    def is_conditional(self, token: int) -> bool:
        """Inside an if-clause, or under "may", "might", "could"."""
        analysis, tokens, attitudes = self.analysis, self.analysis.tokens, self.plover.attitudes
        here = tokens[token]
        for _ in range(6):
            for child in analysis.children(here.index, "mark", "aux"):
                word = tokens[child].lower
                if word in attitudes.conditions or (tokens[child].dep == "aux" and word in attitudes.possible):
                    return True
            if here.dep == "advcl" and is_turned(analysis, here.index):
                return True
            if here.head == here.index or here.dep in ("relcl", "conj"):
                return False
            here = tokens[here.head]
        return False

    def _is_to_come(self, noun: int) -> bool:
        """An "upcoming" or "planned" visit, talks "due to be held", "to take place", "that will be"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        ahead = self.plover.attitudes.ahead
        if clauses.is_prepared(analysis, self.plover.attitudes.preparing, noun):
            return True
        for child in analysis.children(noun, "amod", "acl", "relcl", "appos", "advcl"):
            if tokens[child].lower in ahead or (self.is_future(child) and self._takes_place(child)):
                return True
            if tokens[child].dep in ("acl", "relcl") and tokens[child].tag == "VB" and clauses.has_to(analysis, child):
                return tokens[child].lemma.lower() in ("take", "hold")
            if any(tokens[c].lower in ahead for c in analysis.children(child, "acomp", "attr")):
                return True
        return False

    def _takes_place(self, verb: int) -> bool:
        """ "Talks that will be held", not "talks that will help"."""
        return self.analysis.tokens[verb].lemma.lower() in self.plover.attitudes.occurring

    def _is_wished(self, verb: int | None) -> bool:
        if verb is None:
            return False
        token = self.analysis.tokens[verb]
        head = self.analysis.tokens[token.head]
        return token.dep == "xcomp" and head.lemma.lower() in self.plover.attitudes.wishing

    def _is_past(self, token: int, verb: int | None) -> bool:
        """Told as background: past perfect, or a word like "last", "recent", "ago" with it."""
        analysis, tokens = self.analysis, self.analysis.tokens
        for word in {token, verb} - {None}:
            for child in analysis.children(word):  # type: ignore[arg-type]
                if tokens[child].dep == "aux" and tokens[child].lower in ("had", "'d"):
                    return True
                if tokens[child].lemma.lower() in self.plover.attitudes.past:
                    return True
                if tokens[child].dep in ("npadvmod", "advmod") and self._speaks_of_past(child):
                    return True
        return False

    def _speaks_of_past(self, child: int) -> bool:
        return any(
            self.analysis.tokens[k].lemma.lower() in self.plover.attitudes.past for k in self.analysis.children(child)
        )

    def is_purpose(self, verb: int | None) -> bool:
        """An infinitive of purpose or of a noun ("sent experts to inspect", "a plan to visit"): not said to be done."""
        if verb is None:
            return False
        token = self.analysis.tokens[verb]
        if token.tag != "VB" or token.dep not in ("advcl", "acl", "relcl"):
            return False
        return clauses.has_to(self.analysis, verb)

    def is_topic(self, noun: int) -> bool:
        """Only talked about ("issues of cooperation", "discussed trade"): not said to go on."""
        tokens, topics = self.analysis.tokens, self.plover.attitudes.topics
        here = tokens[noun]
        for _ in range(4):
            head = tokens[here.head]
            if head.index == here.index or here.dep not in ("pobj", "prep", "dobj", "conj", "nsubjpass"):
                return False
            if head.lemma.lower() in topics and here.dep in ("dobj", "prep", "nsubjpass"):
                return True
            here = head
        return False

    def _clause(self, token: int) -> int | None:
        """The verb that a noun is subject of."""
        here = self.analysis.tokens[token]
        head = self.analysis.tokens[here.head]
        if here.dep in ("nsubj", "nsubjpass") and head.tag.startswith("VB"):
            return head.index
        return None
