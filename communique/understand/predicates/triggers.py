"""Words that tell of an event: predicate, frame, the verb that carries it and the object it acts on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.lexicon.plover import Frame, Plover
from communique.record.language import Analysis, Token
from communique.understand.predicates.idle import IdleVerbs
from communique.understand.predicates.objects import is_hidden_verb, is_turned, object_of, strayed_clause

_SELF = ("self", "selves")
_STATING = ("acomp", "conj", "ROOT", "ccomp", "advcl", "oprd")
_PROPER = frozenset(("CONSULT", "COOPERATE"))
_SAID = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
DRAWN = frozenset(("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN"))
"""Types of what a deed may draw from others ("drew praise")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate found at `token`. `verb` carries it (itself, the performing verb of a noun, the copula) or is None;
    `object` is the head of what a verb acts on, passive subjects and antecedents of relative clauses included.
    """

    frame: Frame
    token: int
    verb: int | None
    object: int | None


def find_triggers(analysis: Analysis, plover: Plover, is_actor: Callable[[int], bool]) -> list[Trigger]:
    """Every predicate of the lexicon in the text, in order; at most one a word. `is_actor`: does a head name one?"""
    out: list[Trigger] = []
    match = _Matcher(analysis, plover, is_actor)
    for token in analysis.tokens:
        trigger = None
        if token.tag.startswith("VB"):
            trigger = match.verb(token)
        elif token.pos in ("NOUN", "PROPN"):
            trigger = match.noun(token)
        elif token.pos == "ADJ":
            trigger = match.adjective(token)
        if trigger is not None:
            out.append(trigger)
    return out


class _Matcher:
    """Which frame of the lexicon a word stands for."""

    def __init__(self, analysis: Analysis, plover: Plover, is_actor: Callable[[int], bool]) -> None:
        self.analysis, self.plover, self.is_actor = analysis, plover, is_actor
        self.idle = IdleVerbs(analysis, plover, is_actor)

    def verb(self, token: Token) -> Trigger | None:
        if self._is_state(token):
            return self._as_adjective(token)
        if token.dep in ("amod", "compound", "aux", "auxpass") and not is_hidden_verb(self.analysis, token):
            return None
        auxiliaries = tuple([self.analysis.tokens[c].lower for c in self.analysis.children(token.index, "aux")])
        if not self.plover.attitudes.must.isdisjoint(auxiliaries):
            if is_turned(self.analysis, token.index) or self._is_past(token.index):
                return None
            return self._by_auxiliary(token, auxiliaries, object_of(self.analysis, token.index))
        frames = self.plover.verbs.get(token.lemma.lower(), ())
        if not frames and not auxiliaries:
            return None
        target = object_of(self.analysis, token.index)
        for frame in frames:
            if self._fits(frame, token, target):
                return Trigger(frame, token.index, token.index, target)
        return self._by_auxiliary(token, auxiliaries, target)

    def _is_past(self, verb: int) -> bool:
        """ "Should have acted sooner": a reproach, nothing is asked for any more."""
        return any(self.analysis.tokens[c].lemma == "have" for c in self.analysis.children(verb, "aux"))

    def _is_state(self, token: Token) -> bool:
        """ "Are committed to" is no passive."""
        if token.tag != "VBN" or token.lower not in self.plover.adjectives:
            return False
        children = self.analysis.children
        if any(self.analysis.tokens[c].lower == "being" for c in children(token.index, "auxpass")):
            return False
        return bool(children(token.index, "auxpass", "nsubjpass")) and not children(token.index, "agent", "dobj")

    def _by_auxiliary(self, token: Token, auxiliaries: tuple[str, ...], target: int | None) -> Trigger | None:
        """A verb that the lexicon does not list tells only through "will" (a promise) or "must" (a demand)."""
        attitudes = self.plover.attitudes
        for word in auxiliaries:
            if word in attitudes.must and not self._is_kept(token):
                return Trigger(self.plover.verbs["*must"][0], token.index, token.index, target)
            if (
                word in attitudes.future
                and not self._is_idle(token)
                and not self.analysis.children(token.index, "csubj")
            ):
                return Trigger(self.plover.verbs["*"][0], token.index, token.index, target)
        return None

    def _is_kept(self, token: Token) -> bool:
        """ "Should remain", "must continue to be": no deed is asked for."""
        below = self.analysis.children(token.index, "xcomp") if token.lemma == "continue" else ()
        return token.lemma in ("remain", "stay") or any(self.analysis.tokens[c].lemma == "be" for c in below)

    def _is_idle(self, token: Token) -> bool:
        """Verbs that bind nobody: "will benefit", "will continue to be"."""
        idle = self.plover.attitudes.idle
        if token.lemma.lower() in ("continue", "keep", "go"):
            below = self.analysis.children(token.index, "xcomp")
            return any(self.analysis.tokens[c].lemma.lower() in idle for c in below)
        return token.lemma.lower() in idle

    def _fits(self, frame: Frame, token: Token, target: int | None) -> bool:
        if frame.more and not all(self._has_word(token.index, word) for word in frame.more):
            return False
        if frame.clause and not self.idle.has_infinitive(token.index):
            return False
        if frame.verdict and not self._is_bad_name(token.index, target):
            return False
        if self.idle.tells_of_none(frame, token, target):
            return False
        if frame.type == "PROTEST" and target is not None and self._is_armed(target):
            return False
        if frame.type == "AID" and token.tag == "VBN" and token.dep == "acl" and not self._has_word(token.index, "by"):
            return False  # "men armed with knives": nobody gives
        if target is not None and frame.type in ("MOBILIZE", "ASSAULT") and self._helps(frame, target):
            return False
        if frame.type == "SUPPORT" and target is not None and self.analysis.tokens[target].lower.endswith(_SELF):
            return False
        return not frame.objects or self._fits_object(frame.objects, token, target)

    def _helps(self, frame: Frame, target: int) -> bool:
        """ "A hospital ship", "fishing operations": no force; nor is "the production of drones"."""
        lemma = self.analysis.tokens[target].lemma.lower()
        if lemma in self.plover.attitudes.making:
            return True
        if lemma == "operation":
            beside = self.analysis.children(target, "compound", "amod")
            return any(self.analysis.tokens[b].lower in self.plover.words["peaceful"] for b in beside)
        return frame.type == "MOBILIZE" and self._is_helpful(target)

    def _is_helpful(self, target: int) -> bool:
        """ "Firefighting planes", "a rescue team"."""
        beside = (self.analysis.tokens[c] for c in self.analysis.children(target, "compound", "amod"))
        return any(b.lemma.lower() in self.plover.attitudes.helping for b in beside)

    def _is_bad_name(self, verb: int, target: int | None) -> bool:
        """Does a verb of naming call its object something bad ("called the move a provocation")?"""
        analysis, tokens, attitudes = self.analysis, self.analysis.tokens, self.plover.attitudes
        names = list(analysis.children(verb, "oprd", "acomp", "xcomp", "ccomp"))
        names += [c for p in analysis.children(verb, "prep") if tokens[p].lower == "as" for c in analysis.children(p)]
        if target is not None:
            names += [c for c in analysis.children(target, "amod", "appos") if c > target]
        names += [c for n in names for c in analysis.children(n, "amod", "conj")]
        return target is not None and any(
            tokens[n].lemma.lower() in attitudes.slurs or tokens[n].lower in attitudes.blaming for n in names
        )

    def _fits_object(self, wanted: frozenset[str], verb: Token, target: int | None) -> bool:
        if target is None:
            return "-" in wanted and not self.analysis.children(verb.index, "ccomp", "xcomp")
        if "#actor" in wanted and self.is_actor(target):
            return True
        token = self.analysis.tokens[target]
        if "#name" in wanted and token.pos == "PROPN" and self.is_actor(target):
            return True
        if "#people" in wanted and token.tag in ("NNPS", "NNS") and token.text[0].isupper():
            return True  # "expelled thirty Finns"
        if "humanitarian" in wanted and self._is_helpful(target):
            return True
        given = self.analysis.children(verb.index, "dobj") if token.dep == "nsubjpass" else ()  # "was denied [access]"
        return any(lemma in wanted for t in (target, *given) for lemma in self._object_lemmas(t))

    def _object_lemmas(self, target: int) -> list[str]:
        """The object's word, its coordinated words, and what it is a number or kind of ("tons of food")."""
        analysis, tokens = self.analysis, self.analysis.tokens
        out: list[str] = []
        stack = [target]
        while stack and len(out) < 12:
            word = stack.pop()
            out.append(tokens[word].lemma.lower())
            out += [
                tokens[c].lemma.lower()
                for c in analysis.children(word, "compound")
                if not tokens[c].text[0].isupper() and tokens[word].lemma.lower() != "game"  # "war games": no war
            ]
            stack += analysis.children(word, "conj")
            for prep in analysis.children(word, "prep"):
                amount = tokens[word].entity == "MONEY" and tokens[prep].lemma == "in"  # "30 million in aid"
                if tokens[prep].lemma == "of" or amount:
                    stack += analysis.children(prep, "pobj")
        return out

    def _has_word(self, head: int, word: str) -> bool:
        tokens = self.analysis.tokens
        for child in self.analysis.children(head):
            if tokens[child].lemma.lower() == word and not self._is_when(child):
                return True
            dep = tokens[child].dep
            marked = dep == "acl" and word == "that"  # "claims [that] Oslo lied"
            if not marked and dep not in ("prep", "dobj", "oprd", "ccomp", "xcomp", "advcl"):
                continue
            below = self.analysis.children(child)
            if dep == "prep":  # "pulled [out of the talks]"
                below = (*below, *(k for p in self.analysis.children(child, "prep") for k in self.analysis.children(p)))
            if any(tokens[k].lemma.lower() == word and not self._is_when(k) for k in below):
                return True
        return False

    def _is_when(self, prep: int) -> bool:
        """ "Called her [on Sunday]" is not "called on her"."""
        things = self.analysis.children(prep, "pobj")
        return bool(things) and all(self.analysis.tokens[k].entity in ("DATE", "TIME", "EVENT") for k in things)

    def noun(self, token: Token) -> Trigger | None:
        frames = self.plover.nouns.get(token.lemma.lower())
        if not frames or token.dep in ("compound", "nmod", "npadvmod"):
            return None
        if token.lemma.lower() == "demand" and self._is_of_buyers(token.index):
            return None
        if token.lemma.lower() == "concern" and self._is_worry(token.index):
            return None
        if token.lemma.lower() == "demonstration" and self._is_show(token.index):
            return None
        if self._is_equated(token):
            return None
        carrier = self._carrier(token)
        if token.lemma.lower() in self.plover.words["dangers"] and self._is_danger(token, carrier):
            return None
        for frame in frames:
            if token.pos == "PROPN" and frame.type not in _PROPER:
                continue
            lemma = self.analysis.tokens[carrier].lemma.lower() if carrier is not None else ""
            if frame.under and lemma not in frame.under and not self._is_met(token, frame):
                continue
            if not (frame.alone or frame.under or lemma in self.plover.performing or self._is_met(token, frame)):
                continue
            if frame.more and not all(self._has_word(token.index, word) for word in frame.more):
                continue
            if frame.objects and not self._is_of(token.index, frame.objects):
                continue
            if frame.modifiers and not self._is_qualified(token, frame):
                continue
            if frame.type == "PROTEST" and self._is_armed(token.index):
                continue
            if frame.type == "AGREE" and frame.swallows and not self._says_what(token.index):
                continue
            return Trigger(
                frame, token.index, carrier if lemma in self.plover.performing or frame.under else None, None
            )
        return None

    def _is_armed(self, noun: int) -> bool:
        """ "Air strikes"."""
        before = self.analysis.children(noun, "compound", "amod", "nmod")
        return any(self.analysis.tokens[c].lemma.lower() in self.plover.words["armed"] for c in before)

    def _is_danger(self, token: Token, carrier: int | None) -> bool:
        """ "Is a threat to Oslo", "gave advance warning": nobody threatens in words."""
        early = (self.analysis.tokens[c].lemma.lower() for c in self.analysis.children(token.index, "amod", "compound"))
        be = carrier is not None and self.analysis.tokens[carrier].lemma == "be"
        return be or any(e in ("advance", "early", "prior", "timely") for e in early)

    def _is_met(self, token: Token, frame: Frame) -> bool:
        """ "Drew criticism", "brushed off the Greek criticism": words that are told by what they answer."""
        if token.dep not in ("dobj", "nsubjpass"):
            return False
        lemma = self.analysis.tokens[token.head].lemma.lower()
        drawn = frame.type in DRAWN and token.dep == "dobj" and lemma in self.plover.words["drawing"]
        return drawn or (frame.type in _SAID and self.plover.refuses(lemma))

    def _is_qualified(self, token: Token, frame: Frame) -> bool:
        """Does a noun stand with one of the words ("bilateral trade"), or as subject of one ("trade grew")?"""
        if frame.ours and any(self._has_word(token.index, word) for word in self.plover.attitudes.worldwide):
            return False
        above = self.analysis.tokens[token.head].lemma.lower() if token.dep == "nsubj" else ""
        return above in frame.modifiers or any(self._has_word(token.index, word) for word in frame.modifiers)

    def _is_of(self, noun: int, wanted: frozenset[str]) -> bool:
        """Is a noun of such things ("deployment of troops", "troop deployment")? "-" allows it to say of nothing."""
        analysis, tokens = self.analysis, self.analysis.tokens
        named = [tokens[c].lemma.lower() for c in analysis.children(noun, "compound")]
        for prep in analysis.children(noun, "prep"):
            if tokens[prep].lemma.lower() == "of":
                for child in analysis.children(prep, "pobj"):
                    named += self._object_lemmas(child)
        return not wanted.isdisjoint(named) if named else "-" in wanted

    def _is_worry(self, noun: int) -> bool:
        """ "Concern for the health of X" blames nobody."""
        tokens = self.analysis.tokens
        about = (c for p in self.analysis.children(noun, "prep") for c in self.analysis.children(p, "pobj"))
        return any(tokens[c].lemma.lower() in self.plover.attitudes.welfare for c in about)

    def _is_of_buyers(self, noun: int) -> bool:
        """ "Gas demand", "demand for steel" and "would raise demand" ask nobody."""
        analysis, tokens = self.analysis, self.analysis.tokens
        if tokens[noun].tag == "NN" and not analysis.children(noun, "det", "poss", "acl", "relcl", "ccomp"):
            return True
        named = list(analysis.children(noun, "compound"))
        if any(tokens[c].lemma.lower() in self.plover.words["swelling"] for c in analysis.children(noun, "amod")):
            return True
        for prep in analysis.children(noun, "prep"):
            named += analysis.children(prep, "pobj") if tokens[prep].lemma == "for" else ()
        return any(tokens[w].lemma.lower() in self.plover.attitudes.goods for w in named)

    def _is_equated(self, token: Token) -> bool:
        """ "The [donation] is the largest [donation] to any country": no second deed."""
        verb = self.analysis.tokens[token.head]
        if verb.lemma != "be" or token.dep not in ("nsubj", "attr"):
            return False
        other = self.analysis.children(verb.index, "attr" if token.dep == "nsubj" else "nsubj")
        same = any(self.analysis.tokens[k].lemma == token.lemma for k in other)
        return same and not any(self.is_actor(k) for k in self.analysis.subtree(token.index))

    def _is_show(self, noun: int) -> bool:
        """ "As [a demonstration] of our trust", "was a demonstration of strength": of nobody's protest."""
        token = self.analysis.tokens[noun]
        below = {self.analysis.tokens[p].lower for p in self.analysis.children(noun, "prep")}
        as_ = token.dep == "pobj" and self.analysis.tokens[token.head].lower == "as"
        return "of" in below and (as_ or token.dep == "attr")

    def _says_what(self, noun: int) -> bool:
        """Does a promise say what is promised ("readiness to help", "commitment to peace", "an invitation to Kyiv")?"""
        tokens = self.analysis.tokens
        if self.analysis.children(noun, "acl", "relcl", "ccomp") or strayed_clause(self.analysis, noun):
            return True
        return any(
            tokens[c].lemma.lower() in ("to", "for", "of", "from", "in") for c in self.analysis.children(noun, "prep")
        )

    def _carrier(self, token: Token) -> int | None:
        """The verb whose object (or the noun in its prepositional phrase) the noun is."""
        tokens, here = self.analysis.tokens, token
        for _ in range(4):
            head = tokens[here.head]
            if (
                here.dep in ("conj", "prep", "pobj", "pcomp")
                and head.index != here.index
                and head.pos in ("NOUN", "ADP", "PROPN")
            ):
                if here.dep == "prep" and head.pos == "NOUN":
                    return None
                here = head
                continue
            if here.dep in ("dobj", "nsubjpass", "prep", "attr", "oprd") and head.tag.startswith("VB"):
                return head.index
            if here.dep == "nsubj" and head.tag.startswith("VB"):
                return None
            if here.dep in ("acl", "relcl"):
                return None
            break
        return None

    def adjective(self, token: Token) -> Trigger | None:
        if token.dep == "amod" and token.lower in self.plover.attitudes.blaming:
            is_deed = self.analysis.tokens[token.head].lemma.lower() in self.plover.attitudes.blamed
            return Trigger(self.plover.adjectives["*blaming"][0], token.index, None, token.head) if is_deed else None
        if token.lower not in self.plover.adjectives or token.dep not in _STATING:
            return None
        return self._as_adjective(token)

    def _as_adjective(self, token: Token) -> Trigger | None:
        for frame in self.plover.adjectives[token.lower]:
            if frame.more and not all(self._has_word(token.index, word) for word in frame.more):
                continue
            if not self.analysis.children(token.index, "xcomp", "prep", "ccomp"):
                continue
            verb = token.head if token.dep in ("acomp", "oprd") else token.index
            return Trigger(frame, token.index, verb, None)
        return None
