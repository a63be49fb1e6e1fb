"""A pattern's match -> Form: one method per pattern of `grammar.py`; None when the words turn out to be no time."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.lexicon.dates import DateWords
from communique.understand.timex.forms import Base, Edge, Form
from communique.understand.timex.spans import SpanBuilder

_SMALL_WORDS = frozenset(
    {"and", "or", "but", "to", "that", "which", "who", "when", "as", "it", "he", "she", "they", "we", "have"}
)
_CENTURY_CUT = 50  # "'82" is 1982, "'08" is 2008. Source: POSIX pivots at 69; years to come are rarely abbreviated

_SPANNING = ("between ", "Between ")

Match = re.Match[str]


def clean(text: str) -> str:
    """Lower case, any white space one blank."""
    return " ".join(text.lower().split())


class Builder(SpanBuilder):
    """Reads matches; `words` gives the meanings."""

    def __init__(self, words: DateWords) -> None:
        super().__init__(words)

    # -- pieces

    def _group(self, match: Match, name: str) -> str:
        found = match.groupdict().get(name)
        return clean(found) if found else ""

    def _year(self, match: Match) -> int | None:
        groups = match.groupdict()
        if groups.get("bc"):
            return -int(groups["bc"])
        return int(groups["year"]) if groups.get("year") else None

    def _container(self, match: Match) -> Form | None:
        """The year that the phrase names by a step: "of last year", "of that year"."""
        link = self._group(match, "of_link")
        if not link:
            return None
        if link in ("the", "the new"):
            return Form(
                "DATE", unit="Y", steps=1 if "new" in link else 0, base="near" if link == "the" else "published"
            )
        steps, base = self.words.links[link]
        return Form("DATE", unit="Y", steps=steps, base=_as_base(base))

    def _edge(self, match: Match) -> Edge:
        return self.words.edges.get(self._group(match, "edge"), "")  # type: ignore[return-value]

    def _month(self, match: Match) -> int | None:
        """Month names are written with a capital; "may" and "march" in small letters are other words."""
        name = match["month"]
        return self.words.months[name.lower().rstrip(".")] if name[0].isupper() else None

    def _weekday(self, match: Match) -> int | None:
        return self.words.weekdays.get(self._group(match, "weekday").rstrip("."))

    def _link(self, match: Match) -> tuple[int, Base]:
        link = self._group(match, "link")
        if not link:
            return 0, ""
        steps, base = self.words.links[link]
        return steps, _as_base(base)

    # -- dates

    def iso(self, match: Match) -> Form | None:
        month, day = int(match["month"]), int(match["day"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        clock = f"T{match['hour']}:{match['minute']}" if match["hour"] else ""
        return Form("TIME" if clock else "DATE", year=int(match["year"]), month=month, day=day, clock=clock)

    def numeric(self, match: Match) -> Form | None:
        """Dots: the day stands first. Strokes: whichever is over 12 is the day, else both readings stay open."""
        one, two, year = int(match["one"]), int(match["two"]), match["year"]
        if len(year) == 2 and match["sign"] == ".":
            return None
        full = int(year) if len(year) == 4 else _full_year(int(year))
        if not (0 < one <= 31 and 0 < two <= 31) or (one > 12 and two > 12):
            return None
        if match["sign"] == "." or one > 12:
            return Form("DATE", year=full, month=two, day=one) if two <= 12 else None
        if two > 12:
            return Form("DATE", year=full, month=one, day=two)
        other = None if one == two else (one, two)
        return Form("DATE", year=full, month=two, day=one, other_day=other)

    def month_day(self, match: Match) -> Form | None:
        month = self._month(match)
        if month is None:
            return None
        day, last = int(match["day"]), match["last"]
        span = match.string[: match.start()].endswith(_SPANNING)  # "between 1 and 5 April"
        if last and (int(last) <= day or (" and " in match[0] and int(last) != day + 1 and not span)):
            return None
        return Form(
            "DATE", year=self._year(match), month=month, day=day, last_day=int(last) if last else None,
            weekday=self._weekday(match), of=self._container(match), edge=self._edge(match),
        )  # fmt: skip

    def day_of(self, match: Match) -> Form | None:
        """The first of two days of a month that are no neighbours: "[12] and 17 March"."""
        month = self._month(match)
        if month is None:
            return None
        return Form(
            "DATE", year=self._year(match), month=month, day=int(match["day"]), weekday=self._weekday(match),
            of=self._container(match),
        )  # fmt: skip

    def month(self, match: Match) -> Form | None:
        month = self._month(match)
        if month is None or (match["month"].isupper() and len(match["month"]) == 3 and not match["year"]):
            return None
        steps, base = self._link(match)
        return Form(
            "DATE", year=self._year(match), month=month, of=self._container(match), edge=self._edge(match),
            steps=steps, base=base,
        )  # fmt: skip

    def half_month(self, match: Match) -> Form | None:
        form = self.month(match)
        return replace(form, edge="start" if match["half"].lower() == "first" else "end") if form else None

    def week_of(self, match: Match) -> Form | None:
        form = self.month(_Without(match))  # type: ignore[arg-type]
        return replace(form, part=f"W{self._ordinal(match)}") if form else None

    def year(self, match: Match) -> Form | None:
        return Form("DATE", year=self._year(match), edge=self._edge(match))

    def short_year(self, match: Match) -> Form | None:
        """ "2024/25": from the first year to the second."""
        first, second = match["first"], match["second"]
        if int(second) <= int(first[2:]):
            return None
        return Form("DATE", value=f"{first}/{first[:2]}{second}")

    def apostrophe_year(self, match: Match) -> Form | None:
        return Form("DATE", year=_full_year(int(match["short"])))

    def fiscal(self, match: Match) -> Form | None:
        return Form("DATE", value=f"FY{match['year']}")

    # -- parts of years

    def decade(self, match: Match) -> Form | None:
        edge = self._edge(match)
        if match["bc"]:
            return Form("DATE", value=f"BC{int(match['bc']) // 10:03d}", edge=edge)
        if match["short"]:
            return Form("DATE", value=f"19{match['short']}", edge=edge) if int(match["short"]) >= 2 else None
        return Form("DATE", value=f"{match['century']}{match['decade']}", edge=edge)

    def tens(self, match: Match) -> Form | None:
        return Form("DATE", value=f"19{self.words.tens[match['tens'].lower()]}", edge=self._edge(match))

    def century(self, match: Match) -> Form | None:
        number = self._ordinal(match)
        if number < 1:
            return None
        return Form("DATE", value=f"{'BC' if match['era'] else ''}{number - 1:02d}", edge=self._edge(match))

    def quarter(self, match: Match) -> Form | None:
        size, year, of = match["size"].lower(), self._year(match), self._container(match)
        number = 2 if match["ordinal"].lower() == "latter" else self._ordinal(match)
        most = 4 if size == "quarter" else 2
        if match["ordinal"].lower() == "last" and most == 4 and year is None and of is None:
            return Form("DATE", unit="Q", steps=-1, base="published")
        number = most if number == -1 else number
        if number > most or (size == "half" and year is None and of is None):
            return None
        return Form("DATE", year=year, of=of, part=f"{'Q' if most == 4 else 'H'}{number}")

    def bc_start(self, match: Match) -> Form | None:
        """The first year of "490-480 BC"."""
        return Form("DATE", year=-int(match["bc"]))

    def ordinal_day(self, match: Match) -> Form | None:
        return Form("DATE", day=int(match["day"]), unit="M", base="near")

    def letter(self, match: Match) -> Form | None:
        if match["letter"].islower() or (match["letter"] == "H" and int(match["count"]) > 2):
            return None
        return Form("DATE", year=self._year(match), of=self._container(match), part=match["letter"] + match["count"])

    def season(self, match: Match) -> Form | None:
        steps, base = self._link(match)
        form = Form(
            "DATE", year=self._year(match), of=self._container(match), part=self.words.seasons[match["season"].lower()],
            steps=steps, base=base, edge=self._edge(match),
        )  # fmt: skip
        bare = (
            form.needs_anchor
            and not base
            and not self._group(match, "edge")
            and not match[0].lower().startswith("the ")
        )
        before = match.string[max(0, match.start() - 4) : match.start()].lower()
        if (
            bare
            and not before.endswith(("in ", "by ", "of ", "nd "))
            and match["season"].lower() not in ("summer", "winter", "autumn")
        ):
            return None
        return form

    def holiday(self, match: Match) -> Form | None:
        name = clean(match["holiday"]).replace("’", "'")
        if not match["holiday"][0].isupper():
            return None
        year, of = self._year(match), self._container(match)
        if name in self.words.easter:
            return Form("DATE", year=year, of=of, part=f"E{self.words.easter[name]}")
        if name in self.words.orthodox_easter:
            return Form("DATE", year=year, of=of, part=f"EO{self.words.orthodox_easter[name]}")
        month, day = self.words.holidays[name].split("-")
        return Form("DATE", year=year, of=of, month=int(month), day=int(day), part="F")

    # -- steps

    def _part(self, match: Match) -> str:
        """The part of the day that is named ("MO"), or ""."""
        return self.words.day_parts[match["part"].lower()] if match["part"] else ""

    def deictic(self, match: Match) -> Form | None:
        word = clean(match["day"])
        clock = self._part(match)
        clock = "TNI" if word == "tonight" else clock
        return Form("TIME" if clock else "DATE", unit="D", steps=self.words.days[word], base="published", clock=clock)

    def link_unit(self, match: Match) -> Form | None:
        unit = self.words.units[match["unit"].lower()]
        if unit in ("TS", "TM", "TH", "2W") or match["unit"].lower() == "night" or match["plural"]:
            return None
        steps, base = self._link(match)
        return Form("DATE", unit=unit, steps=steps, base=base, edge=self._edge(match))

    def edge_unit(self, match: Match) -> Form | None:
        """ "the end of the year": of the year in which the text stands, else of the day of publication."""
        unit = self.words.units[match["unit"].lower()]
        if unit in ("TS", "TM", "TH", "2W", "CE") or match["plural"]:
            return None
        new = re.search(r"\snew\s", match[0], re.IGNORECASE) is not None
        return Form(
            "DATE", unit=unit, steps=1 if new else 0, base="published" if new else "near", edge=self._edge(match)
        )

    def weekend(self, match: Match) -> Form | None:
        return Form("DATE", unit="WE", steps=0, base="published")

    def unit_end(self, match: Match) -> Form | None:
        return Form("DATE", unit=self.words.units[match["unit"].lower()], base="near", edge="end")

    def unit_before(self, match: Match) -> Form | None:
        steps = 1 if match["way"].lower() in ("after", "following") else -1
        return Form("DATE", unit=self.words.units[match["unit"].lower()], steps=steps, base="text")

    def part_link(self, match: Match) -> Form | None:
        steps, base = self._link(match)
        clock = self.words.day_parts[match["part"].lower()]
        if match["part"].lower() == "dawn":
            return None
        if base == "text" and steps:
            return Form("TIME", unit="D", steps=steps, base="text", clock=clock)
        if not base:
            return Form("TIME", unit="D", base="text", clock=clock)
        return Form("TIME", unit="D", steps=steps, base=base, clock=clock)

    def weekday(self, match: Match) -> Form | None:
        day = match["weekday"]
        if not day[0].isupper():
            return None
        steps, base = self._link(match)
        clock = self._part(match)
        kind = "TIME" if clock else "DATE"
        return Form(kind, weekday=self.words.weekdays[day.lower()], steps=steps, base=base, clock=clock)  # type: ignore[arg-type]

    def every_weekday(self, match: Match) -> Form | None:
        if not (match["every"] or match["plural"]) or not match["weekday"][0].isupper():
            return None
        return Form("SET", value=f"XXXX-WXX-{self.words.weekdays[match['weekday'].lower()]}")

    # -- clock

    def clock(self, match: Match) -> Form | None:
        """Hours of the day; a bare "6.30" is a number, so a full stop needs a.m., p.m. or a zone beside it."""
        groups = match.groupdict()
        hour, half, zone = int(match["hour"]), (groups.get("half") or "").lower(), self._group(match, "zone")
        named = half or zone or re.search(r"hrs|hours|clock", match[0])
        if not named and (":" not in match[0]):
            return None
        if half and hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        zulu = "Z" if zone.upper() in self.words.zulu else ""
        return Form("TIME", clock=f"T{hour:02d}:{groups.get('minute') or '00'}{zulu}")

    def clock_word(self, match: Match) -> Form | None:
        return Form("TIME", clock=self.words.clock[match["word"].lower()])

    def overnight(self, match: Match) -> Form | None:
        return Form("TIME", unit="D", base="text", clock="TNI")

    def reference(self, match: Match) -> Form | None:
        word = clean(match["word"])
        if word == "the past":
            following = re.match(r"\s([a-z]+)", match.string[match.end() :])
            if following and following[1] not in _SMALL_WORDS:
                return None
        return Form("DATE", value=self.words.references[word])


class _Without:
    """A match of a pattern that has no edge and no link group, as `month` wants to see it."""

    def __init__(self, match: Match) -> None:
        self._match = match

    def __getitem__(self, name: str | int) -> str | None:
        found: str | None = self._match[name]
        return found

    def groupdict(self) -> dict[str, str | None]:
        return {k: v for k, v in self._match.groupdict().items() if k not in ("edge", "link")}


def _as_base(name: str) -> Base:
    return "published" if name == "published" else "text"


def _full_year(short: int) -> int:
    return short + (2000 if short < _CENTURY_CUT else 1900)
