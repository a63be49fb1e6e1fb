"""who met whom, when, where; held, planned, proposed."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Occasion, Time
from communique.record.language import Analysis
from communique.understand.cast import Cast


def find_occasions(article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, times: tuple[Time, ...]) -> tuple[Occasion, ...]:
    """Placeholder."""
    return ()
