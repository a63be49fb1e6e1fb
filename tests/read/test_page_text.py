"""Normalising, Markdown, header lines: small laws."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.load import Lexicon
from communique.read.headers import dateline_of, find_dates, is_date_line, match_byline, published_of, sections_of
from communique.read.normalise import fold, normalise, one_line
from communique.record.document import Article
from communique.record.outcome import Refusal

CleanBytes = Callable[..., Article | Refusal]


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert one_line(one_line(text)) == one_line(text)
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_normalising_keeps_every_letter(text: str) -> None:
    def letters(value: str) -> list[str]:
        return [c for c in unicodedata.normalize("NFC", value) if c.isalnum()]

    plain = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cn"))
    assert letters(normalise(plain)) == letters(plain)


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("co\u00adoperate\u200b\u2060\ufeff", "cooperate"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("e\u0301", "é"),
        ("a\x00\x07b\x1b", "ab"),
        ("“dash” – it’s", "“dash” – it’s"),
        ("\u202eabc\u202c", "abc"),
    ],
)
def test_normalising_by_example(odd: str, plain: str) -> None:
    assert normalise(odd) == plain


def test_fold_compares_wordings() -> None:
    assert fold("“Cargo” – Línea!") == fold("cargo linea")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 October 2024", date(2024, 10, 3)),
        ("Thursday, October 3rd, 2024", date(2024, 10, 3)),
        ("Oct. 3, 2024", date(2024, 10, 3)),
        ("2024-10-03T10:00", date(2024, 10, 3)),
        ("03.10.2024", date(2024, 10, 3)),
        ("03.10.24", date(2024, 10, 3)),
        ("10/23/2024", date(2024, 10, 23)),
        ("23/10/2024", date(2024, 10, 23)),
        ("2024/10/03", date(2024, 10, 3)),
    ],
)
def test_written_days(text: str, day: date, lexicon: Lexicon) -> None:
    assert [found.on for found in find_dates(text, lexicon.page)] == [day]


@pytest.mark.parametrize("text", ["03/10/2024", "31 February 2024", "October 2024", "1.5.10", "192.168.10.24", "May"])
def test_no_full_or_certain_day(text: str, lexicon: Lexicon) -> None:
    assert find_dates(text, lexicon.page) == []


def test_date_lines(lexicon: Lexicon) -> None:
    assert is_date_line("03 October 2024 | News", lexicon)
    assert is_date_line("Published on 3 October 2024 at 14:05 UTC", lexicon)
    assert not is_date_line("On 3 October 2024 the ministers met", lexicon)
    assert not is_date_line("News", lexicon)


def test_publication_goes_before_update(lexicon: Lexicon) -> None:
    for line in ("Updated: 5 October 2024 | Published: 3 October 2024", "3 October 2024 Last updated: 5 October 2024"):
        found = published_of(line, lexicon.page)
        assert found is not None
        assert (found.value, found.words) == ("2024-10-03", line)
    assert published_of("Last updated: 5 October 2024", lexicon.page) is None


def test_datelines(lexicon: Lexicon) -> None:
    found = dateline_of("BAKU, October 3, 2024 (Wire) – The ministers met.", lexicon.page)
    assert found is not None
    assert found.value == "2024-10-03"
    assert dateline_of("The treaty of October 3, 2024 (text) – is in force.", lexicon.page) is None
    assert dateline_of("BAKU, October 3 (Wire) – The ministers met.", lexicon.page) is None


def test_section_lines(lexicon: Lexicon) -> None:
    assert sections_of("| News, Politics, Azerbaijan", lexicon) == ("News", "Politics", "Azerbaijan")
    assert sections_of("Home › News › South Caucasus", lexicon) == ("News", "South Caucasus")
    assert sections_of("News, politics and the weather were discussed.", lexicon) == ()
    assert sections_of("Ministers, Presidents, Kings", lexicon) == ()


def test_bylines(lexicon: Lexicon) -> None:
    assert match_byline("By Ana Petrosyan and Jan de Vries | 3 May", lexicon.page) == "Ana Petrosyan and Jan de Vries"
    assert match_byline("Author: Ana Petrosyan", lexicon.page) == "Ana Petrosyan"
    assert match_byline("By Monday the bridge had fallen", lexicon.page) is None


MARKDOWN = """---
title: 'It''s "open"'
authors:
  - Ana Petrova
  - Jan Oja
sections: [News, "World"]
---

# It's "open"

The [border](https://x.example/a_(b)) was **closed** in *1993*, 5 * 3 = 15.\\
It _reopens_ in June, the `customs` office said.

## Background

- first point of the treaty
- second point of the treaty

***

> We will see, the minister said.

![a picture](x.png)
"""


def test_markdown_markup_goes_and_words_stay(clean_bytes: CleanBytes) -> None:
    article = clean_bytes(MARKDOWN, "a.md")
    assert isinstance(article, Article), article
    assert article.title == 'It\'s "open"'
    assert article.byline == "Ana Petrova, Jan Oja"
    assert article.sections == ("News", "World")
    assert [(b.kind, b.origin, article.text[b.start : b.end][:20]) for b in article.blocks][-4:] == [
        ("heading", "line 14", "Background"),
        ("list_item", "line 16", "first point of the t"),
        ("list_item", "line 17", "second point of the "),
        ("quotation", "line 21", "We will see, the min"),
    ]
    assert article.text.startswith("The border was closed in 1993, 5 * 3 = 15.")
    assert "It reopens in June, the customs office said." in article.text


def test_front_matter_that_nobody_closed(clean_bytes: CleanBytes) -> None:
    article = clean_bytes("---\ntitle: Border\noutlet: Post\n\nThe ministers met on Monday, officials said.\n", "a.md")
    assert isinstance(article, Article), article
    assert (article.title, article.outlet) == ("Border", "Post")
    assert article.text == "The ministers met on Monday, officials said."
