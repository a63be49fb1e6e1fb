"""Names, offices and pronouns gathered into the actors of this article."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor, ActorKind, Doubt, Kin, MentionKind
from communique.record.ids import make_slug, number_repeats
from communique.record.language import Analysis
from communique.understand.bearers import Bearers, offices_of
from communique.understand.groups import Body, find_bodies
from communique.understand.names import NameFinder
from communique.understand.offices import find_titles
from communique.understand.persons import Person, gather, mentions_of
from communique.understand.places import Places, acts, find_places
from communique.understand.pronouns import resolve_pronouns
from communique.understand.titles import refer


def find_actors(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Actor, ...]:
    """The persons, states, IGOs, bodies and groups of the article, in order of first mention.

    Ids: the code of a state; else the slug of the name, numbered when two share it.
    """
    places = find_places(analysis, lexicon.states)
    home = home_state(article, lexicon)
    finder = NameFinder(analysis, lexicon, places)
    finder.take_tagged()
    finder.take_known()
    finder.take_lone()
    finder.take_repeated()
    titles = find_titles(analysis, lexicon, places, frozenset(finder.taken))
    finder.take_beside(titles)
    finder.take_repeated()
    persons = gather(analysis, finder.spans, titles, lexicon.people)
    bearers = Bearers(analysis, lexicon, places, persons, home)
    given = bearers.give(titles)
    free = [t for t in titles if t not in given and t.noun != "counterpart"]
    bearers.give_rule()
    bearers.settle(free)
    persons += refer(bearers, free)
    resolve_pronouns(analysis, persons)
    used = {t for p in persons for first, last, _ in p.spots for t in range(first, last)}
    used |= {t for title in given for t in range(title.first, title.last)}
    return _build(analysis, lexicon, places, persons, find_bodies(analysis, lexicon, places, used))


def home_state(article: Article, lexicon: Lexicon) -> str | None:
    """The state whose government publishes the outlet, or None."""
    outlet = article.outlet or ""
    for words, code in lexicon.people.outlets.items():
        if words in outlet:
            return code
    if any(word in outlet for word in ("President of", "Ministry", "Government of", "Prime Minister", "Embassy")):
        for start in range(len(outlet)):
            if outlet[start].isupper() and (place := lexicon.states.match_at(outlet, start)):
                return place.code
    return None


def _build(
    analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person], bodies: list[Body]
) -> tuple[Actor, ...]:
    once = number_repeats()
    actors = _state_actors(analysis, lexicon, places)
    for actor in actors:
        once(actor.id)
    ids = {person: once(make_slug(person.name)) for person in persons}
    for person in persons:
        aliases = dict.fromkeys(" ".join(s.words) for s in person.spans)
        actors.append(
            Actor(
                ids[person],
                "person",
                person.name,
                tuple(a for a in aliases if a != person.name),
                state=person.state,
                offices=offices_of(analysis, person),
                kin=tuple(Kin(relation, ids[other]) for relation, other in person.kin if other in ids),
                mentions=mentions_of(analysis, person.spots),
                doubts=tuple(Doubt("mentions", why) for why in dict.fromkeys(person.doubts)),
            )
        )
    for body in bodies:
        mentions = mentions_of(analysis, body.spots)
        aliases_ = tuple(sorted(body.aliases))
        actors.append(
            Actor(once(make_slug(body.name)), body.kind, body.name, aliases_, body.code, body.state, mentions=mentions)
        )
    return tuple(sorted(actors, key=lambda a: (a.mentions[0].start, a.id)))


def _state_actors(analysis: Analysis, lexicon: Lexicon, places: Places) -> list[Actor]:
    """States and IGOs; a capital counts where it acts for its government."""
    spots: dict[str, list[tuple[int, int, MentionKind]]] = {}
    names: dict[str, dict[str, None]] = {}
    for place in places.hits:
        if place.kind == "seat" and not acts(analysis, place):
            continue
        spots.setdefault(place.code, []).append(
            (place.first, place.last, "demonym" if place.kind == "demonym" else "name")
        )
        aliases = names.setdefault(place.code, {})
        if place.kind != "demonym":
            aliases[analysis.words(place.first, place.last)] = None
    out = []
    for code, where in spots.items():
        name = lexicon.states.titles[code]
        kind: ActorKind = "igo" if code in lexicon.states.igo_codes else "state"
        others = tuple(a for a in names[code] if a != name)
        out.append(
            Actor(
                code if kind == "state" else make_slug(code),
                kind,
                name,
                others,
                code=code,
                mentions=mentions_of(analysis, where),
            )
        )
    return out
