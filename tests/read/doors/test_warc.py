"""WARC files in, with the place of each record; and out."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from communique.errors import InputError
from communique.read.doors.warc import pages_of_warc
from communique.read.doors.warc_out import WarcFolder
from communique.read.files import open_pages
from communique.record.document import Fetched, Page
from communique.record.outcome import Reason, Refusal

HTML = b"<html><body><p>The ministers met in Riga.</p></body></html>"
AT = "2025-06-12T09:30:00Z"


def make_warc(*records: tuple, packed: bool = True) -> tuple[bytes, list[int]]:
    """A WARC file of (address, body, headers, status), and where each record begins."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    places = []
    for address, body, headers, status in records:
        told = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        places.append(out.tell())
        writer.write_record(
            writer.create_warc_record(
                address, "response", BytesIO(body), len(body), http_headers=told, warc_headers_dict={"WARC-Date": AT}
            )
        )
    return out.getvalue(), places


def plain(address: str, body: bytes = HTML, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more):
    headers = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in more.items())]
    return address, body, headers, status


@pytest.mark.parametrize("packed", [True, False])
def test_pages_with_the_place_of_their_records(tmp_path: Path, packed: bool) -> None:
    data, places = make_warc(
        plain("https://gazette.example/1"),
        plain("https://gazette.example/logo.png", b"\x89PNG", "image/png"),
        plain("https://gazette.example/gone", b"gone", status="404 Not Found"),
        plain("https://gazette.example/robots.txt", b"User-agent: *", "text/plain"),
        plain("https://gazette.example/2", gzip.compress(HTML), Content_Encoding="gzip"),
        plain("https://gazette.example/3", HTML, Content_Encoding="gzip"),
        plain("https://gazette.example/4", b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), Transfer_Encoding="chunked"),
        packed=packed,
    )
    (tmp_path / "crawl.bin").write_bytes(data)
    pages = list(open_pages([str(tmp_path / "crawl.bin")]))
    assert [page.url for page in pages] == [f"https://gazette.example/{n}" for n in (1, 2, 3, 4)]
    assert [page.data for page in pages] == [HTML] * 4
    assert [page.name.partition("#offset=")[2] for page in pages] == [str(places[n]) for n in (0, 4, 5, 6)]
    assert pages[0].fetched == Fetched(
        "https://gazette.example/1", datetime(2025, 6, 12, 9, 30, tzinfo=UTC), 200,
        (("content-type", "text/html; charset=utf-8"),),
    )  # fmt: skip
    # The offset leads back to the record.
    tail = data[places[4] :]
    head = zlib.decompressobj(31).decompress(tail) if packed else tail
    assert b"https://gazette.example/2" in head[:600]


def test_what_is_broken_refuses_itself() -> None:
    good, bomb = plain("https://gazette.example/1"), gzip.compress(b"0" * 30_000_000)
    data, places = make_warc(good, plain("https://gazette.example/b", bomb, Content_Encoding="gzip"), good)
    first, second, third = pages_of_warc("a.warc.gz", BytesIO(data))
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert isinstance(second, Refusal)
    assert (second.reason, second.page) == (Reason.TOO_LARGE, f"a.warc.gz#offset={places[1]}")
    *rest, cut = pages_of_warc("a.warc.gz", BytesIO(data[:-40]))
    assert isinstance(cut, Refusal)
    assert (len(rest), cut.reason) == (2, Reason.MALFORMED)
    *rest, broken = pages_of_warc("a.warc.gz", BytesIO(data[: places[1]] + b"\0" * 50 + data[places[1] :]))
    assert isinstance(broken, Refusal)
    assert (len(rest), broken.reason) == (1, Reason.MALFORMED)


@pytest.mark.parametrize("data", [b"", b"WARC/1.0", b"WARC/1.0\r\n\r\n\r\n", b"\x1f\x8b\0\0", b"no warc at all"])
def test_what_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    (refusal,) = open_pages([str(tmp_path / "a.warc")])
    assert isinstance(refusal, Refusal)
    assert refusal.reason in (Reason.EMPTY, Reason.MALFORMED)


def fetched(number: int, body: bytes = HTML) -> Page:
    address = f"https://gazette.example/{number}"
    headers = (("content-type", "text/html; charset=koi8-r"), ("content-encoding", "gzip"), ("x-odd", "a\r\nb: c"))
    return Page(address, body, "text/html", url=address,
                fetched=Fetched(address, datetime(2025, 6, 12, 9, 30, tzinfo=UTC), 200, headers))  # fmt: skip


def test_written_pages_come_back(tmp_path: Path) -> None:
    with WarcFolder(tmp_path / "warc", most_bytes=1) as folder:
        places = [folder.write(fetched(n)) for n in range(3)]
        assert folder.write(Page("a.txt", b"never fetched")) is None
        # On disk at once: a crash loses nothing that was written.
        assert len(list(open_pages([str(tmp_path / "warc")]))) == 3
    files = sorted((tmp_path / "warc").iterdir())
    assert len(files) == 3
    back = list(open_pages([str(tmp_path / "warc")]))
    assert [page.name.rpartition("/")[2] for page in back] == places
    for number, page in enumerate(back):
        assert (page.data, page.url, page.fetched.at) == (HTML, fetched(number).url, fetched(number).fetched.at)
        assert page.fetched.charset == "koi8-r"
        assert page.fetched.header("x-archive-orig-content-encoding") == "gzip"
        assert page.fetched.header("x-odd") == "a b: c"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        WarcFolder(tmp_path / "file" / "warc")
