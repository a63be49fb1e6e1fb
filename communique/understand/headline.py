"""What the headline says the article is about: the kind of encounter, and who was there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.lexicon.encounters import Encounters
from communique.record.document import Article
from communique.record.finding import Actor, OccasionKind
from communique.understand.cast import Cast

_LEAD = 2  # sentences
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The main encounter of an article.

    `kind` None = the headline names none. `actors`: those it names, completed by the first person of another side.
    `sure`: the headline is the encounter's name ("Telephone conversation with ..."), not a sentence about something else.
    """

    kind: OccasionKind | None
    actors: tuple[Actor, ...]
    sure: bool


def read_headline(article: Article, cast: Cast, encounters: Encounters, home: Actor | None) -> Headline:
    """The main encounter as the headline gives it."""
    title = article.title or ""
    words = _WORD.findall(title.lower())
    kind: OccasionKind | None = None
    place = len(words)
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            if kind is None and " ".join(words[i : i + size]) in encounters.headlines:
                kind, place = encounters.headlines[" ".join(words[i : i + size])], i + size
    if not encounters.words["media"].isdisjoint(words):
        kind = None
    sure = kind is not None and words[place : place + 1] in (["with"], ["between"], ["of"], ["to"])
    return Headline(kind, _named(title, cast, home), sure)


def protagonists(article: Article, cast: Cast, home: Actor | None) -> tuple[Actor, ...]:
    """The sides that the headline names, else the first two of the opening; none when there is one side only."""
    actors = _named(article.title or "", cast, home)
    if len({cast.side(a) for a in actors}) > 1:
        return actors
    first = cast.analysis.sentences[:_LEAD]
    sides: dict[str, Actor] = {}
    for actor in cast.named_in(first[0].first, first[-1].last) if first else ():
        if actor.kind in ("person", "state", "igo"):
            sides.setdefault(cast.side(actor), actor)
    return tuple(sides.values())[:2] if len(sides) > 1 else ()


def _named(title: str, cast: Cast, home: Actor | None) -> tuple[Actor, ...]:
    spots: list[tuple[int, Actor]] = []
    for actor in cast.actors:
        names = [actor.name, *actor.aliases]
        if actor.kind == "person" and " " in actor.name:
            names.append(actor.name.rsplit(" ", 1)[1])
        found = [title.find(name) for name in names if len(name) > 2 and name in title]
        if found:
            spots.append((min(found), actor))
    named = [actor for _, actor in sorted(spots, key=lambda s: s[0])]
    persons = [a for a in named if a.kind == "person"]
    sides = {cast.side(a) for a in persons}
    kinds = ("state", "igo", "government", "group")
    return _complete(persons + [a for a in named if a.kind in kinds and cast.side(a) not in sides], cast, home)


def _complete(chosen: list[Actor], cast: Cast, home: Actor | None) -> tuple[Actor, ...]:
    """With one side only in the headline, the outlet's own leader is the other, else the first person of another side."""
    sides = {cast.side(a) for a in chosen}
    if len(sides) == 1 and home is not None and cast.side(home) not in sides:
        return (home, *chosen)
    if len(sides) < 2:
        persons = sorted(
            (a for a in cast.actors if a.kind == "person" and a.mentions), key=lambda a: a.mentions[0].start
        )
        for actor in persons:
            if cast.side(actor) not in sides and len(sides) < 2:
                chosen.append(actor)
                sides.add(cast.side(actor))
    return tuple(chosen)
