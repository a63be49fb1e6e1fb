"""The brief set: PDF, Word, HTML, Markdown, and the command."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.show.brief.values import Brief
from communique.show.brief.writing import render_brief
from communique.show.cli.main import app

RunCli = Callable[..., "CompletedProcess[str]"]
HURTFUL = '#panic("x") <script>alert(1)</script> $100$ are *not* `enough` \\ [^1] @a _b_'


def pdf_text(data: bytes) -> tuple[int, str]:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        return len(pages), " ".join(" ".join(pages).split())
    finally:
        document.close()


def test_pdf_shows_all_words_as_they_are(brief: Brief) -> None:
    pages, text = pdf_text(render_brief(brief, "pdf"))
    assert pages >= 1
    bare = re.sub(r"[\s\ufffe\x02-]+", "", text)
    assert "Estonia–Georgia" in bare
    assert re.sub(r"[\s-]+", "", HURTFUL) in bare
    assert '#panic("x")' in bare
    for note in brief.notes():
        assert re.sub(r"[\s-]+", "", note.words)[:40] in bare
    for section in brief.sections:
        assert re.sub(r"\s+", "", section.heading).lower() in bare.lower()


def test_pdf_of_the_same_brief_is_the_same(brief: Brief) -> None:
    assert render_brief(brief, "pdf") == render_brief(brief, "pdf")


def test_word_has_footnotes_of_its_own(brief: Brief) -> None:
    docx = pytest.importorskip("docx")
    etree = pytest.importorskip("lxml.etree")
    data = render_brief(brief, "docx")
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Estonia – Georgia" in text
    assert HURTFUL in text
    assert len(document.inline_shapes) == 1
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = etree.fromstring(packed.read("word/document.xml"))
        notes = etree.fromstring(packed.read("word/footnotes.xml"))
        assert b"footnotes+xml" in packed.read("[Content_Types].xml")
    called = [one.get(w + "id") for one in body.iter(w + "footnoteReference")]
    written = {one.get(w + "id"): "".join(one.itertext()) for one in notes if one.get(w + "type") is None}
    assert called == list(written) == [str(number) for number in range(1, len(brief.notes()) + 1)]
    for note, words in zip(brief.notes(), written.values(), strict=True):
        assert note.words in words
        assert (note.url or "") in words


def test_html_needs_nothing_and_runs_nothing(brief: Brief) -> None:
    html = pytest.importorskip("lxml.html")
    page = render_brief(brief, "html").decode()
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script|//link|//img|//iframe|//*[@src]|//b[text()='&']")
    assert HURTFUL in tree.text_content()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert len(tree.xpath("//li[starts-with(@id, 'note-')]")) == len(brief.notes())
    assert all(href.startswith(("#", "https://example.org/")) for href in tree.xpath("//a/@href"))


def test_markdown_calls_every_note_and_escapes_the_words(brief: Brief) -> None:
    text = render_brief(brief, "md").decode()
    called = set(re.findall(r"(?<=[^\n\\])\[\^(\d+)\]", text))
    written = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert called == set(written)
    assert len(written) == len(brief.notes())
    assert "<script>" not in text
    assert r"\<script\>alert\(1\)\</script\> \$100\$ are \*not\* \`enough\` \\ \[\^1\] @a \_b\_" in text


@pytest.mark.parametrize(("name", "head"), [("b.pdf", b"%PDF-"), ("b.md", b"*Briefing")])
def test_the_command_writes_the_form_of_the_ending(
    run_cli: RunCli, articles: Path, tmp_path: Path, name: str, head: Any
) -> None:
    done = run_cli("brief", "--dyad", "EST", "GEO", articles, "--until", "2027-12-31", "-o", tmp_path / name)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(head)


def test_the_command_reads_the_archive_and_its_ledger(run_cli: RunCli, articles: Path, tmp_path: Path) -> None:
    assert run_cli("add", articles, "--db", "a.db").returncode == 0
    done = run_cli("brief", "--dyad", "est", "Georgia", "--db", "a.db", "--as-of", "2028-02-01")
    assert done.returncode == 0, done.stderr
    assert "## Overdue" in done.stdout
    assert "open an embassy in Tbilisi" in done.stdout
    nothing = run_cli("brief", "--dyad", "FRA", "PER", "--db", "a.db")
    assert nothing.returncode == 1
    assert "nothing is known about France – Peru" in nothing.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--dyad", "EST", "Ruritania"], "no state"),
        (["--dyad", "EST", "GEO", "-o", "brief.txt"], "a brief is written as"),
        (["--dyad", "EST", "GEO", "--since", "soon"], "no day"),
    ],
)
def test_a_call_that_cannot_be_meant(articles: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["brief", *words, str(articles)])
    assert done.exit_code == 2
    assert told in done.stderr
