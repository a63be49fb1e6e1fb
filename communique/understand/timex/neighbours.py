"""Phrases that complete each other: "12:00 UTC on Monday", "between March and May 2024", "in 2020 ... on May 9"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis
from communique.understand.timex.forms import Phrase

_JOINT = re.compile(r",?\s(?:on\s)?")
_PART_OF = re.compile(
    r"(?:(?:early|late)\s(?:in|on)\s)?(?:the\s)?(?:(?:early|late)\s)?(\w+)(?:\shours)?\s(?:of|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s?(?:[-–—/,]|,?\s(?:and|or|to|through|until)(?:\s(?:in|on|from|to|then))?)\s?", re.IGNORECASE)
_CLOCKED = ("iso", "month_day", "day_month", "day", "weekday")
_CLIMB = 12
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_REACH = 40  # code points before a date in which "in the early morning hours of the" may begin


def complete(phrases: Sequence[Phrase], text: str, words: DateWords) -> list[Phrase]:
    """The phrases with clock and date, part of day and date, month and year put together."""
    return _with_years(_with_parts(_with_clocks(phrases, text), text, words), text)


def _with_clocks(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    out: list[Phrase] = []
    for phrase in phrases:
        last = out[-1] if out else None
        if last is not None and _takes_clock(last, phrase) and _JOINT.fullmatch(text, last.end, phrase.start):
            form = replace(phrase.form, type="TIME", clock=last.form.clock)
            out[-1] = Phrase(last.start, phrase.end, phrase.rule, form)
        else:
            out.append(phrase)
    return out


def _takes_clock(clock: Phrase, date: Phrase) -> bool:
    return clock.rule.startswith("clock") and date.rule in _CLOCKED and not date.form.clock


def _with_parts(phrases: Sequence[Phrase], text: str, words: DateWords) -> list[Phrase]:
    """ "the morning of April 19": one time."""
    out: list[Phrase] = []
    for phrase in phrases:
        match = None
        if phrase.rule in _CLOCKED and not phrase.form.clock:
            match = _PART_OF.search(text, max(0, phrase.start - _REACH), phrase.start)
        part = words.day_parts.get(match[1].lower()) if match else None
        if match is None or part is None:
            out.append(phrase)
            continue
        while out and out[-1].end > match.start():
            out.pop()
        out.append(Phrase(match.start(), phrase.end, phrase.rule, replace(phrase.form, type="TIME", clock=part)))
    return out


def _with_years(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """ "June and July 1955", "26 June - 4 August 1952": the year belongs to both, also when the first has it."""
    out = list(phrases)
    for i in range(len(out) - 2, -1, -1):
        first, second = out[i], out[i + 1]
        if _yearless(first) and second.form.year is not None and second.form.month and _paired(first, second, text):
            year = second.form.year - (1 if (first.form.month or 0) > second.form.month else 0)
            out[i] = replace(first, form=replace(first.form, year=year))
    for i in range(1, len(out)):
        first, second = out[i - 1], out[i]
        if _yearless(second) and first.form.year is not None and first.form.month and _paired(first, second, text):
            year = first.form.year + (1 if (second.form.month or 0) < first.form.month else 0)
            out[i] = replace(second, form=replace(second.form, year=year))
    return out


def _yearless(phrase: Phrase) -> bool:
    form = phrase.form
    return form.month is not None and form.needs_anchor and not form.base and not form.part


def _paired(first: Phrase, second: Phrase, text: str) -> bool:
    return second.start - first.end < 12 and _PAIR.fullmatch(text, first.end, second.start) is not None


def find_frames(phrases: Sequence[Phrase], analysis: Analysis) -> dict[int, int]:
    """{start of a phrase with a month and no year: the year that frames its clause}.

    The year stands before it in the sentence, alone after "in"; both hang on the same verb, or the later one on a verb
    that shares its subject ("and met again on 3 May") or on a participle below it.
    """
    frames: dict[int, int] = {}
    framing: tuple[int, int, int] | None = None  # sentence, clause, year
    for phrase in phrases:
        spots = analysis.tokens_in(phrase.start, phrase.end)
        if not spots:
            continue
        top = analysis.top(spots.start, spots.stop)
        sentence, form = analysis.tokens[top].sentence, phrase.form
        if _is_bare_year(phrase) and spots.start and analysis.tokens[spots.start - 1].lower == "in":
            clause = _clause(analysis, top)
            framing = (sentence, clause, form.year or 0) if clause is not None else None
        elif form.month is not None and form.needs_anchor and not form.base and framing and framing[0] == sentence:
            if framing[1] in _clauses_above(analysis, top):
                frames[phrase.start] = framing[2]
        elif form.year is not None:
            framing = None
    return frames


def _is_bare_year(phrase: Phrase) -> bool:
    form = phrase.form
    return (
        form.year is not None and form.year > 0 and form.type == "DATE" and not (form.month or form.part or form.unit)
    )


def _clause(analysis: Analysis, word: int) -> int | None:
    return next((i for i in _above(analysis, word) if _is_verb(analysis, i)), None)


def _clauses_above(analysis: Analysis, word: int) -> list[int]:
    """The verb of a word, and the verbs above it as long as the lower one has no subject of its own."""
    found = []
    for i in _above(analysis, word):
        if not _is_verb(analysis, i):
            continue
        found.append(i)
        if analysis.tokens[i].dep not in ("conj", "acl", "advcl") or analysis.children(i, *_SUBJECTS):
            break
    return found


def _above(analysis: Analysis, word: int) -> list[int]:
    out = []
    for _ in range(_CLIMB):
        out.append(word)
        head = analysis.tokens[word].head
        if head == word:
            break
        word = head
    return out


def _is_verb(analysis: Analysis, word: int) -> bool:
    return analysis.tokens[word].pos in ("VERB", "AUX")
