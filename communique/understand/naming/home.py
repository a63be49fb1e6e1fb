"""The state whose outlet an article comes from, and who speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.lexicon.load import Lexicon
from communique.lexicon.people import bare_outlet
from communique.lexicon.states import country_of, government_of
from communique.record.document import Article
from communique.record.finding import Actor
from communique.understand.cast import Cast

_PARTED = re.compile(r"\s+[/|–-]\s+")  # "PAP / The First News"
_LEADING = ("head_of_state", "head_of_government")
_ISSUING = (*_LEADING, "foreign_minister", "defence_minister", "minister")
FIRST_PERSON = ("I", "My", "my", "me")


def publisher(article: Article, lexicon: Lexicon) -> str | None:
    """The state whose government publishes the outlet, or None."""
    outlet = article.outlet or ""
    if (owner := _owner(outlet, lexicon)) is not None:
        return owner
    if any(word in outlet for word in lexicon.people.classes["publishers"]):
        return outlet_state(article, lexicon)
    address = article.url or (outlet if " " not in outlet else "")
    return government_of(address)


def outlet_state(article: Article, lexicon: Lexicon) -> str | None:
    """The state that the outlet's name mentions ("Tbilisi Post"), that it is known to report from, or whose domain its
    address ends in, or None.
    """
    outlet = article.outlet or ""
    if bare_outlet(outlet) in lexicon.people.world_outlets:
        return None
    for name in _PARTED.split(outlet):
        if (known := _known_house(bare_outlet(name), lexicon)) is not None:
            return known
    named = next((code for code in _named_in(outlet, lexicon) if code not in lexicon.states.igo_codes), None)
    return named or country_of(article.url or (outlet if " " not in outlet else ""))


def _known_house(name: str, lexicon: Lexicon) -> str | None:
    """The state of an outlet by its name, or by as much of its beginning as is known ("NHK World", "ANSA English"); a
    common word is no beginning ("Independent Online")."""
    words, known = name.split(), lexicon.people.national_outlets
    if name in known:
        return known[name]
    starts = (" ".join(words[:n]) for n in range(len(words) - 1, 0, -1))
    return next((known[s] for s in starts if s in known and s not in lexicon.people.classes["common_titles"]), None)


def home_code(article: Article, lexicon: Lexicon) -> str | None:
    """Code of the state or IGO that the outlet's name says it belongs to ("President of Ukraine"), or None."""
    outlet = article.outlet or ""
    if (owner := _owner(outlet, lexicon)) is not None:
        return owner
    return next(_named_in(outlet, lexicon), None)


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


def issuer(article: Article, lexicon: Lexicon, cast: Cast) -> Actor | None:
    """Who says "I" in a government's release: the one minister of it named before, else its state."""
    tokens = cast.analysis.tokens
    first = next((t.start for t in tokens if t.text in FIRST_PERSON), None)
    official = lexicon.encounters.words["issuing"] & set((article.outlet or "").lower().split())
    code = publisher(article, lexicon) or (home_code(article, lexicon) if official else None)
    spoken = any(_opens_turn(t.index - 1, lexicon, cast) for t in tokens[1:] if t.text == ":")
    if first is None or code is None or spoken:
        return None
    named = (a for a in cast.actors if a.kind == "person" and a.state == code and a.mentions)
    before = [a for a in named if a.mentions[0].start < first and any(o.role in _ISSUING for o in a.offices)]
    return before[0] if len(before) == 1 else home_state(code, cast)


def _opens_turn(word: int, lexicon: Lexicon, cast: Cast) -> bool:
    """ "[Nils Berg]:", "[Question]:": a transcript, where everybody says "I"."""
    actor = cast.covering(word)
    asked = cast.analysis.tokens[word].lemma.lower() in lexicon.encounters.words["media"] | {"question"}
    return asked or (actor is not None and actor.kind == "person")


def _owner(outlet: str, lexicon: Lexicon) -> str | None:
    """The state of an outlet known to be its own ("Kremlin")."""
    return next((code for words, code in lexicon.people.outlets.items() if words in outlet), None)


def _named_in(outlet: str, lexicon: Lexicon) -> Iterator[str]:
    """Codes of the states and IGOs that an outlet's name mentions."""
    hits = (lexicon.states.match_at(outlet, i) for i, letter in enumerate(outlet) if letter.isupper())
    return (hit.code for hit in hits if hit is not None and hit.code)
