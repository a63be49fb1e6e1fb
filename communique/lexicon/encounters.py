"""Encounters: the words that tell of meetings, calls, visits, summits, signings, and of what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.finding import OccasionKind, Rank


@dataclass(frozen=True, slots=True)
class EncounterVerb:
    """A verb of encounter. `partners`, `place`: "" is the direct object, else a preposition."""

    kind: OccasionKind
    partners: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    host: str = ""
    people: bool = False
    soft: bool = False
    bidden: bool = False
    crowd: bool = False
    bodies: bool = False
    awaited: bool = False
    seated: bool = False
    abroad: bool = False
    official: bool = False
    unasked: bool = False
    dialled: bool = False
    apart: bool = False
    settled: bool = False
    party: bool = False
    things: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EncounterNoun:
    """A noun of encounter. Keys: head of `en/encounters.toml`."""

    kind: OccasionKind
    partners: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    bare: bool = False
    soft: bool = False
    possessed: bool = False
    plural: bool = False
    own: bool = False
    own_compounds: bool = False
    of_bodies: bool = False
    numbered: bool = False
    dated: bool = False
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Encounters:
    """`verbs`, `nouns`: {lemma: readings, the most particular first}; `words`: {class: lemmas}.

    `classes`: {kind: class}; `formats`: {name: codes of its states}; `headlines`: {words of a headline: kind}."""

    verbs: Mapping[str, tuple[EncounterVerb, ...]]
    nouns: Mapping[str, tuple[EncounterNoun, ...]]
    words: Mapping[str, frozenset[str]]
    classes: Mapping[str, str]
    ranks: Mapping[str, Rank]
    headlines: Mapping[str, OccasionKind]
    formats: Mapping[str, tuple[str, ...]]


def load_encounters(language: str = "en") -> Encounters:
    """The tables `<language>/encounters.toml` and `<language>/encounter_words.toml`.

    Raises: LexiconError when they name an unknown kind or rank.
    """
    table = load_table(f"{language}/encounters.toml")
    classes = {kind: name for name, kinds in table["classes"].items() for kind in kinds}
    if set(classes) != set(get_args(OccasionKind)):
        raise LexiconError(
            f"encounters.toml has other kinds than the record: {sorted(set(classes) ^ set(get_args(OccasionKind)))}"
        )
    if set(table["ranks"]) != set(get_args(Rank)):
        raise LexiconError("encounters.toml has other ranks than the record")
    verbs: dict[str, list[EncounterVerb]] = {}
    nouns: dict[str, list[EncounterNoun]] = {}
    for entry in table["verbs"]:
        for word in entry["words"]:
            verbs.setdefault(word, []).append(_verb(entry))
    for entry in table["nouns"]:
        for word in entry["words"]:
            nouns.setdefault(word, []).append(_noun(entry, word))
    return Encounters(
        verbs={w: tuple(sorted(found, key=lambda v: not (v.marks or v.bodies or v.at))) for w, found in verbs.items()},
        nouns={w: tuple(sorted(found, key=lambda n: not n.modifiers)) for w, found in nouns.items()},
        words={
            name: frozenset(words) for name, words in load_table(f"{language}/encounter_words.toml")["words"].items()
        },
        classes=classes,
        ranks={word: rank for rank, words in table["ranks"].items() for word in words},
        headlines=table["headlines"],
        formats={name: tuple(codes) for name, codes in table["formats"].items()},
    )


def _verb(entry: Mapping[str, Any]) -> EncounterVerb:
    return EncounterVerb(
        kind=entry["kind"],
        partners=tuple(entry.get("with", ())),
        place=tuple(entry.get("place", ())),
        host=entry.get("host", ""),
        people=entry.get("people", False),
        soft=entry.get("soft", False),
        bidden=entry.get("bidden", False),
        crowd=entry.get("crowd", False),
        bodies=entry.get("bodies", False),
        awaited=entry.get("awaited", False),
        seated=entry.get("seated", False),
        abroad=entry.get("abroad", False),
        official=entry.get("official", False),
        unasked=entry.get("unasked", False),
        dialled=entry.get("dialled", False),
        apart=entry.get("apart", False),
        settled=entry.get("settled", False),
        party=entry.get("party", False),
        things=frozenset(entry.get("things", ())),
        marks=frozenset(entry.get("marks", ())),
        at=frozenset(entry.get("at", ())),
    )


def _noun(entry: Mapping[str, Any], word: str) -> EncounterNoun:
    return EncounterNoun(
        kind=entry["kind"],
        partners=tuple(entry.get("with", ())),
        place=tuple(entry.get("place", ())),
        bare=entry.get("bare", False),
        soft=entry.get("soft", False),
        possessed=entry.get("possessed", False),
        plural=word in entry.get("plural", ()),
        own=word in entry.get("own", ()),
        own_compounds=entry.get("own_compounds", False),
        of_bodies=entry.get("of_bodies", False),
        numbered=entry.get("numbered", False),
        dated=entry.get("dated", False),
        modifiers=frozenset(entry.get("modifiers", ())),
    )
