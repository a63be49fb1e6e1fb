"""Clean-up of candidates: ends of content, quotations taken whole, cues and sources kept out."""

from __future__ import annotations

from dataclasses import replace

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, SIGNS, Passage, Quoted
from communique.understand.speech.glosses import before_the_outlet, without_remarks
from communique.understand.speech.settings import past_day, without_circumstance

_TRAILING = frozenset(("and", "but", "or", "while", "as", "well", "not"))
_DASHES = frozenset(("-", "–", "—"))
_PLACE = 3
"""Tokens of the place in a dateline: "NEW YORK CITY:"."""
_LEADING = frozenset(("that", "and", "but"))


def clean_bounds(passage: Passage, found: Attribution) -> Attribution | None:
    """The attribution with tidy content, or None when nothing of it is left."""
    spans: list[TokenRange] = []
    for span in without_circumstance(passage, found):
        for tidy in _tidy(passage, found, span):
            spans += _without_editors(passage, tidy)
    content = _joined(spans)
    return replace(found, content=content) if content else None


def _tidy(passage: Passage, found: Attribution, span: TokenRange) -> list[TokenRange]:
    if found.origin in ("quoted", "carried", "turn"):
        return [span]
    first, last = _past_dateline(passage, span[0]), span[1]
    region = passage.region[found.head] if found.head is not None else -1
    if region >= 0:
        quote = passage.by_index[region]
        first, last = max(first, quote.first), min(last, quote.last)
    first, last = _whole_quotes(passage, *past_day(passage, found, (first, last)), region)
    last = _into_quotation(passage, found, first, last)
    trimmed = _ends(passage, first, before_the_outlet(passage, found, first, last))
    return without_remarks(passage, found, trimmed) if trimmed is not None else []


def _past_dateline(passage: Passage, first: int) -> int:
    """The first token behind the place that the text opens with: "OSLO: The port is shut, X said"."""
    tokens = passage.tokens
    if passage.paragraph(first) != passage.paragraph(0) or passage.analysis.sentence_of(first).first != first:
        return first
    at = first
    while at < len(tokens) - 1 and (tokens[at].text.isupper() and tokens[at].text.isalpha()):
        at += 1
    return at + 1 if first < at <= first + _PLACE and tokens[at].text == ":" else first


def _without_editors(passage: Passage, span: TokenRange) -> list[TokenRange]:
    """The span without what editors put into other people's words: "it works here (in Ukraine - ed.)"."""
    words = [t.lower for t in passage.tokens[span[0] : span[1]]]
    if ")" not in words:
        return [span]
    out, first = [], 0
    for close in (i for i, word in enumerate(words) if word == ")"):
        before = [i for i in range(max(first, close - 3), close) if words[i].strip(".") == "ed"]
        opened = max((i for i in range(first, close) if words[i] == "("), default=None)
        if opened is None or not before or words[before[-1] - 1] not in _DASHES:
            continue
        out.append((span[0] + first, span[0] + opened))
        first = close + 2 if words[close + 1 : close + 2] == [","] else close + 1
    out.append((span[0] + first, span[1]))
    return [(a, b) for a, b in out if a < b]


def _whole_quotes(passage: Passage, first: int, last: int, region: int) -> TokenRange:
    """The range stretched over quotations that it cuts; quotations around the cue itself are left alone."""
    for edge in (first, last - 1):
        if not 0 <= edge < len(passage.tokens):
            continue
        quote = _outermost(passage, edge, region)
        if quote is not None:
            first, last = min(first, quote.first), max(last, quote.last)
    return first, last


def _into_quotation(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """The end of content behind its cue with the quotation that follows without a sign between: nobody will go "for
    that reason alone" (the parse hangs it elsewhere)."""
    tokens = passage.tokens
    if found.head is None or not found.head < first < last < len(tokens) or last not in passage.mark_tokens:
        return last
    behind = passage.by_index.get(passage.region[last + 1]) if last + 1 < len(tokens) else None
    goes_on = behind is not None and behind.opened == last and tokens[last - 1].text[-1].isalnum()
    joined = goes_on and tokens[last + 1].text[0].islower() and tokens[last - 1].sentence == tokens[last + 1].sentence
    return behind.last if behind is not None and joined else last


def _outermost(passage: Passage, token: int, region: int) -> Quoted | None:
    """The outermost quotation around a token that lies inside `region`."""
    here, out = passage.region[token], None
    while here not in (-1, region):
        out = passage.by_index[here]
        here = out.parent
    return out


def _ends(passage: Passage, first: int, last: int) -> TokenRange | None:
    """Signs, marks and joining words taken off both ends; the signs of a quotation that ends the range stay."""
    tokens = passage.tokens
    trimmed = passage.trimmed(first, last)
    while trimmed is not None and tokens[trimmed[0]].lower in _LEADING:
        if passage.region[trimmed[0]] != -1 and trimmed[0] == passage.by_index[passage.region[trimmed[0]]].first:
            break
        if tokens[trimmed[0]].dep not in ("mark", "cc") and not _opens_clause(passage, trimmed[0]):
            break
        trimmed = passage.trimmed(trimmed[0] + 1, trimmed[1])
    while trimmed is not None and tokens[trimmed[1] - 1].lower in _TRAILING:
        if _denies(passage, trimmed[1] - 1) or _is_adverbial(passage, trimmed[1] - 1):
            break
        trimmed = passage.trimmed(trimmed[0], trimmed[1] - 1)
    if trimmed is None:
        return None
    words = [t.text for t in tokens[trimmed[0] : trimmed[1]]]
    after = trimmed[1] + 1 if trimmed[1] in passage.mark_tokens else trimmed[1]
    if words.count("(") > words.count(")") and after < len(tokens) and tokens[after].text == ")":
        return trimmed[0], after + 1
    quote = passage.by_index.get(passage.region[trimmed[1] - 1])
    if quote is not None and _only_signs(passage, trimmed[1], quote.last):
        return trimmed[0], quote.last
    return trimmed


def _opens_clause(passage: Passage, token: int) -> bool:
    """ "Told the envoy [that] the army was there": no pronoun, though the parse has it for one."""
    tokens = passage.tokens
    behind = tokens[token + 1].pos if token + 1 < len(tokens) else ""
    return tokens[token].text == "that" and behind in ("DET", "PROPN", "PRON")


def _denies(passage: Passage, token: int) -> bool:
    """ "That it had not": the last word denies the verb before it."""
    before = passage.tokens[token - 1]
    return passage.tokens[token].dep == "neg" and before.pos in ("AUX", "VERB") and passage.tokens[token].head < token


def _is_adverbial(passage: Passage, token: int) -> bool:
    """ "Talks went [well]", "lasted for a [while]": no joint to what comes next."""
    before, word = passage.tokens[token - 1], passage.tokens[token].lower
    return (word == "well" and before.lower != "as") or (word == "while" and before.pos in ("DET", "ADJ"))


def _only_signs(passage: Passage, first: int, last: int) -> bool:
    return all(passage.tokens[i].text in SIGNS | ENDS for i in range(first, last))


def _joined(spans: list[TokenRange]) -> tuple[TokenRange, ...]:
    """Spans in order, overlapping ones made one."""
    out: list[TokenRange] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return tuple(out)
