"""Names, offices and pronouns gathered into the actors of this article."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor, Doubt
from communique.record.ids import make_slug, number_repeats
from communique.record.language import Analysis
from communique.understand.groups import Body, find_bodies
from communique.understand.names import NameFinder
from communique.understand.offices import Title, find_titles
from communique.understand.persons import Person, attach, gather, mentions_of, offices_of
from communique.understand.places import Places, acts, find_places
from communique.understand.pronouns import resolve_pronouns


def find_actors(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Actor, ...]:
    """The persons, states, IGOs, bodies and groups of the article, in order of first mention.

    Ids: the code of a state; else the slug of the name, numbered when two share it.
    """
    places = find_places(analysis, lexicon.states)
    home = _home(article, lexicon)
    finder = NameFinder(analysis, lexicon, places)
    spans = finder.tagged()
    taken = {t for s in spans for t in range(s.first, s.last)}
    titles = find_titles(analysis, lexicon, places, frozenset(taken))
    spans += finder.beside_titles(titles, taken)
    taken = {t for s in spans for t in range(s.first, s.last)}
    persons = gather(analysis, spans, lexicon.people)
    titles = tuple(_settled(t, lexicon, home) for t in titles)
    given = attach(analysis, persons, titles)
    for person in persons:
        person.state = _state_of(person, lexicon)
    _resolve_titles(analysis, lexicon, persons, [t for t in titles if t not in given], home)
    resolve_pronouns(analysis, persons)
    used = taken | {t for title in given for t in range(title.first, title.last)}
    bodies = find_bodies(analysis, lexicon, places, used)
    return _build(analysis, lexicon, places, persons, bodies)


def _home(article: Article, lexicon: Lexicon) -> str | None:
    """The state whose government the outlet belongs to, or None."""
    outlet = article.outlet or ""
    for words, code in lexicon.people.outlets.items():
        if words in outlet:
            return code
    if any(word in outlet for word in ("President of", "Ministry", "Government of", "Prime Minister")):
        for start in range(len(outlet)):
            if outlet[start].isupper() and (place := lexicon.states.match_at(outlet, start)):
                return place.code
    return None


def _settled(title: Title, lexicon: Lexicon, home: str | None) -> Title:
    """The title with a role that fits the side served."""
    if title.role == "deputy":
        return title
    if title.of in lexicon.states.igo_codes and title.noun in lexicon.offices.classes["heads_igo"]:
        return replace(title, role="head_of_igo")
    if title.role == "head_of_state" and title.body and title.of is None:
        return replace(title, role="other")
    return title


def _state_of(person: Person, lexicon: Lexicon) -> str | None:
    igos = lexicon.states.igo_codes
    served = [t.of for t, _ in person.titles if t.of is not None and t.of not in igos]
    if served:
        return served[0]
    return person.known.side if person.known is not None and person.known.side not in igos else None


def _resolve_titles(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], titles: list[Title], home: str | None
) -> None:
    """ "the president", "the Belarusian minister": the person with that office named last before."""
    for title in titles:
        if title.plural or title.determiner not in ("the", "") or (title.determiner == "" and title.of is None):
            continue
        fits = [
            p
            for p in persons
            if p.has_role(title) and (title.of is None or title.of in (p.state, *(t.of for t, _ in p.titles)))
        ]
        before = [p for p in fits if min(a for a, _, _ in p.spots) < title.first]
        if not before:
            continue
        person = max(before, key=lambda p: max(a for a, _, _ in p.spots if a < title.first))
        person.spots.append((title.first, title.last, "title"))


def _build(
    analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person], bodies: list[Body]
) -> tuple[Actor, ...]:
    once = number_repeats()
    actors = _state_actors(analysis, lexicon, places)
    for actor in actors:
        once(actor.id)
    for person in persons:
        aliases = {" ".join(s.words) for s in person.spans} - {person.name}
        actors.append(
            Actor(
                once(make_slug(person.name)), "person", person.name, tuple(sorted(aliases)), state=person.state,
                offices=offices_of(analysis, person, None), kin=tuple(person.kin),
                mentions=mentions_of(analysis, person.spots), doubts=tuple(Doubt("mentions", why) for why in person.doubts),
            )
        )  # fmt: skip
    for body in bodies:
        mentions = mentions_of(analysis, body.spots)
        actors.append(
            Actor(
                once(make_slug(body.name)),
                body.kind,
                body.name,
                tuple(sorted(body.aliases)),
                body.code,
                body.state,
                mentions=mentions,
            )
        )
    return tuple(sorted(actors, key=lambda a: (a.mentions[0].start, a.id)))


def _state_actors(analysis: Analysis, lexicon: Lexicon, places: Places) -> list[Actor]:
    spots: dict[str, list[tuple[int, int, str]]] = {}
    names: dict[str, list[str]] = {}
    for place in places.hits:
        if place.kind == "seat" and not acts(analysis, place):
            continue
        kind = "demonym" if place.kind == "demonym" else "name"
        spots.setdefault(place.code, []).append((place.first, place.last, kind))
        names.setdefault(place.code, [])
        if place.kind != "demonym":
            names[place.code].append(analysis.words(place.first, place.last))
    out = []
    for code, where in spots.items():
        name = lexicon.states.titles[code]
        aliases = tuple(sorted(set(names[code]) - {name}))
        kind = "igo" if code in lexicon.states.igo_codes else "state"
        id_ = code if kind == "state" else make_slug(code)
        out.append(Actor(id_, kind, name, aliases, code=code, mentions=mentions_of(analysis, where)))  # type: ignore[arg-type]
    return out
