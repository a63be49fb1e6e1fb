"""The account tells what the record holds, at any width, and lets nothing of a page steer the terminal."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from communique.record.document import Article, Published
from communique.record.finding import (
    Actor,
    Commitment,
    Doubt,
    Event,
    Mention,
    Occasion,
    Office,
    Participant,
    Relation,
    Statement,
    When,
)  # fmt: skip
from communique.record.outcome import Made, Reading, Reason, Refusal
from communique.record.text import Evidence
from communique.show.terminal import make_console, print_account

TEXT = (
    'On Monday Ana Vidal [bold]met[/] Jon Berg. "We will \x1b[31mopen\u202e the \x9bport", Vidal said, '
    "if the road is built."
)


def cite(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(TEXT, start, start + len(words), words)


@pytest.fixture
def reading() -> Reading:
    article = Article("a-1", TEXT, title="Port \x1b]0;owned\x07to [red]open[/red]", outlet="Gazette",
                      published=Published("2025-06-12", "inferred", (cite("On Monday"),)))  # fmt: skip
    held = Office("president", "head_of_state", "ESP", "former", (cite("Ana Vidal"),))
    vidal = Actor("vidal", "person", "Ana Vidal", state="ESP", offices=(held,), mentions=(Mention(10, 19),))
    actors = (vidal, Actor("berg", "person", "Jon Berg"), Actor("ESP", "state", "Spain", code="ESP"))
    quotation = cite("We will \x1b[31mopen\u202e the \x9bport")
    said = Statement("s-1", "vidal", cite("Vidal said"), cite("said"), (quotation,), "direct", ("berg",),
                     doubts=(Doubt("addressees", "only the meeting names one"),))  # fmt: skip
    return Reading(
        article,
        actors,
        (),
        (said,),
        (Occasion("o-1", "visit", (Participant("vidal", "guest"), Participant("berg", "host")), "held",
                  (cite("Ana Vidal [bold]met[/] Jon Berg"),), rank="state", when=When("2025-06-09")),),
        (Event("e-1", "AGREE", ("vidal",), ("berg",), "future", 2.5, (cite("We will"),), asserted_by="vidal"),),
        (Commitment("c-1", "pledge", ("vidal",), ("berg",), cite("open\u202e the \x9bport"), "conditional", "open",
                    (cite("We will"),), condition=cite("if the road is built"), due=When("2025-07")),),
        (Relation("r-1", "ESP", "berg", "ally", (cite("the road"),), "vidal"),),
        Made("0", "m", "r"),
    )  # fmt: skip


def told(outcome: Reading | Refusal, monkeypatch: pytest.MonkeyPatch, width: int = 80, **environment: str) -> str:
    for name, value in ({"COLUMNS": str(width), "TERM": "xterm-256color"} | environment).items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    print_account(make_console(stream), outcome)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_fits_the_window(reading: Reading, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = told(reading, monkeypatch, width).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 100)
    assert all(line == line.rstrip() for line in lines)


def test_tells_everything(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(told(reading, monkeypatch, 100).split())
    for words in (
        "Published 12 June 2025 (inferred from 1 dated clue)", "“On Monday”",
        "State visit · held · 9 June 2025", "Ana Vidal (guest), Jon Berg (host)",
        "Ana Vidal → Jon Berg · AGREE +2.5 · future · as Ana Vidal says",
        "Ana Vidal · quoted · to Jon Berg", "? addressees: only the meeting names one",
        "Pledge · conditional · open · due July 2025", "on condition: “if the road is built”",
        "Ana Vidal president, Spain (head of state, former)", "States: Spain (ESP)",
        "Spain – Jon Berg · ally · as Ana Vidal says",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("force", [{}, {"FORCE_COLOR": "1"}])
def test_no_word_of_the_page_steers_the_terminal(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, force: dict[str, str]
) -> None:
    text = told(reading, monkeypatch, **force)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ours)
    assert "[bold]met[/]" in ours
    assert "[red]open[/red]" in ours


def test_colour_is_asked_for(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in told(reading, monkeypatch)
    assert "\x1b[1m" in told(reading, monkeypatch, FORCE_COLOR="1")
    assert "\x1b" not in told(reading, monkeypatch, FORCE_COLOR="1", NO_COLOR="1")
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b" not in told(reading, monkeypatch, FORCE_COLOR="1", TERM="dumb")


def test_an_empty_reading_is_short(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = replace(reading, actors=(), statements=(), occasions=(), events=(), commitments=(), relations=())
    text = told(replace(empty, article=Article("a", "Words.")), monkeypatch)
    assert "(no headline)" in text
    assert "What happened" not in text


def test_a_refusal_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refusal("bad\x1b[2J.html", "clean", Reason.NO_ARTICLE, "no running text")
    assert told(refusal, monkeypatch).strip() == "Not read: bad\ufffd[2J.html: clean: no_article: no running text"
