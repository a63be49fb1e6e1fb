"""who is bound to do what, for whom, by when, on what condition."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Commitment, Occasion, Statement, Time
from communique.record.language import Analysis
from communique.understand.cast import Cast


def find_commitments(article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, times: tuple[Time, ...], statements: tuple[Statement, ...], occasions: tuple[Occasion, ...]) -> tuple[Commitment, ...]:
    """Placeholder."""
    return ()
