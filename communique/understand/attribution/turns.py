"""Transcripts: "Name: words", and speeches that open with the name of who gives them."""

from __future__ import annotations

import re

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, Passage

_LABEL_WORDS = 14
_LINKS = frozenset(("ADP", "SCONJ", "CCONJ"))  # "In a demonstration of X: ..." is no label
_VOICES = 2
"""Different names before colons that make a transcript where the tagger knows none of them as a person."""
_MARKER = re.compile(r"^(?:Q|Question|Answer|A|Moderator|Reporter|Journalist)$", re.I)


def find_turns(passage: Passage) -> list[Attribution]:
    """One direct attribution without cue a turn, from its label to the next one or the end of the text."""
    labels = _labels(passage)
    if not labels:
        return []
    ends = [first for first, _ in labels[1:]] + [len(passage.tokens)]
    out = []
    for (first, colon), end in zip(labels, ends, strict=True):
        content = _content(passage, colon + 1, end)
        if content is not None:
            out.append(Attribution((first, colon), None, (content,), "turn"))
    return out


def _labels(passage: Passage) -> list[TokenRange]:
    """(first token, colon) of each label: names and titles before a colon, once the text shows itself a transcript."""
    spots = [
        (first, token.index)
        for token in passage.tokens
        if token.text.endswith(":")
        and passage.region[token.index] == -1
        and (first := _label_start(passage, token.index)) is not None
    ]
    persons = {s for s in spots if _names_person(passage, *s)}
    names = [s for s in spots if _is_name(passage, *s) and _opens_paragraph(passage, *s)]
    if not persons and len({passage.analysis.words(*s) for s in names}) < _VOICES:
        return []
    known = {word for s in (*persons, *names) for word in (passage.analysis.words(*s), passage.tokens[s[1] - 1].text)}
    labels = [
        s
        for s in spots
        if s in persons or _is_name(passage, *s) or passage.analysis.words(*s) in known or _is_marker(passage, *s)
    ]
    lone = len(labels) == 1 and not (_opens_paragraph(passage, *labels[0]) and persons)
    return [] if lone else labels


def _is_marker(passage: Passage, first: int, last: int) -> bool:
    return _MARKER.match(passage.analysis.words(first, last)) is not None


def _label_start(passage: Passage, colon: int) -> int | None:
    """Where a label before the colon begins: at a paragraph's or a sentence's start, without a verb, in capitals."""
    tokens = passage.tokens
    paragraph = passage.paragraph(colon)
    first, depth = colon, 0
    for i in range(colon - 1, max(-1, colon - 1 - _LABEL_WORDS), -1):
        if (
            passage.paragraph(i) != paragraph
            or tokens[i].text in ENDS
            or tokens[i].text.startswith(("*", "<", ">", "…"))
        ):
            break
        depth += (tokens[i].text == ")") - (tokens[i].text == "(")
        if (tokens[i].pos in ("VERB", "AUX") and tokens[i].text[0].islower() and not depth) or passage.region[i] != -1:
            return None
        first = i
    else:
        if first > 0:
            return None
    begins = first < colon and tokens[first].text[0].isupper() and tokens[first].pos not in _LINKS
    follows = colon + 1 < len(tokens) and passage.paragraph(colon + 1) == paragraph
    quoted = colon + 1 < len(tokens) and colon + 1 in passage.mark_tokens
    return first if begins and follows and not quoted else None


def _names_person(passage: Passage, first: int, last: int) -> bool:
    tokens = passage.tokens
    return tokens[last - 1].pos == "PROPN" and any(tokens[i].entity == "PERSON" for i in range(first, last))


def _opens_paragraph(passage: Passage, first: int, last: int) -> bool:
    """Whether a label stands at the start of a paragraph and begins with a name; captions and headings do not."""
    starts = first == 0 or passage.paragraph(first - 1) != passage.paragraph(first)
    return starts and passage.tokens[first].pos == "PROPN" and passage.tokens[last - 1].pos == "PROPN"


def _is_name(passage: Passage, first: int, last: int) -> bool:
    """Whether a label in a transcript is made of names and titles alone, whatever the tagger takes them for."""
    ends = next(
        (i for i in range(first, last) if passage.tokens[i].text.endswith("(") or "(" in passage.tokens[i].text), last
    )
    words = [t for t in passage.tokens[first:ends] if t.text[0].isalpha()]
    return len(words) > 1 and all(t.text[0].isupper() or t.text.lower() in ("of", "the", "for", "and") for t in words)


def _content(passage: Passage, first: int, last: int) -> TokenRange | None:
    tokens = passage.tokens
    while last > first and (
        tokens[last - 1].text.startswith(("*", "<", ">", "…")) or tokens[last - 1].text in ("[", "]")
    ):
        last -= 1
    return (first, last) if last > first else None
