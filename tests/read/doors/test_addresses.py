"""Captures of web archives; and whether two addresses tell one article."""

from __future__ import annotations

import json

import pytest

from communique.errors import InputError
from communique.read.doors.opml import read_opml
from communique.read.doors.sameness import are_alike, canonical_of
from communique.read.doors.wayback import capture_of, is_capture_list, list_captures
from communique.record.document import Page

CDX = "https://web.archive.org/cdx/search/cdx?url=gazette.example/*"


@pytest.mark.parametrize(
    ("url", "address", "original"),
    [
        ("https://web.archive.org/web/20240501120000/https://g.example/a?b=1",
         "https://web.archive.org/web/20240501120000id_/https://g.example/a?b=1", "https://g.example/a?b=1"),
        ("http://127.0.0.1:8080/coll/2024if_/http:/g.example/a",
         "http://127.0.0.1:8080/coll/2024id_/http://g.example/a", "http://g.example/a"),
    ],
)  # fmt: skip
def test_addresses_of_captures(url: str, address: str, original: str) -> None:
    capture = capture_of(url)
    assert capture
    assert (capture.address, capture.original) == (address, original)
    assert capture_of(capture.address) == capture
    assert capture.at
    assert capture.at.year == 2024


@pytest.mark.parametrize("url", ["https://gazette.example/2024/05/01/a", "https://g.example/20240501/http-errors", "x"])
def test_other_addresses_are_none(url: str) -> None:
    assert capture_of(url) is None
    assert not is_capture_list(url)


ROWS = [
    ("https://gazette.example/1", "20240501120000", "text/html", "200", "AAA"),
    ("https://gazette.example/1", "20240601120000", "text/html", "200", "AAA"),
    ("https://gazette.example/1", "20240701120000", "text/html", "200", "BBB"),
    ("https://gazette.example/x.png", "20240501120000", "image/png", "200", "CCC"),
    ("https://gazette.example/gone", "20240501120000", "text/html", "404", "DDD"),
]


@pytest.mark.parametrize("form", ["json", "cdx", "cdxj"])
def test_lists_of_captures(form: str) -> None:
    """Three forms of the same list; the same content counts once."""
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    full = [["example,gazette)/1", at, url, kind, status, digest, "9"] for url, at, kind, status, digest in ROWS]
    if form == "json":
        data = json.dumps([names, *full])
    elif form == "cdx":
        data = " CDX N b a m s k S\n" + "\n".join(" ".join(row) for row in full)
    else:
        data = "\n".join(
            f"{row[0]} {row[1]} " + json.dumps({"url": row[2], "mime": row[3], "status": row[4], "digest": row[5]})
            for row in full
        )
    assert is_capture_list(CDX)
    assert [capture.address for capture in list_captures(CDX, data.encode())] == [
        "https://web.archive.org/web/20240501120000id_/https://gazette.example/1",
        "https://web.archive.org/web/20240701120000id_/https://gazette.example/1",
    ]


@pytest.mark.parametrize("data", [b"", b"[", b"[1]", b"[[],[1]]", b"a b {", b"\xff\0", b"a 2024 ftp://x"])
def test_lists_that_are_none(data: bytes) -> None:
    assert list_captures(CDX, data) == []


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<link rel="canonical" href="/a?utm_source=x">', "https://m.gazette.example/a"),
        ("<LINK HREF='https://www.gazette.example/a' REL=canonical />", "https://www.gazette.example/a"),
        ('<link rel="canonical" href="https://other.example/a">', None),
        ('<link rel="canonical" href="https://gazette.example/">', None),
        ('<link rel="canonical" href="https://[bad/a">', None),
        ('<link rel="stylesheet" href="/canonical">', None),
        ('<link rel="canonical">', None),
    ],
)
def test_a_page_speaks_for_its_own_site_only(head: str, wanted: str | None) -> None:
    page = Page("p", f"<html><head>{head}</head>".encode(), url="https://m.gazette.example/amp/a")
    assert canonical_of(page) == wanted


def test_likeness() -> None:
    a = " ".join(f"word{n}" for n in range(200))
    assert are_alike(a, a.replace("word50", "other"))
    assert not are_alike(a, a.replace("word", "term"))
    assert are_alike("Short.", "Short.")
    assert not are_alike("Short.", "Other.")


def test_opml() -> None:
    data = b"<opml><body><outline text='News'><outline xmlUrl='https://a.example/f' title='A'/></outline>"
    with pytest.raises(InputError, match="not XML"):
        read_opml(data, "x.opml")
    (feed,) = read_opml(data + b"<outline XMLURL='https://a.example/f'/></body></opml>", "x.opml")
    assert (feed.address, feed.title) == ("https://a.example/f", "A")
    with pytest.raises(InputError, match="not OPML"):
        read_opml(b"<rss/>", "x.opml")
