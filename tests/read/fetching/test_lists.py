"""Feeds, sitemaps and index pages, as they come: malformed, lying, huge, hostile."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fetching_servers import page

from communique.read.fetch import Fetcher, NotModified
from communique.read.list_new import Listing, list_new, read_list
from communique.read.lists.listed import MOST_ITEMS, Found
from communique.record.document import Fetched, Page
from communique.record.outcome import Reason, Refusal

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
URL = "https://news.example/feed"


def found(data: bytes | str, kind: str = "", url: str = URL) -> Found:
    told = look(data, kind, url)
    assert isinstance(told, Found), told
    return told


def look(data: bytes | str, kind: str = "", url: str = URL) -> Found | Refusal:
    raw = data.encode() if isinstance(data, str) else data
    headers = (("content-type", kind),) if kind else ()
    return read_list(Page(url, raw, url=url, fetched=Fetched(url, NOW, 200, headers)), NOW)


def rss(*items: str, head: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>News</title><link>https://news.example/</link>{inside}</channel></rss>"


def item(number: int, more: str = "") -> str:
    return f"<title>Story {number}</title><link>https://news.example/{number}</link>{more}"


def test_rss_says_address_title_and_moment() -> None:
    told = found(rss(item(1, "<pubDate>Thu, 26 Nov 2026 09:00:00 +0400</pubDate>"), item(2)))
    assert (told.kind, told.title, told.notes) == ("feed", "News", ())
    first, second = told.items
    assert (first.url, first.title) == ("https://news.example/1", "Story 1")
    assert first.published_at == datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
    assert second.published_at is None


def test_atom_rdf_and_json_feeds() -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><title type='html'>One &lt;b&gt;two&lt;/b&gt;"
        "</title><link rel='self' href='/self'/><link rel='alternate' href='/one'/><updated>2026-11-25T10:00:00Z"
        "</updated></entry></feed>"
    )
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>A</title></channel>"
        "<item rdf:about='/one'><title>One two</title><link>/one</link><dc:date>2026-11-25T10:00:00Z</dc:date></item>"
        "</rdf:RDF>"
    )
    json = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "7", "url": "/one", '
        '"title": "One two", "date_published": "2026-11-25T14:00:00+04:00"}, {"id": 3}, 4]}'
    )
    for text in (atom, rdf, json):
        told = found(text)
        assert (told.title, len(told.items)) == ("A", 1)
        only = told.items[0]
        assert (only.url, only.title) == ("https://news.example/one", "One two")
        assert only.published_at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def test_one_article_under_several_addresses_is_listed_once() -> None:
    links = [
        "/a",
        "https://news.example/a#top",
        "HTTPS://NEWS.example:443/a?utm_source=rss&utm_medium=x",
        "/a?fbclid=9",
    ]
    told = found(
        rss(*(f"<title>T{n}</title><link>{link.replace('&', '&amp;')}</link>" for n, link in enumerate(links)))
    )
    assert [i.url for i in told.items] == ["https://news.example/a"]
    assert told.items[0].title == "T0"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Fri, 27 Nov 2026 06:00:00 GMT", True),  # tomorrow in a zone ahead of us
        ("Sat, 28 Nov 2026 06:00:00 GMT", False),
        ("Mon, 01 Jan 2035 00:00:00 GMT", False),
        ("Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("Mon, 32 Foo 9999 99:99:99 GMT", False),
        ("99999999999999999999", False),
        ("", False),
    ],
)
def test_dates_that_cannot_be_are_none(told: str, kept: bool) -> None:
    listed = found(rss(item(1, f"<pubDate>{told}</pubDate>")))
    assert (listed.items[0].published_at is not None) == kept
    assert kept or not listed.notes or "cannot be" in listed.notes[0]


def test_links_that_are_none_are_left_out_and_said() -> None:
    links = ["javascript:alert(1)", "mailto:a@b.example", "", "ftp://news.example/a", "http://[", "file:///etc/passwd"]
    told = found(rss(*(f"<title>x</title><link>{link}</link>" for link in links), item(1)))
    assert [i.url for i in told.items] == ["https://news.example/1"]
    assert len(told.notes) == len(links)


@pytest.mark.parametrize(
    "text",
    [
        rss(item(1), item(2)).replace("</channel></rss>", ""),
        rss(item(1), item(2))[:-40],
        rss(item(1, "<description>Tea & co < more &nbsp; &undefined;</description>"), item(2)),
        rss(item(1, "<x:unknown>?</x:unknown>"), item(2)),
        "\n\n  <?xml version='1.0' encoding='utf-8'?>" + rss(item(1), item(2)),
        rss(item(1), item(2)).replace("Story 1", "St\x00ory\x08 1"),
        rss(item(1), item(2)).replace("<title>Story 1</title>", "<title>Story 1<title>"),
        rss(item(1), item(2), head="<!-- <urlset> --><!DOCTYPE rss PUBLIC 'x' 'http://127.0.0.1:9/rss.dtd'>"),
        rss("<title>a</title><link/><link/>", item(1)),
    ],
)
def test_malformed_xml_is_repaired(text: str) -> None:
    urls = [i.url for i in found(text).items]
    assert urls
    assert set(urls) <= {"https://news.example/1", "https://news.example/2"}


def test_entities_of_the_document_are_never_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    outside = "<!DOCTYPE x [<!ENTITY p SYSTEM 'file:///etc/passwd'><!ENTITY q SYSTEM 'http://127.0.0.1:9/'>"
    parameter = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;"
    for subset, entity in ((bomb, "&a11;"), (outside, "&p;&q;"), (parameter, "&p;")):
        start = time.process_time()
        told = look(rss(f"<title>One {entity}</title><link>/1</link>", item(2), head=subset + "]>"))
        assert time.process_time() - start < 1
        assert isinstance(told, Refusal)
        assert (told.reason, "entities" in told.detail) == (Reason.MALFORMED, True)
    assert found(rss("<title>Caf&eacute; &amp; t&#233;</title><link>/1</link>")).items[0].title == "Café & té"


@pytest.mark.parametrize(
    ("encoding", "header"),
    [("utf-8", ""), ("windows-1251", "text/xml; charset=windows-1251"), ("windows-1251", ""), ("utf-16", ""),
     ("utf-8", "text/xml; charset=iso-8859-1")],
)  # fmt: skip
def test_wrong_encodings(encoding: str, header: str) -> None:
    title = "Министры встретились в Риге и обсудили торговлю"
    declared = "utf-8" if header else encoding
    text = f"<?xml version='1.0' encoding='{declared}'?>" + rss(f"<title>{title}</title><link>/1</link>")
    assert found(text.encode(encoding), header).items[0].title == title


def test_a_long_feed_is_cut_and_said() -> None:
    told = found(rss(*(item(n) for n in range(MOST_ITEMS + 500))))
    assert len(told.items) == MOST_ITEMS
    assert "500 are left out" in told.notes[-1]


def test_a_feed_beyond_the_limit_is_refused() -> None:
    told = look(rss(*(item(n) for n in range(120_000))))
    assert isinstance(told, Refusal)
    assert told.reason is Reason.TOO_LARGE
    packed = look(gzip.compress(b"<rss>" + b" " * 50_000_000))
    assert isinstance(packed, Refusal)
    assert packed.reason is Reason.TOO_LARGE


def test_sitemaps_plain_packed_and_of_news() -> None:
    urls = "".join(
        f"<url><loc>https://news.example/2026/11/{day}/ministers-met-in-riga-{day}</loc><lastmod>2026-11-{day}</lastmod></url>"
        for day in (20, 25, 22)
    )
    text = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}<url><loc>https://news.example/about</loc></url></urlset>"
    for data in (text.encode(), gzip.compress(text.encode())):
        told = found(data)
        assert told.kind == "sitemap"
        assert [i.published_at.day for i in told.items if i.published_at] == [25, 22, 20]
        assert "do not look like articles" in told.notes[-1]
    news = (
        "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/x</loc><n:news><n:publication_date>"
        "2026-11-26T08:00:00+02:00</n:publication_date><n:title>Ministers met</n:title></n:news></url></urlset>"
    )
    only = found(news).items[0]
    assert (only.url, only.title, only.published_at) == (
        "https://news.example/x", "Ministers met", datetime(2026, 11, 26, 6, 0, tzinfo=UTC),
    )  # fmt: skip
    assert len(found("https://news.example/2026/11/25/a-b\nhttps://news.example/2026/11/24/c-d\n").items) == 2


INDEX = """<!doctype html><html><head><title>News desk</title><base href="https://news.example/en/">
<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="stylesheet" href="/a.css"></head><body>
<nav><a href="/">Home</a><a href="/category/politics">Politics</a><a href="/about-us">About us</a></nav>
<a href="/en/2026/11/25/ministers-meet-in-riga"><img src="x.jpg"></a>
<a href="/en/2026/11/25/ministers-meet-in-riga?utm_source=front">Ministers meet in Riga for talks</a>
<a href="story/10234-talks-go-on">Talks go on without any result</a>
<a href="https://other.example/2026/11/25/another-site-tells-it">Another site tells it first today</a>
<a href="/en/video/12345">A film about the harbour town</a>
<a href="/files/report-of-2026-11-25.pdf">The report of 2026</a>
<a href="javascript:void(0)">Click here for more of this</a></body></html>"""


def test_an_index_page_lists_its_own_articles_and_names_its_feeds() -> None:
    told = found(INDEX, "text/html", "https://www.news.example/en/")
    assert (told.kind, told.title, told.feeds) == ("index", "News desk", ("https://news.example/rss",))
    assert [(i.url, i.title) for i in told.items] == [
        ("https://news.example/en/2026/11/25/ministers-meet-in-riga", "Ministers meet in Riga for talks"),
        ("https://news.example/en/story/10234-talks-go-on", "Talks go on without any result"),
    ]


def test_outlets_know_their_articles() -> None:
    html = '<a href="/english/288584_President_meets/">Met</a><a href="/english/page_2/">Next page of the list</a>'
    assert [i.url for i in found(f"<html><body>{html}", "text/html", "https://24.kg/english/").items] == [
        "https://24.kg/english/288584_President_meets/"
    ]


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"hello", b"{}", b"{", b"[1]", b"\x00\x01\x02", b"%PDF-1.7", b"<", b"\xff\xfe"]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    told = look(data)
    assert isinstance(told, Refusal), told
    assert told.stage == "fetch"


PIECES = [
    "<a ", '"<a b="', "<!", "<![CDATA[", "&", "<a>", "<item>", "<item><link>", "<?xml ", "<!DOCTYPE ", "<!--", "&amp",
    "<a b=c ", "]]>", "<rss>", "<x:y xmlns:x='u'>", "\0", "<a href=/2026/11/25/x>", "<loc>", "<entry><title>", "[", "é",
]  # fmt: skip


@pytest.mark.parametrize("head", ["<rss><channel>", "<rss ", "<urlset>", "<html>", '{"items":', "<feed>"])
def test_reading_takes_time_in_proportion_to_size(head: str) -> None:
    for piece in PIECES:
        start = time.process_time()
        look(head + piece * (600_000 // len(piece.encode())))
        assert time.process_time() - start < 2, piece


def test_a_list_is_fetched_and_asked_for_news_only(site: Any, fetcher_for: Callable[..., Fetcher]) -> None:
    text = rss(item(1))

    def answer(handler: Any) -> None:
        known = handler.headers.get("if-none-match") == '"f1"'
        page(b"" if known else text, status="304" if known else "200", kind="application/rss+xml", etag='"f1"')(handler)

    site.answers["/rss"] = answer
    fetcher = fetcher_for(site)
    first = list_new(site.url("/rss"), fetcher, now=NOW)
    assert isinstance(first, Listing)
    assert (first.kind, first.etag, len(first.items)) == ("feed", '"f1"', 1)
    assert isinstance(list_new(site.url("/rss"), fetcher, etag=first.etag), NotModified)
    assert isinstance(list_new(site.url("/none"), fetcher), Refusal)


def test_an_index_of_sitemaps_is_followed_to_the_newest(site: Any, fetcher_for: Callable[..., Fetcher]) -> None:
    children = "".join(
        f"<sitemap><loc>{site.url(f'/s{n}.xml.gz')}</loc><lastmod>2026-11-{n:02}</lastmod></sitemap>"
        for n in range(1, 21)
    )
    elsewhere = "<sitemap><loc>http://other.example/s.xml</loc><lastmod>2026-11-25</lastmod></sitemap>"
    site.answers["/sitemap.xml"] = page(f"<sitemapindex>{children}{elsewhere}</sitemapindex>", kind="application/xml")
    for n in range(1, 21):
        child = f"<urlset><url><loc>{site.url(f'/2026/11/{n:02}/story-of-the-day')}</loc></url></urlset>"
        site.answers[f"/s{n}.xml.gz"] = page(gzip.compress(child.encode()), kind="application/gzip")
    del site.answers["/s19.xml.gz"]
    told = list_new(site.url("/sitemap.xml"), fetcher_for(site), now=NOW)
    assert isinstance(told, Listing)
    assert [i.url.rsplit("/", 2)[1] for i in told.items] == ["20", "18", "17"]
    assert len(told.notes) == 2
    site.answers["/robots.txt"] = page(f"Sitemap: {site.url('/sitemap.xml')}\nUser-agent: *\nDisallow:")
    assert fetcher_for(site).sitemaps(site.url("/")) == (site.url("/sitemap.xml"),)
