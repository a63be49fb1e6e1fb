"""Bodies, organisations and groups: everybody who acts and is neither a person nor a state."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.lexicon.load import Lexicon
from communique.record.finding import ActorKind
from communique.record.language import Analysis
from communique.understand.places import Places

_LEADING = frozenset(
    {
        "the",
        "a",
        "an",
        "two",
        "both",
        "three",
        "four",
        "five",
        "some",
        "many",
        "several",
        "all",
        "these",
        "those",
        "other",
        "more",
        "most",
        "thousands",
        "hundreds",
        "dozens",
        "of",
        "senior",
        "top",
    }
)


@dataclass(eq=False, slots=True)
class Body:
    """A body, organisation or group being gathered; `heads` are the head tokens of its mentions."""

    kind: ActorKind
    name: str
    state: str | None = None
    code: str | None = None
    aliases: set[str] = field(default_factory=set)
    spots: list[tuple[int, int, str]] = field(default_factory=list)
    plural: bool = False


def find_bodies(analysis: Analysis, lexicon: Lexicon, places: Places, taken: set[int]) -> list[Body]:
    """Named bodies and organisations (tagger), then common nouns that act as a body or a group."""
    found: dict[tuple[str, str | None], Body] = {}
    used = set(taken)
    for entity in analysis.entities:
        if entity.label not in ("ORG", "NORP", "FAC") or any(t in taken for t in range(entity.first, entity.last)):
            continue
        _take_named(analysis, lexicon, places, entity.first, entity.last, entity.label, found, used)
    for token in analysis.tokens:
        if token.index in used or places.at(token.index) is not None or token.pos not in ("NOUN", "PROPN"):
            continue
        _take_common(analysis, lexicon, places, token.index, found, used)
    return list(found.values())


def _take_named(
    analysis: Analysis,
    lexicon: Lexicon,
    places: Places,
    first: int,
    last: int,
    label: str,
    found: dict[tuple[str, str | None], Body],
    used: set[int],
) -> None:
    tokens, people = analysis.tokens, lexicon.people
    while first < last and (tokens[first].pos in ("DET", "PUNCT") or tokens[first].text.lower() in ("the", "a")):
        first += 1
    while last > first and tokens[last - 1].text in ("'s", "’s", "'", "’"):
        last -= 1
    if first >= last or not any(t.text[0].isupper() for t in tokens[first:last]):
        return
    hits = [h for i in range(first, last) if (h := places.at(i))]
    covered = {i for h in hits for i in range(h.first, h.last)}
    if covered >= set(range(first, last)) or label == "NORP":
        return
    name = analysis.words(first, last)
    words = [t.text.lower() for t in tokens[first:last]]
    state = people.known_bodies.get(name) or next((h.code for h in hits if h.kind in ("name", "demonym")), None)
    kind: ActorKind = (
        "government" if name in people.known_bodies or people.government_nouns & set(words) else "organisation"
    )
    if state is None and kind == "government":
        state = _modifier_state(analysis, places, analysis.top(first, last))
    body = found.setdefault((name, state if kind == "government" else None), Body(kind, name, state))
    body.spots.append((first, last, "name"))
    used.update(range(first, last))


def _take_common(
    analysis: Analysis,
    lexicon: Lexicon,
    places: Places,
    head: int,
    found: dict[tuple[str, str | None], Body],
    used: set[int],
) -> None:
    tokens, people = analysis.tokens, lexicon.people
    token = tokens[head]
    word = token.text.lower()
    group = word in people.group_nouns
    if not group and word not in people.body_nouns and word not in people.single_nouns:
        return
    if token.dep in ("compound", "amod", "nmod"):
        return
    first, last = _extent(analysis, head)
    states = _states(analysis, places, head)
    government = word in people.government_nouns
    if (
        not group
        and not states
        and token.dep not in ("nsubj", "nsubjpass", "agent", "dobj", "pobj", "conj", "poss", "attr", "appos")
    ):
        return
    whole = min([first, *analysis.children(head, "det", "nummod", "predet")])
    while first < head and (tokens[first].text.lower() in _LEADING or tokens[first].pos in ("NUM", "PUNCT", "CCONJ")):
        first += 1
    name = analysis.words(first, last)
    kind: ActorKind = "government" if government else "group"
    for state in states or [None]:
        label = name
        if len(states) > 1:
            label = f"{lexicon.states.titles.get(state or '', '')} {word}".strip()
        body = found.setdefault((label.lower(), state), Body(kind, label, state, plural=group))
        body.spots.append((first, last, "name"))
        if group and whole < first:
            body.aliases.add(analysis.words(whole, last))
    used.add(head)


def _extent(analysis: Analysis, head: int) -> tuple[int, int]:
    """The noun phrase without relative clauses and long tails: left modifiers, head, one "of" phrase."""
    first = head
    for child in analysis.children(head, "amod", "compound", "nmod", "poss", "nummod"):
        if child < head:
            first = min(first, analysis.edges(child)[0])
    last = head + 1
    for child in analysis.children(head, "prep"):
        if child == head + 1 and analysis.tokens[child].text.lower() == "of":
            right = analysis.edges(child)[1]
            if right - head <= 6:
                last = right + 1
    return first, last


def _states(analysis: Analysis, places: Places, head: int) -> list[str]:
    """Codes of the states that modify a noun: demonyms, possessors, "of X"; one for each."""
    codes: list[str] = []
    stack = [c for c in analysis.children(head, "amod", "compound", "nmod", "poss")]
    for prep in analysis.children(head, "prep"):
        if analysis.tokens[prep].text.lower() in ("of", "from"):
            stack += analysis.children(prep, "pobj")
    while stack:
        token = stack.pop(0)
        place = places.at(token)
        if place is not None and place.code not in codes:
            codes.append(place.code)
        stack += [c for c in analysis.children(token, "conj", "amod", "compound", "nmod") if c < head or token > head]
    return codes


def _modifier_state(analysis: Analysis, places: Places, head: int) -> str | None:
    codes = _states(analysis, places, head)
    return codes[0] if len(codes) == 1 else None
