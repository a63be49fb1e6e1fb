"""What the headline says the article is about: the kind of encounter, and who was there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor, OccasionKind
from communique.understand.cast import Cast

_LEAD = 2  # sentences
_FRONT = 3  # words: "Meeting with" opens the headline
_ABOUT = frozenset({"for", "on", "over", "about", "against"})
_MATTERS = frozenset({"sanction", "tariff", "embargo", "policy", "strategy", "stance", "crisis", "question", "file"})
_JOINTS = ",&/-–"
_WITH = frozenset({"with", "between", "of"})
_NOBODY = frozenset({"sides", "the sides", "parties", "the parties"})
_START = re.compile(r"(?<![A-Za-z])[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The main encounter of an article.

    `kind` None = the headline names none. `actors`: those it names, with one side only completed by the outlet's own
    leader. `protagonists`: two sides or more of headline or opening, else empty;
    `titled`: of the headline; `joined`: those whom it names in one breath ("Lund, Peruvian envoys agree").
    `at_home`: it is one of the leader with persons of the own side ("Meeting with Governor X").
    `sure`: the headline is the encounter's name ("Telephone conversation with ..."), not a sentence on other things.
    """

    kind: OccasionKind | None
    actors: tuple[Actor, ...]
    protagonists: tuple[Actor, ...]
    sure: bool
    titled: bool = False
    joined: tuple[Actor, ...] = ()
    at_home: bool = False


def read_headline(article: Article, cast: Cast, lexicon: Lexicon, home: Actor | None) -> Headline:
    """The main encounter as the headline gives it. `home`: whom the outlet reports about."""
    title, encounters = article.title or "", lexicon.encounters
    words = _WORD.findall(title.lower())
    matters = _matters(title, encounters.words["airing"])
    kind: OccasionKind | None = None
    place = len(words)
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            if kind is None and " ".join(words[i : i + size]) in encounters.headlines:
                kind, place = encounters.headlines[" ".join(words[i : i + size])], i + size
    if not encounters.words["media"].isdisjoint(words):
        kind = None
    behind = words[place] if place < len(words) else ""
    sure = kind is not None and (behind in _WITH or (behind == "to" and kind == "call"))
    spots = _spots(title, cast, lexicon, matters)
    named = _named([actor for _, actor in spots], cast)
    if home is not None and kind is not None and place < _FRONT and _is_at_home(named, cast, home):
        return Headline(kind, (home, *named), (), sure, at_home=True)
    titled = len({cast.side(a) for a in named}) > 1
    protagonists = tuple(named) if titled else _of_opening(cast)
    return Headline(kind, _complete(named, cast, home, sure=sure), protagonists, sure, titled, _joined(title, spots))


def is_matter(title: str, start: int) -> bool:
    """Whether a name in a headline only says what something is about ("cooperation for Gaza", "Russia sanctions")."""
    before, behind = title[:start].lower().split(), title[start:].split()
    about = bool(before) and before[-1] in _ABOUT
    second = behind[1:2] if not behind[0].endswith((",", ":", ";")) else []  # "North [Korea] sanctions"
    names = second if second and second[0][0].isupper() else []
    nouns = behind[1:2] + (behind[2:3] if names else [])
    return about or any(n.lower().strip(",:;").removesuffix("s") in _MATTERS for n in nouns)


def _matters(title: str, airing: frozenset[str]) -> range:
    """Where the headline says what was talked of: "Rojas, Lund discuss [Syrian refugees]", up to "with"."""
    verb = next((m for m in _WORD.finditer(title) if m.group().lower() in airing), None)
    if verb is None:
        return range(0)
    rest = (m.start() for m in _WORD.finditer(title, verb.end()) if m.group().lower() in ("with", "at", "in"))
    return range(verb.end(), next(rest, len(title)))


def _is_at_home(named: list[Actor], cast: Cast, home: Actor) -> bool:
    """ "Meeting with Governor X": of the leader whom the outlet reports about with one of the own side."""
    persons = all(a.kind == "person" and cast.side(a) == cast.side(home) for a in (home, *named))
    return bool(named) and persons and home not in named


def _spots(title: str, cast: Cast, lexicon: Lexicon, matters: range) -> list[tuple[int, Actor]]:
    """Where actors are first named in the headline, sides also by an adjective ("Tajik envoys")."""
    spots: dict[str, tuple[int, Actor]] = {}
    for actor in cast.actors:
        names = [actor.name, *actor.aliases]
        if actor.kind == "person" and " " in actor.name:
            names.append(actor.name.rsplit(" ", 1)[1])
        found = [at for name in names if len(name) > 2 and (at := _find(title, name)) >= 0 and at not in matters]
        if actor.kind in ("state", "igo"):
            found = [at for at in found if not is_matter(title, at)]
        if found:
            spots[actor.id] = (min(found), actor)
    by_code = {a.code: a for a in cast.actors if a.kind in ("state", "igo") and a.code}
    for match in _START.finditer(title):
        hit = lexicon.states.match_at(title, match.start())
        if hit is None or match.start() in matters or is_matter(title, match.start()):
            continue
        behind = _WORD.search(title, match.start() + len(hit.words))
        if hit.kind == "seat" and (
            hit.code in lexicon.states.igo_codes
            or (behind is not None and behind.group().lower() in lexicon.encounters.headlines)
        ):
            continue  # "after Brussels talks", "after Lima summit"
        if (side := by_code.get(hit.code)) is not None:
            spots.setdefault(side.id, (match.start(), side))
    return sorted(spots.values(), key=lambda s: s[0])


def _find(title: str, name: str) -> int:
    """Where a name stands as whole words, else -1: "Niger" is not in "Nigeria"."""
    at = title.find(name)
    while at >= 0 and (title[at - 1 : at].isalpha() or title[at + len(name) : at + len(name) + 1].isalpha()):
        at = title.find(name, at + 1)
    return at


def _joined(title: str, spots: list[tuple[int, Actor]]) -> tuple[Actor, ...]:
    """ "[Lund and Peruvian] envoys agree", "[Norway-Peru] talks end"."""
    out: dict[str, Actor] = {}
    for (start, one), (end, other) in pairwise(spots):
        between = title[start:end].rstrip()
        names = between.rstrip(_JOINTS) if between.endswith(tuple(_JOINTS)) else between.removesuffix(" and")
        if names != between and all(w[0].isupper() for w in names.split()):
            out |= {one.id: one, other.id: other}
    return tuple(out.values())


def _named(found: list[Actor], cast: Cast) -> list[Actor]:
    """Persons, then sides that no person stands for."""
    persons = [a for a in found if a.kind == "person"]
    sides = {cast.side(a) for a in persons}
    kinds = ("state", "igo", "government", "group")
    others = [a for a in found if a.kind in kinds and cast.side(a) not in sides]
    return persons + [a for a in others if a.name.lower() not in _NOBODY]


def _complete(named: list[Actor], cast: Cast, home: Actor | None, *, sure: bool) -> tuple[Actor, ...]:
    """With one side in the headline, the outlet's own leader is the other, else whom "Telephone conversation with X"
    leaves to the first sentence: the only person of another side there.
    """
    sides = {cast.side(a) for a in named}
    if named and home is not None and cast.side(home) not in sides:
        return (home, *named)
    if sure and len(sides) == 1 and cast.opening < len(cast.analysis.sentences):
        first = cast.analysis.sentences[cast.opening]
        near = cast.named_in(first.first, first.last)
        others = {a.id: a for a in near if a.kind == "person" and cast.side(a) not in sides}
        return (*named, *others.values()) if len(others) == 1 else tuple(named)
    return tuple(named)


def _of_opening(cast: Cast) -> tuple[Actor, ...]:
    """The sides of the first sentence, if there are two or more, else those of the first two; else none."""
    opening = cast.analysis.sentences[cast.opening : cast.opening + _LEAD]
    sides: dict[str, Actor] = {}
    for sentence in opening:
        for actor in cast.named_in(sentence.first, sentence.last):
            if actor.kind in ("state", "igo") or (actor.kind == "person" and actor.state):
                sides.setdefault(cast.side(actor), actor)
        if len(sides) > 1:
            break
    return tuple(sides.values()) if len(sides) > 1 else ()
