"""The evidence law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import EvidenceError
from communique.record.text import Evidence, Span, cite


@given(st.text(min_size=1), st.data())
def test_a_quote_is_the_words_at_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = Evidence(text, start, end, text[start:end])
    assert text[evidence.start : evidence.end] == evidence.quote
    with pytest.raises(EvidenceError):
        Evidence(text, start, end, text[start:end] + "x")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_span_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Evidence("peace", start, end, "peace"[start:end])


def test_cite_leaves_out_white_space_at_the_ends() -> None:
    assert cite("he said  yes ", 7, 13) == Evidence("he said  yes ", 9, 12, "yes")
    with pytest.raises(EvidenceError):
        cite("a   b", 1, 4)


def test_offsets_are_code_points() -> None:
    assert cite("🇬🇪 Tbilisi", 3, 10).quote == "Tbilisi"


def test_spans_overlap_and_contain() -> None:
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 5).contains(Span(1, 5))
    assert not Span(1, 5).contains(Span(0, 5))
