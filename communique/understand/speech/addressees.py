"""To whom words are addressed, in whose name, and at which encounter."""

from __future__ import annotations

from collections.abc import Sequence

from communique.record.finding import Actor, Occasion
from communique.understand.attribution.candidate import Attribution
from communique.understand.attribution.passage import Passage
from communique.understand.cast import Cast

_HELD = frozenset(("held", "under_way"))
_SPOKEN = frozenset(("meeting", "call", "talks", "session", "summit", "visit", "conference"))
_OPENING_SENTENCES = 2
_OPENING_REACH = 300
"""Code points in which an account of an encounter has named it."""
_OBJECTS = ("dobj", "dative", "nsubjpass")


class Addressees:
    """Answers for one article; `main` is the encounter that the article tells of, or None."""

    def __init__(self, passage: Passage, cast: Cast, occasions: Sequence[Occasion]) -> None:
        self.passage, self.cast = passage, cast
        self.main = main_occasion(occasions, self._opening())

    def _opening(self) -> int:
        """Where the opening ends: with the second sentence or the last one that begins in the first paragraphs'
        reach, counted from the first sentence that names somebody.
        """
        analysis = self.passage.analysis
        told = analysis.sentences[self.cast.opening :]
        reach = analysis.tokens[told[0].first].start + _OPENING_REACH if told else 0
        sentences = [
            s for number, s in enumerate(told) if number < _OPENING_SENTENCES or analysis.tokens[s.first].start < reach
        ]
        return analysis.tokens[sentences[-1].last - 1].end if sentences else 0

    def named(self, attribution: Attribution) -> tuple[str, ...]:
        """Actors whom the cue's own clause names as addressed: told X, thanked X, called on X to ..."""
        verb = attribution.head
        if verb is None or self.passage.tokens[verb].pos not in ("VERB", "AUX"):
            return ()
        content = attribution.tokens() | set(range(*(attribution.source or (0, 0))))
        for head in self._objects(verb, content):
            actors = self.cast.phrase(head)
            if actors:
                return tuple(a.id for a in actors)
        return ()

    def _objects(self, verb: int, content: set[int]) -> list[int]:
        analysis, tokens, speech = self.passage.analysis, self.passage.tokens, self.passage.speech
        lemma = self.passage.lemma(verb)
        passive = bool(analysis.children(verb, "auxpass"))
        out = [
            k
            for k in analysis.children(verb, *_OBJECTS)
            if k not in content and (tokens[k].dep != "nsubjpass" or passive)
        ]
        for prep in analysis.children(verb, "prep", "dative"):
            if tokens[prep].lower in ("to", "on", "upon", "with") and (
                tokens[prep].lower == "to" or lemma in speech.request
            ):
                out += [k for k in analysis.children(prep, "pobj") if k not in content]
        if lemma in speech.request:
            for child in analysis.children(verb, "ccomp", "xcomp"):
                out += [k for k in analysis.children(child, "nsubj") if k > verb and k not in content]
        return out

    def counterparts(self, speaker: Actor | None) -> tuple[str, ...]:
        """The other side of the main encounter, if the speaker takes part in it."""
        if speaker is None or self.main is None or speaker.kind == "group":
            return ()
        here = [a for p in self.main.participants if (a := self.cast.get(p.actor)) is not None]
        if self._own(speaker, [a.id for a in here]) is None:
            return ()
        side = self.cast.side(speaker)
        others = [a for a in here if a.id != speaker.id and self.cast.side(a) != side]
        persons = [a for a in others if a.kind == "person"]
        return tuple(a.id for a in persons or others) if len({self.cast.side(a) for a in others}) == 1 else ()

    def occasion(self, speaker: Actor | None, attribution: Attribution) -> str | None:
        """The main encounter, where the words were said there as far as the article tells."""
        if self.main is None or self._told_the_press(attribution) or self._is_of_another_day(attribution):
            return None
        if speaker is None:
            return self.main.id if attribution.source is None and attribution.cue is not None else None
        here = [p.actor for p in self.main.participants]
        if speaker.kind == "group" or self._own(speaker, here) is not None:
            return self.main.id
        return None

    def _is_of_another_day(self, attribution: Attribution) -> bool:
        """ "Repeated [on Saturday] P. Y, who met X [last week], had urged Q": P was not said there."""
        verb, analysis, tokens = attribution.head, self.passage.analysis, self.passage.tokens
        first = self.main.evidence[0] if self.main is not None else None
        there = analysis.tokens_in(first.start, first.end) if first is not None else range(0)
        if verb is None or verb in there:
            return False
        days, content = self.passage.speech.words["days"], attribution.tokens()
        heads = (verb, tokens[verb].head) if tokens[verb].dep in ("advcl", "conj") else (verb,)
        own = {k for head in heads for k in analysis.children(head, "npadvmod", "prep") if k not in content}
        said = {tokens[i].lower for k in own for i in (k, *analysis.children(k, "pobj"))} & days
        met = {tokens[i].lower for i in there if tokens[i].entity == "DATE"}
        return bool(said) and ("last" in met or (not met.isdisjoint(days) and said.isdisjoint(met)))

    def _told_the_press(self, attribution: Attribution) -> bool:
        """Whether the cue's clause says that the words were given to the public: told reporters, in an interview, on
        X.
        """
        if attribution.head is None:
            return False
        analysis, tokens = self.passage.analysis, self.passage.tokens
        content = attribution.tokens()
        stack = [k for k in analysis.children(attribution.head, "dobj", "dative", "prep") if k not in content]
        while stack:
            here = stack.pop()
            if here in content:
                continue
            if self.passage.lemma(here) in self.passage.speech.public | self.passage.speech.words["platforms"]:
                return True
            if tokens[here].dep in ("dobj", "dative", "prep", "pobj"):
                stack += analysis.children(here, "pobj", "prep", "compound")
        return False

    def _own(self, speaker: Actor, here: Sequence[str]) -> str | None:
        if speaker.id in here:
            return speaker.id
        side = self.cast.side(speaker)
        return next(
            (
                a
                for a in here
                if (other := self.cast.get(a)) is not None and other.kind == "state" and self.cast.side(other) == side
            ),
            None,
        )

    def on_behalf_of(self, attribution: Attribution, speaker: str | None) -> str | None:
        """In whose name greetings, wishes or an invitation are conveyed, or "on behalf of" whom."""
        verb = attribution.head
        if verb is None or not attribution.content:
            return None
        tokens = self.passage.tokens
        first, last = attribution.first, attribution.last
        for i in range(max(0, first - 12), min(last, len(tokens) - 2)):
            if (
                tokens[i].lower == "behalf"
                and tokens[i + 1].lower == "of"
                and tokens[i].sentence == tokens[verb].sentence
            ):
                return self._first_in(range(i + 2, min(i + 12, len(tokens))), speaker)
        if self.passage.lemma(verb) not in self.passage.speech.behalf_verbs:
            return None
        nouns = [i for i in range(first, last) if self.passage.lemma(i) in self.passage.speech.behalf_nouns]
        return self._owner(nouns[0], last, speaker) if nouns else None

    def _owner(self, noun: int, last: int, speaker: str | None) -> str | None:
        analysis, tokens = self.passage.analysis, self.passage.tokens
        for owner in analysis.children(noun, "poss"):
            actor = self.cast.headed(owner)
            if actor is not None and actor.id != speaker:
                return actor.id
        for prep in range(noun + 1, min(last, noun + 4)):
            if tokens[prep].lower in ("of", "from"):
                return self._first_in(range(prep + 1, min(last, prep + 10)), speaker)
        return None

    def _first_in(self, words: range, speaker: str | None) -> str | None:
        best = None
        for i in words:
            actor = self.cast.headed(i)
            if actor is not None and actor.id != speaker:
                if actor.kind == "person":
                    return actor.id
                best = best or actor.id
        return best


def main_occasion(occasions: Sequence[Occasion], opening: int) -> Occasion | None:
    """The encounter that an article is the account of: one that was held, told in the opening (code points before
    `opening`); a visit only where no meeting is told there."""
    told = [o for o in occasions if o.status in _HELD and o.kind in _SPOKEN and o.evidence[0].start < opening]
    told = [o for o in told if len(o.participants) > 1] or told
    return min(told, key=lambda o: (o.kind == "visit", o.evidence[0].start)) if told else None
