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
# A guess on less than this is a coin toss unless the letters themselves decide.
_FEW_LETTERS = 80
_SURE, _CERTAIN = 0.9, 0.99
# Fewer words than a sentence of news has: a name, a headline.
_FEW_WORDS = 8
_MANY_LETTERS, _HARDLY_ENGLISH = 1000, 0.02


def foreign_language(text: str, words: PageWords) -> str | None:
    """English name of the language when the text is surely not English, else None."""
    sample = _middle(text)
    tokens = [t.lower() for t in _WORD.findall(sample)]
    if not tokens:
        return None
    share = sum(t in words.english for t in tokens) / len(tokens)
    if share >= _SURELY_ENGLISH:
        return None
    letters = [c for t in tokens for c in t]
    latin = sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in letters) / len(letters)
    is_short = latin > 0.5 and len(letters) < _FEW_LETTERS
    if is_short and (share > 0 or len(tokens) < _FEW_WORDS):
        return None
    code, probability = _identifier().classify(sample)
    if is_short and probability < _CERTAIN:
        return None
    if len(letters) > _MANY_LETTERS and share < _HARDLY_ENGLISH and (code == "en" or probability < _SURE):
        return "of no language that can be told"
    if latin > 0.5 and (code == "en" or probability < _SURE):
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
