"""Short texts of our own read for events, with a cast of a few states and persons, or with the actors found."""

from __future__ import annotations

import re

from communique.lexicon.load import load_lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Event, Mention, Statement
from communique.understand.actors import find_cast
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.events import find_events
from communique.understand.occasions import find_occasions
from communique.understand.statements import find_statements

STATES = {
    "NOR": ("Norway", "Norwegian", "Norwegians", "Oslo"),
    "FIN": ("Finland", "Finnish", "Finns", "Helsinki"),
    "CHL": ("Chile", "Chilean", "Chileans", "Santiago"),
}
DEMONYMS = {"Norwegian", "Norwegians", "Finnish", "Finns", "Chilean", "Chileans"}
PEOPLE = {"Berg": "NOR", "Virtanen": "FIN", "Rojas": "CHL"}


def cast_of(text: str) -> tuple[Actor, ...]:
    """Actors of a text that names only the states and people above."""
    actors: list[Actor] = []
    for code, names in STATES.items():
        spots = [(m, name) for name in names for m in re.finditer(rf"\b{name}\b", text)]
        mentions = [Mention(m.start(), m.end(), "demonym" if name in DEMONYMS else "name") for m, name in spots]
        if mentions:
            actors.append(Actor(code, "state", names[0], code=code, mentions=tuple(mentions)))
    for name, state in PEOPLE.items():
        found = tuple(Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text))
        if found:
            actors.append(Actor(name.lower(), "person", name, state=state, mentions=found))
    return tuple(actors)


def read(text: str, statements: tuple[Statement, ...] = (), title: str | None = None) -> tuple[Event, ...]:
    article = Article("t", text, title=title)
    analysis = analyse(article)
    return find_events(article, analysis, load_lexicon(), Cast(cast_of(text), analysis), (), statements)


def told(text: str) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    """{(type, sides of actors, sides of recipients)} of a text."""
    sides = {a.id: a.state or a.id for a in cast_of(text)}.__getitem__
    return {(e.type, frozenset(map(sides, e.actors)), frozenset(map(sides, e.recipients))) for e in read(text)}


def one(type_: str, actors: str, recipients: str = "") -> tuple[str, frozenset[str], frozenset[str]]:
    return type_, frozenset(actors.split()), frozenset(recipients.split())


def read_cast(text: str, *, occasions: bool = False) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(type, sides of the actors, sides of the recipients) with the whole cast that the program itself finds."""
    lexicon, article = load_lexicon(), Article("t", text)
    analysis = analyse(article)
    cast = find_cast(article, analysis, lexicon)
    met = find_occasions(article, analysis, lexicon, cast, ()) if occasions else ()
    statements = find_statements(article, analysis, lexicon, cast, met)
    events = find_events(article, analysis, lexicon, cast, (), statements, met)
    return [
        (e.type, *(tuple(sorted({cast.side(cast[i]) for i in ids})) for ids in (e.actors, e.recipients)))
        for e in events
    ]


def told_whole(text: str) -> set[tuple[str, str, str]]:
    """{(type, sides of actors, sides of recipients)}, sides joined by blanks, with the occasions read."""
    return {(type_, " ".join(a), " ".join(r)) for type_, a, r in read_cast(text, occasions=True)}
