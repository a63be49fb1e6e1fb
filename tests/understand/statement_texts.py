"""Short texts of our own read for statements, without a cast."""

from __future__ import annotations

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Statement
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.statements import find_statements


def read(text: str) -> tuple[Statement, ...]:
    article = Article(id="a", text=text)
    analysis = analyse(article)
    return find_statements(article, analysis, load_lexicon(), Cast((), analysis), ())


def said(text: str) -> list[tuple[str, ...]]:
    """The content of each statement, piece by piece."""
    return [tuple(c.quote for c in s.content) for s in read(text)]
