"""An article may end anywhere: a feed cuts it, a paywall hides the rest. Whatever its last word is, it is read."""

from __future__ import annotations

import pytest

from tests.understand.page_texts import read

_OPENING = "On 3 March 2024 President Ada Berg met Prime Minister Omar Diallo in Oslo, and both agreed to talk. "
_SENTENCES = (
    'The minister slammed the curbs imposed by the council as "illegal" and recalled the ambassador to Chad.',
    "Norway will support the plan, even as troops have taken back what the rebels had taken.",
    "The envoy attacked the plan, threatened and warned against haste, and called on the minister to help.",
    'According to Berg, citing Diallo, "we will meet", he said, and invited him to visit only if they agree.',
    "As promised, Norway opened its embassy, and Chad would, if asked, pledge to pay between 5 and 10 million.",
    "I, Ada Berg, President of Norway, hope that Diallo, when asked, will come, an offer that was accepted.",
)


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_text_cut_behind_any_word_is_read(sentence: str) -> None:
    words = sentence.split()
    for count in range(1, len(words) + 1):
        text = _OPENING + " ".join(words[:count]).rstrip('.,"')
        reading = read(text)
        assert len(reading.occasions) >= 1, text
        for said in reading.statements:
            assert all(e.quote == reading.article.text[e.start : e.end] for e in said.content), text
