"""Quotations without marks: blocks that a page sets off, posts that are signed, paragraphs behind a colon."""

from __future__ import annotations

import pytest

from communique.pipeline import read_page
from communique.record.document import Page
from communique.record.finding import Statement
from communique.record.outcome import Reading, Refusal
from tests.understand.statement_texts import said
from tests.understand.test_statements_bounds import speakers

_BEFORE = "The foreign ministry of Norland said on Monday that its envoy had left the talks in Lund after a week."
_AFTER = "The talks had begun in March, after a year of quarrels over the harbour, and they are to go on in June."


def read(page: str, name: str) -> Reading:
    reading = read_page(Page(name, page.encode()))
    assert not isinstance(reading, Refusal)
    return reading


def html(*blocks: str) -> Reading:
    body = "".join(blocks)
    return read(
        f"<html><head><title>Envoy leaves</title></head><body><article><h1>Envoy leaves</h1><p>{_BEFORE}</p>{body}"
        f"<p>{_AFTER}</p></article></body></html>",
        "a.html",
    )


def told(reading: Reading) -> list[tuple[str | None, str, str]]:
    """(speaker's name, content, form) of each statement."""
    names = {actor.id: actor.name for actor in reading.actors}

    def words(statement: Statement) -> str:
        return " … ".join(c.quote for c in statement.content)

    return [(names.get(s.speaker or ""), words(s), s.form) for s in reading.statements]


def test_a_block_behind_a_colon_is_said_by_whom_the_colon_names() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania wrote in a letter:</p>",
        "<blockquote><p>We will come back to the table. Nobody has closed the door.</p><p>It stays open.</p>",
        "</blockquote>",
        "<blockquote><p>Both towns have built ships for three hundred years, and they still do.</p></blockquote>",
    )
    assert (
        "Anna Berg",
        "We will come back to the table. Nobody has closed the door.\n\nIt stays open.",
        "direct",
    ) in told(reading)
    assert [c.by for c in reading.commitments if "come back" in c.action.quote]


def test_a_post_is_said_by_who_signs_it() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania gave no interview.</p>",
        '<blockquote class="twitter-tweet"><p>We will come back to the table.</p>&mdash; Anna Berg (@aberg) '
        '<a href="https://example.org/1">March 10, 2026</a></blockquote>',
    )
    assert ("Anna Berg", "We will come back to the table.", "direct") in told(reading)


def test_each_post_of_a_block_is_said_by_who_signs_it() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania gave no interview.</p>",
        "<blockquote><p>Sharing our whole letter on the harbour pic.example.org/x— Anna Berg (@aberg) October 9, 2024 "
        "We will come back to the table.— The Sylvanian Senate (@senate) October 10, 2024</p></blockquote>",
    )
    assert ("Anna Berg", "Sharing our whole letter on the harbour pic.example.org/x", "direct") in told(reading)
    assert "We will come back to the table." in [words for _, words, _ in told(reading)]


def test_a_block_of_markdown() -> None:
    reading = read(
        f"# Envoy leaves\n\n{_BEFORE}\n\nForeign Minister Anna Berg of Sylvania told the chamber:\n\n"
        f"> We will come back to the table.\n\n{_AFTER}\n",
        "a.md",
    )
    assert ("Anna Berg", "We will come back to the table.", "direct") in told(reading)


def test_a_block_that_no_word_of_speech_leads_up_to_is_none() -> None:
    reading = html(
        "<p>The towns in figures:</p>",
        "<blockquote><p>Both towns have built ships for three hundred years, and they still do.</p></blockquote>",
    )
    assert not [s for s in told(reading) if "ships" in s[1]]


_LEAD = f"{_BEFORE}\n\nMinister Anna Berg of Sylvania told the chamber:\n\n"


def test_a_paragraph_behind_a_colon_is_said() -> None:
    text = f"{_LEAD}We will come back. Nobody has closed the door.\n\n{_AFTER}"
    assert ("We will come back. Nobody has closed the door.",) in said(text)
    assert speakers(text)[-1] == "Anna Berg"


def test_it_ends_where_the_outlet_reports_again() -> None:
    text = f"{_LEAD}We will come back. She also said the harbour was theirs.\n\n{_AFTER}"
    assert ("We will come back.",) in said(text)
    assert ("the harbour was theirs",) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers agreed on this:\n\nThe harbour will be open to both towns by May.",
        "Minister Anna Berg said she would see to three things:\n\nThe harbour will be open to both towns by May.",
        "Minister Anna Berg told the chamber:\n\n- the harbour will be open to both towns by May",
        "Anna Berg tweeted the transcript of the speech for the record:\n\nThe harbour has room for ninety ships.",
        "The towns in figures:\n\nThe harbour has room for ninety ships of every size.",
    ],
)
def test_what_is_agreed_listed_or_told_otherwise_is_no_quotation(text: str) -> None:
    last = text.split("\n\n")[-1]
    assert not any(
        last.strip("- .") in content for pieces in said(f"{_BEFORE}\n\n{text}\n\n{_AFTER}") for content in pieces
    )


def test_a_text_that_is_all_set_off_is_no_quotation() -> None:
    text = f"The embassy of Sylvania said:\n\n{_BEFORE} {_AFTER}"
    assert not any(_AFTER[:40] in content for pieces in said(text) for content in pieces)


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("We will open the gate.", " Berg left the chamber after an hour."),
        ("We will, with Norland, open the gate.", " In Lund, a mayor welcomed the step."),
        ("The king told me that Norland will stand with us. We will meet.", ""),
    ],
)
def test_words_end_where_the_outlet_tells_of_who_spoke(words: str, more: str) -> None:
    assert (words,) in said(f"{_LEAD}{words}{more}\n\n{_AFTER}")


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        ("Minister Anna Berg told reporters:", "Anna Berg and Ole Holm shake hands.\n\n“We will not,” she said."),
        (
            "Minister Anna Berg told the Herald:",
            "The interview will be shown on Sunday. It was recorded last week.",
        ),
        ("Minister Anna Berg told the Herald:", "Norland is ready for talks, according to Berg. The date is not set."),
        ("What Minister Anna Berg told reporters:", "She met her colleague on Monday. The two spoke for an hour."),
        ("If Anna Berg says:", "You are fired. Then you are fired, and no law in the land will help you."),
    ],
)
def test_captions_notes_and_headings_are_no_words_of_anybody(lead: str, text: str) -> None:
    told_there = text.split("\n\n")[0].split(". ")[0].strip(".")
    found = said(f"{_BEFORE}\n\n{lead}\n\n{text}\n\n{_AFTER}")
    assert not any(told_there in content for pieces in found for content in pieces)


def test_what_a_block_says_again_is_no_second_statement() -> None:
    reading = html(
        "<p>“The strait will stay open to all ships,” Foreign Minister Anna Berg of Sylvania said. She added:</p>",
        "<blockquote><p>The strait will stay open to all ships.</p></blockquote>",
    )
    assert len([words for _, words, _ in told(reading) if "strait" in words]) == 1


def test_items_with_dashes_are_no_signatures() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania wrote in a letter:</p>",
        "<blockquote><p>We will do three things.</p><p>— Norland will send police.</p><p>— Sylvania will pay.</p>",
        "</blockquote>",
    )
    words = "We will do three things.\n\n— Norland will send police.\n\n— Sylvania will pay."
    assert ("Anna Berg", words, "direct") in told(reading)


def test_a_post_of_somebody_unknown_is_nobody_s() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania came to Lund, the foreign ministry said.</p>",
        "<blockquote><p>The President will meet the Emir on Friday.</p>&mdash; karoline example (@kexample) "
        '<a href="https://example.org/1">May 4, 2025</a></blockquote>',
    )
    assert (None, "The President will meet the Emir on Friday.", "direct") in told(reading)


def test_a_post_with_line_breaks_is_read_in_its_order() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania gave no interview.</p>",
        "<blockquote><p>We will go to Lund.<br><br>Nobody will stop us.</p>&mdash; Anna Berg (@aberg) "
        '<a href="https://example.org/1">May 4, 2025</a></blockquote>',
    )
    assert ("Anna Berg", "We will go to Lund. Nobody will stop us.", "direct") in told(reading)


def test_a_short_quotation_stays_in_its_sentence() -> None:
    reading = html("<p>Foreign Minister Anna Berg of Sylvania said <q>we will not open it</q> in Lund on Monday.</p>")
    assert "said “we will not open it” in Lund" in reading.article.text


def test_a_block_within_a_block_is_said_within() -> None:
    reading = html(
        "<p>Foreign Minister Anna Berg of Sylvania wrote in a letter:</p>",
        "<blockquote><p>My friend Ole Holm wrote to me last week.</p><blockquote><p>We never close the border.</p>",
        "</blockquote><p>I share his view.</p></blockquote>",
    )
    assert [name for name, words, _ in told(reading) if "I share his view" in words] == ["Anna Berg"]
