"""The words that tell of an event, the day and the place that stand with them, and what their sentence is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from communique.record.finding import Modality, Occasion, Statement, Time, When
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.predicates.triggers import Trigger

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_EVIDENCE_TOKENS = 60


class Telling:
    """Reads evidence, time and place of a predicate off its clause."""

    def __init__(self, analysis: Analysis, times: tuple[Time, ...], published: date | None) -> None:
        self.analysis, self.published = analysis, published
        self.times = {
            token: time
            for time in times
            if time.type in ("DATE", "TIME")
            for token in analysis.tokens_in(time.evidence.start, time.evidence.end)
        }

    def evidence(self, trigger: Trigger) -> Evidence:
        """The clause's own words: from subject to objects, never beyond the sentence."""
        analysis = self.analysis
        words = [trigger.token]
        for head in dict.fromkeys(h for h in (trigger.token, trigger.verb) if h is not None):
            for child in analysis.children(
                head, "nsubj", "nsubjpass", "dobj", "prep", "xcomp", "dative", "agent", "poss", "amod", "compound"
            ):
                words += analysis.edges(child)
        for child in analysis.children(trigger.token, "oprd", "ccomp", "advcl", "acomp"):
            inner = {analysis.tokens[w].lemma.lower() for w in (child, *analysis.children(child))}
            if not inner.isdisjoint(trigger.frame.more):
                words += analysis.edges(child)
        words += analysis.edges(trigger.object) if trigger.object is not None and trigger.verb is not None else ()
        sentence = analysis.sentence_of(trigger.token)
        first = max(min(words), sentence.first, trigger.token - _EVIDENCE_TOKENS)
        last = min(max(words), sentence.last - 1, trigger.token + _EVIDENCE_TOKENS)
        return cite(analysis.text, analysis.tokens[first].start, analysis.tokens[last].end)

    def where(self, trigger: Trigger) -> str | None:
        """The place that stands with the predicate after "in" or "at"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        for head in dict.fromkeys(h for h in (trigger.token, trigger.verb) if h is not None):
            for prep in analysis.children(head, "prep"):
                for place in analysis.children(prep, "pobj") if tokens[prep].lemma.lower() in ("in", "at") else ():
                    if tokens[place].entity in _PLACE_LABELS:
                        first = min((place, *analysis.children(place, "compound", "amod", "poss")))
                        return analysis.words(first, place + 1)
        return None

    def when(self, trigger: Trigger, modality: Modality, encounter: Occasion | None) -> When | None:
        """The time of the encounter that it is, else the one that stands with the predicate: in its own phrase, then
        in the clause that carries it. None where that is a day to come of what has happened, or the other way round."""
        if encounter is not None and encounter.when is not None:
            return encounter.when
        if not self.times:
            return None
        heads = dict.fromkeys(h for h in (trigger.token, trigger.verb) if h is not None)
        found = next((t for h in heads for w in self._time_words(h) if (t := self.times.get(w)) is not None), None)
        return found.when if found is not None and self._can_be(found.when, modality) else None

    def _can_be(self, when: When, modality: Modality) -> bool:
        if self.published is None:
            return True
        is_to_come = when.from_on is not None and when.from_on > self.published
        is_over = when.to_on is not None and when.to_on < self.published
        return not (is_to_come if modality in ("actual", "historical") else is_over and modality == "future")

    def _time_words(self, head: int) -> Iterable[int]:
        for child in self.analysis.children(head, "npadvmod", "advmod", "prep", "nmod", "poss", "compound", "tmod"):
            yield child
            yield from self.analysis.children(child, "pobj", "compound", "nummod", "amod")


class ContextFinder:
    """The codebook's contexts by the words of a sentence; each sentence is looked at once."""

    def __init__(self, analysis: Analysis, contexts: Mapping[str, tuple[str, ...]]) -> None:
        self.analysis, self.contexts = analysis, contexts
        self._found: dict[int, tuple[str, ...]] = {}
        self._first = frozenset(words.split()[0] for words in contexts if " " in words)  # of terms of two words

    def at(self, token: int) -> tuple[str, ...]:
        """The contexts of the sentence that holds a token, in alphabetical order."""
        sentence = self.analysis.sentence_of(token)
        if sentence.first not in self._found:
            tokens = self.analysis.tokens[sentence.first : sentence.last]
            words = [t.lemma.lower() for t in tokens]
            pairs = [f"{a} {b}" for a, b in pairwise(words) if a in self._first]
            found = {context for word in (*words, *pairs) for context in self.contexts.get(word, ())}
            self._found[sentence.first] = tuple(sorted(found))
        return self._found[sentence.first]


def cover_statements(analysis: Analysis, statements: tuple[Statement, ...]) -> dict[int, Statement]:
    """{token: innermost statement whose content holds it}."""
    spans = [(e.end - e.start, e.start, e.end, n) for n, s in enumerate(statements) for e in s.content]
    out: dict[int, Statement] = {}
    for _, start, end, number in sorted(spans, reverse=True):
        out.update(dict.fromkeys(analysis.tokens_in(start, end), statements[number]))
    return out
