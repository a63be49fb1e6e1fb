"""Short articles of our own read for actors."""

from __future__ import annotations

from functools import cache

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.actors import find_actors
from communique.understand.analyse import analyse


@cache
def read(text: str, outlet: str | None = None) -> tuple[Actor, ...]:
    article = Article("a", text, outlet=outlet)
    return find_actors(article, analyse(article), load_lexicon())


def persons(text: str, outlet: str | None = None) -> dict[str, Actor]:
    """{name: actor} of the persons."""
    return {a.name: a for a in read(text, outlet) if a.kind == "person"}
