"""What the headline says the article is about: the kind of encounter, and who was there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from communique.record.document import Article
from communique.record.finding import Actor, OccasionKind
from communique.understand.cast import Cast

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """`kind` None = the headline names no encounter. `actors`: those named, else the article's main persons, in order."""

    kind: OccasionKind | None
    actors: tuple[Actor, ...]


def read_headline(article: Article, cast: Cast, kinds: Mapping[str, OccasionKind]) -> Headline:
    """The main encounter as the headline gives it, completed by the first person of another side in the text."""
    words = _WORD.findall((article.title or "").lower())
    kind: OccasionKind | None = None
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            if kind is None:
                kind = kinds.get(" ".join(words[i : i + size]))
    if words and not {"press", "news"}.isdisjoint(words) and kind == "conference":
        kind = None
    return Headline(kind, _named(article.title or "", cast))


def _named(title: str, cast: Cast) -> tuple[Actor, ...]:
    spots: list[tuple[int, Actor]] = []
    for actor in cast.actors:
        names = [actor.name, *actor.aliases]
        if actor.kind == "person" and " " in actor.name:
            names.append(actor.name.rsplit(" ", 1)[1])
        found = [m.start() for name in names if len(name) > 2 and (m := re.search(rf"\b{re.escape(name)}\b", title))]
        if found:
            spots.append((min(found), actor))
    named = [actor for _, actor in sorted(spots, key=lambda s: s[0])]
    persons = [a for a in named if a.kind == "person"]
    sides = {cast.side(a) for a in persons}
    chosen = persons + [
        a for a in named if a.kind in ("state", "igo", "government", "group") and cast.side(a) not in sides
    ]
    return _complete(chosen, cast)


def _complete(chosen: list[Actor], cast: Cast) -> tuple[Actor, ...]:
    """With one side only in the headline, the first person of another side in the text is the other one."""
    sides = {cast.side(a) for a in chosen}
    if len(sides) < 2:
        persons = sorted(
            (a for a in cast.actors if a.kind == "person" and a.mentions), key=lambda a: a.mentions[0].start
        )
        for actor in persons:
            if cast.side(actor) not in sides and len(sides) < 2:
                chosen.append(actor)
                sides.add(cast.side(actor))
    return tuple(chosen)
