"""Whose a quotation without a verb of speech is: signed behind it, or led up to with a colon before it."""

from __future__ import annotations

from communique.understand.attribution.beside import gap_end, gap_start, is_sentence
from communique.understand.attribution.candidate import TokenRange
from communique.understand.attribution.passage import Passage, Quoted
from communique.understand.attribution.sources import owner_of_words, phrase_range

_NEAR = 14
"""Tokens of a signature behind a quotation."""
_IN_TITLES = frozenset(("of", "the", "for", "and", "to", "'s", "’s", ",", "-"))
_PERSONS = frozenset(("he", "she"))


def signature(passage: Passage, quote: Quoted) -> TokenRange | None:
    """Who signs a quotation that is a paragraph of its own: "We came to stay." — Anna Berg, President."""
    tokens, end = passage.tokens, gap_end(passage, quote)
    if end - quote.closed > _NEAR or quote.closed >= end or tokens[quote.closed].text not in ("–", "—", "-"):
        return None
    alone = quote.opened == 0 or passage.paragraph(quote.opened - 1) != passage.paragraph(quote.first)
    closes = end == len(tokens) or passage.paragraph(end) != passage.paragraph(quote.first)
    if not (alone and closes and is_sentence(passage, quote)):
        return None
    last = quote.closed + 1
    while last < end and tokens[last].pos == "PROPN":
        last += 1
    named = last > quote.closed + 1 and (last == end or tokens[last].text in (",", "("))
    acts = any(t.pos in ("VERB", "AUX") for t in tokens[last:end])
    return (quote.closed + 1, last) if named and not acts else None


def introduced(passage: Passage, quote: Quoted) -> TokenRange | None:
    """Who speaks where a colon leads up to a whole sentence: "X was blunt: "A."", "X's message was simple: "A."", "X:
    "A." "."""
    tokens, colon = passage.tokens, quote.opened - 1
    if colon < 1 or tokens[colon].text != ":" or not is_sentence(passage, quote):
        return None
    first = gap_start(passage, quote)
    verbs = [
        i for i in range(first, colon) if tokens[i].pos in ("VERB", "AUX") and passage.analysis.children(i, "nsubj")
    ]
    if not verbs:
        return _label(passage, first, colon)
    verb = verbs[-1]
    subject = passage.analysis.children(verb, "nsubj")[-1]
    # who brings up words that are not her own says nothing: "she held a sign: ..."
    if subject > verb or passage.lemma(verb) in passage.speech.words["taken_in"]:
        return None
    if (owner := owner_of_words(passage, subject)) is not None:
        return owner
    token = tokens[subject]
    if token.entity == "PERSON" or token.text.lower() in _PERSONS:
        return phrase_range(passage, subject, verb)
    return None


def _label(passage: Passage, first: int, colon: int) -> TokenRange | None:
    """A name with its title and nothing else before the colon, in a paragraph that so begins."""
    tokens = passage.tokens
    words = tokens[first:colon]
    opens = passage.opens_paragraph(first)
    tall = all(t.text[0].isupper() or t.text.lower() in _IN_TITLES for t in words)
    named = opens and tall and bool(words) and words[-1].pos == "PROPN" and words[-1].entity == "PERSON"
    return (first, colon) if named else None
