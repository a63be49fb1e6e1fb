"""Time phrases of a text: patterns run only around words that can name a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis
from communique.understand.timex.build import Builder
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.patterns import BC, DASHED, DAY, LAST_DAY, RANGE, YEAR, Blocks, any_of, build_blocks

REACH = 9  # tokens around a trigger word that a pattern may need; the longest pattern has eight words on one side


@dataclass(frozen=True, slots=True)
class Rule:
    """`classes`: the kinds of trigger word around which the pattern is tried."""

    name: str
    classes: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Form | None]


class Grammar:
    """All patterns of one language."""

    def __init__(self, words: DateWords) -> None:
        self.triggers = _find_triggers(words)
        self.rules = tuple(_rules(words))

    def find(self, analysis: Analysis) -> list[Phrase]:
        """Phrases in text order, the longest first where they overlap."""
        text, windows = analysis.text, self._windows(analysis)
        found: list[Phrase] = []
        for rule in self.rules:
            for start, end in _join(windows, rule.classes):
                for match in rule.pattern.finditer(text, start, end):
                    form = rule.build(match)
                    if form is not None:
                        found.append(Phrase(match.start(), match.end(), rule.name, form))
        return _longest(found)

    def _windows(self, analysis: Analysis) -> dict[str, list[tuple[int, int]]]:
        tokens, triggers, last = analysis.tokens, self.triggers, len(analysis.tokens) - 1
        out: dict[str, list[tuple[int, int]]] = {}
        for token in tokens:
            word = token.text
            kinds = triggers.get(word.lower(), "")
            if not kinds and any(c.isdigit() for c in word):
                kinds = "n"
            elif not kinds and "-" in word:
                kinds = "".join(triggers.get(part, "") for part in word.lower().split("-"))
            for kind in kinds:
                start = tokens[max(0, token.index - REACH)].start
                end = tokens[min(last, token.index + REACH)].end
                row = out.setdefault(kind, [])
                if row and start <= row[-1][1]:
                    row[-1] = (row[-1][0], end)
                else:
                    row.append((start, end))
        return out


@cache
def load_grammar(words: DateWords) -> Grammar:
    """The patterns for these words; compiled once a process."""
    return Grammar(words)


def _join(windows: dict[str, list[tuple[int, int]]], classes: str) -> Iterator[tuple[int, int]]:
    if len(classes) == 1:
        yield from windows.get(classes, ())
        return
    spans = sorted(span for kind in classes for span in windows.get(kind, ()))
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start <= current[1]:
            current = (current[0], max(end, current[1]))
        else:
            if current is not None:
                yield current
            current = (start, end)
    if current is not None:
        yield current


def _longest(found: Iterable[Phrase]) -> list[Phrase]:
    taken: list[Phrase] = []
    used: set[int] = set()
    for phrase in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        places = range(phrase.start, phrase.end)
        if used.isdisjoint(places):
            used.update(places)
            taken.append(phrase)
    return sorted(taken, key=lambda p: p.start)


def _find_triggers(words: DateWords) -> dict[str, str]:
    """{word: kinds}: m month, w weekday, u unit, s season, d deictic day, p part of day, r reference, h holiday,
    x frequency, t decade, c clock; n (digits) is told by looking."""
    out: dict[str, str] = {}

    def add(kind: str, names: Iterable[str]) -> None:
        for name in names:
            word = re.split(r"[\s-]", name)[-1]
            for form in (word, word + "s", word + "."):
                out[form] = out.get(form, "") + (kind if kind not in out.get(form, "") else "")

    for kind, names in (
        ("m", words.months), ("w", words.weekdays), ("u", words.units), ("s", words.seasons), ("d", words.days),
        ("p", words.day_parts), ("r", words.references), ("x", words.sets), ("t", words.tens), ("c", words.clock),
        ("h", [*words.holidays, *words.easter]),
    ):  # fmt: skip
        add(kind, names)
    for word in ("eve", "year's", "new"):
        out[word] = out.get(word, "") + "h"
    return out


def _rules(words: DateWords) -> Iterator[Rule]:
    blocks, build = build_blocks(words), Builder(words)
    for name, classes, pattern, builder in (
        *_dates(blocks, build), *_parts_of_years(words, blocks, build), *_steps(words, blocks, build), *_others(words, blocks, build),
    ):  # fmt: skip
        yield Rule(name, classes, re.compile(rf"(?<![\w$€£.]){pattern}(?!\w)", re.IGNORECASE), builder)


_Row = tuple[str, str, str, Callable[[re.Match[str]], Form | None]]


def _dates(b: Blocks, build: Builder) -> Sequence[_Row]:
    lead = b.weekday_lead
    days = rf"{DAY}(?:{RANGE}(?:the\s)?{LAST_DAY})?"
    return (
        ("iso", "n", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)\S*)?", build.iso),
        ("numeric", "n", r"(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)", build.numeric),
        ("month_day", "m", rf"{lead}{b.edge}{b.month}\s(?:the\s)?{days}{b.container}?", build.month_day),
        ("day_month", "m", rf"{lead}(?:the\s)?{DAY}(?:{RANGE}(?:the\s)?{LAST_DAY})?\s(?:day\s)?(?:of\s)?{b.month}{b.container}?", build.month_day),
        ("month", "m", rf"{b.edge}(?:{b.link}\s)?{b.month}{b.container}?", build.month),
        ("year", "n", rf"{b.edge}(?:the\syear\s)?(?:{BC}|{YEAR})(?:\s(?:AD|CE))?", build.year),
        ("bc_start", "n", r"(?P<bc>\d{1,4})(?=\s?(?:[-–—]|to)\s?\d{1,4}\s?(?:BC|B\.C))", build.bc_start),
        ("ordinal_day", "n", r"(?<=\bon\s)the\s(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=[,.;:)])", build.ordinal_day),
        ("short_year", "n", r"(?P<first>(?:1\d|20)\d\d)\s?[-–/]\s?(?P<second>\d\d)", build.short_year),
        ("apostrophe_year", "n", r"['’‘](?P<short>\d\d)(?!s)", build.apostrophe_year),
    )  # fmt: skip


def _parts_of_years(words: DateWords, b: Blocks, build: Builder) -> Sequence[_Row]:
    whole = rf"{b.container}?"
    return (
        ("decade", "n", rf"(?:the\s)?{b.edge}(?:(?P<century>1\d|20)(?P<decade>\d)0s|['’‘]?(?P<short>\d)0s|(?P<bc>\d{{1,3}}0)s\s(?:BCE?\b|B\.C\.))", build.decade),
        ("tens", "t", rf"the\s{b.edge}(?P<tens>{any_of(words.tens)})", build.tens),
        ("century", "u", rf"(?:the\s)?{b.edge}{b.ordinal}[\s-]century(?:\s(?P<era>BCE?\b|B\.C\.))?", build.century),
        ("quarter", "u", rf"(?:the\s)?{b.ordinal}[\s-](?P<size>quarter|half){whole}", build.quarter),
        ("half", "n", rf"(?P<letter>[QH])(?P<count>[1-4])(?:{whole})", build.letter),
        ("half_of", "mnu", rf"(?:the\s)?(?P<ordinal>first|second|latter)[\s-](?P<size>half){b.container}", build.quarter),
        ("half_of_month", "m", rf"(?:the\s)?(?P<half>first|second|latter)\shalf\sof\s{b.month}{whole}", build.half_month),
        ("fiscal", "n", r"(?:FY|fiscal(?:\syear)?\s|financial\syear\s)\s?(?P<year>20\d\d)", build.fiscal),
        ("season", "s", rf"{b.edge}(?:(?:{b.link}|the)\s)?{b.season}{whole}", build.season),
        ("year_season", "s", rf"{YEAR}\s{b.season}", build.season),
        ("week_of", "u", rf"(?:the\s)?{b.ordinal}\sweek\sof\s{b.month}{whole}", build.week_of),
        ("holiday", "h", rf"(?P<holiday>{any_of([*words.holidays, *words.easter])})(?:{b.container})?", build.holiday),
    )  # fmt: skip


def _steps(words: DateWords, b: Blocks, build: Builder) -> Sequence[_Row]:
    part = rf"(?:\s{b.day_part})?"
    days = any_of(words.days)
    span = rf"{b.about}{b.number}[\s-]{b.between}{b.unit}"
    return (
        ("day", "d", rf"{b.edge}(?P<day>{days}){part}", build.deictic),
        ("link_unit", "up", rf"{b.edge}{b.link}\s{b.between}{b.unit}", build.link_unit),
        ("edge_unit", "u", rf"(?P<edge>{any_of(words.edges)})[-\s]the\s(?:new\s)?{b.unit}", build.edge_unit),
        ("weekend", "u", r"the\sweekend", build.weekend),
        ("unit_end", "u", r"(?P<unit>year|month|week)(?:['’]s)?[\s-]end", build.unit_end),
        ("unit_before", "u", r"the\s(?P<unit>day|week|month|year)\s(?P<way>before|previous|earlier|after|following)(?!\s(?:the|his|her|its|their|last|yesterday|[A-Z]))", build.unit_before),
        ("ago", "u", rf"{span}\s(?P<way>ago|earlier|later|previously|hence|from\snow|before(?=[,.;)]|$)|after(?=[,.;)]|$)|afterwards?)", build.ago),
        ("part_link", "p", rf"(?:(?:early|late)\s)?(?:{b.link}|the)\s{b.day_part}(?!\s(?:of\sthe))", build.part_link),
        ("weekday", "w", rf"(?:{b.link}\s|the\s(?=\w+\s(?:before|after)))?{b.weekday}{part}(?!s\b)", build.weekday),
        ("every_weekday", "w", rf"(?:(?P<every>every|each)\s)?{b.weekday}(?P<plural>s?)", build.every_weekday),
    )  # fmt: skip


def _others(words: DateWords, b: Blocks, build: Builder) -> Sequence[_Row]:
    coming = any_of(words.coming)
    noun = r"(?P<unit>days?|weeks?|months?|years?|decades?)"
    ahead = any_of(
        [
            "last",
            "past",
            "next",
            "coming",
            "following",
            "first",
            "previous",
            "preceding",
            "another",
            "final",
            "initial",
            "this",
        ]
    )
    return (
        ("duration", "u", rf"(?:(?:the|these|those)\s)?(?:(?P<rel>{ahead})\s)?{b.about}{b.number}[\s-]{b.between}{b.unit}(?:[\s-]long)?(?![\s-]olds?)(?!['’]s?\sold)", build.duration),
        ("number_before", "u", rf"the\s{b.number}\s(?P<rel>previous|preceding|following|last)\s{b.unit}", build.duration),
        ("past_unit", "u", r"the\s(?P<rel>past|last|coming|next|entire|whole)\s(?P<unit>decade|century|year|month|week|quarter)", build.past_unit),
        ("plural", "u", r"(?P<rel>recent\s|the\scoming\s|coming\s|the\spast\s|the\sfollowing\s)?(?P<unit>hour|day|week|month|year|decade|centurie)s(?:[\s-]long|\s(?P<way>later|earlier|ago))?(?!\s\d{4})", build.plural),
        ("minutes", "u", r"(?<=within\s)(?P<unit>minute|second)s", build.minutes),
        ("coming", "u", rf"(?:the\s)?{coming}\s{noun}", build.coming),
        ("every", "u", rf"(?:every|each)\s(?:(?P<other>other|{b.number.replace('(?P<half>', '(?:')})\s)?{b.unit}", build.every),
        ("per", "u", r"(?:(?P<times>once|twice|times)\s(?:a|an|per|every)|per|(?<=[\d%]\s)an?)\s(?P<unit>hour|day|week|month|quarter|year)", build.per),
        ("frequency", "x", rf"(?:twice-)?(?P<word>{any_of(words.sets)})", build.frequency),
        ("reference", "r", rf"(?P<word>{any_of(words.references)})", build.reference),
        ("clock", "n", rf"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?hrs|\shours)?{b.zone}", build.clock),
        ("clock_hour", "n", rf"(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[ap])\.?m(?:\.|\b){b.zone}", build.clock),
        ("clock_o", "n", rf"(?P<hour>1?\d)\so['’]clock", build.clock),
        ("clock_military", "n", rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s(?:UTC|GMT|hours|hrs)){b.zone}(?:\shours|\shrs)?", build.clock),
        ("clock_word", "c", rf"(?P<word>{any_of(words.clock)})", build.clock_word),
        ("overnight", "p", r"overnight", build.overnight),
    )  # fmt: skip
