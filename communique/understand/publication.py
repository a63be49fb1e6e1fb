"""The day of publication of an undated page, inferred from its dated clues or left open."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article, Published
from communique.record.language import Analysis


def infer_published(article: Article, analysis: Analysis, lexicon: Lexicon) -> Published | None:
    """Placeholder."""
    return None
