"""Quotation spans: every style of marks, nesting, paragraphs, apostrophes, marks left open."""

from __future__ import annotations

import pytest

from communique.understand.quotes import find_quotes


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said: "Peace holds."',
        "He said: “Peace holds.”",
        "He said: «Peace holds.»",
        "He said: „Peace holds.“",
        "He said: ‘Peace holds.’",
        "He said: 'Peace holds.'",
        "He said: ''Peace holds.''",
        "He said: ``Peace holds.''",
        "He said: ‘‘Peace holds.’’",
    ],
)
def test_each_style_of_marks(text: str) -> None:
    assert found(text) == ["Peace holds."]


def test_apostrophes_are_no_marks() -> None:
    assert found("The ministers' talks didn't fail; it's the nation's will, they said in the '90s.") == []


def test_apostrophes_inside_single_marks() -> None:
    assert found("'It's the ministers' task,' she said.") == ["It's the ministers' task,"]


def test_a_quotation_in_a_quotation_knows_its_parent() -> None:
    outer, inner = find_quotes("“She told me, ‘Wait,’ and I waited,” he said.")
    assert (outer.parent, inner.parent) == (None, 0)


def test_straight_marks_nest_when_both_are_closed() -> None:
    assert found('"If they say "yes", we go," he said.')[0] == 'If they say "yes", we go,'


def test_reopened_marks_join_paragraphs_into_one_quotation_with_parts() -> None:
    text = "“First we talk.\n\n“Then we sign,” she said."
    (quote,) = find_quotes(text)
    assert [text[a:b] for a, b in quote.parts] == ["First we talk.", "Then we sign,"]


def test_two_single_marks_stand_for_a_double_one() -> None:
    text = "‘‘First we talk.\n\n‘‘Then we sign,’’ she said of a ‘‘good day’’."
    assert [[text[a:b] for a, b in q.parts] for q in find_quotes(text)] == [
        ["First we talk.", "Then we sign,"],
        ["good day"],
    ]
    assert found("She wrote: ‘We agreed in full’’ and left.") == ["We agreed in full"]
    assert found("She said: ‘‘It holds.\n\nWe signed.’’ He left.") == ["It holds.\n\nWe signed."]


def test_a_quotation_runs_on_without_reopened_marks_to_its_closing_mark() -> None:
    assert found('She wrote: "First.\n\nSecond.\n\nThird." He left.') == ["First.\n\nSecond.\n\nThird."]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    assert found('He said: "We will see.\n\nNobody answered him.') == ["We will see."]


def test_a_mark_left_open_ends_before_the_next_quotation() -> None:
    assert found('He said "we wait. She said "we go" and left.') == ["we wait.", "we go"]


def test_spaced_marks() -> None:
    assert found('The text says " state of alert ", they said.') == ["state of alert"]


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert found("It holds.” Nobody knew why.") == []


def test_marks_left_open_inside_marks_that_end_with_the_paragraph_do_no_harm() -> None:
    text = ".a\" s.the dogs“'"
    assert all(0 <= q.start < q.end <= len(text) for q in find_quotes(text))
    assert find_quotes("“She said ‘the dogs’ \n\nLater.")[0].start == 1
