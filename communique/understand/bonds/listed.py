"""Deeds that a joint text lists behind a colon: "The two sides agreed: - to reopen the bridge; - to expand trade"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.record.language import Analysis, Sentence

_BULLETS = frozenset("-–—•*·○▪►o")  # "o": what is left of a round bullet


def listed_deeds(analysis: Analysis, cue: int, last_act: int | None) -> Iterator[tuple[int, int]]:
    """The deed and the first token of each infinitive in the paragraphs that follow the colon.

    `last_act`: the last deed told in the cue's own sentence ("affirmed their intention to work together:"); nothing
    where something else stands between it and the colon. "Agreed to:" opens a list of bare verbs.
    """
    tokens, here = analysis.tokens, analysis.sentence_of(cue)
    end = here.last - 1
    if tokens[end].text != ":" or end <= cue:
        return
    if last_act is not None and analysis.edges(last_act)[1] < end - 1:
        return
    bare = tokens[end - 1].text.lower() == "to"
    paragraph = here.paragraph
    for item in analysis.sentences[here.index + 1 :]:
        if item.paragraph == paragraph:
            continue  # the rest of the item before, or of the lead
        if all(_is_bullet(analysis, i) for i in range(item.first, item.last)):
            continue  # "2." taken for a sentence
        if item.paragraph > paragraph + 1 or (deed := _infinitive(analysis, item, bare)) is None:
            return
        paragraph = item.paragraph
        yield deed


def _infinitive(analysis: Analysis, item: Sentence, bare: bool) -> tuple[int, int] | None:
    """The verb of "- to reopen", "2. to actively support", in a list of bare verbs also of "reopen"."""
    tokens, first = analysis.tokens, item.first
    while first < item.last and _is_bullet(analysis, first):
        first += 1
    marked = first < item.last and tokens[first].text.lower() == "to"
    verb = first + marked
    while verb < item.last and tokens[verb].pos == "ADV":
        verb += 1
    if verb >= item.last or not (marked or bare) or tokens[verb].tag not in ("VB", "VBP"):
        return None
    return verb, first


def _is_bullet(analysis: Analysis, word: int) -> bool:
    token = analysis.tokens[word]
    return token.text in _BULLETS or token.pos in ("PUNCT", "SYM", "X") or token.text.rstrip(".)").isdigit()
