"""Laws of times: they move with the publication day, and words that tell no time change nothing."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Time
from communique.record.language import Analysis
from communique.understand.analyse import analyse
from communique.understand.dates import find_times

DAILY = "He came yesterday, left two days ago, returns tomorrow and spoke today at 15:00. On October 3, 2024 she died."
WEEKLY = "He came last week and on Tuesday, and he will leave on Friday. Next week she will return."
NEUTRAL = "The building stands on a hill above the town."
RELATIVE = 4


@cache
def analysis_of(text: str) -> Analysis:
    return analyse(Article(id="a", text=text))


def times_of(text: str, published: date | None) -> tuple[Time, ...]:
    known = Published(published.isoformat(), "metadata") if published else None
    return find_times(Article(id="a", text=text, published=known), analysis_of(text), load_lexicon())


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1))


@settings(deadline=None)
@given(day=days, moved=st.integers(min_value=-4000, max_value=4000))
def test_relative_days_move_with_the_publication_day(day: date, moved: int) -> None:
    here, there = times_of(DAILY, day), times_of(DAILY, day + timedelta(days=moved))
    assert len(here) == len(there) == RELATIVE + 2
    for a, b in zip(here[:RELATIVE], there[:RELATIVE], strict=True):
        assert a.when.from_on is not None
        assert b.when.from_on == a.when.from_on + timedelta(days=moved)
    assert here[-1].when == there[-1].when


@settings(deadline=None)
@given(day=days, weeks=st.integers(min_value=-500, max_value=500))
def test_weeks_and_weekdays_move_by_weeks(day: date, weeks: int) -> None:
    here, there = times_of(WEEKLY, day), times_of(WEEKLY, day + timedelta(weeks=weeks))
    for a, b in zip(here, there, strict=True):
        assert a.when.from_on is not None
        assert b.when.from_on == a.when.from_on + timedelta(weeks=weeks)


@settings(deadline=None)
@given(day=days)
def test_weekdays_lie_within_a_week_on_the_side_of_their_verb(day: date) -> None:
    _, tuesday, friday, _ = (time.when.from_on for time in times_of(WEEKLY, day))
    assert tuesday is not None
    assert friday is not None
    assert (tuesday.isoweekday(), friday.isoweekday()) == (2, 5)
    assert day - timedelta(days=6) <= tuesday <= day <= friday <= day + timedelta(days=6)


@pytest.mark.parametrize("text", [DAILY, WEEKLY])
@pytest.mark.parametrize("published", [date(2024, 10, 5), None])
def test_a_neutral_paragraph_in_front_moves_spans_alone(text: str, published: date | None) -> None:
    front = NEUTRAL + "\n\n"
    before, after = times_of(text, published), times_of(front + text, published)
    assert [(t.type, t.when, t.doubts, t.evidence.start + len(front)) for t in before] == [
        (t.type, t.when, t.doubts, t.evidence.start) for t in after
    ]


@settings(deadline=None)
@given(text=st.text(alphabet="0123456789 /.-:,QHMaypOctbr'’snd", max_size=60))
def test_any_digits_and_signs_can_be_read(text: str) -> None:
    article = Article(id="a", text=text, published=Published("2024-10-05", "metadata"))
    for time in find_times(article, analyse(article), load_lexicon()):
        assert time.evidence.quote == text[time.evidence.start : time.evidence.end]
