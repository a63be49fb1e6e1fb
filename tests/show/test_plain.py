"""Safe words stay what they are; unsafe ones cannot act."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.show.plain import plain, plain_json


@pytest.mark.parametrize("text", ["Erdoğan – “yes”", "Ильхам Алиев", "می‌خواهد", "北京", "👩‍👧"])
def test_words_of_all_scripts_pass(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_nothing_that_acts_passes(text: str) -> None:
    assert all(
        c.isprintable() or c in "\u200c\u200d" or ord(c) > 0x2070 or c == "\xa0" or c.isspace() for c in plain(text)
    )
    assert not set(plain(text)) & set("\x1b\x9b\x07\r\n\t\u202e\u2066")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_keeps_its_value(text: str) -> None:
    line = json.dumps({"text": text}, ensure_ascii=False)
    assert json.loads(plain_json(line)) == {"text": text}
    assert not set(plain_json(line)) & set("\x7f\x9b\u202e\u2066")
