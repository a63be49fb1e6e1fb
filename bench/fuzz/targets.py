"""What is fuzzed: each target takes bytes and raises when a law is broken. A hang is for the runner to see.

Laws: no exception whatever the bytes are; every page ends as an article, a reading or a refusal; text can be stored
(no lone surrogates); blocks and quotes are the words at their place; JSON gives back what went in.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from communique.lexicon.load import load_lexicon  # noqa: E402
from communique.pipeline import read_page  # noqa: E402
from communique.read.clean import clean  # noqa: E402
from communique.read.files import open_pages  # noqa: E402
from communique.read.forms.gates import find_gate  # noqa: E402
from communique.read.forms.stories import STORY  # noqa: E402
from communique.read.headers import dateline_of, find_dates, is_date_line, match_byline, sections_of  # noqa: E402
from communique.read.list_new import read_list  # noqa: E402
from communique.read.web.addresses import Guard, host_of, origin_of, tidy  # noqa: E402
from communique.read.web.answers import judge_status, judge_type, retry_after  # noqa: E402
from communique.read.web.bodies import BrokenError, TooLargeError, codings, unpack  # noqa: E402
from communique.read.web.robots import TOKEN, rules_of  # noqa: E402
from communique.record.codec import from_json, to_json  # noqa: E402
from communique.record.document import Article, Fetched, Page  # noqa: E402
from communique.record.outcome import Reading, Refusal  # noqa: E402

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TYPES = ("text/html", "text/plain", "text/markdown", STORY, None)
ENDINGS = (".html", ".txt", ".md", ".json", ".jsonl", ".eml", ".warc", "")
MOST_READ = 3000


def fuzz_clean(data: bytes) -> None:
    kind, body = TYPES[data[0] % len(TYPES)] if data else None, data[1:]
    check(clean(Page("fuzz", body, kind, url="https://24.kg/english/1_a/"), load_lexicon()))


def fuzz_headers(data: bytes) -> None:
    text = data.decode("utf-8", "ignore")
    lexicon = load_lexicon()
    for line in text.splitlines()[:50]:
        is_date_line(line, lexicon)
        sections_of(line, lexicon)
        match_byline(line, lexicon.page)
        for found in find_dates(line, lexicon.page):
            found.on.isoformat()
    dateline_of(text, lexicon.page)
    find_gate(text, text.splitlines()[:3], lexicon.page)
    html = f"<html><head>{text}</head><body><article><h1>Talks</h1><p>The ministers met in Riga.</p></article>"
    check(clean(Page("fuzz", html.encode(), "text/html"), lexicon))


def fuzz_files(data: bytes) -> None:
    ending, body = ENDINGS[data[0] % len(ENDINGS)] if data else "", data[1:]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"page{ending}"
        file.write_bytes(body)
        for number, page in enumerate(open_pages([str(file)])):
            assert isinstance(page, Page | Refusal)
            if number < 3:
                check(page if isinstance(page, Refusal) else clean(page, load_lexicon()))


def fuzz_feeds(data: bytes) -> None:
    headers = (("content-type", "text/xml; charset=utf-8"),) if data[:1] > b"\x80" else ()
    page = Page(
        "https://news.example/f", data[1:], url="https://news.example/f", fetched=Fetched("f", NOW, 200, headers)
    )
    told = read_list(page, NOW)
    if isinstance(told, Refusal):
        check(told)
        return
    assert len({item.url for item in told.items}) == len(told.items) <= 1000
    for item in told.items:
        assert item.url.startswith(("http://", "https://"))
        (item.url + (item.title or "")).encode()
        assert item.published_at is None or item.published_at.tzinfo is not None


def fuzz_answers(data: bytes) -> None:
    text = data.decode("latin-1")
    line = text.partition("\n")[0]
    wait = retry_after(line, NOW)
    assert wait is None or 0 <= wait <= 7 * 86_400
    judge_status(int.from_bytes(data[:2]), (("retry-after", line),), NOW)
    judge_type(line, "page")
    _ = Fetched("f", NOW, 200, (("content-type", line),)).charset
    for coding in ("gzip", "deflate", "br", line):
        with suppress(BrokenError, TooLargeError):
            assert len(unpack([data[:7], data[7:]], codings(coding), 100_000)) <= 100_000
    if Guard().against_url(line) is None:
        assert host_of(line)
        assert origin_of(tidy(line)).startswith("http")
        assert tidy(tidy(line)) == tidy(line)
    rules = rules_of(data)
    rules.can_fetch("https://news.example/2026/11/a?b=c", TOKEN)
    rules.crawl_delay(TOKEN)


def fuzz_reading(data: bytes) -> None:
    """The whole way; the shortest inputs only, as each takes a while."""
    text = data.decode("utf-8", "ignore")[:MOST_READ]
    check(read_page(Page("fuzz", text.encode(), "text/plain", published="2026-11-26")))


def check(outcome: Article | Reading | Refusal) -> None:
    if isinstance(outcome, Refusal):
        assert from_json(to_json(outcome)) == outcome
        return
    article = outcome.article if isinstance(outcome, Reading) else outcome
    article.text.encode()
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        at = block.end
    for value in (article.title, article.byline, article.outlet, *article.sections):
        assert value is None or (value.strip() == value != "" and value.encode())
    if article.published is not None:
        datetime.strptime(article.published.value[:10], "%Y-%m-%d")
    if isinstance(outcome, Reading):
        again = from_json(to_json(outcome))
        assert isinstance(again, Reading)
        assert to_json(again) == to_json(outcome)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "clean": fuzz_clean, "headers": fuzz_headers, "files": fuzz_files, "feeds": fuzz_feeds, "answers": fuzz_answers,
    "reading": fuzz_reading,
}  # fmt: skip


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with: our own pages, and one of every kind that the target takes."""
    pages = [file.read_bytes() for file in sorted((ROOT / "tests/golden/articles").glob("*/page.*"))]
    pages += [file.read_bytes() for file in sorted((ROOT / "examples").glob("*.*"))]
    short = [page[:4000] for page in pages]
    if target == "reading":
        return [page.partition(b"<")[0][:1500] or b"The ministers met in Riga." for page in short]
    if target == "feeds":
        return [b"\0" + seed for seed in FEEDS] + [b"\0" + page for page in short[:2]]
    if target == "answers":
        return [b"120", b"Thu, 26 Nov 2026 12:00:00 GMT", b"text/html; charset=utf-8", *ROBOTS, *ADDRESSES]
    if target == "headers":
        return [*HEADS, *(page[:1500] for page in short)]
    return [bytes([n]) + page for n, page in enumerate(short)] + [b"\3" + STORIES, b"\4" + STORIES, b"\5" + MAIL]


FEEDS = (
    b"<rss version='2.0'><channel><title>N</title><item><title>One</title><link>/1</link><guid isPermaLink='false'>x"
    b"</guid><pubDate>Thu, 26 Nov 2026 09:00:00 +0400</pubDate></item></channel></rss>",
    b"<?xml version='1.0' encoding='windows-1251'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='/b/'><entry>"
    b"<title type='xhtml'><div>One</div></title><link rel='alternate' href='one'/><updated>2026-11-25T10:00:00Z"
    b"</updated></entry></feed>",
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://news.example/2026/11/25/a-b-c</loc>"
    b"<lastmod>2026-11-25</lastmod></url></urlset>",
    b"<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/one", "title": "One"}]}',
    b"<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body>"
    b"<a href='/2026/11/25/ministers-meet-in-riga'>Ministers meet in Riga again</a></body></html>",
    b"https://news.example/2026/11/25/a-b\n",
)
ROBOTS = (b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2\nSitemap: https://news.example/s.xml\n",)
ADDRESSES = (b"https://news.example:443/a?utm_source=b&c=d#e", b"http://[::ffff:127.0.0.1]/", b"http://0x7f.1/")
HEADS = (
    b"RIGA, November 25 (News) - The ministers met.",
    b"By Ana Petrosyan | 25 November 2026, 14:30",
    b"News | Politics",
    b"<meta property='article:published_time' content='2026-11-25T10:00:00Z'><title>A - B</title>",
    b'<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-25"}</script>',
)
STORIES = b'{"title": "Talks", "text": "The ministers met in Riga.", "url": "https://news.example/1"}\n'
MAIL = (
    b"From: a@news.example\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: text/plain\n\nThe ministers met in Riga.\n"
)
