"""Is it English? The only file that knows the language identifier."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from communique.lexicon.page import PageWords

_WORD = re.compile(r"[^\W\d_]+")
_LOOK_AT = 20_000
# Running English has 35-45 % of these words, headlines and lists 10-20 %, other languages under 8 % (own counts).
_SURELY_ENGLISH = 0.15
# Hungarian has "a" and "is" as often as English has all its words together, but no third one.
_DIFFERENT = 3
# Fewer than a sentence of news has: a name, a headline. A guess on that is a coin toss unless the letters decide.
_FEW_WORDS, _FEW_LETTERS = 8, 50
# Own trials on one sentence in 30 languages: English is given under 0.002 by the identifier in all others, from 0.015
# on in English, lists of names included; neighbours (Danish and Norwegian, Bosnian and Croatian) share the rest.
_HARDLY, _LIKELY = 0.005, 0.5
_MANY_LETTERS, _HARDLY_ENGLISH = 1000, 0.02


def foreign_language(text: str, words: PageWords) -> str | None:
    """English name of the language when the text is surely not English, else None."""
    sample = _middle(text)
    tokens = [t.lower() for t in _WORD.findall(sample)]
    if not tokens:
        return None
    english = [t for t in tokens if t in words.english]
    share = len(english) / len(tokens)
    if share >= _SURELY_ENGLISH and len(set(english)) >= _DIFFERENT:
        return None
    letters = [c for t in tokens for c in t]
    latin = sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in letters) / len(letters)
    if latin > 0.5 and (len(tokens) < _FEW_WORDS or len(letters) < _FEW_LETTERS):
        return None
    ranked = _identifier().rank(sample)
    code, probability = ranked[0]
    is_english = code == "en" or dict(ranked)["en"] > _HARDLY or probability < _LIKELY
    if len(letters) > _MANY_LETTERS and share < _HARDLY_ENGLISH and is_english:
        return "of no language that can be told"
    if latin > 0.5 and is_english:
        return None
    if code == "en":
        return "of no language that can be told"
    return _name(str(code))


def _middle(text: str) -> str:
    if len(text) <= _LOOK_AT:
        return text
    start = (len(text) - _LOOK_AT) // 2
    return text[start : start + _LOOK_AT]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
