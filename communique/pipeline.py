"""ONE document: Page -> Reading | Refusal. Pure and picklable: the recipe of the whole product.

The arguments are the dependency graph: each finder gets what it builds on and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from communique import __version__
from communique.lexicon.load import Lexicon, load_lexicon
from communique.read.clean import clean
from communique.record.document import Article, Page
from communique.record.outcome import Made, Reading, Refusal
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse, model_name
from communique.understand.chains.firsts import add_firsts, find_firsts
from communique.understand.commitments import find_commitments
from communique.understand.dates import find_times
from communique.understand.events import find_events
from communique.understand.occasions import find_occasions
from communique.understand.publication import infer_published
from communique.understand.reader import load_reader
from communique.understand.relations import find_relations
from communique.understand.statements import find_statements


def read_page(page: Page, *, trained: bool = False) -> Reading | Refusal:
    """The record of a page, or why it could not be read. Loads lexicon and models at the first call of a process.

    `trained` puts the trained reader beside the rules: more reported speech; it takes longer.
    """
    lexicon = load_lexicon()
    article = clean(page, lexicon)
    return article if isinstance(article, Refusal) else understand(article, lexicon, trained=trained)


def understand(article: Article, lexicon: Lexicon, *, trained: bool = False) -> Reading:
    """The record of a clean article."""
    reader = load_reader() if trained else None
    analysis = analyse(article)
    if article.published is None:
        article = replace(article, published=infer_published(analysis, lexicon))
    cast = find_cast(article, analysis, lexicon)
    times = find_times(article, analysis, lexicon)
    occasions = find_occasions(article, analysis, lexicon, cast, times)
    statements = find_statements(article, analysis, lexicon, cast, occasions, reader)
    events = find_events(article, analysis, lexicon, cast, times, statements, occasions)
    commitments = find_commitments(article, analysis, lexicon, cast, times, statements, occasions)
    relations = find_relations(article, analysis, lexicon, cast, statements)
    actors = add_firsts(analysis, cast.actors, find_firsts(analysis, statements))
    models = model_name() if reader is None else f"{model_name()}, {reader.name}"
    made = Made(version=__version__, model=models, rules=rules_digest())
    return Reading(article, actors, times, statements, occasions, events, commitments, relations, made)


@cache
def rules_digest() -> str:
    """Digest of every lexicon file, so that a reading says which rules made it."""
    digest = blake2b(digest_size=6)
    root = files("communique.lexicon")
    for folder in (root, root.joinpath("en"), root.joinpath("outlets")):
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".toml"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
