"""Quotation marks say how far speech goes: over a paragraph's end, to the closing mark, on in the next paragraph."""

from __future__ import annotations

from communique.understand.reader import load_reader
from communique.understand.trained.quotations import find_quotations, follow_marks
from communique.understand.trained.tagging import Linked, Run
from communique.understand.trained.windows import find_breaks, find_words


def paragraphs(text: str) -> list[str]:
    words = find_words(text)
    return [text[words[a][0] : words[b - 1][1]] for a, b in find_breaks(text, words)]


def run_of(text: str, part: str) -> Run:
    words, start = find_words(text), text.index(part)
    inside = [i for i, (a, b) in enumerate(words) if a < start + len(part) and b > start]
    return inside[0], inside[-1] + 1


def said(text: str, source: str, cue: str, *content: str) -> Linked:
    return Linked(run_of(text, source), run_of(text, cue), tuple(run_of(text, c) for c in content), 0.9)


def contents(text: str, linked: list[Linked]) -> list[list[str]]:
    words = find_words(text)
    return [[text[words[a][0] : words[b - 1][1]] for a, b in item.content] for item in linked]


def test_an_announced_quotation_is_read_with_who_announces_it() -> None:
    assert paragraphs("The minister replied:\n\n“We will not.”\n\nHe left.") == [
        "The minister replied:\n\n“We will not.”",
        "He left.",
    ]
    assert paragraphs("Three points:\n\nTrade and transit.") == ["Three points:", "Trade and transit."]


def test_a_quotation_that_is_not_closed_goes_on_in_the_next_paragraph() -> None:
    for opens, closes in ("“”", '""'):
        one = f"She said: {opens}We agreed.\n\n{opens}We will meet again.{closes}"
        assert paragraphs(f"{one}\n\nThe talks end.") == [one, "The talks end."]
    assert len(paragraphs("“We agreed.”\n\n“We will meet again.”")) == 2


def test_a_quotation_ends_with_its_line_at_the_latest_and_holds_what_it_quotes() -> None:
    text = '"Yes," he said. “No ‘talks’ now.”\n"Open, and left so.\nThen "not"'
    words = find_words(text)
    found = [text[words[a][0] : words[b - 1][1]] for a, b in find_quotations(text, words)]
    assert found == ["Yes,", "No ‘talks’ now.", "Open, and left so.", "not"]


def test_a_quotation_that_was_read_in_part_is_read_whole() -> None:
    text = "“We agreed on transit and on the border of the two,” the envoy said."
    linked = [said(text, "the envoy", "said", "We agreed on transit")]
    found = follow_marks(text, find_words(text), linked, joins=False)
    assert contents(text, found) == [["We agreed on transit and on the border of the two,"]]
    inner = "“We agreed, the envoy said, on transit and on trade.”"
    linked = [said(inner, "the envoy", "said", "We agreed", "on transit")]
    assert follow_marks(inner, find_words(inner), linked, joins=False) == linked


def test_a_paragraph_that_is_one_quotation_joins_the_one_before() -> None:
    text = "“We agreed,” the envoy said.\n\n“We will meet.”\n\nHe left “soon” after."
    alone = Linked(None, None, (run_of(text, "We will meet."),), 0.9)
    stray = Linked(None, None, (run_of(text, "soon"),), 0.9)
    linked = [said(text, "the envoy", "said", "We agreed,"), alone, stray]
    words = find_words(text)
    assert contents(text, follow_marks(text, words, linked, joins=True)) == [["We agreed,", "We will meet."]]
    assert follow_marks(text, words, linked, joins=False) == linked


def test_the_reader_finds_the_speaker_before_the_colon_and_in_the_label() -> None:
    text = 'President Moore told reporters:\n\n"We will not sign this treaty before the spring."\n'
    found = load_reader().read(text, "polnear").attributions
    assert [text[a.source.start : a.source.end] for a in found if a.source] == ["President Moore"]
    talk = "HOST: Will you sign?\n\nMOORE: We will sign in spring.\n"
    sources = [
        talk[a.source.start : a.source.end] for a in load_reader().read(talk, "polnear").attributions if a.source
    ]
    assert sources == ["HOST", "MOORE"]
