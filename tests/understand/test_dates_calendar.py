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
    "in the next 10 years": (date(2026, 3, 11), date(2036, 3, 11)),
    "within a 30-day period": (date(2026, 3, 11), date(2026, 4, 10)),
    "by the middle of 2027": (None, date(2027, 6, 30)),
    "next month": (date(2026, 4, 1), date(2026, 4, 30)),
}


@pytest.mark.parametrize("words", TERMS)
def test_terms(words: str) -> None:
    due = terms(f"The ministry will finish the road {words}.")[0]
    assert due is not None
    assert (due.from_on, due.to_on) == TERMS[words]


@pytest.mark.parametrize(
    "words", ["for three months", "in a 25-year plan", "every Monday", "soon", "over the past decade"]
)
def test_what_sets_no_term(words: str) -> None:
    assert terms(f"The ministry has paid for the road {words}.") in ([None], [])


def test_no_term_from_a_length_without_a_day_to_count_from() -> None:
    assert terms("The ministry will finish the road within three months.", published=None)[0] is None


UP_TO = {
    "Norway will keep the border closed through Friday.": ("2026-03-13",),
    "The summit runs through Saturday.": ("2026-03-14",),
    "The truce was extended until Friday.": ("2026-03-13",),
    "Berg announced an extension of the truce until Friday.": ("2026-03-13",),
    "Norway gave Chile until Friday to answer.": ("2026-03-13",),
    "The session was adjourned until Monday.": ("2026-03-16",),
    "Norway kept the border closed through Friday.": ("2026-03-06",),
    "Protests continued until Friday.": ("2026-03-06",),
    "Berg gave a briefing on Friday.": ("2026-03-06",),
    "Berg will visit Oslo from Thursday 11 to Tuesday 16 June.": ("2026-06-11/2026-06-16",),
    "The talks will be held on Thursday, 12 and Friday, 13 March.": ("2026-03-12/2026-03-13",),
    "The talks will be held on 12 and 17 March.": ("2026-03-12", "2026-03-17"),
    "The talks were held on March 2 and 9.": ("2026-03-02",),
    "The talks were held on 2 and 9 March 2025.": ("2025-03-02", "2025-03-09"),
}


@pytest.mark.parametrize("text", UP_TO)
def test_several_days_and_days_up_to_one(text: str) -> None:
    article = Article(id="a", text=text, published=Published("2026-03-11", "metadata"))
    times = find_times(article, analyse(article), load_lexicon())
    assert tuple(time.when.value for time in times) == UP_TO[text]
