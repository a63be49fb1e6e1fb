"""What a time means as a term."""

from __future__ import annotations

from datetime import date

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import When
from communique.understand.analyse import analyse
from communique.understand.dates import find_times
from communique.understand.grammar.calendar import Calendar


def terms(text: str, published: str | None = "2026-03-11") -> list[When | None]:
    article = Article(id="a", text=text, published=Published(published, "metadata") if published else None)
    analysis = analyse(article)
    calendar = Calendar(article, analysis)
    return [calendar.due(time) for time in find_times(article, analysis, load_lexicon())]


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
    due = terms(f"The ministry will finish the road {words}.")[0]
    assert due is not None
    assert (due.from_on, due.to_on) == TERMS[words]


@pytest.mark.parametrize("words", ["for three months", "every Monday", "soon", "over the past decade"])
def test_what_sets_no_term(words: str) -> None:
    assert terms(f"The ministry has paid for the road {words}.") in ([None], [])


def test_no_term_from_a_length_without_a_day_to_count_from() -> None:
    assert terms("The ministry will finish the road within three months.", published=None)[0] is None
