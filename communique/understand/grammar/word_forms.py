"""Part of speech, morphology and lemma of each word, remembered; an NLP component of our own.

The library's attribute ruler and lemmatizer look at a word, its tag and its dependency, and only in a few patterns at
the word beside it. So what they say of one such word holds for every other: it is asked once and kept. Texts in which
one of those few patterns can begin go through the library's own components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME: Final = "word_forms"
MOST_KEPT: Final = 200_000  # words; about 40 MB


class WordForms:
    """A pipeline component in the place of `attribute_ruler` and `lemmatizer`, with the same results."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        self.ruler: Any = nlp.get_pipe("attribute_ruler")
        self.lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self.known: dict[tuple[int, int, int], tuple[int, Any, int]] = {}
        self.openers, self.opening_deps = self._openers()

    def _openers(self) -> tuple[frozenset[int], frozenset[int]]:
        """Words and dependencies at which a pattern of several words can begin, as the vocabulary numbers them."""
        words, deps = set(), set()
        for rule in self.ruler.patterns:
            for pattern in rule["patterns"]:
                if len(pattern) == 1:
                    continue
                first = pattern[0]
                word = first.get("LOWER")
                if isinstance(word, str):
                    words.add(word)
                elif word is not None:
                    words.update(w for w in self._spelt(word))
                elif isinstance(first.get("DEP"), str):
                    deps.add(first["DEP"])
                else:
                    raise ValueError(f"a pattern of the attribute ruler that begins with {first} is not understood")
        strings = self.vocab.strings
        return frozenset(map(strings.add, words)), frozenset(map(strings.add, deps))

    def _spelt(self, word: dict[str, Any]) -> list[str]:
        """The words of {"IN": [...]} and of a regular expression with one optional sign at its end."""
        if "IN" in word:
            return list(word["IN"])
        stem = word["REGEX"].removeprefix("^").removesuffix("$")
        if stem.endswith("'?"):
            return [stem[:-2], stem[:-1]]
        raise ValueError(f"a pattern of the attribute ruler that begins with {word} is not understood")

    def __call__(self, doc: Doc) -> Doc:
        openers, opening, known = self.openers, self.opening_deps, self.known
        if any(token.lower in openers or token.dep in opening for token in doc):
            return self.lemmatizer(self.ruler(doc))  # type: ignore[no-any-return]
        word: Any
        for word in doc:
            key = (word.orth, word.tag, word.dep)
            forms = known.get(key)
            if forms is None:
                forms = self._ask(word)
            word.pos, word.lemma = forms[0], forms[2]
            word.set_morph(forms[1])
        return doc

    def _ask(self, token: Any) -> tuple[int, Any, int]:
        from spacy.tokens import Doc

        alone = Doc(self.vocab, words=[token.text], spaces=[False], tags=[token.tag_], deps=[token.dep_], heads=[0])
        self.lemmatizer(self.ruler(alone))
        if len(self.known) >= MOST_KEPT:
            self.known.clear()
        word: Any = alone[0]
        forms = (word.pos, word.morph.key, word.lemma)
        self.known[token.orth, token.tag, token.dep] = forms
        return forms
