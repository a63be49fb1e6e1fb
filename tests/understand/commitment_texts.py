"""Short texts of our own read for commitments, with a cast of a few states and persons."""

from __future__ import annotations

import re

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Actor, Commitment, Mention, Office
from communique.record.text import cite
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.commitments import find_commitments
from communique.understand.dates import find_times
from communique.understand.naming.places import find_places
from communique.understand.occasions import find_occasions
from communique.understand.statements import find_statements

STATES = {"NOR": ("Norway", "Oslo"), "FIN": ("Finland", "Helsinki"), "CHL": ("Chile", "Santiago")}
PEOPLE = {"Berg": "NOR", "Virtanen": "FIN", "Rojas": "CHL"}


def cast_of(text: str) -> tuple[Actor, ...]:
    """Actors of a text that names only the states and people above; "she" is the person named first."""
    actors: list[Actor] = []
    for code, names in STATES.items():
        spots = [Mention(m.start(), m.end()) for n in names for m in re.finditer(rf"\b{n}\b", text)]
        if spots:
            actors.append(Actor(code, "state", names[0], code=code, mentions=tuple(spots)))
    for name, state in PEOPLE.items():
        found = [Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            if not any(a.kind == "person" for a in actors):
                found += [Mention(m.start(), m.end(), "pronoun") for m in re.finditer(r"\b[Ss]he\b", text)]
            at = cite(text, found[0].start, found[0].end)
            office = Office("President", "head_of_state", state, "incumbent", (at,))
            actors.append(Actor(name.lower(), "person", name, state=state, offices=(office,), mentions=tuple(found)))
    return tuple(actors)


def read(text: str, title: str | None = None, outlet: str | None = None) -> list[Commitment]:
    article = Article("a", text, title=title, outlet=outlet, published=Published("2026-03-12", "metadata"))
    analysis, lexicon = analyse(article), load_lexicon()
    cast = Cast(cast_of(text), analysis, find_places(analysis, lexicon.states))
    times = find_times(article, analysis, lexicon)
    occasions = find_occasions(article, analysis, lexicon, cast, times)
    statements = find_statements(article, analysis, lexicon, cast, occasions)
    return list(find_commitments(article, analysis, lexicon, cast, times, statements, occasions))


def one(text: str, **more: str) -> Commitment:
    found = read(text, **more)
    assert len(found) == 1, found
    return found[0]
