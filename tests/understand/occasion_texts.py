"""Short texts of our own read for encounters, with a cast of a few states, persons and groups."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from communique.lexicon.load import load_lexicon
from communique.record.document import Article, Published
from communique.record.finding import Actor, Mention, Occasion, Office
from communique.record.text import cite
from communique.understand.analyse import analyse
from communique.understand.cast import Cast
from communique.understand.dates import find_times
from communique.understand.naming.places import find_places
from communique.understand.occasions import find_occasions

STATES = {
    "NOR": ("Norway", "Oslo"),
    "FIN": ("Finland", "Helsinki"),
    "CHL": ("Chile", "Santiago"),
    "JPN": ("Japan", "Tokyo"),
}
DEMONYMS = {"Norwegian": "NOR", "Finnish": "FIN", "Chilean": "CHL", "Japanese": "JPN"}
PEOPLE = {"Berg": "NOR", "Virtanen": "FIN", "Rojas": "CHL", "Mori": "JPN", "Lund": "NOR"}
GROUPS = {"The two ministers", "the two ministers", "reporters"}


def cast_of(text: str) -> tuple[Actor, ...]:
    """Actors of a text that names only the states, people and groups above."""
    actors: list[Actor] = []
    for code, names in STATES.items():
        mentions = [Mention(m.start(), m.end()) for n in names for m in re.finditer(rf"\b{n}\b", text)]
        mentions += [
            Mention(m.start(), m.end(), "demonym")
            for word, c in DEMONYMS.items()
            if c == code
            for m in re.finditer(rf"\b{word}\b", text)
        ]
        if mentions:
            actors.append(Actor(code, "state", names[0], code=code, mentions=tuple(mentions)))
    for name, state in PEOPLE.items():
        found = [Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            at = cite(text, found[0].start, found[0].end)
            office = Office("President", "head_of_state", state, "incumbent", (at,))
            actors.append(
                Actor(
                    name.lower(),
                    "person",
                    f"Ada {name}",
                    (name,),
                    state=state,
                    offices=(office,),
                    mentions=tuple(found),
                )
            )
    for name in GROUPS:
        found = [Mention(m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            actors.append(Actor(name.lower().replace(" ", "-"), "group", name, mentions=tuple(found)))
    return tuple(actors)


def read(
    text: str, title: str | None = None, outlet: str | None = None, published: str = "2026-03-12"
) -> list[Occasion]:
    article = Article("a", text, title=title, outlet=outlet, published=Published(published, "metadata"))
    analysis, lexicon = analyse(article), load_lexicon()
    times = find_times(article, analysis, lexicon)
    cast = Cast(cast_of(text), analysis, find_places(analysis, lexicon.states))
    return list(find_occasions(article, analysis, lexicon, cast, times))


def company(occasion: Occasion) -> set[str]:
    return {p.actor for p in occasion.participants}


def one(text: str, **more: str) -> Occasion:
    found = read(text, **more)
    assert len(found) == 1, found
    return found[0]


def days_of(time: str) -> tuple[date, date]:
    """First and last day of "2026-05" or "2026-05-04"."""
    if time.count("-") == 2:
        return date.fromisoformat(time), date.fromisoformat(time)
    year, month = map(int, time.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
