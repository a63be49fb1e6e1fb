"""Transcripts: "Name: words", and speeches that open with the name of who gives them."""

from __future__ import annotations

import re

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, Passage

_LABEL_WORDS = 14
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
    """(first token, colon) of each label; the first label of a transcript must name a person."""
    out: list[TokenRange] = []
    known: set[str] = set()
    for token in passage.tokens:
        if not token.text.endswith(":") or passage.region[token.index] != -1:
            continue
        first = _label_start(passage, token.index)
        if first is None:
            continue
        words = passage.analysis.words(first, token.index)
        named = _names_person(passage, first, token.index) or (out and _is_name(passage, first, token.index))
        if named or words in known or _MARKER.match(words):
            known |= {words, words.split()[-1]}
            out.append((first, token.index))
    if len(out) == 1 and not _opens_paragraph(passage, *out[0]):
        return []
    return out if any(not _MARKER.match(passage.analysis.words(*label)) for label in out) else []


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
        if (tokens[i].pos in ("VERB", "AUX") and not depth) or passage.region[i] != -1:
            return None
        first = i
    else:
        return None
    begins = first < colon and tokens[first].text[0].isupper()
    follows = colon + 1 < len(tokens) and passage.paragraph(colon + 1) == paragraph
    quoted = colon + 1 < len(tokens) and colon + 1 in passage.mark_tokens
    return first if begins and follows and not quoted else None


def _names_person(passage: Passage, first: int, last: int) -> bool:
    tokens = passage.tokens
    return tokens[last - 1].pos == "PROPN" and any(tokens[i].entity == "PERSON" for i in range(first, last))


def _opens_paragraph(passage: Passage, first: int, last: int) -> bool:
    """Whether a lone label is the start of a paragraph and ends with a person's name; captions and headings are not."""
    starts = first == 0 or passage.paragraph(first - 1) != passage.paragraph(first)
    return starts and passage.tokens[last - 1].entity == "PERSON" and passage.tokens[first].pos == "PROPN"


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
