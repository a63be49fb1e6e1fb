"""Is this news of its day, or history told long after? Decided from the times in the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.understand.timex.forms import Phrase

MIN_DATED, UNDATED_MIN_YEARS = 5, 8  # far months and days, explicit years; fewer are no basis to judge by
MANY_YEARS, MANY_PHRASES = 15, 30  # or so many years, or so many times of which none is counted from the day
FAR_SHARE, NEWSY_SHARE = 0.6, 0.1


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
