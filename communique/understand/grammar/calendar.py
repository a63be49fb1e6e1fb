"""What a time means as a term: "by June 30", "within three months", "in early April"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from communique.record.document import Article
from communique.record.finding import Time, When
from communique.record.language import Analysis
from communique.understand.timex.intervals import parse_duration, shift

_UNTIL = frozenset({"by", "until", "till", "through", "to"})
_TO = frozenset({"to", "until", "till", "through", "-", "–"})
_NOT_AFTER = frozenset({"later", "than", "no"})
_BEFORE = frozenset({"before", "ahead", "prior"})
_WITHIN = frozenset({"within", "inside", "under"})
_SINCE = frozenset({"from", "since", "after", "starting", "beginning"})
_STARTING = frozenset({"starting", "beginning", "effective"})
_HEDGES = frozenset(
    {"about", "around", "approximately", "the", "a", "an", "next", "coming", "latest", "at", "of", "than", "later"}
)
_END = re.compile(r"\b(end|close)\b", re.I)
_EARLY = re.compile(r"\b(early|start|beginning)\b", re.I)
_PAST = re.compile(r"\b(past|last|previous|preceding|recent)\b", re.I)
_COMING = re.compile(r"\b(next|coming|following)\b", re.I)
_PERIODS = frozenset({"period", "window", "timeframe", "span"})
_MIDDLE = re.compile(r"\b(mid|middle)\b", re.I)


class Calendar:
    """Reads terms in one article. `published` is the day of the article or None."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.analysis, self.published = analysis, article.published_on

    def due(self, time: Time) -> When | None:
        """The time as a term in which something is to be done, with the preposition in front taken into account.

        "by June 30" runs until that day, its start is open; "within three months" and "in two weeks" count from the day
        of publication; "before the end of May" includes the end. None when no day follows from the words.
        """
        words = self._words_before(time)
        if time.type == "DURATION":
            return self._term(time, words)
        if time.type == "SET" or (time.when.from_on is None and time.when.to_on is None):
            return None
        first, last = narrow(time)
        when = time.when
        if words & _BEFORE and first and not _END.search(time.evidence.quote):
            last = first - timedelta(days=1)
            return When(last.isoformat(), None, last, when.anchor)
        if words & (_UNTIL | _BEFORE) or words >= _NOT_AFTER:
            return replace(when, from_on=None, to_on=last)
        if words & _SINCE and ("from" not in words or self._is_start(time)):
            return replace(when, from_on=first, to_on=None)
        return replace(when, from_on=first, to_on=last)

    def _term(self, time: Time, words: frozenset[str]) -> When | None:
        span = parse_duration(time.when.value)
        if _PAST.search(time.evidence.quote) or self._counts_from(time) or self._describes(time):
            return None
        if span is None or self.published is None or not words & (_WITHIN | {"in", "over", "during"}):
            return None
        last = shift(self.published, *span)
        anchor = f"published {self.published.isoformat()}"
        first = last if "in" in words and not _COMING.search(time.evidence.quote) else self.published
        return When(last.isoformat(), first, last, anchor)

    def _is_start(self, time: Time) -> bool:
        """ "From May 1": a day after which no other one ends the term."""
        after = self.analysis.tokens_in(time.evidence.start, time.evidence.end).stop
        behind = self.analysis.tokens[after : after + 1]
        return "/" not in time.when.value and not (behind and behind[0].lower in _TO)

    def _describes(self, time: Time) -> bool:
        """ "In a [25-year] plan": what a thing is like; "within a [30-day] period" is a term."""
        after = self.analysis.tokens_in(time.evidence.start, time.evidence.end).stop
        behind = self.analysis.tokens[after : after + 1]
        named = bool(behind) and behind[0].pos in ("NOUN", "ADJ", "PROPN") and behind[0].lower not in _PERIODS
        return "-" in time.evidence.quote and named

    def _counts_from(self, time: Time) -> bool:
        """ "Within a month of its signature": the term counts from something else than the day of the news."""
        after = self.analysis.tokens_in(time.evidence.start, time.evidence.end).stop
        words = [t.lower for t in self.analysis.tokens[after : after + 2]]
        return len(words) == 2 and words[0] in ("of", "after", "following") and words[1] not in ("today", "now")

    def _words_before(self, time: Time) -> frozenset[str]:
        """The prepositions right in front, hedges ("about") skipped."""
        tokens = self.analysis.tokens
        here = self.analysis.tokens_in(time.evidence.start, time.evidence.end).start
        first = self.analysis.sentence_of(here).first if here < len(tokens) else here
        out: set[str] = set()
        for i in range(here - 1, max(first, here - 6) - 1, -1):
            word = tokens[i].lower
            out.add(word)
            if word in ("in", "on", "from") and tokens[i - 1].lower in _STARTING and i > first:
                out.add(tokens[i - 1].lower)
            if word not in _HEDGES:
                break
        return frozenset(out)


def narrow(time: Time) -> tuple[date | None, date | None]:
    """First and last day with "early", "mid-", "late", "the end of" taken into account.

    "early April" = 1-10, "mid-April" = 11-20, "late April" = 21-30, "the end of June" = the last day of June; of years
    and seasons thirds, the middle of a year ending with June. Source: thirds of a month as reporters use them; the end
    is the last day because it is a deadline.
    """
    first, last, words = time.when.from_on, time.when.to_on, time.evidence.quote
    if first is None or last is None:
        return first, last
    size = (last - first).days + 1
    if size < 28:
        return first, last
    third = 10 if size <= 31 else size // 3
    if _EARLY.search(words):
        return first, first + timedelta(days=third - 1)
    if _MIDDLE.search(words):
        return first + timedelta(days=third), first + timedelta(days=2 * third - 1 if size <= 31 else 180 * size // 365)
    if _END.search(words):
        return last, last
    if re.search(r"\blate\b", words, re.I):
        return first + timedelta(days=2 * third), last
    return first, last
