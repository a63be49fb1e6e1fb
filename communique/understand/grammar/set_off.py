"""Quotations without marks: those that a page sets off as a block, or that a colon at a paragraph's end leads up to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile

from communique.lexicon.speech import Speech
from communique.record.document import Article, Block
from communique.record.language import Analysis, Ranges, Sentence

DASHES = frozenset("-–—")
_MARKS = frozenset("“„«»”\"‘’'`‚•*") | DASHES
_ELEMENT = re.compile(r".*/blockquote(?:\[\d+\])?(?=/|$)")
_LEAST = 5
"""Tokens of a paragraph that may be a quotation; less is a heading."""
_MOST = 0.5
"""Share of the text that may be set off; more is the text itself, laid out so."""
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_POINTING = frozenset(("this", "following"))
_Paragraph = Sequence[Sentence]


def find_set_off(article: Article, analysis: Analysis, speech: Speech) -> tuple[Ranges, ...]:
    """The paragraphs of each quotation without marks, in text order.

    What the page marks as a quotation is one where the paragraph before leads up to it with a colon, or where a dash
    and a name end it, as they end a post. Where nothing is marked, the paragraph behind "X told parliament:" is one, up
    to the sentence in which the outlet reports again.
    """
    if ":\n" not in article.text and not any(block.kind == "quotation" for block in article.blocks):
        return ()
    blocks = {block.start: block for block in article.blocks}
    paragraphs = [list(group) for _, group in groupby(analysis.sentences, key=lambda s: s.paragraph)]
    out: list[Ranges] = []
    end = 0
    for number, paragraph in enumerate(paragraphs):
        if number < end:
            continue
        lead = paragraphs[number - 1][-1] if number else None
        told = _marked(analysis, paragraphs[number:], blocks)
        marked, signed = bool(told), _signature(analysis, told)
        end = number + (max(1, len(told)) if signed is None else signed + 1)
        leads = lead is not None and _leads(analysis, lead, speech, marked=marked)
        if not leads and signed is None:
            continue
        if not marked:
            told = [_up_to_report(analysis, paragraph, speech)] if _is_plain(analysis, paragraph, blocks) else []
        told = told[:signed]
        ranges = tuple(_range(analysis, p) for p in told if p)
        whole = sum(b - a for a, b in ranges) > _MOST * len(analysis.text)
        if ranges and not whole and _is_prose(analysis, told[0], ends=not marked):
            out.append(ranges)
    return tuple(out)


def _marked(analysis: Analysis, paragraphs: Sequence[_Paragraph], blocks: Mapping[int, Block]) -> list[_Paragraph]:
    """The paragraphs from the first on that the page marks as one quotation."""

    def element(paragraph: _Paragraph) -> str | None:
        block = blocks.get(_start(analysis, paragraph))
        if block is None or block.kind != "quotation":
            return None
        found = _ELEMENT.match(block.origin)
        return found.group() if found else ""  # a line, or words beside the elements of the page

    first = element(paragraphs[0])
    return [] if first is None else list(takewhile(lambda p: element(p) in (first, ""), paragraphs))


def _is_plain(analysis: Analysis, paragraph: _Paragraph, blocks: Mapping[int, Block]) -> bool:
    block = blocks.get(_start(analysis, paragraph))
    return block is None or block.kind == "paragraph"


def _signature(analysis: Analysis, told: Sequence[_Paragraph]) -> int | None:
    """The number of the first paragraph behind others that is a dash and a name."""
    for number, paragraph in enumerate(told[1:], 1):
        tokens = analysis.tokens[paragraph[0].first : paragraph[0].first + _LEAST]
        if tokens[0].text in DASHES and any(t.pos == "PROPN" for t in tokens[1:]):
            return number
    return None


def _leads(analysis: Analysis, lead: Sentence, speech: Speech, *, marked: bool = False) -> bool:
    """Whether a sentence that ends with a colon tells that somebody said something, and not yet what; before words that
    the page `marked` any word of speech will do."""
    tokens = analysis.tokens
    if not tokens[lead.last - 1].text.endswith((":", "…", "...") if marked else ":"):
        return False
    if marked:
        words = {t.lemma.lower() for t in tokens[lead.first : lead.last]}
        return not words.isdisjoint(speech.cues | speech.saying | speech.setting | speech.words["issued"])
    verbs = [lead.root, *analysis.children(lead.root, "conj")]
    return any(
        tokens[verb].tag in _FINITE
        and tokens[verb].lemma.lower() in speech.words["setting_off"]
        and bool(analysis.children(verb, "nsubj") or analysis.children(lead.root, "nsubj"))
        and not any(k > verb for k in analysis.children(verb, "ccomp"))
        and not _says_of_thing(analysis, verb, speech)
        for verb in verbs
    )


def _says_of_thing(analysis: Analysis, verb: int, speech: Speech) -> bool:
    """ "Tweeted the transcript:", "wrote letters:"; not "told the chamber:", "denied the charges:", "said this:"."""
    if analysis.tokens[verb].lemma.lower() in speech.words["hearing"] | speech.words["contesting"]:
        return False
    return any(analysis.tokens[k].lower not in _POINTING for k in analysis.children(verb, "dobj"))


def _up_to_report(analysis: Analysis, paragraph: _Paragraph, speech: Speech) -> _Paragraph:
    """The sentences before the first one in which somebody else than "I" or "we" says something."""
    for number, sentence in enumerate(paragraph):
        root = analysis.tokens[sentence.root]
        subjects = {analysis.tokens[k].lower for k in analysis.children(sentence.root, "nsubj")}
        reports = root.tag in _FINITE and root.lemma.lower() in speech.clause
        if reports and subjects and subjects.isdisjoint(("i", "we")):
            return paragraph[:number]
    return paragraph


def _is_prose(analysis: Analysis, paragraph: _Paragraph, *, ends: bool) -> bool:
    """Whether words are sentences without quotation marks around them, and no item of a list; `ends`: with a sign at
    their end, which posts lack."""
    tokens = analysis.tokens[paragraph[0].first : paragraph[-1].last]
    opens = tokens[0].text[0]
    if len(tokens) < _LEAST or any(t.text.endswith(":") for t in tokens[:_LEAST]):
        return False
    return opens not in _MARKS and opens.isupper() and (not ends or tokens[-1].text[-1] in ".?!…")


def _start(analysis: Analysis, paragraph: _Paragraph) -> int:
    return analysis.tokens[paragraph[0].first].start


def _range(analysis: Analysis, paragraph: _Paragraph) -> tuple[int, int]:
    return _start(analysis, paragraph), analysis.tokens[paragraph[-1].last - 1].end
