"""names, offices and pronouns gathered into the actors of this article."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.record.language import Analysis


def find_actors(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Actor, ...]:
    """Placeholder."""
    return ()
