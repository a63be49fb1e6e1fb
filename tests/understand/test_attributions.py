"""Rules and reader made one list: what both find is one, marks decide quotations."""

from __future__ import annotations

import pytest

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.language import Analysis
from communique.record.text import Span
from communique.understand.analyse import analyse
from communique.understand.attribution.candidate import Attribution, Origin, TokenRange
from communique.understand.reader import Attributed, ReaderOutput
from communique.understand.trained.attributions import combine, places_to_read

TEXT = "The envoy said the border would open in May, an official added."


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(Article(id="a", text=TEXT))


def at(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def tokens(analysis: Analysis, part: str) -> TokenRange:
    found = analysis.tokens_in(at(part).start, at(part).end)
    return found.start, found.stop


def rule(analysis: Analysis, content: str, origin: Origin = "reported", cue: str = "said") -> Attribution:
    verb = tokens(analysis, cue)
    return Attribution(None, verb, (tokens(analysis, content),), origin, verb[0])


def read(content: str, score: float, cue: str | None = "said", source: str | None = "The envoy") -> ReaderOutput:
    item = Attributed(at(source) if source else None, at(cue) if cue else None, (at(content),), score)
    return ReaderOutput((item,))


SHORT, LONG = "the border would open", "the border would open in May"


def test_a_sure_reader_bounds_reported_speech(analysis: Analysis) -> None:
    (found,) = combine(analysis, [rule(analysis, SHORT)], read(LONG, 0.98))
    assert found.content == (tokens(analysis, LONG),)
    assert found.source == tokens(analysis, "The envoy")


def test_an_unsure_reader_leaves_the_bounds_to_the_rule(analysis: Analysis) -> None:
    (found,) = combine(analysis, [rule(analysis, SHORT)], read(LONG, 0.6))
    assert found.content == (tokens(analysis, SHORT),)


def test_marks_bound_a_quotation_whatever_the_reader_says(analysis: Analysis) -> None:
    (found,) = combine(analysis, [rule(analysis, SHORT, "quoted")], read(LONG, 0.99))
    assert found.content == (tokens(analysis, SHORT),)


def test_a_phrase_frames_all_of_its_clause_whatever_the_reader_leaves_out(analysis: Analysis) -> None:
    (found,) = combine(analysis, [rule(analysis, LONG, "phrase")], read(SHORT, 0.99))
    assert found.content == (tokens(analysis, LONG),)
    (found,) = combine(analysis, [rule(analysis, SHORT, "phrase")], read(LONG, 0.99))
    assert found.content == (tokens(analysis, LONG),)


def test_the_reader_adds_what_no_rule_finds_when_it_is_sure(analysis: Analysis) -> None:
    assert [a.origin for a in combine(analysis, [], read(LONG, 0.98))] == ["reader"]
    assert combine(analysis, [], read(LONG, 0.5)) == []


def test_content_that_holds_its_own_cue_was_read_too_wide(analysis: Analysis) -> None:
    (found,) = combine(analysis, [rule(analysis, LONG)], read("The envoy said the border would open in May", 0.99))
    assert found.content == (tokens(analysis, LONG),)


def test_words_around_those_of_a_rule_are_a_statement_of_their_own(analysis: Analysis) -> None:
    whole = "The envoy said the border would open in May"
    found = combine(analysis, [rule(analysis, LONG)], read(whole, 0.99, cue="added", source="an official"))
    assert [(a.origin, a.content) for a in found] == [
        ("reported", (tokens(analysis, LONG),)),
        ("reader", (tokens(analysis, whole),)),
    ]


def test_words_that_hang_on_nobody_are_not_added(analysis: Analysis) -> None:
    assert combine(analysis, [], read(LONG, 0.98, cue=None, source=None)) == []


def test_a_rule_stands_without_the_reader(analysis: Analysis) -> None:
    assert combine(analysis, [rule(analysis, SHORT)], ReaderOutput()) == [rule(analysis, SHORT)]


def test_nothing_is_added_inside_a_turn(analysis: Analysis) -> None:
    turn = Attribution(None, None, ((0, len(analysis.tokens)),), "turn")
    assert combine(analysis, [turn], read(LONG, 0.99)) == [turn]


def test_only_reported_speech_is_worth_a_second_reading(analysis: Analysis) -> None:
    reported, quoted = rule(analysis, SHORT), rule(analysis, SHORT, "quoted")
    assert places_to_read(analysis, [quoted]) == []
    assert places_to_read(analysis, [quoted, reported]) == [at(SHORT), at("said")]


def test_a_reader_that_stops_before_which_is_not_followed() -> None:
    text = "The envoy said the border would open in May - which would help the towns."
    whole = analyse(Article(id="a", text=text))

    def spot(part: str) -> TokenRange:
        found = whole.tokens_in(text.index(part), text.index(part) + len(part))
        return found.start, found.stop

    longer, shorter = spot("the border would open in May - which would help the towns"), spot(LONG)
    by_rule = Attribution(None, spot("said"), (longer,), "reported", spot("said")[0])
    cut = Attributed(Span(0, 9), Span(10, 14), (Span(text.index(LONG), text.index(LONG) + len(LONG)),), 0.99)
    (found,) = combine(whole, [by_rule], ReaderOutput((cut,)))
    assert found.content == (longer,) != (shorter,)


def test_who_earns_praise_does_not_say_it() -> None:
    text = "The envoy won praise for opening the border in May."
    whole = analyse(Article(id="a", text=text))
    item = Attributed(Span(0, 9), Span(10, 24), (Span(25, len(text) - 1),), 0.99)
    assert combine(whole, [], ReaderOutput((item,)))
    assert not combine(whole, [], ReaderOutput((item,)), load_lexicon().speech.words["earning"])
