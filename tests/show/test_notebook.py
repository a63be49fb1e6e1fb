"""Readings in a notebook, and as a DataFrame."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

import communique
from communique.record.outcome import Reading
from communique.show.export.exporter import evidence_of, findings


def test_a_notebook_shows_the_article_with_its_evidence_marked(readings: tuple[Reading, ...]) -> None:
    html: Any = pytest.importorskip("lxml.html")
    for reading in readings:
        tree = html.fragment_fromstring(reading._repr_html_())
        text = reading.article.text
        shown = "".join(tree.xpath("./div")[0].itertext())
        assert shown == text.replace("\n", "")
        marked = {mark.text_content() for mark in tree.xpath(".//mark")}
        evidence = [one for finding in findings(reading) for one in evidence_of(finding)]
        covered = sum(len(words.replace("\n", "")) for words in marked)
        assert covered
        assert all(mark in shown for mark in marked)
        assert any(one.quote in marked for one in evidence)
        assert len(tree.xpath(".//details//li")) == sum(1 for _ in findings(reading))


def test_words_of_a_page_are_no_markup_in_a_notebook(readings: tuple[Reading, ...]) -> None:
    hurt = replace(readings[0].article, title="<img src=x onerror=alert(1)>", url="javascript:alert(1)", outlet="<b>")
    shown = communique.to_html(replace(readings[0], article=hurt))
    assert "<img" not in shown
    assert "<b>," not in shown
    assert "href" not in shown


def test_a_frame_has_a_row_a_finding(readings: tuple[Reading, ...]) -> None:
    pytest.importorskip("pandas")
    frame = communique.to_frame(readings)
    assert len(frame) == sum(1 for reading in readings for _ in findings(reading))
    assert [str(frame[name].dtype)[:10] for name in ("on", "start", "score")] == ["datetime64", "Int64", "Float64"]
    texts = {reading.article.id: reading.article.text for reading in readings}
    for row in frame.itertuples():
        assert texts[row.article][row.start : row.end] == row.words
    said = communique.to_frame(readings[0], kind="statement", full_text=True)
    assert len(said) == len(readings[0].statements)
    assert set(said["text"]) == {readings[0].article.text}
    assert list(communique.to_frame([]).columns) == list(frame.columns)


def test_pandas_is_asked_for_only_when_needed() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import communique\n"
        "try:\n    communique.to_frame([])\n"
        "except communique.CommuniqueError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "communique[frames]" in done.stdout
