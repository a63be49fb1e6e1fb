"""What a time phrase says, before anything outside the phrase settles when that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.finding import TimexType

Base = Literal["", "published", "text", "near"]
Edge = Literal["", "start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Form:
    """`value` is set when the phrase alone settles it; else the calendar parts that the phrase names are set.

    `year` is negative before Christ. `steps` of `unit` count from the day of publication (`base` "published": "last
    week") or from the time last told (`base` "text": "three days later"); with `month`, `weekday`, `part` and no unit
    they choose among these ("next May"). `part`: "SP", "Q3", "H2", "W-1" (last week of). `of` is the time that this one
    lies in ("the spring [of next year]"). `clock`: "T15:00", "TMO". `other_day`: the second reading of "3/10/2024".
    """

    type: TimexType
    value: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    part: str = ""
    clock: str = ""
    unit: str = ""
    steps: int = 0
    base: Base = ""
    of: Form | None = None
    edge: Edge = ""
    other_day: tuple[int, int] | None = None

    @property
    def needs_anchor(self) -> bool:
        return not self.value and self.year is None and self.of is None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Code points [start, end) and what they say; `rule` is the name of the pattern that matched."""

    start: int
    end: int
    rule: str
    form: Form
