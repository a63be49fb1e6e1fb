"""Windows cover every word once as their own, stay within the limit and mix no paragraphs but of speech."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.understand.speech.transcripts import MARKS
from communique.understand.trained.windows import CLS, LIMIT, SEP, Window, cut_windows, find_breaks, find_words

SENTENCE = "The minister said that the talks would go on in spring. "


def windows_of(text: str, pieces_per_word: int = 1) -> tuple[list[tuple[int, int]], list[Window]]:
    words = find_words(text)
    pieces = [[1000 + i % 500] * pieces_per_word for i in range(len(words))]
    return words, list(cut_windows(text, words, pieces, style=2))


def owned_words(windows: list[Window]) -> list[int]:
    return [i for w in windows for i in range(w.owned, w.words.stop)]


def test_one_window_a_paragraph() -> None:
    words, windows = windows_of("One said no.\n\nTwo said yes.")
    assert find_breaks("One said no.\n\nTwo said yes.", words) == [(0, 4), (4, 8)]
    assert [w.words for w in windows] == [range(0, 4), range(4, 8)]
    assert windows[0].pieces == (CLS, 2, 1000, 1001, 1002, 1003, SEP)
    assert windows[0].places == (2, 3, 4, 5)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "She renewed the pledge to\nhelp, from the\nSahel to Asia.\nThe talks end today."
    assert [w.words for w in windows_of(text)[1]] == [range(0, 13), range(13, 18)]


def test_no_words_no_windows() -> None:
    assert windows_of(" \n ")[1] == []


def test_long_paragraph_is_cut_at_sentence_ends_and_read_again_before_the_cut() -> None:
    text = SENTENCE * 60
    words, windows = windows_of(text)
    assert len(windows) > 2
    for before, after in pairwise(windows):
        assert after.owned == before.words.stop
        assert after.words.start < after.owned
        assert text[words[after.owned][0] :].startswith("The minister")
        assert text[words[after.words.start][0] :].startswith("The minister")


def test_a_window_that_begins_inside_a_quotation_shows_its_opening_mark() -> None:
    words, windows = windows_of("“" + SENTENCE * 40 + "”")
    mark = windows[0].pieces[2]
    assert len(windows) > 2
    assert all(w.pieces[2] == mark and w.places[0] == 3 for w in windows[1:])
    assert owned_words(windows) == list(range(len(words)))


def test_sentence_longer_than_a_window_is_still_covered() -> None:
    words, windows = windows_of("word " * 2000)
    assert owned_words(windows) == list(range(len(words)))


def test_word_of_more_pieces_than_a_window_has_room_for_does_not_hang() -> None:
    words, windows = windows_of("word " * 3, pieces_per_word=LIMIT + 10)
    assert owned_words(windows) == list(range(len(words)))


@given(st.text(alphabet='ab .!"”\n', max_size=1500), st.integers(1, 4))
def test_every_word_has_one_owner_and_windows_stay_small(text: str, pieces_per_word: int) -> None:
    words, windows = windows_of(text, pieces_per_word)
    assert owned_words(windows) == list(range(len(words)))
    assert all(len(w.pieces) <= LIMIT for w in windows)
    seen = [text[words[w.words.start][0] : words[w.words.stop - 1][1]] for w in windows]
    assert all(mark in MARKS for part in seen for mark in re.findall(r"\n\s*\n\s*(\S)", part))
