"""Names, offices and pronouns gathered into the actors of this article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor, ActorKind, Kin, MentionKind
from communique.record.ids import make_slug, number_repeats
from communique.record.language import Analysis
from communique.understand.cast import Cast
from communique.understand.chains.bodies import join_bodies
from communique.understand.chains.described import refer_described
from communique.understand.chains.headlines import refer_headline
from communique.understand.chains.pronouns import resolve_pronouns
from communique.understand.chains.referents import Referent
from communique.understand.chains.things import chain_phrases, is_human
from communique.understand.chains.weights import load_weights
from communique.understand.holders.bearers import Bearers
from communique.understand.holders.careers import Careers
from communique.understand.holders.leads import name_leads, name_letterheads
from communique.understand.holders.posts import give_posts, give_predecessors
from communique.understand.holders.served import Served
from communique.understand.holders.titles import refer, refer_honoured, refer_hosts
from communique.understand.holders.told import offices_of
from communique.understand.naming.broken_names import part_from_bodies, part_namesakes
from communique.understand.naming.groups import Body, find_bodies
from communique.understand.naming.home import outlet_state, publisher
from communique.understand.naming.humans import humans
from communique.understand.naming.kin import find_families, find_kin, settle_nationality
from communique.understand.naming.names import NameFinder
from communique.understand.naming.offices import Title, find_titles
from communique.understand.naming.persons import Person, gather, mentions_of
from communique.understand.naming.places import UNIONS, Places, acts, find_places, is_goal, union_named_last
from communique.understand.naming.sides import NearestState

Spots = list[tuple[int, int, MentionKind]]


def find_actors(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[Actor, ...]:
    """The persons, states, IGOs, bodies and groups of the article, in order of first mention.

    Ids: the code of a state; else the slug of the name, numbered when two share it.
    """
    return _read(article, analysis, lexicon)[0]


def find_cast(article: Article, analysis: Analysis, lexicon: Lexicon) -> Cast:
    """The actors and the places of the article, for the finders that build on them."""
    actors, named = _read(article, analysis, lexicon)
    return Cast(actors, analysis, named.places)


def find_chains(
    article: Article, analysis: Analysis, lexicon: Lexicon
) -> tuple[tuple[Actor, ...], tuple[Referent, ...]]:
    """The actors, and beside them the things and places that the article names, all with their pronouns."""
    actors, named = _read(article, analysis, lexicon)
    return actors, named.things


def _read(article: Article, analysis: Analysis, lexicon: Lexicon) -> tuple[tuple[Actor, ...], Named]:
    named = gather_names(article, analysis, lexicon)
    resolve_pronouns(analysis, lexicon.people, [*named.actors, *named.things], load_weights())
    find_kin(analysis, named.persons, lexicon.people)
    settle_nationality(analysis, lexicon, named.places, named.persons)
    return _build(analysis, lexicon, named.persons, named.bodies, named.states), named


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what an article names, before its pronouns are read; `actors` share the spots of the first three."""

    persons: list[Person]
    bodies: list[Body]
    states: dict[str, Spots]
    places: Places
    actors: tuple[Referent, ...]
    things: tuple[Referent, ...]


def gather_names(article: Article, analysis: Analysis, lexicon: Lexicon) -> Named:
    """Everybody and everything that names, offices and noun phrases speak of."""
    outlet = outlet_state(article, lexicon)
    places, namesakes = part_namesakes(analysis, find_places(analysis, lexicon.states, outlet), lexicon.people)
    home = publisher(article, lexicon)
    finder = NameFinder(analysis, lexicon, places)
    finder.take_tagged()
    portfolios = lexicon.offices.classes["portfolios"]
    finder.take_full([*namesakes, *part_from_bodies(analysis, lexicon.people, portfolios)])
    finder.take_untagged()
    titles = find_titles(analysis, lexicon, places, frozenset(finder.taken))
    finder.take_beside(titles)
    finder.take_repeated()
    persons = gather(analysis, finder.spans, titles, lexicon.people)
    nearest = NearestState(analysis, places, lexicon.states.igo_codes, outlet)
    free = _give_offices(analysis, lexicon, places, persons, titles)
    starts = {s.first for p in persons for s in p.spans}
    named, persons = persons, humans(analysis, persons, lexicon.people)
    served = Served(analysis, lexicon, places, persons, home, nearest)
    served.settle(free)
    give_predecessors(analysis, persons)
    free = [served.with_role(t, t.of) for t in free]
    persons += refer(analysis, lexicon, persons, free, home)
    refer_hosts(analysis, lexicon, persons)
    refer_honoured(analysis, lexicon, persons)
    persons += refer_headline(article.title or "", lexicon, persons, free, home)
    refer_described(analysis, persons, lexicon.people, frozenset(lexicon.offices.heads))
    used = {t for p in persons for first, last, _ in p.spots for t in range(first, last)}
    used |= {
        t
        for p in persons
        for title, _ in p.titles
        for t in range(title.first, title.last)
        if not title.plural or title.last in starts
    }
    states = _state_spots(analysis, places, lexicon)
    heads = {last - 1 for spots in states.values() for _, last, _ in spots}
    used |= {i for i in heads if analysis.tokens[i].text == "side" or analysis.tokens[i].lower in UNIONS}
    families = find_families(analysis, persons, used)
    used |= {first for body in families for first, _, _ in body.spots}
    bodies = families + join_bodies(
        analysis, places, lexicon.people.classes["empty"], find_bodies(analysis, lexicon, places, used, nearest, home)
    )
    _give_rulers(persons, bodies)
    actors = (
        *(Referent("person", person.spots, person.gender) for person in persons),
        *(_referent(analysis, body, lexicon) for body in bodies),
        *(Referent("body" if c in lexicon.states.igo_codes else "state", spots) for c, spots in states.items()),
    )
    names = _other_names([p for p in named if p not in persons], actors)
    things = (*names, *chain_phrases(analysis, (*actors, *names), lexicon))
    return Named(persons, bodies, states, places, actors, things)


def _referent(analysis: Analysis, body: Body, lexicon: Lexicon) -> Referent:
    noun = analysis.tokens[analysis.top(*body.spots[0][:2])].lower if body.spots else ""
    human = body.kind == "group" and not body.plural and is_human(noun, lexicon)
    return Referent("group" if body.kind == "group" else "body", body.spots, plural=body.plural, human=human)


def _give_offices(
    analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person], titles: tuple[Title, ...]
) -> list[Title]:
    """Give the titles to their bearers by name; returns those that stand alone."""
    bearers, careers = Bearers(analysis, lexicon, places, persons), Careers(analysis, lexicon, persons)
    given = bearers.give(titles)
    given.update(name_letterheads(analysis, titles, given, persons))
    given.update(name_leads(analysis, titles, given, persons))
    given.update(careers.give(t for t in titles if t not in given))
    careers.mark_over()
    bearers.give_rule()
    bearers.give_initials()
    give_posts(analysis, lexicon, places, persons)
    return [t for t in titles if t not in given and t.noun not in lexicon.offices.classes["counterparts"]]


def _other_names(named: list[Person], actors: Iterable[Referent]) -> tuple[Referent, ...]:
    """Names of which nothing tells that they are a human's: "he" may mean them all the same, "it" does not."""
    taken = {i for actor in actors for first, last, _ in actor.spots for i in range(first, last)}
    free = (p.spots for p in named if taken.isdisjoint(i for first, last, _ in p.spots for i in range(first, last)))
    return tuple(Referent("person", spots, is_actor=False) for spots in free)


def _give_rulers(persons: list[Person], bodies: list[Body]) -> None:
    """ "The Lopez government", "the Lopez administration": of the state of the person named Lopez."""
    states = {p.name.split()[-1]: p.state for p in persons if p.state is not None}
    for body in bodies:
        words = [w for w in body.name.removeprefix("the ").split() if w]
        if body.kind == "government" and len(words) == 2 and words[0] in states:
            body.state = states[words[0]]


def _build(
    analysis: Analysis, lexicon: Lexicon, persons: list[Person], bodies: list[Body], states: dict[str, Spots]
) -> tuple[Actor, ...]:
    once = number_repeats()
    actors = _state_actors(analysis, lexicon, states)
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
                offices=offices_of(analysis, person, lexicon.states.wholes),
                kin=tuple(Kin(relation, ids[other]) for relation, other in person.kin if other in ids),
                mentions=mentions_of(analysis, person.spots),
                doubts=tuple(dict.fromkeys(person.doubts)),
            )
        )
    for body in bodies:
        mentions = mentions_of(analysis, body.spots)
        aliases_ = tuple(sorted(body.aliases))
        actors.append(
            Actor(once(make_slug(body.name)), body.kind, body.name, aliases_, body.code, body.state, mentions=mentions)
        )
    return tuple(sorted(actors, key=lambda a: (a.mentions[0].start, a.id)))


def _state_spots(analysis: Analysis, places: Places, lexicon: Lexicon) -> dict[str, Spots]:
    """{code: mentions} of states and IGOs; a capital counts where it acts for its government, "the X side" is X.

    Of a state that is named nowhere, the capital counts where somebody goes there: "arrived in Oslo".
    """
    spots: dict[str, Spots] = {}
    for place in places.hits:
        if place.kind != "seat" or acts(analysis, place, lexicon.people.classes):
            kind: MentionKind = "demonym" if place.kind == "demonym" else "name"
            spots.setdefault(place.code, []).append((place.first, place.last, kind))
        if place.kind == "demonym" and place.last < len(analysis.tokens) and analysis.tokens[place.last].text == "side":
            spots[place.code].append((place.first, place.last + 1, "name"))
    unnamed = [p for p in places.hits if p.kind == "seat" and p.code not in spots]
    for place in unnamed:
        if is_goal(analysis, place, lexicon.encounters):
            spots.setdefault(place.code, []).append((place.first, place.last, "name"))
    for token in analysis.tokens:
        if token.lower in UNIONS and _names_no_other(analysis, token.index):
            codes = lexicon.people.classes[UNIONS[token.lower]]
            whole = union_named_last(analysis, places, codes, token.index)
            if whole is not None:
                spots.setdefault(whole.code, []).append((token.index, token.index + 1, "title"))
    return spots


def _names_no_other(analysis: Analysis, word: int) -> bool:
    """ "The bloc", "the alliance" without a word that says which."""
    kids = analysis.children(word, "det", "amod", "compound", "poss", "nmod")
    beside = [analysis.tokens[k].lower for k in kids]
    return beside == ["the"] and not analysis.children(word, "prep", "acl", "relcl")


def _state_actors(analysis: Analysis, lexicon: Lexicon, states: dict[str, Spots]) -> list[Actor]:
    out = []
    for code, spots in states.items():
        name = lexicon.states.titles[code]
        kind: ActorKind = "igo" if code in lexicon.states.igo_codes else "state"
        written = dict.fromkeys(analysis.words(first, last) for first, last, k in spots if k == "name")
        others = tuple(words for words in written if words != name)
        id_ = code if kind == "state" else make_slug(code)
        out.append(Actor(id_, kind, name, others, code=code, mentions=mentions_of(analysis, spots)))
    return out
