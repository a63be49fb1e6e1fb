"""Each kind of bad page is a refusal with its reason; a good page in odd clothes is still read."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page
from communique.record.outcome import Reason, Refusal

CleanBytes = Callable[..., Article | Refusal]
NEWS = (
    "The ministers met in Vilnius on Monday and agreed to open the border by June, officials said.\n\n"
    "“We keep our word,” Foreign Minister Jonas Kalvaitis told reporters at the café after the talks.\n"
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in NEWS.split("\n\n") * 3)
HEAD = "<html><head><title>Border</title></head><body>"
RUSSIAN = "Министры встретились в Вильнюсе в понедельник и договорились открыть границу. " * 4
GERMAN = "Die Minister trafen sich am Montag in Wilna und vereinbarten, die Grenze bis Juni zu öffnen, hieß es danach."

BAD = {
    "no bytes": (b"", Reason.EMPTY),
    "white space": (b" \n\t\r\n ", Reason.EMPTY),
    "invisible": ("\u200b\ufeff\u00ad \u2060".encode(), Reason.EMPTY),
    "pdf": (b"%PDF-1.7 1 0 obj", Reason.BINARY),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", Reason.BINARY),
    "gzip": (gzip.compress(NEWS.encode()), Reason.BINARY),
    "nul": (NEWS.encode() + b"\0\0\0", Reason.BINARY),
    "random": (random.Random(1).randbytes(4000), Reason.BINARY),
    "numbers": (b"12 34 56\n\n78", Reason.NO_ARTICLE),
    "broken utf-16": ("\ufeff".encode("utf-16-le") + b"\x00\xd8\x00\xd8a", Reason.ENCODING),
    "undecodable": (bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D]) * 40 + b" the minister said", Reason.ENCODING),
    "russian utf-8": (RUSSIAN.encode(), Reason.LANGUAGE),
    "russian cp1251": (RUSSIAN.encode("cp1251"), Reason.LANGUAGE),
    "russian koi8-r": (RUSSIAN.encode("koi8-r"), Reason.LANGUAGE),
    "german": (GERMAN.encode(), Reason.LANGUAGE),
    "too many bytes": (NEWS.encode() * 110_000, Reason.TOO_LARGE),
    "too much text": (NEWS.encode() * 8_000, Reason.TOO_LARGE),
    "only a menu": (b"Home | News | About us\nContact\n", Reason.NO_ARTICLE),
}
BAD_HTML = {
    "menu": f"{HEAD}<nav><ul><li><a href='/'>Home</a><li><a href='/n'>News</a><li>About us</ul></nav>",
    "login": f"{HEAD}<h1>Sign in</h1><p>Please sign in to your account to continue. Forgot your password?</p><input>",
    "script": f"{HEAD}<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>",
    "not there": f"{HEAD}<h1>404</h1><p>The page you were looking for does not exist. Please try our search.</p>",
    "gone": f"{HEAD}<h1>Oops!</h1><p>That page can’t be found. It looks like nothing was found at this location.</p>",
    "not found": f"{HEAD}<h1>404</h1><p>The page you are looking for could not be found. It may have been moved.</p>",
    "frames": "<html><frameset cols='20,80'><frame src='a.html'><frame src='b.html'></frameset></html>",
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_bad_pages_are_refused(data: bytes, reason: Reason, clean_bytes: CleanBytes) -> None:
    refusal = clean_bytes(data, "bad.txt")
    assert isinstance(refusal, Refusal), refusal
    assert (refusal.page, refusal.stage, refusal.reason) == ("bad.txt", "clean", reason)
    assert refusal.detail


@pytest.mark.parametrize("page", BAD_HTML.values(), ids=BAD_HTML)
def test_html_without_an_article_is_refused(page: str, clean_bytes: CleanBytes) -> None:
    refusal = clean_bytes(page, "bad.html")
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason is Reason.NO_ARTICLE


def test_a_refused_language_is_named(clean_bytes: CleanBytes) -> None:
    refusal = clean_bytes(GERMAN)
    assert isinstance(refusal, Refusal)
    assert "German" in refusal.detail


def test_a_statement_in_one_long_paragraph_is_no_newsletter(clean_bytes: CleanBytes) -> None:
    ours = "Our work goes on every week because young officers sign up to serve and stay informed. Support them daily. "
    promise = "The ministry will keep its promise to the villages along the river and to those who live there. "
    found = clean_bytes(f"{ours}{promise * 12}\n\n###\n".encode(), name="page.txt")
    assert isinstance(found, Article)
    assert found.text == (ours + promise * 12).strip()
    found = clean_bytes(f"{NEWS}\n\n{ours}\n".encode(), name="page.txt")
    assert isinstance(found, Article)
    assert "Our work" not in found.text


@pytest.mark.parametrize("text", ["Aliyev met Lukashenko.", "Putin, Xi talks", "Macron, Scholz: Paris, Berlin.", "Ja!"])
def test_short_texts_are_not_taken_for_foreign(text: str, clean_bytes: CleanBytes) -> None:
    assert isinstance(clean_bytes(text), Article)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_text(encoding: str, clean_bytes: CleanBytes) -> None:
    article = clean_bytes(NEWS.encode(encoding))
    assert isinstance(article, Article), article
    assert article.text == NEWS.strip()


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "cp1252"), ("koi8-r", "cp1252"), ("cp1252", "utf-8")])
def test_a_wrong_declared_encoding_is_found_out(declared: str, real: str, clean_bytes: CleanBytes) -> None:
    page = f"<html><head><meta charset='{declared}'><title>T</title></head><body><article>{PARAGRAPHS}</article>"
    article = clean_bytes(page.encode(real), "a.html")
    assert isinstance(article, Article), article
    assert "“We keep our word,”" in article.text
    assert "café" in article.text


def test_a_few_stray_bytes_do_not_spoil_utf8(clean_bytes: CleanBytes) -> None:
    article = clean_bytes((NEWS * 5).encode() + b"He called it \x93a start\x94.\n")
    assert isinstance(article, Article), article
    assert article.text.endswith("He called it “a start”.")


HOSTILE = {
    "deep": HEAD + "<div>" * 10_000 + PARAGRAPHS,
    "huge attribute": f"{HEAD}<div data-x='{'a' * 2_000_000}'><article>{PARAGRAPHS}</article></div>",
    "entity bomb": "<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]><html><body>&b;" + PARAGRAPHS,
    "external entity": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>&x;</p>" + PARAGRAPHS,
    "many elements": HEAD + "<i>a</i>" * 200_000,
    "many paragraphs": HEAD + f"<article>{PARAGRAPHS * 3_000}</article>",
    "unclosed": HEAD + "<article><p>" + NEWS + "<p>It was the third mee",
    "json-ld bomb": f"{HEAD}<script type='application/ld+json'>{'[' * 100_000}</script><article>{PARAGRAPHS}</article>",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_is_bounded(page: str, clean_bytes: CleanBytes) -> None:
    started = time.perf_counter()
    result = clean_bytes(page, "hostile.html")
    assert time.perf_counter() - started < 10
    assert isinstance(result, Article | Refusal)
    if isinstance(result, Article):
        assert "root:" not in result.text
        assert "lollol" not in result.text


def test_scripts_and_comments_never_become_text(clean_bytes: CleanBytes) -> None:
    script = "<script>document.write('<p>Injected words of a minister, he said.</p>')</script><!-- A hidden remark. -->"
    article = clean_bytes(f"{HEAD}{script}<article>{PARAGRAPHS}{script}</article>", "a.html")
    assert isinstance(article, Article), article
    assert "Injected" not in article.text
    assert "hidden" not in article.text


DATED = {
    "copyright year": ("", "<footer>© 2021 Border Post</footer>", None),
    "day in the prose": ("", "<p>The treaty of 3 May 2019 is in force, the ministry added in a statement.</p>", None),
    "no date": ("", "", None),
    "metadata": ("<meta property='article:published_time' content='2024-10-03T23:30:00+04:00'>", "", "2024-10-03"),
    "update is later": (
        "<meta property='article:modified_time' content='2024-10-09'>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2024-10-03"}</script>',
        "",
        "2024-10-03",
    ),
    "address": ("<link rel='canonical' href='https://border.example/2024/10/03/opening'>", "", "2024-10-03"),
    "address at the outlet, metadata in UTC": (
        "<link rel='canonical' href='https://border.example/2024/10/03/opening'>"
        "<meta property='article:published_time' content='2024-10-04T01:30:00Z'>",
        "",
        "2024-10-03",
    ),
    "address of an event long after": (
        "<link rel='canonical' href='https://border.example/events/2025-06-01-summit'>"
        "<meta property='article:published_time' content='2024-10-03'>",
        "",
        "2024-10-03",
    ),
    "address of the first print, metadata of the second": (
        "<link rel='canonical' href='https://border.example/2024/10/03/opening'>"
        "<meta property='article:published_time' content='2025-02-11T09:00:00+04:00'>",
        "",
        "2024-10-03",
    ),
    "a numbered title in the address": (
        "<link rel='canonical' href='https://border.example/2024/10/3-questions'>"
        "<meta property='article:published_time' content='2024-10-21'>",
        "",
        "2024-10-21",
    ),
    "metadata in UTC, line at the outlet": (
        "<meta property='article:published_time' content='2024-10-04T01:30:00Z'>",
        "<p class='date'>3 October 2024</p>",
        "2024-10-03",
    ),
    "marked element before metadata": (
        "<meta property='article:published_time' content='2024-10-09T10:00:00+04:00'>",
        "<span itemprop='datePublished' content='2024-10-03T18:00:00+04:00'>Thursday</span>",
        "2024-10-03",
    ),
    "metadata differ, a line decides": (
        "<meta property='article:published_time' content='2024-10-09'>"
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2024-10-03"}</script>',
        "<p class='date'>3 October 2024</p>",
        "2024-10-03",
    ),
    "day of a comment": (
        "",
        "<p class='comment__date'>4 October 2024</p>",
        None,
    ),
    "impossible": ("<meta property='article:published_time' content='2024-13-45'>", "", None),
}


@pytest.mark.parametrize(
    "line", ["Dienstag, 29. Januar 2019", "29 Ocak 2019", "29 de enero de 2019", "29 January 2019"]
)
def test_the_line_below_the_headline_may_be_in_another_language(line: str, clean_bytes: CleanBytes) -> None:
    page = f"<html><body><article><h1>Border</h1><p class='date'>{line}</p>{PARAGRAPHS}</article></body></html>"
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert article.published is not None
    assert article.published.value == "2019-01-29"


@pytest.mark.parametrize(("head", "foot", "day"), DATED.values(), ids=DATED)
def test_the_day_is_what_the_page_states(head: str, foot: str, day: str | None, clean_bytes: CleanBytes) -> None:
    page = f"<html><head><title>B</title>{head}</head><body><article><h1>Border</h1>{PARAGRAPHS}</article>{foot}</body>"
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert (article.published and article.published.value) == day


def test_a_day_before_there_were_pages_is_none_of_theirs(clean_bytes: CleanBytes) -> None:
    page = f"<html><body><article><h1>Border</h1><p class='date'>29 mai 1924</p>{PARAGRAPHS}</article></body></html>"
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert article.published is None


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("en", "03/04/2024", None),
        ("en-GB", "03/04/2024", "2024-04-03"),
        ("en", "13/04/2024", "2024-04-13"),
        ("en", "03.04.2024", "2024-04-03"),
    ],
)
def test_a_day_that_may_be_another_month_s_is_none(
    language: str, written: str, day: str | None, clean_bytes: CleanBytes
) -> None:
    page = f"<html lang='{language}'><body><article><h1>Border</h1><i>{written}</i>{PARAGRAPHS}</article></body></html>"
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert (article.published and article.published.value) == day


def test_a_date_line_in_html_counts(clean_bytes: CleanBytes) -> None:
    page = f"{HEAD}<article><h1>Border</h1><span>Published: 5 May 2023, 10:00</span>{PARAGRAPHS}</article>"
    article = clean_bytes(page, "a.html")
    assert isinstance(article, Article), article
    assert article.published is not None
    assert article.published.value == "2023-05-05"


def test_the_caller_wins_over_the_page(clean_bytes: CleanBytes) -> None:
    page = f'---\ntitle: "Border"\noutlet: "Post"\npublished: "2024-10-03"\n---\n{NEWS}'
    article = clean_bytes(page, published="2025-01-02", outlet="Wire", title="Other", url="https://x.example/1")
    assert isinstance(article, Article), article
    assert (article.title, article.outlet, article.url) == ("Other", "Wire", "https://x.example/1")
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2025-01-02", "metadata")


@pytest.mark.parametrize("bad", ["soon", "2024-02-30", "2024-13-01", ""])
def test_a_bad_date_counts_as_none(bad: str, clean_bytes: CleanBytes) -> None:
    article = clean_bytes(f'---\ntitle: "Border"\npublished: "{bad}"\n---\n{NEWS}', published=bad)
    assert isinstance(article, Article), article
    assert article.published is None


def test_a_dateline_with_a_year_is_cited(clean_bytes: CleanBytes) -> None:
    article = clean_bytes(f"VILNIUS, 3 October 2024 (Wire) – {NEWS}")
    assert isinstance(article, Article), article
    assert article.published is not None
    assert article.published.basis == "dateline"
    assert [e.quote for e in article.published.evidence] == ["3 October 2024"]


LEXICON = load_lexicon()
PIECES = st.sampled_from(
    [
        *(NEWS, "See also", "Advertisement", "\n", "\n\n", "\r\n", "<p>", "</p>", "<html>", "---\n", "title: x\n"),
        *(
            "| News |",
            "Photo: AFP",
            "#",
            "> ",
            "- a\n",
            "©",
            "\u200b",
            "\u00a0",
            "“",
            "\ud800",
            "*",
            "[a](b)",
            "{",
            ": ",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.lists(PIECES, max_size=14).map("".join).map(lambda s: s.encode("utf-8", "replace"))
    ),
    st.sampled_from(["a.txt", "a.md", "a.html", "-"]),
)
def test_clean_never_raises_and_blocks_cover_the_text(data: bytes, name: str) -> None:
    result = clean(Page(name, data), LEXICON)
    assert isinstance(result, Article | Refusal)
    if isinstance(result, Article):
        assert "\n\n".join(result.text[b.start : b.end] for b in result.blocks) == result.text
        assert all(b.start < b.end and b.origin for b in result.blocks)
        assert "\n\n\n" not in result.text
        assert result.text == result.text.strip()


def test_a_headline_in_front_matter_has_its_references_resolved() -> None:
    body = "RIGA, May 5 - Latvia&#8217;s foreign minister met her Uzbek colleague on Monday, the ministry said."
    heads = {"Riga&#039;s guest &#8211; the Courier": "Riga's guest – the Courier", "&gt;": None, "1 &lt; 2": None}
    for written, title in heads.items():
        article = clean(
            Page("a.md", f'---\ntitle: "{written}"\npublished: "2025-05-05"\n---\n\n{body}\n'.encode()), load_lexicon()
        )
        assert isinstance(article, Article)
        assert article.title == title
