"""What events are about: the contexts of the PLOVER codebook, by the words of the sentence that tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from communique.record.language import Analysis


class ContextFinder:
    """Contexts sentence by sentence; each sentence is looked at once."""

    def __init__(self, analysis: Analysis, contexts: Mapping[str, tuple[str, ...]]) -> None:
        self.analysis, self.contexts = analysis, contexts
        self._found: dict[int, tuple[str, ...]] = {}

    def at(self, token: int) -> tuple[str, ...]:
        """The contexts of the sentence that holds a token, in alphabetical order."""
        sentence = self.analysis.sentence_of(token)
        if sentence.first not in self._found:
            tokens = self.analysis.tokens[sentence.first : sentence.last]
            words = [t.lemma.lower() for t in tokens]
            pairs = [f"{a} {b}" for a, b in pairwise(words)]
            found = {context for word in (*words, *pairs) for context in self.contexts.get(word, ())}
            self._found[sentence.first] = tuple(sorted(found))
        return self._found[sentence.first]
