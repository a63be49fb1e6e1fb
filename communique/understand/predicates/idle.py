"""Verbs of the lexicon that tell of no deed as they stand ("pressed on", "hit back", "called it a prize")."""

from __future__ import annotations

from collections.abc import Callable

from communique.lexicon.plover import Frame, Plover
from communique.record.language import Analysis, Token
from communique.understand.grammar.clauses import has_to
from communique.understand.grammar.courtesies import calls_at

_HURTING = frozenset(("ASSAULT", "COERCE"))
_SPEAKING = frozenset(("agree", "speak", "talk", "discuss"))


class IdleVerbs:
    """Judges the verbs of one text. `is_actor`: does a head name one?"""

    def __init__(self, analysis: Analysis, plover: Plover, is_actor: Callable[[int], bool]) -> None:
        self.analysis, self.plover, self.is_actor = analysis, plover, is_actor

    def tells_of_none(self, frame: Frame, token: Token, target: int | None) -> bool:
        """Does a verb that a frame lists mean something else here?"""
        if frame.type == "ASSAULT" and (self._is_answer(token, target) or self._is_figure(token, target)):
            return True
        if frame.type == "AID" and target is not None and self._is_curb(target):
            return True
        if frame.type in _HURTING and (self._is_ill(token.index, target) or self._is_calamity(token.index)):
            return True
        if frame.type == "ASSAULT" and target is not None and self._is_of_talks(target):
            return True
        if frame.type == "AGREE" and frame.word == "offer" and self._is_unpromised(target):
            return True
        if frame.type == "CONCEDE" and frame.clause and self._is_result(token):
            return True
        if frame.type == "ACCUSE" and frame.word in self.plover.words["revealing"] and self._is_of_thing(token.index):
            return True
        if frame.word == "speak" and self.analysis.children(token.index, "dobj"):
            return True  # "speaks Finnish"
        if frame.word in _SPEAKING and self._is_named_nowhere(token.index):
            return True
        return self._is_about_the_press(frame, token.index) or self._is_word_only(frame, token.index, target)

    def has_infinitive(self, verb: int) -> bool:
        """ "Asked them [to leave]"."""
        return any(has_to(self.analysis, clause) for clause in self.analysis.children(verb, "xcomp", "ccomp", "advcl"))

    def _is_result(self, token: Token) -> bool:
        """ "Signed a deal, [allowing] ships to pass", "the law [allows] foreigners to buy land", "was uneasy about
        [allowing] it": nobody yields."""
        weighed = token.dep == "pcomp" and self.analysis.tokens[token.head].lower in ("about", "against", "without")
        return weighed or (token.dep == "advcl" and token.tag == "VBG") or self._is_of_thing(token.index)

    def _is_of_thing(self, verb: int) -> bool:
        """Is the subject one thing, and no actor?"""
        tokens = self.analysis.tokens
        return any(
            tokens[s].tag in ("NN", "WDT") and not self.is_actor(s) for s in self.analysis.children(verb, "nsubj")
        )

    def _is_calamity(self, verb: int) -> bool:
        """ "The [disease] has killed fifty", "killed by the [floods]"."""
        doers = self.analysis.children(verb, "nsubj")
        agents = (c for by in self.analysis.children(verb, "agent") for c in self.analysis.children(by, "pobj"))
        return any(self.analysis.tokens[d].lemma.lower() in self.plover.words["calamities"] for d in (*doers, *agents))

    def _is_of_talks(self, target: int) -> bool:
        """ "Opened a [round of talks]": no shots."""
        tokens, children = self.analysis.tokens, self.analysis.children
        things = [c for prep in children(target, "prep") for c in children(prep, "pobj")]
        things += [c for t in things for prep in children(t, "prep") for c in children(prep, "pobj")]
        return any(tokens[t].lemma.lower() in self.plover.words["meetings"] for t in things)

    def _is_unpromised(self, target: int | None) -> bool:
        """ "The sector offers [opportunities]", "offered no [sign]"."""
        return target is not None and self.analysis.tokens[target].lemma.lower() in self.plover.words["unpromised"]

    def _is_ill(self, verb: int, target: int | None) -> bool:
        """ "Crack down on [drug smuggling]", "fight [corruption]": no foe."""
        tokens, children = self.analysis.tokens, self.analysis.children
        heads = [p for prep in children(verb, "prep") for p in children(prep, "pobj")] if target is None else [target]
        heads += [p for h in heads for prep in children(h, "prep") for p in children(prep, "pobj")]
        return any(tokens[h].lemma.lower() in self.plover.words["ills"] and not self.is_actor(h) for h in heads)

    def _is_figure(self, token: Token, target: int | None) -> bool:
        """ "Killed every prospect of peace"."""
        lemma = self.analysis.tokens[target].lemma.lower() if target is not None else ""
        return token.lemma == "kill" and lemma in self.plover.words["hopes"]

    def _is_answer(self, token: Token, target: int | None) -> bool:
        """ "Hit back by closing the border", "struck back", "hit out at the minister": with words or measures."""
        kids = self.analysis.children(token.index, "prt", "advmod") if token.lemma == "hit" else ()
        words = (self.analysis.tokens[k].lower for k in kids)
        return (target is None and self._next_word(token.index) == "back") or any(w in ("back", "out") for w in words)

    def _is_word_only(self, frame: Frame, verb: int, target: int | None) -> bool:
        """ "Kicked against the decision" hurts nobody, "warned against haste" threatens nobody, and an envoy who
        "called on the minister" asked for nothing."""
        if frame.mode == "beat":
            return target is None
        if frame.word == "swear" and self._next_word(verb) == "in":
            return True  # "was sworn in"
        if frame.type == "THREATEN" and self.analysis.tokens[verb].lemma == "warn":
            return target is None and (self._next_word(verb) == "against" or self._is_about_now(verb))
        if frame.type == "REQUEST" and self._is_no_bid(self.analysis.tokens[verb], target):
            return True
        if frame.type == "REQUEST" and frame.more == ("against",):
            return not any(self.analysis.children(p, "pcomp") for p in self.analysis.children(verb, "prep"))
        if frame.word == "call" and frame.more in (("for",), ("on",)) and self._gives_name(verb):
            return True
        calls = frame.word == "call" and frame.more == ("on",)
        return calls and (frame.type == "CONSULT") != calls_at(self.analysis, verb)

    def _is_about_now(self, verb: int) -> bool:
        """ "Warned that time is running out": what goes on already threatens nobody; what will be done may."""
        told = self.analysis.children(verb, "ccomp")
        spans = (self.analysis.edges(c) for c in told)
        words = (self.analysis.tokens[w] for first, last in spans for w in range(first, last + 1))
        return bool(told) and not any(w.tag == "MD" for w in words)

    def _is_no_bid(self, verb: Token, target: int | None) -> bool:
        """ "Pressed on with the drilling", "encouraging investment": nobody is asked."""
        if verb.lemma == "press":
            return target is None and self._next_word(verb.index) in ("on", "ahead", "forward")
        asked = target is not None and (self.is_actor(target) or self.analysis.tokens[target].tag in ("PRP", "NNS"))
        return verb.lemma == "encourage" and not asked and not self.has_infinitive(verb.index)

    def _gives_name(self, verb: int) -> bool:
        """ "Called the deal a prize for terror", "what she called progress on the border": nobody is asked."""
        tokens = self.analysis.tokens
        named = self.analysis.children(verb, "dobj", "oprd", "attr")
        return any(tokens[k].dep == "oprd" or tokens[k].lower == "what" for k in named)

    def _next_word(self, token: int) -> str:
        """The word behind, in small letters; "" behind the last word of the text."""
        tokens = self.analysis.tokens
        return tokens[token + 1].lower if token + 1 < len(tokens) else ""

    def _is_about_the_press(self, frame: Frame, verb: int) -> bool:
        """ "Declined to comment" and "asked not to be named" tell of no event."""
        attitudes = self.plover.attitudes
        words = {"REJECT": attitudes.empty, "REQUEST": attitudes.anonymous}.get(frame.type)
        if words is None:
            return False
        clauses = self.analysis.children(verb, "xcomp", "ccomp")
        said = (*clauses, *(o for c in clauses for o in self.analysis.children(c, "dobj")))
        return any(self.analysis.tokens[w].lemma.lower() in words for w in said)

    def _is_named_nowhere(self, verb: int) -> bool:
        """ "Agreed to talk", "spoke on condition of anonymity"."""
        first, last = self.analysis.edges(verb)
        return any(self.analysis.tokens[w].lemma == "anonymity" for w in range(max(first, verb), last + 1))

    def _is_curb(self, target: int) -> bool:
        """ "Extended the arms embargo": no arms are given."""
        return self.analysis.tokens[target].lemma.lower() in self.plover.words["curbs"]
