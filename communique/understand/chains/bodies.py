"""Bodies named in full first and by their head word later: "the Baltic Grain Council", "the council"."""

from __future__ import annotations

from communique.record.language import Analysis
from communique.understand.chains.phrases import Phrase, phrase_at
from communique.understand.naming.groups import Body
from communique.understand.naming.places import Places

_TELLING = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "VERB"))
_STEM = 3  # letters that the forms of a state's name share


def join_bodies(analysis: Analysis, places: Places, empty: frozenset[str], bodies: list[Body]) -> list[Body]:
    """The bodies without those that only take up an earlier one: same head word and number, no word that it lacks; or
    the same but for how the state is told ("Norway's delegation", "the Norwegian delegation").

    A body of another state is another body; "a team", "officials" name somebody new.
    """
    kept: list[Body] = []
    words: dict[int, set[str]] = {}
    cores: dict[int, frozenset[str]] = {}
    by_key: dict[str, list[Body]] = {}
    for body in sorted(bodies, key=lambda b: min(first for first, _, _ in b.spots)):
        first, last, _ = min(body.spots)
        phrase = phrase_at(analysis, empty, analysis.top(first, last))
        earlier = by_key.setdefault(phrase.key, [])
        core = _core(analysis, places, body)
        same = next((b for b in reversed(earlier) if _takes_up(phrase, body, b, words[id(b)])), None)
        if same is None and phrase.reach != "indefinite":
            told = _state_word(analysis, places, body)
            alike = (b for b in reversed(earlier) if cores[id(b)] == core)
            same = next((b for b in alike if _is_twin(body, b, (told, _state_word(analysis, places, b)))), None)
        if same is None:
            cores[id(body)] = core
            kept.append(body)
            words[id(body)] = set(phrase.words)
            earlier.append(body)
            continue
        words[id(same)] |= phrase.words
        same.spots.extend(body.spots)
        same.state = same.state or body.state
        same.aliases |= ({body.name} | body.aliases) - {same.name}
    _give_towns(analysis, kept)
    return kept


def _core(analysis: Analysis, places: Places, body: Body) -> frozenset[str]:
    """The words of a body's name without those for its state, and where it has its seat ("the embassy [in Oslo]")."""
    first, last, _ = min(body.spots)
    tokens, head = analysis.tokens, analysis.top(first, last)
    tails = [k for k in analysis.children(head, "prep") if k >= head and tokens[k].lower in ("in", "to", "at", "for")]
    words = {tokens[i].lower for k in tails for i in analysis.subtree(k)}
    return frozenset(words | {t.lower for t in tokens[first:last] if t.pos in _TELLING and places.at(t.index) is None})


def _state_word(analysis: Analysis, places: Places, body: Body) -> str:
    """The word by which a body's name, or the phrase behind it, tells the state."""
    first, last, _ = min(body.spots)
    at = next((i for i in range(first, min(last + 2, len(analysis.tokens))) if places.at(i) is not None), None)
    return analysis.tokens[at].lower if at is not None else ""


def _is_twin(body: Body, earlier: Body, words: tuple[str, str]) -> bool:
    """Whether two are one of a kind and of one state, which is told by forms of one word ("Norway", "Norwegian"; not
    "Scottish", "British")."""
    if body.state is None or body.plural or (body.kind, body.state) != (earlier.kind, earlier.state):
        return False
    return len(words[0]) >= _STEM and words[0][:_STEM] == words[1][:_STEM]


def _give_towns(analysis: Analysis, bodies: list[Body]) -> None:
    """ "The city said": the municipality that was named last."""
    halls = [b for b in bodies if "municipality" in b.name.lower()]
    for token in analysis.tokens if halls else ():
        if token.lower not in ("city", "town") or token.dep != "nsubj" or analysis.children(token.index, "prep"):
            continue
        the = [k for k in analysis.children(token.index, "det") if analysis.tokens[k].lower == "the"]
        before = [(max(f for f, _, _ in b.spots if f < token.index), b) for b in halls if min(b.spots)[0] < token.index]
        if the and before:
            max(before, key=lambda pair: pair[0])[1].spots.append((the[0], token.index + 1, "name"))


def _takes_up(phrase: Phrase, body: Body, earlier: Body, words: set[str]) -> bool:
    if phrase.owner is not None or phrase.plural or earlier.plural:
        return False
    if phrase.reach != "definite" and not (phrase.reach == "name" and phrase.words):
        return False
    return phrase.words <= words and body.kind == earlier.kind and body.state in (earlier.state, None)
