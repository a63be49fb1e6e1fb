"""History told long after its days: months belong to the year last told, not to the day of publication."""

from __future__ import annotations

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.understand.analyse import analyse
from communique.understand.dates import find_times

HISTORY = (
    "The canal was begun in April 1861 and opened on 3 May 1869. In June the first ships passed. "
    "Two days later the lock broke. On 12 July 1869 it was repaired, and the following month traffic resumed. "
    "In December 1870 the company failed. In January it was sold. A year later, in March 1872, a bank took over. "
    "The bridge (built in 1901) still stands. In October of that year the toll was raised."
)
NEWS = (
    "The two ministers met on Tuesday. Relations were opened in May 1992 and cut in June 2008. "
    "A treaty was signed in March 1994. The talks will go on in May."
)


def told(text: str, published: str) -> list[tuple[str, str]]:
    article = Article(id="a", text=text, published=Published(published, "metadata"))
    times = find_times(article, analyse(article), load_lexicon())
    return [(time.evidence.quote, time.when.value) for time in times]


def test_months_take_the_year_last_told() -> None:
    found = told(HISTORY, "2024-10-05")
    assert ("June", "1869-06") in found
    assert ("the following month", "1869-08") in found


def test_a_year_turns_between_december_and_january() -> None:
    assert ("January", "1871-01") in told(HISTORY, "2024-10-05")


def test_brackets_are_asides() -> None:
    assert ("October of that year", "1872-10") in told(HISTORY, "2024-10-05")


def test_days_are_not_counted_from_a_month() -> None:
    assert ("Two days later", "1869-06-XX") in told(HISTORY, "2024-10-05")


def test_news_with_old_dates_stays_news() -> None:
    found = told(NEWS, "2024-10-05")
    assert ("Tuesday", "2024-10-01") in found
    assert ("May", "2025-05") in found
