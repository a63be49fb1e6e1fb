"""The day of publication of an undated page: from a dateline in the text, inferred from dated clues, or left open."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from communique.lexicon.dates import DateWords
from communique.lexicon.load import Lexicon
from communique.record.document import Article, Published
from communique.record.language import Analysis
from communique.record.text import Evidence, cite
from communique.understand.dates import find_phrases
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.intervals import add_months, find_interval
from communique.understand.timex.tense import AHEAD, BACK, Tense

LEAD_SENTENCES = 2
DATELINE_REACH = 60  # code points of the text in which a dateline stands
_DATELINE = re.compile(r"[^\S\n]*(?:\([^)\n]{2,40}\)|[A-Z][\w/]*)?[^\S\n]*(?:[-–—:]|\n|$)")
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*[,/\s]*){0,5}\(?$")
_BESIDE = re.compile(r",?\s\(?(?:in\s)?")


@dataclass(frozen=True, slots=True)
class Clue:
    """The article appeared on a day of [earliest, latest]; None = no bound on that side."""

    evidence: Evidence
    earliest: date | None = None
    latest: date | None = None


def infer_published(article: Article, analysis: Analysis, lexicon: Lexicon) -> Published | None:
    """The day of publication when the text settles it, else None.

    The lead tells day and month ("On October 3, X met Y"). The year counts as settled when exactly one year puts that
    day after every dated past and before every dated plan of the text; a visit of May 2024 together with a plan "in
    November" speaks for the next such day. Past dates alone do not settle it: a treaty signed in May 1992 is no news of
    1992. Source: `docs/record.md`, Inferred year.
    """
    phrases = find_phrases(analysis, lexicon.dates)
    inference = _Inference(analysis, phrases, lexicon.dates)
    return inference.dateline() or inference.infer()


class _Inference:
    def __init__(self, analysis: Analysis, phrases: Sequence[Phrase], words: DateWords) -> None:
        self.text, self.analysis, self.phrases, self.words = analysis.text, analysis, phrases, words
        self.tense = Tense(analysis, words)

    def dateline(self) -> Published | None:
        """ "MINSK, October 3, 2024 (Agency) -", or the date alone in the first line."""
        phrase = self._dateline_phrase()
        if phrase is None or phrase.form.year is None:
            return None
        day = _day(phrase.form, phrase.form.year)
        return Published(day.isoformat(), "dateline", (self._cite(phrase),)) if day else None

    def infer(self) -> Published | None:
        lead = self._dateline_phrase() or self._lead()
        if lead is None:
            return None
        clues = [*self._dated(lead), *self._retold(lead), *self._recalled(lead), *self._counted(), *self._meetings()]
        if lead.form.year is not None:
            return self._told_in_lead(lead, clues)
        earliest = max((c.earliest for c in clues if c.earliest), default=None)
        latest = min((c.latest for c in clues if c.latest), default=None)
        if earliest is None or latest is None:
            return None
        days = [d for year in range(earliest.year, latest.year + 1) if (d := _day(lead.form, year))]
        fitting = [d for d in days if earliest <= d <= latest]
        if len(fitting) != 1:
            return None
        bounds = [c.evidence for c in clues if earliest == c.earliest or latest == c.latest]
        evidence = sorted({self._cite(lead), *bounds})
        return Published(fitting[0].isoformat(), "inferred", tuple(evidence))

    def _told_in_lead(self, lead: Phrase, clues: Sequence[Clue]) -> Published | None:
        """ "On 3 October 2024 the minister received ...": that day, unless the text knows of later ones."""
        day = _day(lead.form, lead.form.year or 0)
        if day is None or any((c.earliest and c.earliest > day) or (c.latest and c.latest < day) for c in clues):
            return None
        return Published(day.isoformat(), "inferred", (self._cite(lead),))

    def _dateline_phrase(self) -> Phrase | None:
        phrase = self.phrases[0] if self.phrases else None
        if phrase is None or phrase.start > DATELINE_REACH or phrase.form.day is None or phrase.form.month is None:
            return None
        if not _DATELINE.match(self.text, phrase.end) or not _PLACE.fullmatch(self.text[: phrase.start]):
            return None
        return phrase

    def _lead(self) -> Phrase | None:
        """The day on which the first sentences say that something has happened."""
        sentences = self.analysis.sentences[:LEAD_SENTENCES]
        if not sentences:
            return None
        end = self.analysis.tokens[sentences[-1].last - 1].end
        for phrase in self.phrases:
            form = phrase.form
            if phrase.start >= end:
                return None
            if (
                form.month
                and form.day
                and not form.base
                and form.other_day is None
                and not form.part
                and form.of is None
            ):
                return phrase if self._direction(phrase) == BACK else None
        return None

    def _dated(self, lead: Phrase) -> list[Clue]:
        """Times with their year: what is past bounds from below, what is planned from above."""
        out = []
        for phrase in self.phrases:
            if phrase is lead or phrase.form.year is None or phrase.form.year < 1 or phrase.form.other_day:
                continue
            first, last = find_interval(_value(phrase.form))
            direction = self._direction(phrase)
            if first is not None and direction == BACK:
                out.append(Clue(self._cite(phrase), earliest=first))
            elif last is not None and direction == AHEAD:
                out.append(Clue(self._cite(phrase), latest=last))
        return out

    def _retold(self, lead: Phrase) -> list[Clue]:
        """ "his visit in May 2024 ... the visit in May": a past month without its year lies within twelve months."""
        named = {p.form.month: p for p in self.phrases if p.form.year and p.form.month and self._direction(p) == BACK}
        out = []
        for phrase in self.phrases:
            form = phrase.form
            first = named.get(form.month) if form.month else None
            if first is None or phrase is lead or not _is_bare(form):
                continue
            if self._direction(phrase) == BACK and first.form.year:
                start = date(first.form.year, first.form.month or 1, 1)
                out.append(Clue(self._cite(phrase), start, add_months(start, 12) - timedelta(days=1)))
        return out

    def _recalled(self, lead: Phrase) -> list[Clue]:
        """ "the visit in May 2024 ... the conference, to take place in November": of the twelve months before."""
        past = [
            p for p in self.phrases if p.form.year and p.form.year > 0 and p is not lead and self._direction(p) == BACK
        ]
        newest = max(past, key=lambda p: _value(p.form), default=None)
        plan = next(
            (p for p in self.phrases if p is not lead and _is_bare(p.form) and self._direction(p) == AHEAD), None
        )
        if newest is None or plan is None or newest.form.month is None or not self._is_encounter(newest):
            return []
        start = date(newest.form.year or 1, newest.form.month, 1)
        latest = add_months(start, 12) - timedelta(days=1)
        return [Clue(self._cite(newest), start, latest), Clue(self._cite(plan), start, latest)]

    def _is_encounter(self, phrase: Phrase) -> bool:
        """The time stands with a visit, a meeting, talks."""
        tokens = self.analysis.tokens
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        for i in self.analysis.ancestors(self.analysis.top(spots.start, spots.stop)):
            if tokens[i].lemma.lower() in self.words.recalled:
                return True
            if tokens[i].pos in ("VERB", "AUX"):
                return tokens[i].lemma in ("meet", "visit") or self._has_encounter(i)
        return False

    def _has_encounter(self, verb: int) -> bool:
        kids = self.analysis.children(verb, "dobj", "nsubjpass")
        return any(self.analysis.tokens[k].lemma.lower() in self.words.recalled for k in kids)

    def _counted(self) -> list[Clue]:
        """ "two years ago, in 2022": the year of the article."""
        out = []
        for first, second in pairwise(self.phrases):
            step, named = (first, second) if first.form.unit == "Y" else (second, first)
            if step.form.unit != "Y" or step.form.base != "published" or named.form.year is None or named.form.year < 1:
                continue
            if _BESIDE.fullmatch(self.text, first.end, second.start):
                year = named.form.year - step.form.steps
                out.append(Clue(self._cite(step), date(year, 1, 1), date(year, 12, 31)))
        return out

    def _meetings(self) -> list[Clue]:
        """Numbered meetings whose month is known."""
        known = self.words.meetings
        out = []
        for token in self.analysis.tokens:
            month = known.get(token.text)
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

    def _direction(self, phrase: Phrase) -> int:
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        return self.tense.direction(self.analysis.top(spots.start, spots.stop)) if spots else 0

    def _cite(self, phrase: Phrase) -> Evidence:
        return cite(self.text, phrase.start, phrase.end)


def _day(form: Form, year: int) -> date | None:
    """The (last) day that the form names in a year, if there is one and its weekday fits."""
    month, day = form.month or 1, form.last_day or form.day or 1
    if month == 2 and day == 29 and not isleap(year):
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if form.weekday is None or found.isoweekday() == form.weekday else None


def _is_bare(form: Form) -> bool:
    """A month without day and year."""
    return form.month is not None and form.day is None and form.needs_anchor and not form.base and not form.part


def _value(form: Form) -> str:
    year = f"{form.year:04d}"
    if form.month is None:
        return f"{year}-{form.part}" if form.part and not form.part.startswith(("E", "W")) else year
    return f"{year}-{form.month:02d}" + (f"-{form.day:02d}" if form.day else "")
