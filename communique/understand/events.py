"""PLOVER: who did what to whom."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Event, Statement, Time
from communique.record.language import Analysis
from communique.understand.cast import Cast


def find_events(article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, times: tuple[Time, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Placeholder."""
    return ()
