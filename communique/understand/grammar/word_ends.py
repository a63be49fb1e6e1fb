"""Where a full stop ends a sentence and is no part of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ON = frozenset({"on", "via", "to", "from", "platform", "network"})  # before the name of a platform of one letter
_NAME = "communique_platform"


def part_platform(nlp: Language) -> None:
    """Take "X." apart in "she wrote on X.", not in "Francis X. Taylor", before anything else sees it."""
    nlp.add_pipe(_NAME, first=True)


@Language.component(_NAME)
def _part(doc: Doc) -> Doc:
    places: Any = (doc.to_array("ORTH") == doc.vocab.strings["X."]).nonzero()[0].tolist()
    found = [doc[i] for i in places if i > 0 and doc[i - 1].lower_ in _ON]
    if found:
        with doc.retokenize() as words:
            for token in found:
                words.split(token, ["X", "."], heads=[(token, 0), (token, 0)])
    return doc
