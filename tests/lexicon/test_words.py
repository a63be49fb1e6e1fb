"""The word lists of a language: each is asked for somewhere, and none holds a word twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from communique.lexicon.load import load_lexicon
from communique.lexicon.toml import load_table

PACKAGE = Path(__file__).resolve().parents[2] / "communique"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
TABLES = sorted(f.name for f in files("communique.lexicon").joinpath("en").iterdir() if f.name.endswith(".toml"))


def classes() -> Iterator[tuple[str, str]]:
    """(table, class) of the lists that the code asks for by name."""
    lexicon = load_lexicon()
    for table in fields(lexicon):
        for name in ("words", "classes"):
            lists_of = getattr(getattr(lexicon, table.name), name, None)
            if isinstance(lists_of, Mapping) and all(isinstance(words, frozenset) for words in lists_of.values()):
                yield from ((table.name, word) for word in lists_of)


@pytest.mark.parametrize(("table", "name"), list(classes()))
def test_a_class_of_words_is_asked_for(table: str, name: str) -> None:
    assert re.search(rf"""["']{re.escape(name)}["']""", CODE), f"nothing reads {table}: {name}"


def lists(value: Any, where: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of strings in a table."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from lists(inner, f"{where}.{key}")
    elif isinstance(value, list):
        if value and all(isinstance(word, str) for word in value):
            yield where, value
        else:
            for number, inner in enumerate(value):
                yield from lists(inner, f"{where}.{number}")


@pytest.mark.parametrize("name", TABLES)
def test_no_list_holds_a_word_twice(name: str) -> None:
    found = lists(load_table(f"en/{name}"), "")
    twice = {where: sorted({w for w in words if words.count(w) > 1}) for where, words in found}
    assert not {where: words for where, words in twice.items() if words}
