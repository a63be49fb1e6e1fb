"""Words of what became of a promise, on sentences of our own."""

from __future__ import annotations

import pytest

from communique.lexicon.followup import load_followup


@pytest.mark.parametrize(
    ("text", "is_stalled"),
    [
        ("the ferry line has dwindled to nothing.", True),
        ("hopes of a treaty have faded.", True),
        ("the deficit has shrunk to 2 percent.", False),
        ("the paint had faded.", False),
    ],
)
def test_what_shrinks_is_stalled_where_little_is_left(text: str, is_stalled: bool) -> None:
    assert bool(load_followup().outcomes["stalled"].search(text)) is is_stalled
