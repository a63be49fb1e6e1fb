"""Whatever lies in a folder comes out as a page or a refusal, in order and one by one."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.lexicon.load import Lexicon
from communique.read.clean import clean
from communique.read.files import open_pages
from communique.record.document import Article, Page
from communique.record.outcome import Reason, Refusal

NEWS = "The ministers met in Vilnius on Monday and agreed to open the border by June, officials said.\n"


def story(number: int = 1, **more: object) -> str:
    return json.dumps({"title": f"Border {number}", "text": NEWS, "published": "2024-10-03", "outlet": "Post", **more})


def names(paths: list[str], root: Path) -> list[str]:
    return [os.path.relpath(page.name if isinstance(page, Page) else page.page, root) for page in open_pages(paths)]


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.html", "c.md", ".git/config", ".DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(NEWS)
    assert names([str(tmp_path)], tmp_path) == ["a/b/c.html", "a/z.txt", "b.txt", "c.md"]


def test_an_input_that_does_not_exist_raises_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing-here"):
        open_pages([str(tmp_path), str(tmp_path / "nothing-here")])
    with pytest.raises(InputError, match="does not fetch"):
        open_pages(["https://news.example/1"])


def test_pages_are_opened_one_by_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEWS)
    pages = open_pages([str(tmp_path)])
    next(pages)
    (tmp_path / "b.txt").unlink()
    second = next(pages)
    assert isinstance(second, Refusal)
    assert second.reason is Reason.UNREADABLE


def test_json_lines_refuse_the_bad_line_only(tmp_path: Path) -> None:
    lines = [story(1), '{"title": "cut', "", story(4), "[1, 2]", '{"title": "no text"}', '{"text": 5}']
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    found = list(open_pages([str(tmp_path / "feed.jsonl")]))
    assert [type(page) for page in found] == [Page, Refusal, Page, Refusal, Refusal, Refusal]
    assert isinstance(found[2], Page)
    assert found[2].name.endswith("feed.jsonl#4")
    assert (found[2].title, found[2].outlet, found[2].published) == ("Border 4", "Post", "2024-10-03")
    assert {page.reason for page in found if isinstance(page, Refusal)} == {Reason.MALFORMED}


@pytest.mark.parametrize("tree", [f"[{story(1)}, {story(2)}]", f'{{"articles": [{story(1)}, {story(2)}]}}'])
def test_json_lists_are_numbered(tree: str, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text(tree)
    assert names([str(tmp_path)], tmp_path) == ["feed.json#1", "feed.json#2"]


def test_one_json_article_keeps_its_file_name(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(story())
    assert names([str(tmp_path)], tmp_path) == ["one.json"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"title": "x", "text": "abc', Reason.MALFORMED),
        (b'"just a string"', Reason.MALFORMED),
        (b"[" * 100_000, Reason.MALFORMED),
        (b'{"text": "\xff\xfe"}', Reason.MALFORMED),
        (b"[]", Reason.EMPTY),
        (b"1" * 5000, Reason.MALFORMED),
        (b"", Reason.MALFORMED),
    ],
    ids=["cut", "string", "nested", "latin", "no articles", "number", "no bytes"],
)
def test_json_of_no_use_is_refused(data: bytes, reason: Reason, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(data)
    (refusal,) = open_pages([str(tmp_path / "bad.json")])
    assert isinstance(refusal, Refusal)
    assert (refusal.stage, refusal.reason) == ("open", reason)
    assert refusal.detail


def test_lone_surrogates_in_json_do_not_break_the_page(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "a.json").write_text('{"text": "The ministers met in \\ud800 Vilnius on Monday, officials said."}')
    (page,) = open_pages([str(tmp_path)])
    assert isinstance(page, Page)
    article = clean(page, lexicon)
    assert isinstance(article, Article)
    assert article.text == "The ministers met in Vilnius on Monday, officials said."


def test_stdin_is_text_or_stories(lexicon: Lexicon) -> None:
    (page,) = open_pages(["-"], stdin=io.BytesIO(NEWS.encode()), outlet="Wire", published="2025-01-02")
    assert isinstance(page, Page)
    assert (page.name, page.outlet, page.published) == ("-", "Wire", "2025-01-02")
    lines = f"{story(1)}\n{story(2)}\n".encode()
    assert [p.name for p in open_pages(["-"], stdin=io.BytesIO(lines)) if isinstance(p, Page)] == ["-#1", "-#2"]
    (bracket,) = open_pages(["-"], stdin=io.BytesIO(b"[Reference] " + NEWS.encode()))
    assert isinstance(bracket, Page)


def test_what_the_caller_states_wins(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(story())
    (page,) = open_pages([str(tmp_path)], published="2025-01-02", outlet="Wire")
    assert isinstance(page, Page)
    assert (page.published, page.outlet) == ("2025-01-02", "Wire")


def test_odd_files_are_refused_and_never_hang(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe")
    found = list(open_pages([str(tmp_path)]))
    assert len(found) == 4
    assert all(isinstance(page, Refusal) and page.reason is Reason.UNREADABLE for page in found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(NEWS)
    (tmp_path / "secret.txt").chmod(0)
    (refusal,) = open_pages([str(tmp_path)])
    assert isinstance(refusal, Refusal)
    assert "ermission" in refusal.detail


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "large.txt", "wb") as file:
        file.truncate(20_000_000)
    (refusal,) = open_pages([str(tmp_path)])
    assert isinstance(refusal, Refusal)
    assert (refusal.stage, refusal.reason) == ("open", Reason.TOO_LARGE)


def test_a_thousand_files_of_which_thirty_are_broken(tmp_path: Path, lexicon: Lexicon) -> None:
    broken = [b"", b"%PDF-1.4", b"\0\1\2" * 50, "Министры встретились в Вильнюсе в понедельник.".encode(), b"12345"]
    for number in range(970):
        (tmp_path / f"n{number:04}.txt").write_text(f"Border {number} to open\n\n{NEWS}")
    for number in range(25):
        (tmp_path / f"n{number:04}x.txt").write_bytes(broken[number % 5])
    (tmp_path / "z1.json").write_text('{"text": ')
    (tmp_path / "z2.jsonl").write_text("{")
    (tmp_path / "z3.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    (tmp_path / "z4.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "z5.md").write_text("---\ntitle: x\n---\n")
    pages = list(open_pages([str(tmp_path)]))
    results = [page if isinstance(page, Refusal) else clean(page, lexicon) for page in pages]
    refused = [result for result in results if isinstance(result, Refusal)]
    assert len(results) == 1000
    assert len(refused) == 30
    assert {result.stage for result in refused} == {"open", "clean"}
    assert len({result.page for result in refused}) == 30


def test_file_names_that_are_no_text_are_spelt_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (tmp_path / os.fsdecode(b"gone\xff.txt")).symlink_to("nowhere")
    page, refusal = open_pages([str(tmp_path)])
    assert isinstance(page, Page)
    assert page.name.endswith("caf%E9.txt")
    assert isinstance(refusal, Refusal)
    assert refusal.page.endswith("gone%FF.txt")
