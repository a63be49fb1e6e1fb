"""time expressions -> Time (TIMEX3 value, interval, anchor); unresolved stays unresolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.lexicon.dates import DateWords
from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Doubt, Time, When
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.timex.forms import Phrase
from communique.understand.timex.grammar import load_grammar
from communique.understand.timex.intervals import Point, find_interval, parse_point
from communique.understand.timex.neighbours import complete, find_frames
from communique.understand.timex.refusals import Refusals
from communique.understand.timex.resolve import Anchors, resolve
from communique.understand.timex.tense import Tense

MIN_DATED, UNDATED_MIN_YEARS = 5, 8  # far months and days, explicit years; fewer are no basis to judge by
MANY_YEARS, MANY_PHRASES = 15, 30  # or so many years, or so many times of which none is counted from the day
FAR_SHARE, NEWSY_SHARE = 0.6, 0.1
_RANGES = frozenset({("from", "to"), ("from", "until"), ("from", "through"), ("between", "and")})
_DASHES = frozenset(("-", "--", "–", "—"))
_WEEK = 7
BRACKET_REACH = 40  # code points back to look for an open bracket


def find_times(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Time, ...]:
    """Every time expression, by start, without overlap.

    Relative words count from the day of publication, or in history told long after from the time last told. Where
    that is not known the value keeps X, the interval stays open, and a Doubt says why.
    """
    words = lexicon.dates
    phrases = find_phrases(analysis, words)
    published = article.published_on
    return tuple(_Teller(analysis, words, published, is_narrative(phrases, published)).tell(phrases))


def is_narrative(phrases: Sequence[Phrase], published: date | None) -> bool:
    """True when most years told are over a year from the article's and few words count from its day ("on Tuesday").

    Source: thresholds are plain majorities; news rarely tells five far years and history rarely says "yesterday".
    """
    years = [p.form.year for p in phrases if p.form.year is not None]
    newsy = sum(_is_newsy(p) for p in phrases)
    if published is None:
        return len(years) >= UNDATED_MIN_YEARS and newsy == 0
    far = sum(abs(year - published.year) > 1 for year in years)
    dated = sum(p.form.month is not None and abs((p.form.year or published.year) - published.year) > 1 for p in phrases)
    many = dated >= MIN_DATED or len(years) >= MANY_YEARS or (newsy == 0 and years and len(phrases) >= MANY_PHRASES)
    return bool(many) and far >= FAR_SHARE * len(years) and newsy <= NEWSY_SHARE * len(phrases)


def _is_newsy(phrase: Phrase) -> bool:
    form = phrase.form
    return form.base == "published" or (form.weekday is not None and form.month is None and not form.value)


def find_phrases(analysis: Analysis, words: DateWords) -> list[Phrase]:
    """Time phrases with their forms, refusals left out, clock and date put together."""
    refusals = Refusals(analysis, words)
    kept = [p for p in load_grammar(words).find(analysis) if not refusals.refuses(p)]
    return complete(kept, analysis.text, words)


def _is_weekday(phrase: Phrase) -> bool:
    return phrase.form.weekday is not None and phrase.form.month is None and not phrase.form.base


def _point(day: date) -> Point:
    return Point(day.year, day.month, day.day)


def _is_after(a: Point, b: Point) -> bool:
    return (a.year or 0, a.month or 0, a.day or 0) > (b.year or 0, b.month or 0, b.day or 0)


class _Teller:
    """Goes through the text in order and remembers the time last told."""

    def __init__(self, analysis: Analysis, words: DateWords, published: date | None, narrative: bool) -> None:
        self.analysis, self.published, self.narrative = analysis, published, narrative
        self.tense = Tense(analysis, words)
        self.told = _point(published) if published and not narrative else None
        self.told_is_published = self.told is not None
        self.told_day = self.past_day = self.told
        self.frames: dict[int, int] = {}
        self.past: tuple[int, date, str] | None = None
        self.before: tuple[Phrase, date | None] | None = None
        self.dateline: date | None = None  # the day that the report itself gives, where it is not that of publication

    def tell(self, phrases: Sequence[Phrase]) -> list[Time]:
        if not self.narrative:  # history has its own way with years
            self.frames = find_frames(phrases, self.analysis)
        return [self._time(phrase) for phrase in phrases if not self._is_idle(phrase)]

    def _is_idle(self, phrase: Phrase) -> bool:
        """ "soon after", "soon became": told of what has been, these words name no time to come."""
        if phrase.form.value != "FUTURE_REF" or phrase.rule != "reference":
            return False
        word = self.analysis.text[phrase.start : phrase.end].lower()
        if not word.endswith(("soon", "shortly")):
            return False
        after = self.analysis.text[phrase.end : phrase.end + 8].lower()
        return after.startswith((" after", " before", " there", " as ")) or self._toward(phrase) < 0

    def _time(self, phrase: Phrase) -> Time:
        form = phrase.form
        toward = (
            self._toward(phrase)
            if form.needs_anchor and (not form.base or form.unit == "WE") and not self.narrative
            else 0
        )
        anchors = Anchors(self.published, self._told_for(phrase), self.narrative, self.told_is_published, toward)
        framed = self.frames.get(phrase.start)
        then = self._promised_on(phrase) if toward > 0 and not framed else None
        if then is not None:
            anchors = replace(anchors, published=then[0])
        wired = self.dateline if _is_newsy(phrase) and then is None else None
        anchors = replace(anchors, published=wired) if wired is not None else anchors
        if (start := self._range_start(phrase)) is not None:
            anchors = replace(anchors, published=start, toward=1)
        answer = resolve(replace(form, year=framed) if framed else form, anchors)
        if wired is not None and answer.anchor is not None:
            answer = replace(answer, anchor=f"text {wired.isoformat()}")
        if framed:
            answer = replace(answer, anchor=f"text {framed:04d}")
        if then is not None:
            answer = replace(answer, anchor=f"text {then[1]}")
        self._remember(phrase, answer.value)
        first, last = find_interval(answer.value) if form.type in ("DATE", "TIME") else (None, None)
        if first is not None and first == last and self._is_dateline(phrase):
            self.dateline = first
        if last is not None and self.published is not None and last < self.published:
            self.past = (self._sentence(phrase), last, answer.value)
        self.before = (phrase, first)
        doubts = (Doubt("when", answer.why),) if answer.why else ()
        when = When(answer.value, first, last, answer.anchor)
        return Time(cite(self.analysis.text, phrase.start, phrase.end), form.type, when, doubts)

    def _is_dateline(self, phrase: Phrase) -> bool:
        """ "OSLO, March 9 (Wire) -- Norway said": the day of writing, up to a week before publication."""
        tokens = self.analysis.tokens_in(phrase.start, phrase.end)
        if not tokens or self.published is None or self.narrative:
            return False
        sentence = self.analysis.sentence_of(tokens.start)
        opens = sentence.first == 0 and self.analysis.tokens[sentence.last - 1].text in _DASHES
        day = find_interval(resolve(phrase.form, Anchors(self.published, None, False, True, 0)).value)[0]
        return opens and day is not None and 0 < (self.published - day).days <= _WEEK

    def _range_start(self, phrase: Phrase) -> date | None:
        """The first day of "from [Monday] to Wednesday", for the last one."""
        if self.before is None or self.published is None or not (_is_weekday(phrase) and _is_weekday(self.before[0])):
            return None
        first, day = self.before
        opener = self.analysis.text[max(0, first.start - 8) : first.start].lower().split()[-1:]
        link = self.analysis.text[first.end : phrase.start].strip().lower()
        return day if opener and (opener[0], link) in _RANGES else None

    def _promised_on(self, phrase: Phrase) -> tuple[date, str] | None:
        """ "In December, X pledged to pay by the spring": the spring after that December, and how it was told."""
        form = phrase.form
        if self.past is None or self.past[0] != self._sentence(phrase) or form.year is not None or form.unit:
            return None
        if form.month is None and not form.part:
            return None
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        tokens = self.analysis.tokens
        verbs = [tokens[a] for a in self.analysis.ancestors(spots.start) if tokens[a].tag.startswith("VB")][:2]
        bound = len(verbs) > 1 and verbs[0].tag == "VB" and verbs[0].dep == "xcomp" and verbs[1].tag in ("VBD", "VBN")
        return self.past[1:] if bound else None

    def _sentence(self, phrase: Phrase) -> int:
        return self.analysis.tokens[self.analysis.tokens_in(phrase.start, phrase.end).start].sentence

    def _told_for(self, phrase: Phrase) -> Point | None:
        """The time last told; in news, which goes back to its own days after a look at the past, the day last told.

        Of what has been ("later that day she met") no day to come is meant.
        """
        form = phrase.form
        if form.unit != "D" or form.base != "text" or self.narrative or self.told_is_published:
            return self.told
        ahead = self.told_day is not None and self.past_day is not None and _is_after(self.told_day, self.past_day)
        return self.past_day if ahead and self._toward(phrase) < 0 else self.told_day

    def _toward(self, phrase: Phrase) -> int:
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        return self.tense.direction(self.analysis.top(spots.start, spots.stop))

    def _remember(self, phrase: Phrase, value: str) -> None:
        """Keeps the time as the one last told, unless history tells it as an aside."""
        form = phrase.form
        if form.type not in ("DATE", "TIME"):
            return
        point = parse_point(value)
        if point is None or (self.narrative and self.told is not None and self._is_aside(phrase)):
            return
        self.told, self.told_is_published = point, False
        if point.day is not None and not point.in_week:
            self.told_day = point
            if self.published is None or not _is_after(point, _point(self.published)):
                self.past_day = point

    def _is_aside(self, phrase: Phrase) -> bool:
        """In brackets, or a year or season that a plan is for ("to conquer the South in 1976")."""
        text = self.analysis.text
        opened = text.rfind("(", max(0, phrase.start - BRACKET_REACH), phrase.start)
        if opened >= 0 and text.find(")", opened, phrase.start) < 0:
            return True
        return phrase.form.month is None and self._toward(phrase) > 0
