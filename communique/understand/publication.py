"""The day of publication of an undated page: from a dateline in the text, inferred from dated clues, or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.lexicon.dates import DateWords
from communique.lexicon.load import Lexicon
from communique.record.document import Published
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.dates import find_phrases
from communique.understand.timex.clues import Clue, ClueFinder
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.tense import BACK, Tense

LEAD_SENTENCES = 2
DATELINE_REACH = 60  # code points of the text in which a dateline stands
DATE_LINES, DATE_LINE_LENGTH = 3, 60  # a line that is a date: among the first three, and no longer than this
_AFTER_DATELINE = re.compile(r"[^\S\n]*(?:\([^)\n]{2,40}\)|[A-Z][\w/]*)?[^\S\n]*(?:[-–—:]|\n|$)")
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*[,/\s]*){0,5}\(?$")
_BESIDE_DATE = re.compile(r"(?:[A-Z][\w.]*|\d[\d:.]*|[-–—,|:/()+•·]|\s|at)*")


def infer_published(analysis: Analysis, lexicon: Lexicon) -> Published | None:
    """The day of publication when the text settles it, else None.

    The lead tells day and month ("On October 3, X met Y"). The year counts as settled when exactly one year puts that
    day after every dated past and before every dated plan of the text; a visit of May 2024 together with a plan "in
    November" speaks for the next such day. Past dates alone do not settle it: a treaty signed in May 1992 is no news of
    1992. Source: `docs/record.md`, Inferred year.
    """
    phrases = find_phrases(analysis, lexicon.dates)
    if not phrases:
        return None
    line = _find_date_line(analysis, phrases)
    dateline = line or _find_dateline(analysis.text, phrases[0])
    if dateline is not None and dateline.form.year is not None:
        day = _day(dateline.form, dateline.form.year)
        return _publish(day, "dateline", analysis, [dateline]) if day else None
    lead = dateline or _find_lead(analysis, phrases, lexicon.dates)
    return _infer(analysis, lead, ClueFinder(analysis, phrases, lexicon.dates, lead).find()) if lead else None


def _infer(analysis: Analysis, lead: Phrase, clues: Sequence[Clue]) -> Published | None:
    earliest = max((c.earliest for c in clues if c.earliest), default=None)
    latest = min((c.latest for c in clues if c.latest), default=None)
    if lead.form.year is not None:
        day = _day(lead.form, lead.form.year)
        fits = day is not None and (earliest is None or earliest <= day) and (latest is None or day <= latest)
        return _publish(day, "inferred", analysis, [lead]) if day and fits else None
    if earliest is None or latest is None:
        return None
    days = [day for year in range(earliest.year, latest.year + 1) if (day := _day(lead.form, year))]
    fitting = [day for day in days if earliest <= day <= latest]
    bounds = [clue for clue in clues if earliest == clue.earliest or latest == clue.latest]
    return _publish(fitting[0], "inferred", analysis, [lead], bounds) if len(fitting) == 1 else None


def _publish(
    day: date, basis: str, analysis: Analysis, phrases: Sequence[Phrase], clues: Sequence[Clue] = ()
) -> Published:
    evidence = {cite(analysis.text, p.start, p.end) for p in phrases} | {clue.evidence for clue in clues}
    return Published(day.isoformat(), "dateline" if basis == "dateline" else "inferred", tuple(sorted(evidence)))


def _find_date_line(analysis: Analysis, phrases: Sequence[Phrase]) -> Phrase | None:
    """A date with its year that stands in a line of its own at the head of the text."""
    start = 0
    for line in analysis.text.split("\n", 2 * DATE_LINES)[: 2 * DATE_LINES]:
        end = start + len(line)
        inside = [
            p for p in phrases if start <= p.start < end and p.form.day and p.form.year and p.form.other_day is None
        ]
        if inside and len(line) <= DATE_LINE_LENGTH and len(inside) == 1:
            rest = analysis.text[start : inside[0].start] + " " + analysis.text[inside[0].end : end]
            if _BESIDE_DATE.fullmatch(rest):
                return inside[0]
        start = end + 1
    return None


def _find_dateline(text: str, first: Phrase) -> Phrase | None:
    """ "MINSK, October 3, 2024 (Agency) -"."""
    if first.start > DATELINE_REACH or first.form.day is None or first.form.month is None:
        return None
    if not _AFTER_DATELINE.match(text, first.end) or not _PLACE.fullmatch(text[: first.start]):
        return None
    return first


def _find_lead(analysis: Analysis, phrases: Sequence[Phrase], words: DateWords) -> Phrase | None:
    """The day on which the first sentences say that something has happened: it stands with a main verb."""
    sentences = analysis.sentences[:LEAD_SENTENCES]
    end = analysis.tokens[sentences[-1].last - 1].end
    tense = Tense(analysis, words)
    for phrase in phrases:
        if phrase.start >= end:
            return None
        if _is_day(phrase.form):
            spots = analysis.tokens_in(phrase.start, phrase.end)
            top = analysis.top(spots.start, spots.stop)
            return phrase if tense.direction(top) == BACK and _is_main(analysis, top) else None
    return None


def _is_day(form: Form) -> bool:
    named = form.month is not None and form.day is not None
    return named and not form.base and not form.part and form.of is None and form.other_day is None


def _is_main(analysis: Analysis, token: int) -> bool:
    """The first verb above is its sentence's own, or what that verb reports ("X said that on October 3 ...")."""
    tokens = analysis.tokens
    for i in analysis.ancestors(token):
        if tokens[i].pos in ("VERB", "AUX"):
            root = analysis.sentence_of(i).root
            return i == root or (tokens[i].head == root and tokens[i].dep in ("conj", "ccomp", "parataxis"))
    return False


def _day(form: Form, year: int) -> date | None:
    """The (last) day that the form names in a year, if there is one and its weekday fits."""
    try:
        found = date(year, form.month or 1, form.last_day or form.day or 1)
    except ValueError:
        return None
    return found if form.weekday is None or found.isoweekday() == form.weekday else None
