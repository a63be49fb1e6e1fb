"""Part of speech and lemma of each word, remembered.

The library's attribute ruler and lemmatizer look at a word, its tag and its dependency, and only in a few patterns at
the word behind it. So what they say of one such word holds for every other: it is asked once and kept. Texts in which
one of those few patterns can stand go through the library's own components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COLUMNS: Final = ("ORTH", "TAG", "DEP", "LOWER")  # what `of` wants to know of each word
MOST_KEPT: Final = 200_000  # words; about 40 MB


class WordForms:
    """What `attribute_ruler` and `lemmatizer` would say."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        self.ruler: Any = nlp.get_pipe("attribute_ruler")
        self.lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self.known: dict[tuple[int, int, int], tuple[str, str, str, str]] = {}
        self.openers, self.followers = self._pairs()

    def _pairs(self) -> tuple[frozenset[int], frozenset[int]]:
        """Words and dependencies at which a pattern of two words begins, and words with which it ends, as numbers."""
        first, second = set(), set()
        for rule in self.ruler.patterns:
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    first.update(self._spelt(pattern[0]))
                    second.update(self._spelt({"LOWER": pattern[1].get("LOWER")}))
        add = self.vocab.strings.add
        return frozenset(map(add, first)), frozenset(map(add, second))

    def _spelt(self, word: dict[str, Any]) -> list[str]:
        """The words for which a pattern's word stands, or its dependency. Raises: ValueError for any other pattern."""
        lower = word["LOWER"] if "LOWER" in word else word.get("DEP")
        if isinstance(lower, str):
            return [lower]
        if lower is not None and "IN" in lower:
            return list(lower["IN"])
        stem = lower["REGEX"].removeprefix("^").removesuffix("$") if lower is not None else ""
        if stem.count("'?") == 1:
            return [stem.replace("'?", ""), stem.replace("'?", "'")]
        raise ValueError(f"a pattern of the attribute ruler with {word} is not understood")

    def of(
        self, doc: Doc, orths: list[int], tags: list[int], deps: list[int], lowers: list[int]
    ) -> list[tuple[str, str, str, str]]:
        """Lemma, part of speech, tag and dependency of each word.

        The lists are the `COLUMNS` of `doc`, as the vocabulary numbers them.
        """
        openers, known = self.openers, self.known
        if not self.followers.isdisjoint(lowers):
            for opener, dep, follower in zip(lowers, deps, lowers[1:], strict=False):
                if follower in self.followers and (opener in openers or dep in openers):
                    return [_forms(word) for word in self.lemmatizer(self.ruler(doc))]
        keys = list(zip(orths, tags, deps, strict=True))
        found = list(map(known.get, keys))
        return [forms or known.get(keys[at]) or self._ask(doc[at], keys[at]) for at, forms in enumerate(found)]

    def _ask(self, token: Any, key: tuple[int, int, int]) -> tuple[str, str, str, str]:
        from spacy.tokens import Doc

        alone = Doc(self.vocab, words=[token.text], spaces=[False], tags=[token.tag_], deps=[token.dep_], heads=[0])
        self.lemmatizer(self.ruler(alone))
        if len(self.known) >= MOST_KEPT:
            self.known.clear()
        self.known[key] = forms = _forms(alone[0])
        return forms


def _forms(word: Any) -> tuple[str, str, str, str]:
    return word.lemma_, word.pos_, word.tag_, word.dep_
