"""Words that name times (`en/dates.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.errors import LexiconError
from communique.lexicon.toml import load_table


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """Lower-case words and what they mean; names of months and weekdays count from 1 (Monday = 1).

    `links` {phrase: (steps, base)}: base "published" ("last week") or "text" ("the previous week"). `edges` {phrase:
    "start" | "middle" | "end"}. `references` {phrase: TIMEX3 value}. `meetings` {name: "YYYY-MM"}. `words` {class:
    lemmas that stand with a time}.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, str]
    units: Mapping[str, str]
    day_parts: Mapping[str, str]
    clock: Mapping[str, str]
    zones: Sequence[str]
    zulu: frozenset[str]
    numbers: Mapping[str, int]
    vague_numbers: Sequence[str]
    ordinals: Mapping[str, int]
    tens: Mapping[str, int]
    days: Mapping[str, int]
    references: Mapping[str, str]
    coming: Sequence[str]
    links: Mapping[str, tuple[int, str]]
    edges: Mapping[str, str]
    about: Sequence[str]
    between: Sequence[str]
    sets: Mapping[str, str]
    holidays: Mapping[str, str]
    easter: Mapping[str, int]
    orthodox_easter: Mapping[str, int]
    future_aux: frozenset[str]
    future_words: frozenset[str]
    future_prepositions: frozenset[str]
    past_prepositions: frozenset[str]
    setting_verbs: frozenset[str]
    moving_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    refuse_before: frozenset[str]
    refuse_after: frozenset[str]
    refuse_names: frozenset[str]
    season_names: frozenset[str]
    recalled: frozenset[str]
    latest: frozenset[str]
    meetings: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


_STEPS = {
    "back": (-1, "published"),
    "here": (0, "published"),
    "ahead": (1, "published"),
    "back_from_text": (-1, "text"),
    "here_in_text": (0, "text"),
    "ahead_from_text": (1, "text"),
}
_VALUES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


def load_dates(language: str = "en") -> DateWords:
    """The table of time words of a language. Raises: LexiconError."""
    table = load_table(f"{language}/dates.toml")
    try:
        names, refuse, tense, references = table["names"], table["refuse"], table["tense"], table["references"]
        return DateWords(
            months={word: i for i, words in enumerate(names["months"], 1) for word in words},
            weekdays={word: i for i, words in enumerate(names["weekdays"], 1) for word in words},
            seasons=table["seasons"],
            units=table["units"],
            day_parts=table["day_parts"],
            clock=table["clock"],
            zones=table["zones"]["names"],
            zulu=frozenset(table["zones"]["zulu"]),
            numbers=table["numbers"],
            vague_numbers=table["vague_numbers"]["words"],
            ordinals=table["ordinals"],
            tens=table["tens"],
            days=table["days"],
            references={word: value for value in _VALUES for word in references[value]},
            coming=references["coming"],
            links={word: step for key, step in _STEPS.items() for word in table["links"][key]},
            edges={word: edge for edge, words in table["edges"].items() for word in words},
            about=table["about"]["words"],
            between=table["about"]["between"],
            sets={word: value for word, value in table["sets"].items() if word not in ("every", "other", "per")},
            holidays=table["holidays"],
            easter=table["easter"],
            orthodox_easter=table["orthodox_easter"],
            future_aux=frozenset(tense["future_aux"]),
            future_words=frozenset(tense["future_words"]),
            future_prepositions=frozenset(tense["future_prepositions"]),
            past_prepositions=frozenset(tense["past_prepositions"]),
            setting_verbs=frozenset(tense["setting_verbs"]),
            moving_verbs=frozenset(tense["moving_verbs"]),
            telling_verbs=frozenset(tense["telling_verbs"]),
            refuse_before=frozenset(refuse["before"]),
            refuse_after=frozenset(refuse["after"]),
            refuse_names=frozenset(refuse["names"]),
            season_names=frozenset(refuse["season_names"]),
            recalled=frozenset(table["recalled"]["nouns"]),
            latest=frozenset(table["recalled"]["latest"]),
            meetings=table["meetings"],
            words={name: frozenset(words) for name, words in table["words"].items()},
        )
    except KeyError as error:
        raise LexiconError(f"lexicon file {language}/dates.toml: no table {error}") from error
