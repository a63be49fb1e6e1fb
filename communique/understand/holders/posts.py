"""Offices told by a verb ("X, who chairs the parliament", "the senate, led by X") and offices shared out to a list
("the foreign ministers of A and B, X and Y")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.language import Analysis, Token
from communique.understand.naming.offices import Title
from communique.understand.naming.persons import Person
from communique.understand.naming.places import Places

_NOUNS = {"chair": "chairman", "head": "head", "lead": "head"}
_LISTING = frozenset({",", ":", "-", "--", "–", "—", "(", "including", "like"})
_BETWEEN = frozenset({",", "and"})
_POSSESSIVES = frozenset({"'s", "’s"})


def give_posts(analysis: Analysis, lexicon: Lexicon, places: Places, persons: list[Person]) -> None:
    """ "X, who chairs the parliament": an office, though no title says so."""
    ends = {s.last: p for p in persons for s in p.spans}
    at = {analysis.top(s.first, s.last): p for p in persons for s in p.spans}
    for verb in analysis.tokens:
        if verb.tag == "VBN" and verb.lemma in _NOUNS and _is_of_ministry(analysis, lexicon, verb):
            agents = (i for k in analysis.children(verb.index, "agent") for i in analysis.children(k, "pobj"))
            leader = next((at[i] for i in agents if i in at), None)
            post = _post(analysis, lexicon, places, verb.index, [verb.head]) if leader is not None else None
            if post is not None and leader is not None and not any(t.role == post.role for t, _ in leader.titles):
                leader.titles.append((post, None))
        if verb.tag != "VBZ" or verb.lemma not in _NOUNS or verb.dep != "relcl":
            continue
        who = verb.index - 1
        before = who - 1 if who and analysis.tokens[who - 1].text == "," else who
        person = ends.get(before) if analysis.tokens[who].lower == "who" else None
        title = (
            _post(analysis, lexicon, places, verb.index, analysis.children(verb.index, "dobj"))
            if person is not None
            else None
        )
        if title is not None and person is not None and not any(t.role == title.role for t, _ in person.titles):
            person.titles.append((title, None))


def give_predecessors(analysis: Analysis, persons: list[Person]) -> None:
    """ "X's predecessor, Y": Y held the office that X holds; "his" is of the person named last in the sentence."""
    starts = {s.first: p for p in persons for s in p.spans}
    at = {i: p for p in persons for s in p.spans for i in range(s.first, s.last)}
    for token in analysis.tokens:
        if token.lemma.lower() != "predecessor" or token.pos != "NOUN":
            continue
        after = token.index + 1
        after += after < len(analysis.tokens) and analysis.tokens[after].text == ","
        earlier = starts.get(after)
        holder = next((p for k in analysis.children(token.index, "poss") if (p := _owner(analysis, k, at))), None)
        if earlier is None or holder is None or earlier is holder or earlier.titles:
            continue
        held = next(((t, s) for t, s in holder.titles if t.tenure != "former"), None)
        if held is not None:
            earlier.titles.append((replace(held[0], tenure="former"), held[1]))
            earlier.state = earlier.state or holder.state


def _is_of_ministry(analysis: Analysis, lexicon: Lexicon, verb: Token) -> bool:
    """ "The foreign ministry, led by X"; not "a delegation of the ministry led by X", "a commission headed by X"."""
    body = analysis.tokens[verb.head]
    return verb.dep == "acl" and body.dep != "pobj" and body.lower in lexicon.people.government_nouns


def _owner(analysis: Analysis, word: int, at: dict[int, Person]) -> Person | None:
    if analysis.tokens[word].tag != "PRP$":
        return at.get(word)
    first = analysis.sentence_of(word).first
    return next((at[i] for i in range(word - 1, first - 1, -1) if i in at), None)


def _post(analysis: Analysis, lexicon: Lexicon, places: Places, verb: int, bodies: Iterable[int]) -> Title | None:
    """The office of who leads one of these bodies; the title's words are the verb and the body."""
    tokens, words = analysis.tokens, lexicon.people
    for body in bodies:
        name = tokens[body].lower
        if name not in words.body_nouns - lexicon.offices.classes["passing"]:
            return None
        first, last = analysis.edges(body)[0], body + 1
        complement = "of " + " ".join(t.lower for t in tokens[first:last] if places.at(t.index) is None)
        noun = _NOUNS[tokens[verb].lemma]
        role = lexicon.offices.role(noun, "", complement)
        if role == "other":
            role = lexicon.offices.role("chairman", "", complement)
        if role == "other" and name == "ministry":
            role = "minister"
        hit = next((h for i in range(first, last) if (h := places.at(i)) is not None), None)
        text = f" {analysis.words(first, last)} "
        of = hit.code if hit else next((s for b, s in words.known_bodies.items() if f" {b} " in text), None)
        start, last = (verb, last) if verb < body else (first, body + 1)
        return Title(start, last, min(verb, body), noun, role, "incumbent", of, body=True, plural=False, determiner="")
    return None


def share_out(
    analysis: Analysis, places: Places, title: Title, starts: dict[int, Person], ends: dict[int, Person]
) -> list[tuple[Person, str]]:
    """Persons and their states where a plural title names as many states as names stand beside it, in that order."""
    last = _last_place(analysis, places, title.last)
    sides = _sides(analysis, places, title, last)
    for named in (_names_after(analysis, last, starts), _names_before(analysis, title, ends)):
        if len(named) == len(sides) > 1:
            return list(zip(named, sides, strict=True))
    return []


def share_listed(
    analysis: Analysis, places: Places, title: Title, starts: dict[int, Person]
) -> list[tuple[Person, str]]:
    """ "Their fellow ministers -- China's X, Russia's Y and the UK's Z": persons with the states that own them."""
    tokens, here = analysis.tokens, title.last
    if here >= len(tokens) or tokens[here].lower not in _LISTING:
        return []
    out: list[tuple[Person, str]] = []
    while here + 1 < len(tokens):
        while here < len(tokens) and tokens[here].lower in _LISTING | {"and", "the"}:
            here += 1
        place = places.at(here)
        if place is None or place.last + 1 >= len(tokens) or tokens[place.last].text not in _POSSESSIVES:
            break
        person = starts.get(place.last + 1)
        if person is None:
            break
        out.append((person, place.code))
        here = next(s.last for s in person.spans if s.first == place.last + 1)
    return out


def _last_place(analysis: Analysis, places: Places, here: int) -> int:
    """The end of the states that a title's complement goes on with: "of A | , B and C"."""
    tokens, last = analysis.tokens, here
    while here < len(tokens) and (tokens[here].text in _BETWEEN or places.at(here) is not None):
        here += 1
        last = here if places.at(here - 1) is not None else last
    return last


def _sides(analysis: Analysis, places: Places, title: Title, last: int) -> list[str]:
    tokens, first = analysis.tokens, title.first
    while first > 0 and (
        tokens[first - 1].text in _BETWEEN | _POSSESSIVES or (places.at(first - 1) is not None and first < title.head)
    ):
        first -= 1
    hits = dict.fromkeys(h for i in range(first, last) if (h := places.at(i)) is not None)
    return [h.code for h in hits]


def _names_after(analysis: Analysis, here: int, starts: dict[int, Person]) -> list[Person]:
    tokens = analysis.tokens
    here += here < len(tokens) and tokens[here].text == ","
    out: list[Person] = []
    while here in starts:
        out.append(starts[here])
        here = next(s.last for s in out[-1].spans if s.first == here)
        while here < len(tokens) and tokens[here].text in _BETWEEN:
            here += 1
    return out


def _names_before(analysis: Analysis, title: Title, ends: dict[int, Person]) -> list[Person]:
    tokens, here = analysis.tokens, title.first
    while here > 0 and tokens[here - 1].lower in (",", "the"):
        here -= 1
    out: list[Person] = []
    while here in ends:
        out.insert(0, ends[here])
        here = next(s.first for s in out[0].spans if s.last == here)
        while here > 0 and tokens[here - 1].text in _BETWEEN:
            here -= 1
    return out
