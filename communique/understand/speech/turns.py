"""Transcripts: "Name: words", and speeches that open with the name of who gives them.

What capitals alone tell of a transcript, without a parse, stands in `speech/transcripts.py`.
"""

from __future__ import annotations

from collections import Counter

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, Passage
from communique.understand.speech.transcripts import is_transcript

_LABEL_WORDS = 14
_LINKS = frozenset(("ADP", "SCONJ", "CCONJ"))  # "In a demonstration of X: ..." is no label
_CLOSES = frozenset('.?!:;”"')
_HEADING = 4
"""Lines before a speech: name and office of the speaker, place, occasion."""


def find_turns(passage: Passage) -> list[Attribution]:
    """One direct attribution without cue a turn, from its label to the next one or the end of the text."""
    labels = _labels(passage)
    if not labels:
        return _speech(passage)
    ends = [first for first, _ in labels[1:]] + [len(passage.tokens)]
    out, tokens = [], passage.tokens
    for (first, colon), end in zip(labels, ends, strict=True):
        content = _content(passage, colon + 1, end)
        if content is not None:
            remark = next((i for i in range(first + 1, colon) if tokens[i].text == "("), colon)
            out.append(Attribution((first, remark), None, (content,), "turn"))
    return out


def _speech(passage: Passage) -> list[Attribution]:
    """Remarks under a line with the name of who gave them ("Ann Example, Minister of Trade")."""
    heading, opening = find_byline(passage)
    if heading is None or not _spoken(passage, *opening):
        return []
    return [Attribution(heading, None, ((opening[0], len(passage.tokens)),), "turn")]


def find_byline(passage: Passage) -> tuple[TokenRange | None, TokenRange]:
    """The name in the lines over a text that say whose words it is, and the first paragraph of the text itself."""
    heading: TokenRange | None = None
    for first, last in _paragraphs(passage, _HEADING + 1):
        if passage.tokens[last - 1].text[-1] in _CLOSES:
            return heading, (first, last)
        if heading is None and (ends := _bylined(passage, first, last)) is not None:
            heading = (first, ends)
    return None, (0, 0)


def _paragraphs(passage: Passage, most: int) -> list[TokenRange]:
    """The token ranges of the first paragraphs."""
    out: list[TokenRange] = []
    for sentence in passage.analysis.sentences:
        if out and passage.paragraph(out[-1][0]) == sentence.paragraph:
            out[-1] = (out[-1][0], sentence.last)
        elif len(out) == most:
            break
        else:
            out.append((sentence.first, sentence.last))
    return out


def _bylined(passage: Passage, first: int, last: int) -> int | None:
    """Where the name ends that opens a line, if it is a person's."""
    end = first
    while end < last and passage.tokens[end].entity == "PERSON":
        end += 1
    return end if end > first + 1 and (end == last or passage.tokens[end].text == ",") else None


def _spoken(passage: Passage, first: int, last: int) -> bool:
    """Whether a speech opens so: with a greeting, or with "I" and "you"; a written statement does not."""
    words = [t.lower for t in passage.tokens[first:last] if passage.region[t.index] == -1]
    return bool({"i", "you"} & set(words) or passage.speech.words["greetings"] & set(words[:1]))


def _labels(passage: Passage) -> list[TokenRange]:
    """(first token, colon) of each label: names and titles before a colon, once the text shows itself a transcript."""
    spots = [
        (first, token.index)
        for token in passage.tokens
        if token.text.endswith(":")
        and passage.region[token.index] == -1
        and (first := _label_start(passage, token.index)) is not None
    ]
    words = {s: passage.analysis.words(*s) for s in spots}
    ends = Counter(passage.tokens[colon - 1].text for _, colon in spots)
    spots = [
        s
        for s in spots
        if not _is_alone(passage, *s) or is_marker(passage, *s) or ends[passage.tokens[s[1] - 1].text] > 1
    ]
    persons = {s for s in spots if _names_person(passage, *s)}
    names = [s for s in spots if _is_name(passage, *s) and _opens_paragraph(passage, *s)]
    voices = [words[s] for s in (*names, *(s for s in spots if is_marker(passage, *s)))]
    if not persons and not is_transcript(voices):
        return []
    again = Counter(words[s] for s in spots if s[1] - s[0] == 1 and _opens_paragraph(passage, *s))
    names += [s for s in spots if again[words[s]] > 1]
    known = {word for s in (*persons, *names) for word in (words[s], passage.tokens[s[1] - 1].text)}
    labels = [s for s in spots if s in persons or _is_name(passage, *s) or words[s] in known or is_marker(passage, *s)]
    lone = len(labels) == 1 and not (_opens_paragraph(passage, *labels[0]) and persons)
    return [] if lone else labels


def is_marker(passage: Passage, first: int, last: int) -> bool:
    """ "Question", "Q", "JOURNALIST 2": a turn of somebody whom the transcript does not name."""
    counted = last - first > 1 and passage.tokens[last - 1].text.isdigit()
    return passage.analysis.words(first, last - counted).lower() in passage.speech.words["unnamed"]


def _is_alone(passage: Passage, first: int, colon: int) -> bool:
    """Whether a label is a line of its own, over what was said."""
    return colon + 1 < len(passage.tokens) and passage.opens_paragraph(colon + 1)


def _label_start(passage: Passage, colon: int) -> int | None:
    """Where a label before the colon begins: at a paragraph's or a sentence's start, without a verb, in capitals."""
    tokens = passage.tokens
    paragraph = passage.paragraph(colon)
    first, depth = colon, int(tokens[colon].text.startswith(")"))
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
    word, captions = tokens[colon - 1].lower, passage.speech.words["captions"]
    if word in captions or word.removesuffix("s") in captions:
        return None
    begins = first < colon and tokens[first].text[0].isupper() and tokens[first].pos not in _LINKS
    capitals = passage.opens_paragraph(first) and passage.analysis.words(first, colon).isupper()
    follows = colon + 1 < len(tokens) and (capitals or passage.paragraph(colon + 1) == paragraph)
    quoted = colon + 1 < len(tokens) and colon + 1 in passage.mark_tokens
    return first if begins and follows and not quoted else None


def _names_person(passage: Passage, first: int, last: int) -> bool:
    tokens = passage.tokens
    return tokens[last - 1].pos == "PROPN" and any(tokens[i].entity == "PERSON" for i in range(first, last))


def _opens_paragraph(passage: Passage, first: int, last: int) -> bool:
    """Whether a label stands at the start of a paragraph and begins with a name; captions and headings do not."""
    return (
        passage.opens_paragraph(first)
        and passage.tokens[first].pos == "PROPN"
        and passage.tokens[last - 1].pos == "PROPN"
    )


def _is_name(passage: Passage, first: int, last: int) -> bool:
    """Whether a label in a transcript is made of names and titles alone, whatever the tagger takes them for."""
    ends = next(
        (i for i in range(first, last) if passage.tokens[i].text.endswith("(") or "(" in passage.tokens[i].text), last
    )
    words = [t for t in passage.tokens[first:ends] if t.text[0].isalpha()]
    return len(words) > 1 and all(t.text[0].isupper() or t.lower in ("of", "the", "for", "and") for t in words)


def _content(passage: Passage, first: int, last: int) -> TokenRange | None:
    tokens = passage.tokens
    while last > first and (
        tokens[last - 1].text.startswith(("*", "<", ">", "…")) or tokens[last - 1].text in ("[", "]")
    ):
        last -= 1
    return (first, last) if last > first else None
