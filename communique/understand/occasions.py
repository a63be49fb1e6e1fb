"""Who met whom, when and where: encounters held, planned, proposed or called off; each encounter once."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Occasion, Participant, Time
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.attendance.parties import Parties, is_counterpart
from communique.understand.attendance.venues import Venues
from communique.understand.cast import Cast
from communique.understand.gathered.gathering import Gathering
from communique.understand.gathered.gatherings import Gatherer
from communique.understand.gathered.headline import read_headline
from communique.understand.grammar.schedule import Schedule
from communique.understand.meetings.encounters import find_sightings
from communique.understand.meetings.sighting import Scene, Sighting
from communique.understand.naming.home import home_code, home_person, home_state, issuer

_PAIRS = ("two ", "both ")  # "the two presidents" are those named


def find_occasions(
    article: Article, analysis: Analysis, lexicon: Lexicon, cast: Cast, times: tuple[Time, ...]
) -> tuple[Occasion, ...]:
    """The encounters of the article in the order of their first telling."""
    encounters = lexicon.encounters
    schedule = Schedule(article, analysis, times, lexicon.dates)
    parties = Parties(analysis, encounters.words, cast, lexicon.states, issuer(article, lexicon, cast))
    scene = Scene(analysis, encounters, parties, Venues(analysis, encounters, parties), schedule)
    home = home_code(article, lexicon)
    headline = read_headline(article, cast, lexicon, home_person(home, cast))
    gatherer = Gatherer(cast, encounters, headline, schedule.published, home_state(home, cast))
    for sighting in find_sightings(scene):
        gatherer.place(sighting)
    gatherings = gatherer.finish(_opening(cast))
    for g in gatherings:
        if g.when is None and g.status == "held":
            g.when = schedule.day_of_news(g.sightings[0].head, cast.opening)
    return _build(analysis, gatherings, cast)


def _opening(cast: Cast) -> Sighting | None:
    """The first sentence, as evidence of what the headline says."""
    first = next((s for s in cast.analysis.sentences[cast.opening :] if s.last - s.first > 3), None)
    return Sighting(first.root, "meeting", "held", first.first, first.last) if first is not None else None


def _widest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """In text order, without those that lie inside another."""
    return sorted(s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))


def _is_part(actor: str, g: Gathering, cast: Cast) -> bool:
    """A company whose name is part of a longer one's at the same encounter ("leaders", "leaders of trade unions")."""
    mine = cast[actor]
    if is_counterpart(mine):  # named elsewhere
        return any(o != actor and cast[o].kind == "person" and cast.side(cast[o]) == cast.side(mine) for o in g.roles)
    if mine.kind not in ("group", "organisation") or mine.state is not None:
        return False
    sides = {cast.side(a) for other in g.roles if (a := cast[other]).state or a.kind == "person"}
    if len(sides) > 1 and any(n.lower().removeprefix("the ").startswith(_PAIRS) for n in (mine.name, *mine.aliases)):
        return True
    return any(other != actor and mine.name.lower() in cast[other].name.lower() for other in g.roles)


def _build(analysis: Analysis, gatherings: list[Gathering], cast: Cast) -> tuple[Occasion, ...]:
    once, tokens = number_repeats(), analysis.tokens
    out: list[Occasion] = []
    for g in gatherings:
        spans = _widest({(s.first, s.last) for s in g.sightings})
        evidence = tuple(cite(analysis.text, tokens[a].start, tokens[b - 1].end) for a, b in spans)
        people = tuple(Participant(actor, role) for actor, role in g.roles.items() if not _is_part(actor, g, cast))
        id_ = once(make_id("o", g.kind, *sorted(g.roles), g.when.value if g.when else "", g.place or ""))
        out.append(Occasion(id_, g.kind, people, g.status, evidence, rank=g.rank, place=g.place, when=g.when))
    return tuple(out)
