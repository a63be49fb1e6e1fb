"""Talks written down are known by the labels before their colons."""

from __future__ import annotations

from communique.understand.speech.transcripts import find_capital_turns
from communique.understand.trained.windows import find_breaks, find_words


def test_turns_need_two_speakers_in_capitals() -> None:
    talk = '"HOST: Will you sign?\n\n"ENVOY MOORE: We will.\n\n"And soon."\n\nThey did.'
    words = find_words(talk)
    turns = find_capital_turns(talk, words, find_breaks(talk, words))
    spans = [[talk[words[a][0] : words[b - 1][1]] for a, b in turn] for turn in turns.values()]
    assert spans == [["HOST", "Will you sign?"], ["ENVOY MOORE", 'We will.\n\n"And soon.']]
    note = "CORRECTION: The talks were on Monday.\n\nThey end."
    assert find_capital_turns(note, find_words(note), find_breaks(note, find_words(note))) == {}
