"""time expressions -> Time (TIMEX3 value, interval, anchor); unresolved stays unresolved."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Time
from communique.record.language import Analysis


def find_times(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Time, ...]:
    """Placeholder."""
    return ()
