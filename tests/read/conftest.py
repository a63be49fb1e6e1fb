"""The lexicon, and a short way to clean bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.lexicon.load import Lexicon, load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page
from communique.record.outcome import Refusal

CleanBytes = Callable[..., Article | Refusal]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def clean_bytes(lexicon: Lexicon) -> CleanBytes:
    def run(data: bytes | str, name: str = "page.txt", **stated: str) -> Article | Refusal:
        return clean(Page(name, data.encode() if isinstance(data, str) else data, **stated), lexicon)

    return run
