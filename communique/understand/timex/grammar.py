"""Time phrases of a text: patterns run only around words that can name a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis
from communique.understand.timex.forms import Form, Phrase
from communique.understand.timex.rules import make_rows

_DIGIT = re.compile(r"\d")
OPENING = r"(?<![\w$€£.])"  # no time begins inside a word, a sum or a decimal
REACH = 9  # tokens around a trigger word that a pattern may need; the longest pattern has eight words on one side


@dataclass(frozen=True, slots=True)
class Rule:
    """`classes`: the kinds of trigger word around which the pattern is tried."""

    name: str
    classes: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Form | None]


class Grammar:
    """All patterns of one language."""

    def __init__(self, words: DateWords) -> None:
        self.triggers = _find_triggers(words)
        self.rules = tuple(
            Rule(name, classes, re.compile(rf"{OPENING}{pattern}(?!\w)", re.IGNORECASE), build)
            for name, classes, pattern, build in make_rows(words)
        )

    def find(self, analysis: Analysis) -> list[Phrase]:
        """Phrases in text order, the longest first where they overlap."""
        text, windows = analysis.text, self._windows(analysis)
        found: list[Phrase] = []
        for rule in self.rules:
            for start, end in _join(windows, rule.classes):
                for match in rule.pattern.finditer(text, start, end):
                    form = rule.build(match)
                    if form is not None:
                        found.append(Phrase(match.start(), match.end(), rule.name, form))
        return _longest(found)

    def _windows(self, analysis: Analysis) -> dict[str, list[tuple[int, int]]]:
        tokens, triggers, last = analysis.tokens, self.triggers, len(analysis.tokens) - 1
        out: dict[str, list[tuple[int, int]]] = {}
        for token in tokens:
            word = token.lower
            kinds = triggers.get(word, "")
            if not kinds and not word.isalpha():
                if _DIGIT.search(word):
                    kinds = "n"
                elif "-" in word:
                    kinds = "".join(triggers.get(part, "") for part in word.split("-"))
            for kind in kinds:
                start = tokens[max(0, token.index - REACH)].start
                end = tokens[min(last, token.index + REACH)].end
                row = out.setdefault(kind, [])
                if row and start <= row[-1][1]:
                    row[-1] = (row[-1][0], end)
                else:
                    row.append((start, end))
        return out


@cache
def load_grammar(words: DateWords) -> Grammar:
    """The patterns for these words; compiled once a process."""
    return Grammar(words)


def _join(windows: dict[str, list[tuple[int, int]]], classes: str) -> Iterator[tuple[int, int]]:
    if len(classes) == 1:
        yield from windows.get(classes, ())
        return
    spans = sorted(span for kind in classes for span in windows.get(kind, ()))
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start <= current[1]:
            current = (current[0], max(end, current[1]))
        else:
            if current is not None:
                yield current
            current = (start, end)
    if current is not None:
        yield current


def _longest(found: Iterable[Phrase]) -> list[Phrase]:
    taken: list[Phrase] = []
    used: set[int] = set()
    for phrase in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        places = range(phrase.start, phrase.end)
        if used.isdisjoint(places):
            used.update(places)
            taken.append(phrase)
    return sorted(taken, key=lambda p: p.start)


def _find_triggers(words: DateWords) -> dict[str, str]:
    """{word: kinds}: m month, w weekday, u unit, s season, d deictic day, p part of day, r reference, h holiday,
    x frequency, t decade, c clock; n (digits) is told by looking."""
    out: dict[str, str] = {}

    def add(kind: str, names: Iterable[str]) -> None:
        for name in names:
            word = re.split(r"[\s-]", name)[-1]
            for form in (word, word + "s", word + "."):
                out[form] = out.get(form, "") + (kind if kind not in out.get(form, "") else "")

    for kind, names in (
        ("m", words.months), ("w", words.weekdays), ("u", words.units), ("s", words.seasons), ("d", words.days),
        ("p", words.day_parts), ("r", words.references), ("x", words.sets), ("t", words.tens), ("c", words.clock),
        ("h", [*words.holidays, *words.easter]),
    ):  # fmt: skip
        add(kind, names)
    for word in ("eve", "year's", "new"):
        out[word] = out.get(word, "") + "h"
    return out
