"""Follow-up: the words that say what became of a promise, and which words tell two promises apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.followup import LedgerStatus

_GAP = r"(?:[^\s]+\s+){0,4}?"
_VOWELS = "aeiouy"
_SHORT = 3
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ied", "y"), ("ations", ""), ("ation", ""), ("ions", ""), ("ion", ""), ("ments", ""),
    ("ment", ""), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`outcomes`: {status: pattern over a sentence in lower case}; class tables are {stem: numbers of its classes}.

    `weaker`: words of a promise that binds less than one made before.
    """

    outcomes: Mapping[LedgerStatus, re.Pattern[str]]
    deeds: Mapping[str, frozenset[int]]
    synonyms: Mapping[str, int]
    given: Mapping[str, int]
    irregular: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    weaker: re.Pattern[str]

    def stem(self, word: str) -> str:
        """The word without its endings: "applied", "applies" and "apply" are one; irregular pasts are known."""
        return _stem(self.irregular.get(word, word))

    def concept(self, word: str) -> str:
        """The stem, or the name of the class of synonyms that it is in."""
        stem = self.stem(word)
        return f"~{self.synonyms[stem]}" if stem in self.synonyms else stem


@cache
def load_followup(language: str = "en") -> FollowUp:
    """The table `<language>/followup.toml`. Raises: LexiconError when it names an unknown status."""
    table = load_table(f"{language}/followup.toml")
    if strange := set(table["outcomes"]) - set(get_args(LedgerStatus)):
        raise LexiconError(f"followup.toml: unknown statuses {sorted(strange)}")
    irregular: dict[str, str] = table["irregular"]
    words = {name: frozenset(rows) for name, rows in table["words"].items() if name != "numbers"}
    words["empty"] |= {_stem(irregular.get(w, w)) for w in words["empty"] if len(w) > _SHORT}
    return FollowUp(
        outcomes={status: _pattern(rows) for status, rows in table["outcomes"].items()},
        deeds=_many_classes(table["deeds"]["classes"], irregular),
        synonyms={_stem(irregular.get(w, w)): i for i, row in enumerate(table["synonyms"]["classes"]) for w in row},
        given={w: i for i, row in enumerate(table["given"]["classes"]) for w in row},
        irregular=irregular,
        words=words,
        numbers=table["words"]["numbers"],
        weaker=_pattern(table["softened"]["weaker"]),
    )


def _many_classes(rows: list[list[str]], irregular: Mapping[str, str]) -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            out.setdefault(_stem(irregular.get(word, word)), set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in out.items()}


def _pattern(rows: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{_words(row)}\b" for row in rows))


def _words(row: str) -> str:
    out = ""
    for word in row.split():
        out += _GAP if word == "..." else f"(?:{word})" + r"\s+"
    return out.removesuffix(r"\s+")


@cache
def _stem(word: str) -> str:
    """Suffix stripping for comparison only: no word of the language need come out."""
    if len(word) <= 3:
        return word
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in _VOWELS + "ls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
