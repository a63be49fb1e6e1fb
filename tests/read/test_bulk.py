"""Large inputs: cut into shards the same way every time, opened without a page lost or doubled."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.read.bulk.cut import cut
from communique.read.bulk.opening import open_shard
from communique.read.files import open_pages
from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.record.shard import Shard


def story(number: int) -> dict[str, str]:
    return {"title": f"Title {number}", "url": f"https://gazette.example/{number}", "text": f"Article number {number}."}


def lines(count: int) -> bytes:
    return b"".join(json.dumps(story(n)).encode() + b"\n" for n in range(count))


def opened(*inputs: Path | str, pages: int = 4) -> list[Page | Refusal]:
    shards = list(cut([str(i) for i in inputs], made="m", pages=pages))
    assert len({s.id for s in shards}) == len(shards)
    return [page for shard in shards for page in open_shard(shard)]


def shards_of(path: Path, pages: int = 4) -> list[Shard]:
    return list(cut([str(path)], made="m", pages=pages))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "news.jsonl": bytes,
    "news.jsonl.gz": gzip.compress,
    "news.jsonl.zst": zstandard.compress,
}


@pytest.mark.parametrize("name", PACKERS)
def test_lines_plain_and_packed(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(PACKERS[name](lines(10)))
    found = opened(file)
    assert [p.title for p in found if isinstance(p, Page)] == [f"Title {n}" for n in range(10)]
    assert [p.name for p in found if isinstance(p, Page)] == [f"{file}#{n}" for n in range(1, 11)]
    assert [s.stop for s in shards_of(file)][:-1] == [s.start for s in shards_of(file)][1:]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(['{"text": "Words."}', "", "no json", "[1]", '{"title": "x"}']), max_size=20))
def test_lines_are_what_read_makes_of_them(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    file = tmp_path_factory.mktemp("lines") / "a.jsonl"
    file.write_text("\n".join([*rows, '{"text": "The last."}']))
    assert opened(file, pages=3) == list(open_pages([str(file)]))


@pytest.mark.parametrize("name", ["news.jsonl.gz", "news.jsonl.zst"])
def test_damage_costs_the_rest_of_the_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    packed = PACKERS[name](
        b"".join(json.dumps(story(n) | {"text": f"{n * 7919**5} "}).encode() + b"\n" for n in range(9999))
    )
    file.write_bytes(packed[: len(packed) // 2])
    found = opened(file, pages=500)
    good = [p for p in found if isinstance(p, Page)]
    assert [p.title for p in good] == [f"Title {n}" for n in range(len(good))]
    assert len(good) > 1000
    last = found[-1]
    assert isinstance(last, Refusal)
    # Of zstd's streams the library does not tell that the end is missing: the torn line does.
    assert last.detail.startswith("cannot be read:" if name.endswith(".gz") else "not JSON: Unterminated string")
    assert len(found) == len(good) + 1


def test_new_lines_leave_the_old_shards_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(8))
    before = shards_of(file)
    file.write_bytes(lines(10))
    after = shards_of(file)
    assert after[:2] == before
    assert len(after) == 3


def test_other_code_is_another_shard(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(2))
    assert [s.id for s in cut([str(file)], made="m")] != [s.id for s in cut([str(file)], made="n")]


def test_a_line_longer_than_a_page_is_refused_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "' + b"x" * 10_000_100 + b'"}\n' + lines(2))
    found = opened(file)
    assert [type(p).__name__ for p in found] == ["Refusal", "Page", "Page"]
    assert [s.stop - s.start for s in shards_of(file)] == [file.stat().st_size]


def write_warc(file: Path, *, packed: bool, count: int = 6) -> None:
    """A record of the crawl, then answers; the fourth is a 404, the fifth a picture."""
    pack = gzip.compress if packed else bytes
    records = [warc_record("warcinfo", "application/warc-fields", b"software: test\r\n")]
    for number in range(count):
        status, kind = ("404 Not Found" if number == 3 else "200 OK"), ("image/png" if number == 4 else "text/html")
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<html><body><p>Page {number}</p></body></html>"
        target = f"WARC-Target-URI: https://gazette.example/{number}\r\n"
        records.append(warc_record("response", "application/http; msgtype=response", body.encode(), target))
    file.write_bytes(b"".join(map(pack, records)))


def warc_record(kind: str, media_type: str, body: bytes, more: str = "") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{more}WARC-Record-ID: <urn:uuid:12345678-feed-beef-feed-123456789abc>\r\n"
    head += f"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_warc(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    write_warc(file, packed=packed)
    shards = shards_of(file, pages=2)
    assert len(shards) == 3
    assert all(a.stop == b.start for a, b in pairwise(shards))
    found = [page for shard in shards for page in open_shard(shard)]
    assert found == list(open_pages([str(file)]))
    assert [p.url for p in found] == [f"https://gazette.example/{n}" for n in (0, 1, 2, 5)]
    assert [page for shard in shards_of(file, pages=100) for page in open_shard(shard)] == found


def test_a_damaged_warc_tells_and_keeps_what_stands_before(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    write_warc(file, packed=True, count=3)
    file.write_bytes(file.read_bytes()[:-30])
    found = opened(file, pages=1)
    assert [p.url for p in found if isinstance(p, Page)] == ["https://gazette.example/0", "https://gazette.example/1"]
    assert isinstance(found[-1], Refusal)


def write_parquet(file: Path, rows: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), file, row_group_size=3)


def test_parquet_of_texts_and_of_pages(tmp_path: Path) -> None:
    texts, pages = tmp_path / "texts.parquet", tmp_path / "pages.parquet"
    write_parquet(texts, [story(n) | {"published": date(2026, 1, 1 + n)} for n in range(10)])
    write_parquet(
        pages, [{"url": "https://x.example/", "html": b"<html><p>Hello</p></html>"}, {"url": None, "html": None}]
    )
    found = opened(texts, pages)
    good = [p for p in found if isinstance(p, Page)]
    assert [p.data for p in good][:10] == [f"Article number {n}.".encode() for n in range(10)]
    assert [p.name for p in good][:10] == [f"{texts}#{n}" for n in range(1, 11)]
    assert good[4].published == "2026-01-05"
    assert (good[10].data, good[10].media_type) == (b"<html><p>Hello</p></html>", "text/html")
    assert isinstance(found[-1], Refusal)
    assert "neither a 'text' nor an 'html'" in found[-1].detail


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(b"PAR1 and nothing else")
    found = opened(file)
    assert [type(p).__name__ for p in found] == ["Refusal"]


def test_a_folder_of_everything(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}")
    (tmp_path / "deep" / "a.jsonl").write_bytes(lines(3))
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    found = opened(tmp_path, pages=4)
    assert len(found) == 9
    names = [p.name for p in found if isinstance(p, Page)]
    assert len(set(names)) == 9
    assert names == [p.name for p in open_pages([str(tmp_path)]) if isinstance(p, Page)]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(lines(1) + b"no json\n")
    (folder / "b.txt").write_text("Text")
    found = opened(folder)
    assert found == list(open_pages([str(folder)]))
    assert all("caf%E9" in (p.name if isinstance(p, Page) else p.page) for p in found)


def test_inputs_that_make_no_sense(tmp_path: Path) -> None:
    for bad in (["-"], [str(tmp_path / "none")], [str(tmp_path), str(tmp_path)], ["https://gazette.example/"]):
        with pytest.raises(InputError):
            cut(bad, made="m")
