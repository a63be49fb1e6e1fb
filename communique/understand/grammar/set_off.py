"""Quotations without marks: those that a page sets off as a block, or that a colon at a paragraph's end leads up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from communique.lexicon.speech import Speech
from communique.record.document import Article, BlockKind
from communique.record.language import Analysis, Ranges, Sentence

_MARKS = frozenset("“„«»”\"‘’'`‚-–—•*")
_LEAST = 5
"""Tokens of a paragraph that may be a quotation; less is a heading."""
_MOST = 0.5
"""Share of the text that may be set off; more is the text itself, laid out so."""
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_Paragraph = Sequence[Sentence]


def find_set_off(article: Article, analysis: Analysis, speech: Speech) -> tuple[Ranges, ...]:
    """The paragraphs of each quotation without marks, in text order.

    What the page marks as a quotation is one behind a paragraph that ends with a colon. Where nothing is marked, the
    paragraph behind "X told parliament:" is one, up to the sentence in which the outlet reports again.
    """
    kinds = {block.start: block.kind for block in article.blocks}
    paragraphs = [list(group) for _, group in groupby(analysis.sentences, key=lambda s: s.paragraph)]
    out: list[Ranges] = []
    end = 0
    for number in range(1, len(paragraphs)):
        lead = paragraphs[number - 1][-1]
        if number < end or not analysis.tokens[lead.last - 1].text.endswith(":"):
            continue
        told, end = _marked(analysis, paragraphs, number, kinds), number + 1
        if told:
            end = number + len(told)
        elif kinds.get(_start(analysis, paragraphs[number]), "paragraph") == "paragraph" and _leads(
            analysis, lead, speech
        ):
            told = [_up_to_report(analysis, paragraphs[number], speech)]
        ranges = tuple(_range(analysis, p) for p in told if p)
        size = sum(b - a for a, b in ranges)
        if ranges and size <= _MOST * len(analysis.text) and _is_prose(analysis, told[0]):
            out.append(ranges)
    return tuple(out)


def _marked(
    analysis: Analysis, paragraphs: Sequence[_Paragraph], number: int, kinds: Mapping[int, BlockKind]
) -> list[_Paragraph]:
    """The paragraphs from `number` on that the page marks as quotations."""
    told: list[_Paragraph] = []
    for paragraph in paragraphs[number:]:
        if kinds.get(_start(analysis, paragraph)) != "quotation":
            break
        told.append(paragraph)
    return told


def _leads(analysis: Analysis, lead: Sentence, speech: Speech) -> bool:
    """Whether a sentence that ends with a colon tells that somebody said something, and not yet what."""
    verbs = [lead.root, *analysis.children(lead.root, "conj")]
    return any(
        analysis.tokens[verb].tag in _FINITE
        and analysis.tokens[verb].lemma.lower() in speech.words["setting_off"]
        and bool(analysis.children(verb, "nsubj") or analysis.children(lead.root, "nsubj"))
        and not any(k > verb for k in analysis.children(verb, "ccomp"))
        for verb in verbs
    )


def _up_to_report(analysis: Analysis, paragraph: _Paragraph, speech: Speech) -> _Paragraph:
    """The sentences before the first one in which somebody else than "I" or "we" says something."""
    for number, sentence in enumerate(paragraph):
        root = analysis.tokens[sentence.root]
        subjects = {analysis.tokens[k].lower for k in analysis.children(sentence.root, "nsubj")}
        reports = root.tag in _FINITE and root.lemma.lower() in speech.clause
        if reports and subjects and subjects.isdisjoint(("i", "we")):
            return paragraph[:number]
    return paragraph


def _is_prose(analysis: Analysis, paragraph: _Paragraph) -> bool:
    """Whether words are sentences without quotation marks around them, and no item of a list."""
    tokens = analysis.tokens[paragraph[0].first : paragraph[-1].last]
    opens = tokens[0].text[0]
    if len(tokens) < _LEAST or any(t.text.endswith(":") for t in tokens[:_LEAST]):
        return False
    return opens not in _MARKS and opens.isupper() and tokens[-1].text[-1] in ".?!…"


def _start(analysis: Analysis, paragraph: _Paragraph) -> int:
    return analysis.tokens[paragraph[0].first].start


def _range(analysis: Analysis, paragraph: _Paragraph) -> tuple[int, int]:
    return _start(analysis, paragraph), analysis.tokens[paragraph[-1].last - 1].end
