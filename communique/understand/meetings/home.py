"""The state whose government's outlet an article comes from, and who speaks for it."""

from __future__ import annotations

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.cast import Cast

_LEADING = ("head_of_state", "head_of_government")


def home_code(article: Article, lexicon: Lexicon) -> str | None:
    """Alpha-3 of the state that the outlet's name says it belongs to ("President of Ukraine"), or None."""
    outlet = article.outlet or ""
    for words, code in lexicon.people.outlets.items():
        if words in outlet:
            return code
    for start in range(len(outlet)):
        if outlet[start].isupper() and (place := lexicon.states.match_at(outlet, start)) is not None:
            return place.code
    return None


def home_state(code: str | None, cast: Cast) -> Actor | None:
    """The actor of that state, if the article names it."""
    return next((a for a in cast.actors if a.kind == "state" and a.code == code), None) if code else None


def home_person(code: str | None, cast: Cast) -> Actor | None:
    """Whom the outlet reports about: the leader of that state, else its first person in the text; else the state."""
    if code is None:
        return None
    own = [a for a in cast.actors if a.kind == "person" and a.state == code and a.mentions]
    own.sort(key=lambda a: (not any(o.role in _LEADING and o.of == code for o in a.offices), a.mentions[0].start))
    return own[0] if own else home_state(code, cast)
