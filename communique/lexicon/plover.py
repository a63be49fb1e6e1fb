"""Plover: the event types with their facts, and the predicates that tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.finding import EventType

Trigger = Literal["verb", "noun", "adjective"]
_LISTS: tuple[tuple[str, Trigger], ...] = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"))
_KNOWN = {
    "type", "mode", "verbs", "nouns", "adjectives", "objects", "to", "particles", "modifiers", "under", "joint",
    "needs", "swallows", "alone", "future", "clause", "between", "ours", "verdict",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What the codebook says of a type. `mutual` types have no direction; `quad` is 1 (verbal cooperation) to 4."""

    quad: int
    score: float
    mutual: bool
    cooperative: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate: which words trigger it and where its recipient stands. Keys: head of `en/events.toml`."""

    type: EventType
    mode: str | None
    word: str
    more: tuple[str, ...]
    objects: frozenset[str]
    modifiers: frozenset[str]
    under: frozenset[str]
    to: tuple[str, ...]
    joint: bool
    needs: bool
    swallows: bool
    alone: bool
    future: bool
    clause: bool
    between: bool
    ours: bool
    verdict: bool


@dataclass(frozen=True, slots=True)
class Attitudes:
    """Words that say whether a deed is done, to come, wished or past."""

    future: frozenset[str]
    possible: frozenset[str]
    conditions: frozenset[str]
    wishing: frozenset[str]
    past: frozenset[str]
    expecting: frozenset[str]
    fulfilled: frozenset[str]
    goods: frozenset[str]
    ahead: frozenset[str]
    occurring: frozenset[str]
    welfare: frozenset[str]
    waging: frozenset[str]
    resisting: frozenset[str]
    unrealised: frozenset[str]
    suffered: frozenset[str]
    helping: frozenset[str]
    making: frozenset[str]
    worldwide: frozenset[str]
    blaming: frozenset[str]
    blamed: frozenset[str]
    slurs: frozenset[str]
    topics: frozenset[str]
    preparing: frozenset[str]
    must: frozenset[str]
    empty: frozenset[str]
    anonymous: frozenset[str]
    idle: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plover:
    """Event types and predicates. `verbs`, `nouns`, `adjectives`: {lemma: frames, the first that fits counts};
    `contexts`: {lemma or two lemmas in a row: what an event is about in whose sentence they stand}; `words`: {class:
    lemmas}.
    """

    types: Mapping[str, TypeFacts]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    performing: frozenset[str]
    attitudes: Attitudes
    words: Mapping[str, frozenset[str]]
    pair_words: frozenset[str]
    relations: Mapping[str, str]
    contexts: Mapping[str, tuple[str, ...]]

    def refuses(self, lemma: str) -> bool:
        """Does a verb tell that something said or asked is refused ("turn down")?"""
        return any(frame.type == "REJECT" for frame in self.verbs.get(lemma.lower(), ()))

    def score(self, type_: str, mode: str | None) -> float:
        """The conflict-cooperation score of a mode, else of its type (-10 to +10)."""
        facts = self.types[type_]
        return facts.modes.get(mode, facts.score) if mode else facts.score


def load_plover(language: str = "en") -> Plover:
    """Types from `plover.toml`, words of `<language>/events.toml` and `<language>/contexts.toml`.

    Raises: LexiconError when they do not fit.
    """
    types = _read_types(load_table("plover.toml"))
    table = load_table(f"{language}/events.toml")
    frames: dict[Trigger, dict[str, list[Frame]]] = {kind: {} for _, kind in _LISTS}
    for entry in table["frames"]:
        _check(entry, types)
        for key, kind in _LISTS:
            for words in entry.get(key, ()):
                frame = _frame(entry, words.split(), table["classes"])
                frames[kind].setdefault(frame.word, []).append(frame)
    # Particular frames (an object, a second word) are tried before the plain verb.
    tables = {k: {w: tuple(sorted(fs, key=_looseness)) for w, fs in by_word.items()} for k, by_word in frames.items()}
    return Plover(
        types=types,
        verbs=tables["verb"],
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        performing=frozenset(table["performing"]["verbs"]),
        attitudes=Attitudes(**{key: frozenset(words) for key, words in table["attitudes"].items()}),
        words={key: frozenset(words) for key, words in table["words"].items()},
        pair_words=frozenset(table["pairs"]["words"]),
        relations={word: kind for kind, words in table["relations"].items() for word in words},
        contexts=_by_word(load_table(f"{language}/contexts.toml")["contexts"]),
    )


def _by_word(contexts: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """{context: words} turned about."""
    out: dict[str, tuple[str, ...]] = {}
    for context, words in contexts.items():
        for word in words:
            out[word] = (*out.get(word, ()), context)
    return out


def _looseness(frame: Frame) -> int:
    return -(
        2 * len(frame.more)
        + bool(frame.objects)
        + bool(frame.modifiers)
        + bool(frame.under)
        + frame.clause
        + frame.verdict
    )


def _read_types(table: Mapping[str, Any]) -> dict[str, TypeFacts]:
    types = {
        name: TypeFacts(
            quad=facts["quad"],
            score=facts["score"],
            mutual=facts.get("mutual", False),
            cooperative=facts.get("cooperative", False),
            modes=facts.get("modes", {}),
        )
        for name, facts in table["types"].items()
    }
    if set(types) != set(get_args(EventType)):
        raise LexiconError(
            f"plover.toml has other types than the record: {sorted(set(types) ^ set(get_args(EventType)))}"
        )
    return types


def _check(entry: Mapping[str, Any], types: Mapping[str, TypeFacts]) -> None:
    if entry["type"] not in types:
        raise LexiconError(f"events.toml: unknown type {entry['type']!r}")
    if "mode" in entry and entry["mode"] not in types[entry["type"]].modes:
        raise LexiconError(f"events.toml: {entry['type']} has no mode {entry['mode']!r}")
    if unknown := set(entry) - _KNOWN:
        raise LexiconError(f"events.toml: unknown keys {sorted(unknown)}")


def _frame(entry: Mapping[str, Any], words: list[str], classes: Mapping[str, list[str]]) -> Frame:
    flags = {
        flag: bool(entry.get(flag))
        for flag in ("joint", "needs", "swallows", "alone", "future", "clause", "between", "ours", "verdict")
    }
    return Frame(
        type=entry["type"],
        mode=entry.get("mode"),
        word=words[0],
        more=tuple(words[1:]) + tuple(entry.get("particles", ())),
        objects=frozenset(_expand(entry.get("objects", ()), classes)),
        modifiers=frozenset(entry.get("modifiers", ())),
        under=frozenset(entry.get("under", ())),
        to=tuple(entry.get("to", ())),
        **flags,
    )


def _expand(words: Iterable[str], classes: Mapping[str, list[str]]) -> Iterable[str]:
    for word in words:
        if not word.startswith("@"):
            yield word
        elif word[1:] in classes:
            yield from classes[word[1:]]
        else:
            raise LexiconError(f"events.toml: no class {word!r}")
