"""A page over real HTTP: what hosts do, and that we are polite whatever they do."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest
from fetching_servers import page, reply

from communique.lexicon.load import load_lexicon
from communique.read.clean import clean
from communique.read.fetch import Fetcher, Limits, NotModified, user_agent
from communique.record.document import Article, Page
from communique.record.outcome import Deferred, Reason, Refusal

Make = Callable[..., Fetcher]
NEWS = "<html><body><article><h1>Ministers meet</h1><p>The ministers met in Riga on Monday.</p></article></body></html>"


def refused(told: object) -> Refusal:
    assert isinstance(told, Refusal), told
    assert told.stage == "fetch"
    return told


def test_a_page_says_how_it_came(site: Any, fetcher_for: Make) -> None:
    site.answers["/old"] = page("", status="301", location="/new?utm_source=feed")
    site.answers["/new"] = page(NEWS, etag='"one"', last_modified="Thu, 26 Nov 2026 00:00:00 GMT")
    told = fetcher_for(site, contact="desk@example.org").fetch(site.url("/old"))
    assert isinstance(told, Page)
    assert told.fetched is not None
    assert (told.name, told.url, told.media_type) == (site.url("/old"), site.url("/new"), "text/html")
    assert told.data.decode() == NEWS
    assert (told.fetched.asked, told.fetched.hops) == (site.url("/old"), (site.url("/old"),))
    assert (told.fetched.status, told.fetched.etag) == (200, '"one"')
    assert abs(told.fetched.at - datetime.now(UTC)) < timedelta(seconds=30)
    assert {t.headers["user-agent"] for t in site.asked} == {user_agent("desk@example.org")}
    assert "desk@example.org" in user_agent("desk@example.org")
    assert user_agent("").startswith("communique/")


def test_nothing_is_sent_again_that_has_not_changed(site: Any, fetcher_for: Make, tmp_path: Path) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("if-none-match") == '"one"':
            handler.send_response(304)
            handler.send_header("etag", '"one"')
            handler.end_headers()
        else:
            reply(handler, NEWS.encode(), etag='"one"')

    site.answers["/"] = answer
    first = fetcher_for(site).fetch(site.url())
    assert isinstance(first, Page)
    assert first.fetched is not None
    again = fetcher_for(site, cache=str(tmp_path / "empty")).fetch(site.url(), etag=first.fetched.etag)
    assert again == NotModified(site.url(), '"one"', None)
    # The cache knows the page, too: who has no copy gets it, for a 304.
    third = fetcher_for(site).fetch(site.url())
    assert isinstance(third, Page)
    assert third.data == first.data
    assert site.asked[-1].headers.get("if-none-match") == '"one"'


def test_the_cache_keeps_what_a_host_says_is_fresh(site: Any, fetcher_for: Make) -> None:
    site.answers["/"] = page(NEWS, cache_control="max-age=600")
    fetcher = fetcher_for(site, pause_s=0.3)
    start = time.monotonic()
    for _ in range(4):
        assert isinstance(fetcher.fetch(site.url()), Page)
    assert site.paths() == ["/"]
    assert time.monotonic() - start < 2 * 0.3 + 0.5  # nobody waits for a host that is not asked


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (page("User-agent: *\nDisallow: /"), False),
        (page("User-agent: communique\nDisallow: /news\n\nUser-agent: *\nAllow: /"), False),
        (page("User-agent: *\nDisallow: /\n\nUser-agent: communique\nAllow: /"), True),
        (page("User-agent: *\nDisallow: /private"), True),
        (page("User-agent: *\nDisallow: /*.html$"), True),
        (page("", status="404"), True),
        (page("", status="403"), True),
        (page(b"\xff\xfe\x00 nonsense \x00"), True),
        (page(("#" * 99 + "\n") * 6000 + "User-agent: *\nDisallow: /"), True),  # after the first 500 KiB
        (page(("#" * 99 + "\n") * 4000 + "User-agent: *\nDisallow: /"), False),
    ],
)
def test_robots_are_obeyed(
    site: Any, fetcher_for: Make, robots: Callable[[BaseHTTPRequestHandler], None], allowed: bool
) -> None:
    site.answers |= {"/robots.txt": robots, "/news": page(NEWS)}
    fetcher = fetcher_for(site)
    for _ in range(3):
        told = fetcher.fetch(site.url("/news"))
        assert isinstance(told, Page) if allowed else refused(told).reason is Reason.ROBOTS, told
    assert (site.paths() != []) == allowed
    assert sum(t.path == "/robots.txt" for t in site.asked) == 1


@pytest.mark.parametrize("status", ["500", "503", "429"])
def test_a_site_without_a_readable_robots_txt_is_closed(site: Any, fetcher_for: Make, status: str) -> None:
    site.answers |= {"/robots.txt": page("", status=status, retry_after="90"), "/news": page(NEWS)}
    told = fetcher_for(site).fetch(site.url("/news"))
    assert isinstance(told, Deferred)
    assert told.retry_after_s >= 90
    assert site.paths() == []


def test_robots_hold_on_every_hop(site: Any, fetcher_for: Make) -> None:
    site.answers |= {
        "/robots.txt": page("User-agent: *\nDisallow: /private"),
        "/a": page("", status="302", location="/private/b"),
        "/private/b": page(NEWS),
    }
    assert refused(fetcher_for(site).fetch(site.url("/a"))).reason is Reason.ROBOTS
    assert site.paths() == ["/a"]


def test_one_request_at_a_time_and_a_pause_over_threads_and_fetchers(site: Any, fetcher_for: Make) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.05)
        reply(handler, NEWS.encode(), cache_control="no-store")

    site.answers["/n"] = slow
    # Two fetchers share a cache folder, as two processes of one user do.
    fetchers = [fetcher_for(site, pause_s=0.1), fetcher_for(site, pause_s=0.1)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda n: fetchers[n % 2].fetch(site.url(f"/n?{n}")), range(12)))
    assert all(isinstance(t, Page) for t in told), told
    assert site.most_in_flight == 1
    moments = [t.at for t in site.asked]
    assert min(b - a for a, b in pairwise(moments)) >= 0.1


def test_a_crawl_delay_is_kept(site: Any, fetcher_for: Make) -> None:
    site.answers |= {"/robots.txt": page("User-agent: *\nCrawl-delay: 0.4"), "/a": page(NEWS), "/b": page(NEWS)}
    fetcher = fetcher_for(site)
    for path in ("/a", "/b"):
        assert isinstance(fetcher.fetch(site.url(path)), Page)
    assert site.asked[-1].at - site.asked[-2].at >= 0.4
    site.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 3600")
    patient = fetcher_for(site, limits=Limits(patience_s=1))
    assert isinstance(patient.fetch(site.url("/a")), Page)
    told = patient.fetch(site.url("/b"))
    assert isinstance(told, Deferred)
    assert told.reason is Reason.BUSY
    assert 3000 < told.retry_after_s <= 3600


def test_retry_after_closes_the_host_for_everybody(site: Any, fetcher_for: Make) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True)
    site.answers |= {"/busy": page("", status="429", retry_after=later), "/other": page(NEWS)}
    fetcher = fetcher_for(site, limits=Limits(patience_s=0.5))
    told = fetcher.fetch(site.url("/busy"))
    assert isinstance(told, Deferred)
    assert told.reason is Reason.BUSY
    assert 280 < told.retry_after_s <= 300
    told = fetcher_for(site, limits=Limits(patience_s=0.5)).fetch(site.url("/other"))
    assert isinstance(told, Deferred)
    assert told.retry_after_s > 280
    assert site.paths() == ["/busy"]


STATUSES = {
    "401": Reason.FORBIDDEN, "402": Reason.PAYWALL, "403": Reason.FORBIDDEN, "404": Reason.GONE, "410": Reason.GONE,
    "418": Reason.FORBIDDEN, "451": Reason.FORBIDDEN, "500": Reason.SERVER, "502": Reason.SERVER, "503": Reason.BUSY,
    "504": Reason.SERVER, "599": Reason.SERVER, "202": Reason.MALFORMED, "206": Reason.MALFORMED,
}  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_a_named_refusal(site: Any, fetcher_for: Make, status: str) -> None:
    site.answers["/"] = page(NEWS, status=status)
    told = refused(fetcher_for(site).fetch(site.url()))
    assert told.reason is STATUSES[status]
    assert status in told.detail
    assert told.url == site.url()


def test_redirects_end(site: Any, fetcher_for: Make) -> None:
    site.answers |= {
        "/loop": page("", status="302", location="/pool"),
        "/pool": page("", status="302", location="/loop"),
        "/self": page("", status="302", location="/self"),
        "/nowhere": page("", status="302"),
        "/mail": page("", status="302", location="mailto:a@example.org"),
    }
    site.answers |= {f"/{n}": page("", status="307", location=f"/{n + 1}") for n in range(20)}
    site.answers |= {f"/ok{n}": page("", status="308", location=f"/ok{n + 1}") for n in range(10)}
    site.answers["/ok10"] = page(NEWS)
    fetcher = fetcher_for(site)
    for path, reason in (("/loop", Reason.REDIRECTS), ("/self", Reason.REDIRECTS), ("/0", Reason.REDIRECTS),
                         ("/nowhere", Reason.MALFORMED), ("/mail", Reason.ADDRESS)):  # fmt: skip
        assert refused(fetcher.fetch(site.url(path))).reason is reason
    assert isinstance(fetcher.fetch(site.url("/ok0")), Page)
    assert sum(p.lstrip("/").isdecimal() for p in site.paths()) == 11


def drip(pause_s: float, piece: bytes = b"x") -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/html")
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause_s)

    return answer


def slow_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        handler.wfile.write(b"x-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def endless_continues(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100_000):
        handler.wfile.write(b"HTTP/1.1 102 Processing\r\n\r\n" * 10)
        time.sleep(0.01)


@pytest.mark.parametrize("answer", [drip(0.05), slow_head, endless_continues, lambda _: time.sleep(6)])
def test_a_slow_host_costs_a_bounded_time(
    site: Any, fetcher_for: Make, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    site.answers["/"] = answer
    start = time.monotonic()
    told = refused(fetcher_for(site, limits=Limits(seconds=1)).fetch(site.url()))
    assert told.reason is Reason.TIMEOUT, told
    assert time.monotonic() - start < 4


def test_a_body_without_an_end_is_cut_off(site: Any, fetcher_for: Make) -> None:
    site.answers["/"] = drip(0, b"x" * 100_000)
    assert refused(fetcher_for(site).fetch(site.url())).reason is Reason.TOO_LARGE
    site.answers["/robots.txt"] = drip(0, b"#" * 100_000)
    assert refused(fetcher_for(site).fetch(site.url("/x"))).reason is Reason.GONE  # only its beginning counts


def test_what_is_packed_is_unpacked_within_limits(site: Any, fetcher_for: Make) -> None:
    data = NEWS.encode()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(data), "deflate": zlib.compress(data), "br": brotli.compress(data),
        "x-gzip": gzip.compress(data[:30]) + gzip.compress(data[30:]), "gzip, br": brotli.compress(gzip.compress(data)),
        "identity": data, "Deflate": raw.compress(data) + raw.flush(),
    }  # fmt: skip
    fetcher = fetcher_for(site)
    for number, (name, body) in enumerate(packed.items()):
        site.answers[f"/{number}"] = page(body, content_encoding=name)
        told = fetcher.fetch(site.url(f"/{number}"))
        assert isinstance(told, Page), (name, told)
        assert told.data == data, name


def test_packed_bombs_and_broken_packs_are_refused(site: Any, fetcher_for: Make) -> None:
    big = bytes(50_000_000)
    bodies = {
        "gzip": (gzip.compress(big), Reason.TOO_LARGE), "deflate": (zlib.compress(big), Reason.TOO_LARGE),
        "br": (brotli.compress(big, quality=1), Reason.TOO_LARGE),
        "gzip, gzip": (gzip.compress(gzip.compress(big)), Reason.TOO_LARGE),
        "gzip,": (gzip.compress(NEWS.encode())[:-9], Reason.MALFORMED), "zstd": (b"(\xb5/\xfd", Reason.MALFORMED),
        "gzip ": (b"no gzip at all", Reason.MALFORMED), "compress": (b"\x1f\x9d", Reason.MALFORMED),
        "gzip,gzip,gzip": (b"", Reason.MALFORMED), "Br": (b"\xff\xff\xff\xff", Reason.MALFORMED),
    }  # fmt: skip
    fetcher = fetcher_for(site)
    for number, (name, (body, reason)) in enumerate(bodies.items()):
        site.answers[f"/{number}"] = page(body, content_encoding=name)
        told = refused(fetcher.fetch(site.url(f"/{number}")))
        assert told.reason is reason, (name, told)


def test_a_body_cut_short_is_no_page(site: Any, fetcher_for: Make) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, NEWS.encode(), content_length="9000")
        handler.close_connection = True

    site.answers["/"] = answer
    fetcher = fetcher_for(site)
    for _ in range(2):  # and the cache does not keep it either
        assert refused(fetcher.fetch(site.url())).reason is Reason.MALFORMED


def test_other_media_are_not_even_read(site: Any, fetcher_for: Make) -> None:
    for kind in ("application/pdf", "image/png", "video/mp4", "application/zip", "application/json"):
        site.answers["/"] = page(b"x" * 1000, kind=kind)
        told = refused(fetcher_for(site).fetch(site.url()))
        assert told.reason is Reason.MEDIA_TYPE
        assert kind in told.detail


def test_what_is_no_http_is_refused(site: Any, fetcher_for: Make) -> None:
    def noise(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        handler.close_connection = True

    def nothing(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    def huge_head(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"x: " + b"y" * 1_000_000)

    for answer in (noise, nothing, huge_head):
        site.answers["/"] = answer
        assert refused(fetcher_for(site).fetch(site.url())).reason is Reason.MALFORMED
    site.answers["/"] = page(NEWS)
    assert isinstance(fetcher_for(site).fetch(site.url()), Page)


def test_a_host_that_is_not_there(site: Any, fetcher_for: Make) -> None:
    fetcher = fetcher_for(site, allow_ports=("1-65535",))
    told = fetcher.fetch("http://127.0.0.1:9/")
    assert isinstance(told, Deferred)
    assert told.reason is Reason.UNREACHABLE
    told = fetcher.fetch(f"https://127.0.0.1:{site.port}/")  # no TLS there
    assert refused(told).reason in (Reason.UNREACHABLE, Reason.MALFORMED)


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("windows-1252", "windows-1252", ""),
        ("utf-8", "iso-8859-1", ""),  # a header that lies
        ("iso-8859-9", "iso-8859-9", ""),
        ("windows-1254", "", "windows-1254"),
        ("utf-16", "utf-16", ""),
        ("utf-8", "no-such-thing", "nonsense"),
        ("windows-1250", "windows-1250", "utf-8"),
    ],
)
def test_the_encoding_is_told_by_the_bytes_and_believed_from_the_header(
    site: Any, fetcher_for: Make, encoding: str, header: str, meta: str
) -> None:
    names = {"windows-1250": "Prime Minister Fiala met Mr Čaputová in Brno", "windows-1252": "Mr Müller met Ms Peña"}
    words = names.get(encoding, "President Erdoğan met Mr Şimşek in Diyarbakır")
    body = (
        f'<html><head><meta charset="{meta}"></head><body><article><h1>Talks</h1><p>{words} on Monday, and they '
        "discussed trade between the two countries for two hours.</p></article></body></html>"
    )
    kind = f"text/html; charset={header}" if header else "text/html"
    site.answers["/"] = page(body.encode(encoding), kind=kind)
    told = fetcher_for(site).fetch(site.url())
    assert isinstance(told, Page)
    article = clean(told, load_lexicon())
    assert isinstance(article, Article), article
    assert words in article.text
