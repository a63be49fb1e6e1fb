"""Dated clues: times of a text that bound the day on which the text appeared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.intervals import add_months, find_interval
from communique.understand.timex.tense import AHEAD, BACK, Tense

_BESIDE = re.compile(r",?\s\(?(?:in\s)?")
_MODIFIES = ("nummod", "compound", "amod", "poss", "nmod")


@dataclass(frozen=True, slots=True)
class Clue:
    """The article appeared on a day of [earliest, latest]; None = no bound on that side."""

    evidence: Evidence
    earliest: date | None = None
    latest: date | None = None


class ClueFinder:
    """Finds the clues of one text beside its `lead`, the phrase that tells day and month of the news."""

    def __init__(self, analysis: Analysis, phrases: Sequence[Phrase], words: DateWords, lead: Phrase) -> None:
        self.text, self.analysis, self.words, self.lead = analysis.text, analysis, words, lead
        self.tense = Tense(analysis, words)
        self.phrases = [p for p in phrases if p is not lead]
        self.toward = {p: self._direction(p) for p in self.phrases if p.form.year is not None or is_bare(p.form)}

    def find(self) -> list[Clue]:
        """All clues, each kind in text order."""
        finders: tuple[Callable[[], list[Clue]], ...] = (
            self._dated, self._retold, self._recalled, self._counted, self._meetings
        )  # fmt: skip
        return [clue for find in finders for clue in find()]

    def _dated(self) -> list[Clue]:
        """Times with their year: what is past bounds from below, what is planned from above.

        A year alone is not the article's own ("this year"), nor is the month of the lead ("this month").
        """
        out = []
        for phrase in self._with_year():
            form, evidence = phrase.form, self._cite(phrase)
            first, last = find_interval(value_of(form))
            if first is None or last is None:
                continue
            whole_year = form.month is None and not form.part
            own = whole_year or (form.day is None and form.month == self.lead.form.month)
            if self.toward[phrase] == BACK:
                out.append(Clue(evidence, earliest=last + timedelta(days=1) if own or form.part else first))
            elif self.toward[phrase] == AHEAD:
                out.append(Clue(evidence, latest=first - timedelta(days=1) if own else last))
        return out

    def _retold(self) -> list[Clue]:
        """ "his visit in May 2024 ... the visit in May": a past month without its year is of the year before."""
        named = {p.form.month: p.form for p in self._with_year() if p.form.month and self.toward[p] == BACK}
        out = []
        for phrase, toward in self.toward.items():
            form = named.get(phrase.form.month or 0)
            if toward == BACK and is_bare(phrase.form) and form is not None:
                out.append(Clue(self._cite(phrase), *_about_a_year(form)))
        return out

    def _recalled(self) -> list[Clue]:
        """The newest past encounter, when it is the last one or a next one is planned: of the year before.

        "last travelled to Riga in May 2024"; "the visit in May 2024 ... the conference, to take place in November".
        """
        past = [p for p in self._with_year() if self.toward[p] == BACK]
        newest = max(past, key=lambda p: value_of(p.form), default=None)
        if newest is None or newest.form.month is None:
            return []
        encounter = self._encounter(newest)
        if encounter is None:
            return []
        bounds = _about_a_year(newest.form)
        clue = Clue(self._cite(newest), *bounds)
        if any(self.analysis.tokens[k].lemma.lower() in self.words.latest for k in self.analysis.children(encounter)):
            return [clue]
        plan = next((p for p, toward in self.toward.items() if toward == AHEAD and is_bare(p.form)), None)
        return [clue, Clue(self._cite(plan), *bounds)] if plan is not None else []

    def _encounter(self, phrase: Phrase) -> int | None:
        """The visit, meeting or talks that a time stands with."""
        tokens = self.analysis.tokens
        for i in self.analysis.ancestors(self._top(phrase)):
            if tokens[i].lemma.lower() in self.words.recalled:
                return i
            if tokens[i].pos in ("VERB", "AUX"):
                kids = self.analysis.children(i, "dobj", "nsubjpass", "nsubj")
                return next((k for k in kids if tokens[k].lemma.lower() in self.words.recalled), None)
        return None

    def _counted(self) -> list[Clue]:
        """ "two years ago, in 2022": the year of the article."""
        out = []
        for first, second in pairwise(self.phrases):
            counted, named = (first, second) if first.form.unit == "Y" else (second, first)
            form, year = counted.form, named.form.year
            if form.unit != "Y" or form.base != "published" or year is None or year < 1:
                continue
            if _BESIDE.fullmatch(self.text, first.end, second.start):
                own = year - form.steps
                out.append(Clue(self._cite(counted), date(own, 1, 1), date(own, 12, 31)))
        return out

    def _meetings(self) -> list[Clue]:
        """Numbered meetings whose month is known."""
        out = []
        for token in self.analysis.tokens:
            month = self.words.meetings.get(token.text)
            if month is None:
                continue
            first, last = find_interval(month)
            direction = self.tense.direction(token.index)
            evidence = cite(self.text, token.start, token.end)
            if direction == AHEAD:
                out.append(Clue(evidence, latest=last))
            elif direction == BACK:
                out.append(Clue(evidence, earliest=first))
        return out

    def _with_year(self) -> list[Phrase]:
        return [p for p in self.toward if (p.form.year or 0) > 0 and p.form.other_day is None]

    def _direction(self, phrase: Phrase) -> int:
        """As the verb says; 0 for a year that only names something ("the 1963 convention")."""
        top = self._top(phrase)
        return 0 if self.analysis.tokens[top].dep in _MODIFIES else self.tense.direction(top)

    def _top(self, phrase: Phrase) -> int:
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        return self.analysis.top(spots.start, spots.stop)

    def _cite(self, phrase: Phrase) -> Evidence:
        return cite(self.text, phrase.start, phrase.end)


def is_bare(form: Form) -> bool:
    """A month without day and year."""
    return form.month is not None and form.day is None and form.needs_anchor and not form.base and not form.part


def value_of(form: Form) -> str:
    """TIMEX3 value of a form with its year."""
    year = f"{form.year:04d}"
    if form.month is None:
        return f"{year}-{form.part}" if form.part and form.part[0] not in "EW" else year
    return f"{year}-{form.month:02d}" + (f"-{form.day:02d}" if form.day else "")


def _about_a_year(form: Form) -> tuple[date, date]:
    """From the month on for thirteen months, so that a yearly meeting still reaches the next one."""
    start = date(form.year or 1, form.month or 1, 1)
    return start, add_months(start, 13) - timedelta(days=1)
