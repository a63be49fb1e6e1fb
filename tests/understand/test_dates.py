"""Time expressions of news: what counts as one, its TIMEX3 value, its days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Time
from communique.understand.analyse import analyse
from communique.understand.dates import find_times

SATURDAY = "2024-10-05"


def times_of(text: str, published: str | None = SATURDAY) -> tuple[Time, ...]:
    article = Article(id="a", text=text, published=Published(published, "metadata") if published else None)
    return find_times(article, analyse(article), load_lexicon())


def told(text: str, published: str | None = SATURDAY) -> dict[str, str]:
    """{words: value} of the times of a text."""
    return {time.evidence.quote: time.when.value for time in times_of(text, published)}


ABSOLUTE = {
    "3 October 2024": "2024-10-03",
    "October 3, 2024": "2024-10-03",
    "Oct. 3, 2024": "2024-10-03",
    "2024-10-03": "2024-10-03",
    "03.10.2024": "2024-10-03",
    "13/10/2024": "2024-10-13",
    "10/13/2024": "2024-10-13",
    "the 3rd of October, 2024": "2024-10-03",
    "October 3-5, 2024": "2024-10-03/2024-10-05",
    "3–5 October 2024": "2024-10-03/2024-10-05",
    "October 2024": "2024-10",
    "the 1990s": "199",
    "the mid-1990s": "199",
    "the 19th century": "18",
    "Q3 2026": "2026-Q3",
    "the third quarter of 2026": "2026-Q3",
    "H2 2026": "2026-H2",
    "the second half of 2026": "2026-H2",
    "FY2026": "FY2026",
    "the summer of 2026": "2026-SU",
    "490 BC": "BC0490",
    "early 2027": "2027",
    "the end of June 2026": "2026-06",
    "mid-December 2025": "2025-12",
    "Easter 2025": "2025-04-20",
}


@pytest.mark.parametrize("words", ABSOLUTE)
def test_absolute_times_need_no_publication_day(words: str) -> None:
    found = times_of(f"The rule was changed in {words}.", published=None)
    assert [(t.evidence.quote, t.when.value, t.when.anchor, t.doubts) for t in found] == [
        (words, ABSOLUTE[words], None, ())
    ]


RELATIVE = {
    "today": "2024-10-05",
    "yesterday": "2024-10-04",
    "the day before yesterday": "2024-10-03",
    "last week": "2024-W39",
    "last month": "2024-09",
    "last year": "2023",
    "two days ago": "2024-10-03",
    "three months ago": "2024-07",
    "on Tuesday": "2024-10-01",
    "on Saturday": "2024-10-05",
    "last Saturday": "2024-09-28",
    "in May": "2024-05",
    "in November": "2023-11",
    "last May": "2024-05",
    "last summer": "2024-SU",
    "on October 3": "2024-10-03",
    "on 31 December": "2023-12-31",
    "early this year": "2024",
    "late last month": "2024-09",
    "this morning": "2024-10-05TMO",
    "on Friday evening": "2024-10-04TEV",
    "at 15:00 on Friday": "2024-10-04T15:00",
    "in the first quarter of this year": "2024-Q1",
}


@pytest.mark.parametrize("words", RELATIVE)
def test_what_has_been_lies_before_the_publication_day(words: str) -> None:
    found = times_of(f"The minister met the envoy {words}.")
    assert [time.when.value for time in found] == [RELATIVE[words]]
    assert found[0].when.anchor == "published 2024-10-05"


COMING = {
    "tomorrow": "2024-10-06",
    "tonight": "2024-10-05TNI",
    "next week": "2024-W41",
    "next year": "2025",
    "on Tuesday": "2024-10-08",
    "next Tuesday": "2024-10-08",
    "in May": "2025-05",
    "in November": "2024-11",
    "next May": "2025-05",
    "next winter": "2024-WI",
    "on 10 January": "2025-01-10",
    "by the end of the year": "2024",
    "at the beginning of the new year": "2025",
    "before Christmas": "2024-12-25",
    "before Orthodox Easter": "2025-04-20",
}


@pytest.mark.parametrize("words", COMING)
def test_what_is_to_come_lies_after_it(words: str) -> None:
    found = times_of(f"The minister will meet the envoy {words}.")
    assert [time.when.value for time in found] == [COMING[words]]


def test_one_sentence_may_look_both_ways() -> None:
    found = told("He said on Tuesday that the talks would resume on Monday.")
    assert found == {"Tuesday": "2024-10-01", "Monday": "2024-10-07"}


def test_an_invitation_looks_ahead() -> None:
    assert told("She invited the speaker to a forum in Vienna in March.") == {"March": "2025-03"}


def test_a_day_next_to_the_article_is_meant_whatever_the_tense() -> None:
    assert told("The exhibition is to run from October 1 in Riga.") == {"October 1": "2024-10-01"}


LENGTHS = {
    "for five years": ("DURATION", "P5Y"),
    "within three months": ("DURATION", "P3M"),
    "for two and a half years": ("DURATION", "P2.5Y"),
    "within 48 hours": ("DURATION", "PT48H"),
    "over the past decade": ("DURATION", "P1DE"),
    "for several weeks": ("DURATION", "PXW"),
    "every Monday": ("SET", "XXXX-WXX-1"),
    "annually": ("SET", "P1Y"),
    "every two months": ("SET", "P2M"),
    "twice a week": ("SET", "P1W"),
    "now": ("DATE", "PRESENT_REF"),
    "recently": ("DATE", "PAST_REF"),
    "in the coming weeks": ("DATE", "FUTURE_REF"),
}


@pytest.mark.parametrize("words", LENGTHS)
def test_lengths_rates_and_references_cover_no_day(words: str) -> None:
    (time,) = times_of(f"The parties have worked together {words}.")
    assert (time.type, time.when.value) == LENGTHS[words]
    assert (time.when.from_on, time.when.to_on) == (None, None)


NO_TIMES = (
    "The Council adopted Resolution 1540 and Resolution 2231.",
    "They support the 2030 Agenda and the Minsk-2015 package.",
    "Flight 1915 carried 2000 passengers and 1950 kilograms of mail.",
    "Article 1920 of the code was read aloud.",
    "The envoy is 45 years old; his deputy is a 27-year-old lawyer.",
    "Mr May met Ms. April Jones, and May said that he may march.",
    "Prices may fall; nobody knows how far they will spring back.",
    "A second round is needed, and three quarters of the members agree.",
    "They paid $2024 and 1999 euros.",
)


@pytest.mark.parametrize("text", NO_TIMES)
def test_numbers_and_names_that_are_no_times(text: str) -> None:
    assert told(text) == {}


OPEN = {
    "On October 3 the president left.": ("October 3", "XXXX-10-03"),
    "He stayed in May.": ("May", "XXXX-05"),
    "He came on Tuesday.": ("Tuesday", "XXXX-WXX-2"),
    "She came yesterday.": ("yesterday", "XXXX-XX-XX"),
    "It was built last week.": ("last week", "XXXX-WXX"),
    "It was built at 15:00.": ("15:00", "XXXX-XX-XXT15:00"),
}


@pytest.mark.parametrize("text", OPEN)
def test_without_a_publication_day_the_unknown_stays_open(text: str) -> None:
    (time,) = times_of(text, published=None)
    assert (time.evidence.quote, time.when.value) == OPEN[text]
    assert (time.when.from_on, time.when.to_on, time.when.anchor) == (None, None, None)
    assert [doubt.field for doubt in time.doubts] == ["when"]


def test_a_day_that_may_be_read_both_ways_stays_open() -> None:
    (time,) = times_of("They signed on 11/10/2023.")
    assert time.when.value == "2023-XX-XX"
    assert "2023-10-11" in time.doubts[0].why
    assert "2023-11-10" in time.doubts[0].why


def test_it_is_settled_by_an_article_of_those_days() -> None:
    assert told("They signed on 3/10/2024.") == {"3/10/2024": "2024-10-03"}


def test_the_same_day_needs_a_day_that_was_told() -> None:
    assert told("The same day he left.") == {"The same day": "XXXX-XX-XX"}
    assert told("On October 3 he came. The same day he left.")["The same day"] == "2024-10-03"
    assert told("On October 3 he came. The following day he left.")["The following day"] == "2024-10-04"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In 2020 the two sides signed a statement on November 9.", {"November 9": "2020-11-09"}),
        ("The pact was signed in 2020 in Vienna on 9 November.", {"9 November": "2020-11-09"}),
        (
            "In 2022, the leaders met on June 3 in Rome and met again on December 9.",
            {"June 3": "2022-06-03", "December 9": "2022-12-09"},
        ),
        ("Marek Dolan, who was elected in 2020, visited Kyiv on September 12.", {"September 12": "2024-09-12"}),
        ("The fort was lost in 2020. On 5 May the ministers met in Paris.", {"5 May": "2024-05-05"}),
        ("Trade grew in 2020, and on 5 May the ministers met in Paris.", {"5 May": "2024-05-05"}),
    ],
)
def test_a_year_that_frames_its_clause_belongs_to_the_days_told_there(text: str, days: dict[str, str]) -> None:
    assert told(text).items() >= days.items()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In December, the bank pledged to repay its debt by the spring.", ("the spring", "2026-SP")),
        ("In December 2025, Norway promised to deliver the ferries by March.", ("March", "2026-03")),
        ("On Monday, Norway promised to deliver the ferries by March.", ("March", "2027-03")),
    ],
)
def test_a_promise_of_then_is_due_after_then(text: str, day: tuple[str, str]) -> None:
    assert day in told(text, "2026-06-18").items()


def test_what_starts_in_a_month_of_an_undertaking_is_to_come() -> None:
    assert told("Norway agreed to take back more, starting in May.", "2026-06-18")["May"] == "2027-05"


def test_neighbours_share_a_year() -> None:
    assert told("It was shown between June and July 1955.", None) == {"June": "1955-06", "July 1955": "1955-07"}
    assert told("It ran from 26 November to 4 January 1952.", None)["26 November"] == "1951-11-26"


def test_interval_of_a_value_is_inclusive() -> None:
    (time,) = times_of("It was built in February 2024.")
    assert (time.when.from_on, time.when.to_on) == (date(2024, 2, 1), date(2024, 2, 29))


def test_times_are_in_order_and_do_not_overlap() -> None:
    found = times_of(
        "On Tuesday, October 1, two days before the summer of 2026, last week, he said 12:00 UTC on Monday."
    )
    spans = [(t.evidence.start, t.evidence.end) for t in found]
    assert len(spans) > 3
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_jan_may_be_a_man() -> None:
    assert told("Polish Minister Jan Nowak spoke. He will leave on Jan 5.").keys() == {"Jan 5"}


@pytest.mark.parametrize("text", ["The Borsa 2000 Index fell.", "The firm sells iPaint '11 and nothing else."])
def test_a_number_in_the_name_of_a_product_is_no_year(text: str) -> None:
    article = Article("x", text)
    assert not find_times(article, analyse(article), load_lexicon())


@pytest.mark.parametrize(
    ("dateline", "today"),
    [
        ("OSLO, October 3 (Wire) -- ", "2024-10-03"),
        ("OSLO, October 5 (Wire) -- ", "2024-10-05"),
        ("OSLO -- ", "2024-10-05"),
        ("OSLO, March 3 (Wire) -- ", "2024-10-05"),  # of another story
    ],
)
def test_today_is_the_day_of_the_dateline(dateline: str, today: str) -> None:
    assert told(f"{dateline}The minister held talks today.")["today"] == today


def test_a_day_counted_from_the_dateline_says_so() -> None:
    (_, time) = times_of("OSLO, October 3 (Wire) -- The minister held talks yesterday.")
    assert (time.when.value, time.when.anchor) == ("2024-10-02", "text 2024-10-03")
