"""States and organisations of states in the words of an article: names, demonyms, capitals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from communique.lexicon.encounters import Encounters
from communique.lexicon.people import People
from communique.lexicon.states import PlaceKind, PlaceName, States
from communique.record.language import Analysis

_DATELINE = 4  # tokens at the start of a text among which a capital in capitals is its dateline ("SARAJEVO –")
_TOWN = re.compile(
    r"\b(?:village|town|city|district|province|settlement|hamlet) of ((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?)"
)
_LIKE_PRONOUNS = frozenset({"WHO"})
# Words with which an organisation of states or an organ of one is called for short.
_ORGANS = frozenset(
    ("Agency", "Alliance", "Assembly", "Commission", "Community", "Council", "Organisation", "Organization", "Union")
)
UNIONS = {"bloc": "blocs", "alliance": "alliances"}
"""Words for an organisation of states without its name, and which class of them each is of; the UN is of neither."""
_NEAR = 4  # sentences in which "the bloc" is the one named last
WHERE = frozenset({"in", "at", "near", "into", "outside", "around", "through", "across"})
"""Before a name: a place's."""
_SIDE_PREPOSITIONS = frozenset({"between", "with", "by", "against"})
_GOVERNED = {"to": "handed_to", "on": "laid_on", "from": "got_from"}


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens [first, last) that name the state or IGO `code`."""

    first: int
    last: int
    code: str
    kind: PlaceKind


class Places:
    """All places of an article, by token."""

    def __init__(self, hits: tuple[Place, ...]) -> None:
        self.hits = hits
        self._at = {token: hit for hit in hits for token in range(hit.first, hit.last)}

    def at(self, token: int) -> Place | None:
        return self._at.get(token)

    def ending(self, last: int) -> Place | None:
        """The place whose last token is `last - 1`."""
        hit = self._at.get(last - 1)
        return hit if hit is not None and hit.last == last else None


def is_of_the_article(body: str, state: str, people: People, places: Places) -> bool:
    """Whether a known body is that state's here: others have a "Foreign Office", too, so the state must be named."""
    return body not in people.classes["shared_bodies"] or any(h.code == state for h in places.hits)


def find_places(analysis: Analysis, states: States, outlet: str | None = None) -> Places:
    """Every wording of the table in the text, none inside a person's name. `outlet`: the outlet's state."""
    hits: list[Place] = []
    tokens, text = analysis.tokens, analysis.text
    skip = 0
    for token in tokens:
        if token.index < skip or not token.text[0].isupper():
            continue
        name = states.match_at(text, token.start)
        if name is None and token.index < _DATELINE and token.text.isupper() and len(token.text) > 3:
            name = states.match_at(token.text.title(), 0)
        if name is None or (token.text in _LIKE_PRONOUNS and _is_shouted(analysis, token.index)):
            continue
        if name.kind == "nobody":
            skip = token.index + len(name.words.split())
            continue
        last = token.index + 1
        while last < len(tokens) and tokens[last].start < token.start + len(name.words):
            last += 1
        if name.kind == "demonym" and token.index and tokens[token.index - 1].lower == "ethnic":
            continue
        if _is_surname(analysis, token.index):
            continue
        if name.kind == "igo_body" and (_is_national(analysis, token.index) or _is_of_state(analysis, states, last)):
            continue
        hits.append(Place(token.index, last, name.code, name.kind))
        skip = last
    hits = _with_last_words(analysis, _with_initials(analysis, states, hits))
    return Places(tuple(_with_forms(analysis, states, hits, outlet)))


def _with_forms(analysis: Analysis, states: States, hits: list[Place], outlet: str | None) -> list[Place]:
    """ "The Kingdom": the outlet's own state if it is one, else the one named last before."""
    tokens, out = analysis.tokens, list(hits)
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    for token in tokens[1:-1]:
        codes = states.forms.get(token.text)
        if codes is None or token.index in taken or tokens[token.index - 1].lower != "the":
            continue
        after = tokens[token.index + 1]
        if after.text == "of" or after.pos == "PROPN":
            continue
        before = (hit.code for hit in reversed(hits) if hit.first < token.index and hit.code in codes)
        code = outlet if outlet in codes else next(before, None)
        if code is not None:
            out.append(Place(token.index, token.index + 1, code, "name"))
    return sorted(out, key=lambda hit: hit.first)


def _with_initials(analysis: Analysis, states: States, hits: list[Place]) -> list[Place]:
    """ "OTS" wherever it stands in an article that names the Organization of Turkic States, unless it means another."""
    codes: dict[str, str] = {}
    for hit in hits:
        letters = "".join(t.text[0] for t in analysis.tokens[hit.first : hit.last] if t.text[0].isupper())
        if hit.kind == "igo" and len(letters) > 2 and states.match_at(letters, 0) is None:
            codes.setdefault(letters, hit.code)
    if not codes:
        return hits
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    more = [
        Place(t.index, t.index + 1, codes[t.text], "igo")
        for t in analysis.tokens
        if t.text in codes and t.index not in taken and not _is_shouted(analysis, t.index)
    ]
    return sorted([*hits, *more], key=lambda hit: hit.first)


def _with_last_words(analysis: Analysis, hits: list[Place]) -> list[Place]:
    """ "The Council" behind "the Security Council", where no other body of the article is called so."""
    tokens = analysis.tokens
    ending: dict[str, dict[str, Place]] = {}
    for hit in hits:
        if hit.kind in ("igo", "igo_body") and hit.last - hit.first > 1:
            ending.setdefault(tokens[hit.last - 1].text, {}).setdefault(hit.code, hit)
    organs = ending.keys() & _ORGANS
    if not organs:
        return hits
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    free = [t for t in tokens[1:-1] if t.text in organs and t.index not in taken]
    others = {t.text for t in free if tokens[t.index - 1].pos in ("PROPN", "ADJ") or tokens[t.index + 1].text == "of"}
    alone = {w: next(iter(named.values())) for w, named in ending.items() if len(named) == 1 and w not in others}
    more = [
        Place(t.index, t.index + 1, long.code, long.kind)
        for t in free
        if (long := alone.get(t.text)) is not None
        and t.index > long.last
        and tokens[t.index - 1].lower == "the"
        and tokens[t.index + 1].pos != "PROPN"
    ]
    return sorted([*hits, *more], key=lambda hit: hit.first) if more else hits


def _is_shouted(analysis: Analysis, here: int) -> bool:
    """Between other words in capitals."""
    near = (analysis.tokens[i].text for i in (here - 1, here + 1) if 0 <= i < len(analysis.tokens))
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in near)


def _is_surname(analysis: Analysis, first: int) -> bool:
    """ "Jordan" in "Michael Jordan": tagged as part of a person, after another name of that person."""
    tokens = analysis.tokens
    if tokens[first].entity != "PERSON" or first == 0:
        return False
    before = tokens[first - 1]
    return before.entity == "PERSON" and before.pos == "PROPN" and before.sentence == tokens[first].sentence


def _is_national(analysis: Analysis, first: int) -> bool:
    """ "National Security Council", "Georgian General Assembly": a body of a state, not of the IGO."""
    if first == 0:
        return False
    before, token = analysis.tokens[first - 1], analysis.tokens[first]
    return before.sentence == token.sentence and before.text[0].isupper() and before.pos in ("PROPN", "ADJ", "NOUN")


def _is_of_state(analysis: Analysis, states: States, last: int) -> bool:
    """ "Security Council of Armenia": a body of the state named behind it."""
    if last + 1 >= len(analysis.tokens) or analysis.tokens[last].lower != "of":
        return False
    after = last + 2 if analysis.tokens[last + 1].lower == "the" and last + 2 < len(analysis.tokens) else last + 1
    name = states.match_at(analysis.text, analysis.tokens[after].start)
    return name is not None and name.kind == "name" and name.code not in states.igo_codes


def places_inside(analysis: Analysis, states: States, word: int, hyphen: re.Pattern[str]) -> tuple[PlaceName, ...]:
    """What the parts of one word name, "US-Kazakhstan"; nothing where it has no such `hyphen`."""
    token = analysis.tokens[word]
    parts = [token.start + found.end() for found in hyphen.finditer(token.text)]
    names = (states.match_at(analysis.text, start) for start in (token.start, *parts)) if parts else ()
    return tuple(name for name in names if name is not None)


def towns(text: str) -> frozenset[str]:
    """Names that the text calls a village, town or province ("the village of Larga"): no bodies."""
    return frozenset(m.group(1) for m in _TOWN.finditer(text))


def place_after_of(analysis: Analysis, places: Places, last: int) -> Place | None:
    """The place in "of Armenia", "of the Netherlands" that begins at token `last`."""
    if last >= len(analysis.tokens) or analysis.tokens[last].lower != "of":
        return None
    return places.at(last + 1) or places.at(last + 2)


def place_in_brackets(analysis: Analysis, places: Places, last: int) -> Place | None:
    """ "Maria Berg | (Norway) said": the place whom she speaks for."""
    tokens = analysis.tokens
    place = places.at(last + 1) if tokens[last : last + 1] and tokens[last].text == "(" else None
    closed = place is not None and place.last < len(tokens) and tokens[place.last].text == ")"
    return place if closed else None


def union_named_last(analysis: Analysis, places: Places, codes: frozenset[str], word: int) -> Place | None:
    """Which organisation of states "the bloc", "the agency" at a word is: the last of `codes` named near before it."""
    here, last = analysis.tokens[word].sentence, bisect_left(places.hits, word, key=lambda place: place.first)
    for place in (places.hits[i] for i in range(last - 1, -1, -1)):
        if here - analysis.tokens[place.first].sentence > _NEAR:
            return None
        if place.code in codes:
            return place
    return None


def acts(analysis: Analysis, place: Place, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a capital stands for its government: it does something, has something or sits in a pair of sides.

    "Baku confirmed", "Baku and Yerevan agreed", "Baku's offer", "talks with Moscow", "a loan to Lima"; not "in Baku",
    "Baku airport", "a flight to Lima".
    """
    head = analysis.tokens[analysis.top(place.first, place.last)]
    seen = 0
    while head.dep == "conj" and seen < 6:
        head, seen = analysis.tokens[head.head], seen + 1
    if head.dep in ("nsubj", "nsubjpass", "agent", "dobj", "dative"):
        verb = analysis.tokens[head.head].lemma
        return not (head.dep == "dobj" and verb in classes["reaching"])
    if head.dep == "pobj":
        preposition = analysis.tokens[head.head]
        word = preposition.lower
        governed = classes[_GOVERNED[word]] if word in _GOVERNED else frozenset[str]()
        above = analysis.tokens[preposition.head]
        over = analysis.tokens[above.head] if above.dep == "dobj" else above  # "extended a line of credit to Lima"
        return word in _SIDE_PREPOSITIONS or above.lemma.lower() in governed or over.lemma.lower() in governed
    return head.dep == "poss"


def is_goal(analysis: Analysis, place: Place, encounters: Encounters) -> bool:
    """Whether a capital is where somebody travels or is bidden: "visited Oslo", "a trip to Oslo", "is due in Oslo"."""
    tokens = analysis.tokens
    head = tokens[analysis.top(place.first, place.last)]
    while head.dep in ("conj", "appos") and head.head < head.index:
        head = tokens[head.head]
    above = tokens[head.head]
    if head.dep == "dobj":
        return any("" in v.place for v in encounters.verbs.get(above.lemma.lower(), ()))
    if head.dep != "pobj":
        return False
    prep, word = above.lower, tokens[above.head]
    if word.lemma == "due" and word.dep == "acomp":
        return prep in ("in", "at")
    lemma = word.lemma.lower()
    if lemma == "be" and prep == "in":  # "Berg was in Oslo on Monday"
        doers = (tokens[k] for k in analysis.children(word.index, "nsubj"))
        return any(t.entity == "PERSON" or t.lemma.lower() in encounters.words["people"] for t in doers)
    if word.pos == "VERB":
        goes = (v for v in encounters.verbs.get(lemma, ()) if not v.party)  # "sent aid to Oslo"
        return any(prep in v.place and (not v.awaited or word.tag == "VBN") for v in goes)
    return any(prep in n.place for n in encounters.nouns.get(lemma, ()))


def summoning(analysis: Analysis, places: Places, head: int) -> tuple[str | None] | None:
    """ "The Thai envoy was summoned to [the ministry] in Oslo": the ministry of who summons, or of where it is; at
    any rate not Thailand's. None for other ministries.
    """
    to = analysis.tokens[analysis.tokens[head].head]
    verb = analysis.tokens[to.head]
    verb = analysis.tokens[verb.head] if verb.dep == "dobj" else verb
    if analysis.tokens[head].dep != "pobj" or verb.lemma.lower() not in ("summon", "call") or verb.pos != "VERB":
        return None
    if verb.lemma == "call" and not analysis.children(verb.index, "prt"):
        return None
    near = (*analysis.children(head, "prep"), *analysis.children(verb.index, "prep"))
    spots = [k for p in near if analysis.tokens[p].lower == "in" for k in analysis.children(p, "pobj")]
    spots += [k for p in analysis.children(verb.index, "agent") for k in analysis.children(p, "pobj")]
    spots += analysis.children(verb.index, "nsubj")
    named = (places.at(k) for k in spots)
    return (next((p.code for p in named if p is not None and p.kind != "demonym"), None),)


def is_of_heads(analysis: Analysis, head: int) -> bool:
    """ "The heads of [government] of X and Y": no body."""
    of = analysis.tokens[analysis.tokens[head].head]
    return of.lower == "of" and analysis.tokens[of.head].lower == "heads" and of.head == of.index - 1


def reported(analysis: Analysis, places: Places, head: int) -> str | None:
    """ "Japan protested after a Chinese ship had come, the Foreign Ministry said": of whose deed it tells first."""
    token = analysis.tokens[head]
    if token.dep != "nsubj":
        return None
    for clause in analysis.children(token.head, "ccomp"):
        for subject in analysis.children(clause, "nsubj"):
            near = (subject, *analysis.children(subject, "amod", "compound", "poss"))
            place = next((p for i in near if i < head and (p := places.at(i)) is not None), None)
            if place is not None and place.kind in ("name", "demonym", "seat"):
                return place.code
    return None
