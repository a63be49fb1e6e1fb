"""The gate lets diplomatic news through, drops what is none, and takes no longer for a page that means ill."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from communique.read.bulk.gate import admit, glance
from communique.read.files import open_pages
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
LEAST_RECALL, MOST_MS = 0.98, 2.0
ELSEWHERE = [
    "Our ten best recipes for soup. Peel the carrots and fry the onions until they are soft and golden.",
    "The home side won 3-1 after a late goal; the coach praised his defenders and the new goalkeeper.",
    "The company said its new phone would ship in spring with a larger battery and two cameras, for 799 dollars.",
    "The city council voted to close the library on Sundays; the mayor said that the budget left no choice.",
]


def test_the_examples_and_golden_pages_pass() -> None:
    files = [
        *(f for f in (PROJECT / "examples").iterdir() if f.is_file()),
        *(PROJECT / "tests" / "golden" / "articles").glob("*/page.*"),
    ]
    assert [f.name for f in files if admit(Page(f.name, f.read_bytes())) is not None] == []


@pytest.mark.parametrize("text", ELSEWHERE)
def test_other_pages_are_dropped_and_told_why(text: str) -> None:
    for page in (Page("a", text.encode()), Page("a", f"<html><body><p>{text}</p></body></html>".encode())):
        refusal = admit(page)
        assert isinstance(refusal, Refusal)
        assert (refusal.stage, refusal.reason) == ("clean", Reason.NOT_DIPLOMATIC)
        assert "points" in refusal.detail


def test_html_is_looked_at_where_the_article_stands() -> None:
    menu = "<p>France</p><p>Germany</p><p>Minister</p>" * 30
    soup = "".join(f"<p>{text} {text}</p>" for text in ELSEWHERE)
    assert admit(Page("a", f"<html><body>{menu}{soup}</body></html>".encode(), "text/html")) is not None
    assert "France" not in glance(Page("a", f"<html><body>{menu}{soup * 3}</body></html>".encode(), "text/html"))


@pytest.mark.parametrize(
    "data",
    [b"<p>" * 100_000, b"<p " * 100_000, b"<script" * 50_000, b"<!--" * 80_000, b"<title>" * 50_000, b"\xff" * 300_000,
     b"<h1" + b" a=b" * 90_000, b"A " * 200_000, b"U.S.-" * 80_000, b"<p>" + b"<" * 299_000],
    ids=lambda data: repr(data[:8]),
)  # fmt: skip
def test_no_page_keeps_the_gate_busy(data: bytes) -> None:
    admit(Page("warm", b"x"))
    began = time.process_time()
    admit(Page("a", data))
    assert time.process_time() - began < 1.0


def test_gold_passes_within_the_time() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    files = [*(SHARED / "gold/dev/articles").glob("*.md"), *(SHARED / "gold/sagas").glob("?/*.md"),
             SHARED / "gold/seed/page.txt", *(SHARED / "training/articles").glob("*.md")]  # fmt: skip
    pages = [p for p in open_pages([str(f) for f in sorted(files)]) if isinstance(p, Page)]
    began = time.process_time()
    passed = [admit(page) is None for page in pages]
    assert 1e3 * (time.process_time() - began) / len(pages) < MOST_MS
    assert sum(passed) / len(pages) >= LEAST_RECALL
