"""standing ties."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Relation, Statement
from communique.record.language import Analysis
from communique.understand.cast import Cast


def find_relations(article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Relation, ...]:
    """Placeholder."""
    return ()
