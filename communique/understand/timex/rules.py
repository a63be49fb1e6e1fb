"""The patterns of time phrases: name, kinds of trigger word (`grammar.py`), regular expression, reader of its match."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from communique.lexicon.dates import DateWords
from communique.understand.timex.build import Builder
from communique.understand.timex.forms import Form
from communique.understand.timex.patterns import BC, DAY, LAST_DAY, RANGE, YEAR, Blocks, any_of, build_blocks

Row = tuple[str, str, str, Callable[[re.Match[str]], Form | None]]

_TENSED = ("last", "past", "next", "coming", "following", "first", "previous", "preceding", "final", "initial", "this")


def make_rows(words: DateWords) -> list[Row]:
    """Every pattern for these words."""
    blocks, build = build_blocks(words), Builder(words)
    makers = (_dates, _years, _parts_of_years, _near_days, _steps, _lengths, _rates, _clock)
    return [row for make in makers for row in make(words, blocks, build)]


def _dates(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    iso = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)\S*)?"
    numeric = r"(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)"
    last_day = rf"(?:the\s)?(?:{b.any_weekday},?\s)?{LAST_DAY}"  # "Thursday 11 to Tuesday 16 June"
    days, both = rf"{DAY}(?:{RANGE}{last_day})?", rf"{DAY}\sand\s{last_day}"
    month_of = rf"\s(?:day\s)?(?:of\s)?{b.month}{b.container}?"
    to_month = rf"{b.weekday_lead}{b.edge}{b.month}\s(?:the\s)?"
    from_day = rf"{b.weekday_lead}(?:the\s)?"
    holiday = any_of([*words.holidays, *words.easter, *words.orthodox_easter])
    return (
        ("iso", "n", iso, build.iso),
        ("numeric", "n", numeric, build.numeric),
        ("month_day", "m", rf"{to_month}{days}{b.container}?", build.month_day),
        ("month_day", "m", rf"{to_month}{both}{b.container}?", build.month_day),
        ("day_month", "m", rf"{from_day}{days}{month_of}", build.month_day),
        ("day_month", "m", rf"{from_day}{both}{month_of}", build.month_day),
        ("day_of", "m", rf"{from_day}{DAY}(?=\sand\s{last_day}{month_of})", build.day_of),
        ("month", "m", rf"{b.edge}(?:{b.link}\s)?{b.month}{b.container}?", build.month),
        (
            "ordinal_day",
            "n",
            r"(?<=\bon\s)the\s(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=[,.;:)])",
            build.ordinal_day,
        ),
        ("holiday", "h", rf"(?P<holiday>{holiday})(?:{b.container})?", build.holiday),
    )


def _years(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    decades = (
        r"(?:(?P<century>1\d|20)(?P<decade>\d)0s"
        r"|['’‘]?(?P<short>\d)0s"
        r"|(?P<bc>\d{1,3}0)s\s(?:BCE?\b|B\.C\.))"
    )
    return (
        ("year", "n", rf"{b.edge}(?:the\syear\s)?(?:{BC}|{YEAR})(?:\s(?:AD|CE))?", build.year),
        ("bc_start", "n", r"(?P<bc>\d{1,4})(?=\s?(?:[-–—]|to)\s?\d{1,4}\s?(?:BC|B\.C))", build.bc_start),
        ("short_year", "n", r"(?P<first>(?:1\d|20)\d\d)\s?[-–/]\s?(?P<second>\d\d)", build.short_year),
        ("apostrophe_year", "n", r"['’‘](?P<short>\d\d)(?!s)", build.apostrophe_year),
        ("decade", "n", rf"(?:the\s)?{b.edge}{decades}", build.decade),
        ("tens", "t", rf"the\s{b.edge}(?P<tens>{any_of(words.tens)})", build.tens),
        ("century", "u", rf"(?:the\s)?{b.edge}{b.ordinal}[\s-]century(?:\s(?P<era>BCE?\b|B\.C\.))?", build.century),
        ("fiscal", "n", r"(?:FY|fiscal(?:\syear)?\s|financial\syear\s)\s?(?P<year>20\d\d)", build.fiscal),
    )


def _parts_of_years(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    whole = rf"{b.container}?"
    half = r"(?P<ordinal>first|second|latter)[\s-](?P<size>half)"
    return (
        ("quarter", "u", rf"(?:the\s)?{b.ordinal}[\s-](?P<size>quarter){whole}", build.quarter),
        ("half", "n", rf"(?P<letter>[QH])(?P<count>[1-4])(?:{whole})", build.letter),
        ("half_of", "nu", rf"(?:the\s)?{half}{b.container}", build.quarter),
        (
            "half_of_month",
            "m",
            rf"(?:the\s)?(?P<half>first|second|latter)\shalf\sof\s{b.month}{whole}",
            build.half_month,
        ),
        ("season", "s", rf"{b.edge}(?:(?:{b.link}|the)\s)?{b.season}{whole}", build.season),
        ("year_season", "s", rf"{YEAR}\s{b.season}", build.season),
        ("week_of", "u", rf"(?:the\s)?{b.ordinal}\sweek\sof\s{b.month}{whole}", build.week_of),
    )


def _near_days(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    part = rf"(?:\s{b.day_part})?"
    weekday = rf"(?:{b.link}\s|the\s(?=\w+\s(?:before|after)))?{b.weekday}{part}(?!s\b)"
    return (
        ("day", "d", rf"{b.edge}(?P<day>{any_of(words.days)}){part}", build.deictic),
        ("weekend", "u", r"the\sweekend", build.weekend),
        ("part_link", "p", rf"(?:(?:early|late)\s)?(?:{b.link}|the)\s{b.day_part}(?!\s(?:of\sthe))", build.part_link),
        ("overnight", "p", r"overnight", build.overnight),
        ("weekday", "w", weekday, build.weekday),
        ("every_weekday", "w", rf"(?:(?P<every>every|each)\s)?{b.weekday}(?P<plural>s?)", build.every_weekday),
    )


def _steps(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    number = rf"{b.about}{b.number}[\s-]{b.between}{b.unit}"
    way = r"(?P<way>ago|earlier|later|previously|hence|from\snow|before(?=[,.;)]|$)|after(?=[,.;)]|$)|afterwards?)"
    before = (
        r"the\s(?P<unit>day|week|month|year)\s(?P<way>before|previous|earlier|after|following)"
        r"(?!\s(?:the|his|her|its|their|last|yesterday|[A-Z]))"
    )
    return (
        ("link_unit", "up", rf"{b.edge}{b.link}\s{b.between}{b.unit}", build.link_unit),
        ("edge_unit", "u", rf"(?P<edge>{any_of(words.edges)})[-\s]the\s(?:new\s)?{b.unit}", build.edge_unit),
        ("unit_end", "u", r"(?P<unit>year|month|week)(?:['’]s)?[\s-]end", build.unit_end),
        ("unit_before", "u", before, build.unit_before),
        ("ago", "u", rf"{number}\s{way}", build.ago),
        ("reference", "r", rf"(?P<word>{any_of(words.references)})", build.reference),
        ("coming", "u", rf"(?:the\s)?{any_of(words.coming)}\s(?P<unit>(?:day|week|month|year|decade)s?)", build.coming),
    )


def _lengths(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    no_age = r"(?![\s-]olds?)(?!['’]s?\sold)"
    duration = (
        rf"(?:(?:the|these|those|another)\s)?(?:(?P<rel>{any_of(_TENSED)})\s)?"
        rf"{b.about}{b.number}[\s-]{b.between}{b.unit}(?:[\s-]long)?{no_age}"
    )
    past_unit = r"the\s(?P<rel>past|last|coming|next|entire|whole)\s(?P<unit>decade|century|year|month|week|quarter)"
    plural = (
        r"(?P<rel>recent\s|the\scoming\s|coming\s|the\spast\s|the\sfollowing\s)?"
        r"(?P<unit>hour|day|week|month|year|decade|centurie)s"
        r"(?:[\s-]long|\s(?P<way>later|earlier|ago))?(?!\s\d{4})"
    )
    return (
        ("duration", "u", duration, build.duration),
        (
            "number_before",
            "u",
            rf"the\s{b.number}\s(?P<rel>previous|preceding|following|last)\s{b.unit}",
            build.duration,
        ),
        ("past_unit", "u", past_unit, build.past_unit),
        ("plural", "u", plural, build.plural),
        ("minutes", "u", r"(?<=within\s)(?P<unit>minute|second)s", build.minutes),
    )


def _rates(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    number = b.number.replace("(?P<half>", "(?:")
    per = (
        r"(?:(?P<times>once|twice|times)\s(?:a|an|per|every)|per|(?<=[\d%]\s)an?)"
        r"\s(?P<unit>hour|day|week|month|quarter|year)"
    )
    return (
        ("every", "u", rf"(?:every|each)\s(?:(?P<other>other|{number})\s)?{b.unit}", build.every),
        ("per", "u", per, build.per),
        ("frequency", "x", rf"(?:twice-)?(?P<word>{any_of(words.sets)})", build.frequency),
    )


def _clock(words: DateWords, b: Blocks, build: Builder) -> Sequence[Row]:
    minutes = (
        r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
        rf"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?hrs|\shours)?{b.zone}"
    )
    military = (
        r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s(?:UTC|GMT|hours|hrs))"
        rf"{b.zone}(?:\shours|\shrs)?"
    )
    return (
        ("clock", "n", minutes, build.clock),
        ("clock_hour", "n", rf"(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[ap])\.?m(?:\.|\b){b.zone}", build.clock),
        ("clock_o", "n", r"(?P<hour>1?\d)\so['’]clock", build.clock),
        ("clock_military", "n", military, build.clock),
        ("clock_word", "c", rf"(?P<word>{any_of(words.clock)})", build.clock_word),
    )
