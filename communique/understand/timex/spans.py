"""Matches that speak of lengths and rates: DURATION, SET, and steps by a number of units."""

from __future__ import annotations

import re

from communique.lexicon.dates import DateWords
from communique.understand.timex.forms import Form

Match = re.Match[str]
_CLOCK_UNITS = {"TS": "S", "TM": "M", "TH": "H"}
_LATER = ("later", "hence", "from now", "after", "afterward", "afterwards")
_FROM_TODAY = ("ago", "hence", "from now")


def make_duration(number: str, unit: str) -> str:
    """TIMEX3 value of `number` ("3", "2.5", "X") units.

    >>> make_duration("3", "M"), make_duration("48", "TH"), make_duration("2", "2W")
    ('P3M', 'PT48H', 'P4W')
    """
    if unit in _CLOCK_UNITS:
        return f"PT{number}{_CLOCK_UNITS[unit]}"
    if unit == "2W":
        return f"P{int(number) * 2}W" if number.isdigit() else f"P{number}W"
    return f"P{number}{unit}"


class SpanBuilder:
    """The part of the Builder that reads numbers and units."""

    def __init__(self, words: DateWords) -> None:
        self.words = words

    def _number(self, text: str) -> str:
        """Digits of a number word ("twenty-one" -> "21"), "X" for "several".

        "half a" is not read here: "half a year" is no number of years.
        """
        word = " ".join(text.lower().replace("-", " ").split())
        if word in self.words.vague_numbers:
            return "X"
        if word[0].isdigit():
            return word.replace(",", "")
        return str(sum(self.words.numbers[w] for w in word.split()))

    def _ordinal(self, match: Match) -> int:
        word = match["ordinal"].lower()
        return int(re.sub(r"\D", "", word)) if word[0].isdigit() else self.words.ordinals.get(word, 0)

    def _count(self, match: Match) -> tuple[str, str] | None:
        """(number, unit code) of "three consecutive days"; None where the words count something else."""
        number, unit = self._number(match["number"]), self.words.units[match["unit"].lower()]
        one = number == "1"
        if re.fullmatch(r"(?:19|20)\d\d", number) and not match["plural"]:
            return None  # "2018 day five"
        if unit == "TS" and (one or not match["plural"]):
            return None  # "a second round"
        if unit == "Q" and ("consecutive" not in match[0] and "straight" not in match[0]):
            return None  # "three quarters of the votes"
        if unit in ("CE", "WE", "DE") and match["unit"].lower() == "centurie" and not match["plural"]:
            return None
        if match["plural"] and one and match["number"].lower() in ("a", "an"):
            return None
        if match["half"]:
            number = f"{number}.5"
        if unit == "WE":
            return None
        return number, unit

    def duration(self, match: Match) -> Form | None:
        count = self._count(match)
        if count is None:
            return None
        words = match[0].lower()
        if "-" in words and not match["plural"] and match.string[match.end() : match.end() + 4] == "-old":
            return None
        number = match["number"].lower()
        # "a year" is a length only where the words say so: "for a year", "over a day", not "a year of hope"
        if number in ("a", "an") and not _is_measured(match):
            return None
        return Form("DURATION", value=make_duration(*count))

    def past_unit(self, match: Match) -> Form | None:
        """ "over the past decade": a length; "the past year" likewise."""
        unit, rel = self.words.units[match["unit"].lower()], match["rel"].lower()
        if rel in ("last", "next", "coming") and unit not in ("DE", "CE"):
            if rel == "last" and not re.search(
                r"\b(?:over|during|for|in|within)\s$", match.string[: match.start()][-8:]
            ):
                return None
            if rel != "last":
                return None
        return Form("DURATION", value=make_duration("1", unit))

    def plural(self, match: Match) -> Form | None:
        unit = self.words.units[match["unit"].lower()]
        rel = (match["rel"] or "").lower()
        if match["way"]:
            return Form("DATE", value="FUTURE_REF" if match["way"].lower() == "later" else "PAST_REF")
        if "coming" in rel:
            return Form("DATE", value="FUTURE_REF")
        if "recent" in rel and unit in ("D", "W"):
            return Form("DATE", value="PAST_REF")
        return Form("DURATION", value=make_duration("X", unit))

    def minutes(self, match: Match) -> Form | None:
        return Form("DURATION", value=make_duration("X", self.words.units[match["unit"].lower()]))

    def coming(self, match: Match) -> Form | None:
        if not match["unit"].lower().endswith("s"):
            steps_unit = self.words.units[match["unit"].lower()]
            return Form("DATE", unit=steps_unit, steps=1, base="published")
        return Form("DATE", value="FUTURE_REF")

    def every(self, match: Match) -> Form | None:
        unit, other = self.words.units[match["unit"].lower()], (match["other"] or "").lower()
        if other and other != "other":
            return Form("SET", value=make_duration(self._number(match["number"]), unit))
        if other == "other":
            return Form("SET", value=make_duration("2", unit))
        fixed = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
        return Form("SET", value=fixed.get(unit) or make_duration("1", unit))

    def per(self, match: Match) -> Form | None:
        return Form("SET", value=make_duration("1", self.words.units[match["unit"].lower()]))

    def frequency(self, match: Match) -> Form | None:
        return Form("SET", value=self.words.sets[match["word"].lower()])

    def ago(self, match: Match) -> Form | None:
        count = self._count(match)
        if count is None:
            return None
        number, unit = count
        way = " ".join(match["way"].lower().split())
        ahead = way in _LATER
        if not number.isdigit():
            return Form("DATE", value="FUTURE_REF" if ahead else "PAST_REF")
        if unit in _CLOCK_UNITS:
            days = int(number) // 24 if unit == "TH" else 0
            if days * 24 != int(number) or unit != "TH":
                return Form("TIME", value="FUTURE_REF" if ahead else "PAST_REF")
            number, unit = str(days), "D"
        if unit == "2W":
            number, unit = str(2 * int(number)), "W"
        steps = int(number) if ahead else -int(number)
        return Form("DATE", unit=unit, steps=steps, base="published" if way in _FROM_TODAY else "text")


def _is_measured(match: Match) -> bool:
    """ "for a year", "within a week", "over a decade", "a year-long": the article counts."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if match[0].lower().split()[0] not in ("a", "an"):
        return True
    if re.search(
        r"(?:for|in|within|over|under|after|about|than|nearly|almost|lasting|lasted|last|took|take|takes|around|every|once|least)\s$",
        before,
    ):
        return True
    return match[0].lower().endswith("long") or match.string.startswith((" after", " before"), match.end())
