"""Clean-up of candidates: ends of content, quotations taken whole, cues and sources kept out."""

from __future__ import annotations

from dataclasses import replace

from communique.understand.attribution.candidate import Attribution, TokenRange
from communique.understand.attribution.passage import ENDS, SIGNS, Passage, Quoted

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD", "VB"))
_FIGURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"))
_SUMMARIES = frozenset(
    ("accusation", "allegation", "assertion", "charge", "claim", "condition", "decision", "demand", "gesture", "idea",
     "move", "offer", "pledge", "promise", "proposal", "prospect", "remark", "step", "suggestion", "threat", "view",
     "warning")
)  # fmt: skip
_CONCESSIONS = frozenset(("although", "though", "but", "without"))
_PAUSES = frozenset((",", "-", "–", "—"))
_OPENS_APPOSITION = frozenset(("a", "an", "the", "one", "still"))
_TRAILING = frozenset(("and", "but", "or", "while", "as", "well", "not"))
_LEADING = frozenset(("that", "and", "but"))


def clean_bounds(passage: Passage, found: Attribution) -> Attribution | None:
    """The attribution with tidy content, or None when nothing of it is left."""
    spans: list[TokenRange] = []
    for span in found.content:
        spans += _tidy(passage, found, span)
    content = _joined(spans)
    return replace(found, content=content) if content else None


def _tidy(passage: Passage, found: Attribution, span: TokenRange) -> list[TokenRange]:
    if found.origin in ("quoted", "carried", "turn"):
        return [span]
    first, last = span
    region = passage.region[found.head] if found.head is not None else -1
    if region >= 0:
        quote = passage.by_index[region]
        first, last = max(first, quote.first), min(last, quote.last)
    first, last = _whole_quotes(passage, first, last, region)
    last = _before_second_source(passage, first, last, region)
    last = _before_silence(passage, first, last, region)
    last = _before_own_cue(passage, found, first, last)
    trimmed = _ends(passage, first, _before_summary(passage, first, last, region))
    if trimmed is None:
        return []
    return [
        s for part in _without_glosses(passage, trimmed, region) for s in _without_appositions(passage, part, region)
    ]


def _before_second_source(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet names whom it has that from: "urged them to wait, according to X"."""
    tokens = passage.tokens
    for i in range(first + 2, last - 2):
        if tokens[i].text.lower() != "according" or passage.region[i] != region or tokens[i + 1].text.lower() != "to":
            continue
        told = [k for k in passage.analysis.children(i + 1, "pobj") if passage.lemma(k) not in passage.speech.norms]
        if told and passage.analysis.edges(told[0])[1] >= last - 2:
            return i
    return last


def _before_silence(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet tells what was not said: "..., although she did not say when"."""
    tokens = passage.tokens
    for i in range(first + 2, last - 3):
        if tokens[i].text.lower() not in _CONCESSIONS or passage.region[i] != region or tokens[i - 1].text != ",":
            continue
        verb = tokens[i].head
        unsaid = passage.analysis.children(verb, "neg") and passage.is_cue_verb(tokens[verb])
        if verb > i and unsaid and any(tokens[k].pos == "PRON" for k in passage.analysis.children(verb, "nsubj")):
            return i - 1
    return last


def _before_own_cue(passage: Passage, found: Attribution, first: int, last: int) -> int:
    """Where the content ends before a colon behind which another cue goes on: "denied it: the paper, she said, ..."."""
    tokens, cue = passage.tokens, found.head
    if cue is None or cue > first:
        return last
    colon = next((i for i in range(first + 1, last) if tokens[i].text == ":" and passage.region[i] == -1), last)
    inserted = any(
        passage.is_cue_verb(tokens[i]) and tokens[i - 1].pos == "PRON" and tokens[i - 2].text == ","
        for i in range(colon + 3, last)
    )
    return colon if inserted else last


def _before_summary(passage: Passage, first: int, last: int, region: int) -> int:
    """Where the content ends before the outlet sums it up: "offered to host it, an offer that was accepted"."""
    tokens = passage.tokens
    for i in range(first + 2, last - 3):
        if tokens[i].text != "," or passage.region[i] != region or tokens[i + 1].text.lower() not in ("a", "an"):
            continue
        noun = i + 2 if tokens[i + 2].pos != "ADJ" else i + 3
        goes_on = noun + 1 < last and tokens[noun + 1].text.lower() in ("that", "which")
        if goes_on and tokens[noun].lemma.lower() in _SUMMARIES:
            return i
    return last


def _without_glosses(passage: Passage, span: TokenRange, region: int) -> list[TokenRange]:
    """The span without the outlet's own glosses: a clause with *which* or *where* behind a comma that gives figures or
    dates ("..., which has an unemployment rate of 20 per cent,")."""
    tokens, out, start = passage.tokens, [], span[0]
    for i in range(span[0] + 1, span[1]):
        if i < start or not _may_gloss(passage, i) or passage.region[i] != region:
            continue
        clause = _relative(passage, i)
        if clause is None or tokens[clause[0] - 1].text != "," or clause[0] <= span[0]:
            continue
        last = min(clause[1], span[1])
        if any(
            tokens[k].text.lower() == "had" or (tokens[k].text.lower() == "to" and tokens[k - 1].lemma == "be")
            for k in range(i, last)
        ):
            continue
        if tokens[i].text.lower() in ("where", "when") or any(
            tokens[k].entity in _FIGURES and (tokens[k].entity == "DATE" or tokens[k].text[0].isdigit())
            for k in range(i, last)
        ):
            out.append((start, clause[0] - 1))
            start = last + 1 if last < span[1] and tokens[last].text == "," else last
    if start == span[0] or any(tokens[k].tag in _FINITE for k in range(start, span[1])):
        out.append((start, span[1]))
    return [t for a, b in out if (t := passage.trimmed(a, b)) is not None and t[1] - t[0] > 1] or [span]


def _without_appositions(passage: Passage, span: TokenRange, region: int) -> list[TokenRange]:
    """The span without what the outlet says of a name behind it: "to meet Ann Example, the deputy minister"."""
    tokens, out, start = passage.tokens, [], span[0]
    for i in range(span[0] + 2, span[1]):
        if (
            tokens[i].dep != "appos"
            or i < start
            or passage.region[i] != region
            or tokens[tokens[i].head].pos != "PROPN"
        ):
            continue
        left, right = passage.analysis.edges(i)
        if (
            left <= start + 1
            or tokens[left - 1].text not in _PAUSES
            or tokens[left].text.lower() not in _OPENS_APPOSITION
        ):
            continue
        out.append((start, left - 1))
        start = next((k for k in range(right + 1, span[1]) if tokens[k].text in _PAUSES), span[1])
    out.append((start, span[1]))
    return [t for a, b in out if (t := passage.trimmed(a, b)) is not None]


def _may_gloss(passage: Passage, pronoun: int) -> bool:
    """ "Which", "where", and "when" behind a date."""
    tokens = passage.tokens
    if tokens[pronoun].text.lower() == "when":
        return pronoun > 1 and tokens[pronoun - 1].text == "," and tokens[pronoun - 2].entity == "DATE"
    return tokens[pronoun].text.lower() in ("which", "where")


def _relative(passage: Passage, pronoun: int) -> TokenRange | None:
    """The relative clause that a pronoun belongs to."""
    for above in passage.analysis.ancestors(pronoun):
        if passage.tokens[above].dep == "relcl":
            left, right = passage.analysis.edges(above)
            return (left, right + 1) if left <= pronoun else None
    return None


def _whole_quotes(passage: Passage, first: int, last: int, region: int) -> TokenRange:
    """The range stretched over quotations that it cuts; quotations around the cue itself are left alone."""
    for edge in (first, last - 1):
        if not 0 <= edge < len(passage.tokens):
            continue
        quote = _outermost(passage, edge, region)
        if quote is not None:
            first, last = min(first, quote.first), max(last, quote.last)
    return first, last


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
    while trimmed is not None and tokens[trimmed[0]].text.lower() in _LEADING:
        if passage.region[trimmed[0]] != -1 and trimmed[0] == passage.by_index[passage.region[trimmed[0]]].first:
            break
        if tokens[trimmed[0]].dep not in ("mark", "cc"):
            break
        trimmed = passage.trimmed(trimmed[0] + 1, trimmed[1])
    while trimmed is not None and tokens[trimmed[1] - 1].text.lower() in _TRAILING:
        trimmed = passage.trimmed(trimmed[0], trimmed[1] - 1)
    if trimmed is None:
        return None
    words = [t.text for t in tokens[trimmed[0] : trimmed[1]]]
    if words.count("(") > words.count(")") and trimmed[1] < len(tokens) and tokens[trimmed[1]].text == ")":
        return trimmed[0], trimmed[1] + 1
    quote = passage.by_index.get(passage.region[trimmed[1] - 1])
    if quote is not None and _only_signs(passage, trimmed[1], quote.last):
        return trimmed[0], quote.last
    return trimmed


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
