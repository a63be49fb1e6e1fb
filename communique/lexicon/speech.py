"""Verbs, nouns and phrases of speech (`en/speech.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from communique.errors import LexiconError
from communique.lexicon.toml import load_table


@dataclass(frozen=True)
class Speech:
    """Lemmas, lower case. Each field says where the content of the words stands.

    `clause`: after *that* or beside a quotation; `quoting`: beside a quotation only; `object`: the direct object;
    `weak`: the direct object, if its head is in `attitude`; `infinitive`: "promised to do"; `gerund`: "denied doing";
    `request`: "urged Y to do"; `label`: "called Y Z"; `as_`: "described Y as Z"; `phrasal`: "set forth Z"; `person`:
    {verb: prepositions} of "thanked Y for Z" (content keeps the preposition); `matter`: {verb: prepositions} of
    "called for Z" (content without it); `words`: {class: words} around speech.
    """

    clause: frozenset[str]
    quoting: frozenset[str]
    object: frozenset[str]
    weak: frozenset[str]
    infinitive: frozenset[str]
    gerund: frozenset[str]
    request: frozenset[str]
    label: frozenset[str]
    as_: frozenset[str]
    phrasal: frozenset[str]
    person: Mapping[str, frozenset[str]]
    objectless: frozenset[str]
    matter: Mapping[str, frozenset[str]]
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]
    light_prepositions: frozenset[str]
    convinced: frozenset[str]
    clear: frozenset[str]
    grateful: frozenset[str]
    attitude: frozenset[str]
    saying: frozenset[str]
    nominal: frozenset[str]
    setting: frozenset[str]
    voice: frozenset[str]
    greeting: frozenset[str]
    offered: frozenset[str]
    norms: frozenset[str]
    narrated: frozenset[str]
    public: frozenset[str]
    asking: frozenset[str]
    behalf_verbs: frozenset[str]
    behalf_nouns: frozenset[str]
    together: frozenset[str]
    tellers: frozenset[str]
    documents: frozenset[str]
    finding: frozenset[str]
    making: frozenset[str]
    emphasis: frozenset[str]
    passive: frozenset[str]
    of_things: frozenset[str]
    words: Mapping[str, frozenset[str]]

    @cached_property
    def reporting(self) -> frozenset[str]:
        """Every verb that takes content without a quotation."""
        framed = self.clause | self.object | self.weak | self.infinitive | self.request | self.label | self.as_
        framed |= self.words["answering"] | self.words["doubting"]
        return framed | self.person.keys() | self.matter.keys() | self.light_verbs

    @cached_property
    def framed(self) -> frozenset[str]:
        """Every verb that some frame may read, also that of "is convinced", "made clear", "put it"."""
        framed = self.reporting | self.gerund | self.finding | self.words["leaving"]
        return framed | {p.split()[0] for p in self.phrasal} | {"be", "make", "convince", "put", "look"}

    @cached_property
    def with_object(self) -> frozenset[str]:
        """Verbs whose object may be the content."""
        return self.object | self.weak | self.words["answering"] | self.words["doubting"]

    @cached_property
    def any_paper(self) -> frozenset[str]:
        """Nouns for papers of every kind, in which somebody speaks."""
        return self.words["issued"] | self.words["papers"] | self.words["any_paper"] | self.documents

    @cached_property
    def narrating(self) -> frozenset[str]:
        """Verbs with which an outlet tells of a speaker in one breath: "noted that A and thanked B"."""
        return (self.object | self.weak | self.infinitive | self.as_ | self.request | self.person.keys()) - {
            "tell",
            "ask",
            "call",
        }

    @cached_property
    def cues(self) -> frozenset[str]:
        """Every verb that may introduce or follow a quotation."""
        return self.clause | self.quoting | self.request | self.infinitive


def load_speech(language: str = "en") -> Speech:
    """The speech table of a language. Raises: LexiconError."""
    table = load_table(f"{language}/speech.toml")
    try:
        frames = table["frames"]
        return Speech(
            clause=frozenset(frames["clause"]),
            quoting=frozenset(frames["quoting"]),
            object=frozenset(frames["object"]),
            weak=frozenset(table["weak"]["object"]),
            infinitive=frozenset(frames["infinitive"]),
            gerund=frozenset(frames["gerund"]),
            request=frozenset(frames["request"]),
            label=frozenset(frames["label"]),
            phrasal=frozenset(frames["phrasal"]),
            as_=frozenset(frames["as"]),
            person=_by_verb({k: v for k, v in table["person"].items() if k != "objectless"}),
            objectless=frozenset(table["person"]["objectless"]),
            matter=_by_verb(table["matter"]),
            light_verbs=frozenset(table["light"]["verbs"]),
            light_nouns=frozenset(table["light"]["nouns"]),
            light_prepositions=frozenset(table["light"]["prepositions"]),
            convinced=frozenset(table["states"]["adjectives"]),
            clear=frozenset(table["states"]["clear"]),
            grateful=frozenset(table["states"]["grateful"]),
            attitude=frozenset(table["nouns"]["attitude"]),
            saying=frozenset(table["nouns"]["saying"]),
            nominal=frozenset(table["nouns"]["nominal"]),
            setting=frozenset(table["nouns"]["setting"]),
            voice=frozenset(table["nouns"]["voice"]),
            greeting=frozenset(table["greeting"]["verbs"]),
            offered=frozenset(table["offered"]["nouns"]),
            norms=frozenset(table["norms"]["nouns"]),
            public=frozenset(table["public"]["nouns"]),
            narrated=frozenset(table["narrated"]["verbs"]),
            asking=frozenset(table["asking"]["verbs"]),
            behalf_verbs=frozenset(table["behalf"]["verbs"]),
            behalf_nouns=frozenset(table["behalf"]["nouns"]),
            together=frozenset(table["together"]["words"]),
            tellers=frozenset(table["tellers"]["words"]),
            documents=frozenset(table["documents"]["nouns"]),
            finding=frozenset(table["documents"]["verbs"]),
            making=frozenset(table["documents"]["made"]),
            emphasis=frozenset(table["emphasis"]["nouns"]),
            passive=frozenset(table["passive"]["verbs"]),
            of_things=frozenset(table["things"]["verbs"]),
            words={name: frozenset(words) for name, words in table["words"].items()},
        )
    except KeyError as error:
        raise LexiconError(f"lexicon file {language}/speech.toml: no table {error}") from error


def _by_verb(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """{preposition: verbs} turned round to {verb: prepositions}."""
    verbs = {verb for words in table.values() for verb in words}
    return {verb: frozenset(p for p, words in table.items() if verb in words) for verb in verbs}
