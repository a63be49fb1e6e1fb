"""The day of publication of a page: which of its dates count, beside the headline and elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.record.document import Article
from communique.record.outcome import Refusal

CleanBytes = Callable[..., Article | Refusal]
PROSE = (
    "<p>" + "The border opened in the morning, officials of both states said, and the first lorries crossed it. " * 2
)
PROSE = f"{PROSE}</p>" * 3
META = "<meta property='article:published_time' content='{}'>"
CASES = {
    "initials of the author": ("", "<div>03.02.2022 se</div>", "", "2022-02-03"),
    "words of another language": ("", "<div>Stand: 28.04.2020 18:00 Uhr</div>", "", "2020-04-28"),
    "an opener of another language": ("", "<b>Veröffentlicht am 16.08.2019 Dauer: 1 Stunde</b>", "", "2019-08-16"),
    "a month cut short": ("", "<span class='date'>18. Okt 2023</span>", "", "2023-10-18"),
    "figures parted by spaces": ("", "<div class='publish-date'>Von 4. 2. 2022.</div>", "", "2022-02-04"),
    "Chinese": ("", "<span class='time'>2020年7月12日</span>", "", "2020-07-12"),
    "Arabic, in two calendars' names": ("", "<div>الجمعة 24 نيسان / أبريل 2020</div>", "", "2020-04-24"),
    "above the headline": ("above", "<p>02.02.2022 10:16 Uhr - red</p>", "", "2022-02-02"),
    "an update below the day": ("", "<time>5 May 2023</time><p>Updated: <time>9 May 2023</time></p>", "", "2023-05-05"),
    "an update above the day": ("", "<p>Updated <time>9 May 2023</time></p><time>5 May 2023</time>", "", "2023-05-05"),
    "a box of data beside the article": ("", "<aside class='meta'><time>21.01.2022</time></aside>", "", "2022-01-21"),
    "a caption": ("", "<figure><figcaption>3 May 2019, the gate</figcaption></figure>", "", None),
    "a span of days": ("", "<div>14. - 20. Januar 2022</div>", "", None),
    "entries of a menu": ("", "<ul><li><a href='/a'>Old programme (bis 31.12.2018)</a></li></ul>", "", None),
    "other articles": (
        "",
        "",
        "<b class='d'>1 July 2020</b><b class='d'>2 July 2020</b><b class='d'>3 July 2020</b>",
        None,
    ),
    "a related article": ("", "", "<div class='view-related'><time datetime='2023-10-10'>10 Oct</time></div>", None),
    "a stamp in UTC and the day at the outlet": (
        META.format("2023-11-01T23:01:00Z"),
        "<time datetime='2023-11-01T23:01:00Z'>02 Novembre 2023</time>",
        "",
        "2023-11-02",
    ),
    "metadata and line against the address": (
        "<link rel='canonical' href='https://a.example/2020/07/08/talks'>" + META.format("2020-07-09T10:04:04Z"),
        "<div>July 9, 2020 at 6:40 PM EDT</div>",
        "",
        "2020-07-09",
    ),
    "a line that repeats the update": (
        META.format("2017-04-12T18:33:59+02:00")
        + "<meta property='article:modified_time' content='2020-02-19'>"
        + "<meta name='datePublished' content='2020-02-19'>",
        "<div>19 February 2020</div>",
        "",
        "2017-04-12",
    ),
}


@pytest.mark.parametrize(("head", "line", "foot", "day"), CASES.values(), ids=CASES)
def test_the_day_of_a_page(head: str, line: str, foot: str, day: str | None, clean_bytes: CleanBytes) -> None:
    title = f"{line}<h1>Border opens</h1>" if head == "above" else f"<h1>Border opens</h1>{line}"
    meta = "" if head == "above" else head
    page = (
        f"<html lang='en-GB'><head><title>Border opens</title>{meta}</head>"
        f"<body><article>{title}{PROSE}</article>{foot}</body></html>"
    )
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert (article.published and article.published.value) == day


def test_words_beside_a_date_count_only_below_the_title(clean_bytes: CleanBytes) -> None:
    page = f"<html><body><h1>Post</h1><div>Version 3, 29 June 2007</div><article>{PROSE}</article></body></html>"
    article = clean_bytes(
        page.replace("<body>", "<head><meta property='og:title' content='Border opens'></head><body>"), "a.html"
    )
    assert isinstance(article, Article), article
    assert article.published is None or article.published.basis != "dateline"


def test_the_place_of_a_page_says_which_figure_is_the_month(clean_bytes: CleanBytes) -> None:
    for place, day in (("en-gb", "2020-10-02"), ("en-us", None)):
        page = (
            f"<html><head><link rel='canonical' href='https://a.example.com/{place}/news/opens'></head><body>"
            f"<h1>Border opens</h1><span class='time'>02/10/2020</span><article>{PROSE}</article></body></html>"
        )
        article = clean_bytes(page, "a.html")
        assert isinstance(article, Article), article
        assert (article.published and article.published.value) == day
