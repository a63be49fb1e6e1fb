"""Numbers and names that look like times and are none: amounts, resolutions, flights, people called May."""

from __future__ import annotations

import re

from communique.lexicon.dates import DateWords
from communique.record.language import Analysis, Token
from communique.understand.timex.forms import Phrase

_YEAR_FRIENDS = frozenset(
    {"in", "since", "until", "till", "by", "from", "of", "during", "to", "and", "before", "after", "through", "between",
     "circa", "ca", "ca.", "c.", "year", "late", "early", "mid", "around", "or", "as"}
)  # fmt: skip
_AMOUNTS = frozenset({"MONEY", "QUANTITY", "PERCENT", "LAW"})
_GIVEN_NAMES = frozenset({"April", "May", "June", "August"})
_MODERN = 1900  # an unmarked number below this needs a preposition of time
_EARLIEST = 1700


class Refusals:
    """Says which phrases are no times."""

    def __init__(self, analysis: Analysis, words: DateWords) -> None:
        self.analysis, self.words = analysis, words

    def refuses(self, phrase: Phrase) -> bool:
        """True when the words around or the parse say that the phrase is no time."""
        spots = self.analysis.tokens_in(phrase.start, phrase.end)
        if not spots:
            return True
        if phrase.rule in ("year", "short_year", "apostrophe_year", "year_season"):
            return self._no_year(phrase, spots)
        if phrase.rule == "month":
            return self._no_month(phrase, spots)
        if phrase.rule == "season":
            return self._no_season(phrase, spots)
        if phrase.rule in ("duration", "plural"):
            return re.match(r"\s(?:of\sage|old)\b", self.analysis.text[phrase.end : phrase.end + 8]) is not None
        return False

    def _no_year(self, phrase: Phrase, spots: range) -> bool:
        tokens, text = self.analysis.tokens, self.analysis.text
        if phrase.form.year is not None and phrase.form.year < 0:
            return False
        before = self._near(spots.start - 1)
        after = self._near(spots.stop)
        if self._is_glued(phrase):
            return True
        if after in self.words.refuse_after or before in self.words.refuse_names or before in _money_signs():
            return True
        if self._is_version(spots, alone=phrase.rule == "apostrophe_year"):
            return True
        if phrase.rule == "apostrophe_year":
            return before not in _YEAR_FRIENDS and text[phrase.start - 1 : phrase.start] != " "
        if phrase.form.edge:
            return False
        number = tokens[spots.stop - 1]
        friendly = before in _YEAR_FRIENDS and (
            number.dep != "nummod" or tokens[number.head].tag not in ("NNS", "NNPS")
        )
        if before in self.words.refuse_before and not (before in _YEAR_FRIENDS and friendly):
            return not (before in ("about", "around") and number.entity == "DATE" and not self._counts(number))
        if number.entity in _AMOUNTS:
            return True
        year = phrase.form.year or int(phrase.form.value[:4] or 0)
        if friendly or before in ("(", "[", "–", "-", "—", "/"):
            return year < 1000
        if year < _EARLIEST:
            return True
        return self._counts(number) if year < _MODERN or number.entity != "DATE" else False

    def _is_version(self, spots: range, *, alone: bool) -> bool:
        """A number in the name of a product or index: "the Borsa 2000 Index", "iPaint '11"; a year with an apostrophe
        needs no word behind it.
        """
        tokens = self.analysis.tokens
        before = tokens[spots.start - 1] if spots.start else None
        after = tokens[spots.stop] if spots.stop < len(tokens) else None
        if before is None or before.pos != "PROPN" or before.entity in ("DATE", "TIME", "EVENT", "GPE"):
            return False
        if before.lower in self.words.seasons or before.lower in self.words.months:
            return False
        if alone:
            return True
        number = tokens[spots.start]
        named = after is not None and after.pos == "PROPN" and after.sentence == number.sentence
        return named and after is not None and (number.head == after.index or before.head == after.index)

    def _counts(self, number: Token) -> bool:
        """A number that says how many: "2000 soldiers"."""
        head = self.analysis.tokens[number.head]
        return number.dep == "nummod" and head.tag in ("NNS", "NNPS") and number.entity not in ("DATE", "EVENT")

    def _is_glued(self, phrase: Phrase) -> bool:
        """Part of a code: "Minsk-2015", "1540-based"; "pre-2014" is a time."""
        text = self.analysis.text
        left, right = text[max(0, phrase.start - 12) : phrase.start], text[phrase.end : phrase.end + 2]
        if re.search(r"[A-Za-z]-$", left) and not re.search(r"\b(?:pre|post|mid|early|late)-$", left, re.IGNORECASE):
            return True
        return re.match(r"-[A-Za-z]", right) is not None

    def _no_month(self, phrase: Phrase, spots: range) -> bool:
        form = phrase.form
        if form.year is not None or form.of is not None or form.base or form.edge:
            return False
        word = self.analysis.tokens[spots.stop - 1]
        if re.match(r"-[a-z]", self.analysis.text[phrase.end : phrase.end + 2]):
            return True  # "Jun-yeol"
        if word.text == "March" and self._is_walk(word):
            return True
        if word.text in _GIVEN_NAMES and self._is_person(word):
            return True
        if word.text == "Jan" and word.entity == "PERSON" and self._is_named(word):
            return True
        return word.tag == "MD" or word.pos in ("VERB", "AUX")

    def _is_named(self, word: Token) -> bool:
        """ "Jan Nowak": the tagger's person goes on after the word."""
        after = self.analysis.tokens[word.index + 1] if word.index + 1 < len(self.analysis.tokens) else word
        return after.index != word.index and after.entity == "PERSON" and after.text[0].isupper()

    def _is_person(self, word: Token) -> bool:
        """ "Mr May", "April Jones", "May said": months are no subjects, and no name stands in front of them."""
        if word.entity in ("PERSON", "FAC") or word.dep in ("nsubj", "nsubjpass", "poss", "dobj"):
            return True
        before = self.analysis.tokens[word.index - 1] if word.index else None
        return before is not None and before.head == word.index and before.pos == "PROPN" and before.dep == "compound"

    def _is_walk(self, word: Token) -> bool:
        """ "the March on the capital", "the Long March"."""
        before = self.analysis.tokens[word.index - 1] if word.index else None
        if before is None or before.sentence != word.sentence:
            return False
        named = (
            before.text[0].isupper()
            and before.pos in ("PROPN", "ADJ", "NOUN")
            and before.dep in ("compound", "amod", "poss")
        )
        return named or before.tag in ("DT", "PRP$", "POS")

    def _no_season(self, phrase: Phrase, spots: range) -> bool:
        word = next(
            (self.analysis.tokens[i] for i in spots if self.analysis.tokens[i].lower in self.words.seasons), None
        )
        if word is None or word.pos == "VERB":
            return True
        after = self.analysis.tokens[spots.stop] if spots.stop < len(self.analysis.tokens) else None
        if word.lemma.lower() == "fall" and phrase.form.needs_anchor and after is not None and after.text == "of":
            return True
        if after is not None and after.lower in self.words.season_names:
            return True
        if after is not None and after.pos == "PROPN":
            return False
        before = self.analysis.tokens[word.index - 1] if word.index else None
        return bool(
            word.text[0].isupper() and before is not None and before.pos == "PROPN" and before.index not in spots
        )

    def _near(self, index: int) -> str:
        return self.analysis.tokens[index].lower if 0 <= index < len(self.analysis.tokens) else ""


def _money_signs() -> frozenset[str]:
    return frozenset("$€£¥")
