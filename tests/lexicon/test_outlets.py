"""The outlets that we know: every file whole, every address one that may be fetched, every hint one that works."""

from __future__ import annotations

import re
from datetime import date

import pytest

from communique.lexicon.load import load_lexicon
from communique.lexicon.outlets.load import Outlet, load_outlets, outlet_of
from communique.read.clean import clean
from communique.read.web.addresses import Guard, host_of, tidy
from communique.record.document import Article, Page

OUTLETS = load_outlets()
# Addresses of articles as their outlets form them; the words are ours.
ADDRESSES = (
    "https://24.kg/english/999999_Ministers_meet/", "https://en.trend.az/azerbaijan/politics/9999999.html",
    "https://www.ukrinform.net/rubric-polytics/9999999-ministers-meet.html", "https://news.un.org/en/story/2026/11/9",
    "https://caucasuswatch.de/en/news/ministers-meet.html", "https://en.apa.az/foreign-policy/ministers-meet-999999",
)  # fmt: skip


def test_there_are_many_and_each_is_of_one_place() -> None:
    assert len(OUTLETS) >= 15
    hosts = [host for outlet in OUTLETS.values() for host in outlet.hosts]
    assert len(hosts) == len(set(hosts))
    assert sum(o.kind == "ministry" for o in OUTLETS.values()) >= 5
    states = load_lexicon().states
    assert {o.state for o in OUTLETS.values()} <= {"", *states.titles, *states.igo_codes}


@pytest.mark.parametrize("slug", OUTLETS)
def test_an_outlet_is_whole(slug: str) -> None:
    outlet: Outlet = OUTLETS[slug]
    assert re.fullmatch(r"[a-z0-9-]+", slug)
    assert outlet.terms
    assert outlet.language == "en"
    assert outlet.feeds_on(date(2026, 11, 26)), "no list that is not known to be gone"
    for feed in outlet.feeds:
        assert Guard().against_url(feed.address) is None
        assert tidy(feed.address) == feed.address
        assert host_of(feed.address) in outlet.hosts
        first, last = feed.validity.valid_from, feed.validity.valid_until
        assert first is None or last is None or first <= last
    assert outlet_of(outlet.home) is outlet


@pytest.mark.parametrize("address", ADDRESSES)
def test_articles_are_known_by_their_addresses(address: str) -> None:
    outlet = outlet_of(address)
    assert outlet is not None
    assert outlet.cleaning is not None
    assert outlet.cleaning.is_article(address.partition(outlet.hosts[0])[2])


def test_what_an_outlet_puts_beside_its_articles_is_dropped() -> None:
    story = "The foreign ministers met in Bishkek on Monday. They will meet again in May, the ministry said."
    html = f"<html><body><article><h1>Talks</h1><p>{{}}</p><p>{story}</p><p>{{}}</p></article></body></html>"
    pages = {
        "https://24.kg/english/1_a/": html.format("USD 87.45", "EUR 101.22"),
        "https://en.trend.az/a/b/1234567.html": html.format(
            "Details added, first version posted 14 April 2021 12:10 (UTC+04:00)", ""
        ),
        "https://armenpress.am/en/article/1": html.format("", "Edited and translated by Ani Petrosyan"),
    }
    for url, page in pages.items():
        article = clean(Page("a", page.encode(), "text/html", url=url), load_lexicon())
        assert isinstance(article, Article), article
        assert article.text == story
        known = outlet_of(url)
        assert known is not None
        assert article.outlet == known.name
    elsewhere = clean(
        Page("a", html.format("Edited and translated by Ani Petrosyan", "").encode(), url="https://x.example/"),
        load_lexicon(),
    )
    assert isinstance(elsewhere, Article)
    assert outlet_of("https://nowhere.example/") is None
    assert outlet_of("http://[") is None
    assert outlet_of(None) is None
