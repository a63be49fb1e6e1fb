"""who said what to whom, direct or reported."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Occasion, Statement
from communique.record.language import Analysis
from communique.understand.cast import Cast


def find_statements(article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, occasions: tuple[Occasion, ...]) -> tuple[Statement, ...]:
    """Placeholder."""
    return ()
