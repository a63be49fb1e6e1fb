"""Which time stands with which word, and what it means as a term."""

from __future__ import annotations

from datetime import date

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.understand.analyse import analyse
from communique.understand.dates import find_times
from communique.understand.grammar.calendar import Calendar


def calendar_of(text: str, published: str | None = "2026-03-11") -> Calendar:
    article = Article(id="a", text=text, published=Published(published, "metadata") if published else None)
    analysis = analyse(article)
    return Calendar(article, analysis, find_times(article, analysis, load_lexicon()))


def token(calendar: Calendar, word: str) -> int:
    return next(t.index for t in calendar.analysis.tokens if t.text == word)


TERMS = {
    "by June 30": (None, date(2026, 6, 30)),
    "by the end of June 2026": (None, date(2026, 6, 30)),
    "before the end of May": (None, date(2026, 5, 31)),
    "before 30 June": (None, date(2026, 6, 29)),
    "until Friday": (None, date(2026, 3, 13)),
    "within three months": (date(2026, 3, 11), date(2026, 6, 11)),
    "in about two weeks": (date(2026, 3, 25), date(2026, 3, 25)),
    "within 48 hours": (date(2026, 3, 11), date(2026, 3, 13)),
    "in early April": (date(2026, 4, 1), date(2026, 4, 10)),
    "by the middle of 2027": (None, date(2027, 6, 30)),
    "next month": (date(2026, 4, 1), date(2026, 4, 30)),
}


@pytest.mark.parametrize("words", TERMS)
def test_terms(words: str) -> None:
    calendar = calendar_of(f"The ministry will finish the road {words}.")
    due = calendar.due(calendar.times[0])
    assert due is not None
    assert (due.from_on, due.to_on) == TERMS[words]


@pytest.mark.parametrize("words", ["for three months", "every Monday", "soon", "over the past decade"])
def test_what_sets_no_term(words: str) -> None:
    calendar = calendar_of(f"The ministry has paid for the road {words}.")
    assert [calendar.due(time) for time in calendar.times] in ([None], [])


def test_no_term_from_a_length_without_a_day_to_count_from() -> None:
    calendar = calendar_of("The ministry will finish the road within three months.", published=None)
    assert calendar.due(calendar.times[0]) is None


def test_governing_keeps_clauses_apart() -> None:
    calendar = calendar_of("She said on Monday that the road would open in June.")
    said, opened = (calendar.governing(token(calendar, word)) for word in ("said", "open"))
    assert said is not None
    assert opened is not None
    assert (said.when.value, opened.when.value) == ("2026-03-09", "2026-06")


def test_lookup_by_place() -> None:
    text = "In June the road opens. In 2027 the bridge follows on 3 May."
    calendar = calendar_of(text)
    assert [t.evidence.quote for t in calendar.times_in(24, len(text))] == ["2027", "3 May"]
    best = calendar.time_in(24, len(text))
    assert best is not None
    assert best.evidence.quote == "3 May"
    nearest = calendar.nearest(token(calendar, "road"))
    assert nearest is not None
    assert nearest.evidence.quote == "June"
    assert calendar.covering(token(calendar, "June")) is nearest
