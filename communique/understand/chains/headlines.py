"""Who bears an office whose bearer only the headline names: "Meeting with Governor Jan Kowal", "the Governor"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.lexicon.load import Lexicon
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person, name_parts

_WORD = re.compile(r"[^\s,;:–—|]+")
_POSSESSIVE = re.compile(r"['’]s$")
_BEFORE = 4  # words before the head noun in which its state is looked for
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Named:
    """An office of the headline: its head noun, the side named with it or None, the bearer's name.

    `whole`: the name is all that follows, up to the end or a possessive mark.
    """

    noun: str
    of: str | None
    name: str
    whole: bool


def refer_headline(
    headline: str, lexicon: Lexicon, persons: list[Person], free: list[Title], home: str | None
) -> list[Person]:
    """Gives titles that found nobody to whoever the headline names so; returns persons whom it alone names.

    `home`: the state whose government publishes the article.
    """
    unnamed = {(f, la): p for p in persons if not p.spans for f, la, _ in p.spots}
    settled = {(f, la) for p in persons if p.spans for f, la, _ in p.spots}
    open_ = [t for t in free if not t.plural and t.determiner in ("the", "") and (t.first, t.last) not in settled]
    offices = list(_offices(headline, lexicon)) if open_ else []
    new: list[Person] = []
    for title in open_:
        fits = [o for o in offices if o.noun == title.noun and (None in (o.of, title.of) or o.of == title.of)]
        if len(fits) != 1 or (title.determiner == "" and title.of is None):
            continue
        person, called = _bearer(fits[0], persons + new, lexicon), unnamed.get((title.first, title.last))
        if person is not None and called in persons and called is not person:
            person.spots += called.spots
            persons.remove(called)
        if person is None and fits[0].whole and " " in fits[0].name:
            person = called or Person(fits[0].name)
            person.name, person.parts = fits[0].name, name_parts(tuple(fits[0].name.split()), lexicon.people)
            new += [] if person in persons else [person]
        if person is not None:
            _give(person, title, title.of or fits[0].of or person.state or home, lexicon)
    return new


def _give(person: Person, title: Title, side: str | None, lexicon: Lexicon) -> None:
    if all(t.role != title.role for t, _ in person.titles):
        person.titles.append((title, side))
    person.state = person.state or (None if side in lexicon.states.igo_codes else side)
    if (title.first, title.last, "title") not in person.spots:
        person.spots.append((title.first, title.last, "title"))


def _bearer(office: Named, persons: list[Person], lexicon: Lexicon) -> Person | None:
    """The person of the article with that name."""
    parts = name_parts(tuple(office.name.split()), lexicon.people)
    fits = [p for p in persons if p.parts and set(p.parts) <= set(parts)]
    return fits[0] if len(fits) == 1 else None


def _offices(headline: str, lexicon: Lexicon) -> Iterator[Named]:
    words = list(_WORD.finditer(headline))
    for number, word in enumerate(words):
        noun = word.group().lower()
        if noun not in lexicon.offices.heads or not word.group()[0].isupper():
            continue
        before = (lexicon.states.match_at(headline, w.start()) for w in words[max(0, number - _BEFORE) : number])
        of = next((hit.code for hit in before if hit is not None), None)
        after = word.end()
        rest = re.match(r"\s+of\s+(?:the\s+)?", headline[after:])
        if rest is not None:
            hit = lexicon.states.match_at(headline, after + rest.end())
            if hit is None:
                continue
            of, after = hit.code, after + rest.end() + len(hit.words)
        name, whole = _name(headline, after)
        if name:
            yield Named(noun, of, name, whole)


def _name(headline: str, after: int) -> tuple[str, bool]:
    """The capitalised words that follow, and whether they end the headline or own what comes next."""
    name: list[str] = []
    for word in _WORD.finditer(headline, after):
        gap = headline[after : word.start()] if name or after else " "
        if gap.strip() or not word.group()[0].isupper() or len(name) == _LONGEST:
            return " ".join(name), bool(gap.strip())
        name.append(_POSSESSIVE.sub("", word.group()))
        after = word.end()
        if _POSSESSIVE.search(word.group()):
            break
    return " ".join(name), True
