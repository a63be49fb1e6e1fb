"""time expressions -> Time (TIMEX3 value, interval, anchor); unresolved stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.lexicon.dates import DateWords
from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Doubt, Time, When
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.grammar import load_grammar
from communique.understand.timex.intervals import find_interval
from communique.understand.timex.narrative import is_narrative
from communique.understand.timex.points import Point, parse_point
from communique.understand.timex.refusals import Refusals
from communique.understand.timex.resolve import Anchors, resolve
from communique.understand.timex.tense import Tense

_JOINT = re.compile(r",?\s(?:on\s)?")
_PART_OF = re.compile(
    r"(?:(?:early|late)\s(?:in|on)\s)?(?:the\s)?(?:(?:early|late)\s)?(\w+)(?:\shours)?\s(?:of|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_CLOCKED = ("iso", "month_day", "day_month", "day", "weekday")


def find_times(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Time, ...]:
    """Every time expression, by start, without overlap.

    Relative words count from the day of publication, or in history told long after from the time last told. Where
    that is not known the value keeps X, the interval stays open, and a Doubt says why.
    """
    words = lexicon.dates
    phrases = find_phrases(analysis, words)
    published = date.fromisoformat(article.published.value[:10]) if article.published else None
    return tuple(_Teller(analysis, words, published, is_narrative(phrases, published)).tell(phrases))


def find_phrases(analysis: Analysis, words: DateWords) -> list[Phrase]:
    """Time phrases with their forms, refusals left out, clock and date put together."""
    refusals = Refusals(analysis, words)
    kept = [p for p in load_grammar(words).find(analysis) if not refusals.refuses(p)]
    return _with_parts(_joined(kept, analysis.text), analysis.text, words)


def _joined(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """ "12:00 UTC on Monday": one time."""
    out: list[Phrase] = []
    for phrase in phrases:
        last = out[-1] if out else None
        if (
            last is not None
            and last.rule.startswith("clock")
            and phrase.rule in _CLOCKED
            and not phrase.form.clock
            and _JOINT.fullmatch(text, last.end, phrase.start)
        ):
            form = replace(phrase.form, type="TIME", clock=last.form.clock)
            out[-1] = Phrase(last.start, phrase.end, phrase.rule, form)
        else:
            out.append(phrase)
    return out


def _with_parts(phrases: Sequence[Phrase], text: str, words: DateWords) -> list[Phrase]:
    """ "the morning of April 19": one time."""
    out: list[Phrase] = []
    for phrase in phrases:
        match = None
        if phrase.rule in _CLOCKED and not phrase.form.clock:
            match = _PART_OF.search(text, max(0, phrase.start - 40), phrase.start)
        part = words.day_parts.get(match[1].lower()) if match else None
        if match is None or part is None:
            out.append(phrase)
            continue
        while out and out[-1].end > match.start():
            out.pop()
        out.append(Phrase(match.start(), phrase.end, phrase.rule, replace(phrase.form, type="TIME", clock=part)))
    return out


class _Teller:
    """Goes through the text in order and remembers the time last told."""

    def __init__(self, analysis: Analysis, words: DateWords, published: date | None, narrative: bool) -> None:
        self.analysis, self.published, self.narrative = analysis, published, narrative
        self.tense = Tense(analysis, words)
        self.told = Point(published.year, published.month, published.day) if published and not narrative else None
        self.told_is_published = self.told is not None

    def tell(self, phrases: Sequence[Phrase]) -> list[Time]:
        return [self._time(phrase) for phrase in phrases]

    def _time(self, phrase: Phrase) -> Time:
        form = phrase.form
        toward = self._toward(phrase) if form.needs_anchor and not form.base and not self.narrative else 0
        anchors = Anchors(self.published, self.told, self.narrative, self.told_is_published, toward)
        answer = resolve(form, anchors)
        self._remember(form, answer.value)
        first, last = find_interval(answer.value) if form.type in ("DATE", "TIME") else (None, None)
        doubts = (Doubt("when", answer.why),) if answer.why else ()
        when = When(answer.value, first, last, answer.anchor)
        return Time(cite(self.analysis.text, phrase.start, phrase.end), form.type, when, doubts)

    def _toward(self, phrase: Phrase) -> int:
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        return self.tense.direction(self.analysis.top(spots.start, spots.stop))

    def _remember(self, form: Form, value: str) -> None:
        if form.type not in ("DATE", "TIME"):
            return
        point = parse_point(value)
        if point is not None:
            self.told, self.told_is_published = point, False
