"""Quotations with a cue of their own, pieces of one speech joined ("A," he said, "B" and "A," he said. "B."), and those
signed behind or led up to with a colon."""

from __future__ import annotations

from communique.understand.attribution.beside import (
    closing_sign,
    cue_after,
    cue_before,
    gap_end,
    gap_start,
    is_sentence,
    reports,
    said_before,
)
from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, Passage, Quoted
from communique.understand.attribution.sources import owner_of_words, phrase_range
from communique.understand.attribution.spread import tail_after
from communique.understand.grammar.set_off import signature

_SCARE = 3
"""Quotations of so many words or fewer are no statement unless a cue stands right beside them."""
_CUE_CLAUSE = 8
"""Tokens at the end of a sentence in which its cue stands: "..., he told reporters."."""

_NEAR = 14
"""Tokens of a signature behind a quotation."""
_IN_TITLES = frozenset(("of", "the", "for", "and", "to", "'s", "’s", ",", "-"))
_PERSONS = frozenset(("he", "she"))


def find_quoted(passage: Passage) -> list[Attribution]:
    """Attributions of quotations that have a cue of their own, pieces of one speech joined."""
    out: list[Attribution] = []
    taken: set[int] = set()
    for quote in passage.quotes:
        if quote.index in taken:
            continue
        behind = closing_sign(passage, quote) not in ".?!…"
        found = (
            (cue_after(passage, quote) or cue_before(passage, quote))
            if behind
            else cue_before(passage, quote) or cue_after(passage, quote)
        )
        if found is None:
            if (name := _signature(passage, quote) or _introduced(passage, quote)) is not None:
                out.append(Attribution(name, None, quote.parts, "quoted", None))
            continue
        verb, source = found
        pieces = _carried_on(passage, quote, verb, taken)
        content = tuple(part for piece in pieces for part in piece.parts)
        lead = _lead(passage, quote) if verb > quote.first else None
        if lead is not None and source is not None and lead <= source[0] < quote.first:
            continue  # the cue goes on with the clause around the quotation: X, who called Y "Z", said P
        if lead is not None:
            content = ((lead, content[0][1]), *content[1:], *tail_after(passage, verb))
        if verb < quote.first:
            content = (*said_before(passage, verb, quote), *content)
        taken |= {piece.index for piece in pieces}
        out.append(Attribution(source, (verb, verb + 1), content, "quoted", verb))
    return out


def _lead(passage: Passage, quote: Quoted) -> int | None:
    """Where the sentence begins of which the quotation is but the end: It was "a disgrace," he said."""
    tokens = passage.tokens
    paragraph, first = passage.paragraph(quote.first), quote.opened
    for i in range(quote.opened - 1, -1, -1):
        if i + 1 < len(tokens) and tokens[i].sentence != tokens[i + 1].sentence and tokens[i].text[-1] in ".?!":
            break
        ends = tokens[i].text in (*ENDS, ":") or (tokens[i].text[-1] in ".?!" and passage.region[i] != quote.parent)
        if passage.paragraph(i) != paragraph or (ends and tokens[i].pos in ("PUNCT", "SYM")):
            break
        if not passage.inside(i, quote.parent) and i not in passage.mark_tokens:
            break
        first = i
    span = passage.trimmed(first, quote.opened)
    if span is None or (tokens[quote.opened - 1].text == "," and not tokens[quote.first].text[0].islower()):
        return None
    if any(reports(passage, i) and passage.region[i] == quote.parent for i in range(*span)):
        return None
    return first + 1 if first in passage.mark_tokens else first


def _words(quote: Quoted) -> int:
    return quote.last - quote.first


def _carried_on(passage: Passage, quote: Quoted, verb: int, taken: set[int]) -> list[Quoted]:
    """The quotation and those that go on with it after the cue: "A," he said, "B" and "A," he said. "B."""
    pieces = [quote]
    if verb < quote.first:
        return pieces
    for other in passage.quotes[quote.index + 1 :]:
        if other.parent != quote.parent or other.index in taken:
            if other.parent == quote.parent:
                break
            continue
        if not _goes_on(passage, pieces[-1], other, verb):
            break
        pieces.append(other)
    return pieces


def _goes_on(passage: Passage, piece: Quoted, other: Quoted, verb: int) -> bool:
    """Whether nothing but the cue's clause stands between, in the same paragraph, and the next has no cue of its
    own.
    """
    tokens = passage.tokens
    if passage.paragraph(piece.last - 1) != passage.paragraph(other.first):
        return False
    between = [t.text for t in tokens[piece.closed : other.opened]]
    ends = sum(text in ENDS for text in between) or int(bool(between) and between[-1].endswith("."))
    if piece.last <= verb < other.opened:
        if ends > 1 or (ends == 1 and between[-1][-1] not in ENDS):
            return False
        if not between or (ends == 0 and between[-1] not in (",", "–", "—", ":", ";", "-")):
            return False
        if ends == 0 and _own_content(passage, verb, other):
            return False
    elif between:
        return False
    return cue_after(passage, other) is None and _whole(passage, other) and not _told_later(passage, other)


def _told_later(passage: Passage, quote: Quoted) -> bool:
    """Whether the sentence goes on behind the marks, and a cue at its end tells it all: "A" across the sea, X said."""
    tokens, last = passage.tokens, quote.closed
    if closing_sign(passage, quote) in ".?!…" or last >= len(tokens) or tokens[last].text in (*ENDS, ","):
        return False
    sentence = passage.analysis.sentence_of(last)
    near = range(max(last, sentence.last - _CUE_CLAUSE), sentence.last)
    return any(reports(passage, i) and passage.region[i] == quote.parent for i in near)


def _own_content(passage: Passage, verb: int, other: Quoted) -> bool:
    """Whether another cue stands between the cue and the next quotation ("he said, adding: ..."); a gerund with a
    preposition tells what the speaker did meanwhile ("he said, pointing at the map, ...").
    """
    cues = (t for t in passage.tokens[verb : other.opened] if passage.is_cue_verb(t) and t.index != verb)
    return any(t.tag != "VBG" or passage.tokens[t.index + 1].pos != "ADP" for t in cues)


def _whole(passage: Passage, quote: Quoted) -> bool:
    """Whether the quotation is more than a few borrowed words."""
    return _words(quote) > _SCARE or passage.tokens[quote.last - 1].text[-1] in ".?!"


def _signature(passage: Passage, quote: Quoted) -> TokenRange | None:
    """Who signs a quotation that is a paragraph of its own: "We came to stay." — Anna Berg, President; a post that the
    page sets off is signed in the next one."""
    tokens, end = passage.tokens, gap_end(passage, quote)
    if not quote.quote.marked and quote.closed < len(tokens):
        paragraph = passage.paragraph(quote.closed)
        beyond = (i for i in range(quote.closed, len(tokens)) if passage.paragraph(i) != paragraph)
        return signature(tokens, quote.closed, next(beyond, len(tokens)))
    if end - quote.closed > _NEAR:
        return None
    alone = quote.opened == 0 or passage.paragraph(quote.opened - 1) != passage.paragraph(quote.first)
    closes = end == len(tokens) or passage.paragraph(end) != passage.paragraph(quote.first)
    return signature(tokens, quote.closed, end) if alone and closes and is_sentence(passage, quote) else None


def _introduced(passage: Passage, quote: Quoted) -> TokenRange | None:
    """Who speaks where a colon leads up to a whole sentence: "X was blunt: "A."", "X's message was simple: "A."", "X:
    "A." "."""
    tokens, colon = passage.tokens, quote.opened - 1
    if colon < 1 or tokens[colon].text != ":" or not is_sentence(passage, quote):
        return None
    first = gap_start(passage, quote)
    verbs = [
        i
        for i in range(first, colon)
        if tokens[i].pos in ("VERB", "AUX")
        and passage.region[i] == quote.parent
        and passage.analysis.children(i, "nsubj")
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
    if token.entity == "PERSON" or token.lower in _PERSONS:
        return phrase_range(passage, subject, verb)
    return None


def _label(passage: Passage, first: int, colon: int) -> TokenRange | None:
    """A name with its title and nothing else before the colon, in a paragraph that so begins."""
    tokens = passage.tokens
    words = tokens[first:colon]
    opens = passage.opens_paragraph(first)
    tall = all(t.text[0].isupper() or t.lower in _IN_TITLES for t in words)
    named = opens and tall and bool(words) and words[-1].pos == "PROPN" and words[-1].entity == "PERSON"
    return (first, colon) if named else None
